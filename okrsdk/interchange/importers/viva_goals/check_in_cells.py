"""The cell `Checkins` of a view of Viva Goals: all check-ins of a goal in one cell, parted by semicolons.

How Viva wrote an entry is not public. An entry is read where it cannot mean anything else: a day, then a value or
nothing but words. Where one entry of a cell cannot be read, none of it is, and the text is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ENTRY = re.compile(
    r"""
    \s*(?:check-in[ ])?(?P<day>\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:[ ]?(?:UTC|Z))?)?
    \s*[:|,–-]\s*
    (?:(?P<value>[-+]?\d{1,15}(?:\.\d+)?)\s*(?P<percent>%)?(?=\s*(?:[,.|]\s|[–-]\s|$))(?:\s*[,.|–-])?)?
    \s*(?P<said>.*?)\s*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PARTS = re.compile(r";\s*(?=(?:check-in[ ])?\d{4}-\d{2}-\d{2}|$)|;\s*\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryEntry:
    """A check-in of a history.

    Attributes:
        day: its day.
        value: its value as written, in points where it is a percentage; empty without one.
        said: what else it says.
    """

    day: date
    value: str = ""
    said: str = ""


def check_ins_in(cell: str) -> tuple[HistoryEntry, ...]:
    """The check-ins of a cell, earliest first; none where one of them cannot be read for sure.

    >>> [(str(one.day), one.value, one.said) for one in check_ins_in("2025-11-17: 42, two shops; 2025-11-03: 30")]
    [('2025-11-03', '30', ''), ('2025-11-17', '42', 'two shops')]
    >>> check_ins_in("On Track 42 (3 Nov); 2025-11-03: 30")
    ()
    """
    entries = [_entry(part) for part in _PARTS.split(cell) if part.strip()]
    known = [one for one in entries if one is not None]
    return tuple(sorted(known, key=lambda one: one.day)) if len(known) == len(entries) else ()


def _entry(text: str) -> HistoryEntry | None:
    match = _ENTRY.fullmatch(text)
    if match is None:
        return None
    try:
        day = date.fromisoformat(match["day"])
    except ValueError:
        return None
    return HistoryEntry(day=day, value=(match["value"] or "") + (match["percent"] or ""), said=match["said"])
