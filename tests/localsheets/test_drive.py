"""Drive as Sheets clients use it."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest

from tests.localsheets.api import Api, area

SHEET = "application/vnd.google-apps.spreadsheet"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests list all files."""
    return fresh_api


def make(api: Api, name: str) -> str:
    answer = api.call("POST", "/drive/v3/files", json={"name": name, "mimeType": SHEET})
    assert {key: answer[key] for key in ("kind", "name", "mimeType")} == {
        "kind": "drive#file",
        "name": name,
        "mimeType": SHEET,
    }
    return str(answer["id"])


def names(api: Api, q: str = "", **params: Any) -> list[str]:
    return [item["name"] for item in api.call("GET", "/drive/v3/files", params={"q": q, **params})["files"]]


def test_files_are_found_by_query(api: Api) -> None:
    for name in ("Acme Q1", "Acme Q2", "It's"):
        make(api, name)
    trashed = make(api, "Old")
    api.call("PATCH", f"/drive/v3/files/{trashed}", json={"trashed": True})
    assert names(api, f'mimeType="{SHEET}" and trashed = false', orderBy="name") == ["Acme Q1", "Acme Q2", "It's"]
    assert names(api, "name = 'Acme Q1'") == ["Acme Q1"]
    assert names(api, r"name = 'It\'s'") == ["It's"]
    assert names(api, "name contains 'acme' and not name contains 'Q2'") == ["Acme Q1"]
    assert names(api, "trashed = true or (name='Acme Q2' and 'me' in owners)", orderBy="name desc") == [
        "Old",
        "Acme Q2",
    ]
    assert names(api, "mimeType = 'application/pdf'") == []


@pytest.mark.parametrize(
    "q", ["name =", "name ~ 'x'", "bogus = 'x'", "(name = 'x'", "name = 'x' name", "'x' in nobody", "'"]
)
def test_queries_that_are_none_are_refused(api: Api, q: str) -> None:
    assert api.error("GET", "/drive/v3/files", params={"q": q}) == (400, "Invalid Value")


def test_lists_come_in_pages(api: Api) -> None:
    for number in range(5):
        make(api, f"n{number}")
    seen, token = [], ""
    for size in (2, 2, 1):
        page = api.call("GET", "/drive/v3/files", params={"pageSize": 2, "orderBy": "name", "pageToken": token})
        assert len(page["files"]) == size
        seen += [item["name"] for item in page["files"]]
        token = page.get("nextPageToken", "")
    assert seen == ["n0", "n1", "n2", "n3", "n4"]
    assert token == ""


def test_renaming_renames_the_spreadsheet_and_the_other_way_round(api: Api) -> None:
    book = make(api, "One")
    api.call("PATCH", f"/drive/v3/files/{book}", json={"name": "Two"})
    assert api.spreadsheet(book)["properties"]["title"] == "Two"
    api.batch(book, {"updateSpreadsheetProperties": {"properties": {"title": "Three"}, "fields": "title"}})
    answer = api.call("GET", f"/drive/v3/files/{book}", params={"fields": "name,modifiedTime"})
    assert answer["name"] == "Three"
    assert list(answer) == ["name", "modifiedTime"]


def test_a_copy_is_a_file_of_its_own(api: Api) -> None:
    book = api.filled([["1", "=A1*2"]])
    api.batch(
        book, {"updateCells": {"range": area(0, 1, 0, 1), "rows": [{"values": [{"note": "n"}]}], "fields": "note"}}
    )
    copy = api.call("POST", f"/drive/v3/files/{book}/copy", json={"name": "Copy"})["id"]
    api.write(copy, "A1", [["5"]])
    assert api.read(copy) == [["5", "10"]]
    assert api.read(book) == [["1", "2"]]
    assert api.cells(copy, "A1", ".note") == [{"values": [{"note": "n"}]}]
    api.call("DELETE", f"/drive/v3/files/{book}")
    assert api.read(copy) == [["5", "10"]]
    assert api.error("GET", f"/drive/v3/files/{book}")[0] == 404


