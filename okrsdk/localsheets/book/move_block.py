"""A block of cells moved to another place. References to the cells follow them, and what is on them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.follow_shift import rewrite_formulas
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import BLANK
from okrsdk.localsheets.grid.rectangle import Rect
from okrsdk.localsheets.grid.references import Corner, Reference, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import Json, JsonObject

    Target = tuple[int, int, int]

#: Objects that lie on cells and go where these go; the others stay where they are.
FOLLOWING = ("conditionalFormats", "protectedRanges", "bandedRanges")
SIDES = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")


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
    _objects_follow(book, block, to)
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

    for sheet in list(book.sheets):
        change = changer(sheet)
        rewrite_formulas(book, sheet, lambda formula, change=change: rewrite(formula, change))  # type: ignore[misc]  # bound now


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


def _objects_follow(book: Book, block: Rect, to: Target) -> None:
    """Moves the merges, named ranges, rules and chart sources that lie wholly in the block, with its cells.

    Args:
        book: the draft.
        block: where the cells were.
        to: sheet id, row and column of where the first of them is now.

    Raises:
        ApiError: 400 when a merged range is partly in the block or partly where it goes.
    """
    place = Rect(to[0], to[1], to[1] + block.height, to[2], to[2] + block.width)
    _merges_follow(book, block, place)
    book.named_ranges = [_mapped(item, block, to) for item in book.named_ranges]
    for sheet in list(book.sheets):
        names = ("charts", *(FOLLOWING if sheet.id == block.sheet_id == to[0] else ()))
        for name in names:
            items = [_mapped(item, block, to) for item in sheet.part(name)]
            if items != sheet.part(name):
                book.edit(sheet.id).set_part(name, items)


def _merges_follow(book: Book, block: Rect, place: Rect) -> None:
    source = book.edit(block.sheet_id)
    moved, kept = [], []
    for item in source.part("merges"):
        merge = _rect(item)
        if block.covers(merge):
            moved.append(item)
        elif block.meets(merge):
            raise bad_request("You can't move only a part of a merged range.")
        else:
            kept.append(item)
    source.set_part("merges", kept)
    target = book.edit(place.sheet_id)
    rest = [item for item in target.part("merges") if not place.covers(_rect(item))]
    if moved and any(place.meets(_rect(item)) for item in rest):
        raise bad_request("You can't paste over only a part of a merged range.")
    to = (place.sheet_id, place.top, place.left)
    target.set_part("merges", [*rest, *(_mapped(item, block, to) for item in moved)])


def _rect(item: JsonObject) -> Rect:
    return Rect(item.get("sheetId", 0), *(item[side] for side in SIDES))


def _mapped(value: Json, block: Rect, to: Target) -> Json:
    if isinstance(value, list):
        return [_mapped(item, block, to) for item in value]
    if not isinstance(value, dict):
        return value
    if not all(side in value for side in SIDES):
        return {key: _mapped(item, block, to) for key, item in value.items()}
    if not block.covers(_rect(value)):
        return value
    down, right = to[1] - block.top, to[2] - block.left
    moved = {side: value[side] + (down if "Row" in side else right) for side in SIDES}
    return value | {"sheetId": to[0]} | moved
