"""Requests about tables: a range with a name, a header row and columns whose types are kept as given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.book.tables import columns_of, free_name, write_headers
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.responses.api_objects import printed
from okrsdk.localsheets.responses.computed import shown
from okrsdk.localsheets.wire.masks import assign

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import JsonObject

PART = "tables"
MIN_HEIGHT = 2


def add(edit: Edit, request: JsonObject) -> JsonObject:
    """``addTable``: headers come from its columns' names, else from the cells, else Column 1, Column 2, ..."""
    given = required(request, "table")
    table_id = given.get("tableId") or str(edit.book.new_id())
    if edit.book.table(table_id):
        raise bad_request(f"Duplicate table id: {table_id}")
    stored = _checked(edit, {**given, "tableId": table_id})
    sheet = edit.sheet(stored["range"]["sheetId"])
    sheet.set_part(PART, [*sheet.part(PART), stored])
    write_headers(sheet, stored, edit.rect(stored["range"]))
    return {"table": printed(stored)}


def _checked(edit: Edit, table: JsonObject) -> JsonObject:
    rect = edit.rect(required(table, "range"))
    if rect.height < MIN_HEIGHT:
        raise bad_request("A table must have at least two rows.")
    for sheet in edit.book.sheets:
        for other in sheet.part(PART):
            if other["tableId"] == table["tableId"]:
                continue
            if edit.rect(other["range"]).meets(rect):
                raise bad_request("A table can't overlap another table.")
            if other["name"].casefold() == str(table.get("name", "")).casefold():
                raise bad_request(f"A table with the name '{other['name']}' already exists.")
    sheet, computed = edit.book.existing(rect.sheet_id), edit.computed()
    places = [(rect.top, column) for column in range(rect.left, rect.right)]
    headers = [shown(computed.value(sheet, *place), sheet.grid.cell(*place)) for place in places]
    whole = {
        **table,
        "name": table.get("name") or free_name(edit.book),
        "range": rect.json(),
        "columnProperties": columns_of(table.get("columnProperties", []), headers),
    }
    return owned_part(edit.book, sheet, PART, whole)


def _found(book: Book, table_id: str) -> tuple[Sheet, JsonObject]:
    found = book.table(table_id)
    if found is None:
        raise bad_request(f"No table with id: {table_id}")
    return found


def update(edit: Edit, request: JsonObject) -> None:
    """``updateTable``."""
    given, mask = required(request, "table"), required_mask(request, "Table")
    sheet, old = _found(edit.book, given.get("tableId", ""))
    kept = {key: branch for key, branch in mask.items() if key != "tableId"}
    changed = assign(old, given, kept, "Table") if mask else {"range": old["range"], **given}
    stored = _checked(edit, {**changed, "tableId": old["tableId"]})
    if stored["range"]["sheetId"] != sheet.id:
        raise bad_request("A table can't be moved to another sheet.")
    _replace(edit, sheet, old, stored)
    write_headers(edit.sheet(sheet.id), stored, edit.rect(stored["range"]))


def _replace(edit: Edit, sheet: Sheet, old: JsonObject, new: JsonObject | None) -> None:
    """Puts the new table in the old one's place; None takes it out."""
    items = [new if item is old else item for item in sheet.part(PART)]
    edit.sheet(sheet.id).set_part(PART, [item for item in items if item is not None])


def delete(edit: Edit, request: JsonObject) -> None:
    """``deleteTable``: the table goes with its contents."""
    sheet, old = _found(edit.book, request.get("tableId", ""))
    _replace(edit, sheet, old, None)
    own, rect = edit.sheet(sheet.id), edit.rect(old["range"])
    for row in range(rect.top, min(rect.bottom, own.grid.used_rows())):
        for column in [at for at in own.grid.row(row).cells if rect.left <= at < rect.right]:
            cell = own.grid.cell(row, column)
            own.grid.put(row, column, cell.with_value(None))


def room_for_rows(edit: Edit, table_id: str, count: int) -> tuple[Sheet, int, int]:
    """Makes a table long enough for more rows after its last filled one; what is below it is written over.

    Returns:
        Sheet, row and column at which to write.
    """
    sheet, table = _found(edit.book, table_id)
    rect = edit.rect(table["range"])
    rows = range(rect.top + 1, min(rect.bottom, sheet.grid.used_rows()))
    first = rect.top + 1
    for row in rows:
        cells = sheet.grid.row(row).cells.items()
        if any(cell.value is not None and rect.left <= column < rect.right for column, cell in cells):
            first = row + 1
    end = max(rect.bottom, first + count)
    _replace(edit, sheet, table, {**table, "range": {**table["range"], "endRowIndex": end}})
    return edit.sheet(sheet.id), first, rect.left
