"""A workbook of okrsdk that was downloaded as an Excel file: its tabs in the form that the Sheets API gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.schema.column import CellError, is_blank
from okrsdk.workbook.days import serial_of
from okrsdk.workbook.layout.cell_values import ERROR_CODES
from okrsdk.workbook.tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsdk.interchange.importers.source_table import SourceTable
    from okrsdk.workbook.sheets_types import CellData, Sheet, Spreadsheet

_TABS = frozenset({Tab.OBJECTIVES, Tab.KEY_RESULTS, Tab.CLIENT})
_ERROR_TYPES = {code: name for name, code in ERROR_CODES.items()}


def is_okr_workbook(tables: Iterable[SourceTable]) -> bool:
    """Whether the tabs of a spreadsheet are those of a workbook as okrsdk makes it. An Excel file keeps no marks."""
    return {table.tab for table in tables} >= _TABS


def spreadsheet_of_tables(tables: Sequence[SourceTable], *, title: str) -> Spreadsheet:
    """The tabs as an answer to `spreadsheets.get`, as far as `READ_FIELDS` asks for what an Excel file holds."""
    return {"properties": {"title": title}, "sheets": [_sheet(table, at) for at, table in enumerate(tables, 1)]}


def _sheet(table: SourceTable, sheet_id: int) -> Sheet:
    height = max((row.line for row in table.rows), default=0)
    cells: list[list[CellData]] = [[] for _ in range(height)]
    for row in table.rows:
        cells[row.line - 1] = [_cell(value) for value in row.cells]
    return {
        "properties": {
            "sheetId": sheet_id,
            "title": table.tab,
            "gridProperties": {"rowCount": height, "columnCount": table.width},
        },
        "data": [{"rowData": [{"values": own} for own in cells]}],
    }


def _cell(value: object) -> CellData:
    if is_blank(value):
        return {}
    match value:
        case bool():
            return {"effectiveValue": {"boolValue": value}}
        case date():
            return {
                "effectiveValue": {"numberValue": serial_of(value)},
                "effectiveFormat": {"numberFormat": {"type": "DATE"}},
            }
        case Decimal():
            number = int(value) if value == value.to_integral_value() else float(value)
            return {"effectiveValue": {"numberValue": number}}
        case CellError():
            return {"effectiveValue": {"errorValue": {"type": _ERROR_TYPES.get(value.code, "ERROR")}}}
        case _:
            return {"effectiveValue": {"stringValue": str(value)}}
