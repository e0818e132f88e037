"""Moving a block of cells: insertRange, deleteRange. References to moved cells follow them, and what lies on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.blockmoves import objects_follow, objects_go
from okrsdk.localsheets.book.create import check_counts
from okrsdk.localsheets.book.moving import rewrite_formulas
from okrsdk.localsheets.edits.context import required
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import BLANK
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.grid.refs import BROKEN, Corner, Reference, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject


def insert(edit: Edit, request: JsonObject) -> None:
    """``insertRange``: cells from the range on move down or right; the grid grows when they would fall off."""
    rect, by_rows = _shifted_range(edit, request)
    sheet = edit.sheet(rect.sheet_id)
    grid = sheet.grid
    if by_rows:
        used = _used_bottom(sheet, rect)
        check_counts(max(grid.row_count, used + rect.height), grid.column_count)
        grid.row_count = max(grid.row_count, used + rect.height)
        block = Rect(rect.sheet_id, rect.top, max(grid.row_count - rect.height, rect.top), rect.left, rect.right)
        move_block(edit.book, block, (rect.sheet_id, rect.top + rect.height, rect.left))
    else:
        used = _used_right(sheet, rect)
        check_counts(grid.row_count, max(grid.column_count, used + rect.width))
        grid.column_count = max(grid.column_count, used + rect.width)
        block = Rect(rect.sheet_id, rect.top, rect.bottom, rect.left, max(grid.column_count - rect.width, rect.left))
        move_block(edit.book, block, (rect.sheet_id, rect.top, rect.left + rect.width))


def delete(edit: Edit, request: JsonObject) -> None:
    """``deleteRange``: cells after the range move up or left into its place."""
    rect, by_rows = _shifted_range(edit, request)
    sheet = edit.sheet(rect.sheet_id)
    _break_references(edit.book, rect)
    objects_go(edit.book, sheet, rect)
    sheet = edit.sheet(rect.sheet_id)
    _clear(sheet, rect)
    if by_rows:
        block = Rect(rect.sheet_id, rect.bottom, sheet.grid.row_count, rect.left, rect.right)
    else:
        block = Rect(rect.sheet_id, rect.top, rect.bottom, rect.right, sheet.grid.column_count)
    move_block(edit.book, block, (rect.sheet_id, rect.top, rect.left))


def _shifted_range(edit: Edit, request: JsonObject) -> tuple[Rect, bool]:
    dimension = request.get("shiftDimension")
    if dimension not in ("ROWS", "COLUMNS"):
        raise bad_request("shiftDimension must be ROWS or COLUMNS.")
    return edit.rect(required(request, "range")), dimension == "ROWS"


def _used_bottom(sheet: Sheet, rect: Rect) -> int:
    """One past the last row that holds a cell in the rectangle's columns."""
    rows = range(sheet.grid.used_rows() - 1, -1, -1)
    return next((row + 1 for row in rows if any(rect.left <= at < rect.right for at in sheet.grid.rows[row].cells)), 0)


def _used_right(sheet: Sheet, rect: Rect) -> int:
    """One past the last column that holds a cell in the rectangle's rows."""
    rows = range(rect.top, min(rect.bottom, sheet.grid.used_rows()))
    return max((max(sheet.grid.rows[row].cells, default=-1) + 1 for row in rows), default=0)


def move_block(book: Book, block: Rect, to: tuple[int, int, int]) -> None:
    """Moves the cells of a block to (sheet id, row, column); references to single cells or ranges inside it follow."""
    if not block.height or not block.width:
        return
    sheet = book.edit(block.sheet_id)
    taken = {
        (row - block.top, column - block.left): cell
        for row, column, cell in sheet.grid.cells_in(block.top, block.bottom)
        if block.left <= column < block.right
    }
    _clear(sheet, block)
    target = book.edit(to[0])
    place = Rect(to[0], to[1], to[1] + block.height, to[2], to[2] + block.width)
    _clear(target, place)
    for (row, column), cell in taken.items():
        target.grid.put(to[1] + row, to[2] + column, cell)
    objects_follow(book, block, to)
    _follow_block(book, block, to)


def _clear(sheet: Sheet, rect: Rect) -> None:
    for row in range(rect.top, min(rect.bottom, sheet.grid.used_rows())):
        columns = [at for at in sheet.grid.rows[row].cells if rect.left <= at < rect.right]
        for column in columns:
            sheet.grid.put(row, column, BLANK)


def _follow_block(book: Book, block: Rect, to: tuple[int, int, int]) -> None:
    source, target = book.existing(block.sheet_id).title, book.existing(to[0]).title
    rows, columns = to[1] - block.top, to[2] - block.left

    def changer(home: Sheet) -> Callable[[Reference], Reference | str]:
        def change(reference: Reference) -> Reference | str:
            if not _inside(reference, home.title, source, block):
                return reference
            name = reference.sheet if target == source else (None if home.title == target else target)
            second = None if reference.second is None else _by(reference.second, rows, columns)
            return Reference(name, _by(reference.first, rows, columns), second)

        return change

    _change_all(book, changer)


def _by(corner: Corner, rows: int, columns: int) -> Corner:
    row = None if corner.row is None else corner.row + rows
    column = None if corner.column is None else corner.column + columns
    return replace(corner, row=row, column=column)


def _inside(reference: Reference, home: str, sheet: str, block: Rect) -> bool:
    if (home if reference.sheet is None else reference.sheet).casefold() != sheet.casefold():
        return False
    corners = [reference.first] + ([reference.second] if reference.second else [])
    return all(
        corner.row is not None and corner.column is not None and block.holds(corner.row, corner.column)
        for corner in corners
    )


def _break_references(book: Book, rect: Rect) -> None:
    title = book.existing(rect.sheet_id).title

    def changer(home: Sheet) -> Callable[[Reference], Reference | str]:
        return lambda reference: BROKEN if _inside(reference, home.title, title, rect) else reference

    _change_all(book, changer)


def _change_all(book: Book, changer: Callable[[Sheet], Callable[[Reference], Reference | str]]) -> None:
    for sheet in list(book.sheets):
        change = changer(sheet)
        rewrite_formulas(book, sheet, lambda formula, change=change: rewrite(formula, change))  # type: ignore[misc]  # bound now
