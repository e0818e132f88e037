"""Tables: kept as given, rows appended to them, and how they follow their cells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area, lines

LIST = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Open"}, {"userEnteredValue": "Done"}]}}


def add(api: Api, book: str, **table: Any) -> str:
    given = {"name": "Tasks", "range": area(0, 3, 0, 3), **table}
    return str(api.batch(book, {"addTable": {"table": given}})[0]["addTable"]["table"]["tableId"])


def table(api: Api, book: str) -> Any:
    return api.spreadsheet(book)["sheets"][0]["tables"][0]


def append(api: Api, book: str, number: str, *values: str) -> None:
    row = {"values": [{"userEnteredValue": {"stringValue": value}} for value in values]}
    api.batch(book, {"appendCells": {"tableId": number, "rows": [row], "fields": "userEnteredValue"}})


def test_rows_are_appended_after_the_last_filled_one_and_the_table_grows(api: Api) -> None:
    book = api.filled([["Task", "Hours"], ["one", "1"]])
    number = add(api, book, range=area(0, 3, 0, 2))
    append(api, book, number, "two")
    append(api, book, number, "three")
    assert api.read(book) == [["Task", "Hours"], ["one", "1"], ["two"], ["three"]]
    assert table(api, book)["range"]["endRowIndex"] == 4


def test_a_table_is_renamed_and_deleted_with_its_cells(api: Api) -> None:
    book = api.filled([["Task", "Hours", "", "beside"], ["one", "1"]])
    number = add(api, book)
    api.batch(book, {"updateTable": {"table": {"tableId": number, "name": "Jobs"}, "fields": "name"}})
    assert table(api, book)["name"] == "Jobs"
    api.batch(book, {"deleteTable": {"tableId": number}})
    assert "tables" not in api.spreadsheet(book)["sheets"][0]
    assert api.read(book) == [["", "", "", "beside"]]


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ({"columnType": "DROPDOWN"}, "Condition must be set for dropdown column type."),
        ({"columnType": "TEXT", "dataValidationRule": LIST}, "Cannot set condition for non-dropdown column type."),
        ({"columnIndex": 3}, "columnIndex must lie inside the table"),
    ],
)
def test_columns_that_contradict_themselves_are_refused(api: Api, column: Any, said: str) -> None:
    book = api.create()
    request = {"table": {"range": area(0, 3, 0, 3), "columnProperties": [column]}}
    assert said in api.batch_error(book, {"addTable": request})


def test_columns_are_named_by_their_headers_and_follow_their_cells(api: Api) -> None:
    book = api.filled([["Task", "State", ""]])
    add(api, book, columnProperties=[{"columnIndex": 1, "columnType": "DROPDOWN", "dataValidationRule": LIST}])
    api.write(book, "A1", [["Job"]])

    def columns() -> list[tuple[int, str, str]]:
        found = table(api, book)["columnProperties"]
        return [(one.get("columnIndex", 0), one["columnName"], one.get("columnType", "")) for one in found]

    assert columns() == [(0, "Job", ""), (1, "State", "DROPDOWN"), (2, "Column 3", "")]
    api.batch(book, {"insertDimension": {"range": lines("COLUMNS", 1, 2)}})
    assert columns() == [(0, "Job", ""), (1, "Column 2", ""), (2, "State", "DROPDOWN"), (3, "Column 3", "")]
    api.batch(book, {"deleteDimension": {"range": lines("COLUMNS", 0, 2)}})
    assert columns() == [(0, "State", "DROPDOWN"), (1, "Column 3", "")]


def test_a_new_spreadsheet_may_come_with_tables(api: Api) -> None:
    cells = [{"values": [{"userEnteredValue": {"stringValue": "Task"}}, {}]}]
    done = {"columnIndex": 1, "columnName": "Done", "columnType": "BOOLEAN"}
    given = {"range": area(0, 3, 0, 2), "columnProperties": [done]}
    book = api.create({"properties": {"sheetId": 0, "title": "S"}, "data": [{"rowData": cells}], "tables": [given]})
    found = table(api, book)
    assert (found["name"], [one["columnName"] for one in found["columnProperties"]]) == ("Table1", ["Task", "Done"])
    assert api.raw(book, "S") == [["Task", "Done"]]
    append(api, book, found["tableId"], "first")
    assert api.raw(book, "S!A2") == [["first"]]
