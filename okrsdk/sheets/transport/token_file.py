"""The token file of a person who signed in: readable by its owner alone, and written again whenever it is renewed."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from google.oauth2 import credentials as user_credentials

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from google.auth.transport import Request


class SavedCredentials(user_credentials.Credentials):
    """A person's credentials that are kept in a file, which every renewal brings up to date."""

    path: Path

    def refresh(self, request: Request) -> None:
        """A new access token, kept for the next command too."""
        super().refresh(request)  # type: ignore[no-untyped-call] # google-auth has no types here
        with suppress(ConfigError):  # a folder that became read-only costs the next command a renewal, and no more
            write_token_file(self, self.path)


def write_token_file(credentials: user_credentials.Credentials, path: Path) -> None:
    """Keeps the credentials: a file of mode 0600, written beside and then put in place of the one before.

    Raises:
        ConfigError: the folder cannot be written to.
    """
    expiry = credentials.expiry
    content = {
        "type": "authorized_user",
        "account": credentials.account,
        "client_id": credentials.client_id,
        "client_secret": credentials.client_secret,
        "expiry": expiry.isoformat() if expiry else None,
        "refresh_token": credentials.refresh_token,
        "scopes": list(credentials.granted_scopes or credentials.scopes or ()),
        "token": credentials.token,
        "token_uri": credentials.token_uri,
    }
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.stem}-")  # of mode 0600
    except OSError as exc:
        raise _unwritable(path, exc) from exc
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=2)
        Path(beside).replace(path)
    except OSError as exc:
        Path(beside).unlink(missing_ok=True)
        raise _unwritable(path, exc) from exc


def read_token_file(path: Path) -> SavedCredentials:
    """The credentials that a token file keeps.

    Raises:
        ConfigError: it cannot be read, or is none.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        saved = SavedCredentials(  # type: ignore[no-untyped-call] # google-auth has no types here
            token=content["token"],
            refresh_token=content["refresh_token"],
            token_uri=content["token_uri"],
            client_id=content["client_id"],
            client_secret=content["client_secret"],
            scopes=content["scopes"],
            account=content["account"] or "",
            expiry=datetime.fromisoformat(content["expiry"]) if content["expiry"] else None,
        )
    except OSError as exc:
        raise ConfigError(f"The sign-in kept in {path} cannot be read: {exc.strerror}.", setting="profile") from exc
    except (ValueError, KeyError, TypeError):
        # The cause is left out on purpose: it may quote from the file.
        message = f"{path} is not a sign-in that `okr login` wrote. Remove it and sign in again."
        raise ConfigError(message, setting="profile") from None
    saved.path = path
    return saved


def _unwritable(path: Path, error: OSError) -> ConfigError:
    message = f"The sign-in cannot be kept in {path.parent}: {error.strerror}. Set OKR_HOME to another folder."
    return ConfigError(message, setting="home")
