"""``/drive/v3/files...``: the calls that Sheets clients make to Drive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import new_permissions, role_of
from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.book.duplicate import duplicate_book
from okrsdk.localsheets.drivequery import matcher
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.exports import EXPORTS
from okrsdk.localsheets.http.answers import json_response
from okrsdk.localsheets.http.context import caller, decoded_body, drive_file, library
from okrsdk.localsheets.store.files import File, all_files, get_file, set_file, stamp
from okrsdk.localsheets.store.library import SPREADSHEET_MIME
from okrsdk.localsheets.wire.masks import parse_mask, pick

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject

blueprint = Blueprint("drive", __name__, url_prefix="/drive/v3")

DEFAULT_FIELDS = ("kind", "id", "name", "mimeType")
MAX_PAGE = 1000


def described(file: File) -> JsonObject:
    """Everything Drive says about the file."""
    extra = file.extra
    return {
        "kind": "drive#file",
        "id": file.id,
        "name": file.name,
        "mimeType": file.mime,
        **({"description": extra["description"]} if extra.get("description") else {}),
        "starred": bool(extra.get("starred")),
        "trashed": file.trashed,
        "explicitlyTrashed": file.trashed,
        "parents": extra.get("parents", ["root"]),
        "properties": extra.get("properties", {}),
        "appProperties": extra.get("appProperties", {}),
        "spaces": ["drive"],
        "version": str(file.version),
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk",
        "createdTime": stamp(file.created),
        "modifiedTime": stamp(file.modified),
        "ownedByMe": True,
        "shared": len(extra.get("permissions", [])) > 1,
        "capabilities": {"canEdit": True, "canCopy": True, "canDelete": True, "canShare": True, "canRename": True},
    }


def drive_answer(value: JsonObject, *, default: tuple[str, ...] | None = None) -> Response:
    """The answer reduced to ``fields``, or to Drive's short form where none are asked for."""
    text = request.args.get("fields")
    if text:
        value = pick(value, parse_mask("".join(text.split()), None))  # Drive, unlike Sheets, overlooks spaces
    elif default is not None:
        value = {key: value[key] for key in default if key in value}
    response = json_response(value)
    response.headers["Cache-Control"] = "no-cache, no-store, max-age=0, must-revalidate"
    return response


def object_body() -> JsonObject:
    """The request's body as a JSON object.

    Raises:
        DriveError: 400 when it is another JSON value.
    """
    found = decoded_body()
    if not isinstance(found, dict):
        raise DriveError(400, "Invalid JSON payload received.", reason="badRequest")
    return found


def text_field(message: JsonObject, name: str, default: str) -> str:
    """A text of the body.

    Raises:
        DriveError: 400 when it is another JSON value.
    """
    value: Json = message.get(name)
    if value is None:
        return default
    if not isinstance(value, str):
        raise DriveError(400, f"Invalid value for: {name}", reason="invalid")
    return value


@blueprint.post("/files")
def create() -> Response:
    """``files.create``: a new empty spreadsheet."""
    message = object_body()
    mime = text_field(message, "mimeType", SPREADSHEET_MIME)
    if mime != SPREADSHEET_MIME:
        raise DriveError(400, f"Local Sheets does not imitate files of type {mime}.", reason="invalid")
    book = build_book({"properties": {"title": text_field(message, "name", "Untitled") or "Untitled"}})
    extra: JsonObject = {
        key: message[key] for key in ("description", "parents", "properties", "appProperties") if key in message
    }
    library().add(book, extra={**extra, "permissions": new_permissions(caller())})
    return drive_answer(described(get_file(library(), book.id)), default=DEFAULT_FIELDS)


@blueprint.get("/files")
def list_files() -> Response:
    """``files.list`` with ``q``, ``orderBy``, ``pageSize`` and ``pageToken``."""
    matches, who = matcher(request.args.get("q", "")), caller()
    chosen = [file for file in all_files(library()) if role_of(file.extra.get("permissions"), who) and matches(file)]
    chosen = _ordered(chosen, request.args.get("orderBy", ""))
    size, start = _page()
    page = chosen[start : start + size]
    reply: JsonObject = {"kind": "drive#fileList", "incompleteSearch": False}
    if start + size < len(chosen):
        reply["nextPageToken"] = str(start + size)
    reply["files"] = [described(file) for file in page]
    if not request.args.get("fields"):
        reply["files"] = [{key: item[key] for key in DEFAULT_FIELDS} for item in reply["files"]]
    order = ("nextPageToken", "kind", "incompleteSearch", "files")
    if request.args.get("fields"):
        order = ("kind", "nextPageToken", "incompleteSearch", "files")
    return drive_answer({key: reply[key] for key in order if key in reply})


