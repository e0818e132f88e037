"""Values written by the values API: blocks, single cells, appends and clears."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.book.follow_shift import follow
from okrsdk.localsheets.book.ranges import echo
from okrsdk.localsheets.book.shift import inserted
from okrsdk.localsheets.errors import bad_request, grid_limits
from okrsdk.localsheets.grid.a1 import cell_name, column_letters, quote
from okrsdk.localsheets.grid.cells import Cell, Value, number
from okrsdk.localsheets.grid.locales import EN_US
from okrsdk.localsheets.grid.rectangle import Rect
from okrsdk.localsheets.grid.rows import insert_rows
from okrsdk.localsheets.grid.typed_values import read_entry

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.locales import Locale
    from okrsdk.localsheets.grid.rows import Grid
    from okrsdk.localsheets.jsontypes import Json, JsonObject

MAX_TEXT = 50_000

Scalar = str | float | bool


@dataclass(frozen=True, slots=True)
class Written:
    """What a write touched: the block, and the rows, columns and number of cells that got a value or were cleared.

    ``shown`` is what an answer with values shows: all that was asked for, and the block where that is larger.
    """

    rect: Rect
    shown: Rect
    rows: frozenset[int]
    columns: frozenset[int]
    cells: int

    def json(self, book: Book) -> JsonObject:
        """As an UpdateValuesResponse; zero counts are left out."""
        answer: JsonObject = {"spreadsheetId": book.id, "updatedRange": echo(book, self.rect)}
        counts = (("updatedRows", len(self.rows)), ("updatedColumns", len(self.columns)), ("updatedCells", self.cells))
        return answer | {name: count for name, count in counts if count}


def write_block(book: Book, rect: Rect, rows: list[list[Json]], *, parse: bool, today: dt.date) -> Written:
    """Writes rows of JSON values from the rectangle's first cell on.

    ``null`` leaves a cell as it is, ``""`` empties it. What would come to lie under a merge is counted and not kept.
    A rectangle of one cell only says where to begin; a larger one must hold the block.

    Args:
        book: the draft.
        rect: where to write.
        rows: the values, by rows.
        parse: whether texts are read as if typed (USER_ENTERED) or kept (RAW).
        today: supplies the year of dates typed without one.
    """
    height, width = len(rows), max((len(row) for row in rows), default=0)
    _check_block(book, rect, height, width)
    sheet = book.edit(rect.sheet_id) if height and width else book.existing(rect.sheet_id)
    block = Rect(rect.sheet_id, rect.top, rect.top + max(height, 1), rect.left, rect.left + max(width, 1))
    hidden = _under_merges(sheet, block)
    touched_rows, touched_columns, cells = set(), set(), 0
    locale = book.locale
    for row_offset, row in enumerate(rows):
        for column_offset, value in enumerate(row):
            if value is None:
                continue
            place = (rect.top + row_offset, rect.left + column_offset)
            checked = _json_value(value, row_offset, column_offset)
            if place not in hidden:
                write_cell(sheet, place, checked, parse=parse, today=today, locale=locale)
            touched_rows.add(place[0])
            touched_columns.add(place[1])
            cells += 1
    shown = rect if rect.covers(block) else block
    return Written(block, shown, frozenset(touched_rows), frozenset(touched_columns), cells)


def _under_merges(sheet: Sheet, block: Rect) -> set[tuple[int, int]]:
    """The cells of the block that a merge covers: all of it but its first."""
    covered: set[tuple[int, int]] = set()
    for item in sheet.part("merges"):
        top, left = item["startRowIndex"], item["startColumnIndex"]
        rows = range(max(top, block.top), min(item["endRowIndex"], block.bottom))
        columns = range(max(left, block.left), min(item["endColumnIndex"], block.right))
        covered |= {(row, column) for row in rows for column in columns} - {(top, left)}
    return covered


def _json_value(value: Json, row: int, column: int) -> Scalar:
    if isinstance(value, (dict, list)):
        kind = "struct_value" if isinstance(value, dict) else "list_value"
        raise bad_request(f"Invalid values[{row}][{column}]: {kind} {{\n}}\n")
    if isinstance(value, str) and len(value) > MAX_TEXT:
        raise bad_request(f"Your input contains more than the maximum of {MAX_TEXT} characters in a single cell.")
    checked: Scalar = value
    return checked


def _check_block(book: Book, rect: Rect, height: int, width: int) -> None:
    sheet = book.existing(rect.sheet_id)
    grid = sheet.grid
    if rect.size > 1:
        within = f"Requested writing within range [{echo(book, rect)}], but tried writing to"
        if height > rect.height and rect.bottom - rect.top < height:
            raise bad_request(f"{within} row [{rect.bottom + 1}]")
        if width > rect.width:
            raise bad_request(f"{within} column [{column_letters(rect.right)}]")
    if rect.top + height > grid.row_count or rect.left + width > grid.column_count:
        last = cell_name(rect.top + max(height, 1) - 1, rect.left + max(width, 1) - 1)
        name = f"{quote(sheet.title)}!{cell_name(rect.top, rect.left)}:{last}"
        raise grid_limits(name, grid.row_count, grid.column_count)


def write_cell(
    sheet: Sheet,
    place: tuple[int, int],
    value: Scalar,
    *,
    parse: bool,
    today: dt.date,
    locale: Locale = EN_US,
) -> None:
    """Writes one JSON value into a cell; its format and note stay."""
    cell = sheet.grid.cell(*place)
    sheet.grid.put(*place, entered(cell, value, parse=parse, today=today, locale=locale))


def entered(cell: Cell, value: Scalar, *, parse: bool, today: dt.date, locale: Locale = EN_US) -> Cell:
    """The cell after this JSON value was entered."""
    if isinstance(value, bool):
        return cell.with_value(value)
    if isinstance(value, (int, float)):
        return cell.with_value(number(value))
    if not parse or _is_plain_text(cell):
        return cell.with_value(value or None)
    parsed, brought = read_entry(value, today, locale)
    return _formatted(cell.with_value(parsed), parsed, brought)


def _formatted(cell: Cell, value: Value, brought: JsonObject | None) -> Cell:
    """A number format that the text brought along counts where the cell has none of its own."""
    if brought is None or value is None or (cell.format and "numberFormat" in cell.format):
        return cell
    return Cell(cell.value, {"numberFormat": brought, **(cell.format or {})}, cell.extra)


def _is_plain_text(cell: Cell) -> bool:
    return bool(cell.format) and (cell.format or {}).get("numberFormat", {}).get("type") == "TEXT"


def clear_values(book: Book, rect: Rect) -> None:
    """Empties the cells; formats, notes and validations stay."""
    grid = book.existing(rect.sheet_id).grid
    places = [
        (row, column, cell)
        for row, column, cell in grid.cells_in(rect.top, rect.bottom)
        if rect.left <= column < rect.right and cell.value is not None
    ]
    if places:
        grid = book.edit(rect.sheet_id).grid
        for row, column, cell in places:
            grid.put(row, column, cell.with_value(None))


def by_rows(values: list[list[Json]], dimension: str) -> list[list[Json]]:
    """The values by rows, whatever the majorDimension they came in; holes become null."""
    if dimension != "COLUMNS":
        return values
    height = max((len(column) for column in values), default=0)
    return [[column[row] if row < len(column) else None for column in values] for row in range(height)]


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
