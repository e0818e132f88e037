"""Messages that name options of the command line, said to those who have fields in their place."""

from __future__ import annotations

import re

from okrsdk.texts import shaped

_ASIDE = re.compile(r" \(--(?P<option>[a-z]+)[^)]*\)")
_COMMAND = re.compile(r"\s?: okr [a-z]+(?=[.,;]|$)")
_SENTENCE = re.compile(r"(?<=[.?!]) ")
_FIELDS = {"late": "late_reason", "yes": "is_meant", "why": "why", "work": "new"}


def without_options(message: str) -> str:
    """A message without its sentences about options of the command line, which a card has fields for.

    >>> without_options("Plan has several tabs with OKRs: A, B. Say which: --tab.")
    'Plan has several tabs with OKRs: A, B.'
    >>> without_options("Say why (--why): it is noted."), without_options("Replace it instead: okr replace.")
    ('Say why: it is noted.', 'Replace it instead.')
    """
    return shaped(message, _without_options)


def with_fields(message: str) -> str:
    """A message that names fields of a request's body in place of options of the command line.

    >>> with_fields("To close it all the same, say so (--yes)."), with_fields("Open it again: okr reopen.")
    ('To close it all the same, say so (is_meant).', 'Open it again.')
    """
    return shaped(message, _with_fields)


def _with_fields(message: str) -> str:
    return _without_options(_ASIDE.sub(_field, message))


def _field(found: re.Match[str]) -> str:
    return f" ({_FIELDS[found['option']]})" if found["option"] in _FIELDS else ""


def _without_options(message: str) -> str:
    without = _COMMAND.sub("", _ASIDE.sub("", message))
    return " ".join(part for part in _SENTENCE.split(without) if " --" not in part) or without
