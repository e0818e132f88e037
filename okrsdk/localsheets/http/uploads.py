"""``/upload/drive/...``: files sent to Drive; CSV, TSV and xlsx become spreadsheets where that is asked for.

Drive v3 create and update, and the v2 update with ``convert``.
"""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import HTTP
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, request

from okrsdk.localsheets.drive.metadata import first_parents, text_field
from okrsdk.localsheets.drive.resources import FOLDER_MIME, GOOGLE_MIME, described_content
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.file_formats import imported
from okrsdk.localsheets.http import resumable_uploads
from okrsdk.localsheets.http.changes import own_id
from okrsdk.localsheets.http.drive import changed, new_extra
from okrsdk.localsheets.http.drive_responses import drive_answer, file_answer
from okrsdk.localsheets.http.request_context import MAX_BODY, caller, drive_file, library, today
from okrsdk.localsheets.store.files import File, add_file, get_file, set_content, stamp
from okrsdk.localsheets.store.library import SPREADSHEET_MIME
from okrsdk.localsheets.store.uploads import end_upload, received_bytes

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("uploads", __name__, url_prefix="/upload/drive")


def _uploaded() -> tuple[JsonObject, str, bytes]:
    """Of the request: the file's metadata, the type and the bytes of its contents."""
    data = request.get_data()
    if len(data) > MAX_BODY:
        raise DriveError(413, "The upload is too large.", reason="uploadTooLarge")
    kind = request.args.get("uploadType", "media")
    if kind == "media":
        return {}, request.mimetype, data
    if kind == "multipart":
        return _multipart(data)
    raise DriveError(400, f"Invalid upload type: {kind}", reason="badRequest", location="uploadType")


def _multipart(data: bytes) -> tuple[JsonObject, str, bytes]:
    head = f"Content-Type: {request.headers.get('Content-Type', '')}\r\n\r\n".encode()
    whole = message_from_bytes(head + data, policy=HTTP)
    parts = list(whole.iter_parts()) if whole.is_multipart() else []
    if len(parts) != 2:  # noqa: PLR2004 - metadata and contents
        raise DriveError(400, "Missing end boundary in multipart body.", reason="badContent")
    first, second = (cast("bytes", part.get_payload(decode=True) or b"") for part in parts)
    try:
        metadata = json.loads(first)
    except ValueError as error:
        raise DriveError(400, "Invalid JSON payload received.", reason="badRequest") from error
    if not isinstance(metadata, dict):
        raise DriveError(400, "Invalid JSON payload received.", reason="badRequest")
    return metadata, parts[1].get_content_type(), second


@blueprint.post("/v3/files")
def create() -> Response:
    """``files.create`` with contents."""
    if resumable_uploads.is_asked_for():
        return resumable_uploads.begin(None)
    return file_answer(created(*_uploaded()))


def created(metadata: JsonObject, mime: str, data: bytes) -> str:
    """Makes a file: a spreadsheet where the metadata ask for one, else one that keeps the bytes. Gives its id."""
    kind, name = text_field(metadata, "mimeType", mime or "application/octet-stream"), text_field(metadata, "name", "")
    file_id = own_id(metadata, kind)
    extra = new_extra(metadata, first_parents(library(), metadata, caller(), ["root"]))
    if kind == SPREADSHEET_MIME:
        return library().add(imported(mime, data, name or "Untitled", today()), extra=extra).book.id
    if kind.startswith(GOOGLE_MIME):
        raise DriveError(400, f"Local Sheets does not imitate files of type {kind}.", reason="invalid")
    extra["content"] = described_content(data)
    return add_file(library(), name or "Untitled", kind, extra, data, file_id=file_id)


@blueprint.patch("/v3/files/<file_id>")
def update(file_id: str) -> Response:
    """``files.update`` with contents: they replace what was there."""
    file = drive_file(file_id, "writer")
    if resumable_uploads.is_asked_for():
        return resumable_uploads.begin(file)
    metadata, mime, data = _uploaded()
    replaced(file, metadata, mime, data)
    return file_answer(file_id)


def replaced(file: File, metadata: JsonObject, mime: str, data: bytes) -> None:
    """Puts the contents into the file, and stores what the metadata say."""
    if file.mime == FOLDER_MIME:
        raise DriveError(403, "A folder has no contents.", reason="forbidden")
    if file.mime == SPREADSHEET_MIME:
        name = text_field(metadata, "name", "") or file.name
        _replace(file, imported(mime, data, name, today(), file.id))
    else:
        set_content(library(), file.id, data)
        file.extra["content"] = described_content(data)
    changed(file, metadata)


@blueprint.put("/v3/files", defaults={"file_id": None})
@blueprint.put("/v3/files/<file_id>")
def part(file_id: str | None) -> Response:
    """The next bytes of a resumable upload; with the last ones the file is made."""
    upload = resumable_uploads.upload_of(file_id)
    if upload.done is not None:
        return file_answer(upload.done)
    answer = resumable_uploads.took(upload)
    if answer is not None:
        return answer
    data = received_bytes(library(), upload)
    if upload.target is None:
        done = created(upload.metadata, upload.mime, data)
    else:
        done = upload.target
        replaced(drive_file(done, "writer"), upload.metadata, upload.mime, data)
    end_upload(library(), upload, done)
    return file_answer(done)


@blueprint.delete("/v3/files", defaults={"file_id": None})
@blueprint.delete("/v3/files/<file_id>")
def cancel(file_id: str | None) -> Response:
    """Ends a resumable upload that is not wanted any more."""
    end_upload(library(), resumable_uploads.upload_of(file_id), None)
    return Response("", resumable_uploads.CANCELLED)


@blueprint.put("/v2/files/<file_id>")
def convert(file_id: str) -> Response:
    """``files.update`` of Drive v2 with ``convert``, as gspread's import_csv calls it."""
    _, mime, data = _uploaded()
    file = drive_file(file_id, "writer")
    replaced(file, {}, mime, data)
    return drive_answer(_described_v2(get_file(library(), file_id)))


def _replace(file: File, fresh: Book) -> None:
    def work(book: Book) -> None:
        for sheet in fresh.sheets:
            sheet.properties["sheetId"] = book.new_id()
        book.properties, book.sheets, book.named_ranges, book.metadata = fresh.properties, fresh.sheets, [], []
        for sheet in book.sheets:
            book.adopt(sheet)

    library().write(file.id, work)


def _described_v2(file: File) -> JsonObject:
    return {
        "kind": "drive#file",
        "mimeType": file.mime,
        "editable": True,
        "copyable": True,
        "alternateLink": f"https://docs.google.com/spreadsheets/d/{file.id}/edit?usp=drivesdk",
        "id": file.id,
        "title": file.name,
        "labels": {"starred": False, "trashed": file.trashed},
        "createdDate": stamp(file.created),
        "modifiedDate": stamp(file.modified),
        "version": str(file.version),
    }
