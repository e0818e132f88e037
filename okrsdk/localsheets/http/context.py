"""What a request handler needs: the body, the parameters, the library, the answer."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING

from flask import Response, current_app, request

from okrsdk.localsheets.errors import ApiError, bad_request
from okrsdk.localsheets.views.values import Rendering
from okrsdk.localsheets.wire.masks import Mask, parse_mask, pick
from okrsdk.localsheets.wire.schema import accept, messages

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.store.library import Library

MAX_BODY = 64 * 1024 * 1024
TRUE_WORDS = ("true", "t", "1", "yes", "y", "")
FALSE_WORDS = ("false", "f", "0", "no", "n")


def library() -> Library:
    """The library of this app."""
    found: Library = current_app.extensions["localsheets"].library
    return found


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
    text = request.args.get(name)
    if text is None:
        return default
    if text.lower() in TRUE_WORDS:
        return True
    if text.lower() in FALSE_WORDS:
        return False
    raise bad_request(f"Invalid value at '{name}' (TYPE_BOOL), \"{text}\"")


def choice(name: str, message: str, field: str, default: str) -> str:
    """An enumeration parameter of the URL: a name in any case, or its number."""
    text = request.args.get(name)
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
    return dt.datetime.now(dt.UTC).date()


def answer(value: JsonObject, message: str | None = None) -> Response:
    """The JSON answer, reduced to the ``fields`` parameter where a message type is named."""
    fields = mask(message) if message else {}
    if fields:
        value = pick(value, fields)
    compact = request.args.get("prettyPrint", "true").lower() == "false"
    return json_response(value, compact=compact)


def json_response(value: Json, status: int = 200, *, compact: bool = False) -> Response:
    """A response as Google sends JSON: pretty-printed, with its header fields."""
    text = (
        json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        if compact
        else json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    )
    response = Response(text.encode("utf-8", "replace"), status, content_type="application/json; charset=UTF-8")
    response.headers["Vary"] = "Origin, X-Origin, Referer"
    response.headers["Cache-Control"] = "private"
    return response


def finite(value: Json) -> bool:
    """Whether a number can be printed as JSON."""
    return not isinstance(value, float) or math.isfinite(value)
