"""Requests in the forms that clients in the field send them."""

from __future__ import annotations

from tests.localsheets.api import Api, area


def test_an_empty_part_of_the_path_is_overlooked(api: Api) -> None:
    book = api.create()
    assert api.call("GET", f"/v4/spreadsheets/{book}/")["spreadsheetId"] == book
    added = api.call("POST", f"/v4/spreadsheets/{book}/:batchUpdate", json={"requests": [{"addSheet": {}}]})
    assert added["replies"][0]["addSheet"]["properties"]["index"] == 1
    assert api.call("GET", f"/drive/v3/files/{book}/")["id"] == book


def test_a_sheet_whose_name_ends_in_a_slash_keeps_it(api: Api) -> None:
    book = api.create({"properties": {"title": "in/"}})
    assert api.call("GET", f"/v4/spreadsheets/{book}/values/in%2F")["range"] == "'in/'!A1:Z1000"


def test_drive_overlooks_spaces_between_the_fields_asked_for(api: Api) -> None:
    book = api.create()
    found = api.call("GET", "/drive/v3/files", params={"fields": "files(id, name), incompleteSearch", "pageSize": 1})
    assert list(found) == ["incompleteSearch", "files"]
    assert list(found["files"][0]) == ["id", "name"]
    assert api.call("GET", f"/drive/v3/files/{book}", params={"fields": "id, name"}) == {"id": book, "name": "Book"}


def test_spaces_between_the_fields_of_a_request_are_overlooked(api: Api) -> None:
    book = api.create()
    cell = {"note": "n", "userEnteredValue": {"numberValue": 1}}
    repeat = {"range": area(0, 1, 0, 1), "cell": cell, "fields": "userEnteredFormat, note , userEnteredValue"}
    api.batch(book, {"repeatCell": repeat})
    assert api.cells(book, mask="(note,userEnteredValue)") == [{"values": [dict(reversed(cell.items()))]}]
    code, message = api.error("GET", f"/v4/spreadsheets/{book}", params={"fields": "properties, sheets"})
    assert (code, message[:40]) == (400, "Error expanding 'fields' parameter. Cann")
