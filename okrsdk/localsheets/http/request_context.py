"""What a request handler needs: the parameters, the body, the library, the answer."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, TypeVar

from flask import g, request

from okrsdk.localsheets import access
from okrsdk.localsheets.app_state import STATE
from okrsdk.localsheets.errors import ApiError, bad_request, field_violations, file_not_found
from okrsdk.localsheets.json_responses import json_response
from okrsdk.localsheets.responses.value_ranges import Rendering
from okrsdk.localsheets.store.files import get_file, get_file_or_none
from okrsdk.localsheets.store.library import SPREADSHEET_MIME
from okrsdk.localsheets.wire.masks import Mask, parse_mask, pick
from okrsdk.localsheets.wire.schema import accept, camel, messages

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

    from okrsdk.localsheets.app_state import State
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.responses.computed import Computed
    from okrsdk.localsheets.store.files import File
    from okrsdk.localsheets.store.library import Library

EVERYWHERE = frozenset((
    "access_token", "alt", "callback", "fields", "key", "oauth_token", "prettyPrint", "quotaUser", "uploadType",
    "upload_protocol",
))  # fmt: skip
READ = frozenset(["majorDimension", "valueRenderOption", "dateTimeRenderOption"])
WRITTEN = frozenset(
    ["valueInputOption", "includeValuesInResponse", "responseValueRenderOption", "responseDateTimeRenderOption"]
)
#: By endpoint, what its method takes besides. Methods with a body of their own take nothing.
OWN = {
    "sheets.get": frozenset(["ranges", "includeGridData", "excludeTablesInBandedRanges", "commentsViewMode"]),
    "values.get": READ,
    "values.batch_get": READ | {"ranges"},
    "values.update": WRITTEN,
    "values.append": WRITTEN | {"insertDataOption"},
}


def check_parameters() -> None:
    """Checks the names of this request's parameters; each may be spelt in snake_case too.

    Raises:
        ApiError: 400 that names all that the method does not have.
    """
    allowed = EVERYWHERE | OWN.get(request.endpoint or "", frozenset())
    unknown = [name for name in request.args if name[:1] != "$" and not {name, camel(name)} & allowed]
    if unknown:
        raise field_violations([("", _unbound(name[:200])) for name in unknown])


def parameter(name: str) -> str | None:
    """The parameter of this name, in either spelling; None where there is none."""
    return next((value for given, value in request.args.items() if name in (given, camel(given))), None)


def _unbound(name: str) -> str:
    return (
        f'Invalid JSON payload received. Unknown name "{name}": Cannot bind query parameter. '
        f"Field '{name}' could not be found in request message."
    )


Result = TypeVar("Result")

MAX_BODY = 64 * 1024 * 1024
TRUE_WORDS = ("true", "t", "1", "yes", "y", "")
FALSE_WORDS = ("false", "f", "0", "no", "n")


def state() -> State:
    """The state that this request is for."""
    found: State = request.environ[STATE]
    return found


def library() -> Library:
    """The library that this request is for."""
    return state().library


def caller() -> str:
    """The e-mail address of who makes this request."""
    found: str = g.get("caller", access.DEFAULT_USER)
    return found


def read(book_id: str) -> Computed:
    """The spreadsheet, if the caller may read it.

    Raises:
        ApiError: 404, 403.
    """
    _check(book_id, writing=False)
    return library().read(book_id)


def write(book_id: str, work: Callable[[Book], Result]) -> tuple[Result, Computed]:
    """Runs ``work`` on a draft of the spreadsheet, if the caller may write it; see ``Library.write``.

    Raises:
        ApiError: 404, 403, and what ``work`` raises.
    """
    _check(book_id, writing=True)
    return library().write(book_id, work)


def _check(book_id: str, *, writing: bool) -> None:
    file = get_file_or_none(library(), book_id)
    if file is not None:
        access.check_sheet(file, caller(), writing=writing)
        if file.mime != SPREADSHEET_MIME:
            raise ApiError(400, "This operation is not supported for this document", status="FAILED_PRECONDITION")


def drive_file(file_id: str, role: str = "reader") -> File:
    """The file, if the caller has at least this role on it; one in a shared drive only where the call knows of them.

    Raises:
        DriveError: 404, 403.
    """
    file = get_file(library(), file_id)
    if "driveId" in file.extra and not flag("supportsAllDrives"):
        raise file_not_found(file_id)
    access.check_file(file, caller(), role=role)
    return file


def body(message: str, root: str = "") -> JsonObject:
    """The request's JSON body as a checked message."""
    return accept(decoded_body(), message, root)


def decoded_body() -> Json:
    """The request's body as JSON; an empty one is ``{}``.

    Raises:
        ApiError: 400 when it is not JSON, 413 when it is too large.
    """
    if (request.content_length or 0) > MAX_BODY:
        raise ApiError(413, "Request payload size exceeds the limit: 67108864 bytes.")
    data = request.get_data(cache=True)
    if not data.strip():
        return {}
    try:
        return json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise bad_request(f"Invalid JSON payload received. {_place(data, error)}") from error


def _no_constant(name: str) -> float:
    raise ValueError(name)


def _place(data: bytes, error: Exception) -> str:
    position = getattr(error, "pos", 0)
    near = data[position : position + 20].decode("utf-8", "replace")
    return f"Unexpected token.\n{near}\n^"


def flag(name: str, *, default: bool = False) -> bool:
    """A boolean parameter of the URL, in any of the spellings Google takes."""
    text = parameter(name)
    if text is None:
        return default
    if text.lower() in TRUE_WORDS:
        return True
    if text.lower() in FALSE_WORDS:
        return False
    raise bad_request(f"Invalid value at '{name}' (TYPE_BOOL), \"{text}\"")


def choice(name: str, message: str, field: str, default: str) -> str:
    """An enumeration parameter of the URL: a name in any case, or its number."""
    text = parameter(name)
    if not text:
        return default
    choices = messages()[message][field].choices
    if text.upper() in choices:
        return text.upper()
    if text.isdecimal() and int(text) < len(choices):
        return choices[int(text)]
    kind = field[0].upper() + field[1:]
    raise bad_request(f"Invalid value at '{name}' (type.googleapis.com/google.apps.sheets.v4.{kind}), \"{text}\"")


def rendering(prefix: str = "") -> Rendering:
    """How the URL wants values printed; the prefix is ``response`` for answers to writes."""

    def name(text: str) -> str:
        return prefix + text[0].upper() + text[1:] if prefix else text

    table = "BatchGetValuesByDataFilterRequest"
    return Rendering(
        choice("majorDimension", table, "majorDimension", "ROWS") if not prefix else "ROWS",
        choice(name("valueRenderOption"), table, "valueRenderOption", "FORMATTED_VALUE"),
        choice(name("dateTimeRenderOption"), table, "dateTimeRenderOption", "SERIAL_NUMBER"),
    )


def mask(message: str) -> Mask:
    """The ``fields`` (or ``$fields``) parameter, checked against the answer's message; empty where there is none."""
    text = request.args.get("fields") or request.args.get("$fields")
    return parse_mask(text, message) if text else {}


def today() -> dt.date:
    """The day on which dates typed without a year are read."""
    return dt.datetime.fromtimestamp(state().now(), dt.UTC).date()


def answer(value: JsonObject, message: str | None = None) -> Response:
    """The JSON answer, reduced to the ``fields`` parameter where a message type is named."""
    fields = mask(message) if message else {}
    if fields:
        value = pick(value, fields)
    compact = request.args.get("prettyPrint", "true").lower() == "false"
    return json_response(value, compact=compact)
