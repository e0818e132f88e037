"""Requests in the forms that clients in the field send them."""

from __future__ import annotations

from tests.localsheets.api import Api


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
