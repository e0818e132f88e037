"""Cells to write as one `values:batchUpdateByDataFilter` request.

The request lists every column that tells who is in a row beside those of the scores, with null for each cell that is
not to be touched, and asks for all of them back. So its answer shows whether every score is beside its own record.

Each column spans the whole sheet. By its documentation the API refuses values that exceed the matched range: once rows
were deleted nothing at all is written, and no cell that moved up is written over.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.workbook.tabs import Tab
from okrsdk.workbook.writing.plan import Written

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.writing.columns import ColumnKey, ColumnPlan
    from okrsdk.workbook.writing.plan import PlannedTable, WritePlan

Writes: TypeAlias = Mapping["ColumnKey", Mapping[int, Written]]
"""What is written: by column and 0-based row."""
# Of a longer sheet only the rows that are written and some below them, to keep the request small.
_LONGEST_SPAN = 5_000
_ROWS_BELOW = 20
NOT_SHOWN: Mapping[str, int | None] = {}


def first_writes(plan: WritePlan) -> Writes:
    """Every score beside its record as it was read, blanks where okrsdk once wrote below, and the Overview.

    No ID is among them, and no cell that holds a formula beside no record.
    """
    writes: dict[ColumnKey, Mapping[int, Written]] = {}
    for table in plan.tables:
        for column in table.score_columns:
            own = (record for record in table.records if column.field in record.scores)
            scores = {record.row: record.scores[column.field] for record in own}
            writes[column.key] = _stale(table, column) | scores
    if plan.overview is not None:
        for column in plan.overview.columns:
            writes[column.key] = dict(enumerate(plan.overview.values[column.field]))
    return writes


def id_writes(plan: WritePlan) -> Writes:
    """The IDs that records get, in the rows in which they were read."""
    found = {
        table.id_column.key: {record.row: record.new_id for record in table.records if record.new_id}
        for table in plan.tables
    }
    return {key: cells for key, cells in found.items() if cells}


def request_of(plan: WritePlan, writes: Writes, ends: Mapping[str, int | None] = NOT_SHOWN) -> JsonObject:
    """The body of the request that writes the cells and asks for the columns of every table back.

    Args:
        plan: the plan.
        writes: the cells to write.
        ends: number of rows of each table's sheet, as the last answer showed; by default as it was read.
    """
    entries: list[JsonObject] = []
    for table in plan.tables:
        span = _span(table.columns, writes, ends.get(table.table) or table.grid_rows)
        entries += [_entry(column, writes, span) for column in table.columns]
    if plan.overview is not None and any(column.key in writes for column in plan.overview.columns):
        span = _span(plan.overview.columns, writes, ends.get(Tab.OVERVIEW) or plan.overview.grid_rows)
        entries += [_entry(column, writes, span) for column in plan.overview.columns]
    return {
        "valueInputOption": "RAW",
        "data": entries,
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
        "responseDateTimeRenderOption": "SERIAL_NUMBER",
    }


def formulas_below(table: PlannedTable, column: ColumnPlan) -> bool:
    """Whether people keep formulas of their own in one of okrsdk's columns: below the header, beside no score."""
    rows = {record.row for record in table.records if column.field in record.scores}
    return any(row > table.header_row and row not in rows for row in column.formulas)


def _stale(table: PlannedTable, column: ColumnPlan) -> dict[int, Written]:
    below = range(table.header_row + 1, len(column.before))
    left = (row for row in below if column.held(row) != "" and row not in column.formulas)
    return dict.fromkeys((*table.stray_rows, *left), "")


def _span(columns: tuple[ColumnPlan, ...], writes: Writes, grid_rows: int) -> int:
    needed = max((row + 1 for column in columns for row in writes.get(column.key, ())), default=1)
    if grid_rows <= _LONGEST_SPAN:
        return max(needed, grid_rows)
    return min(max(needed, *(len(column.before) for column in columns)) + _ROWS_BELOW, grid_rows)


def _entry(column: ColumnPlan, writes: Writes, span: int) -> JsonObject:
    cells = writes.get(column.key, {})
    values = [cells.get(row) for row in range(span)]
    return {"dataFilter": column.data_filter, "majorDimension": "COLUMNS", "values": [values]}
