"""``values.append``: finds the table a range touches and writes below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.book.follow_shift import follow
from okrsdk.localsheets.book.shift import inserted
from okrsdk.localsheets.grid.lines import insert_rows
from okrsdk.localsheets.grid.rectangle import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.rows import Grid


def find_table(grid: Grid, rect: Rect) -> Rect | None:
    """The last block of filled cells that the rectangle touches; None if none is filled.

    The block is grown until nothing adjoins it, corners included.
    """
    start = _last_filled(grid, rect)
    if start is None:
        return None
    top, left = start
    bottom, right = top + 1, left + 1
    while True:
        before = (top, bottom, left, right)
        while top > 0 and _row_filled(grid, top - 1, left - 1, right + 1):
            top -= 1
        while _row_filled(grid, bottom, left - 1, right + 1):
            bottom += 1
        while left > 0 and _column_filled(grid, left - 1, top - 1, bottom + 1):
            left -= 1
        while _column_filled(grid, right, top - 1, bottom + 1):
            right += 1
        if before == (top, bottom, left, right):
            return Rect(rect.sheet_id, top, bottom, left, right)


def _last_filled(grid: Grid, rect: Rect) -> tuple[int, int] | None:
    for row in range(min(rect.bottom, grid.used_rows()) - 1, rect.top - 1, -1):
        cells = grid.rows[row].cells
        columns = [at for at, cell in cells.items() if cell.value is not None and rect.left <= at < rect.right]
        if columns:
            return row, max(columns)
    return None


def _row_filled(grid: Grid, row: int, left: int, right: int) -> bool:
    if row >= grid.used_rows():
        return False
    cells = grid.rows[row].cells
    return any(column in cells and cells[column].value is not None for column in range(left, right))


def _column_filled(grid: Grid, column: int, top: int, bottom: int) -> bool:
    return any(grid.cell(row, column).value is not None for row in range(max(top, 0), bottom))


def make_room(book: Book, rect: Rect, place: tuple[int, int], size: tuple[int, int], *, insert: bool) -> Rect:
    """Makes the grid hold a block of this size at this place, by new rows at the end or, on request, inserted ones.

    Returns:
        Where to write.
    """
    (row, column), (height, width) = place, size
    sheet = book.existing(rect.sheet_id)
    if insert and height and row < sheet.grid.row_count:
        sheet = book.edit(rect.sheet_id)
        insert_rows(sheet.grid, row, height)
        follow(book, inserted(sheet.id, by_rows=True, at=row, count=height))
    if row + height > sheet.grid.row_count or column + width > sheet.grid.column_count:
        sheet = book.edit(rect.sheet_id)
        grow(sheet.grid, row + height, column + width)
    return Rect(sheet.id, row, row + max(height, 1), column, column + max(width, 1))
