"""Viva Goals: the CSV of a view, which tools that take over Viva's goals read.

Columns, the 24 that such a file had: Id (a number), Title, Team (the client), Creator (blank), Owner, Period
(`Q1 2026`, `Annual 2026`), Start Date and End Date (ISO 8601), Description, Aligned To
(`title(weight: 50%, Id: 1)`), Metric Name, Unit, Target, Object Type (`Objective`, `Key result`), Goal Type
(`Aspirational Goal`, `Committed Goal`), Start, Created At (blank), Last Check-in, Progress %, Actual Progress, Status
(`Not Started`, `On Track`, `Behind`, `At Risk`, `Closed`, `Postponed`), Last Check-in Note, Score (0 to 1) and Checkins
(parted by semicolons). Viva itself ended on 31 December 2025; of its import template the header row is not public.

Source: exports of November 2025, as the importers of other tools describe them.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from okrsdk.grading import Pace
from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import check_in_text, description
from okrsdk.interchange.exporters.goals import Goal, goals_of, percent
from okrsdk.model import Commitment, Objective, Status

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from okrsdk.assessment import Assessment

_QUARTER = re.compile(r"(\d{4})-([QH]\d)")
_STATUSES = {
    Pace.DONE: "On Track",
    Pace.ON_TRACK: "On Track",
    Pace.BEHIND: "Behind",
    Pace.AT_RISK: "At Risk",
    Pace.OUTDATED: "Behind",
}
_HAS_PLACE = frozenset(
    {"due", "baseline", "target", "unit", "metric", "owner", "co_owners", "commitment", "weight", "cycle", "client"}
)


def viva_goals_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of objectives and key results."""
    goals = goals_of(assessments)
    numbers = {goal.key: number for number, goal in enumerate(goals, start=1)}
    shares = _shares(goals)
    titles = {goal.key: goal.title for goal in goals}

    def aligned_to(goal: Goal) -> str:
        return f"{titles[goal.parent]}(weight: {shares[goal.key]}%, Id: {numbers[goal.parent]})" if goal.parent else ""

    columns: tuple[GoalColumn, ...] = (
        ("Id", lambda goal: numbers[goal.key]),
        ("Title", lambda goal: goal.title),
        ("Team", lambda goal: goal.client),
        ("Creator", lambda _: None),
        ("Owner", _owners),
        ("Period", lambda goal: _period(goal.cycle)),
        ("Start Date", lambda goal: goal.starts),
        ("End Date", lambda goal: goal.due),
        ("Description", lambda goal: description(goal, without=_HAS_PLACE)),
        ("Aligned To", aligned_to),
        ("Metric Name", lambda goal: getattr(goal.key_result, "metric", None)),
        ("Unit", lambda goal: getattr(goal.key_result, "unit", None)),
        ("Target", lambda goal: goal.in_points("target")),
        ("Object Type", lambda goal: "Objective" if goal.is_objective else "Key result"),
        ("Goal Type", _goal_type),
        ("Start", lambda goal: goal.in_points("baseline")),
        ("Created At", lambda _: None),
        ("Last Check-in", _last_day),
        ("Progress %", _progress),
        ("Actual Progress", _progress),
        ("Status", _status),
        ("Last Check-in Note", _last_note),
        ("Score", lambda goal: goal.score.score),
        ("Checkins", lambda goal: "; ".join(check_in_text(one, goal.key_result) for one in goal.check_ins)),
    )
    return text_file("viva-goals.csv", goal_table(goals, columns))


def _shares(goals: Sequence[Goal]) -> Mapping[str, Decimal]:
    """The share of each key result in its objective's score, in percent with two decimals, by its key."""
    totals: dict[str, Decimal] = {}
    for goal in goals:
        totals[goal.parent] = totals.get(goal.parent, Decimal(0)) + goal.record.weight
    return {
        goal.key: (100 * goal.record.weight / (totals[goal.parent] or 1)).quantize(Decimal("0.01"), ROUND_HALF_UP)
        for goal in goals
    }


def _owners(goal: Goal) -> str:
    co_owners = goal.record.co_owners if isinstance(goal.record, Objective) else ()
    return ", ".join(filter(None, (goal.record.owner, *co_owners)))


def _period(cycle: str) -> str:
    """The cycle as Viva called it."""
    if found := _QUARTER.fullmatch(cycle):
        return f"{found[2]} {found[1]}"
    return f"Annual {cycle}" if cycle.isdecimal() else cycle


def _goal_type(goal: Goal) -> str:
    own = goal.record if isinstance(goal.record, Objective) else None
    shared = goal.assessment.okr_set.commitment(own) if own else getattr(goal.key_result, "commitment", None)
    return "Committed Goal" if shared is Commitment.COMMITTED else "Aspirational Goal"


def _last_day(goal: Goal) -> date | None:
    return goal.check_ins[-1].day if goal.check_ins else None


def _last_note(goal: Goal) -> str:
    last = goal.check_ins[-1] if goal.check_ins else None
    return "" if last is None else "\n".join(filter(None, (last.changed, last.blocks)))


def _progress(goal: Goal) -> Decimal | None:
    share = goal.score.score if goal.is_objective else getattr(goal.score, "progress", None)
    return None if share is None else percent(share)


def _status(goal: Goal) -> str:
    if goal.record.status is not Status.ACTIVE:
        return "Postponed"
    if goal.assessment.final:
        return "Closed"
    pace = getattr(goal.score, "pace", None)
    if pace is not None:
        return _STATUSES[pace]
    return "Not Started" if goal.score.score is None else "On Track"
