"""The tabs of a spreadsheet in Google Sheets or Local Sheets as tables, from the answer to one read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.interchange.importers.source_table import SourceRow, SourceTable
from okrsdk.schema.column import is_blank
from okrsdk.workbook.days import day_from_serial
from okrsdk.workbook.layout.grid import grid_of, number_format_type

if TYPE_CHECKING:
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import Sheet, Spreadsheet

_DATED = frozenset({"DATE", "DATE_TIME"})


def tables_of_spreadsheet(spreadsheet: Spreadsheet) -> tuple[SourceTable, ...]:
    """The tabs that hold anything, in order; days as days, percentages as they are shown.

    Args:
        spreadsheet: the answer to `spreadsheets.get` with `includeGridData` and the fields `READ_FIELDS`.
    """
    name = spreadsheet.get("properties", {}).get("title", "The spreadsheet")
    tables = (table_of_sheet(sheet, name=name) for sheet in spreadsheet.get("sheets", []))
    return tuple(table for table in tables if table.rows)


def table_of_sheet(sheet: Sheet, *, name: str) -> SourceTable:
    """One tab as a table; `name` is what the spreadsheet is called in messages."""
    grid = grid_of(sheet)
    cells = (tuple(_cell(grid, row, column) for column in range(len(own))) for row, own in enumerate(grid.values))
    rows = (SourceRow(line=line, cells=own) for line, own in enumerate(cells, 1))
    filled = tuple(row for row in rows if any(not is_blank(cell) for cell in row.cells))
    return SourceTable(name=name, tab=sheet.get("properties", {}).get("title", ""), rows=filled)


def _cell(grid: Grid, row: int, column: int) -> object:
    raw = grid.raw(row, column)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        return raw
    shown_as = number_format_type(grid.rows[row][column])
    day: date | None = day_from_serial(raw) if shown_as in _DATED else None
    if day is not None:
        return day
    exact = Decimal(raw) if isinstance(raw, int) else Decimal(f"{raw:.15g}")
    return f"{(exact * 100).normalize():f}%" if shown_as == "PERCENT" else exact
