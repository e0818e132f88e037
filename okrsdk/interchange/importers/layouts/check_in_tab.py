"""A tab with the check-ins of key results that are on another tab, which it names by their words or IDs.

::

    OKRs: Objective;Key result;Target      Check-ins: Date;Key result;Value;Notes
          Win the north;Bookings;20                   2026-01-12;Bookings;12;slow
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.importers.found_records import TableContent, content_of_table
from okrsdk.interchange.importers.header_meanings import CHECKED_ON, CONFIDENCE, CURRENT, ID, KEY_RESULT, PROGRESS, TEXT
from okrsdk.interchange.importers.log_columns import as_log
from okrsdk.language.normalize import normalized
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.interchange.importers.found_records import FoundKeyResult, FoundRecords

_NAMES = ((KEY_RESULT, ID), (KEY_RESULT, TEXT))
_AIMS = ("baseline", "target")
_SAID = (CURRENT, PROGRESS, CONFIDENCE)


def as_check_ins(content: TableContent) -> TableContent | None:
    """A tab as one of check-ins; None where it has no day, says nothing of that day, or has the aims of key results."""
    found = content_of_table(as_log(content.columns), content.rows, tab=content.tab, name=content.name)
    is_named = any(found.has(*name) for name in _NAMES)
    says = any(found.has("", name) for name in _SAID)
    has_aims = any(found.has(record, name) for record in ("", KEY_RESULT) for name in _AIMS)
    return found if is_named and says and found.has("", CHECKED_ON) and not has_aims else None


def take_check_ins(found: FoundRecords, content: TableContent) -> bool:
    """Takes the check-ins of a tab to the key results that it names; whether there is any of such a name.

    Args:
        found: the key results, changed in place.
        content: the tab, as `as_check_ins` gives it.
    """
    by_name: dict[str, FoundKeyResult] = {}
    for one in reversed(found.key_results):
        by_name |= {normalized(name): one for name in (one.record.text, one.record.key) if name}
    named = [[normalized(content.text(row, *name)) for name in _NAMES] for row in content.rows]
    if not any(name in by_name for names in named for name in names):
        return False
    for row, names in zip(content.rows, named, strict=True):
        known = next((by_name[name] for name in names if name in by_name), None)
        if known is None:
            found.leave_out(row, text("a check-in on {tab} of no key result that is read", tab=content.tab))
            continue
        entry = content.record(row, of=("", KEY_RESULT))
        if "owner" in entry.cells:
            entry.cells["by"] = entry.cells.pop("owner")
        known.updates.append(entry)
    return True
