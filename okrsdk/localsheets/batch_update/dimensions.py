"""Requests about rows and columns: insert, delete, append, move, resize, properties, and autoResize."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.book.create import check_counts
from okrsdk.localsheets.book.defaults import COLUMN_PIXELS, ROW_PIXELS
from okrsdk.localsheets.book.developer_metadata import add_metadata
from okrsdk.localsheets.book.follow_shift import follow
from okrsdk.localsheets.book.shift import Shift, deleted, inserted, moved
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import Cell
from okrsdk.localsheets.grid.rows import delete_rows, insert_rows, map_columns, move_rows
from okrsdk.localsheets.responses.computed import shown

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.rows import Row
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.responses.computed import Computed

#: Of a column that fits its texts: the average width of a letter in Arial 10, both borders, the least.
PIXELS_A_LETTER, BORDERS, NARROWEST = 7, 12, 21
FROZEN = {True: "frozenRowCount", False: "frozenColumnCount"}


def span_of(edit: Edit, area: JsonObject) -> tuple[Sheet, bool, int, int]:
    """Of a DimensionRange: the sheet, whether it means rows, start and end; open ends reach the edge.

    Raises:
        ApiError: 400 when it is outside the sheet or is empty.
    """
    sheet = edit.book.existing(area.get("sheetId", 0))
    if area.get("dimension") not in ("ROWS", "COLUMNS"):
        raise bad_request("range.dimension must be ROWS or COLUMNS.")
    by_rows = area["dimension"] == "ROWS"
    count = sheet.grid.row_count if by_rows else sheet.grid.column_count
    start, end = area.get("startIndex", 0), area.get("endIndex", count)
    if start < 0 or end < 0:
        raise bad_request("DimensionRange indexes must be >= 0")
    if end <= start:
        raise bad_request(f"range.endIndex[{end}] must be greater than range.startIndex[{start}]")
    return sheet, by_rows, start, end


def _count(sheet: Sheet, *, by_rows: bool) -> int:
    return sheet.grid.row_count if by_rows else sheet.grid.column_count


def insert(edit: Edit, request: JsonObject) -> None:
    """``insertDimension``."""
    area = required(request, "range")
    if "endIndex" not in area:
        raise bad_request("Both the start and end indexes of range must be bounded.")
    sheet, by_rows, start, end = span_of(edit, area)
    before = bool(request.get("inheritFromBefore"))
    if before and start == 0:
        raise bad_request("inheritFromBefore cannot be true when inserting at index 0.")
    size = _count(sheet, by_rows=by_rows)
    if start > size:
        raise bad_request(f"range.startIndex is larger than current grid size ({size})")
    if start == size and not before:
        raise bad_request(f"range.startIndex must be less than the grid size ({size}) if inheritFromBefore is false.")
    insert_lines(edit.book, sheet.id, by_rows=by_rows, at=start, count=end - start)
    _inherit(edit.sheet(sheet.id), by_rows=by_rows, span=(start, end), source=start - 1 if before else end)


def insert_lines(book: Book, sheet_id: int, *, by_rows: bool, at: int, count: int) -> None:
    """Opens empty rows or columns; everything on them and referring to them follows."""
    sheet = book.edit(sheet_id)
    shift = inserted(sheet_id, by_rows=by_rows, at=at, count=count)
    rows, columns = sheet.grid.row_count, sheet.grid.column_count
    check_counts(rows + count if by_rows else rows, columns if by_rows else columns + count)
    if by_rows:
        insert_rows(sheet.grid, at, count)
    else:
        _shift_columns(sheet, shift, columns + count)
    frozen = sheet.properties.get("gridProperties", {}).get(FROZEN[by_rows], 0)
    if at < frozen:
        _set_frozen(sheet, frozen + count, by_rows=by_rows)
    follow(book, shift)


def _set_frozen(sheet: Sheet, count: int, *, by_rows: bool) -> None:
    settings = {**sheet.properties.get("gridProperties", {}), FROZEN[by_rows]: count}
    if not count:
        del settings[FROZEN[by_rows]]
    sheet.properties["gridProperties"] = settings


def _shift_columns(sheet: Sheet, shift: Shift, count: int) -> None:
    map_columns(sheet.grid, shift.index)
    sheet.grid.column_count = count
    places = {shift.index(index): meta for index, meta in sheet.columns.items()}
    sheet.columns = {index: meta for index, meta in places.items() if index is not None}


def _inherit(sheet: Sheet, *, by_rows: bool, span: tuple[int, int], source: int) -> None:
    """New rows or columns take format and size of their neighbour, as Google's do."""
    start, end = span
    grid = sheet.grid
    if by_rows:
        row = grid.row(source)
        formats = {column: Cell(None, cell.format) for column, cell in row.cells.items() if cell.format}
        for index in range(start, end) if formats or row.meta else ():
            grid.writable(index).cells = dict(formats)
            meta = {key: value for key, value in (row.meta or {}).items() if key == "pixelSize"}
            grid.set_meta(index, meta)
        return
    if source in sheet.columns and "pixelSize" in sheet.columns[source]:
        for index in range(start, end):
            sheet.columns[index] = {"pixelSize": sheet.columns[source]["pixelSize"]}
    for place in range(grid.used_rows()):
        cell = grid.cell(place, source)
        if cell.format:
            for column in range(start, end):
                grid.put(place, column, Cell(None, cell.format))


