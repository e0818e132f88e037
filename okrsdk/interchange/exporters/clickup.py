"""ClickUp, by its Spreadsheet importer: an objective becomes a task, a key result a subtask of it.

Columns, each of which one maps to a field when importing: Task ID and Parent ID (which hold within the file), Task Name
(the only one that must be filled), Description, List (client and cycle), Assignees (an e-mail address), Start Date and
Due Date (ISO 8601), Tags, and the scores as custom fields. At most 10,000 rows a file, so more than that come in
several files of whole objectives. An import always makes new tasks. Goals of ClickUp's own kind
are made by `okr push`.

Source: help.clickup.com 6310821748759, "Prepare a spreadsheet for import".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile
from okrsdk.interchange.exporters.goal_table import SCORE_COLUMNS, GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import description
from okrsdk.interchange.exporters.goals import Goal, goals_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment

MOST_ROWS = 10_000

_COLUMNS: tuple[GoalColumn, ...] = (
    ("Task ID", lambda goal: goal.key),
    ("Parent ID", lambda goal: goal.parent),
    ("Task Name", lambda goal: goal.title),
    ("Description", lambda goal: description(goal, without={"due"})),
    ("List", lambda goal: " · ".join(filter(None, (goal.client, goal.cycle)))),
    ("Assignees", lambda goal: goal.address),
    ("Start Date", lambda goal: goal.starts),
    ("Due Date", lambda goal: goal.due),
    ("Tags", lambda goal: "objective" if goal.is_objective else "key result"),
    *SCORE_COLUMNS,
)


def clickup_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of tasks and subtasks, or several where there are more rows than a file may have."""
    parts = list(parts_of(goals_of(assessments), most=MOST_ROWS)) or [[]]
    names = ["clickup.csv"] if len(parts) == 1 else [f"clickup-{number}.csv" for number in range(1, len(parts) + 1)]
    return tuple(
        ExportedFile(name=name, content=goal_table(part, _COLUMNS).encode())
        for name, part in zip(names, parts, strict=True)
    )


def parts_of(goals: Sequence[Goal], *, most: int) -> Iterator[list[Goal]]:
    """The goals in parts of at most so many, none of which ends between an objective and its key results.

    An objective with more key results than that is a part of its own.
    """
    part: list[Goal] = []
    family: list[Goal] = []
    for goal in (*goals, None):
        if goal is None or not goal.parent:
            if len(part) + len(family) > most and part:
                yield part
                part = []
            part, family = [*part, *family], []
        if goal is not None:
            family.append(goal)
    if part:
        yield part
