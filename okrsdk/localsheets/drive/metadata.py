"""What a client says about a file in the body of a request, checked, and where the file is to lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.access import check_file
from okrsdk.localsheets.drive.resources import FOLDER_MIME, ROOT_ID, parents_of
from okrsdk.localsheets.errors import DriveError, file_not_found
from okrsdk.localsheets.store.files import File, all_files, get_file_or_none

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.store.library import Library

MAPS = ("properties", "appProperties")
NOT_WRITABLE = (
    "kind",
    "version",
    "size",
    "md5Checksum",
    "owners",
    "permissions",
    "shared",
    "capabilities",
    "webViewLink",
    "ownedByMe",
)


def text_field(message: JsonObject, name: str, default: str) -> str:
    """A text of the body.

    Raises:
        DriveError: 400 when it is another JSON value.
    """
    return default if message.get(name) is None else _typed(message, name, str)


def flag_field(message: JsonObject, name: str, *, default: bool) -> bool:
    """A boolean of the body.

    Raises:
        DriveError: 400 when it is another JSON value.
    """
    return default if message.get(name) is None else _typed(message, name, bool)


def _typed(message: JsonObject, name: str, kind: type[str] | type[bool]) -> Json:
    if not isinstance(message[name], kind):
        raise DriveError(400, f"Invalid value for: {name}", reason="invalid", location=name)
    return message[name]


def kept(message: JsonObject, extra: JsonObject) -> JsonObject:
    """What Drive keeps of a file, changed as the message says; properties set to null go.

    Raises:
        DriveError: 400 for a value of the wrong type, 403 for a field that cannot be written.
    """
    for name in NOT_WRITABLE:
        if name in message:
            raise DriveError(
                403,
                "The resource body includes fields which are not directly writable.",
                reason="fieldNotWritable",
            )
    changed = dict(extra)
    if "description" in message:
        changed["description"] = text_field(message, "description", "")
    if "starred" in message:
        changed["starred"] = flag_field(message, "starred", default=False)
    for name in MAPS:
        if name in message:
            changed[name] = _changed_map(message[name], changed.get(name, {}), name)
    return changed


def _changed_map(given: Json, old: JsonObject, name: str) -> JsonObject:
    if not isinstance(given, dict) or not all(isinstance(value, str | None) for value in given.values()):
        raise DriveError(400, f"Invalid value for: {name}", reason="invalid", location=name)
    return {key: value for key, value in {**old, **given}.items() if value is not None}


def first_parents(library: Library, message: JsonObject, who: str, default: list[str]) -> list[str]:
    """The folder of a new file.

    Raises:
        DriveError: 400, 403 or 404 for a folder that will not do.
    """
    given = message.get("parents")
    if not given:
        return default
    if not isinstance(given, list) or not all(isinstance(parent, str) for parent in given):
        raise DriveError(400, "Invalid value for: parents", reason="invalid", location="parents")
    return _checked(library, given, who)


def moved(library: Library, file: File, added: str, removed: str, who: str) -> list[str]:
    """The folder of a file after ``addParents`` and ``removeParents``.

    Raises:
        DriveError: 403 or 404 for a folder that will not do.
    """
    gone = {_id(parent) for parent in removed.split(",") if parent.strip()}
    new = [_id(parent) for parent in added.split(",") if parent.strip()]
    left = [parent for parent in parents_of(file) if parent not in gone and parent not in new]
    if file.id in new:
        raise DriveError(403, "A folder cannot be moved into itself.", reason="cannotMoveToDescendant")
    return [*left, *new] if not new else _checked(library, [*left, *new], who)


def _id(parent: str) -> str:
    return ROOT_ID if parent.strip() == "root" else parent.strip()


def _checked(library: Library, parents: list[str], who: str) -> list[str]:
    if len(parents) > 1:
        raise DriveError(403, "Increasing the number of parents is not allowed", reason="cannotAddParent")
    parent = _id(parents[0])
    if parent != ROOT_ID:
        folder = get_file_or_none(library, parent)
        if folder is None:
            raise file_not_found(parent)
        check_file(folder, who, role="writer")
        if folder.mime != FOLDER_MIME:
            raise DriveError(403, "The specified parent is not a folder.", reason="parentNotAFolder")
    return [parent]


def within(library: Library, folder: File) -> list[File]:
    """Everything in the folder and in the folders inside it."""
    files, found, known = all_files(library), [folder], {folder.id}
    for place in found:
        inside = [file for file in files if place.id in parents_of(file) and file.id not in known]
        known |= {file.id for file in inside}
        found += inside
    return found[1:]
