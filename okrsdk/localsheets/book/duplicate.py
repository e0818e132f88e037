"""A sheet copied within its spreadsheet or into another; a spreadsheet copied whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import new_book_id
from okrsdk.localsheets.book.model import PART_IDS, Book, Sheet
from okrsdk.localsheets.grid.rows import EMPTY_ROW, Grid, Row

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject


def duplicate_sheet(book: Book, source: Sheet, title: str, sheet_id: int, origin: Book | None = None) -> Sheet:
    """A copy of the sheet for ``book``, objects on it under new numbers; not yet among its sheets.

    Args:
        book: where the copy goes.
        source: the sheet to copy.
        title: of the copy.
        sheet_id: of the copy.
        origin: the source's spreadsheet, when it is another one.
    """
    properties = {**source.properties, "sheetId": sheet_id, "title": title}
    parts: dict[str, list[JsonObject]] = {}
    for name, items in source.parts.items():
        parts[name] = [_renumbered(book, name, _resheeted(item, source.id, sheet_id)) for item in items]
    copy = Sheet(properties, _copied_grid(source.grid), dict(source.columns), parts)
    for item in (origin or book).metadata:
        location = item["location"]
        if location.get("dimensionRange", location).get("sheetId") == source.id:
            moved = {**item, "metadataId": book.new_id(), "location": _resheeted(location, source.id, sheet_id)}
            book.metadata = [*book.metadata, moved]
    return copy


def _copied_grid(grid: Grid) -> Grid:
    copy = Grid(grid.row_count, grid.column_count)
    made: dict[int, Row] = {id(EMPTY_ROW): EMPTY_ROW}
    for row in grid.rows:
        if id(row) not in made:
            made[id(row)] = copy.fresh_row(dict(row.cells), row.meta)
            made[id(row)].shared = row.shared
        copy.rows.append(made[id(row)])
    return copy


def _renumbered(book: Book, name: str, item: JsonObject) -> JsonObject:
    key = PART_IDS.get(name)
    if key:
        return {**item, key: book.new_id()}
    if name == "tables":
        return {**item, "tableId": str(book.new_id())}
    return item


def _resheeted(value: Json, old: int, new: int) -> Json:
    if isinstance(value, list):
        return [_resheeted(item, old, new) for item in value]
    if isinstance(value, dict):
        return {
            key: new if key == "sheetId" and item == old else _resheeted(item, old, new) for key, item in value.items()
        }
    return value


def duplicate_book(source: Book, title: str) -> Book:
    """A copy of the whole spreadsheet under a new id; sheets and objects keep their numbers."""
    sheets = []
    for sheet in source.sheets:
        copy = sheet.copy()
        copy.grid = _copied_grid(sheet.grid)
        sheets.append(copy)
    book = Book(new_book_id(), {**source.properties, "title": title}, sheets)
    book.named_ranges, book.metadata = source.named_ranges, source.metadata
    for sheet in sheets:
        book.adopt(sheet)
    return book
