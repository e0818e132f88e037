"""Tables, which are kept as given: their names and ids, and columns named like their header cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.ranges import from_json
from okrsdk.localsheets.errors import bad_request

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject


def free_name(book: Book) -> str:
    """The first of Table1, Table2, ... that no table bears."""
    taken = {item["name"].casefold() for sheet in book.sheets for item in sheet.part("tables")}
    number = 1
    while f"table{number}" in taken:
        number += 1
    return f"Table{number}"


def columns_of(given: list[JsonObject], headers: Sequence[str]) -> list[JsonObject]:
    """The properties of every column: as given, named like its header cell, else Column 1, Column 2, ...

    Args:
        given: the TableColumnProperties that a client has set, of any columns.
        headers: what the header cells show.

    Raises:
        ApiError: 400 for a column outside the table, and for a dropdown without its list or a list without dropdown.
    """
    by_index = {int(item.get("columnIndex", 0)): item for item in given}
    if any(not 0 <= index < len(headers) for index in by_index):
        raise bad_request("columnIndex must lie inside the table.")
    columns = []
    for index, header in enumerate(headers):
        item = {key: value for key, value in by_index.get(index, {}).items() if key != "columnIndex"}
        _check_rule(item)
        item["columnName"] = item.get("columnName") or header or f"Column {index + 1}"
        columns.append({"columnIndex": index, **item} if index else item)
    return columns


def _check_rule(column: JsonObject) -> None:
    is_dropdown, has_rule = column.get("columnType") == "DROPDOWN", "dataValidationRule" in column
    if has_rule and not is_dropdown:
        raise bad_request("Cannot set condition for non-dropdown column type.")
    kind = column.get("dataValidationRule", {}).get("condition", {}).get("type")
    if is_dropdown and kind is None:
        raise bad_request("Condition must be set for dropdown column type.")
    if is_dropdown and kind != "ONE_OF_LIST":
        raise bad_request("The condition of a dropdown column must be a ONE_OF_LIST.")


def write_headers(sheet: Sheet, table: JsonObject, rect: Rect) -> None:
    """Writes the names of the columns into the header cells."""
    for column in table["columnProperties"]:
        at = rect.left + int(column.get("columnIndex", 0))
        header = sheet.grid.cell(rect.top, at)
        if header.value != column["columnName"]:
            sheet.grid.put(rect.top, at, header.with_value(column["columnName"]))


def headed(sheet: Sheet, table: JsonObject) -> JsonObject:
    """The table with its columns named as their header cells now are."""
    area, columns = table["range"], []
    for column in table.get("columnProperties", []):
        at = area.get("startColumnIndex", 0) + int(column.get("columnIndex", 0))
        header = sheet.grid.cell(area.get("startRowIndex", 0), at).value
        is_text = isinstance(header, str) and header[:1] != "="
        columns.append({**column, "columnName": header} if is_text else column)
    return {**table, "columnProperties": columns}


def complete_tables(book: Book, sheet: Sheet, items: list[JsonObject]) -> list[JsonObject]:
    """The tables of a new sheet with ids, names and columns; their header cells are written.

    Raises:
        ApiError: 400 for a range outside the sheet, and columns that contradict themselves.
    """
    found: list[JsonObject] = []
    for item in items:
        rect = from_json(book, {"sheetId": sheet.id, **item.get("range", {})})
        headers = [str(sheet.grid.cell(rect.top, column).value or "") for column in range(rect.left, rect.right)]
        columns = columns_of(item.get("columnProperties", []), headers)
        name = item.get("name") or free_name(book)
        table_id = item.get("tableId") or str(book.new_id())
        table = {**item, "tableId": table_id, "name": name, "range": rect.json(), "columnProperties": columns}
        write_headers(sheet, table, rect)
        found.append(table)
        sheet.set_part("tables", found)
    return found
