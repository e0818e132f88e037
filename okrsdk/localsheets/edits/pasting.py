"""``pasteData``: delimited text or HTML, as if pasted from the clipboard."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.edits.cells import check_coordinate
from okrsdk.localsheets.edits.context import required
from okrsdk.localsheets.edits.markup import HtmlCell, read_html
from okrsdk.localsheets.edits.writing import write_cell
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import Cell
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

    Placed = dict[tuple[int, int], HtmlCell]

WITH_VALUES = ("PASTE_NORMAL", "PASTE_VALUES", "PASTE_NO_BORDERS", "PASTE_FORMULA")
WITH_LOOKS = ("PASTE_NORMAL", "PASTE_NO_BORDERS", "PASTE_FORMAT")
MAX_PASTED = 1_000_000


def paste_data(edit: Edit, request: JsonObject) -> None:
    """``pasteData``: the grid grows where needed; validations and conditional formats are not in such data."""
    start, delimiter = required(request, "coordinate"), request.get("delimiter", "")
    sheet = edit.sheet(start.get("sheetId", 0))
    place = (start.get("rowIndex", 0), start.get("columnIndex", 0))
    check_coordinate(sheet, *place)
    if bool(request.get("html")) == bool(delimiter):
        raise bad_request("Must either set html=true or a delimiter.")
    if request.get("html"):
        rows = read_html(request.get("data", ""))
    else:
        rows = [[HtmlCell(text) for text in row] for row in _delimited(request.get("data", ""), delimiter)]
    cells = _placed(rows)
    kind = request.get("type", "PASTE_NORMAL")
    if kind in WITH_VALUES or kind in WITH_LOOKS:
        _grow(sheet, place, cells)
        _paste(edit, sheet, place, cells, kind)


def _delimited(data: str, delimiter: str) -> list[list[str]]:
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise bad_request("delimiter must be one character.")
    return list(csv.reader(io.StringIO(data), delimiter=delimiter))


def _placed(rows: list[list[HtmlCell]]) -> Placed:
    """The cells by row and column: one that spans several takes the place of those after and below it."""
    placed: Placed = {}
    covered: set[tuple[int, int]] = set()
    for row, cells in enumerate(rows):
        column = 0
        for cell in cells:
            while (row, column) in covered:
                column += 1
            placed[row, column] = cell
            if len(placed) + len(covered) + cell.rows * cell.columns > MAX_PASTED:
                raise bad_request(f"Local Sheets does not paste more than {MAX_PASTED} cells at once.")
            covered |= {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}
            column += cell.columns
    return placed


def _grow(sheet: Sheet, place: tuple[int, int], cells: Placed) -> None:
    bottom = max((row + cell.rows for (row, _), cell in cells.items()), default=0)
    right = max((column + cell.columns for (_, column), cell in cells.items()), default=0)
    grow(sheet.grid, place[0] + bottom, place[1] + right)


def _paste(edit: Edit, sheet: Sheet, place: tuple[int, int], cells: Placed, kind: str) -> None:
    merges = []
    for (row, column), cell in cells.items():
        at = (place[0] + row, place[1] + column)
        if kind in WITH_VALUES:
            write_cell(sheet, at, cell.text, parse=True, today=edit.today, locale=edit.book.locale)
        if kind in WITH_LOOKS and cell.format:
            before = sheet.grid.cell(*at)
            looks = arrange((before.format or {}) | cell.format, "CellFormat")
            sheet.grid.put(*at, Cell(before.value, looks, before.extra))
        if kind in WITH_LOOKS and cell.rows * cell.columns > 1:
            merges.append(Rect(sheet.id, at[0], at[0] + cell.rows, at[1], at[1] + cell.columns))
    _merge(edit, sheet, merges)


def _merge(edit: Edit, sheet: Sheet, merges: list[Rect]) -> None:
    kept = [item for item in sheet.part("merges") if not any(merge.covers(edit.rect(item)) for merge in merges)]
    if any(merge.meets(edit.rect(item)) for item in kept for merge in merges):
        raise bad_request("You can't paste over only a part of a merged range.")
    sheet.set_part("merges", [*kept, *(merge.json() for merge in merges)])
