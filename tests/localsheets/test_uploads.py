"""Files sent to Drive: at once, with their metadata, or in parts, as Google's own client sends them."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build_from_document
from googleapiclient.discovery_cache import get_static_doc
from googleapiclient.errors import HttpError
from googleapiclient.http import MediaIoBaseDownload, MediaIoBaseUpload

from okrsdk.localsheets import LocalSheets
from tests.localsheets.api import Api
from tests.serving import served

SHEET = "application/vnd.google-apps.spreadsheet"
PART = 262144
UPLOAD = "/upload/drive/v3/files"
TABLE = b"Channel,Leads\nSearch,12\n"


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests list all files."""
    return fresh_api


@pytest.fixture
def drive(api: Api) -> Iterator[Any]:
    """Google's own client; uploads go to the root that its description of the API names."""
    description = json.loads(get_static_doc("drive", "v3"))
    with served(api.server.wsgi_app) as address:
        description["rootUrl"] = f"{address}/"
        with build_from_document(description, credentials=Credentials("any")) as service:
            yield service


def big_table(parts: int) -> bytes:
    """A table that fills so many parts of the least size, and a little more."""
    line = b"Search,12\n"
    return b"Channel,Leads\n" + line * (parts * PART // len(line) + 5)


def begin(api: Api, metadata: Any, length: int, mime: str = "text/csv") -> str:
    headers = {"X-Upload-Content-Type": mime, "X-Upload-Content-Length": str(length)}
    answer = api.http.post(UPLOAD, params={"uploadType": "resumable"}, json=metadata, headers=headers)
    assert (answer.status_code, answer.content) == (200, b"")
    return str(answer.headers["Location"])


def send(api: Api, address: str, data: bytes, text: str) -> httpx.Response:
    return api.http.put(address, content=data, headers={"Content-Range": text})


@pytest.mark.parametrize("resumable", [False, True])
def test_googles_own_client_makes_a_spreadsheet_of_a_table(drive: Any, api: Api, resumable: bool):  # noqa: FBT001 - pytest passes it
    media = MediaIoBaseUpload(io.BytesIO(TABLE), "text/csv", resumable=resumable)
    metadata = {"name": "Leads", "mimeType": SHEET}
    made = drive.files().create(body=metadata, media_body=media, fields="id,name,mimeType").execute()
    assert (made["name"], made["mimeType"]) == ("Leads", SHEET)
    assert api.raw(made["id"], "Leads") == [["Channel", "Leads"], ["Search", 12]]


def test_googles_own_client_sends_and_fetches_in_parts(drive: Any, api: Api):
    table = big_table(2)
    media = MediaIoBaseUpload(io.BytesIO(table), "text/csv", chunksize=PART, resumable=True)
    request = drive.files().create(body={"name": "leads.csv"}, media_body=media, fields="id,size,md5Checksum")
    progress, answer = [], None
    while answer is None:
        status, answer = request.next_chunk()
        progress += [status.resumable_progress] if status else []
    assert progress == [PART, 2 * PART]
    assert answer["size"] == str(len(table))
    fetched = io.BytesIO()
    download = MediaIoBaseDownload(fetched, drive.files().get_media(fileId=answer["id"]), chunksize=PART)
    steps, is_done = 0, False
    while not is_done:
        _, is_done = download.next_chunk()
        steps += 1
    assert (steps, fetched.getvalue() == table) == (3, True)


def test_googles_own_client_replaces_what_is_in_a_spreadsheet(drive: Any, api: Api):
    book = api.filled([["old"]])
    media = MediaIoBaseUpload(io.BytesIO(TABLE), "text/csv", resumable=True)
    drive.files().update(fileId=book, body={"name": "New", "description": "d"}, media_body=media).execute()
    found = drive.files().get(fileId=book, fields="name,description").execute()
    assert found == {"name": "New", "description": "d"}
    assert api.raw(book, "New") == [["Channel", "Leads"], ["Search", 12]]


def test_googles_own_client_exports(drive: Any, api: Api):
    book = api.filled([["a", "b"]])
    assert drive.files().export(fileId=book, mimeType="text/csv").execute() == b"a,b"
    with pytest.raises(HttpError, match="Only files with binary content can be downloaded"):
        drive.files().get_media(fileId=book).execute()


def test_parts_may_come_again_and_the_server_says_how_far_it_is(api: Api) -> None:
    table = big_table(1)
    total = len(table)
    address = begin(api, {"name": "Parts", "mimeType": SHEET}, total)
    asked = send(api, address, b"", f"bytes */{total}")
    assert (asked.status_code, "Range" in asked.headers) == (308, False)
    for _ in range(2):
        answer = send(api, address, table[:PART], f"bytes 0-{PART - 1}/{total}")
        assert (answer.status_code, answer.headers["Range"]) == (308, f"bytes=0-{PART - 1}")
    last = f"bytes {PART}-{total - 1}/{total}"
    made = send(api, address, table[PART:], last)
    assert (made.status_code, made.json()["name"]) == (200, "Parts")
    # Whoever has not heard the last answer asks once more, and nothing is made twice.
    assert send(api, address, b"", f"bytes */{total}").json() == made.json()
    assert len(api.call("GET", "/drive/v3/files")["files"]) == 1


def test_a_length_that_is_not_known_from_the_start_is_told_with_the_last_part(api: Api) -> None:
    table = big_table(1)
    address = begin(api, {"name": "Stream", "mimeType": SHEET}, 0)
    assert send(api, address, table[:PART], f"bytes 0-{PART - 1}/*").status_code == 308
    rest = f"bytes {PART}-{len(table) - 1}/{len(table)}"
    book = send(api, address, table[PART:], rest).json()["id"]
    assert api.raw(book, "Stream!A1:B2") == [["Channel", "Leads"], ["Search", 12]]


def test_an_upload_goes_on_in_another_process(tmp_path: Path) -> None:
    table = big_table(1)
    with LocalSheets(tmp_path) as server:
        address = begin(Api(server), {"name": "On", "mimeType": SHEET}, len(table))
        assert send(Api(server), address, table[:PART], f"bytes 0-{PART - 1}/{len(table)}").status_code == 308
    with LocalSheets(tmp_path) as server:
        rest = f"bytes {PART}-{len(table) - 1}/{len(table)}"
        assert send(Api(server), address, table[PART:], rest).json()["name"] == "On"


@pytest.mark.parametrize(
    ("data", "text", "message"),
    [
        (b"abc", "bytes 0-2/9", "equal or greater than 262144"),
        (b"abc", "bytes 5-7/8", "the upload offset is 5 byte(s), which exceeds already uploaded size of 0 byte(s)"),
        (b"abc", "bytes 0-9/10", "There were 3 byte(s)"),
        (b"abc", "bytes 0-2/2", "There were 3 byte(s)"),
        (b"abc", "lines 0-2/3", "Failed to parse Content-Range header"),
    ],
)
def test_parts_that_do_not_fit_are_refused(api: Api, data: bytes, text: str, message: str) -> None:
    address = begin(api, {"mimeType": SHEET}, 10)
    answer = send(api, address, data, text)
    assert answer.status_code == 400
    assert message in answer.json()["error"]["message"]


def test_an_upload_that_is_given_up_is_gone(api: Api) -> None:
    address = begin(api, {}, 3)
    assert api.http.delete(address).status_code == 499
    assert api.error("PUT", address, content=b"abc") == (404, "Upload session not found.")


def test_a_whole_file_may_be_one_part(api: Api) -> None:
    answer = api.http.put(begin(api, {"name": "One", "mimeType": SHEET}, len(TABLE)), content=TABLE)
    assert api.raw(answer.json()["id"], "One") == [["Channel", "Leads"], ["Search", 12]]


def test_what_is_not_to_become_a_spreadsheet_keeps_its_bytes(api: Api) -> None:
    headers = {"Content-Type": "text/csv"}
    made = api.call("POST", f"{UPLOAD}?uploadType=media&fields=id,mimeType,size", content=TABLE, headers=headers)
    assert (made["mimeType"], made["size"]) == ("text/csv", str(len(TABLE)))
    path = f"/drive/v3/files/{made['id']}"
    assert api.http.get(path, params={"alt": "media"}).content == TABLE
    assert api.error("GET", f"{path}/export", params={"mimeType": "text/csv"})[0] == 403
    assert api.error("GET", f"/v4/spreadsheets/{made['id']}") == (
        400,
        "This operation is not supported for this document",
    )
    copy = api.call("POST", f"{path}/copy", json={"name": "Copy"})["id"]
    api.call("PATCH", f"{UPLOAD}/{made['id']}", content=b"other", headers=headers)
    assert api.http.get(f"/drive/v3/files/{copy}?alt=media").content == TABLE
    assert api.http.get(path, params={"alt": "media"}).content == b"other"
    api.http.delete(path)
    assert api.error("GET", path)[0] == 404


@pytest.mark.parametrize(
    ("data", "text"),
    [("Größe".encode(), "Größe"), ("Größe".encode("utf-16"), "Größe"), ("Größe €".encode("cp1252"), "Größe €")],
)
def test_texts_are_read_in_the_encodings_that_spreadsheet_programs_write(api: Api, data: bytes, text: str) -> None:
    address = begin(api, {"name": "Text", "mimeType": SHEET}, len(data), mime="application/octet-stream")
    assert api.raw(api.http.put(address, content=data).json()["id"], "Text") == [[text]]
