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
    records = [{"values": [cell_of(row.get(own.field, "")) for own in COLUMNS]} for row in rows]
    places = {own.field: index for index, own in enumerate(COLUMNS)}
    return [
        {"addSheet": {"properties": sheet}},
        header_request(SHEET_ID, COLUMNS),
        *([_cells(SHEET_ID, records, 1, "userEnteredValue")] if records else []),
        *(
            request
            for index, own in enumerate(COLUMNS)
            for request in column_requests(SHEET_ID, COLUMN_MARK, own, index)
        ),
        *colour_rules(SHEET_ID, places, height),
    ]


def append_request(sheet_id: int, rows: Sequence[Cells], places: Mapping[str, int]) -> JsonObject:
    """The request that adds rows below everything that is in a tab, whatever is there in that moment.

    Args:
        sheet_id: the tab.
        rows: what they hold.
        places: the 0-based place of each column.
    """
    fields = {place: field for field, place in places.items()}
    values = [
        {"values": [cell_of(row.get(fields.get(place, ""), "")) for place in range(max(fields) + 1)]} for row in rows
    ]
    return {"appendCells": {"sheetId": sheet_id, "rows": values, "fields": "userEnteredValue"}}


def header_request(sheet_id: int, columns: Sequence[SheetColumn]) -> JsonObject:
    """The request that writes the header of a tab."""
    header = [cell(own.title, note=own.note, userEnteredFormat=header_format(ColumnOwner.OKR)) for own in columns]
    return _cells(sheet_id, [{"values": header}], 0, "userEnteredValue,userEnteredFormat,note")


def cell_of(value: object) -> JsonObject:
    """The `CellData` of a value; a text stays a text."""
    if isinstance(value, int | float):
        return {"userEnteredValue": {"numberValue": value}}
    return cell(value)


def column_requests(sheet_id: int, key: str, own: SheetColumn, index: int) -> Iterator[JsonObject]:
    """The requests that give a column its mark, width and number format."""
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
    located = {**mark(key, own.field), "location": {"dimensionRange": span}}
    yield {"createDeveloperMetadata": {"developerMetadata": located}}
    size = {"range": span, "properties": {"pixelSize": own.width}, "fields": "pixelSize"}
    yield {"updateDimensionProperties": size}
    if own.pattern:
        look = {"numberFormat": {"type": "DATE" if own.is_day else "NUMBER", "pattern": own.pattern}}
        area = {"sheetId": sheet_id, "startRowIndex": 1, "startColumnIndex": index, "endColumnIndex": index + 1}
        fields = "userEnteredFormat.numberFormat"
        yield {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": fields}}


def colour_rules(sheet_id: int, places: Mapping[str, int], height: int) -> Iterator[JsonObject]:
    """The requests that colour band and score.

    Args:
        sheet_id: the tab.
        places: the 0-based place of each column.
        height: number of rows of the tab.
    """
    band, score = places["band"], places["score"]
    for name, shade in BAND_SHADES.items():
        yield {"addConditionalFormatRule": {"rule": text_rule(_area(sheet_id, band, height), name, shade)}}
        formula = f'=${column_letters(band)}2="{name}"'
        condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
        look = {"condition": condition, "format": shaded(shade)}
        rule = {"ranges": [_area(sheet_id, score, height)], "booleanRule": look}
        yield {"addConditionalFormatRule": {"rule": rule}}


def _cells(sheet_id: int, rows: Sequence[object], row: int, fields: str) -> JsonObject:
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": 0}
    return {"updateCells": {"rows": rows, "fields": fields, "start": start}}


def _area(sheet_id: int, column: int, height: int) -> JsonObject:
    return {
        "sheetId": sheet_id,
        "startRowIndex": 1,
        "endRowIndex": height,
        "startColumnIndex": column,
        "endColumnIndex": column + 1,
    }
