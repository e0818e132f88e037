"""Signing in as a person, and out again: OAuth for installed apps, with a redirect to this machine and PKCE."""

from __future__ import annotations

import json
import logging
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx
import requests
from google_auth_oauthlib.flow import InstalledAppFlow, WSGITimeoutError
from oauthlib.oauth2 import OAuth2Error

from okrsdk.errors import AccessError, ConfigError, SheetsError, UnavailableError
from okrsdk.sheets.transport.token_file import read_token_file, write_token_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from google.oauth2.credentials import Credentials

DRIVE_FILE = "https://www.googleapis.com/auth/drive.file"
"""Only the files that were made or opened with this OAuth client."""
ALL_SHEETS = "https://www.googleapis.com/auth/spreadsheets"
"""All spreadsheets of the person."""
_WAIT = 300
_DONE = "You are signed in to okr. You may close this window."
_REVOKE_WAIT = 30.0
_TELLTALES = ("google_auth_oauthlib", "oauthlib", "requests_oauthlib")


class _Flow(InstalledAppFlow):  # type: ignore[misc] # google-auth-oauthlib has no types
    """The library's flow, which tells the address to whoever shows it instead of printing it on standard output."""

    show: Callable[[str], None]

    def authorization_url(self, **kwargs: object) -> tuple[str, str]:
        url, state = super().authorization_url(**kwargs)
        self.show(url)
        return url, state


def sign_in(client: Path, *, show: Callable[[str], None], all_sheets: bool = False, wait: int = _WAIT) -> Credentials:
    """The credentials of the person who agrees in the browser; they are not kept yet.

    Args:
        client: file with the OAuth client of a desktop app, as Google Cloud gives it for download.
        show: opens the address in a browser, or tells it to the person; must not wait for the answer.
        all_sheets: ask for all spreadsheets of the person, and not only for the files made with this client.
        wait: seconds until nobody is expected to agree any more.

    Raises:
        ConfigError: the file is not such a client.
        AccessError: the person did not agree, or not in time.
        UnavailableError: the sign-in server gave no answer.
    """
    flow = _Flow.from_client_config(
        _client(client), [DRIVE_FILE, *([ALL_SHEETS] if all_sheets else [])], autogenerate_code_verifier=True
    )
    flow.show = show
    try:
        credentials = _run(flow, wait)
    except WSGITimeoutError:
        raise AccessError(f"Nobody signed in within {wait} seconds. Run `okr login` again.") from None
    except OAuth2Error as error:
        raise _refused(error) from None  # the cause may quote what was sent
    except Warning:  # so the library says that other scopes were granted
        raise AccessError("You allowed less than okr asks for. Sign in again and tick every box.") from None
    except requests.RequestException:
        raise UnavailableError("No connection to the sign-in server. Check the network connection.") from None
    if not credentials.refresh_token:
        raise AccessError("The sign-in server gave nothing to stay signed in with. Run `okr login` again.")
    return credentials


def _run(flow: _Flow, wait: int) -> Credentials:
    # Of the addresses of this machine, a number cannot be led elsewhere by the table of hosts (RFC 8252, 8.3).
    with _no_secrets_logged():
        credentials: Credentials = flow.run_local_server(
            host="127.0.0.1",
            port=0,
            authorization_prompt_message=None,
            success_message=_DONE,
            open_browser=False,
            timeout_seconds=wait,
            prompt="consent",  # without it a second sign-in gets no refresh token
        )
    return credentials


@contextmanager
def _no_secrets_logged() -> Iterator[None]:
    """Within it the libraries of OAuth, which write tokens and the client's secret to the log, keep still."""
    loggers = [logging.getLogger(name) for name in _TELLTALES]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def sign_out(path: Path) -> bool:
    """Deletes the token file and has Google forget the sign-in; whether it could be told.

    Raises:
        ConfigError: the file is no token file, or cannot be deleted.
    """
    credentials = read_token_file(path)
    try:
        path.unlink()
    except OSError as exc:
        raise ConfigError(f"{path} cannot be deleted: {exc.strerror}.", setting="profile") from exc
    try:
        # Google's endpoint to revoke lies beside the one that gives out tokens.
        url = httpx.URL(credentials.token_uri).join("revoke")
        answer = httpx.post(url, data={"token": credentials.refresh_token}, timeout=_REVOKE_WAIT)
    except (httpx.HTTPError, httpx.InvalidURL):
        return False
    return answer.is_success or answer.status_code == HTTPStatus.BAD_REQUEST  # 400: it was revoked before


def keep(credentials: Credentials, path: Path, *, account: str = "") -> None:
    """Keeps the credentials in a token file, with whose they are.

    Raises:
        ConfigError: the folder cannot be written to.
    """
    named = credentials.with_account(account) if account else credentials  # type: ignore[no-untyped-call] # no types here
    write_token_file(named, path)


def _client(path: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise ConfigError(f"The file {path} cannot be read: {exc.strerror}.", setting="oauth_client") from exc
    except ValueError:
        content = None
    client = content.get("installed") if isinstance(content, dict) else None
    needed = ("client_id", "client_secret", "auth_uri", "token_uri")
    if not isinstance(client, dict) or not all(isinstance(client.get(key), str) for key in needed):
        raise ConfigError(
            f"{path} is not the OAuth client of a desktop app. In Google Cloud choose Google Auth Platform > Clients > "
            "Create client > Desktop app, and download its JSON.",
            setting="oauth_client",
        )
    return {"installed": client}


def _refused(error: OAuth2Error) -> SheetsError:
    if error.error == "access_denied":
        return AccessError("You did not allow the access, so nobody is signed in.")
    if error.error == "invalid_client":
        return AccessError("Google does not know this OAuth client, or its secret was changed. Download it again.")
    return AccessError(f"The sign-in failed ({error.error}). Run `okr login` again.")
