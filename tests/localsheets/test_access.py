"""Who calls and what they may do: tokens, permissions, Google's 401, 403 and 404."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from tests.localsheets.api import Api

ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests change settings."""
    return fresh_api


def token(api: Api, email: str) -> str:
    def part(value: Any) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")

    assertion = f"{part({'alg': 'RS256'})}.{part({'iss': email})}.c2lnbmF0dXJl"
    answer = api.http.post("/token", data={"grant_type": ASSERTION, "assertion": assertion}).json()
    assert (answer["token_type"], answer["expires_in"]) == ("Bearer", 3600)
    return str(answer["access_token"])


def as_user(api: Api, email: str) -> None:
    api.http.headers["Authorization"] = f"Bearer {token(api, email)}"


def test_any_credential_or_none_will_do_by_default(api: Api) -> None:
    book = api.create()
    for header in ("", "Bearer made-up", "Basic eDp5"):
        assert api.http.get(f"/v4/spreadsheets/{book}", headers={"Authorization": header}).status_code == 200


def test_missing_and_wrong_credentials_are_refused_as_google_does(api: Api) -> None:
    api.http.put("/_local/auth", json={"required": True})
    code, message = api.error("GET", "/v4/spreadsheets/x")
    assert (code, message.startswith("Method doesn't allow unregistered callers")) == (403, True)
    code, message = api.error("POST", "/v4/spreadsheets", json={})
    assert (code, message.startswith("Request is missing required authentication credential.")) == (401, True)
    headers = {"Authorization": "Bearer wrong"}
    code, message = api.error("GET", "/v4/spreadsheets/x", headers=headers)
    assert (code, message.startswith("Request had invalid authentication credentials.")) == (401, True)
    as_user(api, "robot@project.iam.gserviceaccount.com")
    assert api.create()


def test_tokens_expire(api: Api) -> None:
    as_user(api, "a@example.com")
    book = api.create()
    api.http.put("/_local/clock", json={"offset": 3601})
    assert api.error("GET", f"/v4/spreadsheets/{book}")[0] == 401
    as_user(api, "a@example.com")
    assert api.spreadsheet(book)["spreadsheetId"] == book


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"grant_type": "refresh_token", "refresh_token": "revoked"}, "invalid_grant"),
        ({"grant_type": ASSERTION, "assertion": "nonsense"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({}, "unsupported_grant_type"),
    ],
)
def test_token_requests_that_make_no_sense_are_refused(api: Api, form: dict[str, str], error: str) -> None:
    response = api.http.post("/token", data=form)
    assert (response.status_code, response.json()["error"]) == (400, error)


def test_a_file_is_its_owners_until_it_is_shared(api: Api) -> None:
    as_user(api, "owner@example.com")
    book = api.filled([["secret"]])
    sharing = f"/drive/v3/files/{book}/permissions"
    as_user(api, "other@example.com")
    assert api.error("GET", f"/v4/spreadsheets/{book}") == (403, "The caller does not have permission")
    assert api.error("GET", f"/drive/v3/files/{book}") == (404, f"File not found: {book}.")
    assert api.call("GET", "/drive/v3/files")["files"] == []
    as_user(api, "owner@example.com")
    reader = {"type": "user", "role": "reader", "emailAddress": "other@example.com"}
    permission = api.call("POST", sharing, json=reader)["id"]
    as_user(api, "other@example.com")
    assert api.read(book) == [["secret"]]
    path = f"/v4/spreadsheets/{book}/values/A1?valueInputOption=RAW"
    assert api.error("PUT", path, json={"values": [[1]]}) == (403, "The caller does not have permission")
    assert api.error("DELETE", f"/drive/v3/files/{book}")[0] == 403
    as_user(api, "owner@example.com")
    api.call("PATCH", f"{sharing}/{permission}", json={"role": "writer"})
    as_user(api, "other@example.com")
    assert api.write(book, "A1", [["shared"]])["updatedCells"] == 1
    as_user(api, "owner@example.com")
    api.call("DELETE", f"{sharing}/{permission}")
    roles = [item["role"] for item in api.call("GET", sharing)["permissions"]]
    assert roles == ["owner"]
    as_user(api, "other@example.com")
    assert api.error("GET", f"/v4/spreadsheets/{book}")[0] == 403


def test_files_with_chosen_ids_and_access_are_set_up_from_outside(api: Api) -> None:
    spreadsheet = {"properties": {"title": "Chosen"}}
    permissions = [{"role": "owner", "emailAddress": "boss@example.com"}]
    api.http.put("/_local/files/my-file", json={"spreadsheet": spreadsheet, "permissions": permissions})
    assert api.error("GET", "/v4/spreadsheets/my-file") == (403, "The caller does not have permission")
    api.http.put("/_local/files/my-file", json={"permissions": [*permissions, {"role": "reader", "type": "anyone"}]})
    assert api.spreadsheet("my-file")["properties"]["title"] == "Chosen"


def test_the_creator_of_a_protected_range_is_its_editor(api: Api) -> None:
    as_user(api, "owner@example.com")
    book = api.create()
    given = {"range": {"sheetId": 0}, "editors": {"users": []}}
    reply = api.batch(book, {"addProtectedRange": {"protectedRange": given}})[0]["addProtectedRange"]["protectedRange"]
    assert reply["editors"] == {}
    assert api.spreadsheet(book)["sheets"][0]["protectedRanges"][0]["editors"] == {"users": ["owner@example.com"]}
