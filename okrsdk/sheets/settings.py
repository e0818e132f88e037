"""Settings: which Sheets we talk to, as whom, and where local data lie."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import platformdirs

from okrsdk.errors import ConfigError
from okrsdk.settings_file import SETTINGS_FILE, SHEETS_VARIABLES, settings_table
from okrsdk.sheets.transport.quota import Limits

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEFAULT_TIMEOUT = 60.0
_PROFILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}")
_LIMITS = {
    "per_user": "quota_per_user",
    "per_project": "quota_per_project",
    "drive_per_user": "drive_quota_per_user",
    "drive_per_project": "drive_quota_per_project",
}


class Backend(StrEnum):
    """Which Sheets: the Local Sheets inside this process, a Local Sheets server, or Google."""

    EMBEDDED = "local"
    SERVER = "server"
    GOOGLE = "google"


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetsSettings:
    """How to reach the spreadsheets.

    Attributes:
        home: folder of local data: the workbooks of the embedded Local Sheets.
        backend: which Sheets.
        server_url: base URL of the Local Sheets server, for that backend.
        credentials: key file of a service account, or an authorized user's file; None for a profile or Google's
            application default credentials.
        act_as: e-mail address of the person for whom a service account acts (domain-wide delegation); empty for itself.
        profile: name of the sign-in of `okr login` that is meant; empty for the default one, where there is one.
        oauth_client: file with the OAuth client through which people sign in; None where nobody does.
        timeout: seconds to wait for an answer.
        limits: what the server allows a minute; None for what is usual: Google's limits, and none of Local Sheets'.
        quota_redis: URL of the Redis through which processes share these limits; empty for each process by itself.
    """

    home: Path
    backend: Backend = Backend.EMBEDDED
    server_url: str = ""
    credentials: Path | None = None
    act_as: str = ""
    profile: str = ""
    oauth_client: Path | None = None
    timeout: float = _DEFAULT_TIMEOUT
    limits: Limits | None = None
    quota_redis: str = ""


def settings_from(environment: Mapping[str, str], table: Mapping[str, object] | None = None) -> SheetsSettings:
    """The settings: the environment first, then the `[sheets]` table of `okr.toml`, then the defaults.

    | okr.toml      | environment       | meaning |
    |---------------|-------------------|---------|
    | `home`        | `OKR_HOME`        | folder of local data; by default the user's data folder |
    | `use`         | `OKR_SHEETS`      | `local` (embedded), `google`, or the URL of a Local Sheets server |
    | `credentials` | `OKR_CREDENTIALS` | file of a service account or authorized user; implies `google` |
    | `act_as`      | `OKR_ACT_AS`      | the person a service account acts for |
    | `profile`     | `OKR_PROFILE`     | the sign-in of `okr login` that is meant; implies `google` |
    | `oauth_client` | `OKR_OAUTH_CLIENT` | file with the OAuth client through which `okr login` signs in |
    | `timeout`     | `OKR_TIMEOUT`     | seconds to wait for an answer, 60 by default |
    | `quota_per_user` | `OKR_QUOTA_PER_USER` | reads, and as many writes, a minute for one account, 60 by default |
    | `quota_per_project` | `OKR_QUOTA_PER_PROJECT` | the same for a Google Cloud project, 300 by default |
    | `drive_quota_per_user` | `OKR_DRIVE_QUOTA_PER_USER` | units of Drive a minute for one account |
    | `drive_quota_per_project` | `OKR_DRIVE_QUOTA_PER_PROJECT` | the same for a Google Cloud project |
    | `quota_redis` | `OKR_QUOTA_REDIS` | URL of the Redis through which processes share these limits |

    Raises:
        ConfigError: a setting is unknown or its value is not valid.
    """
    table = table or {}
    _refuse_unknown(table, "[sheets]")
    values = {name: environment.get(variable) or _text(name, table) for name, variable in SHEETS_VARIABLES.items()}
    is_google = bool(values["credentials"] or values["profile"])
    backend, server_url = _backend(values["use"] or ("google" if is_google else "local"))
    return SheetsSettings(
        home=_path("home", values["home"]) or platformdirs.user_data_path("okrsdk"),
        backend=backend,
        server_url=server_url,
        credentials=_path("credentials", values["credentials"]),
        act_as=values["act_as"],
        profile=profile_name(values["profile"]),
        oauth_client=_path("oauth_client", values["oauth_client"]),
        timeout=_seconds(values["timeout"]),
        limits=_limits(values),
        quota_redis=values["quota_redis"],
    )


def load_settings(environment: Mapping[str, str], folder: Path) -> SheetsSettings:
    """The settings from the environment and, where there is one, from `okr.toml` in the folder.

    Raises:
        ConfigError: the file cannot be read, or a setting is wrong.
    """
    table = settings_table(folder, SETTINGS_FILE, "sheets") or {}
    _refuse_unknown(table, f"[sheets] in {folder / SETTINGS_FILE}")
    return settings_from(environment, table)


def profile_name(text: str) -> str:
    """The name of a profile, which is also that of its file.

    Raises:
        ConfigError: it is not one.
    """
    if text and not _PROFILE.fullmatch(text):
        raise ConfigError(
            f"{text!r} cannot be the name of a profile. Use letters, digits, '-', '_' and '.', 64 at most.",
            setting="profile",
        )
    return text


def _refuse_unknown(table: Mapping[str, object], place: str) -> None:
    unknown = next((key for key in table if key not in SHEETS_VARIABLES), None)
    if unknown is not None:
        known = ", ".join(SHEETS_VARIABLES)
        raise ConfigError(f"{unknown!r} is not a setting of {place}. The settings are: {known}.", setting=unknown)


def _text(name: str, table: Mapping[str, object]) -> str:
    value = table.get(name, "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ConfigError(f"{name} in [sheets] must be a text or a number.", setting=name)
    return str(value)


def _backend(use: str) -> tuple[Backend, str]:
    if use in (Backend.EMBEDDED, Backend.GOOGLE):
        return Backend(use), ""
    if not _is_web_address(use):
        raise ConfigError(
            f"OKR_SHEETS is {use!r}. Write local, google, or the URL of a Local Sheets server (http://127.0.0.1:8765).",
            setting="use",
        )
    return Backend.SERVER, use.rstrip("/")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # brackets without an address in them, or a port that is none
        return False


def _path(name: str, text: str) -> Path | None:
    try:
        return Path(text).expanduser() if text else None
    except RuntimeError as exc:
        raise ConfigError(
            f"{SHEETS_VARIABLES[name]} is {text!r}, and there is no such home folder. Write the whole path.",
            setting=name,
        ) from exc


def _limits(values: Mapping[str, str]) -> Limits | None:
    given = {limit: _count(name, values[name]) for limit, name in _LIMITS.items() if values[name]}
    return Limits(**given) if given else None


def _count(name: str, text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ConfigError(f"{SHEETS_VARIABLES[name]} is {text!r}. Write a whole number, 1 or more.", setting=name)
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text or _DEFAULT_TIMEOUT)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise ConfigError(
            f"OKR_TIMEOUT is {text!r}. Write the seconds to wait for an answer, such as 60.", setting="timeout"
        )
    return seconds
