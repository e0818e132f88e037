"""Requests that copy or move cells: copyPaste, cutPaste and autoFill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.cells import change_cells, check_coordinate, moved_formula
from okrsdk.localsheets.batch_update.context import required
from okrsdk.localsheets.book.create import check_counts, grow, owned_part
from okrsdk.localsheets.book.move_block import move_block
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import BLANK, Cell, ErrorText, Formula
from okrsdk.localsheets.grid.rectangle import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.jsontypes import JsonObject

MAX_PASTED = 1_000_000


def copy_paste(edit: Edit, request: JsonObject) -> None:
    """``copyPaste``: the source is repeated where the destination is a multiple of it.

    Relative references move along.
    """
    source, wanted = edit.rect(required(request, "source")), _destination(edit, required(request, "destination"))
    turned = request.get("pasteOrientation") == "TRANSPOSE"
    height, width = (source.width, source.height) if turned else (source.height, source.width)
    rows = wanted.height if wanted.height % height == 0 else height
    columns = wanted.width if wanted.width % width == 0 else width
    if rows * columns > MAX_PASTED or source.size > MAX_PASTED:
        raise bad_request(f"Local Sheets does not paste more than {MAX_PASTED} cells at once.")
    target = edit.sheet(wanted.sheet_id)
    grow(target.grid, wanted.top + rows, wanted.left + columns)
    kind = request.get("pasteType", "PASTE_NORMAL")
    place = Rect(wanted.sheet_id, wanted.top, wanted.top + rows, wanted.left, wanted.left + columns)
    if kind != "PASTE_CONDITIONAL_FORMATTING":
        _paste_cells(edit, source, place, kind, turned=turned)
    if kind in ("PASTE_NORMAL", "PASTE_NO_BORDERS") and not turned:
        _paste_merges(edit, source, place)
    if kind in ("PASTE_NORMAL", "PASTE_FORMAT", "PASTE_NO_BORDERS", "PASTE_CONDITIONAL_FORMATTING") and not turned:
        _paste_rules(edit, source, place)


def _destination(edit: Edit, area: JsonObject) -> Rect:
    """The destination may reach beyond the grid, which then grows."""
    sheet = edit.book.existing(area.get("sheetId", 0))
    top, left = area.get("startRowIndex", 0), area.get("startColumnIndex", 0)
    bottom, right = area.get("endRowIndex", sheet.grid.row_count), area.get("endColumnIndex", sheet.grid.column_count)
    if not 0 <= top < bottom or not 0 <= left < right:
        raise bad_request("destination is empty or negative.")
    check_counts(max(sheet.grid.row_count, bottom), max(sheet.grid.column_count, right))
    return Rect(sheet.id, top, bottom, left, right)


def _paste_cells(edit: Edit, source: Rect, place: Rect, kind: str, *, turned: bool) -> None:
    computed = edit.computed() if kind == "PASTE_VALUES" else None
    sheet, target = edit.book.existing(source.sheet_id), edit.sheet(place.sheet_id)
    # Read whole before writing: source and destination may overlap.
    taken: dict[tuple[int, int], Cell] = {}
    for row in range(source.top, source.bottom):
        for column in range(source.left, source.right):
            cell = sheet.grid.cell(row, column)
            if computed is not None and isinstance(cell.value, Formula):
                cell = Cell(_plain(computed.value(sheet, row, column)), cell.format, cell.extra)
            taken[row - source.top, column - source.left] = cell
    for row in range(place.top, place.bottom):
        for column in range(place.left, place.right):
            down, right = row - place.top, column - place.left
            from_row, from_column = (
                (right % source.height, down % source.width) if turned else (down % source.height, right % source.width)
            )
            cell = taken[from_row, from_column]
            cell = moved_formula(cell, row - source.top - from_row, column - source.left - from_column)
            target.grid.put(row, column, pasted(target.grid.cell(row, column), cell, kind))


def _plain(value: Value) -> Value:
    return str(value) if isinstance(value, ErrorText) else value


def pasted(before: Cell, cell: Cell, kind: str) -> Cell:
    """The cell after pasting another on it, by paste type."""
    if kind in ("PASTE_VALUES", "PASTE_FORMULA"):
        return before.with_value(cell.value)
    rule = (cell.extra or {}).get("dataValidation")
    if kind in ("PASTE_DATA_VALIDATION", "PASTE_FORMAT"):
        extra = {key: item for key, item in (before.extra or {}).items() if key != "dataValidation"}
        if rule is not None:
            extra["dataValidation"] = rule
        return Cell(before.value, cell.format if kind == "PASTE_FORMAT" else before.format, extra or None)
    if kind == "PASTE_NO_BORDERS":
        plain = {key: item for key, item in (cell.format or {}).items() if key != "borders"}
        borders = (before.format or {}).get("borders")
        return Cell(cell.value, (plain | ({"borders": borders} if borders else {})) or None, cell.extra)
    return cell


def _without_borders(cell: Cell) -> Cell:
    """The cell with all but its borders."""
    plain = {key: item for key, item in (cell.format or {}).items() if key != "borders"}
    return Cell(cell.value, plain or None, cell.extra)


def _tiles(source: Rect, place: Rect) -> list[tuple[int, int]]:
    """How far (rows, columns) each copy of the source is from it."""
    return [
        (row - source.top, column - source.left)
        for row in range(place.top, place.bottom, source.height)
        for column in range(place.left, place.right, source.width)
    ]


def _paste_merges(edit: Edit, source: Rect, place: Rect) -> None:
    target = edit.sheet(place.sheet_id)
    copies = []
    for item in edit.book.existing(source.sheet_id).part("merges"):
        merge = edit.rect(item)
        if source.covers(merge):
            copies += [
                Rect(place.sheet_id, merge.top + down, merge.bottom + down, merge.left + right, merge.right + right)
                for down, right in _tiles(source, place)
            ]
    kept = [item for item in target.part("merges") if not place.covers(edit.rect(item))]
    if any(place.meets(edit.rect(item)) for item in kept):
        raise bad_request("You must select all cells in a merged range to merge or unmerge them.")
    target.set_part("merges", kept + [copy.json() for copy in copies])


def _paste_rules(edit: Edit, source: Rect, place: Rect) -> None:
    """Conditional formats of the source hold at the destination too."""
    sheet, target = edit.book.existing(source.sheet_id), edit.sheet(place.sheet_id)
    for rule in list(sheet.part("conditionalFormats")):
        copies = []
        for area in rule["ranges"]:
            rect = edit.rect(area)
            top, bottom = max(rect.top, source.top), min(rect.bottom, source.bottom)
            left, right = max(rect.left, source.left), min(rect.right, source.right)
            if top < bottom and left < right:
                copies += [
                    Rect(target.id, top + down, bottom + down, left + across, right + across).json()
                    for down, across in _tiles(source, place)
                ]
        copies = [
            copy for copy in copies if not any(edit.rect(area).covers(edit.rect(copy)) for area in rule["ranges"])
        ]
        if not copies:
            continue
        rules = list(target.part("conditionalFormats"))
        if target.id == sheet.id:
            rules[rules.index(rule)] = {**rule, "ranges": [*rule["ranges"], *copies]}
        else:
            rules.append(owned_part(edit.book, target, "conditionalFormats", {**rule, "ranges": copies}))
        target.set_part("conditionalFormats", rules)


def cut_paste(edit: Edit, request: JsonObject) -> None:
    """``cutPaste``: cells with everything on them move; what was at the destination is replaced.

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
        _move_some(edit, rect, moved, kind)
        return
    move_block(edit.book, rect, (target.id, row, column))
    if kind == "PASTE_NO_BORDERS":
        change_cells(edit.sheet(target.id), moved, lambda _row, _column, cell: _without_borders(cell), blanks=False)


