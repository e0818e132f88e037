"""Requests that write cells: updateCells, repeatCell, appendCells, borders, validation, and clearing by field."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.batch_update.tables import room_for_rows
from okrsdk.localsheets.book.cell_data import merged
from okrsdk.localsheets.book.condition_types import check_validation
from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.book.ranges import from_json
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import BLANK, Cell, Formula
from okrsdk.localsheets.grid.rectangle import Rect
from okrsdk.localsheets.grid.references import shifted
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.rows import Row
    from okrsdk.localsheets.jsontypes import JsonObject

SIDES = ("top", "bottom", "left", "right")


def change_cells(
    sheet: Sheet, rect: Rect, change: Callable[[int, int, Cell], Cell], *, blanks: bool = True, alike: bool = False
) -> None:
    """Puts every cell of the rectangle through ``change(row, column, cell)``.

    Args:
        sheet: the draft's own sheet.
        rect: which cells.
        change: gives the new cell; called for empty cells too unless ``blanks`` is off.
        blanks: whether empty cells are visited.
        alike: whether ``change`` looks at the cell alone, not at its row; then rows that were the same stay the same.
    """
    grid = sheet.grid
    bottom = rect.bottom if blanks else min(rect.bottom, grid.used_rows())
    known: dict[int, tuple[Row, Row]] = {}
    for row in range(rect.top, bottom):
        if alike and grid.share(row, known) is None:
            continue
        cells = grid.row(row).cells
        columns = range(rect.left, rect.right) if blanks else [at for at in cells if rect.left <= at < rect.right]
        for column in columns:
            before = cells.get(column, BLANK)
            after = change(row, column, before)
            if after is not before and after != before:
                grid.put(row, column, after)
                cells = grid.row(row).cells


def update(edit: Edit, request: JsonObject) -> None:
    """``updateCells``: rows of CellData from a start or over a range; the rest of the range is cleared by the mask."""
    mask = required_mask(request, "CellData")
    rows = request.get("rows", [])
    if ("range" in request) == ("start" in request):
        raise bad_request("Exactly one of range and start must be set.")
    if "range" in request:
        rect = edit.rect(request["range"])
    else:
        start = request["start"]
        width = max((len(row.get("values", [])) for row in rows), default=0)
        block = _block(edit, start, len(rows), width)
        if block is None:
            return
        rect = block
    _check_fits(rect, rows)
    sheet = edit.sheet(rect.sheet_id)
    in_range = "range" in request
    for row in range(rect.top, rect.top + len(rows)):
        given = rows[row - rect.top].get("values", [])
        last = rect.right if in_range else rect.left + len(given)
        for column in range(rect.left, last):
            data = given[column - rect.left] if column - rect.left < len(given) else {}
            before = sheet.grid.cell(row, column)
            sheet.grid.put(row, column, merged(before, data, mask))
    if in_range:
        rest = Rect(rect.sheet_id, rect.top + len(rows), rect.bottom, rect.left, rect.right)
        change_cells(sheet, rest, lambda _row, _column, before: merged(before, {}, mask), blanks=False)


def _block(edit: Edit, start: JsonObject, height: int, width: int) -> Rect | None:
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    if not height or not width:
        edit.book.existing(start.get("sheetId", 0))
        return None
    check_coordinate(edit.book.existing(start.get("sheetId", 0)), top, left)
    area = {"startRowIndex": top, "endRowIndex": top + height, "startColumnIndex": left, "endColumnIndex": left + width}
    rect = from_json(edit.book, {"sheetId": start.get("sheetId", 0), **area})
    if rect.height < height or rect.width < width:
        grid = edit.book.existing(rect.sheet_id).grid
        raise bad_request(
            f"Attempting to write outside the bounds of the sheet: {grid.row_count} rows, {grid.column_count} columns."
        )
    return rect


def check_coordinate(sheet: Sheet, row: int, column: int) -> None:
    """Checks that a GridCoordinate is on the sheet.

    Raises:
        ApiError: 400 when it does not.
    """
    for name, at, count in (("row", row, sheet.grid.row_count), ("column", column, sheet.grid.column_count)):
        if at < 0:
            raise bad_request(f"GridCoordinate.{name}Index[{at}] must be >= 0")
        if at >= count:
            raise bad_request(f"GridCoordinate.{name}Index[{at}] is after last {name} in grid[{count - 1}]")


def _check_fits(rect: Rect, rows: list[JsonObject]) -> None:
    if len(rows) > rect.height:
        raise bad_request(
            f"Attempting to write row: {rect.bottom}, beyond the last requested row of: {rect.bottom - 1}"
        )
    for row in rows:
        if len(row.get("values", [])) > rect.width:
            raise bad_request(
                f"Attempting to write column: {rect.right}, beyond the last requested column of: {rect.right - 1}"
            )


def repeat(edit: Edit, request: JsonObject) -> None:
    """``repeatCell``: one CellData over a whole range; relative references of a formula move along."""
    rect = edit.rect(required(request, "range"))
    mask, data = required_mask(request, "CellData"), request.get("cell", {})
    formula = data.get("userEnteredValue", {}).get("formulaValue")
    sheet = edit.sheet(rect.sheet_id)
    made: dict[int, tuple[Cell, Cell]] = {}

    def change(row: int, column: int, before: Cell) -> Cell:
        if formula is not None:
            text = str(shifted(formula, row - rect.top, column - rect.left))
            return merged(before, {**data, "userEnteredValue": {"formulaValue": text}}, mask)
        known = made.get(id(before))
        if known is None:
            known = made[id(before)] = (before, merged(before, data, mask))
        return known[1]

    change_cells(sheet, rect, change, blanks=merged(BLANK, data, mask) != BLANK, alike=formula is None)


def append(edit: Edit, request: JsonObject) -> None:
    """``appendCells``: rows of CellData after the last row that holds a value, or into a table."""
    mask, rows = required_mask(request, "CellData"), request.get("rows", [])
    if "tableId" in request:
        sheet, first, left = room_for_rows(edit, request["tableId"], len(rows))
    else:
        sheet = edit.sheet(request.get("sheetId", 0))
        first, left = _after_last([row.cells for row in sheet.grid.rows]), 0
    width = max((len(row.get("values", [])) for row in rows), default=0)
    grow(sheet.grid, first + len(rows), left + width)
    for offset, row in enumerate(rows):
        for column, data in enumerate(row.get("values", [])):
            place = (first + offset, left + column)
            sheet.grid.put(*place, merged(sheet.grid.cell(*place), data, mask))


def _after_last(grid_rows: list[dict[int, Cell]]) -> int:
    for index in range(len(grid_rows) - 1, -1, -1):
        if any(cell.value is not None for cell in grid_rows[index].values()):
            return index + 1
    return 0


def set_validation(edit: Edit, request: JsonObject) -> None:
    """``setDataValidation``: a rule on every cell of the range, or none."""
    rect = edit.rect(required(request, "range"))
    rule = request.get("rule")
    if rule is not None:
        check_validation(rule.get("condition", {}))

    def change(_row: int, _column: int, before: Cell) -> Cell:
        extra = {key: item for key, item in (before.extra or {}).items() if key != "dataValidation"}
        if rule is not None:
            extra["dataValidation"] = rule
        return Cell(before.value, before.format, extra or None)

    change_cells(edit.sheet(rect.sheet_id), rect, change, blanks=rule is not None, alike=True)


def update_borders(edit: Edit, request: JsonObject) -> None:
    """``updateBorders``: outer sides by edge, inner lines between cells; a style NONE removes."""
    rect = edit.rect(required(request, "range"))
    sheet = edit.sheet(rect.sheet_id)

    middle = replace(rect, top=rect.top + 1, bottom=rect.bottom - 1)

    def change(row: int, column: int, before: Cell) -> Cell:
        wanted = {
            "top": request.get("top" if row == rect.top else "innerHorizontal"),
            "bottom": request.get("bottom" if row == rect.bottom - 1 else "innerHorizontal"),
            "left": request.get("left" if column == rect.left else "innerVertical"),
            "right": request.get("right" if column == rect.right - 1 else "innerVertical"),
        }
        return with_borders(before, {side: border for side, border in wanted.items() if border is not None})

    change_cells(sheet, replace(rect, bottom=rect.top + 1), change)
    if middle.height > 0:
        change_cells(sheet, middle, change, alike=True)
    if rect.height > 1:
        change_cells(sheet, replace(rect, top=rect.bottom - 1), change)


def with_borders(cell: Cell, borders: JsonObject) -> Cell:
    """The cell with these borders set on top of its own; style NONE takes one away."""
    if not borders:
        return cell
    own = {**(cell.format or {}).get("borders", {}), **borders}
    own = {side: own[side] for side in SIDES if side in own and own[side].get("style", "NONE") != "NONE"}
    cell_format = {key: item for key, item in (cell.format or {}).items() if key != "borders"}
    if own:
        cell_format["borders"] = own
    return Cell(cell.value, arrange(cell_format, "CellFormat") or None, cell.extra)


def moved_formula(cell: Cell, rows: int, columns: int) -> Cell:
    """The cell as it reads when copied this far."""
    if isinstance(cell.value, Formula):
        return Cell(shifted(cell.value, rows, columns), cell.format, cell.extra)
    return cell
