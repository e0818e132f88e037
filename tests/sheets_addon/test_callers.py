"""A service that other machines may reach: nothing of it answers without a proof of who calls."""

import httpx
import pytest

from okrsdk.errors import ConfigError
from okrsdk.sheets import Backend, SheetsSettings
from sheets_addon import ServiceConfig, create_app
from sheets_addon.certificates import Certificates
from sheets_addon.identity import Callers, IdentitySettings
from sheets_addon.spreadsheets import Spreadsheets
from tests.sheets_addon.addon.issuer import (
    CLIENT_ID,
    SCRIPT_CLIENT_ID,
    SERVICE_ACCOUNT,
    URL,
    CertificateServer,
    claims_of,
    signed,
    system_token,
    user_token,
)
from tests.sheets_addon.conftest import row

ELSEWHERE = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.9"}, "base_url": URL}
METRICS_TOKEN = "drawn-at-random-0001"  # noqa: S105 -- opens nothing
ACCESS_TOKEN = "ya29.secret-token"  # noqa: S105 -- opens nothing
IDENTITY = IdentitySettings(
    url=URL, service_account=SERVICE_ACCOUNT, client_id=CLIENT_ID, script_client_ids=(SCRIPT_CLIENT_ID,)
)


def script_token(**others):
    return signed(claims_of(SCRIPT_CLIENT_ID, email="head.of.marketing@example.com", **others))


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


class Exposed:
    """The service as other machines see it, and what it sends to Google's Sheets."""

    def __init__(self, home, **settings):
        self.sent = []
        sheets = SheetsSettings(home=home, backend=Backend.GOOGLE)
        self.config = ServiceConfig(sheets=sheets, identity=IDENTITY, metrics_token=METRICS_TOKEN, **settings)
        self.app = create_app(
            self.config,
            spreadsheets=Spreadsheets(sheets, transport=httpx.MockTransport(self._google)),
            callers=Callers(IDENTITY, Certificates(CertificateServer().client())),
        )

    def _google(self, request):
        self.sent.append(request)
        return httpx.Response(404, json={"error": {"code": 404, "message": "Requested entity was not found."}})

    def send(self, method, path, token="", **options):
        headers = {**(bearer(token) if token else {}), **options.pop("headers", {})}
        client = self.app.test_client()
        return client.open(path, method=method, headers=headers, **{**ELSEWHERE, **options})

    def post(self, path, token="", document=None, **options):
        return self.send("POST", path, token, json={} if document is None else document, **options)


@pytest.fixture(scope="module")
def exposed(tmp_path_factory):
    return Exposed(tmp_path_factory.mktemp("home"))


OPEN = {"/healthz", "/readyz", "/addon/logo.png"}
READING = ("GET", "HEAD")


def test_only_health_and_the_logo_are_answered_without_a_proof_and_only_to_readers(exposed):
    paths = {rule.rule for rule in exposed.app.url_map.iter_rules()} | {
        "/nothing",
        "/v1/",
        "/addon/nothing",
        "//v1/rules",
    }
    assert paths > OPEN
    for path in paths:
        address = path.replace("<spreadsheet_id>", "abc").replace("<code>", "K201").replace("<name>", "opened")
        for method in ("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE"):
            for host in (URL, "http://127.0.0.1:8080"):
                for origin in ("203.0.113.9", "127.0.0.1"):
                    place = {"environ_overrides": {"REMOTE_ADDR": origin}, "base_url": host}
                    status = exposed.send(method, address, **place).status_code
                    assert (path in OPEN and method in READING) or status == 401, (
                        method,
                        address,
                        host,
                        origin,
                        status,
                    )
    assert exposed.sent == []


def test_what_everyone_may_ask_is_answered_to_everyone(exposed):
    assert {exposed.send("GET", path).status_code for path in OPEN} == {200}


