"""The requests that make the tab of a portfolio, with its formats and the marks by which its columns are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.portfolio.sheet_columns import COLUMNS
from okrsdk.schema import ColumnOwner
from okrsdk.workbook.addresses import column_letters
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.developer_metadata import mark
from okrsdk.workbook.template.requests import free_title
from okrsdk.workbook.template.styles import BAND_SHADES, shaded
from okrsdk.workbook.template.table_sheet import header_format, text_rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from okrsdk.portfolio.sheet_columns import Cells, SheetColumn
    from okrsdk.workbook.sheets_types import JsonObject

TITLE = "Portfolio"
COLUMN_MARK = "okrsdk.portfolio_column"
SHEET_ID = 730_000_001
"""The ID of the tab: a second one in a spreadsheet is refused, and a copy of the tab is another one."""
_FURTHER_ROWS, _FURTHER_COLUMNS = 500, 6
_NAMES = [column.field for column in COLUMNS]


def tab_requests(rows: Sequence[Cells], taken: Collection[str] = ()) -> list[JsonObject]:
    """The requests that add the tab, its header and its first rows.

    Args:
        rows: what its rows hold.
        taken: titles of tabs that are taken, in lower case.
    """
    height = 1 + len(rows) + _FURTHER_ROWS
    grid = {
        "rowCount": height,
        "columnCount": len(COLUMNS) + _FURTHER_COLUMNS,
        "frozenRowCount": 1,
        "frozenColumnCount": 1,
    }
    sheet = {"sheetId": SHEET_ID, "title": free_title(TITLE, taken), "gridProperties": grid}
    header = [cell(own.title, note=own.note, userEnteredFormat=header_format(ColumnOwner.OKR)) for own in COLUMNS]
    records = [{"values": [cell_of(row.get(own.field, "")) for own in COLUMNS]} for row in rows]
    return [
        {"addSheet": {"properties": sheet}},
        _cells([{"values": header}], 0, "userEnteredValue,userEnteredFormat,note"),
        *([_cells(records, 1, "userEnteredValue")] if records else []),
        *(request for index, own in enumerate(COLUMNS) for request in _column(own, index)),
        *_colours(height),
    ]


def appended(rows: Sequence[Cells], places: Mapping[str, int]) -> JsonObject:
    """The request that adds rows below everything that is in the tab, whatever is there in that moment.

    Args:
        rows: what they hold.
        places: the 0-based place of each column.
    """
    fields = {place: field for field, place in places.items()}
    values = [
        {"values": [cell_of(row.get(fields.get(place, ""), "")) for place in range(max(fields) + 1)]} for row in rows
    ]
    return {"appendCells": {"sheetId": SHEET_ID, "rows": values, "fields": "userEnteredValue"}}


def cell_of(value: object) -> JsonObject:
    """The `CellData` of a value; a text stays a text."""
    if isinstance(value, int | float):
        return {"userEnteredValue": {"numberValue": value}}
    return cell(value)


def _cells(rows: Sequence[object], row: int, fields: str) -> JsonObject:
    start = {"sheetId": SHEET_ID, "rowIndex": row, "columnIndex": 0}
    return {"updateCells": {"rows": rows, "fields": fields, "start": start}}


def _column(own: SheetColumn, index: int) -> Iterator[JsonObject]:
    span = {"sheetId": SHEET_ID, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
    located = {**mark(COLUMN_MARK, own.field), "location": {"dimensionRange": span}}
    yield {"createDeveloperMetadata": {"developerMetadata": located}}
    size = {"range": span, "properties": {"pixelSize": own.width}, "fields": "pixelSize"}
    yield {"updateDimensionProperties": size}
    if own.pattern:
        look = {"numberFormat": {"type": "DATE" if own.is_day else "NUMBER", "pattern": own.pattern}}
        area = {"sheetId": SHEET_ID, "startRowIndex": 1, "startColumnIndex": index, "endColumnIndex": index + 1}
        fields = "userEnteredFormat.numberFormat"
        yield {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": fields}}


def _colours(height: int) -> Iterator[JsonObject]:
    band, score = _NAMES.index("band"), _NAMES.index("score")
    for name, shade in BAND_SHADES.items():
        yield {"addConditionalFormatRule": {"rule": text_rule(_area(band, height), name, shade)}}
        formula = f'=${column_letters(band)}2="{name}"'
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
        look = {"condition": condition, "format": shaded(shade)}
        yield {"addConditionalFormatRule": {"rule": {"ranges": [_area(score, height)], "booleanRule": look}}}


def _area(column: int, height: int) -> JsonObject:
    return {
        "sheetId": SHEET_ID,
        "startRowIndex": 1,
        "endRowIndex": height,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
