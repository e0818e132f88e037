"""``/upload/drive/...``: CSV, TSV and xlsx files made into spreadsheets.

Drive v3 create and update, and the v2 update with ``convert``.
"""

from __future__ import annotations

import json
from email import message_from_bytes
from email.policy import HTTP
from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import new_permissions
from okrsdk.localsheets.book.model import Book
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.exports import XLSX_MIME
from okrsdk.localsheets.http.context import MAX_BODY, caller, drive_file, library, today
from okrsdk.localsheets.http.drive import DEFAULT_FIELDS, described, drive_answer
from okrsdk.localsheets.imports import from_delimited
from okrsdk.localsheets.store.files import File, get_file, stamp
from okrsdk.localsheets.xlsx import from_xlsx

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("uploads", __name__, url_prefix="/upload/drive")

DELIMITERS = {"text/csv": ",", "application/csv": ",", "text/tab-separated-values": "\t", "text/plain": ","}


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
    raise DriveError(
        400, f"Local Sheets does not imitate uploads of type {kind}.", reason="badRequest", location="uploadType"
    )


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


def _book(mime: str, data: bytes, title: str, book_id: str | None = None) -> Book:
    if mime in DELIMITERS:
        return from_delimited(data, title, DELIMITERS[mime], today(), book_id)
    if mime == XLSX_MIME:
        return from_xlsx(data, title, book_id)
    raise DriveError(400, "The requested conversion is not supported.", reason="badRequest", location="convertTo")


@blueprint.post("/v3/files")
def create() -> Response:
    """``files.create`` with contents."""
    metadata, mime, data = _uploaded()
    book = _book(mime, data, str(metadata.get("name") or "Untitled"))
    library().add(book, extra={"permissions": new_permissions(caller())})
    return drive_answer(described(get_file(library(), book.id)), default=DEFAULT_FIELDS)


@blueprint.patch("/v3/files/<file_id>")
def update(file_id: str) -> Response:
    """``files.update`` with contents: they replace what was there."""
    metadata, mime, data = _uploaded()
    file = drive_file(file_id, "writer")
    _replace(file, _book(mime, data, str(metadata.get("name") or file.name), file_id))
    return drive_answer(described(get_file(library(), file_id)), default=DEFAULT_FIELDS)


@blueprint.put("/v2/files/<file_id>")
def convert(file_id: str) -> Response:
    """``files.update`` of Drive v2 with ``convert``, as gspread's import_csv calls it."""
    _, mime, data = _uploaded()
    file = drive_file(file_id, "writer")
    _replace(file, _book(mime, data, file.name, file_id))
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
