"""What okrsdk writes beside each record: the scores as values of its own columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.schema import Column, ColumnOwner
from okrsdk.schema.tables import columns

if TYPE_CHECKING:
    from okrsdk.grading import KeyResultScore, ObjectiveScore, Scores

Values: TypeAlias = Mapping[str, object]
SCORED_TABLES = (Table.OBJECTIVES, Table.KEY_RESULTS)


def okr_columns(table: Table) -> tuple[Column, ...]:
    """The columns of a table that okrsdk owns."""
    return tuple(column for column in columns(table) if column.owner is ColumnOwner.OKR)


def score_values(scores: Scores) -> Mapping[Table, tuple[Values, ...]]:
    """Per table and record, in order, the canonical value of each column that okrsdk owns; None where it is blank."""
    return {
        Table.OBJECTIVES: tuple(_values(Table.OBJECTIVES, score, scores) for score in scores.objectives),
        Table.KEY_RESULTS: tuple(_values(Table.KEY_RESULTS, score, scores) for score in scores.key_results),
    }


def _values(table: Table, score: ObjectiveScore | KeyResultScore, scores: Scores) -> Values:
    names = (column.name for column in okr_columns(table))
    return {name: scores.on if name == "graded_at" else getattr(score, name) for name in names}
