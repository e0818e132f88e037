"""`okr login`, `whoami` and `logout` as people use them; the browser is played by httpx."""

import json
import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from okrsdk.localsheets import LocalSheets
from tests.oauth_server import LEAD, REFRESH, SECRET, OAuthServer
from tests.present import present
from tests.serving import PATIENCE, served

OKR = Path(sys.executable).with_name("okr")


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")  # the server of the test has no certificate
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    app = OAuthServer()
    with served(app) as app.url:
        monkeypatch.setenv("OKR_SHEETS", app.url)
        yield app


@pytest.mark.slow
def test_from_signing_in_to_signing_out(okr, server, tmp_path, monkeypatch):
    client = server.client_file(tmp_path)
    login = [OKR, "login", "--client", client, "--profile", "acme", "--no-browser"]
    with subprocess.Popen(login, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ) as running:
        talk = present(running.stderr)
        assert talk.readline() == "Open this address in a browser on this machine:\n"
        page = httpx.get(talk.readline().strip(), follow_redirects=True, trust_env=False, timeout=PATIENCE)
        assert page.text == "You are signed in to okr. You may close this window."
        out, err = running.communicate(timeout=PATIENCE)
    assert (running.returncode, out) == (0, f"Signed in as {LEAD} (profile acme).\n")

    who = okr("whoami", "--profile", "acme")
    assert who.status == 0
    labels = [line[:15].strip() for line in who.out.splitlines()]
    assert labels == ["Account", "Signed in by", "Covers", "New files", "Shared drives"]
    assert f"Account        {LEAD}\n" in who.out
    assert "drive.file (the files made with okr)" in who.out
    assert "New files      yes, in its own Drive" in who.out
    told = okr("whoami", "--profile", "acme", "--format", "json")
    assert (told.json["account"], told.json["source"], told.json["may_create_files"]) == (LEAD, "profile", True)

    monkeypatch.delenv("OKR_SHEETS")
    assert "set OKR_PROFILE to a profile that is signed in: acme." in okr("whoami").err

    monkeypatch.setenv("OKR_SHEETS", server.url)
    left = okr("logout", "--profile", "acme")
    assert (left.status, left.out, server.revoked) == (0, "Signed out (profile acme).\n", {REFRESH})
    again = okr("logout", "--profile", "acme")
    assert again.status == 2
    assert "Nobody is signed in as the profile acme. There is nothing to sign out of." in again.err
    everything = out + err + "".join(answer.out + answer.err for answer in (who, told, left, again))
    assert not [secret for secret in (SECRET, REFRESH, "access-") if secret in everything]


def test_what_google_could_not_be_told_is_said_with_where_to_go(okr, server, tmp_path):
    kept = tmp_path / "home" / "accounts" / "default.json"
    kept.parent.mkdir(parents=True)
    fields = dict.fromkeys(("token", "refresh_token", "client_id", "client_secret", "account"), "x")
    kept.write_text(json.dumps({**fields, "token_uri": "http://127.0.0.1:1/token", "scopes": [], "expiry": None}))
    answer = okr("logout")
    assert (answer.status, kept.exists()) == (2, False)
    assert "is deleted here, but Google could not be told. Remove okr at https://myaccount.google.com" in answer.err


def test_local_sheets_needs_no_account(okr):
    answer = okr("whoami")
    assert answer.status == 0
    assert answer.out.startswith("No account is needed: okr works on Local Sheets (")
    assert "For Google Sheets sign in with `okr login`" in answer.err
    assert okr("whoami", "--format", "json").json == {"account": None, "source": "none"}


def test_signing_in_without_a_client_says_how_to_make_one(okr):
    answer = okr("login")
    assert answer.status == 2
    assert "--client FILE, or OKR_OAUTH_CLIENT" in answer.err
    assert "Desktop app" in answer.err


def test_a_profile_is_no_path(okr):
    answer = okr("whoami", "--profile", "../key")
    assert answer.status == 2
    assert "'../key' cannot be the name of a profile." in answer.err


def test_a_service_account_hears_that_it_owns_no_storage_and_where_it_can_make_files(okr, tmp_path, monkeypatch):
    with LocalSheets(tmp_path / "sheets") as local, served(local.served_app) as url:
        monkeypatch.setenv("OKR_SHEETS", url)
        monkeypatch.setenv("OKR_CREDENTIALS", str(key_file(tmp_path, url)))
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        bot = httpx.post(f"{url}/token", data={"grant_type": "refresh_token", "refresh_token": BOT}, trust_env=False)
        headers = {"Authorization": f"Bearer {bot.json()['access_token']}"}
        drive = {"name": "Clients"}
        made = httpx.post(f"{url}/drive/v3/drives?requestId=1", json=drive, headers=headers, trust_env=False).json()
        answer = okr("whoami")
        monkeypatch.setenv("OKR_ACT_AS", LEAD)
        acting = okr("whoami", "--format", "json").json
    assert (acting["account"], acting["detail"]) == (LEAD, f"{BOT} acts for {LEAD}")
    assert (acting["may_create_files"], acting["shared_drives"]) == (True, [])
    assert answer.status == 0
    assert f"Account        {BOT}\n" in answer.out
    assert "Service accounts own no storage, so a new file is refused (storageQuotaExceeded): sign in as a person" in (
        answer.out
    )
    assert f"Shared drives  Clients ({made['id']}): may make files\n" in answer.out


BOT = "okr-bot@project.iam.gserviceaccount.com"


def key_file(folder, url):
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    content = {"type": "service_account", "client_email": BOT, "private_key": pem, "token_uri": f"{url}/token"}
    path = folder / "key.json"
    path.write_text(json.dumps(content))
    return path
