"""Credentials: who we are to Google, through google-auth.

Least privilege. A service account reads and writes the spreadsheets shared with its address, which needs the scope
`spreadsheets`; it gets no access to Drive. A person's file carries the scopes the person agreed to (`drive.file`: only
the files made or opened with okrsdk). Nothing else is asked for.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import google.auth
from google.auth import exceptions as auth_errors
from google.auth.credentials import Credentials
from google.oauth2 import credentials as user_credentials
from google.oauth2 import service_account

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SCOPES = ("https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive.file")
"""Spreadsheets, and of Drive no more than the files that are made here."""


def load_credentials(path: Path | None, *, act_as: str = "") -> Credentials:
    """Credentials from a file of Google's, or the application default credentials when there is none.

    Args:
        path: key file of a service account, or an authorized user's file.
        act_as: e-mail address of the person for whom a service account acts.

    Raises:
        ConfigError: the file is missing or of another kind, or this machine has no default credentials.
    """
    credentials = _default() if path is None else _from_file(path)
    if not act_as:
        return credentials
    if not isinstance(credentials, service_account.Credentials):
        raise ConfigError(
            "OKR_ACT_AS is for service accounts only. Remove it, or set OKR_CREDENTIALS.", setting="act_as"
        )
    delegated: Credentials = credentials.with_subject(act_as)  # type: ignore[no-untyped-call] # google-auth has no types here
    return delegated


def bearer_credentials(token: str) -> Credentials:
    """Credentials that are an access token given by the caller; they cannot be renewed."""
    return user_credentials.Credentials(token=token)  # type: ignore[no-untyped-call] # google-auth has no types here


def account_of(credentials: Credentials) -> str:
    """E-mail address of the account that the credentials are of, empty when they do not say."""
    for attribute in ("service_account_email", "account"):
        address = getattr(credentials, attribute, None)
        if isinstance(address, str) and "@" in address:
            return address
    return ""


def _default() -> Credentials:
    try:
        credentials, _ = google.auth.default(scopes=SCOPES)
    except auth_errors.DefaultCredentialsError as exc:
        raise ConfigError(
            "No Google credentials were found. Sign in with `okr login`, set OKR_CREDENTIALS to the key file of a "
            "service account, or run `gcloud auth application-default login`. OKR_SHEETS=local needs no account.",
            setting="credentials",
        ) from exc
    return credentials


def _from_file(path: Path) -> Credentials:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        kind = content["type"]
        return _KINDS[kind](content)
    except OSError as exc:
        raise ConfigError(
            f"The credentials file {path} cannot be read: {exc.strerror}.", setting="credentials"
        ) from exc
    except (ValueError, KeyError, TypeError, auth_errors.GoogleAuthError):
        # The cause is left out on purpose: a message about a broken key may quote from it.
        raise ConfigError(
            f"{path} is neither the key file of a service account nor an authorized user's file. "
            "Download the key again from Google Cloud (IAM > Service accounts > Keys).",
            setting="credentials",
        ) from None


def _service_account(content: dict[str, str]) -> Credentials:
    read = service_account.Credentials.from_service_account_info
    credentials: Credentials = read(content, scopes=SCOPES)  # type: ignore[no-untyped-call] # as above
    return credentials


def _authorized_user(content: dict[str, str]) -> Credentials:
    read = user_credentials.Credentials.from_authorized_user_info
    credentials: Credentials = read(content)  # type: ignore[no-untyped-call] # as above
    return credentials


_KINDS: dict[str, Callable[[dict[str, str]], Credentials]] = {
    "service_account": _service_account,
    "authorized_user": _authorized_user,
}
