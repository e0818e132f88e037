"""The Overview tab with its chart."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.schema import ColumnOwner
from okrsdk.schema.column import DAY, SCORE
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.developer_metadata import COLUMN_KEY, TABLE_KEY, mark, overview_mark
from okrsdk.workbook.overview import (
    ATTENTION_ROW,
    BLOCK_ROWS,
    FACTS_ROW,
    FIELDS,
    HEADER_ROW,
    HEADERS,
    LINES,
    TABLE_FIELDS,
    Row,
)
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from okrsdk.workbook.template.styles import BAND_SHADES, HEADER, style
from okrsdk.workbook.template.table_sheet import header_format, text_rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.workbook.sheets_types import JsonObject

_SHEET_ID = SHEET_IDS[Tab.OVERVIEW]
COLUMN_HEADERS = {**dict(zip(FIELDS, HEADERS, strict=True)), **LINES}
"""The header of each column of okrsdk's, by field: those of the block, and the lines beside it."""
WIDTHS = dict(zip(COLUMN_HEADERS, (110, 380, 80, 90, 120, 90, 90, 300, 160, 160), strict=True))
"""The width of each, in pixels."""
# The rows above the table are tall enough for the chart, which stands there beside the facts and so is in sight.
_HEIGHTS = (36, *[30] * (HEADER_ROW - 1))
_BESIDE_FACTS = {"width": 376, "height": 206}
_GRID_COLUMNS = 16
_SCORE_COLUMN, _BAND_COLUMN, _PASS_COLUMN = 2, 3, 5
_SENTENCES = (FIELDS.index("text"), FIELDS.index("key_result_text"))
_LEAST_BARS = 3
_TITLE_SIZE = 16
_DAY_FACT = 3
_SCORE_FORMAT: JsonObject = {"numberFormat": {"type": "NUMBER", "pattern": SCORE}}


def overview_sheet(block: Sequence[Row], objectives: int) -> JsonObject:
    """The sheet of the Overview.

    Args:
        block: the values of okrsdk's block.
        objectives: how many objectives the chart shows.
    """
    return {
        "properties": {
            "sheetId": _SHEET_ID,
            "title": str(Tab.OVERVIEW),
            "gridProperties": {"rowCount": BLOCK_ROWS + 20, "columnCount": _GRID_COLUMNS, "hideGridlines": True},
        },
        "data": [
            {
                "rowData": [{"values": _cells(number, row)} for number, row in enumerate(block)],
                "rowMetadata": [{"pixelSize": height} for height in _HEIGHTS],
                "columnMetadata": [
                    {"pixelSize": width, "developerMetadata": [mark(COLUMN_KEY, overview_mark(field))]}
                    for field, width in WIDTHS.items()
                ],
            }
        ],
        "conditionalFormats": [
            text_rule(area, text, shade) for text, shade in BAND_SHADES.items() for area in _band_areas()
        ],
        "protectedRanges": [
            {
                "range": {"sheetId": _SHEET_ID, **_block_area()},
                "description": "Written by okrsdk: what you type here is replaced. Notes go to the right or below.",
                "warningOnly": True,
            }
        ],
        "charts": [
            overview_chart(objectives, _SHEET_ID, {field: place for place, field in enumerate(FIELDS)})
            | {"position": _position(_SHEET_ID, _SCORE_COLUMN, **_BESIDE_FACTS)}
        ],
        "developerMetadata": [mark(TABLE_KEY, Tab.OVERVIEW)],
    }


def _block_area() -> JsonObject:
    return {"startRowIndex": 0, "endRowIndex": BLOCK_ROWS, "startColumnIndex": 0, "endColumnIndex": len(WIDTHS)}


def _cells(number: int, row: Row) -> list[JsonObject]:
    values = COLUMN_HEADERS.values() if number == HEADER_ROW else row
    return [cell(value, userEnteredFormat=_look(number, column)) for column, value in enumerate(values)]


def _look(row: int, column: int) -> JsonObject:
    if row == 0:
        return {"textFormat": {"bold": True, "fontSize": _TITLE_SIZE}} if column == 0 else {}
    if row == HEADER_ROW or (row == ATTENTION_ROW and column < len(TABLE_FIELDS)):
        return header_format(ColumnOwner.USER)
    if FACTS_ROW <= row < HEADER_ROW:
        return _fact_look(row, column)
    if row < ATTENTION_ROW and column in (_SCORE_COLUMN, _PASS_COLUMN):
        return _SCORE_FORMAT
    return {"wrapStrategy": "WRAP", "verticalAlignment": "TOP"} if column in _SENTENCES else {}


def _fact_look(row: int, column: int) -> JsonObject:
    if column == 0:
        return {"textFormat": {"bold": True}}
    if column > 1:
        return {}
    number_format = _SCORE_FORMAT["numberFormat"]
    if row == FACTS_ROW + _DAY_FACT:
        number_format = {"type": "DATE", "pattern": DAY}
    return {"numberFormat": number_format, "horizontalAlignment": "LEFT"}


def _band_areas() -> list[JsonObject]:
    return [
        _column(_BAND_COLUMN, HEADER_ROW + 1, ATTENTION_ROW),
        _column(1, FACTS_ROW, HEADER_ROW),
    ]


def _column(index: int, start: int, end: int) -> JsonObject:
    return {
        "sheetId": _SHEET_ID,
        "startRowIndex": start,
        "endRowIndex": end,
        "startColumnIndex": index,
        "endColumnIndex": index + 1,
    }


def overview_chart(objectives: int, sheet_id: int, places: Mapping[str, int]) -> JsonObject:
    """The chart of the score per objective, right of the block.

    Args:
        objectives: how many objectives it shows; there is room for three at least.
        sheet_id: the Overview.
        places: the 0-based place of each column of okrsdk's, by field.
    """
    end = HEADER_ROW + 1 + max(objectives, _LEAST_BARS)

    def source(field: str) -> JsonObject:
        own = {**_column(places[field], HEADER_ROW, end), "sheetId": sheet_id}
        return {"sourceRange": {"sources": [own]}}

    def series(field: str, kind: str, colour: str) -> JsonObject:
        return {"series": source(field), "targetAxis": "LEFT_AXIS", "type": kind, "colorStyle": style(colour)}

    basic: JsonObject = {
        "chartType": "COMBO",
        "legendPosition": "BOTTOM_LEGEND",
        "headerCount": 1,
        "axis": [
            {"position": "BOTTOM_AXIS", "title": "Objective"},
            {
                "position": "LEFT_AXIS",
                "title": "Score",
                "viewWindowOptions": {"viewWindowMode": "EXPLICIT", "viewWindowMin": 0, "viewWindowMax": 1},
            },
        ],
        "domains": [{"domain": source("id")}],
        "series": [
            series("score", "COLUMN", HEADER.background),
            series("pass_mark", "LINE", BAND_SHADES["red"].background),
        ],
    }
    spec = {"title": "Score per objective, with its pass mark", "altText": "Score per objective.", "basicChart": basic}
    position = _position(sheet_id, max(places.values()) + 2, width=520, height=320)
    return {"spec": spec, "position": position}


def _position(sheet_id: int, column: int, *, width: int, height: int) -> JsonObject:
    """Below the title, from a column on, in pixels."""
    anchor = {"sheetId": sheet_id, "rowIndex": 1, "columnIndex": column}
    return {"overlayPosition": {"anchorCell": anchor, "widthPixels": width, "heightPixels": height}}
