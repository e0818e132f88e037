"""Who calls and what they may do: tokens, permissions, Google's 401, 403 and 404."""

from __future__ import annotations

import base64
import json
import time
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


def test_drive_refuses_credentials_in_its_own_form(api: Api) -> None:
    api.http.put("/_local/auth", json={"required": True})
    answer = api.http.get("/drive/v3/files", headers={"Authorization": "Bearer wrong"})
    assert answer.headers["WWW-Authenticate"].startswith("Bearer ")
    error = answer.json()["error"]
    assert (error["code"], error["status"]) == (401, "UNAUTHENTICATED")
    assert error["errors"] == [
        {
            "message": "Invalid Credentials",
            "domain": "global",
            "reason": "authError",
            "location": "Authorization",
            "locationType": "header",
        }
    ]
    error = api.http.get("/drive/v3/files").json()["error"]
    assert (error["code"], error["errors"][0]["reason"]) == (403, "forbidden")


def test_tokens_expire(api: Api) -> None:
    as_user(api, "a@example.com")
    book = api.create()
    api.http.put("/_local/clock", json={"offset": 3601})
    assert api.error("GET", f"/v4/spreadsheets/{book}")[0] == 401
    as_user(api, "a@example.com")
    assert api.spreadsheet(book)["spreadsheetId"] == book


@pytest.mark.parametrize("path", ["/token", "/oauth2/v4/token", "/o/oauth2/token"])
def test_a_refresh_token_is_a_person(api: Api, path: str) -> None:
    form = {"grant_type": "refresh_token", "refresh_token": "ann@example.com"}
    granted = api.http.post(path, data=form).json()["access_token"]
    api.http.headers["Authorization"] = f"Bearer {granted}"
    about = api.call("GET", "/drive/v3/about", params={"fields": "user/emailAddress"})
    assert about == {"user": {"emailAddress": "ann@example.com"}}


@pytest.mark.parametrize(
    ("iat", "exp", "is_granted"),
    [(0, 3600, True), (-3600, 0, False), (3000, 6600, False), (0, 86_400, False), (-60, 3540, True)],
)
def test_assertions_must_be_of_now_and_short(api: Api, iat: int, exp: int, is_granted: bool) -> None:  # noqa: FBT001 - pytest passes it
    now = time.time()
    claims = json.dumps({"iss": "robot@example.com", "iat": now + iat, "exp": now + exp}).encode()
    assertion = f"e30.{base64.urlsafe_b64encode(claims).decode()}.c2ln"
    answer = api.http.post("/token", data={"grant_type": ASSERTION, "assertion": assertion}).json()
    assert ("access_token" in answer) is is_granted
    if not is_granted:
        assert answer["error"] == "invalid_grant"
        assert "reasonable timeframe" in answer["error_description"]


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


def test_a_file_may_be_shared_with_a_domain(api: Api) -> None:
    as_user(api, "owner@example.com")
    book = api.filled([["ours"]])
    sharing = f"/drive/v3/files/{book}/permissions"
    made = api.call(
        "POST", f"{sharing}?fields=*", json={"type": "domain", "role": "reader", "domain": "agency.example"}
    )
    assert made["domain"] == "agency.example"
    as_user(api, "someone@agency.example")
    assert api.read(book) == [["ours"]]
    assert api.call("GET", "/drive/v3/files", params={"q": "'me' in owners"})["files"] == []
    found = api.call("GET", f"/drive/v3/files/{book}", params={"fields": "ownedByMe,capabilities/canEdit,permissions"})
    assert found == {"ownedByMe": False, "capabilities": {"canEdit": False}}
    as_user(api, "someone@other-agency.example")
    assert api.error("GET", f"/v4/spreadsheets/{book}")[0] == 403
    as_user(api, "someone@evil-agency.example.agency.example.invalid")
    assert api.error("GET", f"/v4/spreadsheets/{book}")[0] == 403


def test_ownership_passes_on_only_when_that_is_said(api: Api) -> None:
    as_user(api, "owner@example.com")
    book = api.create()
    sharing = f"/drive/v3/files/{book}/permissions"
    new = {"type": "user", "role": "owner", "emailAddress": "heir@example.com"}
    code, message = api.error("POST", sharing, json=new)
    assert (code, message) == (
        403,
        "The transferOwnership parameter must be enabled when the permission role is 'owner'.",
    )
    api.call("POST", f"{sharing}?transferOwnership=true", json=new)
    roles = {item["emailAddress"]: item["role"] for item in api.call("GET", f"{sharing}?fields=*")["permissions"]}
    assert roles == {"owner@example.com": "writer", "heir@example.com": "owner"}


def test_everybody_may_give_up_their_own_access_and_nobody_elses(api: Api) -> None:
    as_user(api, "owner@example.com")
    book = api.create()
    sharing = f"/drive/v3/files/{book}/permissions"
    ids = [
        api.call("POST", sharing, json={"type": "user", "role": "reader", "emailAddress": email})["id"]
        for email in ("one@example.com", "two@example.com")
    ]
    as_user(api, "one@example.com")
    assert api.error("DELETE", f"{sharing}/{ids[1]}")[0] == 403
    api.call("DELETE", f"{sharing}/{ids[0]}")
    assert api.error("GET", f"/drive/v3/files/{book}")[0] == 404


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
