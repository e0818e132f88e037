"""The end of a round of check-ins: what was saved, what it made of the score, and what is still due."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.cycle import last_rated
from okrsdk.reports.figures import measured
from okrsdk.reports.names import score_number
from okrsdk.reports.phrases import cycle_week, dotted
from okrsdk.texts import plural, text
from sheets_addon.addon.cards.status import due_button, overall_row
from sheets_addon.addon.cards.undo import undo_section
from sheets_addon.addon.cards.wording import band_words, confidence_words
from sheets_addon.addon.navigation import Route, key_result_parameters
from sheets_addon.addon.widgets import Card, Widget, button, card, footer, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.cycle import Status
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import KeyResult
    from sheets_addon.addon.check_in_round import CheckInRound
    from sheets_addon.addon.navigation import Links

_ROWS = 50


def round_end_card(
    status: Status, asked: CheckInRound, links: Links, *, before: Mapping[str, Decimal | None] | None = None
) -> Card:
    """The end of a round.

    Args:
        status: where the OKRs are, with the check-ins of the round.
        asked: the round.
        links: where clicks lead.
        before: what Current held before, by key result, for undoing.
    """
    assessment = status.assessment
    return card(
        plural("{n} check-in saved", "{n} check-ins saved", n=len(asked.saved))
        if asked.saved
        else text("No check-in saved"),
        section(overall_row(assessment, links)),
        section(*_saved(assessment, asked, links), title=text("Saved")),
        undo_section(before or {}, links),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
        foot=footer(button(text("Home"), links.to(Route.HOME)), due_button(status.owed, links)),
    )


def _saved(assessment: Assessment, asked: CheckInRound, links: Links) -> Iterator[Widget]:
    for id_ in asked.saved[:_ROWS]:
        found = assessment.key_result(id_)
        if found is not None:
            yield _row(assessment, *found, links)
    if len(asked.saved) > _ROWS:
        yield row(plural("and {n} more check-in", "and {n} more check-ins", n=len(asked.saved) - _ROWS))


def _row(assessment: Assessment, key_result: KeyResult, score: KeyResultScore, links: Links) -> Widget:
    told = last_rated(assessment.okr_set, key_result, on=assessment.on)
    rated = "" if told is None else confidence_words(told.confidence)
    return row(
        dotted(measured(key_result, None if told is None else told.value), rated),
        over=dotted(key_result.id, key_result.text),
        under=dotted(score_number(score.score), band_words(score)),
        click=links.to(Route.KEY_RESULT, **key_result_parameters(score)),
    )
