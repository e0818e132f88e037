"""``/drive/v3/changes``: what has changed since a token, in order; and ``files.generateIds``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import role_of
from okrsdk.localsheets.drive import fields
from okrsdk.localsheets.drive.metadata import text_field
from okrsdk.localsheets.drive.resources import DEFAULT_FIELDS, FOLDER_MIME, GOOGLE_MIME, described
from okrsdk.localsheets.errors import DriveError, file_id_in_use
from okrsdk.localsheets.http.drive_responses import drive_answer, page_size
from okrsdk.localsheets.http.request_context import caller, flag, library
from okrsdk.localsheets.http.shared_drives import check_scope, is_in_scope
from okrsdk.localsheets.store.changes import Change, changes_from, generate_ids, next_change, was_generated
from okrsdk.localsheets.store.files import get_file_or_none, stamp

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("changes", __name__, url_prefix="/drive/v3")

MOST_IDS = 1000


@blueprint.get("/changes/startPageToken")
def start_page_token() -> Response:
    """``changes.getStartPageToken``."""
    return drive_answer({"kind": "drive#startPageToken", "startPageToken": str(next_change(library()))})


@blueprint.get("/changes")
def list_changes() -> Response:
    """``changes.list``: each changed file once, where its last change stands."""
    check_scope(needs_corpora=False)
    token = request.args.get("pageToken", "")
    if not token:
        raise DriveError(400, "Required parameter: pageToken", reason="required", location="pageToken")
    if not token.isdecimal():
        raise DriveError(400, "Invalid Value", reason="invalid", location="pageToken")
    listed: list[JsonObject] = []
    size, reply = page_size(), {"kind": "drive#changeList", "changes": listed}
    for change in changes_from(library(), int(token[:15])):
        if len(listed) == size:
            reply["nextPageToken"] = token
            break
        token = str(change.number + 1)
        if entry := _entry(change):
            listed.append(entry)
    else:
        reply["newStartPageToken"] = token
    return drive_answer(reply, names=fields.CHANGE_LIST)


def _entry(change: Change) -> JsonObject | None:
    """The change as Drive tells it; None for one that is none of the caller's."""
    file = None if change.removed else get_file_or_none(library(), change.file_id)
    extra = file.extra if file else change.extra
    if not is_in_scope(change.file_id, extra) or not role_of(extra.get("permissions"), caller()):
        return None
    if file is None and not flag("includeRemoved", default=True):
        return None
    entry: JsonObject = {"kind": "drive#change", "type": "file", "changeType": "file", "fileId": change.file_id}
    entry["removed"] = file is None
    if file is not None:
        whole = described(file, caller())
        asked = request.args.get("fields")
        entry |= {
            "time": stamp(file.modified),
            "file": whole if asked else {key: whole[key] for key in DEFAULT_FIELDS},
        }
    return entry


@blueprint.get("/files/generateIds")
def generated_ids() -> Response:
    """``files.generateIds``: ids for files yet to be made, so that making them can be repeated."""
    count = request.args.get("count", "10")
    if not count.isdecimal() or not 1 <= int(count[:9]) <= MOST_IDS:
        raise DriveError(400, "Invalid Value", reason="invalid", location="count")
    ids = generate_ids(library(), int(count))
    return drive_answer({"kind": "drive#generatedIds", "space": "drive", "ids": ids})


def own_id(message: JsonObject, mime: str) -> str | None:
    """The id that the caller wants a new file to have; None for any.

    Raises:
        DriveError: as Drive refuses it: never given out, in use, or for a kind that takes none.
    """
    wanted = text_field(message, "id", "")
    if not wanted:
        return None
    if mime.startswith(GOOGLE_MIME) and mime != FOLDER_MIME:
        text = "Generated IDs are not supported for Docs Editors formats."
        raise DriveError(403, text, reason="generatedIdNotSupported")
    if get_file_or_none(library(), wanted) is not None:
        raise file_id_in_use()
    if not was_generated(library(), wanted):
        raise DriveError(400, "The provided file ID is not usable.", reason="invalid", location="file.id")
    return wanted
