"""Tables: typed columns, footers, rows appended to them, and how they follow their cells."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area, lines

LIST = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "Open"}, {"userEnteredValue": "Done"}]}}
GREY = {"rgbColor": {"red": 1, "green": 1}}


def add(api: Api, book: str, **table: Any) -> str:
    given = {"name": "Tasks", "range": area(0, 3, 0, 3), **table}
    return str(api.batch(book, {"addTable": {"table": given}})[0]["addTable"]["table"]["tableId"])


def table(api: Api, book: str) -> Any:
    return api.spreadsheet(book)["sheets"][0]["tables"][0]


def append(api: Api, book: str, number: str, *values: str) -> None:
    row = {"values": [{"userEnteredValue": {"stringValue": value}} for value in values]}
    api.batch(book, {"appendCells": {"tableId": number, "rows": [row], "fields": "userEnteredValue"}})


def test_checkboxes_and_ratings_are_filled_and_do_not_count_as_rows(api: Api) -> None:
    book = api.filled([["Task", "Done", "Stars"], ["first", "TRUE"]])
    number = add(
        api,
        book,
        range=area(0, 4, 0, 3),
        columnProperties=[
            {"columnIndex": 1, "columnType": "BOOLEAN"},
            {"columnIndex": 2, "columnType": "RATINGS_CHIP"},
        ],
    )
    assert api.raw(book, "A1:C4") == [
        ["Task", "Done", "Stars"],
        ["first", True, 0],
        ["", False, 0],
        ["", False, 0],
    ]
    append(api, book, number, "second")
    assert api.raw(book, "A3:B3") == [["second", False]]
    assert table(api, book)["range"]["endRowIndex"] == 4


def test_rows_are_appended_before_the_footer(api: Api) -> None:
    book = api.filled([["Task", "Hours"], ["one", "1"], ["Total", "=SUM(B2:B2)"], ["below", "x"]])
    number = add(api, book, range=area(0, 3, 0, 2), rowsProperties={"footerColorStyle": GREY})
    append(api, book, number, "two")
    assert api.formulas(book, "A1:B5") == [
        ["Task", "Hours"],
        ["one", 1],
        ["two"],
        ["Total", "=SUM(B2:B2)"],
        ["below", "x"],
    ]
    assert table(api, book)["range"]["endRowIndex"] == 4


def test_a_footer_makes_the_table_a_row_longer_and_its_going_a_row_shorter(api: Api) -> None:
    book = api.filled([["Task"], ["one"], ["below"]])
    number = add(api, book, range=area(0, 2, 0, 1))

    def update(properties: Any) -> None:
        given = {"tableId": number, "rowsProperties": properties}
        api.batch(book, {"updateTable": {"table": given, "fields": "rowsProperties"}})

    update({"footerColorStyle": GREY})
    assert (table(api, book)["range"]["endRowIndex"], api.read(book)) == (3, [["Task"], ["one"], [], ["below"]])
    update({})
    assert table(api, book)["range"]["endRowIndex"] == 2


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


def test_tables_are_among_the_banded_ranges_unless_excluded(api: Api) -> None:
    book = api.filled([["a", "b", "c"]])
    number = add(api, book, rowsProperties={"headerColorStyle": GREY})
    band = api.spreadsheet(book)["sheets"][0]["bandedRanges"][0]
    assert (band["bandedRangeReference"], "bandedRangeId" in band) == (number, False)
    assert band["rowProperties"]["headerColor"] == GREY["rgbColor"]
    assert "bandedRanges" not in api.spreadsheet(book, excludeTablesInBandedRanges="true")["sheets"][0]
    body = {"dataFilters": [{"a1Range": "A1"}], "excludeTablesInBandedRanges": True}
    answer = api.call("POST", f"/v4/spreadsheets/{book}:getByDataFilter", json=body)
    assert "bandedRanges" not in answer["sheets"][0]


def test_a_table_colours_its_rows_empty_ones_too(api: Api) -> None:
    book = api.filled([["a", "b", "c"], [], ["", "", "x"]])
    add(api, book, rowsProperties={"headerColorStyle": GREY})
    rows = api.cells(book, "A1:A3", ".effectiveFormat.backgroundColor")
    assert [row["values"][0]["effectiveFormat"]["backgroundColor"] for row in rows] == [
        {"red": 1, "green": 1},
        {"red": 1, "green": 1, "blue": 1},
        {"red": 0.9647059, "green": 0.972549, "blue": 0.9764706},
    ]


def test_a_new_spreadsheet_may_come_with_tables(api: Api) -> None:
    cells = [{"values": [{"userEnteredValue": {"stringValue": "Task"}}, {}]}]
    done = {"columnIndex": 1, "columnName": "Done", "columnType": "BOOLEAN"}
    given = {"range": area(0, 3, 0, 2), "columnProperties": [done]}
    book = api.create({"properties": {"sheetId": 0, "title": "S"}, "data": [{"rowData": cells}], "tables": [given]})
    found = table(api, book)
    assert (found["name"], [one["columnName"] for one in found["columnProperties"]]) == ("Table1", ["Task", "Done"])
    assert api.raw(book, "S") == [["Task", "Done"], ["", False], ["", False]]
    append(api, book, found["tableId"], "first")
    assert api.raw(book, "S!A2") == [["first"]]
