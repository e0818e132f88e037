"""API objects that follow a block of cells when it is moved within its sheet or to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import Json, JsonObject

    Target = tuple[int, int, int]

#: Objects that lie on cells and go where these go; the others stay where they are.
FOLLOWING = ("conditionalFormats", "protectedRanges", "bandedRanges")
SIDES = ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")


def objects_follow(book: Book, block: Rect, to: Target) -> None:
    """Moves the merges, named ranges, rules and chart sources that lie wholly in the block, with its cells.

    Args:
        book: the draft.
        block: where the cells were.
        to: sheet id, row and column of where the first of them is now.

    Raises:
        ApiError: 400 when a merged range lies partly in the block or partly where it goes.
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


def objects_go(book: Book, sheet: Sheet, rect: Rect) -> None:
    """Drops the merges and named ranges that lie wholly in cells which are deleted."""
    book.named_ranges = [item for item in book.named_ranges if not _lies_in(item["range"], rect)]
    own = book.edit(sheet.id)
    own.set_part("merges", [item for item in own.part("merges") if not rect.covers(_rect(item))])


def _lies_in(area: JsonObject, rect: Rect) -> bool:
    return all(side in area for side in SIDES) and rect.covers(_rect(area))
