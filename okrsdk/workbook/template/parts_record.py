"""What the template gave each column of a tab, remembered on the tab: its note and its drop-down, as digests.

A note or a drop-down that is still what was given, while the template has another one by now, has grown old. One that
is anything else was changed by people, and stays.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.workbook.sheets_types import JsonObject

PARTS_KEY = "okrsdk.parts"
"""The key of the mark on a tab."""
NOTHING = "-"
_LENGTH = 8


def note_digest(note: object) -> str:
    """The digest of a note; `NOTHING` of none."""
    return _digest(str(note)) if note else NOTHING


def rule_digest(rule: object) -> str:
    """The digest of what a drop-down or check of cells takes; `NOTHING` of none."""
    if not rule:
        return NOTHING
    condition = cast("Mapping[str, JsonObject]", rule)["condition"]
    values = (str(own.get("userEnteredValue", "")) for own in json_objects(condition.get("values", [])))
    return _digest("\n".join([str(condition["type"]), *values]))


def parts_value(parts: Iterable[tuple[str, str, str]]) -> str:
    """The record as the mark holds it.

    Args:
        parts: of each column its field, the digest of its note and that of its drop-down.

    >>> parts_value([("kind", "1a2b3c4d", "-")])
    'kind=1a2b3c4d/-'
    """
    return " ".join(f"{field}={note}/{rule}" for field, note, rule in parts)


def recorded_parts(value: str | None) -> Mapping[str, tuple[str, str]]:
    """The digests of note and drop-down by field; nothing of a tab without the mark.

    >>> recorded_parts("kind=1a2b3c4d/- status=5e6f7a8b/9c0d1e2f")
    {'kind': ('1a2b3c4d', '-'), 'status': ('5e6f7a8b', '9c0d1e2f')}
    """
    found = (part.partition("=") for part in (value or "").split())
    digests = ((field, parts.partition("/")) for field, _, parts in found)
    return {field: (note, rule) for field, (note, _, rule) in digests}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_LENGTH]
