"""Credentials of every kind, with real keys, and tokens from a token server that really listens."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs

import google.auth.jwt
import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from google.oauth2.credentials import Credentials as UserCredentials
from werkzeug.wrappers import Request, Response

from okrsdk.errors import AccessError, ConfigError, UnavailableError
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.credentials import SCOPES, account_of, bearer_credentials, load_credentials
from okrsdk.sheets.transport.http_client import RequestPolicy
from okrsdk.sheets.transport.quota import no_quota
from okrsdk.sheets.transport.retry import LOCAL
from tests.serving import PATIENCE, served

SHEET = "https://sheets.googleapis.com/v4/spreadsheets/abc"
GOOGLE = "https://oauth2.googleapis.com/token"
BOT = "okr-bot@project.iam.gserviceaccount.com"


@dataclass
class TokenServer:
    """Gives out token-1, token-2 … at /token; elsewhere it answers with the token it was shown, if that is good."""

    url: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    good: set[str] = field(default_factory=set)
    refuses: bool = False

    def __call__(self, environ, start_response):
        request = Request(environ)
        return self._answer(request)(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.path == "/token":
            self.asked.append(parse_qs(request.get_data(as_text=True)))
            if self.refuses:
                return Response('{"error": "invalid_grant"}', 400, content_type="application/json")
            token = f"token-{len(self.asked)}"
            self.good.add(token)
            return Response(
                json.dumps({"access_token": token, "expires_in": 3600, "token_type": "Bearer"}),
                content_type="application/json",
            )
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        body = {"shown": shown} if shown in self.good else {"error": {"code": 401, "message": "no"}}
        return Response(json.dumps(body), 200 if shown in self.good else 401, content_type="application/json")


@pytest.fixture
def server() -> Iterator[TokenServer]:
    app = TokenServer()
    with served(app) as app.url:
        yield app


@pytest.fixture(scope="module")
def private_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture
def key_file(tmp_path: Path, server: TokenServer, private_key: rsa.RSAPrivateKey) -> Path:
    pem = private_key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    content = {
        "type": "service_account",
        "client_email": BOT,
        "private_key": pem.decode(),
        "private_key_id": "1",
        "token_uri": f"{server.url}/token",
    }
    return written(tmp_path, content)


@pytest.fixture
def user_file(tmp_path: Path) -> Path:
    content = {"type": "authorized_user", "client_id": "id", "client_secret": "s", "refresh_token": "refresh-me"}
    return written(tmp_path, content)


def written(folder: Path, content: object) -> Path:
    path = folder / "credentials.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def to_server(server: TokenServer, path: Path | None, *, act_as: str = "") -> SheetsSettings:
    return SheetsSettings(
        home=Path(), backend=Backend.SERVER, server_url=server.url, credentials=path, act_as=act_as, timeout=PATIENCE
    )


def test_a_service_account_signs_its_claim_and_shows_the_token_it_gets(server, key_file, private_key):
    with connect(to_server(server, key_file)) as connection:
        assert connection.http.request("get", SHEET).json() == {"shown": "token-1"}
        assert connection.http.request("get", SHEET).json() == {"shown": "token-1"}
        assert connection.endpoint.who == BOT
    public = private_key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    claims = google.auth.jwt.decode(server.asked[0]["assertion"][0], certs=public, audience=GOOGLE)
    assert (claims["iss"], claims["scope"], "sub" in claims) == (BOT, " ".join(SCOPES), False)


def test_a_service_account_may_act_for_a_person(server, key_file):
    with connect(to_server(server, key_file, act_as="head-of-marketing@acme.example")) as connection:
        connection.http.request("get", SHEET)
        assert connection.endpoint.who == "head-of-marketing@acme.example"
    claims = google.auth.jwt.decode(server.asked[0]["assertion"][0], verify=False)
    assert claims["sub"] == "head-of-marketing@acme.example"


def test_a_token_that_is_refused_is_renewed_once(server, key_file):
    with connect(to_server(server, key_file)) as connection:
        connection.http.request("get", SHEET)
        server.good.clear()
        assert connection.http.request("get", SHEET).json() == {"shown": "token-2"}


def test_threads_share_one_token(server, key_file):
    shown = []
    with connect(to_server(server, key_file)) as connection:
        threads = [
            threading.Thread(target=lambda: shown.append(connection.http.request("get", SHEET).json()["shown"]))
            for _ in range(8)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert shown == ["token-1"] * 8
    assert len(server.asked) == 1


def test_a_revoked_key_asks_to_sign_in_again(server, key_file):
    server.refuses = True
    with connect(to_server(server, key_file)) as connection, pytest.raises(AccessError, match="Signing in failed"):
        connection.http.request("get", SHEET)


def test_a_token_given_by_the_caller_is_shown_as_it_is(server):
    server.good.add("mine")
    with connect(to_server(server, None), token="mine", who="lead@acme.example") as connection:  # noqa: S106 -- opens nothing
        assert connection.http.request("get", SHEET).json() == {"shown": "mine"}


def test_a_token_given_by_the_caller_that_has_expired_asks_to_sign_in_again(server):
    connection = connect(to_server(server, None), token="old", who="lead@acme.example")  # noqa: S106 -- opens nothing
    with connection, pytest.raises(AccessError, match=r"sign in again as lead@acme\.example") as caught:
        connection.http.request("get", SHEET)
    assert caught.value.status == 401


def test_a_token_server_that_is_down_is_no_access_error(server, key_file, clock):
    ticking = clock.as_clock()
    policy = RequestPolicy(retry=LOCAL, quota=no_quota(ticking), clock=ticking)
    transport = httpx.MockTransport(
        lambda request: (_ for _ in ()).throw(httpx.ConnectError("refused", request=request))
    )
    connection = connect(to_server(server, key_file), policy=policy, transport=transport)
    with connection, pytest.raises(UnavailableError, match="No connection to the sign-in server"):
        connection.http.request("get", SHEET)
    assert clock.sleeps == [0.1]


def test_a_persons_file_is_renewed_with_its_refresh_token(user_file):
    credentials = load_credentials(user_file)
    assert isinstance(credentials, UserCredentials)
    assert (credentials.refresh_token, account_of(credentials)) == ("refresh-me", "")


def test_acting_for_a_person_needs_a_service_account(user_file):
    with pytest.raises(ConfigError, match="service accounts only"):
        load_credentials(user_file, act_as="lead@acme.example")


@pytest.mark.parametrize(
    "content",
    [
        {},
        [],
        {"type": "service_account"},
        {"type": "service_account", "client_email": BOT, "token_uri": "x", "private_key": "PRIVATE-secret"},
        {"type": "authorized_user"},
        {"type": "external"},
        {"type": ["service_account"]},
    ],
)
def test_a_file_of_another_kind_is_refused_without_quoting_it(tmp_path, content):
    with pytest.raises(ConfigError, match="neither the key file") as caught:
        load_credentials(written(tmp_path, content))
    assert "secret" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.json cannot be read: No such file or directory"):
        load_credentials(tmp_path / "none.json")


def test_application_default_credentials_are_found_where_google_puts_them(monkeypatch, key_file):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(key_file))
    assert account_of(load_credentials(None)) == BOT


def test_a_machine_without_default_credentials_says_what_to_set(monkeypatch, tmp_path):
    monkeypatch.setenv("GOOGLE_APPLICATION_CREDENTIALS", str(tmp_path / "none.json"))
    with pytest.raises(ConfigError, match="Sign in with `okr login`, set OKR_CREDENTIALS"):
        load_credentials(None)


def test_a_bare_token_does_not_say_whose_it_is():
    assert account_of(bearer_credentials("token")) == ""
