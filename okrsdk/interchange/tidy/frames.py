"""Tidy tables as pandas frames with real types: nullable numbers, days as timestamps, choices as categories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from okrsdk.assessment import Assessment
from okrsdk.interchange.tidy.reading import chosen_okr_set
from okrsdk.interchange.tidy.rows import Row, facts_rows, tidy_rows
from okrsdk.interchange.tidy.table_definitions import TableDefinition, facts_table, is_whole, tidy_tables
from okrsdk.schema.column import Column, ColumnType
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from okrsdk.model import OkrSet


def to_frames(assessments: Assessment | Sequence[Assessment]) -> dict[str, pd.DataFrame]:
    """The tidy tables of assessed OKRs as frames: clients, funnel, objectives, key_results, check_ins, scores.

    Texts, people (`Dispatch, Finance`) and stages (`0.3: signed | 1: live`) are of type `string`, numbers `Float64`,
    whole numbers `Int64`, days `datetime64[s]`, choices `category` with all that may be chosen; blank is missing. The
    column `workbook` tells the workbooks apart, and `workbook` with `position` the records.

    Args:
        assessments: the OKRs of one workbook or of several, with their scores, from `assess`.

    Raises:
        ConfigError: two are of one client and cycle, so that their rows could not be told apart.
    """
    own = [assessments] if isinstance(assessments, Assessment) else assessments
    rows = tidy_rows(own)
    return {table.name: typed_frame(table, rows[table.name]) for table in tidy_tables()}


def to_records(assessments: Assessment | Sequence[Assessment]) -> list[Row]:
    """One record per key result, with its client, cycle, objective and scores: the rows of the facts table.

    Numbers are `Decimal`, days are `date`, blank is None.

    Args:
        assessments: the OKRs of one workbook or of several, with their scores, from `assess`.

    Raises:
        ConfigError: two are of one client and cycle, so that their rows could not be told apart.
    """
    own = [assessments] if isinstance(assessments, Assessment) else assessments
    names = facts_table().names
    return [{name: row[name] for name in names} for row in facts_rows(own)]


def from_frames(frames: Mapping[str, pd.DataFrame], *, workbook: str | None = None) -> OkrSet:
    """The OKRs in frames as `to_frames` makes them, whatever was changed in these; scores are passed over.

    Args:
        frames: the frames by table; tables and columns may be absent, rows in any order, and columns that you added are
            passed over.
        workbook: which of several workbooks is meant, as the column `workbook` names it.

    Raises:
        ConfigError: there are several workbooks and none is named, or none of that name.
        InvalidOkrError: a cell cannot be read; `findings` tells of every such cell.
    """
    return chosen_okr_set({name: rows_of_frame(frame) for name, frame in frames.items()}, workbook=workbook)


def typed_frame(table: TableDefinition, rows: Sequence[Row]) -> pd.DataFrame:
    """The rows of a table as a frame, each column with the type of pandas that its values ask for."""
    data = {column.name: _series(column, [row[column.name] for row in rows]) for column in table.columns}
    return pd.DataFrame(data)


def rows_of_frame(frame: pd.DataFrame) -> list[Row]:
    """The rows of a frame as Python values; what is missing is None."""
    filled = frame.astype(object).where(frame.notna(), None)
    return [{str(name): value for name, value in row.items()} for row in filled.to_dict(orient="records")]


def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
    match column.type:
        case ColumnType.NUMBER if is_whole(column):
            return pd.Series([None if value is None else int(value) for value in values], dtype="Int64")
        case ColumnType.NUMBER:
            return pd.Series([_float(value) for value in values], dtype="Float64")
        case ColumnType.DAY:
            return pd.Series(values, dtype="datetime64[s]")
        case ColumnType.CHOICE:
            choices = [str(choice) for choice in column.choices]
            texts = [None if value is None else str(value) for value in values]
            return pd.Series(texts, dtype=pd.CategoricalDtype(choices))
        case _:
            return pd.Series([sheet_value(value) for value in values], dtype="string")


def _float(value: Decimal | None) -> float | None:
    return None if value is None or not value.is_finite() else float(value)
