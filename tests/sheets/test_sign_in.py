"""Signing in over real loopback HTTP: the person's browser is played by httpx, the sign-in server really listens."""

import json
import logging
import stat
from collections.abc import Iterator
from dataclasses import replace
from threading import Thread

import httpx
import pytest

from okrsdk.errors import AccessError, ConfigError, UnavailableError
from okrsdk.sheets.account import account_in_use, email_of
from okrsdk.sheets.profiles import CredentialsSource, credentials_of, profile_names, source_of, token_file
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.sign_in import ALL_SHEETS, DRIVE_FILE, keep, sign_in, sign_out
from tests.oauth_server import LEAD, REFRESH, SECRET, OAuthServer
from tests.present import present
from tests.serving import PATIENCE, served


@pytest.fixture
def server(monkeypatch) -> Iterator[OAuthServer]:
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the server of the test has no certificate
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    app = OAuthServer()
    with served(app) as app.url:
        yield app


@pytest.fixture
def settings(tmp_path, server) -> SheetsSettings:
    return SheetsSettings(
        home=tmp_path / "home", backend=Backend.SERVER, server_url=server.url, profile="acme", timeout=PATIENCE
    )


def browse(url):
    """Opens the address as a browser does, which follows where it is sent."""
    Thread(target=lambda: httpx.get(url, follow_redirects=True, trust_env=False), daemon=True).start()


def signed_in(server, tmp_path, settings, **options):
    credentials = sign_in(server.client_file(tmp_path), show=browse, wait=20, **options)
    keep(credentials, token_file(settings), account=LEAD)
    return token_file(settings)


def changed(path, **fields):
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


def test_the_least_is_asked_for_with_a_proof_key_and_a_redirect_to_this_machine(server, tmp_path, settings):
    signed_in(server, tmp_path, settings)
    asked = server.asked[0]
    assert (asked["scope"], asked["access_type"], asked["code_challenge_method"]) == (DRIVE_FILE, "offline", "S256")
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert email_of(settings) == LEAD


def test_all_spreadsheets_are_asked_for_by_name_alone(server, tmp_path, settings):
    signed_in(server, tmp_path, settings, all_sheets=True)
    assert server.asked[0]["scope"].split() == [DRIVE_FILE, ALL_SHEETS]
    assert present(account_in_use(settings)).scopes == ("drive.file", "spreadsheets")


def test_the_token_file_is_its_owners_alone_and_stands_by_itself(server, tmp_path, settings):
    path = signed_in(server, tmp_path, settings)
    path.chmod(0o644)
    signed_in(server, tmp_path, settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["acme.json"]
    assert profile_names(settings.home) == ("acme",)


def test_a_token_that_ran_out_is_renewed_and_kept(server, tmp_path, settings):
    path = signed_in(server, tmp_path, settings)
    changed(path, expiry="2020-01-01T00:00:00")
    assert email_of(settings) == LEAD
    kept = json.loads(path.read_text())
    assert (kept["token"], kept["account"], server.given) == ("access-2", LEAD, 2)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert email_of(settings) == LEAD
    assert server.given == 2


def test_a_sign_in_that_was_revoked_says_what_to_do(server, tmp_path, settings):
    path = signed_in(server, tmp_path, settings)
    server.revoked.add(REFRESH)
    changed(path, expiry="2020-01-01T00:00:00")
    with pytest.raises(AccessError, match=r"were revoked.*Sign in again \(`okr login`\)") as caught:
        email_of(settings)
    assert REFRESH not in str(caught.value)


def test_no_log_tells_a_secret(server, tmp_path, settings, caplog):
    caplog.set_level("DEBUG")
    signed_in(server, tmp_path, settings)
    changed(token_file(settings), expiry="2020-01-01T00:00:00")
    email_of(settings)
    sign_out(token_file(settings))
    told = [f"{record.name}: {record.getMessage()}" for record in caplog.records]
    assert told
    assert [line for line in told if any(secret in line for secret in (SECRET, REFRESH, "access-1", "access-2"))] == []
    # The code stands in the address that the browser is sent to, which here is httpx over httpcore, and nowhere else.
    assert {line.partition(":")[0].partition(".")[0] for line in told if "code-1" in line} == {"httpx", "httpcore"}
    assert logging.getLogger("requests_oauthlib").level == logging.NOTSET


def test_signing_out_revokes_and_deletes(server, tmp_path, settings):
    path = signed_in(server, tmp_path, settings)
    assert sign_out(path)
    assert (server.revoked, path.exists()) == ({REFRESH}, False)
    with pytest.raises(ConfigError, match=r"Nobody is signed in as the profile acme. Run `okr login --profile acme`"):
        credentials_of(settings)


def test_what_could_not_be_revoked_is_deleted_all_the_same(server, tmp_path, settings):
    path = signed_in(server, tmp_path, settings)
    changed(path, token_uri="http://127.0.0.1:1/token")  # noqa: S106 -- opens nothing
    assert not sign_out(path)
    assert not path.exists()


def test_a_person_who_says_no_is_not_signed_in(server, tmp_path, settings):
    server.refuses = "access_denied"
    with pytest.raises(AccessError, match="You did not allow the access"):
        signed_in(server, tmp_path, settings)


def test_a_box_that_was_not_ticked_is_told(server, tmp_path, settings):
    server.grants = DRIVE_FILE
    with pytest.raises(AccessError, match="tick every box"):
        signed_in(server, tmp_path, settings, all_sheets=True)


def test_nobody_who_comes_is_not_waited_for_without_end(server, tmp_path):
    with pytest.raises(AccessError, match="Nobody signed in within 0 seconds"):
        sign_in(server.client_file(tmp_path), show=lambda _: None, wait=0)


def test_a_sign_in_server_that_is_gone_is_no_refusal(server, tmp_path):
    client = server.client_file(tmp_path)
    client.write_text(client.read_text().replace(f"{server.url}/token", "http://127.0.0.1:1/token"))
    with pytest.raises(UnavailableError, match="No connection to the sign-in server"):
        sign_in(client, show=browse, wait=20)


def test_a_client_whose_secret_was_changed_is_refused(server, tmp_path):
    client = server.client_file(tmp_path)
    client.write_text(client.read_text().replace(SECRET, "the-one-before"))
    with pytest.raises(AccessError, match=r"The sign-in failed \(invalid_grant\)") as caught:
        sign_in(client, show=browse, wait=20)
    assert "the-one-before" not in str(caught.value)


def test_a_folder_that_cannot_be_written_to_is_named(server, tmp_path, settings):
    settings.home.write_text("a file")
    with pytest.raises(ConfigError, match=r"cannot be kept in .*accounts: Not a directory\. Set OKR_HOME"):
        signed_in(server, tmp_path, settings)


def test_a_client_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"none\.json cannot be read: No such file or directory"):
        sign_in(tmp_path / "none.json", show=lambda _: None)