@pytest.mark.parametrize("path", ["/v1/check", "/v1/grade"])
def test_a_person_in_a_bound_sidebar_has_rows_checked_and_graded(exposed, path):
    answer = exposed.post(path, script_token(), {"okrs": row()})
    assert answer.status_code == 200
    assert answer.json["findings"]


def test_a_person_may_read_the_rules_and_the_description(exposed):
    assert exposed.send("GET", "/v1/rules", script_token()).status_code == 200
    assert exposed.send("GET", "/openapi.json", script_token()).status_code == 200
    assert exposed.send("GET", "/nothing", script_token()).status_code == 404


@pytest.mark.parametrize(
    "token",
    [
        lambda: "garbage",
        user_token,
        lambda: system_token("/v1/grade"),
        lambda: script_token(exp=1),
        lambda: signed(claims_of("another.apps.googleusercontent.com")),
        lambda: signed(claims_of(SCRIPT_CLIENT_ID), by="stranger"),
        lambda: ACCESS_TOKEN,
        lambda: METRICS_TOKEN,
    ],
    ids=["garbage", "add-on's", "Google's", "expired", "other script's", "forged", "access token", "of the metrics"],
)
def test_other_tokens_grade_nothing(exposed, token):
    answer = exposed.post("/v1/grade", token(), {"okrs": row()})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json["type"] == "urn:problem-type:okrsdk:not-signed-in"


def test_who_is_not_proven_is_refused_before_the_body_is_read(exposed):
    for body in (b"[" * 50_000, b" " * 5_000_000):
        answer = exposed.send("POST", "/v1/grade", "garbage", data=body, content_type="application/json")
        assert answer.status_code == 401


def test_google_brings_events_and_no_one_else_does(exposed):
    assert exposed.post("/addon/opened", system_token("/addon/opened")).status_code == 200
    for token in (system_token("/addon/home"), script_token(), user_token(), ACCESS_TOKEN):
        assert exposed.post("/addon/opened", token).status_code == 401


def test_googles_token_for_an_event_opens_nothing_else(exposed):
    token = system_token("/addon/opened")
    assert exposed.post("/v1/check", token, {"okrs": row()}).status_code == 401
    assert exposed.send("GET", "/metrics", token).status_code == 401


def test_a_spreadsheet_is_asked_for_with_the_callers_own_token_and_no_other_power(tmp_path):
    exposed = Exposed(tmp_path)
    assert exposed.post("/v1/spreadsheets/abc/check").status_code == 401
    assert exposed.sent == []
    assert exposed.post("/v1/spreadsheets/abc/check", ACCESS_TOKEN).status_code == 404
    assert [request.headers["authorization"] for request in exposed.sent] == [f"Bearer {ACCESS_TOKEN}"]
    assert {request.url.host for request in exposed.sent} == {"sheets.googleapis.com"}


def test_metrics_are_for_the_holder_of_their_token(exposed):
    assert exposed.send("GET", "/metrics", METRICS_TOKEN).status_code == 200
    for token in ("", "wrong", METRICS_TOKEN + "x", script_token(), "ä"):
        assert exposed.send("GET", "/metrics", token).status_code == 401


def test_metrics_without_a_token_of_their_own_are_for_no_one(tmp_path):
    sheets = SheetsSettings(home=tmp_path, backend=Backend.GOOGLE)
    app = create_app(ServiceConfig(sheets=sheets, identity=IDENTITY))
    assert app.test_client().get("/metrics").status_code == 401
    assert app.test_client().get("/metrics", headers=bearer("x")).status_code == 401


@pytest.mark.parametrize("backend", [Backend.EMBEDDED, Backend.SERVER])
def test_local_sheets_are_never_opened_to_other_machines(tmp_path, backend):
    sheets = SheetsSettings(home=tmp_path, backend=backend, server_url="http://127.0.0.1:8765")
    with pytest.raises(ConfigError, match="OKR_SHEETS=google"):
        ServiceConfig(sheets=sheets, identity=IDENTITY)
