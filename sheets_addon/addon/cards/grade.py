"""Grading in two steps: what would be written, and after the word is given, what was."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.reports.names import band_name, score_number
from okrsdk.reports.phrases import cycle_week, dotted, shown_day
from okrsdk.reports.scores_text import INTERPRETATIONS
from okrsdk.texts import plural, strung, text
from sheets_addon.addon.cards.check import finding_row
from sheets_addon.addon.cards.wording import NO_ID_YET, and_more, more_key_results, pass_mark, score_figure
from sheets_addon.addon.markup import bold, coloured, joined
from sheets_addon.addon.navigation import PAGE, Route, page_buttons, page_of
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, footer, paragraph, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore, ObjectiveScore
    from okrsdk.model import KeyResult, Objective
    from okrsdk.workbook import Layout
    from sheets_addon.addon.navigation import Links

FINAL = "final"
"""Name of the parameter that asks for the final grade; its value is `yes`."""
_PAGE = 30
_REASONS = 10
_ERRORS = 10
_BLANK = text("blank")
_CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreChange:
    """One score that changes.

    Attributes:
        record: ID of the objective or key result, empty when it has none yet.
        text: its sentence.
        before: what is in the sheet; None where nothing or no number does.
        after: what will be; None where it cannot be graded.
    """

    record: str
    text: str
    before: Decimal | None
    after: Decimal | None


def grade_card(assessment: Assessment, changes: Sequence[ScoreChange], links: Links, *, page: int = 1) -> Card:
    """What a grade would write.

    Args:
        assessment: what was found and scored.
        changes: the scores that would change.
        links: where clicks lead.
        page: which page of the changes to show, from 1.
    """
    final = {FINAL: "yes"} if assessment.scores.final else {}
    shown = page_of(changes, page, size=_PAGE)
    is_refused = bool(assessment.refusals())
    write = button(text("Write scores"), links.to(Route.WRITE_SCORES, **final))
    again = button(text("Grade again"), links.to(Route.GRADE, **final, **{PAGE: "1"}))
    if assessment.scores.final:
        other = button(text("Grade during the cycle"), links.to(Route.GRADE, **{PAGE: "1"}))
    else:
        other = button(text("Final grade"), links.to(Route.GRADE, **{FINAL: "yes", PAGE: "1"}))
    return card(
        text("Final grade") if assessment.scores.final else text("Grade"),
        section(_overall(assessment), None if is_refused else paragraph(_will(changes, is_final=bool(final)))),
        _errors(assessment, links),
        section(*map(_change_row, shown.items), page_buttons(shown, links, Route.GRADE, **final), title=text("Changes"))
        if changes and not is_refused
        else None,
        _not_graded(assessment),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
        foot=footer(again if is_refused else write, other),
    )


def graded_card(
    assessment: Assessment, changes: Sequence[ScoreChange], links: Links, *, new_ids: Sequence[str] = ()
) -> Card:
    """What a grade wrote.

    Args:
        assessment: what was found and scored.
        changes: the scores that changed.
        links: where clicks lead.
        new_ids: the IDs that were assigned.
    """
    rows = [_change_row(change) for change in changes[:_PAGE]]
    more = len(changes) - len(rows)
    return card(
        text("Scores written"),
        section(_overall(assessment), paragraph(_done(changes, assessment))),
        section(*rows, row(and_more(more)) if more > 0 else None, title=text("What changed")),
        section(row(_shown_ids(new_ids), over=text("IDs assigned")) if new_ids else None),
        _not_graded(assessment),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
        foot=footer(button(text("Home"), links.to(Route.HOME)), button(text("Check"), links.to(Route.CHECK))),
    )


def _shown_ids(ids: Sequence[str]) -> str:
    more = len(ids) - _PAGE
    return strung([", ".join(ids[:_PAGE]), and_more(more) if more > 0 else ""])


def _overall(assessment: Assessment) -> Widget:
    scores, mark = assessment.scores, assessment.pass_mark()
    reading = "" if scores.interpretation is None else INTERPRETATIONS[scores.interpretation]
    return row(
        score_figure(scores.overall, scores.band, mark),
        over=text("Overall score"),
        under=dotted(band_name(scores.band), pass_mark(mark), str(scores.coverage), reading),
    )


def _will(changes: Sequence[ScoreChange], *, is_final: bool) -> str:
    closed = text("What has no current value scores 0, because the cycle is closed.") if is_final else ""
    if not changes:
        same = text("The scores in the sheet are these already.")
        return strung([same, closed, text("Writing renews pace, confidence and the Overview.")])
    will = plural("{n} score will change in the sheet.", "{n} scores will change in the sheet.", n=len(changes))
    return strung([will, closed, text("Only okrsdk's own columns are written.")])


def _done(changes: Sequence[ScoreChange], assessment: Assessment) -> str:
    what = plural("{n} score changed.", "{n} scores changed.", n=len(changes)) if changes else text("No score changed.")
    return strung([what, text("Graded on {day}.", day=shown_day(assessment.on))])


def _errors(assessment: Assessment, links: Links) -> Section | None:
    refusals = assessment.refusals()
    errors = refusals or assessment.errors
    if not errors:
        return None
    if refusals:
        title = text("Cannot be written yet")
        said = plural(
            "{n} error to correct first. Then scores can be written.",
            "{n} errors to correct first. Then scores can be written.",
            n=len(errors),
        )
    else:
        title = text("Left out")
        said = plural(
            "{n} error: these records get no score. Everything else is graded.",
            "{n} errors: these records get no score. Everything else is graded.",
            n=len(errors),
        )
    every = plural("All {n} errors", "All {n} errors", n=len(errors))
    return section(
        paragraph(said),
        *(finding_row(finding, links) for finding in errors[:_ERRORS]),
        buttons(button(every, links.to(Route.CHECK))) if len(errors) > _ERRORS else None,
        title=title,
    )


def _change_row(change: ScoreChange) -> Widget:
    before = _BLANK if change.before is None else score_number(change.before)
    after = _BLANK if change.after is None else score_number(change.after)
    return row(
        joined(coloured(strung([before, "→"]), "#5f6368"), bold(after)),
        over=change.record or NO_ID_YET,
        under=change.text,
    )


def _not_graded(assessment: Assessment) -> Section | None:
    rows = list(_reasons(assessment))
    more = len(rows) - _REASONS
    return section(*rows[:_REASONS], row(more_key_results(more)) if more > 0 else None, title=text("Not graded"))


def _reasons(assessment: Assessment) -> Iterator[Widget]:
    for key_result, score in zip(assessment.okr_set.key_results, assessment.scores.key_results, strict=True):
        if key_result.is_active and score.score is None:
            yield row(score.reason, over=score.id or NO_ID_YET, under=key_result.text)


def score_changes(layout: Layout, assessment: Assessment) -> tuple[ScoreChange, ...]:
    """The scores that a grade changes, objectives first, in the order of the workbook."""
    okr_set, scores = assessment.okr_set, assessment.scores
    return (
        *_changes(layout, Table.OBJECTIVES, okr_set.objectives, scores.objectives),
        *_changes(layout, Table.KEY_RESULTS, okr_set.key_results, scores.key_results),
    )


def _changes(
    layout: Layout,
    table: Table,
    records: Sequence[Objective | KeyResult],
    scores: Sequence[ObjectiveScore | KeyResultScore],
) -> list[ScoreChange]:
    before = _scores_in_sheet(layout, table, len(records))
    return [
        ScoreChange(record=record.id, text=record.text, before=was, after=score.score)
        for record, was, score in zip(records, before, scores, strict=True)
        if was != score.score
    ]


def _scores_in_sheet(layout: Layout, table: Table, records: int) -> list[Decimal | None]:
    own = layout.tables.get(table)
    place = own.columns.get("score") if own else None
    if own is None or place is None:
        return [None] * records
    return [_score(place.values[row] if row < len(place.values) else None) for row in own.rows]


def _score(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    number = Decimal(str(value))
    return number.quantize(_CENT) if number.is_finite() and abs(number) < 10**6 else None
