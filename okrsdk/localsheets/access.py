"""Who calls, and what they may do with a file.

Left alone, Local Sheets takes any credential or none, and everyone is the default user, who owns what is made. The
setting ``auth`` (``{"required": true, "lifetime": seconds}``) turns the imitation on: then only tokens issued by
``/token`` count.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError, DriveError, file_not_found, forbidden

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.database import Database
    from okrsdk.localsheets.store.files import File

DEFAULT_USER = "user@localsheets.invalid"
DEFAULT_LIFETIME = 3600
ROLES = ("reader", "commenter", "writer", "fileOrganizer", "organizer", "owner")
HELP = (
    "Expected OAuth 2 access token, login cookie or other valid authentication credential. "
    "See https://developers.google.com/identity/sign-in/web/devconsole-project."
)


def issue_token(database: Database, email: str, *, now: float, lifetime: float) -> str:
    """A new access token for this person or service account."""
    token = "ya29.local-" + secrets.token_urlsafe(24)
    with database.writing() as connection:
        connection.execute("DELETE FROM token WHERE expires < ?", (now - 86400,))
        connection.execute("INSERT INTO token VALUES (?, ?, ?)", (token, email, now + lifetime))
    return token


def identify(database: Database, token: str | None, *, method: str, required: bool, now: float) -> str:
    """The e-mail address of the caller.

    Raises:
        ApiError: 401 for a token that is unknown (where tokens are required) or has expired; 403 or 401, as Google
        does by method, for no credential where one is required.
    """
    if token is None:
        if not required:
            return DEFAULT_USER
        if method == "GET":
            raise ApiError(
                403,
                "Method doesn't allow unregistered callers (callers without established identity). "
                "Please use API Key or other form of API consumer identity to call this API.",
            )
        raise ApiError(401, f"Request is missing required authentication credential. {HELP}")
    with database.reading() as connection:
        row = connection.execute("SELECT email, expires FROM token WHERE token = ?", (token,)).fetchone()
    if (row is None and required) or (row is not None and row[1] <= now):
        raise ApiError(401, f"Request had invalid authentication credentials. {HELP}")
    return str(row[0]) if row else DEFAULT_USER


def new_permissions(owner: str) -> list[JsonObject]:
    """The permissions of a file that this person has just made."""
    return [{"id": permission_id(owner), "type": "user", "role": "owner", "emailAddress": owner}]


def permission_id(email: str) -> str:
    """Drive's number for a person, made from the address."""
    number = 0
    for letter in email.lower():
        number = (number * 131 + ord(letter)) % 10**20
    return f"{number:020d}"


def role_of(permissions: Sequence[JsonObject] | None, email: str) -> str | None:
    """The caller's strongest role on a file with these permissions; None for no access."""
    if permissions is None:
        return "owner"
    roles = [item["role"] for item in permissions if _is_for(item, email.lower())]
    return max(roles, key=ROLES.index, default=None)


def _is_for(item: JsonObject, email: str) -> bool:
    if item.get("type") == "anyone":
        return True
    if item.get("type") == "domain":
        return email.endswith("@" + str(item.get("domain", "")).lower())
    return str(item.get("emailAddress", "")).lower() == email


def check_sheet(file: File, email: str, *, writing: bool) -> None:
    """Checks that the caller may read or write the spreadsheet.

    Raises:
        ApiError: 403.
    """
    role = role_of(file.extra.get("permissions"), email)
    if role is None or (writing and ROLES.index(role) < ROLES.index("writer")):
        raise forbidden()


def check_file(file: File, email: str, *, role: str = "reader") -> None:
    """Checks that the caller has at least this role on the file.

    Raises:
        DriveError: 404, as Drive answers, where the caller may not even see it; else 403.
    """
    own = role_of(file.extra.get("permissions"), email)
    if own is None:
        raise file_not_found(file.id)
    if ROLES.index(own) < ROLES.index(role):
        raise DriveError(
            403,
            f"The user does not have sufficient permissions for file {file.id}.",
            reason="insufficientFilePermissions",
        )
