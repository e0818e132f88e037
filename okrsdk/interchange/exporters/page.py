"""Assessed OKRs as a page to read: sections with facts and tables, before it is Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.interchange.csv_cells import cell_text
from okrsdk.interchange.exporters.goal_text import amount, facts, score_text
from okrsdk.interchange.exporters.goals import AMOUNTS, Goal, goals_of, percent, score_cells
from okrsdk.workbook.overview import workbook_title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from okrsdk.assessment import Assessment

_UNSAID = {"kind": "increase", "commitment": "aspirational", "weight": "1", "status": "active"}
_SCORES = ("Score", "Band", "Progress", "Pace", "Confidence")
_CHECK_IN_HEADERS = ("Date", "ID", "Value", "Confidence", "What changed", "What blocks", "By")
_TextColumn: TypeAlias = "tuple[str, Callable[[Goal], str]]"
_APART = "Key results without an objective"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table of texts.

    Attributes:
        headers: of its columns.
        rows: its rows, each as long as the headers.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def filled(self) -> PageTable:
        """The same without the columns in which no row says anything."""
        kept = [place for place in range(len(self.headers)) if any(row[place] for row in self.rows)]
        return PageTable(
            headers=tuple(self.headers[place] for place in kept),
            rows=tuple(tuple(row[place] for place in kept) for row in self.rows),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """An objective with its key results.

    Attributes:
        heading: its ID and text.
        facts: what else is known of it, as title and value.
        key_results: one a row.
        check_ins: those of its key results, one a row.
    """

    heading: str
    facts: tuple[tuple[str, str], ...]
    key_results: PageTable
    check_ins: PageTable


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The OKRs of one workbook.

    Attributes:
        title: client and cycle.
        lead: the overall score, in words.
        sections: the objectives, then the key results that have none.
        profile: the client's profile and funnel, as name and value.
    """

    title: str
    lead: str
    sections: tuple[Section, ...]
    profile: PageTable


def page_of(assessment: Assessment) -> Page:
    """The page of a workbook."""
    goals = goals_of([assessment])
    apart = [goal for goal in goals if not goal.is_objective and not goal.parent]
    objectives = (_section(goal, goals) for goal in goals if goal.is_objective)
    return Page(
        title=workbook_title(assessment.okr_set),
        lead=_lead(assessment),
        sections=(*objectives, *([_untitled(apart)] if apart else [])),
        profile=PageTable(headers=("Client", "Value"), rows=tuple(_profile(assessment))),
    )


def _lead(assessment: Assessment) -> str:
    scores = assessment.scores
    overall = "not graded" if scores.overall is None else f"{scores.overall:.2f} {scores.band}"
    what = "final grade" if scores.final else f"graded on {scores.on}"
    return f"Overall: {overall} · {scores.coverage} · {what}"


def _section(objective: Goal, goals: Sequence[Goal]) -> Section:
    own = [goal for goal in goals if goal.parent == objective.key]
    told = tuple(fact for fact in facts(objective, without={"client", "cycle", "due"}) if fact[0] != "ID")
    return Section(
        heading=f"{objective.key}: {objective.title}", facts=told, key_results=_table(own), check_ins=_history(own)
    )


def _untitled(key_results: Sequence[Goal]) -> Section:
    return Section(heading=_APART, facts=(), key_results=_table(key_results), check_ins=_history(key_results))


def _table(key_results: Sequence[Goal]) -> PageTable:
    scores = ((header, _score(header)) for header in _SCORES)
    named: list[_TextColumn] = [("ID", lambda goal: goal.key), *_user_columns(), *scores]
    rows = tuple(tuple(value(goal) for _, value in named) for goal in key_results)
    return PageTable(headers=tuple(header for header, _ in named), rows=rows).filled()


def _user_columns() -> Iterator[_TextColumn]:
    from okrsdk.schema import ColumnOwner, columns

    apart = {"id", "objective_id", "unit"}
    for column in columns(Table.KEY_RESULTS):
        if column.owner is ColumnOwner.USER and column.name not in apart:
            yield column.title, _cell(column.name)


def _cell(name: str) -> Callable[[Goal], str]:
    def text(goal: Goal) -> str:
        value = goal.current if name == "current" else getattr(goal.record, name)
        if name in AMOUNTS and isinstance(value, Decimal) and goal.key_result:
            return amount(value, goal.key_result)
        own = cell_text(value)
        return "" if own == _UNSAID.get(name) else own

    return text


def _score(header: str) -> Callable[[Goal], str]:
    def text(goal: Goal) -> str:
        value = score_cells(goal)[header]
        if header == "Score":
            return f"{value:.2f}" if isinstance(value, Decimal) else score_text(goal)
        if header == "Progress" and isinstance(value, Decimal):
            return f"{percent(value)} %"
        return cell_text(value).replace("_", " ")

    return text


def _history(key_results: Sequence[Goal]) -> PageTable:
    rows = tuple(
        (
            cell_text(one.day),
            goal.key,
            amount(one.value, goal.key_result) if goal.key_result else "",
            cell_text(one.confidence),
            one.changed,
            one.blocks,
            one.by,
        )
        for goal in key_results
        for one in goal.check_ins
    )
    return PageTable(headers=_CHECK_IN_HEADERS, rows=rows).filled()


def _profile(assessment: Assessment) -> Iterator[tuple[str, str]]:
    from okrsdk.schema import columns

    client = assessment.okr_set.client
    for column in columns(Table.CLIENT):
        text = "" if column.name in {"name", "cycle"} else cell_text(getattr(client, column.name))
        if text:
            yield column.title, text
    for step in client.funnel:
        yield str(step.stage), " · ".join(filter(None, (str(step.visibility or ""), step.system)))
