"""Scores and colours in words, the same on every card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.grading import Band
from okrsdk.reports import score_bar
from okrsdk.reports.cell_text import cell_text
from okrsdk.reports.phrases import dotted
from okrsdk.schema import columns
from sheets_addon.addon.markup import Markup, coloured, escaped

if TYPE_CHECKING:
    from decimal import Decimal

    from okrsdk.grading import KeyResultScore
    from okrsdk.rules.fixes import Fix

# Dark enough on white for small text (contrast of 4.5 or more); the word is always beside the colour.
_BAND_COLOURS = {Band.GREEN: "#137333", Band.YELLOW: "#8d5c00", Band.RED: "#c5221f"}
SEVERITY_COLOURS = {Severity.ERROR: "#c5221f", Severity.WARNING: "#8d5c00", Severity.INFO: "#1967d2"}
ERROR_COLOUR = "#c5221f"


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


def fix_text(fix: Fix) -> str:
    """What a fix does, in words.

    >>> from okrsdk.findings import Table
    >>> from okrsdk.rules.fixes import Fix
    >>> fix_text(Fix(table=Table.KEY_RESULTS, position=0, field="kind", value="decrease"))
    'Set Kind to decrease'
    """
    title = next(column.title for column in columns(fix.table) if column.name == fix.field)
    return f"Clear {title}" if fix.value is None else f"Set {title} to {cell_text(fix.value)}"
