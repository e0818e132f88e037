"""The strategy: what a cycle is set from, the questions that it does not answer yet, and its tab with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.cycle import open_questions
from okrsdk.findings import Location, Table
from okrsdk.model import StrategyPart
from okrsdk.reports.phrases import dotted, whose
from okrsdk.reports.strategy_text import PART_NAMES, kpi_text
from okrsdk.texts import plural, text
from sheets_addon.addon.cards.wording import NO_ID, NO_TEXT, and_more
from sheets_addon.addon.navigation import Route, key_result_parameters
from sheets_addon.addon.widgets import Card, Section, Widget, button, buttons, card, footer, paragraph, row, section

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import NextCycle, Status
    from okrsdk.model import OkrSet, StrategyEntry
    from okrsdk.workbook.strategy_tab import StrategyPlan
    from sheets_addon.addon.navigation import Links

COLUMN = "column"
"""Name of the parameter that says that the column Challenge came with the tab."""
_ROWS = 5
_UNANSWERED = text("No objective answers it yet")


def next_cycle_section(status: Status, links: Links) -> Section | None:
    """What the next cycle is set from, in the last two weeks of this one; None before and after."""
    following = status.next_cycle
    if following is None:
        return None
    asked = len(following.questions)
    return section(
        paragraph(text("Answer the questions together, then write the objectives yourselves.")),
        row(plural("{n} question is open", "{n} questions are open", n=asked), over=_practice(20)) if asked else None,
        *_to_talk_about(status, following, links),
        buttons(button(text("Strategy"), links.to(Route.STRATEGY))),
        title=text("Set {cycle} with everyone", cycle=following.cycle.name),
    )


def strategy_card(okr_set: OkrSet, links: Links, *, has_tab: bool, added: StrategyPlan | None = None) -> Card:
    """The strategy part by part, each with the questions that it does not answer yet.

    Args:
        okr_set: the OKRs.
        links: where clicks lead.
        has_tab: whether the workbook has the tab.
        added: what was just added; None where nothing was.
    """
    add = button(text("Add the Strategy tab"), links.to(Route.ADD_STRATEGY), is_main=True)
    came = {COLUMN: "yes"} if added is not None and added.adds_column else {}
    undo = button(text("Undo"), links.to(Route.UNDO_STRATEGY, **came))
    home = button(text("Home"), links.to(Route.HOME))
    first = add if not has_tab else undo if added is not None and added.adds_tab else None
    return card(
        text("Strategy"),
        section(paragraph(_lead(has_tab=has_tab, is_new=added is not None and added.adds_tab))),
        *(section(*_part(okr_set, part, links), title=PART_NAMES[part]) for part in StrategyPart),
        subtitle=whose(okr_set),
        foot=footer(home) if first is None else footer(first, home),
    )


def kept_card(reason: str, links: Links) -> Card:
    """Why the tab was not taken off."""
    return card(
        text("The Strategy tab stays"),
        section(paragraph(reason)),
        foot=footer(button(text("Strategy"), links.to(Route.STRATEGY)), button(text("Home"), links.to(Route.HOME))),
    )


def _lead(*, has_tab: bool, is_new: bool) -> str:
    if is_new:
        return text("The Strategy tab is there. Answer in it what is asked here; nothing else was changed.")
    if has_tab:
        return text("What this cycle is set from. It goes on into the next one.")
    return text(
        "A cycle is set from these questions. The Strategy tab keeps the answers; no objective is written for you."
    )


def _part(okr_set: OkrSet, part: StrategyPart, links: Links) -> Iterator[Widget]:
    own = [(at, one) for at, one in enumerate(okr_set.strategy) if one.part is part and one.text]
    for at, entry in own[:_ROWS]:
        yield _entry(at, entry, links)
    if len(own) > _ROWS:
        yield row(and_more(len(own) - _ROWS))
    for question in [one for one in open_questions(okr_set) if one.part is part][:_ROWS]:
        yield paragraph(question.text)


def _entry(at: int, entry: StrategyEntry, links: Links) -> Widget:
    click = links.cell(Location(table=Table.STRATEGY, record=entry.id or None, position=at, field="text"))
    if entry.part is StrategyPart.KPI:
        return row(entry.text, under=kpi_text(entry), click=click)
    return row(entry.text, over=entry.id, under=entry.why, click=click)


def _to_talk_about(status: Status, following: NextCycle, links: Links) -> Iterator[Widget]:
    for challenge in following.unanswered[:_ROWS]:
        yield row(challenge.text, over=dotted(challenge.id, _UNANSWERED), click=links.to(Route.STRATEGY))
    for kpi in following.ill[:_ROWS]:
        yield row(kpi.text, over=_practice(19), under=kpi_text(kpi), click=links.to(Route.STRATEGY))
    for key_result in following.unreached[:_ROWS]:
        found = status.assessment.key_result(key_result.id)
        click = None if found is None else links.to(Route.KEY_RESULT, **key_result_parameters(found[1]))
        over = dotted(key_result.id or NO_ID, text("will not be reached"))
        yield row(key_result.text or NO_TEXT, over=over, click=click)
    if following.lessons:
        yield row(
            plural("{n} lesson is written down", "{n} lessons are written down", n=len(following.lessons)),
            over=_practice(14),
        )


def _practice(number: int) -> str:
    return text("Practice {number}", number=number)
