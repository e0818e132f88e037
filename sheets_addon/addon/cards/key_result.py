"""One key result: score, pace, confidence and its trend, the last check-ins, and what was found in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.grading import current_value
from okrsdk.reports.figures import aim, measured, shown_share, trend
from okrsdk.reports.phrases import dotted, shown_day
from sheets_addon.addon.cards.check import finding_row
from sheets_addon.addon.cards.wording import band_words, score_figure
from sheets_addon.addon.markup import lines
from sheets_addon.addon.navigation import Route, key_result_parameters, location_of
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, paragraph, row, section

if TYPE_CHECKING:
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult
    from sheets_addon.addon.navigation import Links

_CHECK_INS = 5
_TREND = 13
_FINDINGS = 20


def key_result_card(assessment: Assessment, key_result: KeyResult, score: KeyResultScore, links: Links) -> Card:
    """The card of a key result."""
    check_ins = assessment.okr_set.check_ins_of(key_result.id, on=assessment.on) if key_result.id else ()
    current = current_value(assessment.okr_set, key_result, on=assessment.on)
    found = assessment.findings_at(Table.KEY_RESULTS, score.position)
    return card(
        key_result.id or "Key result",
        section(paragraph(key_result.text or "(no text)"), _score(key_result, score), _actions(score, links)),
        section(*_measures(key_result, score, current), title="How it is measured"),
        _confidence(check_ins),
        section(*(_check_in(key_result, one) for one in reversed(check_ins[-_CHECK_INS:])), title="Last check-ins"),
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


def _confidence(check_ins: tuple[CheckIn, ...]) -> Section | None:
    said = [one.confidence for one in check_ins if one.confidence is not None][-_TREND:]
    if not said:
        return None
    return section(
        row(trend(said), over="The owner's own rating", under="The trend matters more than the number."),
        title="Confidence",
    )


def _check_in(key_result: KeyResult, check_in: CheckIn) -> Widget:
    confidence = "" if check_in.confidence is None else f"confidence {shown_share(check_in.confidence)}"
    value = "" if check_in.value is None else measured(key_result, check_in.value)
    blocks = f"Blocked: {check_in.blocks}" if check_in.blocks else ""
    return row(
        lines(dotted(value, confidence) or "no value", check_in.changed, blocks),
        over=shown_day(check_in.day),
        under=check_in.by,
    )
