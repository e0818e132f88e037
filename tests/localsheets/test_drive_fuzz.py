"""Whatever is sent to Drive or to the token endpoint is done, or refused in Google's form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.localsheets import LocalSheets
from tests.localsheets.api import Api

SHEET = "application/vnd.google-apps.spreadsheet"
MULTIPART = (
    b'--e\r\nContent-Type: application/json\r\n\r\n{"name": "x"}\r\n--e\r\nContent-Type: text/csv\r\n\r\na,b\r\n--e--'
)
TEXT = st.text(max_size=8) | st.sampled_from(
    ["root", "me", "*", "-1", "0", "1e9", "٣", "\x00", "a" * 300, "(", "'", "%"]
)
COMPARED = "name and or not contains in parents owners has properties key value trashed true modifiedTime starred"
QUERY = st.lists(
    st.sampled_from(
        [
            *COMPARED.split(),
            *["=", "!=", "<=", "(", ")", "{", "}", "'a'", "'me'", "'", '"b"'],
            "'2026-01-01T00:00:00+99:00'",
            "'2026-01-01'",
        ]
    ),
    max_size=8,
).map(" ".join)
NAMES = "name mimeType parents properties starred trashed description type role emailAddress domain id pendingOwner"
VALUES = st.one_of(
    TEXT,
    st.sampled_from([SHEET, "reader", "owner", "user", "anyone", "domain", "a@b.c", None, 1.5, True]),
    st.lists(TEXT, max_size=2),
    st.dictionaries(TEXT, TEXT | st.none(), max_size=2),
)
MEMBERS = st.dictionaries(st.sampled_from(NAMES.split()), VALUES, max_size=4)
PATHS = st.sampled_from(
    [
        *("/drive/v3/files", "/drive/v3/files/{}", "/drive/v3/files/{}/copy", "/drive/v3/files/{}/export"),
        *("/drive/v3/files/{}/permissions", "/drive/v3/files/{}/permissions/anyoneWithLink", "/drive/v3/about"),
        *("/drive/v3/files/trash", "/drive/v3/files/root", "/drive/v3/files/{}/comments", "/drive/v3/nothing"),
        *("/upload/drive/v3/files", "/upload/drive/v3/files/{}", "/upload/drive/v2/files/{}", "/token"),
    ]
)
PARAMS = st.fixed_dictionaries(
    {},
    optional={
        "q": QUERY | TEXT,
        **dict.fromkeys(("fields", "pageSize", "pageToken", "addParents", "removeParents", "upload_id"), TEXT),
        "orderBy": TEXT | st.sampled_from(["name_natural desc", "name,folder desc", "name sideways"]),
        "uploadType": st.sampled_from(["media", "multipart", "resumable", "x"]),
        "alt": st.sampled_from(["media", "json", "x"]),
        "mimeType": st.sampled_from(["text/csv", "application/pdf", "image/png", ""]),
        "transferOwnership": st.sampled_from(["true", "maybe"]),
    },
)
HEADERS = st.fixed_dictionaries(
    {},
    optional={
        "Content-Type": st.sampled_from(
            ["text/csv", "multipart/related; boundary=e", "multipart/related", "application/json", "x", ""]
        ),
        "Content-Range": st.sampled_from(["bytes 0-2/3", "bytes */3", "bytes 9-1/0", "x"]),
        "X-Upload-Content-Length": st.sampled_from(["3", "-3", "x", "9" * 40]),
        "X-Upload-Content-Type": st.sampled_from(["text/csv", "x", ""]),
        "Range": st.sampled_from(["bytes=0-1", "bytes=5-", "bytes=9-1", "x"]),
        "Authorization": st.sampled_from(["Bearer x", "Basic x", "Bearer", ""]),
    },
)
BODIES = st.sampled_from(
    [b"", b"{", b"[]", b"null", b"a,b\n1,2", b"\xff\xfe", b"PK\x03\x04junk", MULTIPART, b"[" * 5000]
)


@pytest.fixture(scope="module")
def fuzzed() -> Iterator[Api]:
    with LocalSheets() as server:
        yield Api(server)


@settings(max_examples=100)
@given(data=st.data())
def test_drive_does_it_or_refuses_it_in_googles_form(fuzzed: Api, data: Any) -> None:
    body = {"mimeType": data.draw(st.sampled_from([SHEET, "text/csv", "application/vnd.google-apps.folder"]))}
    file_id = fuzzed.call("POST", "/drive/v3/files", json=body)["id"]
    content = {"json": data.draw(MEMBERS)} if data.draw(st.booleans()) else {"content": data.draw(BODIES)}
    response = fuzzed.http.request(
        data.draw(st.sampled_from(["GET", "POST", "PUT", "PATCH", "DELETE"])),
        data.draw(PATHS).format(file_id),
        params=data.draw(PARAMS),
        headers=data.draw(HEADERS),
        **content,
    )
    assert response.status_code < 500
    if response.is_error and response.status_code not in (416, 499):
        assert response.json()["error"]
