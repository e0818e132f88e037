"""``autoResizeDimensions``: columns as wide as what stands in them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.dimensions import set_line, span_of
from okrsdk.localsheets.responses.computed import shown

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.grid.cells import Cell
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.responses.computed import Computed

PIXELS_A_POINT = 96 / 72
DEFAULT_SIZE = 10
#: What the API adds to the width of the letters, by its answer for a long text in Arial 10: a share, and both borders.
SPARE, BORDERS = 1.04, 12
NARROWEST = 21
#: Arial's letters by their width in thousandths of the font's size; those not listed are as wide as a digit.
WIDTHS = {
    191: "'",
    222: "ijl",
    278: " !,./:;I[\\]ft|",
    333: "()-`r",
    500: "Jckvsxyz",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
OTHER_WIDTH = 556
BOLD = 1.06  # how much wider bold letters are, on average


def auto_resize(edit: Edit, request: JsonObject) -> None:
    """``autoResizeDimensions``: columns as wide as their longest text, rows back to the standard height."""
    sheet, by_rows, start, end = span_of(edit, request.get("dimensions", {}))
    sheet, computed = edit.sheet(sheet.id), edit.computed()
    for index in range(start, min(end, sheet.grid.row_count if by_rows else sheet.grid.column_count)):
        meta = dict((sheet.grid.row(index).meta if by_rows else sheet.columns.get(index)) or {})
        meta.pop("pixelSize", None)
        if not by_rows:
            widest = _widest(computed, sheet.id, index)
            meta |= {"pixelSize": max(NARROWEST, round(widest * SPARE + BORDERS))} if widest else {}
        set_line(sheet, index, meta, by_rows=by_rows)


def _widest(computed: Computed, sheet_id: int, column: int) -> float:
    sheet = computed.book.existing(sheet_id)
    widest = 0.0
    for row in range(sheet.grid.used_rows()):
        value = computed.value(sheet, row, column)
        if value is not None:
            cell = sheet.grid.cell(row, column)
            widest = max(
                widest, *(width_of(line, cell) for line in shown(value, cell, computed.book.locale).split("\n"))
            )
    return widest


def width_of(text: str, cell: Cell) -> float:
    """Pixels that the line takes in the cell's size and weight; every font is taken for Arial."""
    look = (cell.format or {}).get("textFormat", {})
    size = float(look.get("fontSize", DEFAULT_SIZE)) * (BOLD if look.get("bold") else 1)
    return sum(map(_thousandths, text)) * size / 1000 * PIXELS_A_POINT


def _thousandths(letter: str) -> int:
    """The width of a letter in thousandths of the font's size."""
    if unicodedata.east_asian_width(letter) in "WF":
        return 1000
    return next((width for width, letters in WIDTHS.items() if letter in letters), OTHER_WIDTH)
