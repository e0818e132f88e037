"""Phrases: days, cycles and lists in words, the same in the terminal, in reports and on cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.texts import Text, shaped, strung, text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.model import OkrSet

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def dotted(*parts: str) -> str:
    """The parts with dots between them; those that are empty are left out."""
    return strung(parts, " · ")


def as_sentence(said: str) -> str:
    """A phrase with a capital and a full stop."""
    return shaped(said, _sentence)


def _sentence(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}."


def capitalized(said: str) -> str:
    """A phrase with a capital."""
    return shaped(said, _capitalized)


def _capitalized(said: str) -> str:
    return f"{said[:1].upper()}{said[1:]}"


def listed(parts: Sequence[str]) -> str:
    """The parts as one enumeration."""
    if len(parts) < 2:  # noqa: PLR2004 - an enumeration needs two
        return parts[0] if parts else ""
    return text("{first} and {last}", first=strung(parts[:-1], ", "), last=parts[-1])


def shown_day(day: date | None) -> str:
    """A day as people say it.

    >>> from datetime import date
    >>> shown_day(date(2026, 2, 3))
    '3 Feb 2026'
    """
    return "" if day is None else Text(f"{day.day} {_MONTHS[day.month - 1]} {day.year}", "{day}", {"day": day})


def practice(source: str) -> str:
    """A row of the practice, `practice 14`, as people read it; any other source as it is."""
    word, _, row = source.partition(" ")
    return text("practice {row}", row=row) if word == "practice" else source


def whose(okr_set: OkrSet, title: str = "") -> str:
    """The client's name, else the spreadsheet's title."""
    return okr_set.client.name or title or "OKRs"


def title_beside_cycle(title: str, okr_set: OkrSet) -> str:
    """The title of a workbook without the cycle at its end, for a line that says the cycle itself."""
    ending = "" if okr_set.cycle is None else f" · {okr_set.cycle.name}"
    return title.removesuffix(ending) or title


def cycle_week(okr_set: OkrSet, on: date) -> str:
    """The cycle and how far it is.

    Outside of the cycle that is said instead of a week.
    """
    cycle = okr_set.cycle
    if cycle is None:
        return text("no cycle: fill in the Client tab")
    if on < cycle.start:
        return dotted(cycle.name, text("begins on {day}", day=shown_day(cycle.start)))
    if on > cycle.end:
        return dotted(cycle.name, text("ended on {day}", day=shown_day(cycle.end)))
    return dotted(cycle.name, text("week {week} of {weeks}", week=cycle.week(on), weeks=cycle.weeks))
