"""What the Drive handlers share: bodies in, files found, answers out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from okrsdk.localsheets.drive import fields
from okrsdk.localsheets.drive.resources import DEFAULT_FIELDS, ROOT_ID, described, root
from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.http.request_context import caller, decoded_body, drive_file, library
from okrsdk.localsheets.json_responses import json_response
from okrsdk.localsheets.store.files import get_file
from okrsdk.localsheets.wire.masks import pick

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.store.files import File


MAX_PAGE = 1000


def drive_answer(
    value: JsonObject, *, default: tuple[str, ...] | None = None, names: frozenset[str] | None = None
) -> Response:
    """The answer reduced to ``fields``, or to Drive's short form where none are asked for."""
    text = request.args.get("fields")
    if text:
        value = pick(value, fields.parsed(text, names))
    elif default is not None:
        value = {key: value[key] for key in default if key in value}
    response = json_response(value)
    response.headers["Cache-Control"] = "no-cache, no-store, max-age=0, must-revalidate"
    return response


def file_answer(file_id: str) -> Response:
    """The file as it is now, as an answer."""
    return drive_answer(described(get_file(library(), file_id), caller()), default=DEFAULT_FIELDS, names=fields.FILE)


def emptied() -> Response:
    """The answer of what gives none."""
    response = Response("", 204, content_type="text/html")
    response.headers["Vary"] = "Origin, X-Origin"
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


def page_size() -> int:
    """How many entries of a list the caller wants on one page.

    Raises:
        DriveError: 400 for what is no such number.
    """
    size = request.args.get("pageSize", "100")
    if not size.isdecimal() or not 1 <= int(size[:9]) <= MAX_PAGE:
        text = f"Invalid value '{size}'. Values must be within the range: [1, {MAX_PAGE}]"
        raise DriveError(400, text, reason="invalid", location="pageSize")
    return int(size)


def file_or_root(file_id: str) -> File:
    """The file, if the caller may read it; ``root`` is the folder of everything.

    Raises:
        DriveError: 404.
    """
    return root() if file_id in ("root", ROOT_ID) else drive_file(file_id)
