"""``/drive/v3/...``: the calls that Sheets clients make to Drive, about files and about who asks."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import role_of
from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.book.duplicate import duplicate_book
from okrsdk.localsheets.drive import fields
from okrsdk.localsheets.drive.metadata import first_parents, flag_field, kept, moved, text_field, within
from okrsdk.localsheets.drive.query import Query, parsed
from okrsdk.localsheets.drive.resources import (
    DEFAULT_FIELDS,
    FOLDER_MIME,
    GOOGLE_MIME,
    described,
    described_user,
    least_to_delete,
    parents_of,
)
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.file_formats import EXPORTS, IMPORTS
from okrsdk.localsheets.http.changes import own_id
from okrsdk.localsheets.http.drive_responses import (
    drive_answer,
    emptied,
    file_answer,
    file_or_root,
    object_body,
    page_size,
)
from okrsdk.localsheets.http.request_context import MAX_BODY, caller, drive_file, library, state
from okrsdk.localsheets.http.shared_drives import check_scope, is_in_scope, of_parent
from okrsdk.localsheets.store.files import File, add_file, all_files, content_of, set_file
from okrsdk.localsheets.store.library import SPREADSHEET_MIME

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("drive", __name__, url_prefix="/drive/v3")

UNKNOWN_MIME = "application/octet-stream"


def new_extra(message: JsonObject, parents: list[str]) -> JsonObject:
    """What Drive keeps of a new file of the caller's."""
    return {**kept(message, {}), "parents": parents, **of_parent(parents)}


@blueprint.post("/files")
def create() -> Response:
    """``files.create`` without contents: an empty spreadsheet, a folder, or an empty file of another type."""
    message = object_body()
    mime, name = text_field(message, "mimeType", UNKNOWN_MIME), text_field(message, "name", "") or "Untitled"
    file_id = own_id(message, mime)
    extra = new_extra(message, first_parents(library(), message, caller(), ["root"]))
    if mime == SPREADSHEET_MIME:
        return file_answer(library().add(build_book({"properties": {"title": name}}), extra=extra).book.id)
    if mime.startswith(GOOGLE_MIME) and mime != FOLDER_MIME:
        raise DriveError(400, f"Local Sheets does not imitate files of type {mime}.", reason="invalid")
    data = None if mime == FOLDER_MIME else b""
    return file_answer(add_file(library(), name, mime, extra, data, file_id=file_id))


@blueprint.get("/files")
def list_files() -> Response:
    """``files.list`` with ``q``, ``orderBy``, ``pageSize`` and ``pageToken``."""
    check_scope(needs_corpora=True)
    query, who = parsed(request.args.get("q", ""), caller()), caller()
    known = [file for file in all_files(library()) if file.created <= _indexed_until(query)]
    seen = [file for file in known if is_in_scope(file.id, file.extra) and role_of(file.extra.get("permissions"), who)]
    chosen = _ordered([file for file in seen if query.matches(file)], request.args.get("orderBy", ""))
    size, start = _page()
    page = chosen[start : start + size]
    reply: JsonObject = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(chosen):
        reply["nextPageToken"] = str(start + size)
    reply["files"] = [described(file, who) for file in page]
    if not request.args.get("fields"):
        reply["files"] = [{key: item[key] for key in DEFAULT_FIELDS} for item in reply["files"]]
    order = ("nextPageToken", "kind", "incompleteSearch", "files")
    if request.args.get("fields"):
        order = ("kind", "nextPageToken", "incompleteSearch", "files")
    return drive_answer({key: reply[key] for key in order if key in reply}, names=fields.FILE_LIST)


def _indexed_until(query: Query) -> float:
    """The time up to which the files that were made are found, as the setting ``search`` has it."""
    late = state().settings.all().get("search")
    if not late:
        return math.inf
    return state().now() - float(late.get("late_by_parent" if query.is_of_a_folder else "late", 0))


def _page() -> tuple[int, int]:
    size, token = page_size(), request.args.get("pageToken", "0") or "0"
    if not token.isdecimal():
        raise DriveError(400, "Invalid Value", reason="invalid", location="pageToken")
    return size, int(token[:9])


def _natural(file: File) -> list[tuple[int, int | str]]:
    """The name with its numbers counted as numbers."""
    parts = re.split(r"(\d+)", file.name.casefold())
    return [(0, int(part)) if part.isdecimal() else (1, part) for part in parts if part]


SORT_KEYS = {
    "name": lambda file: file.name.casefold(),
    "name_natural": _natural,
    "createdTime": lambda file: file.created,
    "modifiedTime": lambda file: file.modified,
    "modifiedByMeTime": lambda file: file.modified,
    "viewedByMeTime": lambda file: file.modified,
    "sharedWithMeTime": lambda file: file.created,
    "recency": lambda file: file.modified,
    "folder": lambda file: file.mime != FOLDER_MIME,
    "starred": lambda file: not file.extra.get("starred"),
    "quotaBytesUsed": lambda file: int(file.extra.get("content", {}).get("size", 0)),
}


def _ordered(files: list[File], text: str) -> list[File]:
    for part in reversed([item.strip() for item in text.split(",") if item.strip()]):
        name, _, direction = part.partition(" ")
        if name not in SORT_KEYS or direction.strip() not in ("", "desc"):
            raise DriveError(400, "Invalid Value", reason="invalid", location="orderBy")
        files = sorted(files, key=SORT_KEYS[name], reverse=direction.strip() == "desc")
    return files


