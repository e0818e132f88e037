"""The first card: whose OKRs, how far the cycle is, the overall score, what needs attention, and all key results."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from sheets_addon.addon.cards.wording import band_words, counted, cycle_week, dotted, listed, score_bar, whose
from sheets_addon.addon.links import Route
from sheets_addon.addon.paging import page_buttons, page_of
from sheets_addon.addon.standing import concerns
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.grading import KeyResultScore
    from okrsdk.model import KeyResult, Objective
    from sheets_addon.addon.links import Links
    from sheets_addon.addon.standing import Standing

KEY_RESULT = "key_result"
POSITION = "position"
_CONCERNS = 5
_PAGE = 30


def home_card(standing: Standing, links: Links, *, title: str = "", page: int = 1) -> Card:
    """The first card.

    Args:
        standing: where the OKRs stand.
        links: where clicks lead.
        title: the spreadsheet's title.
        page: which page of the key results to show, from 1.
    """
    entries = page_of(list(_entries(standing)), page, size=_PAGE)
    sections = [
        _objective_section(standing, links, number, [key_result for _, key_result in group])
        for number, group in groupby(entries.items, key=lambda entry: entry[0])
    ]
    turn = page_buttons(entries, links, Route.HOME)
    return card(
        whose(standing.okr_set, title),
        section(_overall(standing), _main_buttons(links)),
        section(*_attention(standing, links), title="Needs attention"),
        *sections,
        section(turn),
        section(buttons(button("Refresh", links.to(Route.HOME)))),
        subtitle=cycle_week(standing.okr_set, standing.on),
    )


def key_result_parameters(score: KeyResultScore) -> dict[str, str]:
    """What an action about a key result carries: its ID, and its place in case that it has none."""
    return {KEY_RESULT: score.id, POSITION: str(score.position)}


def _overall(standing: Standing) -> Widget:
    scores, mark = standing.scores, standing.pass_mark()
    return row(
        score_bar(scores.overall, scores.band, mark),
        over="Overall score",
        under=dotted(scores.band or "", f"pass mark {mark:.1f}", str(scores.coverage)),
    )


def _main_buttons(links: Links) -> Widget:
    return buttons(
        button("Check", links.to(Route.CHECK), is_main=True),
        button("Grade", links.to(Route.GRADE)),
        button("Client", links.to(Route.CLIENT)),
    )


def _attention(standing: Standing, links: Links) -> Iterator[Widget]:
    counts = [
        counted(len(found), noun)
        for severity, noun in ((Severity.ERROR, "error"), (Severity.WARNING, "warning"))
        if (found := standing.findings_of(severity))
    ]
    if counts:
        yield row(listed(counts), over="Findings", click=links.to(Route.CHECK))
    worries = concerns(standing)
    for worry in worries[:_CONCERNS]:
        yield row(
            worry.key_result.text or "(no text)",
            over=dotted(worry.score.id, worry.reason),
            click=links.to(Route.KEY_RESULT, **key_result_parameters(worry.score)),
        )
    if len(worries) > _CONCERNS:
        yield row(f"and {counted(len(worries) - _CONCERNS, 'more key result')}")
    if not counts and not worries:
        yield row("Nothing: the OKRs read well and are on their way.")


def _entries(standing: Standing) -> Iterator[tuple[int | None, int | None]]:
    """Objective and key result by position: each objective alone first; None for those of no objective."""
    by_objective: dict[str, list[int]] = {}
    for position, key_result in enumerate(standing.okr_set.key_results):
        by_objective.setdefault(key_result.objective_id, []).append(position)
    for number, objective in enumerate(standing.okr_set.objectives):
        yield number, None
        for position in by_objective.pop(objective.id, []) if objective.id else []:
            yield number, position
    for positions in by_objective.values():
        for position in positions:
            yield None, position


def _objective_section(
    standing: Standing, links: Links, number: int | None, positions: list[int | None]
) -> Section | None:
    if number is None:
        head, title = None, "Without an objective"
    else:
        objective = standing.okr_set.objectives[number]
        head, title = _objective_row(standing, objective, number), dotted(objective.id or "no ID", objective.text)
    rows = [
        _key_result_row(standing.okr_set.key_results[at], standing.scores.key_results[at], links)
        for at in positions
        if at is not None
    ]
    return section(head if None in positions else None, *rows, title=title)


def _objective_row(standing: Standing, objective: Objective, number: int) -> Widget:
    score, mark = standing.scores.objectives[number], standing.pass_mark(objective)
    state = "" if objective.is_active else str(objective.status)
    return row(score_bar(score.score, score.band, mark), under=dotted(state, score.band or "", str(score.coverage)))


def _key_result_row(key_result: KeyResult, score: KeyResultScore, links: Links) -> Widget:
    state = "" if key_result.is_active else str(key_result.status)
    number = "not graded" if score.score is None else f"{score.score:.2f}"
    return row(
        key_result.text or "(no text)",
        over=dotted(score.id or "no ID", state),
        under=dotted(number, band_words(score) if key_result.is_active else ""),
        click=links.to(Route.KEY_RESULT, **key_result_parameters(score)),
    )