def _move_some(edit: Edit, rect: Rect, moved: Rect, kind: str) -> None:
    found = edit.sheet(rect.sheet_id).grid.cells_in(rect.top, rect.bottom)
    cut = [(row, column) for row, column, _ in found if rect.left <= column < rect.right]
    copy_paste(edit, {"source": rect.json(), "destination": moved.json(), "pasteType": kind})
    source = edit.sheet(rect.sheet_id)
    for row, column in cut:
        # What is under the destination has just been written and stays.
        if rect.sheet_id != moved.sheet_id or not moved.holds(row, column):
            source.grid.put(row, column, BLANK)


def auto_fill(edit: Edit, request: JsonObject) -> None:
    """``autoFill``: formulas move along, all else repeats; no series goes on."""
    if "sourceAndDestination" in request:
        given = request["sourceAndDestination"]
        source, by_rows = edit.rect(required(given, "source")), given.get("dimension") != "COLUMNS"
        length = given.get("fillLength", 0)
        _fill(edit, source, by_rows=by_rows, length=length)
        return
    rect = edit.rect(required(request, "range"))
    sheet = edit.book.existing(rect.sheet_id)
    filled = [
        (row, column)
        for row, column, cell in sheet.grid.cells_in(rect.top, rect.bottom)
        if rect.holds(row, column) and cell.value is not None
    ]
    if not filled:
        return
    bottom, right = max(row for row, _ in filled) + 1, max(column for _, column in filled) + 1
    if bottom < rect.bottom:
        source = Rect(rect.sheet_id, rect.top, bottom, rect.left, rect.right)
        _fill(edit, source, by_rows=True, length=rect.bottom - bottom)
    elif right < rect.right:
        source = Rect(rect.sheet_id, rect.top, rect.bottom, rect.left, right)
        _fill(edit, source, by_rows=False, length=rect.right - right)


def _fill(edit: Edit, source: Rect, *, by_rows: bool, length: int) -> None:
    if abs(length) * (source.width if by_rows else source.height) > MAX_PASTED:
        raise bad_request(f"Local Sheets does not fill more than {MAX_PASTED} cells at once.")
    sheet = edit.sheet(source.sheet_id)
    span = source.height if by_rows else source.width
    first, last = (source.top, source.bottom) if by_rows else (source.left, source.right)
    count = sheet.grid.row_count if by_rows else sheet.grid.column_count
    if last + max(length, 0) > count or first + min(length, 0) < 0:
        raise bad_request("fillLength reaches beyond the sheet.")
    steps = range(span, span + length) if length > 0 else range(-1, length - 1, -1)
    for lane in range(source.left, source.right) if by_rows else range(source.top, source.bottom):
        line = [sheet.grid.cell(at, lane) if by_rows else sheet.grid.cell(lane, at) for at in range(first, last)]
        for step in steps:
            move = step - step % span
            cell = moved_formula(line[step % span], move if by_rows else 0, 0 if by_rows else move)
            place = (first + step, lane) if by_rows else (lane, first + step)
            sheet.grid.put(*place, cell)
