"""Asana, by its CSV importer: an objective becomes a task of a project, a key result a subtask of it.

Columns, in the order in which the importer wants them: Name, Description, Subtask of (the name of the parent), Section
(client and cycle), Assignee (one e-mail address), Collaborators (addresses parted by commas alone), Start Date and Due
Date (ISO 8601; the importer shows how it reads them), External ID and the scores (custom fields; paid plans only).
Parents are found by their names, so an objective whose name another has gets its key behind it. Goals of
Asana's own kind are made by `okr push`.

Source: help.asana.com, "Preparing data for CSV import".
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import SCORE_COLUMNS, GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import description
from okrsdk.interchange.exporters.goals import Goal, address_in, goals_of
from okrsdk.model import Objective

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.assessment import Assessment


def asana_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of tasks and subtasks."""
    goals = goals_of(assessments)
    names = _names(goals)
    columns: tuple[GoalColumn, ...] = (
        ("Name", lambda goal: names[goal.key]),
        ("Description", lambda goal: description(goal, without={"due"})),
        ("Subtask of", lambda goal: names.get(goal.parent)),
        ("Section", lambda goal: " · ".join(filter(None, (goal.client, goal.cycle)))),
        ("Assignee", lambda goal: goal.address),
        ("Collaborators", _collaborators),
        ("Start Date", lambda goal: goal.starts),
        ("Due Date", lambda goal: goal.due),
        ("External ID", lambda goal: goal.key),
        *SCORE_COLUMNS,
    )
    return text_file("asana.csv", goal_table(goals, columns))


def _names(goals: Sequence[Goal]) -> Mapping[str, str]:
    """The name of each goal by its key; those that more than one goal has, with the key behind them."""
    counts = Counter(goal.title for goal in goals)
    return {goal.key: goal.title if counts[goal.title] == 1 else f"{goal.title} ({goal.key})" for goal in goals}


def _collaborators(goal: Goal) -> str:
    if not isinstance(goal.record, Objective):
        return ""
    return ",".join(filter(None, map(address_in, (*goal.record.co_owners, goal.record.champion))))
