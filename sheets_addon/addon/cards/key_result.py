"""One key result: score, pace and trends in numbers, its check-ins, and what was found in it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.cycle import expected_value, measured_values, weekly_change
from okrsdk.findings import Table
from okrsdk.grading import current_value
from okrsdk.grading.exact import cut
from okrsdk.reports.figures import aim, approximate, measured, trend, value_blocks, value_trend
from okrsdk.reports.names import NOT_GRADED, commitment_name, kind_name, status_name
from okrsdk.reports.phrases import capitalized, dotted, shown_day
from okrsdk.reports.status_agenda import weekly_text
from okrsdk.texts import text
from sheets_addon.addon.cards.check import finding_row
from sheets_addon.addon.cards.wording import NO_TEXT, band_words, confidence_words, pass_mark, score_figure
from sheets_addon.addon.markup import lines
from sheets_addon.addon.navigation import (
    KEY_RESULT,
    Route,
    key_result_parameters,
    location_of,
    page_buttons,
    page_of,
)
from sheets_addon.addon.widgets import Card, Widget, button, buttons, card, paragraph, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult
    from sheets_addon.addon.navigation import Links

_CHECK_INS = 5
_TREND = 13
_FINDINGS = 20


def key_result_card(
    assessment: Assessment, key_result: KeyResult, score: KeyResultScore, links: Links, *, page: int = 1
) -> Card:
    """The card of a key result.

    Args:
        assessment: where the OKRs are.
        key_result: the key result.
        score: its score.
        links: where clicks lead.
        page: which page of its check-ins is shown, from the newest on.
    """
    check_ins = assessment.okr_set.check_ins_of(key_result.id, on=assessment.on)
    current = current_value(assessment.okr_set, key_result, on=assessment.on)
    found = assessment.findings_at(Table.KEY_RESULTS, score.position)
    return card(
        key_result.id or text("Key result"),
        section(paragraph(key_result.text or NO_TEXT), _score(key_result, score), _actions(score, links)),
        section(*_pace(assessment, key_result, check_ins), title=text("Pace and trend")),
        section(*_measures(key_result, score, current), title=text("How it is measured")),
        section(*_check_ins(key_result, score, check_ins, links, page=page), title=text("Check-ins")),
        section(*(finding_row(finding, links) for finding in found[:_FINDINGS]), title=text("Findings")),
        subtitle=dotted(key_result.objective_id, "" if key_result.is_active else status_name(key_result.status)),
    )


def _score(key_result: KeyResult, score: KeyResultScore) -> Widget:
    mark = key_result.commitment.pass_mark
    if score.score is None:
        return row(NOT_GRADED, over=text("Score"), under=score.reason)
    over = dotted(text("Score"), commitment_name(key_result.commitment))
    return row(score_figure(score.score, score.band, mark), over=over, under=dotted(band_words(score), pass_mark(mark)))


def _actions(score: KeyResultScore, links: Links) -> Widget:
    jump = links.cell(location_of(score))
    shown = [button(text("Go to row"), jump)] if jump else []
    if score.id:
        shown.append(button(text("Decide"), links.to(Route.DECIDE, **{KEY_RESULT: score.id})))
        shown.append(button(text("Edit"), links.to(Route.KEY_RESULT_FORM, **{KEY_RESULT: score.id})))
        shown.insert(
            0, button(text("Check in"), links.to(Route.CHECK_IN, **key_result_parameters(score)), is_main=True)
        )
    else:
        shown.append(button(text("Grade to give it an ID"), links.to(Route.GRADE)))
    return buttons(*shown)


def _measures(key_result: KeyResult, score: KeyResultScore, current: Decimal | None) -> list[Widget]:
    rows = [row(aim(key_result), over=dotted(text("Aim"), kind_name(key_result.kind)))]
    now = measured(key_result, current)
    rows.append(row(now, over=text("Now"), under=_stretch(key_result, score)))
    for name, said in (
        (text("Metric"), key_result.metric),
        (text("Source"), key_result.source),
        (text("Owner"), key_result.owner),
        (text("Due"), shown_day(key_result.due)),
    ):
        if said:
            rows.append(row(said, over=name))
    return rows


def _stretch(key_result: KeyResult, score: KeyResultScore) -> str:
    if score.stretch_mark is None:
        return ""
    return text("{mark} is reached at {value}", mark=Decimal("0.7"), value=measured(key_result, score.stretch_mark))


def _pace(assessment: Assessment, key_result: KeyResult, check_ins: tuple[CheckIn, ...]) -> Iterator[Widget]:
    """What is expected by now and needed a week, beside what there is; and the trends of values and of confidence."""
    okr_set, on = assessment.okr_set, assessment.on
    weekly = weekly_change(okr_set, key_result, on=on, policy=assessment.policy.pace_policy)
    if weekly is not None:
        expected, current = approximate(key_result, weekly.expected), measured(key_result, weekly.current)
        told = text("Expected by now {expected}, you have {current}", expected=expected, current=current)
        yield row(told, over=text("Pace"), under=capitalized(weekly_text(key_result, weekly)))
    measures = None if okr_set.cycle is None else measured_values(okr_set, key_result, okr_set.cycle, on=on)
    if measures is not None and measures.check_ins:
        values = [cut(value) for _, value in measures.points[-_TREND:]]
        shown = lines(value_trend(key_result, values), _pace_line(assessment, key_result, measures.points[-_TREND:]))
        yield row(shown, over=text("Values"), under=text("Up is towards the target."))
    said = [one.confidence for one in check_ins if one.confidence is not None][-_TREND:]
    if said:
        under = text("The trend matters more than the number.")
        yield row(trend(said), over=text("Confidence, the owner's own"), under=under)


def _pace_line(assessment: Assessment, key_result: KeyResult, points: Sequence[tuple[date, object]]) -> str:
    """What was expected on the days of the values, drawn as they are."""
    cycle, policy = assessment.okr_set.cycle, assessment.policy.pace_policy
    if cycle is None:
        return ""
    expected = [expected_value(key_result, cycle, on=day, policy=policy) for day, _ in points]
    drawn = value_blocks(key_result, [one for one in expected if one is not None])
    return text("{trend} expected", trend=drawn) if drawn else ""


def _check_ins(
    key_result: KeyResult, score: KeyResultScore, check_ins: tuple[CheckIn, ...], links: Links, *, page: int
) -> Iterator[Widget | None]:
    shown = page_of(check_ins[::-1], page, size=_CHECK_INS)
    yield from (_check_in(key_result, one) for one in shown.items)
    yield page_buttons(shown, links, Route.KEY_RESULT, **key_result_parameters(score))


def _check_in(key_result: KeyResult, check_in: CheckIn) -> Widget:
    confidence = confidence_words(check_in.confidence)
    value = "" if check_in.value is None else measured(key_result, check_in.value)
    blocks = text("Blocked: {what}", what=check_in.blocks) if check_in.blocks else ""
    return row(
        lines(dotted(value, confidence) or text("no value"), check_in.changed, blocks),
        over=shown_day(check_in.day),
        under=check_in.by,
    )
