"""What Drive says about a file, to the person who asks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from okrsdk.localsheets.access import DEFAULT_USER, ROLES, new_permissions, permission_id, role_of
from okrsdk.localsheets.store.files import File, stamp
from okrsdk.localsheets.store.library import SPREADSHEET_MIME

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

FOLDER_MIME = "application/vnd.google-apps.folder"
GOOGLE_MIME = "application/vnd.google-apps."
ROOT_ID = "0AALocalSheetsUk9PVA"
#: What Drive tells of a file where no ``fields`` are asked for.
DEFAULT_FIELDS = ("kind", "id", "name", "mimeType")
ADDRESSES = {
    SPREADSHEET_MIME: "https://docs.google.com/spreadsheets/d/{}/edit?usp=drivesdk",
    FOLDER_MIME: "https://drive.google.com/drive/folders/{}",
}
ANY_ADDRESS = "https://drive.google.com/file/d/{}/view?usp=drivesdk"


def root() -> File:
    """The folder of all files that are in no other: it has no owner, and is the same for all."""
    return File(
        id=ROOT_ID,
        name="My Drive",
        mime=FOLDER_MIME,
        version=1,
        created=0,
        modified=0,
        trashed=False,
        extra={"parents": [], "permissions": None},
    )


def permissions_of(file: File) -> list[JsonObject]:
    """Who may do what with the file; a file made without permissions is the default user's."""
    return list(file.extra.get("permissions") or new_permissions(DEFAULT_USER))


def parents_of(file: File) -> list[str]:
    """The folder in which the file is, as a list of at most one."""
    found = file.extra.get("parents", ["root"])
    return [ROOT_ID if parent == "root" else parent for parent in found]


def described_user(email: str, who: str) -> JsonObject:
    """A person as Drive describes one."""
    return {
        "kind": "drive#user",
        "displayName": email.partition("@")[0],
        "me": email == who,
        "permissionId": permission_id(email),
        "emailAddress": email,
    }


def described_permission(item: JsonObject) -> JsonObject:
    """A permission as Drive describes one."""
    return {"kind": "drive#permission", **item, "deleted": False, "pendingOwner": bool(item.get("pendingOwner"))}


def described(file: File, who: str) -> JsonObject:
    """Everything that Drive says about the file to this person."""
    extra, permissions = file.extra, permissions_of(file)
    owners = [str(item.get("emailAddress", "")) for item in permissions if item["role"] == "owner"]
    rank = _rank(file, who)
    sharing: JsonObject = {}
    if rank >= ROLES.index("writer"):
        sharing = {
            "permissions": [described_permission(item) for item in permissions],
            "permissionIds": [item["id"] for item in permissions],
        }
    return {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        **({"description": extra["description"]} if extra.get("description") else {}),
        "starred": bool(extra.get("starred")),
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed and not extra.get("trashedWithFolder"),
        **({"parents": found} if (found := parents_of(file)) else {}),
        "properties": extra.get("properties", {}),
        "appProperties": extra.get("appProperties", {}),
        "spaces": ["drive"],
        "version": str(file.version),
        "webViewLink": ADDRESSES.get(file.mime, ANY_ADDRESS).format(file.id),
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        **(
            {"driveId": extra["driveId"]}
            if "driveId" in extra
            else {"owners": [described_user(one, who) for one in owners]}
        ),
        "ownedByMe": who in owners,
        "shared": len(permissions) > 1,
        "capabilities": _capabilities(file, rank),
        **sharing,
        **extra.get("content", {}),
    }


def described_content(data: bytes) -> JsonObject:
    """What Drive says about the bytes of a file that is not one of Google's own kinds."""
    return {"size": str(len(data)), "md5Checksum": hashlib.md5(data, usedforsecurity=False).hexdigest()}


def least_to_delete(file: File) -> str:
    """The role that it takes to delete the file for good: what lies in a shared drive has no owner."""
    return "organizer" if "driveId" in file.extra else "owner"


def _rank(file: File, who: str) -> int:
    role = role_of(file.extra.get("permissions"), who)
    return ROLES.index(role) if role else -1


def _capabilities(file: File, rank: int) -> JsonObject:
    may_write, is_folder = rank >= ROLES.index("writer"), file.mime == FOLDER_MIME
    return {
        "canAddChildren": may_write and is_folder,
        "canComment": rank >= ROLES.index("commenter"),
        "canCopy": not is_folder,
        "canDelete": rank >= ROLES.index(least_to_delete(file)),
        "canDownload": True,
        "canEdit": may_write,
        "canListChildren": is_folder,
        "canRename": may_write,
        "canShare": may_write,
        "canTrash": may_write,
        "canUntrash": may_write,
    }
