"""A new spreadsheet or sheet from the API's own ``Spreadsheet`` / ``Sheet`` message."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.cell_data import from_data
from okrsdk.localsheets.book.defaults import PROPERTIES
from okrsdk.localsheets.book.developer_metadata import add_metadata
from okrsdk.localsheets.book.model import (
    CELL_LIMIT,
    COLUMN_LIMIT,
    DEFAULT_COLUMNS,
    DEFAULT_ROWS,
    PART_IDS,
    PART_MESSAGES,
    PARTS,
    Book,
    Sheet,
)
from okrsdk.localsheets.book.ranges import add_named_range, checked_range
from okrsdk.localsheets.book.tables import complete_tables
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.rows import Grid
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.cells import Cell
    from okrsdk.localsheets.jsontypes import Json, JsonObject

MAX_TITLE = 100
SETTABLE = (
    "title",
    "locale",
    "autoRecalc",
    "timeZone",
    "iterativeCalculationSettings",
    "spreadsheetTheme",
    "importFunctionsExternalUrlAccessAllowed",
)


def new_book_id() -> str:
    """A file id in Google's form: 44 URL-safe characters that begin with 1."""
    return "1" + secrets.token_urlsafe(33)[:43].replace("-", "_")


def build_book(message: JsonObject, book_id: str | None = None) -> Book:
    """The spreadsheet that a create body describes.

    Raises:
        ApiError: 400 for doubled titles or ids, ranges outside the grid and the like.
    """
    given = message.get("properties", {})
    for name in ("dataSources", "dataSourceSchedules", "comments"):
        if message.get(name):
            raise bad_request(f"Local Sheets does not imitate {name}.")
    properties = {"title": "Untitled spreadsheet"} | PROPERTIES | {key: given[key] for key in SETTABLE if key in given}
    book = Book(book_id or new_book_id(), properties, [])
    for index, sheet_message in enumerate(message.get("sheets") or [{}]):
        add_sheet(book, sheet_message, default_id=None if index else 0)
    for sheet_message, sheet in zip(message.get("sheets", []), book.sheets, strict=False):
        fill_sheet(book, sheet, sheet_message)
    for item in message.get("namedRanges", []):
        add_named_range(book, item)
    for item in message.get("developerMetadata", []):
        add_metadata(book, {"location": {"spreadsheet": True}} | item)
    return book


def next_title(book: Book) -> str:
    """The first of Sheet1, Sheet2, ... that no sheet bears."""
    number = len(book.sheets) + 1
    while book.titled(f"Sheet{number}"):
        number += 1
    return f"Sheet{number}"


def next_copy_title(book: Book, title: str) -> str:
    """The first of Copy of X, Copy of X 2, ... that no sheet bears."""
    candidate, number = f"Copy of {title}", 2
    while book.titled(candidate):
        candidate, number = f"Copy of {title} {number}", number + 1
    return candidate


def check_title(book: Book, title: str, but: Sheet | None = None) -> None:
    """Checks that a sheet may be called so.

    Raises:
        ApiError: 400 when the title is empty, too long or taken.
    """
    taken = book.titled(title)
    if taken is not None and taken is not but:
        raise bad_request(f'A sheet with the name "{title}" already exists. Please enter another name.')
    if not title:
        raise bad_request("The sheet name cannot be empty.")
    if len(title) > MAX_TITLE:
        raise bad_request(f"The sheet name cannot be greater than {MAX_TITLE} characters.")


def add_sheet(book: Book, message: JsonObject, *, default_id: int | None = None, at: int | None = None) -> Sheet:
    """Adds an empty sheet with the message's properties.

    Args:
        book: the draft.
        message: a ``Sheet``; only its properties count here.
        default_id: the sheetId where none is given; None for a random one.
        at: the tab position; None for the last.
    """
    given = dict(message.get("properties", {}))
    sheet_id = given.get("sheetId", default_id if default_id is not None else book.new_id())
    if sheet_id < 0:
        raise bad_request("Sheet id must be non-negative.")
    if sheet_id in book.used_ids():
        raise bad_request(f"Sheet with id {sheet_id} already exists.")
    title = given.get("title") or next_title(book)
    check_title(book, title)
    if given.get("sheetType", "GRID") != "GRID":
        raise bad_request("Local Sheets does not imitate sheets that are no grids.")
    size = dict(given.get("gridProperties", {}))
    rows, columns = size.pop("rowCount", DEFAULT_ROWS), size.pop("columnCount", DEFAULT_COLUMNS)
    check_counts(rows, columns)
    check_frozen(size, rows, columns)
    properties = {"sheetId": sheet_id, "title": title, **_plain_properties(given)}
    size = {key: value for key, value in size.items() if value}
    if size:
        properties["gridProperties"] = size
    return _insert(book, Sheet(properties, Grid(rows, columns)), at)


def _plain_properties(given: JsonObject) -> JsonObject:
    return {key: given[key] for key in ("hidden", "tabColor", "tabColorStyle", "rightToLeft") if given.get(key)}


def _insert(book: Book, sheet: Sheet, at: int | None) -> Sheet:
    place = len(book.sheets) if at is None else min(max(at, 0), len(book.sheets))
    book.sheets.insert(place, sheet)
    book.adopt(sheet)
    return sheet


