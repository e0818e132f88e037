"""JSON answers in Google's form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response

from okrsdk.localsheets.wire import jsontext

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json


def json_response(value: Json, status: int = 200, *, compact: bool = False) -> Response:
    """A response as Google sends JSON: pretty-printed, with its header fields."""
    text = jsontext.compact(value) if compact else jsontext.pretty(value)
    response = Response(text.encode("utf-8", "replace"), status, content_type="application/json; charset=UTF-8")
    response.headers["Vary"] = "Origin, X-Origin, Referer"
    response.headers["Cache-Control"] = "private"
    return response
