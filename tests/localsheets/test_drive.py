"""Drive as Sheets clients use it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from okrsdk.localsheets.drive import fields
from tests.discovery import document
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


FOLDER = "application/vnd.google-apps.folder"


def folder(api: Api, name: str, **more: Any) -> str:
    return str(api.call("POST", "/drive/v3/files", json={"name": name, "mimeType": FOLDER, **more})["id"])


def test_names_are_found_by_the_beginnings_of_their_words(api: Api) -> None:
    for name in ("HelloWorld", "Plan 2026-Q1", "plan b"):
        make(api, name)
    assert names(api, "name contains 'hello'") == ["HelloWorld"]
    assert names(api, "name contains 'World'") == []
    assert names(api, "name contains 'q1 pla'") == ["Plan 2026-Q1"]
    assert names(api, "fullText contains '\"2026 Q1\"'") == ["Plan 2026-Q1"]


def test_times_are_compared_as_moments(api: Api) -> None:
    first = make(api, "first")
    moment = api.call("GET", f"/drive/v3/files/{first}", params={"fields": "modifiedTime"})["modifiedTime"]
    assert names(api, f"modifiedTime = '{moment}'") == ["first"]
    assert names(api, f"modifiedTime > '{moment}'") == []
    assert names(api, f"createdTime <= '{moment.replace('Z', '+00:00')}'") == ["first"]
    # One hour later by the clock of a place two hours ahead is one hour before.
    hour = (dt.datetime.fromisoformat(moment) + dt.timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M:%S")
    assert names(api, f"modifiedTime > '{hour}+02:00'") == ["first"]
    assert names(api, f"modifiedTime > '{hour}'") == []


def test_stars_and_properties_are_found(api: Api) -> None:
    starred, other = make(api, "starred"), make(api, "other")
    api.call("PATCH", f"/drive/v3/files/{starred}", json={"starred": True, "properties": {"team": "a", "old": "x"}})
    api.call("PATCH", f"/drive/v3/files/{other}", json={"appProperties": {"team": "a"}})
    assert names(api, "starred = true") == ["starred"]
    assert names(api, "starred != true") == ["other"]
    assert names(api, "properties has { key='team' and value='a' }") == ["starred"]
    changed = api.call("PATCH", f"/drive/v3/files/{starred}?fields=properties", json={"properties": {"old": None}})
    assert changed == {"properties": {"team": "a"}}


def test_and_and_or_are_read_from_left_to_right(api: Api) -> None:
    for name in ("a", "b"):
        make(api, name)
    assert names(api, "name='a' or name='b' and name='b'", orderBy="name") == ["b"]
    assert names(api, "name='a' or (name='b' and name='b')", orderBy="name") == ["a", "b"]


def test_files_lie_in_folders_and_are_moved(api: Api) -> None:
    top = folder(api, "Top")
    inner = folder(api, "Inner", parents=[top])
    book = api.call("POST", "/drive/v3/files", json={"name": "Book", "mimeType": SHEET, "parents": [inner]})["id"]
    (root,) = api.call("GET", f"/drive/v3/files/{top}?fields=parents")["parents"]
    assert api.call("GET", "/drive/v3/files/root") == {
        "kind": "drive#file",
        "id": root,
        "name": "My Drive",
        "mimeType": FOLDER,
    }
    assert names(api, "'root' in parents") == names(api, f"'{root}' in parents") == ["Top"]
    assert names(api, f"'{inner}' in parents") == names(api, f'parents in "{inner}"') == ["Book"]
    path = f"/drive/v3/files/{book}"
    move = {"addParents": top, "removeParents": inner, "fields": "parents"}
    assert api.call("PATCH", path, params=move) == {"parents": [top]}
    assert api.error("PATCH", path, params={"addParents": inner}) == (
        403,
        "Increasing the number of parents is not allowed",
    )
    assert api.error("PATCH", path, params={"addParents": "nowhere", "removeParents": top})[0] == 404
    assert api.error("PATCH", f"/drive/v3/files/{inner}", params={"addParents": book, "removeParents": top}) == (
        403,
        "The specified parent is not a folder.",
    )
    assert api.error("PATCH", path, json={"parents": [top]})[0] == 403
    copied = api.call("POST", f"{path}/copy", params={"fields": "parents"})
    assert copied == {"parents": [top]}


def test_what_lies_in_a_folder_goes_with_it(api: Api) -> None:
    top = folder(api, "Top")
    inner = folder(api, "Inner", parents=[top])
    for name, parent in (("In", inner), ("Thrown", inner), ("Out", "root")):
        body = {"name": name, "mimeType": SHEET, "parents": [parent]}
        book = api.call("POST", "/drive/v3/files", json=body)["id"]
        if name == "Thrown":
            api.call("PATCH", f"/drive/v3/files/{book}", json={"trashed": True})
    api.call("PATCH", f"/drive/v3/files/{top}", json={"trashed": True})
    assert names(api, "trashed = false") == ["Out"]
    thrown = api.call("GET", "/drive/v3/files", params={"q": "name='In'", "fields": "files(trashed,explicitlyTrashed)"})
    assert thrown == {"files": [{"trashed": True, "explicitlyTrashed": False}]}
    api.call("PATCH", f"/drive/v3/files/{top}", json={"trashed": False})
    assert names(api, "trashed = false", orderBy="folder,name") == ["Inner", "Top", "In", "Out"]
    assert names(api, "trashed = true") == ["Thrown"]
    api.call("DELETE", "/drive/v3/files/trash")
    assert names(api, "trashed = true") == []
    api.call("DELETE", f"/drive/v3/files/{top}")
    assert names(api) == ["Out"]


def test_a_folder_is_no_spreadsheet(api: Api) -> None:
    made = folder(api, "Folder")
    unsupported = (400, "This operation is not supported for this document")
    assert api.error("GET", f"/v4/spreadsheets/{made}") == unsupported
    assert api.error("POST", f"/v4/spreadsheets/{made}:batchUpdate", json={"requests": []}) == unsupported
    assert api.error("GET", f"/drive/v3/files/{made}/export", params={"mimeType": "text/csv"})[0] == 403
    assert api.error("POST", f"/drive/v3/files/{made}/copy")[0] == 403


def test_names_are_ordered_as_people_count(api: Api) -> None:
    for name in ("n10", "n9", "N1"):
        make(api, name)
    assert names(api, orderBy="name") == ["N1", "n10", "n9"]
    assert names(api, orderBy="name_natural desc") == ["n10", "n9", "N1"]


def test_about_tells_who_asks_and_what_can_be_converted(api: Api) -> None:
    found = api.call("GET", "/drive/v3/about", params={"fields": "user(emailAddress,me),exportFormats"})
    assert found["user"] == {"me": True, "emailAddress": "user@localsheets.invalid"}
    assert "text/csv" in found["exportFormats"][SHEET]
    assert "application/pdf" not in found["exportFormats"][SHEET]
    assert api.error("GET", "/drive/v3/about") == (400, "The 'fields' parameter is required for this method.")
    assert api.call("GET", "/drive/v3/drives") == {"kind": "drive#driveList", "drives": []}


@pytest.mark.parametrize("chosen", ["files(nme)", "file", "files(id", ")", "files(owners,x)"])
def test_fields_that_are_none_are_refused(api: Api, chosen: str) -> None:
    code, message = api.error("GET", "/drive/v3/files", params={"fields": chosen})
    assert code == 400
    assert message.startswith("Invalid field selection")


def test_all_that_drive_tells_is_as_google_describes_it(api: Api) -> None:
    book = make(api, "Book")
    found = api.call("GET", f"/drive/v3/files/{book}", params={"fields": "*"})
    assert found["owners"][0]["emailAddress"] == "user@localsheets.invalid"
    assert (found["ownedByMe"], found["capabilities"]["canDelete"]) == (True, True)
    assert set(document("drive.v3")["schemas"]["File"]["properties"]) == fields.FILE
    assert set(document("drive.v3")["schemas"]["Permission"]["properties"]) == fields.PERMISSION
    assert set(document("drive.v3")["schemas"]["About"]["properties"]) == fields.ABOUT


@pytest.mark.parametrize(
    ("verb", "path", "body"),
    [
        ("POST", "/drive/v3/files", {"name": 5, "mimeType": SHEET}),
        ("POST", "/drive/v3/files", {"mimeType": "application/vnd.google-apps.document"}),
        ("POST", "/drive/v3/files", {"mimeType": SHEET, "parents": "root"}),
        ("POST", "/drive/v3/files", {"mimeType": SHEET, "parents": [{"id": "root"}]}),
        ("POST", "/drive/v3/files", []),
        ("PATCH", "/drive/v3/files/{}", {"trashed": "yes"}),
        ("PATCH", "/drive/v3/files/{}", {"properties": {"a": 1}}),
        ("PATCH", "/drive/v3/files/{}", {"starred": 1}),
        ("POST", "/drive/v3/files/{}/permissions", {"role": "reader", "type": "domain", "domain": "a@b.c"}),
        ("POST", "/drive/v3/files/{}/permissions", {"role": ["reader"], "type": "anyone"}),
        ("GET", "/drive/v3/files?pageSize=0", None),
        ("GET", "/drive/v3/files?pageToken=-1", None),
        ("GET", "/drive/v3/files?orderBy=size", None),
        ("GET", "/drive/v3/files/{}/export", None),
    ],
)
def test_what_makes_no_sense_is_refused(api: Api, verb: str, path: str, body: Any) -> None:
    book = make(api, "Book")
    assert api.error(verb, path.format(book), json=body)[0] == 400


@pytest.mark.parametrize(
    "q",
    [
        *("name =", "name ~ 'x'", "bogus = 'x'", "(name = 'x'", "name = 'x' name", "'x' in nobody", "'", "not"),
        *("starred = 'true'", "name > 'a'", "modifiedTime > 'soon'", "visibility = 'all'"),
        *("properties has { key='a' }", "properties = 'a'"),
    ],
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
