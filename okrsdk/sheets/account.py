"""The account in use: who it is, how it signs in, and what it may do, which is tried and not guessed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import AccessError
from okrsdk.sheets.connection import connect
from okrsdk.sheets.profiles import CredentialsSource, credentials_of, source_of, token_file
from okrsdk.sheets.transport.errors import OWN_FILES

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

    from okrsdk.sheets.connection import Connection
    from okrsdk.sheets.settings import SheetsSettings
    from okrsdk.sheets.transport.http_client import Params
    from okrsdk.workbook.sheets_types import JsonObject

_DRIVE_URL = "https://www.googleapis.com/drive/v3"
_ABOUT: Params = {"fields": "user(emailAddress),storageQuota"}
_DRIVES: Params = {"fields": "nextPageToken,drives(id,name,capabilities(canAddChildren))", "pageSize": 100}
_MAKES_FILES = frozenset({"drive", "drive.file"})
_SCOPE = "https://www.googleapis.com/auth/"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedDrive:
    """A shared drive that the account is a member of.

    Attributes:
        drive_id: its ID.
        name: its name.
        may_create: whether the account may make files in it.
    """

    drive_id: str
    name: str
    may_create: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """The account that the settings mean, and what it may do.

    Attributes:
        email: its address as the server has it; empty where it does not say.
        source: where its credentials come from.
        detail: the file they are in, or the service account that acts for a person; empty where there is neither.
        scopes: what it was signed in for, without the beginning that all of Google's have; empty where not known.
        why_not: why it can make no files of its own, with what helps; empty where it can.
        shared_drives: those it is a member of; None where the sign-in does not cover asking.
    """

    email: str
    source: CredentialsSource
    detail: str = ""
    scopes: tuple[str, ...] = ()
    why_not: str = ""
    shared_drives: tuple[SharedDrive, ...] | None = None


def account_in_use(settings: SheetsSettings) -> Account | None:
    """The account, asked of the server; None where none is needed, which is so with Local Sheets.

    Raises:
        ConfigError: the credentials are missing or wrong.
        AccessError: the sign-in is not valid any more.
        SheetsError: the server gave no good answer.
    """
    credentials = credentials_of(settings)
    if credentials is None:
        return None
    with connect(settings) as connection:
        about = _about(connection)
        drives = _shared_drives(connection)
    scopes = _scopes(credentials)
    robot = getattr(credentials, "service_account_email", "")
    return Account(
        email=_email(about),
        source=source_of(settings),
        detail=_detail(settings, robot),
        scopes=scopes,
        why_not=_why_not(about, scopes, is_robot=bool(robot) and not settings.act_as),
        shared_drives=drives,
    )


def email_of(settings: SheetsSettings) -> str:
    """E-mail address of the account, asked of the server.

    Raises:
        ConfigError: the credentials are missing or wrong.
        SheetsError: the server gave no good answer.
    """
    with connect(settings) as connection:
        return _email(_about(connection))


def _about(connection: Connection) -> JsonObject:
    answer: JsonObject = connection.http.request("get", f"{_DRIVE_URL}/about", params=_ABOUT).json()
    return answer


def _email(about: JsonObject) -> str:
    user = about.get("user")
    return str(user.get("emailAddress", "")) if isinstance(user, dict) else ""


def _detail(settings: SheetsSettings, robot: str) -> str:
    if settings.act_as:
        return f"{robot} acts for {settings.act_as}"
    if source_of(settings) is CredentialsSource.PROFILE:
        return str(token_file(settings))
    return str(settings.credentials or "")


def _scopes(credentials: Credentials) -> tuple[str, ...]:
    granted = getattr(credentials, "granted_scopes", None) or getattr(credentials, "scopes", None) or ()
    return tuple(sorted(str(scope).removeprefix(_SCOPE) for scope in granted))


def _why_not(about: JsonObject, scopes: tuple[str, ...], *, is_robot: bool) -> str:
    if is_robot:
        return f"Service accounts own no storage, so a new file is refused (storageQuotaExceeded): {OWN_FILES}"
    if scopes and not _MAKES_FILES & set(scopes):
        return "The sign-in does not cover making files. Sign in again: `okr login`."
    storage = about.get("storageQuota")
    limit = storage.get("limit") if isinstance(storage, dict) else None
    if isinstance(storage, dict) and limit is not None and int(str(storage.get("usage", 0))) >= int(str(limit)):
        return "The Drive is full (storageQuotaExceeded): empty its bin, buy storage, or use a shared drive."
    return ""


def _shared_drives(connection: Connection) -> tuple[SharedDrive, ...] | None:
    found: list[SharedDrive] = []
    page: str | None = None
    while True:
        try:
            params = {**_DRIVES, "pageToken": page}
            answer = connection.http.request("get", f"{_DRIVE_URL}/drives", params=params).json()
        except AccessError:  # `drive.file` is not enough for this, and for all else it is
            return None
        found += [_shared_drive(drive) for drive in answer.get("drives", ())]
        page = answer.get("nextPageToken")
        if not page:
            return tuple(sorted(found, key=lambda drive: (drive.name.casefold(), drive.drive_id)))


def _shared_drive(drive: JsonObject) -> SharedDrive:
    capabilities = drive.get("capabilities")
    may_create = isinstance(capabilities, dict) and capabilities.get("canAddChildren") is True
    return SharedDrive(drive_id=str(drive["id"]), name=str(drive.get("name", "")), may_create=may_create)
