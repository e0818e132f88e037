"""The tab `Last cycle`: what every key result of the cycle before scored and taught. People's own from the start."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.schema import ColumnOwner
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.template.number_formats import TEXT
from okrsdk.workbook.template.table_sheet import TabTemplate, header_format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.workbook.sheets_types import JsonObject

LAST_CYCLE_HEADERS = ("Cycle", "ID", "Objective", "Key result", "What became of it", "Baseline", "Target", "Reached",
                      "Score", "Lesson")  # fmt: skip
_WIDTHS = (80, 80, 220, 320, 160, 90, 90, 90, 70, 320)
_SHEET_ID = 111
_TEXT_COLUMNS = 5
_MORE_ROWS = 20


def last_cycle_tab(rows: Sequence[Sequence[str | float | None]]) -> TabTemplate:
    """The tab of the cycle before; no mark says that it is a table of ours, so nothing of it is graded again.

    Args:
        rows: the cells of each key result, in the order of `LAST_CYCLE_HEADERS`.
    """
    header = [cell(title, userEnteredFormat=header_format(ColumnOwner.USER)) for title in LAST_CYCLE_HEADERS]
    body = [{"values": [_cell(index, value) for index, value in enumerate(row)]} for row in rows]
    grid = {"rowCount": len(rows) + 1 + _MORE_ROWS, "columnCount": len(LAST_CYCLE_HEADERS), "frozenRowCount": 1}
    sheet: JsonObject = {
        "properties": {"sheetId": _SHEET_ID, "title": "Last cycle", "gridProperties": grid},
        "data": [{"rowData": [{"values": header}, *body], "columnMetadata": [{"pixelSize": own} for own in _WIDTHS]}],
        "developerMetadata": [],
    }
    return TabTemplate(sheet=sheet)


def _cell(index: int, value: str | float | None) -> JsonObject:
    if index < _TEXT_COLUMNS:  # so that 2026-01 does not turn into a day, nor 007 into 7
        return cell(value, userEnteredFormat={"numberFormat": TEXT, "wrapStrategy": "WRAP"})
    number = None if value is None or isinstance(value, str) else Decimal(str(value))
    return cell(value if number is None else number, userEnteredFormat={"wrapStrategy": "WRAP"})