def _page() -> tuple[int, int]:
    size, token = request.args.get("pageSize", "100"), request.args.get("pageToken", "0") or "0"
    if not size.isdecimal() or not 1 <= int(size) <= MAX_PAGE:
        raise DriveError(
            400,
            f"Invalid value '{size}'. Values must be within the range: [1, 1000]",
            reason="invalid",
            location="pageSize",
        )
    if not token.isdecimal():
        raise DriveError(400, "Invalid Value", reason="invalid", location="pageToken")
    return int(size), int(token)


SORT_KEYS = {
    "name": lambda file: file.name.casefold(),
    "name_natural": lambda file: file.name.casefold(),
    "createdTime": lambda file: file.created,
    "modifiedTime": lambda file: file.modified,
    "modifiedByMeTime": lambda file: file.modified,
    "viewedByMeTime": lambda file: file.modified,
    "recency": lambda file: file.modified,
    "folder": lambda file: file.mime,
    "starred": lambda file: not file.extra.get("starred"),
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
    """``files.get``."""
    file = drive_file(file_id)
    if request.args.get("alt") == "media":
        raise DriveError(
            403,
            "Only files with binary content can be downloaded. Use Export with Docs Editors files.",
            reason="fileNotDownloadable",
            location="alt",
        )
    return drive_answer(described(file), default=DEFAULT_FIELDS)


@blueprint.patch("/files/<file_id>")
def update(file_id: str) -> Response:
    """``files.update``: name, description, trash and properties."""
    file, message = drive_file(file_id, "writer"), object_body()
    name = text_field(message, "name", file.name)
    if name != file.name:
        library().write(
            file_id, lambda book: setattr(book, "properties", {**book.properties, "title": name or "Untitled"})
        )
    kept = ("description", "starred", "properties", "appProperties")
    extra = {**file.extra, **{key: message[key] for key in kept if key in message}}
    if added := request.args.get("addParents"):
        extra["parents"] = added.split(",")
    set_file(library(), file_id, trashed=bool(message.get("trashed", file.trashed)), extra=extra)
    return drive_answer(described(get_file(library(), file_id)), default=DEFAULT_FIELDS)


@blueprint.post("/files/<file_id>/copy")
def copy(file_id: str) -> Response:
    """``files.copy``: the whole spreadsheet under a new id, owned by the caller."""
    file, message = drive_file(file_id), object_body()
    name = text_field(message, "name", f"Copy of {file.name}") or f"Copy of {file.name}"
    book = duplicate_book(library().read(file_id).book, name)
    extra: JsonObject = {key: message[key] for key in ("description", "parents") if key in message}
    library().add(book, extra={**extra, "permissions": new_permissions(caller())})
    return drive_answer(described(get_file(library(), book.id)), default=DEFAULT_FIELDS)


@blueprint.delete("/files/<file_id>")
def delete(file_id: str) -> Response:
    """``files.delete``: for good."""
    drive_file(file_id, "owner")
    library().remove(file_id)
    response = Response("", 204, content_type="text/html")
    response.headers["Vary"] = "Origin, X-Origin"
    return response


@blueprint.get("/files/<file_id>/comments")
def comments(file_id: str) -> Response:
    """``comments.list``: there are none, since Local Sheets does not imitate comments."""
    drive_file(file_id)
    return drive_answer({"kind": "drive#commentList", "comments": []})


@blueprint.get("/files/<file_id>/export")
def export(file_id: str) -> Response:
    """``files.export`` as CSV, TSV (the first sheet), xlsx or PDF."""
    drive_file(file_id)
    mime = request.args.get("mimeType", "")
    if mime not in EXPORTS:
        raise DriveError(400, "The requested conversion is not supported.", reason="badRequest", location="convertTo")
    return Response(EXPORTS[mime](library().read(file_id)), content_type=mime)
