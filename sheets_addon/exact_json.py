"""JSON in and out: numbers keep every digit they were written with, and what is no JSON is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Request, request
from flask.json.provider import DefaultJSONProvider
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

from okrsdk.interchange.document.json_text import read_json
from sheets_addon.problems import invalid_request

if TYPE_CHECKING:
    from typing import Never

    from flask import Flask, Response


class ExactJSON(DefaultJSONProvider):
    """Flask's JSON with decimals for fractions; names keep their order."""

    sort_keys = False
    compact = True

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:  # noqa: ANN401 - Flask's own signature
        """The value of a JSON text; its fractions are `Decimal`.

        Raises:
            ValueError: it is no JSON in UTF-8, or holds what `read_json` refuses.
        """
        del kwargs  # nothing about reading is left to the caller
        return read_json(s.decode("utf-8-sig") if isinstance(s, bytes) else s, whole=int)


class ExactRequest(Request):
    """A request that says where its JSON is wrong, without quoting from it."""

    def on_json_loading_failed(self, e: ValueError | None) -> Never:
        """Raises the error to answer with.

        Raises:
            BadRequest: the body is no JSON.
            UnsupportedMediaType: the body is not declared as JSON.
        """
        if e is None:
            raise UnsupportedMediaType("Send JSON, with the header Content-Type: application/json.")
        # Where bytes are no UTF-8, Python's message quotes them.
        why = "it is not in UTF-8" if isinstance(e, UnicodeError) else e
        raise BadRequest(f"The body is not JSON that can be read: {why}.")


def read_json_exactly(app: Flask) -> None:
    """Makes the app read the body of every POST as one JSON object, before anything else sees it."""
    app.json = ExactJSON(app)
    app.request_class = ExactRequest
    app.before_request(_must_be_an_object)


def _must_be_an_object() -> Response | None:
    if request.method != "POST" or request.url_rule is None:
        return None
    limit = request.max_content_length
    # A body that does not say its length is cut off at the limit without a word.
    if limit is not None and request.content_length is None and len(request.get_data()) >= limit:
        raise RequestEntityTooLarge
    if isinstance(request.get_json(), dict):
        return None
    return invalid_request([{"pointer": "", "detail": "The body must be a JSON object."}]).response()
