"""Scores and colours in words, the same on every card."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.grading import Band
from okrsdk.reports import score_bar
from okrsdk.reports.cell_text import cell_text
from okrsdk.reports.figures import aim, shown_share
from okrsdk.reports.names import NOT_GRADED, band_name, pace_name, score_number
from okrsdk.reports.phrases import dotted, shown_day
from okrsdk.schema import columns
from okrsdk.schema.column import is_blank
from okrsdk.texts import plural, strung, text
from okrsdk.workbook.template.styles import BAND_SHADES
from sheets_addon.addon.markup import Markup, coloured, escaped

if TYPE_CHECKING:
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import KeyResult
    from okrsdk.rules.fixes import Fix

# Dark enough on white for small text (contrast of 4.5 or more); the word is always beside the colour.
# The tones that the sheet has for them; of red the one behind the text, since what is written on it is white.
_BAND_COLOURS = {
    Band.GREEN: BAND_SHADES["green"].text,
    Band.YELLOW: BAND_SHADES["yellow"].text,
    Band.RED: BAND_SHADES["red"].background,
}
SEVERITY_COLOURS = {Severity.ERROR: "#c5221f", Severity.WARNING: "#8d5c00", Severity.INFO: "#1967d2"}
ERROR_COLOUR = "#c5221f"
A_QUARTER = text("A quarter such as 2026-Q1")
NO_ID = text("no ID")
NO_ID_YET = text("no ID yet")
NO_TEXT = text("(no text)")


def score_figure(score: Decimal | None, band: Band | None, mark: Decimal) -> Markup:
    """A score as a coloured bar with its pass mark, or that there is none."""
    if score is None:
        return escaped(NOT_GRADED)
    said = strung([score_bar(score, mark), score_number(score)])
    return escaped(said) if band is None else coloured(said, _BAND_COLOURS[band])


def pass_mark(mark: Decimal) -> str:
    """From which score on it counts as reached."""
    return text("pass mark {mark:.1f}", mark=mark)


def confidence_words(confidence: Decimal | None) -> str:
    """How sure the owner is; empty where that is not said."""
    return "" if confidence is None else text("confidence {share}", share=shown_share(confidence))


def aim_words(key_result: KeyResult) -> str:
    """From where to where a key result is to go."""
    return text("Aim: {aim}", aim=aim(key_result))


def error_count(n: int) -> str:
    """So many errors."""
    return plural("{n} error", "{n} errors", n=n)


def warning(said: str) -> Markup:
    """What is wrong with a field, as it stands below it."""
    return coloured(strung(["⚠", said]), ERROR_COLOUR)


def objective_count(n: int) -> str:
    """So many objectives."""
    return plural("{n} objective", "{n} objectives", n=n)


def key_result_count(n: int) -> str:
    """So many key results."""
    return plural("{n} key result", "{n} key results", n=n)


def and_more(n: int) -> str:
    """That so many more are not shown."""
    return plural("and {n} more", "and {n} more", n=n)


def more_key_results(n: int) -> str:
    """That so many more key results are not shown."""
    return plural("and {n} more key result", "and {n} more key results", n=n)


def band_words(score: KeyResultScore) -> str:
    """Band and pace of a key result.

    >>> from decimal import Decimal
    >>> from okrsdk.grading import KeyResultScore, Pace
    >>> band_words(KeyResultScore(id="", objective_id="", position=0, band=Band.RED, pace=Pace.AT_RISK))
    'red · at risk'
    """
    return dotted(band_name(score.band), pace_name(score.pace))


def fix_text(fix: Fix) -> str:
    """What a fix does, in words.

    >>> from okrsdk.findings import Table
    >>> from okrsdk.rules.fixes import Fix
    >>> fix_text(Fix(table=Table.KEY_RESULTS, position=0, field="kind", value="decrease"))
    'Set Kind to decrease'
    """
    title = next(column.title for column in columns(fix.table) if column.name == fix.field)
    if fix.value is None:
        return text("Clear {column}", column=title)
    return text("Set {column} to {value}", column=title, value=cell_words(fix.value))


def cell_words(value: object) -> str:
    """What a cell holds, with numbers and days in the reader's forms; `blank` for nothing.

    >>> from decimal import Decimal
    >>> cell_words(Decimal("1200.50")), cell_words(None), cell_words("CRM")
    ('1,200.5', 'blank', 'CRM')
    """
    if is_blank(value):
        return text("blank")
    if isinstance(value, date):
        return shown_day(value)
    if isinstance(value, Decimal):
        return text("{value:,f}", value=value.normalize())
    return cell_text(value)
