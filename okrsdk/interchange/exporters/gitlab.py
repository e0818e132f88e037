"""GitLab, by its CSV import of issues: every objective and every key result becomes an issue.

Columns, in the order that GitLab wants: title (at most 255 characters), description (Markdown), due_date
(`YYYY-MM-DD`). Other columns are not imported, so scores and everything else are in the description, and a key result
names its objective there: an import links nothing, and always makes new issues. A line of somebody's text that begins
with a slash would be a quick action (`/close`) and is escaped. The issues' author is who imports; owners are named in
the description.

Source: docs.gitlab.com, "Importing issues from CSV".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import cut, facts
from okrsdk.interchange.exporters.goals import Goal, goals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

LONGEST_TITLE = 255
_QUICK_ACTION = re.compile(r"^(\s*)/", re.MULTILINE)


def gitlab_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file of issues."""
    goals = goals_of(assessments)
    titles = {goal.key: goal.title for goal in goals}

    def text(goal: Goal) -> str:
        objective = [f"Objective: {goal.parent} {titles[goal.parent]}"] if goal.parent else []
        whole = [goal.title] if len(goal.title) > LONGEST_TITLE else []
        told = (f"* {title}: {value}" if title else f"* {value}" for title, value in facts(goal, without={"due"}))
        return _QUICK_ACTION.sub(r"\1\\/", "\n".join([*whole, *objective, "", *told]).strip())

    columns: tuple[GoalColumn, ...] = (
        ("title", lambda goal: cut(goal.title, LONGEST_TITLE)),
        ("description", text),
        ("due_date", lambda goal: goal.due),
    )
    return text_file("gitlab.csv", goal_table(goals, columns))
