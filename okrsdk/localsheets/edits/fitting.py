"""``autoResizeDimensions``: columns as wide as what stands in them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from okrsdk.localsheets.edits.dimensions import set_line, span_of
from okrsdk.localsheets.views.computed import shown

if TYPE_CHECKING:
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.grid.cells import Cell
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.views.computed import Computed

PIXELS_A_POINT = 96 / 72
DEFAULT_SIZE = 10
#: What the API adds to the width of the letters, by its answer for a long text in Arial 10: a share, and both borders.
SPARE, BORDERS = 1.04, 12
NARROWEST = 21


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
    from reportlab.pdfbase.pdfmetrics import stringWidth

    look = (cell.format or {}).get("textFormat", {})
    size, font = float(look.get("fontSize", DEFAULT_SIZE)), "Helvetica-Bold" if look.get("bold") else "Helvetica"
    western = "".join(letter for letter in text if _is_western(letter))
    ems = sum(1 if unicodedata.east_asian_width(letter) in "WF" else 0.6 for letter in text if not _is_western(letter))
    return (float(stringWidth(western, font, size)) + ems * size) * PIXELS_A_POINT


def _is_western(letter: str) -> bool:
    return bool(letter.encode("cp1252", "ignore"))
