"""``/drive/v3/drives``: shared drives, and which files a call that speaks of them means.

A shared drive is stored as its top folder. What lies in it belongs to nobody: its members have the roles in it that
they have in the drive.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import new_permissions, role_of
from okrsdk.localsheets.drive.metadata import text_field
from okrsdk.localsheets.drive.resources import FOLDER_MIME, ROOT_ID
from okrsdk.localsheets.errors import DriveError, file_not_found
from okrsdk.localsheets.http.drive_responses import drive_answer, object_body
from okrsdk.localsheets.http.request_context import caller, drive_file, flag, library
from okrsdk.localsheets.store.files import (
    File,
    add_file,
    all_files,
    get_file,
    get_file_or_none,
    new_id,
    set_file,
    stamp,
)

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("shared_drives", __name__, url_prefix="/drive/v3/drives")

_ADDERS = ("writer", "fileOrganizer", "organizer")
"""The roles that put files into a drive."""


def _described(drive: File) -> JsonObject:
    role = role_of(drive.extra["permissions"], caller())
    return {
        "kind": "drive#drive",
        "id": drive.id,
        "name": drive.name,
        "createdTime": stamp(drive.created),
        "capabilities": {"canAddChildren": role in _ADDERS},
    }


def _is_drive(file: File) -> bool:
    return file.extra.get("driveId") == file.id


@blueprint.get("")
def list_drives() -> Response:
    """``drives.list``: all that the caller is a member of, on one page."""
    found = [
        _described(file)
        for file in all_files(library())
        if _is_drive(file) and role_of(file.extra["permissions"], caller())
    ]
    return drive_answer({"kind": "drive#driveList", "drives": found})


@blueprint.get("/<drive_id>")
def get(drive_id: str) -> Response:
    """``drives.get``."""
    found = get_file_or_none(library(), drive_id)
    if found is None or not _is_drive(found) or not role_of(found.extra["permissions"], caller()):
        raise DriveError(404, f"Shared drive not found: {drive_id}", reason="notFound", location="driveId")
    return drive_answer(_described(found))


@blueprint.post("")
def create() -> Response:
    """``drives.create``: the caller becomes its organizer; a request that is repeated is refused."""
    request_id = request.args.get("requestId", "")
    if not request_id:
        raise DriveError(400, "Required parameter: requestId", reason="required", location="requestId")
    if any(file.extra.get("requestId") == request_id for file in all_files(library())):
        raise DriveError(409, "A shared drive already exists with the provided request ID.", reason="duplicate")
    drive_id, name = "0A" + new_id()[:17], text_field(object_body(), "name", "")
    if not name:
        raise DriveError(400, "The shared drive name is required.", reason="required", location="name")
    organizer = [{**item, "role": "organizer"} for item in new_permissions(caller())]
    extra = {"parents": [], "driveId": drive_id, "requestId": request_id, "permissions": organizer}
    add_file(library(), name, FOLDER_MIME, extra, file_id=drive_id)
    return drive_answer(_described(get_file(library(), drive_id)))


def of_parent(parents: list[str]) -> JsonObject:
    """What a new file of the caller's has by its place: who may do what with it, and the shared drive that it is in.

    Raises:
        DriveError: 404 for a place in a shared drive in a call that does not know of them.
    """
    folder = None if parents in (["root"], [ROOT_ID]) else get_file_or_none(library(), parents[0])
    if folder is None or "driveId" not in folder.extra:
        return {"permissions": new_permissions(caller())}
    if not flag("supportsAllDrives"):
        raise file_not_found(folder.id)
    drive = get_file(library(), folder.extra["driveId"])
    return {"permissions": drive.extra["permissions"], "driveId": drive.id}


def check_scope(*, needs_corpora: bool) -> None:
    """Checks what the call says of the drives it is about.

    Raises:
        DriveError: 400, 403 or 404, where it asks for a drive and not for its files, or for one that is not there.
    """
    drive_id, corpora = request.args.get("driveId", ""), request.args.get("corpora", "")
    if needs_corpora and (corpora == "drive") != bool(drive_id):
        text = "The driveId must be specified if and only if corpora is set to drive."
        raise DriveError(400, text, reason="teamDriveIdRequiresTeamDriveCorpora", location="corpora")
    if flag("includeItemsFromAllDrives") and not flag("supportsAllDrives"):
        text = "The supportsAllDrives parameter must be set to true when includeItemsFromAllDrives is."
        raise DriveError(403, text, reason="teamDrivesFlagRequired", location="supportsAllDrives")
    if drive_id:
        if not flag("includeItemsFromAllDrives"):
            text = "The includeItemsFromAllDrives parameter must be set to true when driveId is specified."
            raise DriveError(403, text, reason="teamDrivesParameterRequired", location="includeItemsFromAllDrives")
        drive_file(drive_id)


def is_in_scope(file_id: str, extra: JsonObject) -> bool:
    """Whether the call is about the drive of this file; the top folder of a shared drive is never listed."""
    drive_id = extra.get("driveId")
    if drive_id is None:
        return not request.args.get("driveId")
    return (
        drive_id != file_id and flag("includeItemsFromAllDrives") and request.args.get("driveId", drive_id) == drive_id
    )


def pass_on(drive: File, permissions: list[JsonObject]) -> None:
    """Gives the members of a shared drive, as they are now, the same roles on everything in it."""
    before = {item["id"] for item in drive.extra["permissions"]}
    now = {item["id"]: item for item in permissions}
    for file in all_files(library()):
        if file.extra.get("driveId") == drive.id != file.id:
            own = [item for item in file.extra["permissions"] if item["id"] not in before | now.keys()]
            set_file(library(), replace(file, extra={**file.extra, "permissions": [*permissions, *own]}))