def delete(edit: Edit, request: JsonObject) -> None:
    """``deleteDimension``."""
    sheet, by_rows, start, end = span_of(edit, required(request, "range"))
    count = _count(sheet, by_rows=by_rows)
    if end > count:
        one, missing = "row" if by_rows else "column", max(start, count)
        raise bad_request(
            f"Cannot delete a {one} that doesn't exist. Tried to delete {one} index {missing} "
            f"but there are only {count} {one}s."
        )
    delete_lines(edit.book, sheet.id, by_rows=by_rows, start=start, end=end)


def delete_lines(book: Book, sheet_id: int, *, by_rows: bool, start: int, end: int) -> None:
    """Removes rows or columns with everything on them.

    Raises:
        ApiError: 400 when none would be left.
    """
    sheet = book.edit(sheet_id)
    count = _count(sheet, by_rows=by_rows)
    word = "rows" if by_rows else "columns"
    if start == 0 and end >= count:
        raise bad_request(f"You can't delete all the {word} on the sheet.")
    frozen = sheet.properties.get("gridProperties", {}).get(FROZEN[by_rows], 0)
    left = frozen - max(0, min(end, frozen) - start) if start < frozen else frozen
    if left and left >= count - (end - start):
        raise bad_request(f"Sorry, it is not possible to delete all non-frozen {word}.")
    shift = deleted(sheet_id, by_rows=by_rows, start=start, end=end)
    if by_rows:
        delete_rows(sheet.grid, start, end)
    else:
        _shift_columns(sheet, shift, count - (end - start))
    if left != frozen:
        _set_frozen(sheet, left, by_rows=by_rows)
    follow(book, shift)


def append(edit: Edit, request: JsonObject) -> None:
    """``appendDimension``."""
    sheet = edit.sheet(request.get("sheetId", 0))
    length = request.get("length", 0)
    if length < 1:
        raise bad_request("length must be at least 1.")
    by_rows = request.get("dimension") == "ROWS"
    if not by_rows and request.get("dimension") != "COLUMNS":
        raise bad_request("dimension must be ROWS or COLUMNS.")
    grid = sheet.grid
    rows, columns = grid.row_count + (length if by_rows else 0), grid.column_count + (0 if by_rows else length)
    check_counts(rows, columns)
    grid.row_count, grid.column_count = rows, columns


