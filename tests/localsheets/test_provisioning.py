"""Drive as programs use it that make many files and must not make one twice."""

from __future__ import annotations

import time
from typing import Any

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.localsheets.drive import fields
from tests.discovery import document
from tests.localsheets.api import Api

SHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"
FILES = "/drive/v3/files"
ALL_DRIVES = {"supportsAllDrives": "true", "includeItemsFromAllDrives": "true"}


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests list all files and change settings."""
    return fresh_api


def made(api: Api, mime: str = SHEET, **body: Any) -> str:
    params = {"supportsAllDrives": "true"}
    return str(api.call("POST", FILES, params=params, json={"name": "x", "mimeType": mime, **body})["id"])


def found(api: Api, q: str, **params: str) -> list[str]:
    return [item["id"] for item in api.call("GET", FILES, params={"q": q, **params})["files"]]


def refusal(api: Api, method: str, path: str, **more: Any) -> tuple[int, str]:
    error = api.http.request(method, path, **more).json()["error"]
    return error["code"], error["errors"][0]["reason"]


def ahead(api: Api, seconds: float) -> None:
    api.call("PUT", "/_local/clock", json={"offset": seconds})


# Ids of our own


def test_a_folder_is_made_once_under_an_id_of_ours(api: Api) -> None:
    first, second = api.call("GET", f"{FILES}/generateIds", params={"count": 2})["ids"]
    assert first != second
    assert made(api, FOLDER, id=first) == first
    assert refusal(api, "POST", FILES, json={"mimeType": FOLDER, "id": first}) == (409, "fileIdInUse")
    assert found(api, f"mimeType='{FOLDER}'") == [first]
    path = f"/upload{FILES}?uploadType=multipart"
    parts = f'--b\r\n\r\n{{"id":"{second}"}}\r\n--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b--'
    uploaded = api.http.post(path, content=parts, headers={"Content-Type": "multipart/related; boundary=b"})
    assert uploaded.json()["id"] == second


def test_an_id_that_was_not_given_out_is_refused(api: Api) -> None:
    assert refusal(api, "POST", FILES, json={"mimeType": FOLDER, "id": "1" + "x" * 32}) == (400, "invalid")


def test_a_spreadsheet_takes_no_id_of_ours(api: Api) -> None:
    (own,) = api.call("GET", f"{FILES}/generateIds", params={"count": 1})["ids"]
    unsupported = (403, "generatedIdNotSupported")
    assert refusal(api, "POST", FILES, json={"mimeType": SHEET, "id": own}) == unsupported
    source = made(api)
    assert refusal(api, "POST", f"{FILES}/{source}/copy", json={"id": own}) == unsupported
    assert found(api, "") == [source]
    assert api.error("GET", f"{FILES}/generateIds", params={"count": 1001})[0] == 400


# The log of changes


def test_changes_since_a_token_come_in_order_and_each_file_once(api: Api) -> None:
    old = made(api)
    token = api.call("GET", "/drive/v3/changes/startPageToken")["startPageToken"]
    new, gone = made(api), made(api)
    api.write(old, "A1", [["typed"]])
    api.call("PATCH", f"{FILES}/{new}", json={"trashed": True})
    api.call("DELETE", f"{FILES}/{gone}")
    chosen = "nextPageToken,newStartPageToken,changes(fileId,removed,file(trashed))"
    seen: list[Any] = []
    while True:
        params = {"pageToken": token, "pageSize": 2, "fields": chosen}
        page = api.call("GET", "/drive/v3/changes", params=params)
        seen += page["changes"]
        if "newStartPageToken" in page:
            break
        token = page["nextPageToken"]
    assert seen == [
        {"fileId": old, "removed": False, "file": {"trashed": False}},
        {"fileId": new, "removed": False, "file": {"trashed": True}},
        {"fileId": gone, "removed": True},
    ]
    after = {"pageToken": page["newStartPageToken"]}
    assert api.call("GET", "/drive/v3/changes", params=after)["changes"] == []
    api.write(old, "A1", [["again"]])
    (again,) = api.call("GET", "/drive/v3/changes", params=after)["changes"]
    assert (again["fileId"], again["file"]["mimeType"]) == (old, SHEET)
    api.call("DELETE", f"{FILES}/{old}")
    assert api.call("GET", "/drive/v3/changes", params={**after, "includeRemoved": "false"})["changes"] == []


def test_a_list_of_changes_needs_a_token(api: Api) -> None:
    assert api.error("GET", "/drive/v3/changes") == (400, "Required parameter: pageToken")
    assert api.error("GET", "/drive/v3/changes", params={"pageToken": "soon"})[0] == 400


def test_nobody_sees_changes_of_what_is_not_shared_with_them(api: Api) -> None:
    strangers = [{"role": "owner", "emailAddress": "a@b.invalid"}]
    api.call("PUT", "/_local/files/theirs", json={"spreadsheet": {}, "permissions": strangers})
    everything = {"pageToken": "1"}
    assert api.call("GET", "/drive/v3/changes", params=everything)["changes"] == []
    api.call("DELETE", "/_local/files/theirs")
    assert api.call("GET", "/drive/v3/changes", params=everything)["changes"] == []


def test_changes_are_described_as_google_describes_them() -> None:
    schemas = document("drive.v3")["schemas"]
    assert set(schemas["Change"]["properties"]) == fields.CHANGE
    assert set(schemas["ChangeList"]["properties"]) == fields.CHANGE_LIST


# Searches that are late


def test_a_search_finds_a_new_file_late_by_the_servers_clock(api: Api) -> None:
    api.call("PUT", "/_local/search", json={"late": 3000})
    top = made(api, FOLDER)
    book = made(api, name="Acme", parents=[top], appProperties={"okr": "acme"})
    mine = "appProperties has { key='okr' and value='acme' }"
    assert found(api, "name = 'Acme'") == found(api, mine) == found(api, f"'{top}' in parents and {mine}") == []
    assert found(api, f"'{top}' in parents and trashed = false") == [book]
    assert api.call("GET", f"{FILES}/{book}")["id"] == book
    ahead(api, 2000)
    assert found(api, mine) == []
    ahead(api, 3100)
    assert found(api, "name = 'Acme'") == found(api, mine) == [book]
    young = made(api, name="Beta")  # its age counts by the same clock
    assert found(api, "name = 'Beta'") == []
    ahead(api, 6200)
    assert found(api, "name = 'Beta'") == [young]


def test_a_list_of_a_folder_is_late_where_that_is_asked_for(api: Api) -> None:
    api.call("PUT", "/_local/search", json={"late": 3000, "late_by_parent": 1000})
    token = api.call("GET", "/drive/v3/changes/startPageToken")["startPageToken"]
    top = made(api, FOLDER)
    book = made(api, parents=[top])
    in_folder = f"'{top}' in parents and mimeType = '{SHEET}'"
    assert found(api, in_folder) == []
    changes = api.call("GET", "/drive/v3/changes", params={"pageToken": token})["changes"]
    assert [change["fileId"] for change in changes] == [top, book]
    ahead(api, 1100)
    assert found(api, in_folder) == [book]


# Shared drives


def shared_drive(api: Api) -> str:
    made_one = api.call("POST", "/drive/v3/drives", params={"requestId": "r1"}, json={"name": "Clients"})
    assert made_one["kind"] == "drive#drive"
    return str(made_one["id"])


def test_a_shared_drive_is_made_once_and_listed(api: Api) -> None:
    drive = shared_drive(api)
    assert api.error("POST", "/drive/v3/drives", params={"requestId": "r1"}, json={"name": "Clients"})[0] == 409
    (listed,) = api.call("GET", "/drive/v3/drives")["drives"]
    assert (listed["id"], listed["name"]) == (drive, "Clients")
    assert listed["capabilities"] == {"canAddChildren": True}
    assert api.call("GET", f"/drive/v3/drives/{drive}") == listed
    assert api.error("GET", "/drive/v3/drives/nowhere")[0] == 404
    assert found(api, "", **ALL_DRIVES) == []


def test_what_lies_in_a_shared_drive_is_seen_by_those_who_ask_for_it(api: Api) -> None:
    drive, mine = shared_drive(api), made(api)
    book = made(api, parents=[made(api, FOLDER, parents=[drive])])
    told = api.call("GET", f"{FILES}/{book}", params={**ALL_DRIVES, "fields": "driveId,owners,ownedByMe"})
    assert told == {"driveId": drive, "ownedByMe": False}
    assert api.error("GET", f"{FILES}/{book}") == (404, f"File not found: {book}.")
    assert api.error("POST", FILES, json={"mimeType": SHEET, "parents": [drive]})[0] == 404
    api.write(book, "A1", [["Sheets needs no such flag"]])
    of_sheets = f"mimeType='{SHEET}'"
    assert found(api, of_sheets) == [mine]
    assert set(found(api, of_sheets, **ALL_DRIVES)) == {mine, book}
    assert found(api, of_sheets, driveId=drive, corpora="drive", **ALL_DRIVES) == [book]
    assert refusal(api, "GET", FILES, params={"driveId": drive, **ALL_DRIVES})[0] == 400
    assert refusal(api, "GET", FILES, params={"driveId": drive, "corpora": "drive"})[0] == 403
    assert refusal(api, "GET", FILES, params={"includeItemsFromAllDrives": "true"})[0] == 403
    moved = api.error("PATCH", f"{FILES}/{mine}", params={"addParents": drive, "removeParents": "root", **ALL_DRIVES})
    assert moved == (400, "Local Sheets does not imitate moves between drives.")
    token = {"pageToken": "1"}
    assert [one["fileId"] for one in api.call("GET", "/drive/v3/changes", params=token)["changes"]] == [mine]
    in_drive = api.call("GET", "/drive/v3/changes", params={**token, "driveId": drive, **ALL_DRIVES})["changes"]
    assert book in [one["fileId"] for one in in_drive]
    api.call("PATCH", f"{FILES}/{book}", params=ALL_DRIVES, json={"trashed": True})
    assert found(api, "trashed = true", **ALL_DRIVES) == [book]
    api.call("DELETE", f"{FILES}/{book}", params=ALL_DRIVES)


def test_members_of_a_shared_drive_reach_what_was_made_before_they_joined(api: Api) -> None:
    drive = shared_drive(api)
    book = made(api, parents=[drive])
    api.call("POST", f"{FILES}/{book}/permissions", params=ALL_DRIVES, json={"type": "anyone", "role": "reader"})
    member = {"type": "user", "role": "writer", "emailAddress": "team@agency.invalid"}
    joined = api.call("POST", f"{FILES}/{drive}/permissions", params=ALL_DRIVES, json=member)["id"]
    path = f"{FILES}/{book}/permissions"
    assert {one["role"] for one in api.call("GET", path, params=ALL_DRIVES)["permissions"]} == {
        *("organizer", "writer", "reader")
    }
    api.call("DELETE", f"{FILES}/{drive}/permissions/{joined}", params=ALL_DRIVES)
    assert {one["role"] for one in api.call("GET", path, params=ALL_DRIVES)["permissions"]} == {"organizer", "reader"}


# Claims


def claim(number: int, value: str) -> dict[str, Any]:
    location = {"spreadsheet": True}
    item = {"metadataId": number, "metadataKey": "claim", "metadataValue": value, "visibility": "DOCUMENT"}
    return {"createDeveloperMetadata": {"developerMetadata": {**item, "location": location}}}


def release(number: int, value: str) -> dict[str, Any]:
    lookup = {"metadataId": number, "metadataValue": value}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def test_a_claim_is_taken_once_and_taken_over_from_its_holder_alone(api: Api) -> None:
    registry = api.create()
    api.batch(registry, claim(7, "run a"))
    assert "already exists" in api.batch_error(registry, claim(8, "run b"), claim(7, "run b"))
    assert "already exists" not in str(api.batch(registry, claim(8, "run b")))  # nothing of the refused batch was done
    api.batch(registry, release(7, "run a"), claim(7, "run b"))
    late = api.batch_error(registry, release(7, "run a"), claim(7, "run c"))
    assert "already exists" in late
    held = api.call("GET", f"/v4/spreadsheets/{registry}/developerMetadata/7")
    assert held["metadataValue"] == "run b"


# What is used up


def test_drive_counts_units_by_what_a_call_does(api: Api) -> None:
    book = made(api)
    calls: list[tuple[str, str, dict[str, Any], int]] = [
        ("GET", f"{FILES}/{book}", {}, 5),
        ("PATCH", f"{FILES}/{book}", {"json": {"name": "y"}}, 50),
        ("GET", FILES, {}, 100),
        ("GET", "/drive/v3/changes?pageToken=1", {}, 100),
        ("GET", f"{FILES}/{book}/export?mimeType=text/csv", {}, 200),
    ]
    ahead(api, 60 - time.time() % 60)  # the start of a minute
    for method, path, more, units in calls:
        api.call("PUT", "/_local/quota", json={"drive_per_user": units})
        api.call(method, path, **more)
        assert refusal(api, method, path, **more) == (403, "userRateLimitExceeded")
        api.call("PUT", "/_local/quota", json={"drive_per_project": units - 1})
        assert refusal(api, method, path, **more) == (403, "rateLimitExceeded")
    api.spreadsheet(book)  # Sheets has a quota of its own


def test_a_minute_may_be_short(api: Api) -> None:
    book = made(api)
    api.call("PUT", "/_local/quota", json={"per_user": 1, "window": 30})
    ahead(api, 30 - time.time() % 30)
    api.spreadsheet(book)
    assert api.error("GET", f"/v4/spreadsheets/{book}")[0] == 429
    ahead(api, 60 - time.time() % 30)
    api.spreadsheet(book)


def test_sharing_may_be_used_up_while_all_else_goes_on(api: Api) -> None:
    rule = {"match": "POST .*/permissions$", "reason": "sharingRateLimitExceeded"}
    api.call("PUT", "/_local/faults", json={"rules": [rule]})
    book = made(api)
    error = api.http.post(f"{FILES}/{book}/permissions", json={"type": "anyone", "role": "reader"}).json()["error"]
    assert error["errors"][0]["reason"] == "sharingRateLimitExceeded"
    assert (error["code"], error["errors"][0]["domain"]) == (403, "usageLimits")
    assert len(api.call("GET", f"{FILES}/{book}/permissions")["permissions"]) == 1


def test_the_log_of_changes_is_kept_with_the_files(tmp_path: Any) -> None:
    with LocalSheets(tmp_path) as server:
        book = made(Api(server))
    with LocalSheets(tmp_path) as server:
        (change,) = Api(server).call("GET", "/drive/v3/changes", params={"pageToken": "1"})["changes"]
    assert change["fileId"] == book
