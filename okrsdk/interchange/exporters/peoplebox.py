"""Peoplebox, by its goals import V2: a tree of rows, objectives with their key results below.

Columns: Row ID and Parent Row IDs (numbers that hold within the file), Parent Goal IDs and Goal ID and Action (blank,
so that goals are made; an edit or a deletion needs Peoplebox's own IDs), Goal Title, Owner Emails (parted by commas),
Goal Cycle (a cycle that is in Peoplebox), Goal Type (`Default Progress`, `Binary`, `Number`, `Custom Percent`,
`Dollar`, `Euro`), Scope (`Individual`, `Department`, `Company`), Departments, Start Date and End Date (ISO 8601),
Description (the scores and all else that is known), Starting Value, Target Value and Current Value (percentages in
points), Progress Status (blank: its words are those of each company), Check-in Type (`Auto Rollup` of objectives,
`Manual` of key results), Tags, Review Cycle ID, Review Cycle Weightage and Approved. A key result of stages or between
two bounds is a `Default Progress` from 0 to 100 with its progress as the value.

Source: help.peoplebox.ai 1756218434, "Goals import via CSV (V2)".
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import description
from okrsdk.interchange.exporters.goals import Goal, goals_of, owner_addresses, percent
from okrsdk.language.currencies import currency_of
from okrsdk.language.percentages import is_in_percent
from okrsdk.model import Kind, Level, Objective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

_SCOPES = {Level.INDIVIDUAL: "Individual", Level.TEAM: "Department", Level.COMPANY: "Company"}
_CURRENCIES = {"USD": "Dollar", "$": "Dollar", "EUR": "Euro"}
_BY_PROGRESS = frozenset({Kind.STAGES, Kind.BETWEEN, Kind.FIND_BASELINE})
_HAS_PLACE = frozenset({"due", "baseline", "target", "current", "level"})


def peoplebox_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of goals."""
    goals = goals_of(assessments)
    numbers = {goal.key: number for number, goal in enumerate(goals, start=1)}
    scopes = {goal.key: _scope(goal) for goal in goals}
    columns: tuple[GoalColumn, ...] = (
        ("Row ID", lambda goal: numbers[goal.key]),
        ("Parent Row IDs", lambda goal: numbers.get(goal.parent)),
        ("Parent Goal IDs", _blank),
        ("Goal ID", _blank),
        ("Action", _blank),
        ("Goal Title", lambda goal: goal.title),
        ("Owner Emails", lambda goal: ",".join(owner_addresses(goal))),
        ("Goal Cycle", lambda goal: goal.cycle),
        ("Goal Type", _goal_type),
        ("Scope", lambda goal: scopes[goal.parent or goal.key]),
        ("Departments", _blank),
        ("Start Date", lambda goal: goal.starts),
        ("End Date", lambda goal: goal.due),
        ("Description", _description),
        ("Starting Value", lambda goal: _values(goal)[0]),
        ("Target Value", lambda goal: _values(goal)[1]),
        ("Current Value", lambda goal: _values(goal)[2]),
        ("Progress Status", _blank),
        ("Check-in Type", lambda goal: "Auto Rollup" if goal.is_objective else "Manual"),
        ("Tags", lambda goal: goal.client.replace(",", " ")),
        ("Review Cycle ID", _blank),
        ("Review Cycle Weightage", _blank),
        ("Approved", _blank),
    )
    return text_file("peoplebox.csv", goal_table(goals, columns))


def _blank(_goal: Goal) -> None:
    """A column that people or Peoplebox fill."""


def _scope(goal: Goal) -> str:
    level = goal.record.level if isinstance(goal.record, Objective) else None
    return "" if level is None else _SCOPES[level]


def _description(goal: Goal) -> str:
    by_progress = goal.key_result is not None and goal.key_result.kind in _BY_PROGRESS
    return description(goal, without={"due", "level"} if by_progress else _HAS_PLACE)


def _goal_type(goal: Goal) -> str:
    own = goal.key_result
    if own is None or own.kind in _BY_PROGRESS:
        return "Default Progress"
    if own.kind is Kind.MILESTONE:
        return "Binary"
    return "Custom Percent" if is_in_percent(own.unit) else _CURRENCIES.get(currency_of(own.unit), "Number")


def _values(goal: Goal) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """The start, the target and the current value of a key result, percentages in points."""
    own = goal.key_result
    if own is None:
        return None, None, None
    if own.kind in _BY_PROGRESS:
        score = goal.score.score
        return Decimal(0), Decimal(100), None if score is None else percent(score)
    if own.kind is Kind.MILESTONE:
        return Decimal(0), Decimal(1), goal.current
    return goal.in_points("baseline"), goal.in_points("target"), goal.in_points("current")
