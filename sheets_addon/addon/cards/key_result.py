"""One key result: score, pace and trends in numbers, its check-ins, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.cycle import measured_values, weekly_change
from okrsdk.findings import Table
from okrsdk.grading import current_value
from okrsdk.grading.exact import cut
from okrsdk.reports.figures import aim, approximate, measured, shown_share, trend, value_trend
from okrsdk.reports.phrases import dotted, shown_day
from okrsdk.reports.status_agenda import weekly_text
from sheets_addon.addon.cards.check import finding_row
from sheets_addon.addon.cards.wording import band_words, score_figure
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
    from collections.abc import Iterator
    from decimal import Decimal

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
        key_result.id or "Key result",
        section(paragraph(key_result.text or "(no text)"), _score(key_result, score), _actions(score, links)),
        section(*_pace(assessment, key_result, check_ins), title="Pace and trend"),
        section(*_measures(key_result, score, current), title="How it is measured"),
        section(*_check_ins(key_result, score, check_ins, links, page=page), title="Check-ins"),
        section(*(finding_row(finding, links) for finding in found[:_FINDINGS]), title="Findings"),
        subtitle=dotted(key_result.objective_id, "" if key_result.is_active else str(key_result.status)),
    )


def _score(key_result: KeyResult, score: KeyResultScore) -> Widget:
    mark = key_result.commitment.pass_mark
    if score.score is None:
        return row("not graded", over="Score", under=score.reason)
    over = dotted("Score", str(key_result.commitment))
    return row(
        score_figure(score.score, score.band, mark), over=over, under=dotted(band_words(score), f"pass mark {mark:.1f}")
    )


def _actions(score: KeyResultScore, links: Links) -> Widget:
    jump = links.cell(location_of(score))
    shown = [button("Go to row", jump)] if jump else []
    if score.id:
        shown.append(button("Decide", links.to(Route.DECIDE, **{KEY_RESULT: score.id})))
        shown.append(button("Edit", links.to(Route.KEY_RESULT_FORM, **{KEY_RESULT: score.id})))
        shown.insert(0, button("Check in", links.to(Route.CHECK_IN, **key_result_parameters(score)), is_main=True))
    else:
        shown.append(button("Grade to give it an ID", links.to(Route.GRADE)))
    return buttons(*shown)


def _measures(key_result: KeyResult, score: KeyResultScore, current: Decimal | None) -> list[Widget]:
    rows = [row(aim(key_result), over=dotted("Aim", key_result.kind.replace("_", " ")))]
    now = measured(key_result, current)
    under = "" if score.stretch_mark is None else f"0.7 is reached at {measured(key_result, score.stretch_mark)}"
    rows.append(row(now, over="Now", under=under))
    for name, text in (
        ("Metric", key_result.metric),
        ("Source", key_result.source),
        ("Owner", key_result.owner),
        ("Due", shown_day(key_result.due)),
    ):
        if text:
            rows.append(row(text, over=name))
    return rows


def _pace(assessment: Assessment, key_result: KeyResult, check_ins: tuple[CheckIn, ...]) -> Iterator[Widget]:
    """What is expected by now and needed a week, beside what there is; and the trends of values and of confidence."""
    okr_set, on = assessment.okr_set, assessment.on
    weekly = weekly_change(okr_set, key_result, on=on, policy=assessment.policy.pace_policy)
    if weekly is not None:
        expected, current = approximate(key_result, weekly.expected), measured(key_result, weekly.current)
        text = weekly_text(key_result, weekly)
        yield row(f"Expected by now {expected}, you have {current}", over="Pace", under=f"{text[:1].upper()}{text[1:]}")
    told = None if okr_set.cycle is None else measured_values(okr_set, key_result, okr_set.cycle, on=on)
    if told is not None and told.check_ins:
        values = [cut(value) for _, value in told.points[-_TREND:]]
        yield row(value_trend(key_result, values), over="Values", under="Up is towards the target.")
    said = [one.confidence for one in check_ins if one.confidence is not None][-_TREND:]
    if said:
        yield row(trend(said), over="Confidence, the owner's own", under="The trend matters more than the number.")


def _check_ins(
    key_result: KeyResult, score: KeyResultScore, check_ins: tuple[CheckIn, ...], links: Links, *, page: int
) -> Iterator[Widget | None]:
    shown = page_of(check_ins[::-1], page, size=_CHECK_INS)
    yield from (_check_in(key_result, one) for one in shown.items)
    yield page_buttons(shown, links, Route.KEY_RESULT, **key_result_parameters(score))


def _check_in(key_result: KeyResult, check_in: CheckIn) -> Widget:
    confidence = "" if check_in.confidence is None else f"confidence {shown_share(check_in.confidence)}"
    value = "" if check_in.value is None else measured(key_result, check_in.value)
    blocks = f"Blocked: {check_in.blocks}" if check_in.blocks else ""
    return row(
        lines(dotted(value, confidence) or "no value", check_in.changed, blocks),
        over=shown_day(check_in.day),
        under=check_in.by,
    )