def check_counts(rows: int, columns: int) -> None:
    """Checks the size of a grid.

    Raises:
        ApiError: 400 when it has no cell, too many columns or too many cells.
    """
    if rows < 1 or columns < 1:
        raise bad_request("A sheet must have at least one row and one column.")
    if columns > COLUMN_LIMIT:
        raise bad_request(f"A sheet can't have more than {COLUMN_LIMIT} columns.")
    if rows * columns > CELL_LIMIT:
        raise bad_request(
            f"This action would increase the number of cells in the workbook above the limit of {CELL_LIMIT} cells."
        )


def grow(grid: Grid, rows: int, columns: int) -> None:
    """Makes the grid at least so large.

    Raises:
        ApiError: 400 when it would pass the limits.
    """
    rows, columns = max(grid.row_count, rows), max(grid.column_count, columns)
    check_counts(rows, columns)
    grid.row_count, grid.column_count = rows, columns


def check_frozen(size: JsonObject, rows: int, columns: int) -> None:
    """Checks that not everything is frozen.

    Raises:
        ApiError: 400 when no row or column is left to scroll.
    """
    for key, count, word in (("frozenRowCount", rows, "rows"), ("frozenColumnCount", columns, "columns")):
        if size.get(key, 0) < 0:
            raise bad_request(f"{key} must not be negative.")
        if size.get(key, 0) >= count and size.get(key, 0):
            raise bad_request(f"You can't freeze all visible {word} on the sheet.")


def fill_sheet(book: Book, sheet: Sheet, message: JsonObject) -> None:
    """Puts the message's cells, row and column properties and API objects on the sheet."""
    if message.get("slicers"):
        raise bad_request("Local Sheets does not imitate slicers.")
    for data in message.get("data", []):
        _fill_data(book, sheet, data)
    for name in PARTS:
        given = message.get(name)
        if given:
            items = [given] if name == "basicFilter" else given
            if name == "tables":
                items = complete_tables(book, sheet, items)
            sheet.set_part(name, [owned_part(book, sheet, name, item) for item in items])
    for item in message.get("developerMetadata", []):
        add_metadata(book, {"location": {"sheetId": sheet.id}} | item)


def _fill_data(book: Book, sheet: Sheet, data: JsonObject) -> None:
    top, left = data.get("startRow", 0), data.get("startColumn", 0)
    grid = sheet.grid
    if top < 0 or left < 0:
        raise bad_request("startRow and startColumn must not be negative.")
    made: dict[int, Cell] = {}  # equal messages come as one object
    for offset, row in enumerate(data.get("rowData", [])):
        values = row.get("values", [])
        if not values:
            continue
        grow(grid, top + offset + 1, left + len(values))
        for place, message in enumerate(values):
            if not message:
                continue
            cell = made.get(id(message))
            if cell is None:
                cell = made[id(message)] = from_data(message)
            grid.put(top + offset, left + place, cell)
    _fill_dimensions(book, sheet, data, (top, left))


def _fill_dimensions(book: Book, sheet: Sheet, data: JsonObject, start: tuple[int, int]) -> None:
    (top, left), grid = start, sheet.grid
    for offset, meta in enumerate(data.get("rowMetadata", [])):
        if meta and top + offset < grid.row_count:
            grid.set_meta(top + offset, _plain_dimension(meta))
            _dimension_metadata(book, sheet, "ROWS", top + offset, meta)
    for offset, meta in enumerate(data.get("columnMetadata", [])):
        if meta and left + offset < grid.column_count:
            if _plain_dimension(meta):
                sheet.columns[left + offset] = _plain_dimension(meta)
            _dimension_metadata(book, sheet, "COLUMNS", left + offset, meta)


def _plain_dimension(meta: JsonObject) -> JsonObject:
    return {key: meta[key] for key in ("hiddenByUser", "pixelSize") if meta.get(key)}


def _dimension_metadata(book: Book, sheet: Sheet, dimension: str, index: int, meta: JsonObject) -> None:
    place = {"sheetId": sheet.id, "dimension": dimension, "startIndex": index, "endIndex": index + 1}
    for item in meta.get("developerMetadata", []):
        add_metadata(book, item | {"location": {"dimensionRange": place}})


def owned_part(book: Book, sheet: Sheet, name: str, item: JsonObject) -> JsonObject:
    """The API object as stored: with a number of its own, its ranges on this sheet and inside the grid."""
    result = on_sheet(book, item, sheet.id)
    key = PART_IDS.get(name)
    if key and not item.get(key):
        result = {key: book.new_id(), **result}
    if name == "protectedRanges":
        result = {"editors": {}, **result, "requestingUserCanEdit": True}
    position = result.get("position", {})
    if position.get("newSheet") or "sheetId" in position:
        raise bad_request("Local Sheets does not imitate charts on sheets of their own.")
    arranged: JsonObject = arrange(result, PART_MESSAGES[name])
    return arranged


def on_sheet(book: Book, value: Json, sheet_id: int) -> Json:
    """The object with every range completed by this sheet's id where it names none, and checked."""
    if isinstance(value, list):
        return [on_sheet(book, item, sheet_id) for item in value]
    if not isinstance(value, dict):
        return value
    if "dimension" in value and "startIndex" in value:
        return {"sheetId": sheet_id, **value}
    if any(key in value for key in ("startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex")):
        return checked_range(book, {"sheetId": sheet_id, **value})
    result = {key: on_sheet(book, item, sheet_id) for key, item in value.items()}
    for key in ("range", "anchorCell"):
        if result.get(key) == {}:
            result[key] = {"sheetId": sheet_id}
        elif key == "anchorCell" and key in result:
            result[key] = {"sheetId": sheet_id, **result[key]}
    return result
