"""Requests about tables: a named range with typed columns and a header row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import grow, owned_part
from okrsdk.localsheets.edits.blocks import move_block
from okrsdk.localsheets.edits.context import required, required_mask
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.views.computed import shown
from okrsdk.localsheets.views.printed import printed
from okrsdk.localsheets.wire.masks import assign

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.edits.context import Edit
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
    _write_headers(sheet, stored)
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
    name = table.get("name") or _free_name(edit.book)
    columns = _columns(edit, rect, table.get("columnProperties", []))
    whole = {**table, "name": name, "range": rect.json(), "columnProperties": columns}
    sheet = edit.book.existing(rect.sheet_id)
    return owned_part(edit.book, sheet, PART, whole)


def _free_name(book: Book) -> str:
    taken = {item["name"].casefold() for sheet in book.sheets for item in sheet.part(PART)}
    number = 1
    while f"table{number}" in taken:
        number += 1
    return f"Table{number}"


def _columns(edit: Edit, rect: Rect, given: list[JsonObject]) -> list[JsonObject]:
    sheet, computed = edit.book.existing(rect.sheet_id), edit.computed()
    by_index = {item.get("columnIndex", 0): item for item in given}
    if any(not 0 <= index < rect.width for index in by_index):
        raise bad_request("columnIndex must lie inside the table.")
    columns = []
    for index in range(rect.width):
        item = dict(by_index.get(index, {}))
        if item.get("columnType") != "DROPDOWN" and "dataValidationRule" in item:
            raise bad_request("dataValidationRule can only be set on a column of type DROPDOWN.")
        cell = sheet.grid.cell(rect.top, rect.left + index)
        text = shown(computed.value(sheet, rect.top, rect.left + index), cell)
        item["columnName"] = item.get("columnName") or text or f"Column {index + 1}"
        columns.append(
            {"columnIndex": index, **item} if index else {key: item[key] for key in item if key != "columnIndex"}
        )
    return columns


def _write_headers(sheet: Sheet, table: JsonObject) -> None:
    area = table["range"]
    for index, column in enumerate(table["columnProperties"]):
        place = (area["startRowIndex"], area["startColumnIndex"] + index)
        cell = sheet.grid.cell(*place)
        if cell.value is None or not isinstance(cell.value, str) or cell.value != column["columnName"]:
            sheet.grid.put(*place, cell.with_value(column["columnName"]))


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
    changed = assign(old, given, kept, "Table") if mask else given
    stored = _checked(edit, {**changed, "tableId": old["tableId"]})
    if stored["range"]["sheetId"] != sheet.id:
        raise bad_request("A table can't be moved to another sheet.")
    replace(edit, sheet, old, stored)
    _write_headers(edit.sheet(sheet.id), stored)


def replace(edit: Edit, sheet: Sheet, old: JsonObject, new: JsonObject | None) -> None:
    """Puts the new table in the old one's place; None takes it out."""
    items = [new if item is old else item for item in sheet.part(PART)]
    edit.sheet(sheet.id).set_part(PART, [item for item in items if item is not None])


def delete(edit: Edit, request: JsonObject) -> None:
    """``deleteTable``: the table goes with its contents."""
    sheet, old = _found(edit.book, request.get("tableId", ""))
    replace(edit, sheet, old, None)
    own, rect = edit.sheet(sheet.id), edit.rect(old["range"])
    for row in range(rect.top, min(rect.bottom, own.grid.used_rows())):
        for column in [at for at in own.grid.row(row).cells if rect.left <= at < rect.right]:
            cell = own.grid.cell(row, column)
            own.grid.put(row, column, cell.with_value(None))


def room_for_rows(edit: Edit, table_id: str, count: int) -> tuple[Sheet, int, int]:
    """Makes a table long enough for more rows after its last filled one; cells below it move down.

    Returns:
        Sheet, row and column at which to write.
    """
    sheet, table = _found(edit.book, table_id)
    rect = edit.rect(table["range"])
    grid = edit.sheet(sheet.id).grid
    first = rect.top + 1
    for row in range(rect.bottom - 1, rect.top, -1):
        if any(grid.cell(row, column).value is not None for column in range(rect.left, rect.right)):
            first = row + 1
            break
    missing = first + count - rect.bottom
    if missing > 0:
        below = Rect(sheet.id, rect.bottom, max(grid.used_rows(), rect.bottom), rect.left, rect.right)
        grow(grid, below.bottom + missing, 0)
        move_block(edit.book, below, (sheet.id, rect.bottom + missing, rect.left))
        longer = {**table["range"], "endRowIndex": rect.bottom + missing}
        replace(edit, edit.book.existing(sheet.id), table, {**table, "range": longer})
    return edit.sheet(sheet.id), first, rect.left
