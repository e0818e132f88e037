"""Ten million cells, counted over all sheets, wherever a spreadsheet can grow."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, lines

LIMIT = "This action would increase the number of cells in the workbook above the limit of 10000000 cells."
FULL = {"rowCount": 500_000, "columnCount": 19}
SMALL = {"rowCount": 100_000, "columnCount": 4}


@pytest.fixture
def book(api: Api) -> str:
    """9.9 million cells in two sheets of numbers 0 and 1."""
    return api.create(
        {"properties": {"sheetId": 0, "title": "Full", "gridProperties": FULL}},
        {"properties": {"sheetId": 1, "title": "Small", "gridProperties": SMALL}},
    )


GROWING = (
    {"addSheet": {"properties": {"gridProperties": {"rowCount": 100_001, "columnCount": 1}}}},
    {"duplicateSheet": {"sourceSheetId": 1}},
    {"appendDimension": {"sheetId": 1, "dimension": "COLUMNS", "length": 2}},
    {"insertDimension": {"range": lines("ROWS", 0, 25_001, 1)}},
    {
        "updateSheetProperties": {
            "properties": {"sheetId": 1, "gridProperties": {"rowCount": 200_000}},
            "fields": "gridProperties.rowCount",
        }
    },
    {"pasteData": {"coordinate": {"sheetId": 1, "columnIndex": 3}, "data": "a,b,c", "delimiter": ","}},
    {
        "appendCells": {
            "sheetId": 1,
            "rows": [{"values": [{"userEnteredValue": {"numberValue": 1}}] * 6}],
            "fields": "userEnteredValue",
        }
    },
)


@pytest.mark.parametrize("request_", GROWING, ids=lambda one: next(iter(one)))
def test_a_request_that_grows_the_spreadsheet_too_far_is_refused(api: Api, book: str, request_: Any) -> None:
    kind = next(iter(request_))
    assert api.batch_error(book, request_) == f"Invalid requests[0].{kind}: {LIMIT}"


def test_each_request_counts_for_itself(api: Api, book: str) -> None:
    delete, add = {"deleteSheet": {"sheetId": 1}}, GROWING[0]
    assert api.batch_error(book, add, delete) == f"Invalid requests[0].addSheet: {LIMIT}"
    api.batch(book, delete, add)


def test_rows_are_counted_with_the_old_columns_first(api: Api) -> None:
    """What gspread-dataframe found out, and why it makes a sheet narrower before it makes it longer."""
    book = api.create({"properties": {"sheetId": 0, "gridProperties": {"rowCount": 1000, "columnCount": 100}}})
    size = {"gridProperties": {"rowCount": 200_000, "columnCount": 10}}
    request = {"properties": size, "fields": "gridProperties(rowCount,columnCount)"}
    assert LIMIT in api.batch_error(book, {"updateSheetProperties": request})


def test_new_spreadsheets_copies_and_appended_values_are_counted_too(api: Api, book: str) -> None:
    sheets = [{"properties": {"gridProperties": FULL}}] * 2
    assert api.error("POST", "/v4/spreadsheets", json={"sheets": sheets}) == (400, LIMIT)
    path = f"/v4/spreadsheets/{book}/sheets/1:copyTo"
    assert api.error("POST", path, json={"destinationSpreadsheetId": book}) == (400, LIMIT)
    path = f"/v4/spreadsheets/{book}/values/Small!A1:append"
    body = {"values": [list(range(6))]}
    assert api.error("POST", path, params={"valueInputOption": "RAW"}, json=body) == (400, LIMIT)