@pytest.mark.parametrize("content", ["{", "[]", '{"web": {"client_id": "x"}}', '{"installed": {"client_id": "x"}}'])
def test_what_is_no_client_of_a_desktop_app_is_refused_with_where_to_make_one(tmp_path, content):
    path = tmp_path / "client.json"
    path.write_text(content)
    with pytest.raises(ConfigError, match="Desktop app, and download its JSON"):
        sign_in(path, show=lambda _: None)


def test_a_broken_token_file_is_refused_without_quoting_it(settings):
    path = token_file(settings)
    path.parent.mkdir(parents=True)
    path.write_text(f'{{"client_secret": "{SECRET}"}}')
    with pytest.raises(ConfigError, match="is not a sign-in that `okr login` wrote") as caught:
        credentials_of(settings)
    assert SECRET not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_full_drive_and_the_drives_that_are_shared_are_told(server, tmp_path, settings):
    signed_in(server, tmp_path, settings)
    assert present(account_in_use(settings)).why_not == ""
    assert present(account_in_use(settings)).shared_drives is None
    server.storage = {"usage": "15", "limit": "15"}
    server.drives = [
        {"id": "2", "name": "Clients", "capabilities": {"canAddChildren": True}},
        {"id": "1", "name": "Archive", "capabilities": {"canAddChildren": False}},
    ]
    account = present(account_in_use(settings))
    assert "storageQuotaExceeded" in account.why_not
    assert [(drive.name, drive.may_create) for drive in present(account.shared_drives)] == [
        ("Archive", False),
        ("Clients", True),
    ]


def test_a_profile_gives_way_to_a_file_and_to_acting_for_another_and_goes_before_googles_default(tmp_path, settings):
    google = replace(settings, backend=Backend.GOOGLE, profile="")
    assert source_of(google) is CredentialsSource.APPLICATION_DEFAULT
    token_file(google).parent.mkdir(parents=True)
    token_file(google).write_text("{}")
    assert token_file(google).name == "default.json"
    assert source_of(google) is CredentialsSource.PROFILE
    assert source_of(replace(google, act_as=LEAD)) is CredentialsSource.APPLICATION_DEFAULT
    assert source_of(replace(google, credentials=tmp_path / "key.json")) is CredentialsSource.FILE
    assert source_of(replace(google, backend=Backend.EMBEDDED)) is CredentialsSource.NONE


def test_a_person_cannot_act_for_another(settings):
    with pytest.raises(ConfigError, match="OKR_ACT_AS is for service accounts only, and acme is the profile"):
        credentials_of(replace(settings, act_as=LEAD))
