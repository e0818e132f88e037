"""Scores, colours and dates in words, the same on every card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.grading import Band
from okrsdk.reports import score_bar
from sheets_addon.addon.markup import Markup, coloured, escaped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from okrsdk.grading import KeyResultScore
    from okrsdk.model import OkrSet

# Dark enough on white for small text (contrast of 4.5 or more); the word is always beside the colour.
_BAND_COLOURS = {Band.GREEN: "#137333", Band.YELLOW: "#8d5c00", Band.RED: "#c5221f"}
SEVERITY_COLOURS = {Severity.ERROR: "#c5221f", Severity.WARNING: "#8d5c00", Severity.INFO: "#1967d2"}
ERROR_COLOUR = "#c5221f"
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def score_figure(score: Decimal | None, band: Band | None, mark: Decimal) -> Markup:
    """A score as a coloured bar with its pass mark, or that there is none."""
    if score is None:
        return escaped("not graded")
    text = f"{score_bar(score, mark)} {score:.2f}"
    return escaped(text) if band is None else coloured(text, _BAND_COLOURS[band])


def band_words(score: KeyResultScore) -> str:
    """Band and pace of a key result.

    >>> from decimal import Decimal
    >>> from okrsdk.grading import KeyResultScore, Pace
    >>> band_words(KeyResultScore(id="", objective_id="", position=0, band=Band.RED, pace=Pace.AT_RISK))
    'red · at risk'
    """
    pace = "" if score.pace is None else score.pace.replace("_", " ")
    return dotted(score.band or "", pace)


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
