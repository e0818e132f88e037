"""``/_local``: what it takes, what it tells, and what it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from okrsdk.localsheets import LocalSheets
from tests.localsheets.api import Api

CALL = {"method": "GET", "path": "/v4/spreadsheets/x"}
SETTINGS = {
    "faults": {"seed": 7, "rules": [{"match": "GET", "rate": 0.5, "status": 503}]},
    "quota": {"per_user": 5},
    "auth": {"required": True, "lifetime": 60},
    "clock": {"offset": -3600.5},
    "search": {"late": 30, "late_by_parent": 2.5},
}


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests change settings."""
    return fresh_api


@pytest.mark.parametrize(("name", "value"), SETTINGS.items())
def test_settings_are_set_read_and_removed(api: Api, name: str, value: Any) -> None:
    path = f"/_local/{name}"
    assert api.call("GET", path) == {}
    assert api.call("PUT", path, json=value) == value
    assert api.call("GET", path) == value
    assert api.call("DELETE", path) == {}
    assert api.call("GET", path) == {}


def test_settings_are_never_kept_with_the_data(tmp_path: Path) -> None:
    for _ in range(2):
        with LocalSheets(tmp_path) as server:
            api = Api(server)
            assert [api.call("GET", f"/_local/{name}") for name in SETTINGS] == [{}] * len(SETTINGS)
            assert api.call("GET", "/_local/interleave") == {"waiting": []}
            api.create()
            for name, value in SETTINGS.items():
                api.call("PUT", f"/_local/{name}", json=value)
            api.call("PUT", "/_local/interleave", json={"pattern": "NEVER", "requests": [CALL]})
    assert [path.name for path in tmp_path.iterdir()] == ["localsheets.sqlite3"]


@pytest.mark.parametrize("way", ["..", "%2e%2e", "x/../..", "x%2F..%2F.."])
def test_an_edit_in_between_deletes_no_file(api: Api, way: str) -> None:
    book = api.filled([["kept"]])
    for path in (f"/v4/spreadsheets/{way}/../drive/v3/files/{book}", f"/v4/spreadsheets/{way}/_local/files/{book}"):
        calls = [{"method": method, "path": path, "body": {"trashed": True}} for method in ("GET", "POST", "PUT")]
        api.call("PUT", "/_local/interleave", json={"pattern": "GET", "requests": calls})
        assert api.read(book) == [["kept"]]
        assert [file["id"] for file in api.call("GET", "/drive/v3/files")["files"]] == [book]
    assert api.call("GET", "/_local/interleave") == {"waiting": []}


def test_edits_that_wait_are_told_and_taken_back(api: Api) -> None:
    entries = [{"pattern": pattern, "requests": [CALL]} for pattern in ("A", "B")]
    for entry in entries:
        api.call("POST", "/_local/interleave", json=entry)
    assert api.call("GET", "/_local/interleave") == {"waiting": entries}
    assert api.call("DELETE", "/_local/interleave") == {"waiting": []}


def test_files_are_set_up_told_and_deleted_whosever_they_are(api: Api) -> None:
    api.call("PUT", "/_local/files/here", json={"folder": "Clients"})
    theirs = [{"role": "owner", "emailAddress": "boss@agency.example"}]
    api.call("PUT", "/_local/files/plan", json={"spreadsheet": {"properties": {"title": "P"}}, "permissions": theirs})
    found = api.call("GET", "/_local/files/plan")
    assert (found["name"], found["permissions"][0]["emailAddress"]) == ("P", "boss@agency.example")
    assert api.call("GET", "/drive/v3/files")["files"][0]["mimeType"] == "application/vnd.google-apps.folder"
    body = {"name": "In", "mimeType": "application/vnd.google-apps.spreadsheet", "parents": ["here"]}
    assert api.call("POST", "/drive/v3/files?fields=parents", json=body) == {"parents": ["here"]}
    assert api.call("DELETE", "/_local/files/plan") == {}
    assert api.error("GET", "/_local/files/plan")[0] == 404


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("faults", b"{"),
        ("faults", b"[]"),
        ("faults", b'{"rule": []}'),
        ("faults", b'{"seed": {}, "rules": []}'),
        ("faults", b'{"rules": [{"rates": 0.5}]}'),
        ("faults", b'{"rules": [{"latency": 3600}]}'),
        ("faults", b'{"rules": [{"retry_after": -1}]}'),
        ("faults", b'{"rules": [{"html": "no"}]}'),
        ("faults", b'{"rules": [{"fault": {}}]}'),
        ("quota", b'{"per_user": true}'),
        ("quota", b'{"per_user": -1}'),
        ("quota", b'{"per_user": 1e999}'),
        ("quota", b'{"peruser": 1}'),
        ("auth", b'{"required": "yes"}'),
        ("auth", b'{"lifetime": 1e999}'),
        ("clock", b'{"offset": 1e308}'),
        ("clock", b'{"offset": "later"}'),
        ("interleave", b'{"pattern": "(", "requests": []}'),
        ("interleave", b'{"pattern": "x", "requests": [5]}'),
        ("interleave", b'{"requests": [{"path": "//elsewhere/x"}]}'),
        ("interleave", b'{"requests": [{"path": "/v4/spreadsheets/x", "method": "NOPE"}]}'),
        ("interleave", b'{"requests": [{"path": "/v4/spreadsheets/x", "method": "DELETE"}]}'),
        ("interleave", b'{"requests": [{"path": "/drive/v3/files/x", "method": "PUT"}]}'),
        ("interleave", b'{"requests": [{"path": "/_local/files/x", "method": "PUT"}]}'),
        ("files/a b", b"{}"),
        ("files/x", b'{"title": "x"}'),
        ("files/x", b'{"folder": "x", "spreadsheet": {}}'),
        ("files/x", b'{"permissions": [{"role": "reader"}]}'),
        ("files/x", b'{"permissions": [{"role": "reader", "type": "domain", "emailAddress": "a@b.c"}]}'),
    ],
)
def test_bodies_that_make_no_sense_are_refused_and_change_nothing(api: Api, path: str, body: bytes) -> None:
    code, message = api.error("PUT", f"/_local/{path}", content=body, headers={"Content-Type": "application/json"})
    assert (code, bool(message)) == (400, True)
    for name in ("faults", "quota", "auth", "clock"):
        assert api.call("GET", f"/_local/{name}") == {}
    assert api.call("GET", "/_local/interleave") == {"waiting": []}
    assert api.call("GET", "/drive/v3/files")["files"] == []