def move(edit: Edit, request: JsonObject) -> None:
    """``moveDimension``."""
    sheet, by_rows, start, end = span_of(edit, required(request, "source"))
    to, count = request.get("destinationIndex", 0), _count(sheet, by_rows=by_rows)
    if end > count or not 0 <= to <= count:
        raise bad_request("The source or destination is beyond the end of the sheet.")
    if start < to < end:
        raise bad_request("The destination index must not be inside the source range.")
    if to in (start, end):
        return
    sheet = edit.sheet(sheet.id)
    shift = moved(sheet.id, by_rows=by_rows, start=start, end=end, to=to)
    if by_rows:
        move_rows(sheet.grid, start, end, to)
    else:
        _shift_columns(sheet, shift, sheet.grid.column_count)
    follow(edit.book, shift)


def resize(book: Book, sheet: Sheet, rows: int, columns: int) -> None:
    """Sets the size of the grid: what is beyond goes, as if deleted."""
    grid = sheet.grid
    if rows < grid.row_count:
        start, end = rows, grid.row_count
        delete_rows(grid, start, end)
        follow(book, deleted(sheet.id, by_rows=True, start=start, end=end))
    grid.row_count = rows
    if columns < grid.column_count:
        shift = deleted(sheet.id, by_rows=False, start=columns, end=grid.column_count)
        _shift_columns(sheet, shift, columns)
        follow(book, shift)
    grid.column_count = columns


def update(edit: Edit, request: JsonObject) -> None:
    """``updateDimensionProperties``."""
    given = request.get("properties", {})
    mask = required_mask(request, "DimensionProperties") or {"hiddenByUser": {}, "pixelSize": {}}
    sheet, by_rows, start, end = span_of(edit, required(request, "range"))
    sheet = edit.sheet(sheet.id)
    end = min(end, _count(sheet, by_rows=by_rows))
    standard = ROW_PIXELS if by_rows else COLUMN_PIXELS
    known: dict[int, tuple[Row, Row]] = {}
    for index in range(start, end):
        if by_rows and sheet.grid.share(index, known) is None:
            continue
        meta = dict((sheet.grid.row(index).meta if by_rows else sheet.columns.get(index)) or {})
        for name, plain in (("hiddenByUser", False), ("pixelSize", standard)):
            if name in mask:
                meta.pop(name, None)
                if given.get(name, plain) != plain:
                    meta[name] = given[name]
        set_line(sheet, index, meta, by_rows=by_rows)
    if "developerMetadata" in mask:
        place = {"sheetId": sheet.id, "dimension": "ROWS" if by_rows else "COLUMNS"}
        for index in range(start, end):
            for item in given.get("developerMetadata", []):
                area = {**place, "startIndex": index, "endIndex": index + 1}
                add_metadata(edit.book, item | {"location": {"dimensionRange": area}})


def set_line(sheet: Sheet, index: int, meta: JsonObject, *, by_rows: bool) -> None:
    """Sets the properties of one row or column."""
    if by_rows:
        sheet.grid.set_meta(index, meta)
    elif meta:
        sheet.columns[index] = meta
    else:
        sheet.columns.pop(index, None)


def auto_resize(edit: Edit, request: JsonObject) -> None:
    """``autoResizeDimensions``: columns about as wide as their longest text, rows back to the standard height."""
    sheet, by_rows, start, end = span_of(edit, request.get("dimensions", {}))
    sheet, computed = edit.sheet(sheet.id), edit.computed()
    for index in range(start, min(end, sheet.grid.row_count if by_rows else sheet.grid.column_count)):
        meta = dict((sheet.grid.row(index).meta if by_rows else sheet.columns.get(index)) or {})
        meta.pop("pixelSize", None)
        longest = 0 if by_rows else _longest(computed, sheet, index)
        if longest:
            meta["pixelSize"] = max(NARROWEST, round(longest * PIXELS_A_LETTER + BORDERS))
        set_line(sheet, index, meta, by_rows=by_rows)


def _longest(computed: Computed, sheet: Sheet, column: int) -> int:
    """The number of letters in the longest line of the column."""
    places = [(row, column) for row in range(sheet.grid.used_rows())]
    texts = (shown(computed.value(sheet, *place), sheet.grid.cell(*place), computed.book.locale) for place in places)
    return max((len(line) for text in texts for line in text.split("\n")), default=0)
