"""Phrases: days, cycles and lists in words, the same in the terminal, in reports and on cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.model import OkrSet

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def dotted(*parts: str) -> str:
    """The parts with dots between them; those that are empty are left out."""
    return " · ".join(part for part in parts if part)


def listed(parts: Sequence[str]) -> str:
    """The parts as one enumeration."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""


def shown_day(day: date | None) -> str:
    """A day as people say it.

    >>> from datetime import date
    >>> shown_day(date(2026, 2, 3))
    '3 Feb 2026'
    """
    return "" if day is None else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def whose(okr_set: OkrSet, title: str = "") -> str:
    """The client's name, else the spreadsheet's title."""
    return okr_set.client.name or title or "OKRs"


def cycle_week(okr_set: OkrSet, on: date) -> str:
    """The cycle and how far it is.

    Outside of the cycle that is said instead of a week.
    """
    cycle = okr_set.cycle
    if cycle is None:
        return "no cycle: fill in the Client tab"
    if on < cycle.start:
        return dotted(cycle.name, f"begins on {shown_day(cycle.start)}")
    if on > cycle.end:
        return dotted(cycle.name, f"ended on {shown_day(cycle.end)}")
    return dotted(cycle.name, f"week {cycle.week(on)} of {cycle.weeks}")
