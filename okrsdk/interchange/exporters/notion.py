"""Notion, by its CSV import: two databases whose title is the ID.

`Objectives.csv` and `Key Results.csv`; each becomes a database. The first column, ID, becomes the title of the pages;
then follow client and cycle, every column of the workbook and the scores. An import makes pages only: it updates
nothing and links nothing ("Merge with CSV" appends). With the ID as title, the column Objective of the key results can
be turned into a relation, which then finds its objectives by their titles. Check-ins are lines of one text column.
Percentages are in points.

Source: the CSV import as described by csv2notion (PyPI), which exists because relations are not linked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.interchange.exporters.export_format import ExportedFile
from okrsdk.interchange.exporters.goal_table import SCORE_COLUMNS, GoalColumn, goal_table
from okrsdk.interchange.exporters.goal_text import check_in_text
from okrsdk.interchange.exporters.goals import AMOUNTS, Goal, goals_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.schema import Column


def notion_files(assessments: Sequence[Assessment]) -> tuple[ExportedFile, ...]:
    """Two CSV files: the objectives and the key results."""
    goals = goals_of(assessments)
    objectives = [goal for goal in goals if goal.is_objective]
    key_results = [goal for goal in goals if not goal.is_objective]
    place: tuple[GoalColumn, ...] = (("Client", lambda goal: goal.client), ("Cycle", lambda goal: goal.cycle))
    parent: GoalColumn = ("Objective", lambda goal: goal.parent or getattr(goal.record, "objective_id", ""))
    of_objectives = (_KEY, *_user_columns(Table.OBJECTIVES), *place, *_scores(_OF_OBJECTIVES))
    of_key_results = (
        _KEY,
        parent,
        *_user_columns(Table.KEY_RESULTS),
        *place,
        *_STRETCH_MARK,
        *SCORE_COLUMNS,
        _CHECK_INS,
    )
    return (
        ExportedFile(name="Objectives.csv", content=goal_table(objectives, of_objectives).encode()),
        ExportedFile(name="Key Results.csv", content=goal_table(key_results, of_key_results).encode()),
    )


_OF_OBJECTIVES = frozenset({"Score", "Band", "Coverage", "Graded at"})
_OF_KEY_RESULTS = frozenset({"Score", "Band", "Progress", "Pace", "Confidence", "Graded at"})
_KEY: GoalColumn = ("ID", lambda goal: goal.key)
_STRETCH_MARK: tuple[GoalColumn, ...] = (("Stretch mark", lambda goal: goal.in_points("stretch_mark")),)


def _check_ins(goal: Goal) -> str:
    return "\n".join(check_in_text(one, goal.key_result) for one in goal.check_ins)


_CHECK_INS: GoalColumn = ("Check-ins", _check_ins)


def _scores(headers: frozenset[str]) -> list[GoalColumn]:
    return [column for column in SCORE_COLUMNS if column[0] in headers]


def _user_columns(table: Table) -> list[GoalColumn]:
    """The columns that people fill, under their own headers."""
    from okrsdk.schema import ColumnOwner, columns

    apart = {"id", "objective_id"}
    return [_column(one) for one in columns(table) if one.owner is ColumnOwner.USER and one.name not in apart]


def _column(column: Column) -> GoalColumn:
    if column.name in AMOUNTS:
        return column.title, lambda goal: goal.in_points(column.name)
    return column.title, lambda goal: getattr(goal.record, column.name)