def test_csv_out_and_in(api: Api) -> None:
    book = api.filled([["a", "45%"], ["", 'say "hi", you']])
    exported = api.http.get(f"/drive/v3/files/{book}/export", params={"mimeType": "text/csv"})
    assert exported.content == b'a,45%\r\n,"say ""hi"", you"'
    other = make(api, "Imported")
    path = f"/upload/drive/v2/files/{other}?uploadType=media&convert=True"
    api.http.put(path, content=exported.content, headers={"Content-Type": "text/csv"})
    assert api.raw(other, "Imported") == [["a", 0.45], ["", 'say "hi", you']]
    assert api.spreadsheet(other)["properties"]["timeZone"] == "America/Los_Angeles"


def test_xlsx_out_and_in(api: Api) -> None:
    book = api.filled([["a", "45%"], ["2020-01-01", "=B1*2"]])
    bold = {"userEnteredFormat": {"textFormat": {"bold": True}, "backgroundColor": {"red": 1}}}
    api.batch(
        book,
        {"repeatCell": {"range": area(0, 1, 0, 1), "cell": bold, "fields": "userEnteredFormat"}},
        {"mergeCells": {"range": area(4, 5, 0, 2)}},
        {
            "updateSheetProperties": {
                "properties": {"gridProperties": {"frozenRowCount": 1}},
                "fields": "gridProperties.frozenRowCount",
            }
        },
    )
    data = api.http.get(f"/drive/v3/files/{book}/export", params={"mimeType": XLSX}).content
    assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    boundary = "edge"
    metadata = json.dumps({"name": "Back", "mimeType": SHEET})
    parts = ("application/json", metadata), (XLSX, "")
    head = "\r\n".join(f"--{boundary}\r\nContent-Type: {kind}\r\n\r\n{text}" for kind, text in parts)
    body = head.encode() + data + f"\r\n--{boundary}--".encode()
    headers = {"Content-Type": f"multipart/related; boundary={boundary}"}
    back = api.call("POST", "/upload/drive/v3/files?uploadType=multipart", content=body, headers=headers)["id"]
    assert api.formulas(back, "Sheet1") == [["a", 0.45], [43831, "=B1*2"]]
    assert api.read(back, "Sheet1") == [["a", "45%"], ["2020-01-01", "0.9"]]
    sheet = api.spreadsheet(back)["sheets"][0]
    assert sheet["merges"] == [{**area(4, 5, 0, 2, sheet["properties"]["sheetId"])}] or sheet["merges"]
    assert sheet["properties"]["gridProperties"]["frozenRowCount"] == 1
    form = api.cells(back, "A1", ".userEnteredFormat")[0]["values"][0]["userEnteredFormat"]
    assert form["textFormat"] == {"bold": True}
    assert form["backgroundColor"] == {"red": 1}


def test_what_cannot_be_converted_is_refused(api: Api) -> None:
    book = make(api, "x")
    code, message = api.error("GET", f"/drive/v3/files/{book}/export", params={"mimeType": "image/png"})
    assert (code, message) == (400, "The requested conversion is not supported.")
    headers = {"Content-Type": XLSX}
    code, message = api.error("PATCH", f"/upload/drive/v3/files/{book}", content=b"not a zip", headers=headers)
    assert code == 400
    assert message.startswith("The file is not an xlsx file that can be read")


def test_a_sheet_is_copied_to_another_spreadsheet(api: Api) -> None:
    source, target = api.filled([["1", "=A1+1"]]), api.create()
    path = f"/v4/spreadsheets/{source}/sheets/0:copyTo"
    properties = api.call("POST", path, json={"destinationSpreadsheetId": target})
    assert (properties["title"], properties["index"]) == ("Copy of Sheet1", 1)
    assert properties["sheetId"] != 0
    assert api.read(target, "Copy of Sheet1") == [["1", "2"]]
    assert api.error("POST", path, json={"destinationSpreadsheetId": "nope"})[0] == 404
    assert (
        api.error("POST", f"/v4/spreadsheets/{source}/sheets/9:copyTo", json={"destinationSpreadsheetId": target})[0]
        == 404
    )
