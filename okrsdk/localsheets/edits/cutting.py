"""``cutPaste``: cells moved to another place, or emptied while some of what they hold is pasted there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.edits.blocks import move_block
from okrsdk.localsheets.edits.cells import change_cells, check_coordinate
from okrsdk.localsheets.edits.context import required
from okrsdk.localsheets.edits.copying import copy_paste, without_borders
from okrsdk.localsheets.grid.cells import BLANK
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject


def cut_paste(edit: Edit, request: JsonObject) -> None:
    """``cutPaste``: cells with everything on them move; what stood at the destination is replaced.

    With a paste type that takes only some of it the destination gets that, and the source is emptied all the same.
    """
    rect, place = edit.rect(required(request, "source")), required(request, "destination")
    target = edit.sheet(place.get("sheetId", 0))
    row, column = place.get("rowIndex", 0), place.get("columnIndex", 0)
    check_coordinate(target, row, column)
    grow(target.grid, row + rect.height, column + rect.width)
    moved = Rect(target.id, row, row + rect.height, column, column + rect.width)
    kind = request.get("pasteType", "PASTE_NORMAL")
    if kind not in ("PASTE_NORMAL", "PASTE_NO_BORDERS"):
        _paste_some(edit, rect, moved, kind)
        return
    move_block(edit.book, rect, (target.id, row, column))
    if kind == "PASTE_NO_BORDERS":
        change_cells(edit.sheet(target.id), moved, lambda _row, _column, cell: without_borders(cell), blanks=False)


def _paste_some(edit: Edit, rect: Rect, moved: Rect, kind: str) -> None:
    found = edit.sheet(rect.sheet_id).grid.cells_in(rect.top, rect.bottom)
    cut = [(row, column) for row, column, _ in found if rect.left <= column < rect.right]
    copy_paste(edit, {"source": rect.json(), "destination": moved.json(), "pasteType": kind})
    source = edit.sheet(rect.sheet_id)
    for row, column in cut:
        # What lies under the destination has just been written and stays.
        if rect.sheet_id != moved.sheet_id or not moved.holds(row, column):
            source.grid.put(row, column, BLANK)
