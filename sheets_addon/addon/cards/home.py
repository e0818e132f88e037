"""The first card: whose OKRs, how far the cycle is, where they are and what to do next, and all key results."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from okrsdk.cycle import status
from okrsdk.reports.names import band_name, score_number, status_name
from okrsdk.reports.phrases import cycle_week, dotted, whose
from okrsdk.texts import text
from sheets_addon.addon.cards.status import status_sections
from sheets_addon.addon.cards.wording import NO_ID, NO_TEXT, band_words, error_count, score_figure
from sheets_addon.addon.check_filter import whose as whose_finding
from sheets_addon.addon.navigation import OBJECTIVE, Route, key_result_parameters, page_buttons, page_of
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import KeyResult, Objective
    from sheets_addon.addon.check_in_round import CheckInRound
    from sheets_addon.addon.navigation import Links
    from sheets_addon.addon.widgets import Button

_PAGE = 30


def home_card(
    assessment: Assessment, links: Links, *, title: str = "", page: int = 1, begun: CheckInRound | None = None
) -> Card:
    """The first card.

    Args:
        assessment: what was found and scored.
        links: where clicks lead.
        title: the spreadsheet's title.
        page: which page of the key results to show, from 1.
        begun: a round of check-ins that was left, with what was told in it.
    """
    entries = page_of(list(_entries(assessment)), page, size=_PAGE)
    sections = [
        _objective_section(assessment, links, number, [key_result for _, key_result in group])
        for number, group in groupby(entries.items, key=lambda entry: entry[0])
    ]
    turn = page_buttons(entries, links, Route.HOME)
    return card(
        whose(assessment.okr_set, title),
        *status_sections(status(assessment), links, begun=begun),
        *sections,
        section(turn),
        section(buttons(*_below(links))),
        subtitle=cycle_week(assessment.okr_set, assessment.on),
    )


def _below(links: Links) -> Iterator[Button]:
    """What one may want besides what the day asks for."""
    yield button(text("Refresh"), links.to(Route.HOME))
    yield button(text("Add an objective"), links.to(Route.OBJECTIVE_FORM))
    yield button(text("Strategy"), links.to(Route.STRATEGY))
    yield button(text("Read rows as OKRs"), links.to(Route.PLAN_IMPORT))


def _entries(assessment: Assessment) -> Iterator[tuple[int | None, int | None]]:
    """Objective and key result by position: each objective alone first; None for those of no objective."""
    by_objective: dict[str, list[int]] = {}
    for position, key_result in enumerate(assessment.okr_set.key_results):
        by_objective.setdefault(key_result.objective_id, []).append(position)
    for number, objective in enumerate(assessment.okr_set.objectives):
        yield number, None
        for position in by_objective.pop(objective.id, []) if objective.id else []:
            yield number, position
    for positions in by_objective.values():
        for position in positions:
            yield None, position


def _objective_section(
    assessment: Assessment, links: Links, number: int | None, positions: list[int | None]
) -> Section | None:
    if number is None:
        head: Widget | None = None
        title: str = text("Without an objective")
    else:
        objective = assessment.okr_set.objectives[number]
        head = _objective_row(assessment, objective, number, links)
        title = dotted(objective.id or NO_ID, objective.text)
    rows = [
        _key_result_row(assessment.okr_set.key_results[at], assessment.scores.key_results[at], links)
        for at in positions
        if at is not None
    ]
    return section(head if None in positions else None, *rows, title=title)


def _objective_row(assessment: Assessment, objective: Objective, number: int, links: Links) -> Widget:
    score, mark = assessment.scores.objectives[number], assessment.pass_mark(objective)
    errors = sum(whose_finding(assessment, finding)[0] == objective.id for finding in assessment.errors if objective.id)
    # What rests on the rest of its key results has no colour.
    band = None if errors else score.band
    state = "" if objective.is_active else status_name(objective.status)
    wrong = error_count(errors) if errors else ""
    under = dotted(wrong, state, band_name(band), str(score.coverage))
    click = links.to(Route.OBJECTIVE_FORM, **{OBJECTIVE: objective.id}) if objective.id else None
    return row(score_figure(score.score, band, mark), under=under, click=click)


def _key_result_row(key_result: KeyResult, score: KeyResultScore, links: Links) -> Widget:
    state = "" if key_result.is_active else status_name(key_result.status)
    number = score_number(score.score)
    return row(
        key_result.text or NO_TEXT,
        over=dotted(score.id or NO_ID, state),
        under=dotted(number, band_words(score) if key_result.is_active else ""),
        click=links.to(Route.KEY_RESULT, **key_result_parameters(score)),
    )
