"""JSON answers in Google's form, compressed for clients that take it."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from flask import Response, request

from okrsdk.localsheets.errors import in_form_of
from okrsdk.localsheets.wire import json_text

if TYPE_CHECKING:
    from okrsdk.localsheets.errors import ApiError
    from okrsdk.localsheets.jsontypes import Json

UNAUTHENTICATED = 401
LEAST_COMPRESSED = 1024  # bytes
COMPRESSION = 6  # of 1 to 9: of 5.9 MB it leaves 80 kB, in a twentieth of the time that they took to make


def json_response(value: Json, status: int = 200, *, compact: bool = False) -> Response:
    """A response as Google sends JSON: pretty-printed, with its header fields."""
    text = json_text.compact(value) if compact else json_text.pretty(value)
    response = Response(text.encode("utf-8", "replace"), status, content_type="application/json; charset=UTF-8")
    response.headers["Vary"] = "Origin, X-Origin, Referer"
    response.headers["Cache-Control"] = "private"
    return response


def error_response(error: ApiError) -> Response:
    """The error in the form of the API that was called."""
    response = json_response(in_form_of(request.path, error).body(), error.code)
    if error.code == UNAUTHENTICATED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'
    return response


def compressed(response: Response) -> Response:
    """The answer, compressed where it is JSON of some size and the client takes gzip."""
    if not response.is_json or response.is_streamed or not request.accept_encodings.quality("gzip"):
        return response
    response.vary.add("Accept-Encoding")
    data = response.get_data()
    if len(data) >= LEAST_COMPRESSED:
        response.set_data(gzip.compress(data, COMPRESSION))
        response.headers["Content-Encoding"] = "gzip"
    return response
