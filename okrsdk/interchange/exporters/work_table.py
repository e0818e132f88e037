"""Airtable, monday and Smartsheet, by their CSV imports: one table of objectives and key results.

Columns: Name (the first, which becomes the primary field, the item or the primary column), Type (`objective` or
`key result`), ID, Parent (the ID of the objective; imports do not nest rows, so indent or link by it afterwards),
Client, Cycle, Owner, Status, Start and Due (ISO 8601), Kind, Unit, Baseline, Target, Current, the scores, and Notes
with all else that is known. Numbers have a decimal point and no unit, percentages are in points.

Limits: Smartsheet takes 20,000 rows and 500 columns; monday's names have at most 255 characters, and it takes 10,000
rows an import. Airtable says its own when importing.

Source: the tools' help pages on CSV imports; developer.monday.com, "Importing items in bulk".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.export_format import ExportedFile, text_file
from okrsdk.interchange.exporters.goal_table import SCORE_COLUMNS, GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import cut, description
from okrsdk.interchange.exporters.goals import Goal, goals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment

LONGEST_NAME = 255
_HAS_PLACE = frozenset(
    {"client", "cycle", "owner", "status", "due", "kind", "unit", "baseline", "target", "current"},
)


def work_table_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """One CSV file."""
    return text_file("okrs.csv", goal_table(goals_of(assessments), _COLUMNS))


def _notes(goal: Goal) -> str:
    whole = [goal.title] if len(goal.title) > LONGEST_NAME else []
    return "\n".join([*whole, description(goal, without=_HAS_PLACE)])


_COLUMNS: tuple[GoalColumn, ...] = (
    ("Name", lambda goal: cut(goal.title, LONGEST_NAME)),
    ("Type", lambda goal: "objective" if goal.is_objective else "key result"),
    ("ID", lambda goal: goal.key),
    ("Parent", lambda goal: goal.parent),
    ("Client", lambda goal: goal.client),
    ("Cycle", lambda goal: goal.cycle),
    ("Owner", lambda goal: goal.record.owner),
    ("Status", lambda goal: goal.record.status),
    ("Start", lambda goal: goal.starts),
    ("Due", lambda goal: goal.due),
    ("Kind", lambda goal: getattr(goal.key_result, "kind", None)),
    ("Unit", lambda goal: getattr(goal.key_result, "unit", None)),
    ("Baseline", lambda goal: goal.in_points("baseline")),
    ("Target", lambda goal: goal.in_points("target")),
    ("Current", lambda goal: goal.in_points("current")),
    *SCORE_COLUMNS,
    ("Notes", _notes),
)
