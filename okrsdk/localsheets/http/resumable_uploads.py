"""Uploads in parts: begun by one request, which gives the address to which the parts are sent.

What has come is in the database, so that any process may take the next part, after a restart too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import Response, request

from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.http.drive_responses import object_body
from okrsdk.localsheets.http.request_context import MAX_BODY, caller, library
from okrsdk.localsheets.store.uploads import (
    Upload,
    add_part,
    begin_upload,
    find_upload,
)

if TYPE_CHECKING:
    from okrsdk.localsheets.store.files import File

RESUME = 308
CANCELLED = 499
LEAST_PART = 262144
CONTENT_RANGE = re.compile(r"bytes (?:(?P<first>\d{1,15})-(?P<last>\d{1,15})|\*)/(?P<total>\d{1,15}|\*)")


def is_asked_for() -> bool:
    """Whether the request begins such an upload."""
    return request.args.get("uploadType") == "resumable"


def begin(file: File | None) -> Response:
    """Begins an upload of a new file, or of new contents for the file; the answer's Location takes the parts."""
    length = request.headers.get("X-Upload-Content-Length", "0")
    if not length.isdecimal() or int(length[:15]) > MAX_BODY:
        raise DriveError(413, "The upload is too large.", reason="uploadTooLarge")
    about = {
        "target": file.id if file else None,
        "metadata": object_body(),
        "mime": request.headers.get("X-Upload-Content-Type", "").partition(";")[0].strip(),
        "caller": caller(),
    }
    name = begin_upload(library(), about)
    fields = f"&fields={request.args['fields']}" if "fields" in request.args else ""
    answer = Response("", 200, content_type="text/html; charset=UTF-8")
    answer.headers["Location"] = f"{request.base_url}?uploadType=resumable{fields}&upload_id={name}"
    answer.headers["X-GUploader-UploadID"] = name
    return answer


def upload_of(file_id: str | None) -> Upload:
    """The upload to which the request's address belongs.

    Raises:
        DriveError: 404 when there is none.
    """
    found = find_upload(library(), request.args.get("upload_id", ""))
    if found is None or found.target != file_id or found.caller != caller():
        raise DriveError(404, "Upload session not found.", reason="notFound", location="upload_id")
    return found


def took(upload: Upload) -> Response | None:
    """Keeps the request's bytes; gives the answer that asks for more, or None when all have come."""
    data = request.get_data()
    text = request.headers.get("Content-Range")
    if text is None:
        add_part(library(), upload, data)
        return None
    place = CONTENT_RANGE.fullmatch(text.strip())
    if place is None:
        raise _refused(f"Failed to parse Content-Range header: {text[:100]}")
    total = None if place["total"] == "*" else int(place["total"])
    if total is not None and total > MAX_BODY:
        raise DriveError(413, "The upload is too large.", reason="uploadTooLarge")
    received = upload.received
    if place["first"] is not None:
        received = _kept(upload, data, (int(place["first"]), int(place["last"])), total)
    return None if received == total else _more(received)


def _kept(upload: Upload, data: bytes, place: tuple[int, int], total: int | None) -> int:
    """Keeps what is new of the bytes; gives how many have come in all."""
    first, last = place
    if len(data) != last - first + 1 or (total is not None and last >= total):
        raise _refused(f"There were {len(data)} byte(s) in the request body, which Content-Range does not describe.")
    if first > upload.received:
        raise _refused(
            f"According to the Content-Range header, the upload offset is {first} byte(s), which exceeds already "
            f"uploaded size of {upload.received} byte(s)."
        )
    if last + 1 != total and len(data) < LEAST_PART:
        raise _refused(
            f"The number of bytes uploaded is required to be equal or greater than {LEAST_PART}, except for the final "
            f"request (it's recommended to be the exact multiple of {LEAST_PART}).  The received request contained "
            f"{len(data)} bytes, which does not meet this requirement."
        )
    if last + 1 > MAX_BODY:
        raise DriveError(413, "The upload is too large.", reason="uploadTooLarge")
    fresh = data[upload.received - first :]
    if fresh:
        add_part(library(), upload, fresh)
    return upload.received + len(fresh)


def _more(received: int) -> Response:
    answer = Response("", RESUME, content_type="text/html; charset=UTF-8")
    if received:
        answer.headers["Range"] = f"bytes=0-{received - 1}"
    return answer


def _refused(text: str) -> DriveError:
    return DriveError(400, f"Invalid request.  {text}", reason="badRequest")
