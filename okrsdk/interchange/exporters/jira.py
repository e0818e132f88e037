"""Jira, by its CSV import: an objective becomes an epic, a key result a task below it.

Columns: Summary (at most 255 characters, on one line), Issue Type, Issue ID and Parent (numbers that hold within the
file), Assignee (an e-mail address), Due Date (`yyyy-MM-dd`, which the import asks for), Labels (three columns of one
name, no blanks in a label), External ID, the scores, and Description (at most 32,767 characters) with all else that is
known. Epics stand above their tasks, as the import wants it. The scores and External ID need fields of one's own in
Jira, else leave them out when the import asks; the description says them too. An import always makes new issues.

Source: support.atlassian.com, "Prepare a CSV file for import"; the knowledge base on parents in CSV imports.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import SCORE_COLUMNS, GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import cut, description
from okrsdk.interchange.exporters.goals import Goal, goals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

LONGEST_SUMMARY = 255
LONGEST_DESCRIPTION = 32_767
_NOT_IN_LABELS = re.compile(r"\s+")


def jira_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of epics and tasks."""
    goals = sorted(goals_of(assessments), key=lambda goal: not goal.is_objective)
    numbers = {goal.key: number for number, goal in enumerate(goals, start=1)}
    columns: tuple[GoalColumn, ...] = (
        ("Summary", lambda goal: cut(goal.title, LONGEST_SUMMARY)),
        ("Issue Type", lambda goal: "Epic" if goal.is_objective else "Task"),
        ("Issue ID", lambda goal: numbers[goal.key]),
        ("Parent", lambda goal: numbers.get(goal.parent)),
        ("Assignee", lambda goal: goal.address),
        ("Due Date", lambda goal: goal.due),
        ("Labels", lambda _: "okr"),
        ("Labels", lambda goal: _label(goal.cycle)),
        ("Labels", lambda goal: _label(goal.client)),
        ("External ID", lambda goal: goal.key),
        *SCORE_COLUMNS,
        ("Description", _description),
    )
    return text_file("jira.csv", goal_table(goals, columns))


def _label(text: str) -> str:
    return _NOT_IN_LABELS.sub("-", text.strip())


def _description(goal: Goal) -> str:
    whole = [goal.title] if len(goal.title) > LONGEST_SUMMARY else []
    return cut("\n".join([*whole, description(goal)]), LONGEST_DESCRIPTION)
