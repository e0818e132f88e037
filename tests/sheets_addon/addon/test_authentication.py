"""Who may call the endpoints, and where the person's access token goes."""

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets import Backend, SheetsSettings, create_workbook
from sheets_addon.certificates import Certificates
from sheets_addon.identity import Callers, IdentitySettings
from sheets_addon.spreadsheets import Spreadsheets

from .cards import buttons, card_of, text_of
from .conftest import app_of
from .issuer import CLIENT_ID, SERVICE_ACCOUNT, URL, CertificateServer, claims_of, signed, system_token, user_token
from .test_paths import key_result, okrs
from .visitor import Visitor

ACCESS_TOKEN = "ya29.the-access-token-of-one-person"  # noqa: S105 -- opens nothing
OTHERS_TOKEN = "ya29.the-access-token-of-another"  # noqa: S105 -- opens nothing


class Google:
    """Google's Sheets, which only the owner of a spreadsheet may open."""

    def __init__(self, local: LocalSheets) -> None:
        self._local = httpx.WSGITransport(app=local.wsgi_app)
        self.owners: dict[str, str] = {}
        self.seen: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.seen.append(request)
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        spreadsheet_id = request.url.path.split("/")[3].split(":")[0]
        if self.owners.get(spreadsheet_id) != token:
            error = {"code": 404, "message": "Requested entity was not found.", "status": "NOT_FOUND"}
            return httpx.Response(404, json={"error": error})
        return self._local.handle_request(request)


@pytest.fixture
def google(local, tmp_path: Path) -> Google:
    return Google(local)


@pytest.fixture
def authenticated(google, local, connection, tmp_path: Path) -> Visitor:
    """A visitor whom Google brings, to a spreadsheet of that person's own."""
    made = create_workbook(okrs(key_result()), connection)
    local.reset_requests()
    google.owners[made.spreadsheet_id] = ACCESS_TOKEN
    settings = SheetsSettings(home=tmp_path, backend=Backend.GOOGLE)
    spreadsheets = Spreadsheets(settings, transport=httpx.MockTransport(google))
    believed = IdentitySettings(url=URL, service_account=SERVICE_ACCOUNT, client_id=CLIENT_ID)
    callers = Callers(believed, Certificates(CertificateServer().client()))
    return BroughtByGoogle(
        app_of(spreadsheets, callers=callers),
        made.spreadsheet_id,
        authorization={"userOAuthToken": ACCESS_TOKEN, "userIdToken": user_token()},
    )


class BroughtByGoogle(Visitor):
    def post(self, path: str, event: object):
        self.headers = {"Authorization": f"Bearer {system_token(path)}"}
        return super().post(path, event)


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, by anyone, at any level."""
    written = io.StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def test_google_is_answered_and_the_cards_lead_to_the_public_url(authenticated):
    card = authenticated.open()
    assert buttons(card)["Check"]["action"]["function"] == f"{URL}/addon/check"


def test_cell_links_lead_to_google_sheets(authenticated):
    check = authenticated.press(authenticated.open(), "Check")
    link = f"https://docs.google.com/spreadsheets/d/{authenticated.spreadsheet_id}/edit#gid="
    assert link in json.dumps(check)


@pytest.mark.parametrize(
    "header",
    [
        lambda: {},
        lambda: {"Authorization": "Bearer garbage"},
        lambda: {"Authorization": f"Bearer {system_token('/addon/check')}"},
        lambda: {"Authorization": f"Bearer {user_token()}"},
        lambda: {"Authorization": f"Bearer {signed(claims_of(URL + '/addon/opened', email='a@example.com'))}"},
        lambda: {"Authorization": f"Bearer {ACCESS_TOKEN}"},
    ],
    ids=["none", "garbage", "for another endpoint", "a user's", "of another account", "an access token"],
)
def test_others_are_not_answered_and_sheets_is_not_asked(authenticated, google, header):
    event = {**authenticated.event(), "sheets": authenticated.sheet()}
    response = authenticated.app.test_client().post("/addon/opened", json=event, headers=header())
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.get_json()["type"] == "urn:problem-type:okrsdk:not-signed-in"
    assert google.seen == []


def test_a_user_token_that_is_not_good_is_refused(authenticated, google):
    authenticated.authorization["userIdToken"] = signed(claims_of("another-addon", email="a@example.com"))
    response = authenticated.post("/addon/opened", {**authenticated.event(), "sheets": authenticated.sheet()})
    assert response.status_code == 401
    assert google.seen == []


def test_a_check_in_says_who_made_it_when_that_is_proved(authenticated, connection):
    event = authenticated.event({"spreadsheet": authenticated.spreadsheet_id, "key_result": "O1-KR1"})
    form = card_of(authenticated.answer("check-in", event))
    saved = authenticated.press(form, "Save check-in", {"value": "120", "confidence": "0.6"})
    assert saved["header"]["title"] == "Check-in saved"
    rows = connection.gspread.open_by_key(authenticated.spreadsheet_id).worksheet("Check-ins").get("A2:G2")
    assert rows[0][-1] == "head.of.marketing@example.com"


def test_no_one_reaches_the_sheet_of_another(authenticated, google):
    authenticated.authorization["userOAuthToken"] = OTHERS_TOKEN
    card = authenticated.open()
    assert "was not found" in text_of(card)
    assert "Allow access to this file" in buttons(card)
    assert "Acme" not in text_of(card)
    assert {request.headers["authorization"] for request in google.seen} == {f"Bearer {OTHERS_TOKEN}"}


def test_without_an_access_token_sheets_is_not_asked(authenticated, google):
    del authenticated.authorization["userOAuthToken"]
    response = authenticated.post("/addon/opened", {**authenticated.event(), "sheets": authenticated.sheet()})
    assert response.status_code == 401
    assert google.seen == []


def test_the_access_token_goes_to_sheets_and_nowhere_else_and_no_token_is_logged(authenticated, google, log):
    home = authenticated.open()
    preview = authenticated.press(home, "Grade")
    authenticated.press(preview, "Write scores")
    authenticated.authorization["userOAuthToken"] = OTHERS_TOKEN
    authenticated.open()
    authenticated.authorization["userIdToken"] = bad = signed(claims_of("another-addon"), by="stranger")
    authenticated.post("/addon/home", authenticated.event())
    authenticated.post("/addon/home", {"authorizationEventObject": {"userOAuthToken": [ACCESS_TOKEN]}})
    assert {request.url.host for request in google.seen} == {"sheets.googleapis.com"}
    written = log.getvalue()
    assert "sheets.googleapis.com" in written
    tokens = [ACCESS_TOKEN, OTHERS_TOKEN, bad, user_token(), system_token("/addon/home")]
    for token in tokens:
        assert not any(part in written for part in token.split(".") if len(part) > 10)
    assert "booked first visits" not in written


def test_without_authentication_only_this_machine_is_answered(visitor):
    event = {**visitor.event(), "sheets": visitor.sheet()}
    client = visitor.app.test_client()
    assert client.post("/addon/opened", json=event).status_code == 200
    assert client.post("/addon/opened", json=event, environ_base={"REMOTE_ADDR": "203.0.113.9"}).status_code == 403
    assert client.post("/addon/opened", json=event, headers={"Host": "okr.example.com"}).status_code == 403


def test_the_logo_is_there_for_everyone(authenticated):
    response = authenticated.app.test_client().get("/addon/logo.png")
    assert (response.status_code, response.content_type) == (200, "image/png")
    assert response.data.startswith(b"\x89PNG")
