"""Protected ranges: who may edit them, and whether a write has touched one that its caller may not edit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.ranges import from_json
from okrsdk.localsheets.errors import ApiError, bad_request
from okrsdk.localsheets.grid.cells import Formula

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.cells import Cell
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject

REFUSAL = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


@dataclass(frozen=True, slots=True)
class Editor:
    """Who reads or writes a spreadsheet.

    Attributes:
        email: the person's or service account's address.
        owns: whether it is the owner, whom no protection binds.
        writers: the addresses of all who may write the spreadsheet.
    """

    email: str
    owns: bool
    writers: tuple[str, ...] = ()

    def can_edit(self, item: JsonObject) -> bool:
        """Whether the protected range lets this person edit it; one that only warns lets anyone."""
        editors = item.get("editors", {})
        listed = {str(email).lower() for email in (*editors.get("users", []), *editors.get("groups", []))}
        return self.owns or bool(item.get("warningOnly")) or self.email.lower() in listed

    def shown(self, item: JsonObject) -> JsonObject:
        """The protected range as this person sees it: who may edit it is told to those who may."""
        if self.can_edit(item):
            return item
        return {key: value for key, value in item.items() if key not in ("editors", "requestingUserCanEdit")}


class Guard:
    """Compares a draft with what it was: protected cells that the editor may not touch must be the same.

    Args:
        book: the draft before any change.
        editor: who writes.
    """

    def __init__(self, book: Book, editor: Editor) -> None:
        self._locked = [
            (int(item["protectedRangeId"]), _content(book, sheet, item))
            for sheet in book.sheets
            for item in sheet.part("protectedRanges")
            if not editor.can_edit(item)
        ]

    def check(self, book: Book, *, follows: bool = False) -> None:
        """Checks the draft as it is now.

        Args:
            book: the draft.
            follows: whether what was done makes references follow; then formulas may read otherwise than before.

        Raises:
            ApiError: 400 when a protected range has been touched.
        """
        for number, before in self._locked:
            found = _protected(book, number)
            after = None if found is None else _content(book, *found)
            if after is None or not before.same_as(after, follows=follows):
                raise bad_request(REFUSAL)


def _protected(book: Book, number: int) -> tuple[Sheet, JsonObject] | None:
    for sheet in book.sheets:
        for item in sheet.part("protectedRanges"):
            if item["protectedRangeId"] == number:
                return sheet, item
    return None


@dataclass(frozen=True, slots=True)
class _Content:
    """What a protected range held: the range's own fields, its size, its cells by place in it, the sheet's own."""

    item: JsonObject
    size: tuple[int, int]
    cells: dict[tuple[int, int], Cell]
    sheet: JsonObject

    def same_as(self, other: _Content, *, follows: bool) -> bool:
        if (self.item, self.size, self.sheet) != (other.item, other.size, other.sheet):
            return False
        return self.cells.keys() == other.cells.keys() and all(
            _same(cell, other.cells[place], follows=follows) for place, cell in self.cells.items()
        )


def _same(before: Cell, after: Cell, *, follows: bool) -> bool:
    """Writing the very same value touches a cell too, so it is not enough that both are equal."""
    if before is after:
        return True
    both = isinstance(before.value, Formula) and isinstance(after.value, Formula)
    return follows and both and (before.format, before.extra) == (after.format, after.extra)


def _content(book: Book, sheet: Sheet, item: JsonObject) -> _Content:
    rest = {key: value for key, value in item.items() if key not in ("range", "unprotectedRanges")}
    rect = _rect(book, item.get("range", {"sheetId": sheet.id}))
    if rect is None:
        return _Content(rest, (0, 0), {}, {})
    open_to_all = [free for one in item.get("unprotectedRanges", []) if (free := _rect(book, one))]
    cells = {
        (row - rect.top, column - rect.left): cell
        for row, column, cell in sheet.grid.cells_in(rect.top, rect.bottom)
        if rect.left <= column < rect.right and not any(free.holds(row, column) for free in open_to_all)
    }
    is_whole = item.get("range", {}).keys() <= {"sheetId"}
    return _Content(rest, (rect.height, rect.width), cells, dict(sheet.properties) if is_whole else {})


def _rect(book: Book, area: JsonObject) -> Rect | None:
    try:
        return from_json(book, area)
    except ApiError:
        return None
