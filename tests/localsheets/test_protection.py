"""Protected ranges: refused writes for those who may not edit them, as Google refuses them."""

from __future__ import annotations

from typing import Any

import pytest

from tests.localsheets.api import Api, area, lines
from tests.localsheets.test_access import as_user

REFUSAL = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)
OWNER, WRITER, TRUSTED = "owner@example.com", "writer@example.com", "trusted@example.com"


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests make people up."""
    return fresh_api


@pytest.fixture
def book(api: Api) -> str:
    """A spreadsheet of three rows, B1:B3 of it protected; the writer may write the file but not there."""
    as_user(api, OWNER)
    book = api.filled([["a", "1"], ["b", "=B1*2"], ["c", "3"]])
    for person in (WRITER, TRUSTED):
        body = {"type": "user", "role": "writer", "emailAddress": person}
        api.call("POST", f"/drive/v3/files/{book}/permissions", json=body)
    protect(api, book, range=area(0, 3, 1, 2), editors={"users": [TRUSTED]})
    return book


def protect(api: Api, book: str, **item: Any) -> int:
    reply = api.batch(book, {"addProtectedRange": {"protectedRange": item}})[0]
    return int(reply["addProtectedRange"]["protectedRange"]["protectedRangeId"])


def put(api: Api, book: str, where: str, values: Any) -> tuple[int, str]:
    response = api.http.put(
        f"/v4/spreadsheets/{book}/values/{where}", params={"valueInputOption": "RAW"}, json={"values": values}
    )
    return response.status_code, response.json().get("error", {}).get("message", "")


def test_only_editors_of_the_range_and_the_owner_write_into_it(api: Api, book: str) -> None:
    as_user(api, WRITER)
    assert put(api, book, "B2", [["x"]]) == (400, REFUSAL)
    assert put(api, book, "A1:B1", [["x", "1"]]) == (400, REFUSAL)
    assert put(api, book, "A1:B1", [["x", None]]) == (200, "")
    for person in (TRUSTED, OWNER):
        as_user(api, person)
        assert put(api, book, "B3", [[person]]) == (200, "")


def test_a_refused_batch_names_the_part_and_changes_nothing(api: Api, book: str) -> None:
    as_user(api, WRITER)
    body = {
        "valueInputOption": "RAW",
        "data": [{"range": "A1", "values": [["new"]]}, {"range": "B1", "values": [["new"]]}],
    }
    path = f"/v4/spreadsheets/{book}/values:batchUpdate"
    assert api.error("POST", path, json=body) == (400, f"Invalid data[1]: {REFUSAL}")
    assert api.error("POST", f"/v4/spreadsheets/{book}/values/A1:B9:clear") == (400, REFUSAL)
    assert api.read(book, "A1:B1") == [["a", "1"]]


CELL = {"userEnteredValue": {"stringValue": "x"}}
REQUESTS = (
    {"repeatCell": {"range": area(0, 1, 0, 2), "cell": {"note": "n"}, "fields": "note"}},
    {
        "updateCells": {
            "start": {"rowIndex": 2, "columnIndex": 1},
            "rows": [{"values": [CELL]}],
            "fields": "userEnteredValue",
        }
    },
    {"sortRange": {"range": area(0, 3, 0, 2), "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}},
    {"deleteDimension": {"range": lines("ROWS", 1, 2)}},
    {"insertDimension": {"range": lines("ROWS", 1, 2)}},
    {"cutPaste": {"source": area(0, 1, 1, 2), "destination": {"rowIndex": 8, "columnIndex": 8}}},
    {"copyPaste": {"source": area(0, 1, 0, 1), "destination": area(0, 1, 1, 2)}},
    {"findReplace": {"find": "3", "replacement": "4", "allSheets": True}},
)


@pytest.mark.parametrize("request_", REQUESTS, ids=lambda one: next(iter(one)))
def test_whatever_touches_protected_cells_is_refused(api: Api, book: str, request_: Any) -> None:
    as_user(api, WRITER)
    harmless = {"updateSheetProperties": {"properties": {"title": "T"}, "fields": "title"}}
    kind = next(iter(request_))
    assert api.batch_error(book, harmless, request_) == f"Invalid requests[1].{kind}: {REFUSAL}"
    assert api.formulas(book, "Sheet1!A1:B3") == [["a", 1], ["b", "=B1*2"], ["c", 3]]


def test_moving_the_whole_range_and_renaming_its_sheet_leave_it_untouched(api: Api, book: str) -> None:
    as_user(api, WRITER)
    api.batch(
        book,
        {"insertDimension": {"range": lines("ROWS", 0, 1)}},
        {"insertDimension": {"range": lines("COLUMNS", 0, 1)}},
        {"updateSheetProperties": {"properties": {"title": "T"}, "fields": "title"}},
        {"updateCells": {"start": {"rowIndex": 1, "columnIndex": 1}, "rows": [{"values": [CELL]}], "fields": "*"}},
    )
    assert api.formulas(book, "C2:C4") == [[1], ["=C2*2"], [3]]


def test_protection_is_not_lifted_by_those_it_binds(api: Api, book: str) -> None:
    number = api.spreadsheet(book)["sheets"][0]["protectedRanges"][0]["protectedRangeId"]
    update = {
        "protectedRange": {"protectedRangeId": number, "editors": {"users": [WRITER]}},
        "fields": "editors",
    }
    as_user(api, WRITER)
    for request in (
        {"deleteProtectedRange": {"protectedRangeId": number}},
        {"updateProtectedRange": update},
        {"deleteSheet": {"sheetId": 0}},
    ):
        assert REFUSAL in api.batch_error(book, {"addSheet": {}}, request)
    as_user(api, OWNER)
    api.batch(book, {"updateProtectedRange": update})
    as_user(api, WRITER)
    assert put(api, book, "B2", [["x"]])[0] == 200


def test_who_may_edit_is_told_to_editors_alone(api: Api, book: str) -> None:
    for person, sees in ((OWNER, True), (TRUSTED, True), (WRITER, False)):
        as_user(api, person)
        item = api.spreadsheet(book)["sheets"][0]["protectedRanges"][0]
        assert (item.get("requestingUserCanEdit", False), "editors" in item) == (sees, sees)


def test_a_protected_sheet_keeps_its_unprotected_ranges_open(api: Api, book: str) -> None:
    reply = api.batch(book, {"addSheet": {"properties": {"sheetId": 5, "title": "Locked"}}})
    assert reply
    protect(api, book, range={"sheetId": 5}, unprotectedRanges=[area(0, 2, 0, 1, 5)])
    again = {"addProtectedRange": {"protectedRange": {"range": {"sheetId": 5}}}}
    assert api.batch_error(book, again).endswith('Sheet "Locked" already has sheet protection.')
    as_user(api, WRITER)
    assert put(api, book, "Locked!A2", [["x"]])[0] == 200
    assert put(api, book, "Locked!A3", [["x"]]) == (400, REFUSAL)
    title = {"updateSheetProperties": {"properties": {"sheetId": 5, "title": "Mine"}, "fields": "title"}}
    assert REFUSAL in api.batch_error(book, title)


def test_a_warning_binds_nobody_until_it_is_more_than_one(api: Api, book: str) -> None:
    number = protect(api, book, range=area(5, 6, 0, 1), warningOnly=True)
    as_user(api, WRITER)
    assert put(api, book, "A6", [["x"]])[0] == 200
    change = {"protectedRange": {"protectedRangeId": number, "warningOnly": False}, "fields": "warningOnly"}
    api.batch(book, {"updateProtectedRange": change})
    item = api.spreadsheet(book)["sheets"][0]["protectedRanges"][1]
    assert sorted(item["editors"]["users"]) == sorted([OWNER, WRITER, TRUSTED])


def test_a_range_may_be_given_by_a_name_and_by_nothing_else_beside_it(api: Api, book: str) -> None:
    name = {"addNamedRange": {"namedRange": {"name": "head", "range": area(0, 1, 0, 3), "namedRangeId": "n1"}}}
    reply = api.batch(book, name, {"addProtectedRange": {"protectedRange": {"namedRangeId": "n1"}}})[1]
    item = reply["addProtectedRange"]["protectedRange"]
    assert (item["namedRangeId"], item["range"]["endColumnIndex"]) == ("n1", 3)
    both = {"addProtectedRange": {"protectedRange": {"namedRangeId": "n1", "range": area(0, 1, 0, 1)}}}
    assert "Only one of range, namedRangeId, tableId may be set" in api.batch_error(book, both)