@blueprint.get("/files/<file_id>")
def get(file_id: str) -> Response:
    """``files.get``; with ``alt=media`` the bytes of a file that is none of Google's own kinds."""
    file = file_or_root(file_id)
    if request.args.get("alt") != "media":
        return drive_answer(described(file, caller()), default=DEFAULT_FIELDS, names=fields.FILE)
    if file.mime.startswith(GOOGLE_MIME):
        raise DriveError(
            403,
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            reason="fileNotDownloadable",
            location="alt",
        )
    # Conditional makes it answer a request for a part of the bytes, as clients send that download in chunks.
    data = content_of(library(), file.id)
    answer = Response(data, content_type=file.mime)
    answer.make_conditional(request, accept_ranges=True, complete_length=len(data))
    return answer


@blueprint.patch("/files/<file_id>")
def update(file_id: str) -> Response:
    """``files.update``: name, description, trash, star, properties and folder."""
    file, message = drive_file(file_id, "writer"), object_body()
    changed(file, message)
    return file_answer(file_id)


def changed(file: File, message: JsonObject) -> None:
    """Stores what the message and the URL say about the file.

    Raises:
        DriveError: what they say will not do.
    """
    if "parents" in message:
        text = (
            "The parents field is not directly writable in update requests. "
            "Use the addParents and removeParents parameters instead."
        )
        raise DriveError(403, text, reason="fieldNotWritable")
    name = text_field(message, "name", file.name) or "Untitled"
    trashed = flag_field(message, "trashed", default=file.trashed)
    added, removed = request.args.get("addParents", ""), request.args.get("removeParents", "")
    extra = kept(message, file.extra)
    if added or removed:
        extra["parents"] = moved(library(), file, added, removed, caller())
        if of_parent(extra["parents"]).get("driveId") != file.extra.get("driveId"):
            raise DriveError(400, "Local Sheets does not imitate moves between drives.", reason="invalid")
    if file.mime == SPREADSHEET_MIME and name != file.name:
        library().write(file.id, lambda book: setattr(book, "properties", {**book.properties, "title": name}))
    set_file(library(), replace(file, name=name, trashed=trashed, extra={**extra, "trashedWithFolder": False}))
    if file.mime == FOLDER_MIME and trashed != file.trashed:
        for one in within(library(), file):
            if one.trashed != trashed and (trashed or one.extra.get("trashedWithFolder")):
                set_file(library(), replace(one, trashed=trashed, extra={**one.extra, "trashedWithFolder": trashed}))


@blueprint.post("/files/<file_id>/copy")
def copy(file_id: str) -> Response:
    """``files.copy``: the whole file under a new id, owned by the caller."""
    file, message = drive_file(file_id), object_body()
    if file.mime == FOLDER_MIME:
        raise DriveError(403, "This file cannot be copied by the user.", reason="cannotCopyFile")
    name = text_field(message, "name", "") or f"Copy of {file.name}"
    is_own = role_of(file.extra.get("permissions"), caller()) == "owner"
    parents = first_parents(library(), message, caller(), parents_of(file) if is_own else ["root"])
    carried: JsonObject = {
        key: file.extra[key] for key in ("description", "properties", "content") if key in file.extra
    }
    extra, new = {**kept(message, carried), "parents": parents, **of_parent(parents)}, own_id(message, file.mime)
    if file.mime != SPREADSHEET_MIME:
        return file_answer(add_file(library(), name, file.mime, extra, content_of(library(), file_id), file_id=new))
    book = duplicate_book(library().read(file_id).book, name)
    library().add(book, extra=extra)
    return file_answer(book.id)


@blueprint.delete("/files/<file_id>")
def delete(file_id: str) -> Response:
    """``files.delete``: for good, with everything in a folder."""
    file = drive_file(file_id)
    drive_file(file_id, least_to_delete(file))
    for one in [*(within(library(), file) if file.mime == FOLDER_MIME else []), file]:
        library().remove(one.id)
    return emptied()


@blueprint.delete("/files/trash")
def empty_trash() -> Response:
    """``files.emptyTrash``: all that the caller has thrown away, for good."""
    for file in all_files(library()):
        if file.trashed and role_of(file.extra.get("permissions"), caller()) == "owner":
            library().remove(file.id)
    return emptied()


@blueprint.get("/files/<file_id>/comments")
def comments(file_id: str) -> Response:
    """``comments.list``: there are none, since Local Sheets does not imitate comments."""
    drive_file(file_id)
    return drive_answer({"kind": "drive#commentList", "comments": []})


@blueprint.get("/files/<file_id>/export")
def export(file_id: str) -> Response:
    """``files.export`` as CSV, TSV (the first sheet) or xlsx."""
    file = drive_file(file_id)
    if file.mime != SPREADSHEET_MIME:
        raise DriveError(403, "Export only supports Docs Editors files.", reason="fileNotExportable")
    mime = request.args.get("mimeType", "")
    if not mime:
        raise DriveError(400, "Required parameter: mimeType", reason="required", location="mimeType")
    if mime not in EXPORTS:
        raise DriveError(400, "The requested conversion is not supported.", reason="badRequest", location="convertTo")
    return Response(EXPORTS[mime](library().read(file_id)), content_type=mime)


@blueprint.get("/about")
def about() -> Response:
    """``about.get``: who asks, and what can be brought in and out."""
    if not request.args.get("fields"):
        raise DriveError(
            400, "The 'fields' parameter is required for this method.", reason="required", location="fields"
        )
    value = {
        "kind": "drive#about",
        "user": described_user(caller(), caller()),
        "storageQuota": {"usage": "0", "usageInDrive": "0", "usageInDriveTrash": "0"},
        "importFormats": {mime: [SPREADSHEET_MIME] for mime in IMPORTS},
        "exportFormats": {SPREADSHEET_MIME: list(EXPORTS)},
        "maxImportSizes": {SPREADSHEET_MIME: str(MAX_BODY)},
        "maxUploadSize": str(MAX_BODY),
        "canCreateDrives": True,
    }
    return drive_answer(value, names=fields.ABOUT)
