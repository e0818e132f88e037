"""The Flask application: blueprints, error forms, and what happens around each request."""

from __future__ import annotations

import logging
import re
import sqlite3
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from okrsdk.localsheets.app_state import STATE, State
from okrsdk.localsheets.errors import HTTP_MESSAGES, ApiError, StoreError
from okrsdk.localsheets.http import admin, changes, drive, permissions, shared_drives, sheets, tokens, uploads, values
from okrsdk.localsheets.http.request_context import MAX_BODY, state
from okrsdk.localsheets.http.web_page_guard import IN_PROCESS, refuse_web_pages, show_in_a_sandbox
from okrsdk.localsheets.json_responses import compressed, error_response

if TYPE_CHECKING:
    import os
    from collections.abc import Callable, Iterable

log = logging.getLogger("okrsdk.localsheets")
# A client that joins the address of a file and a method by "/" leaves an empty part between them.
EMPTY_PART = re.compile(r"(/v4/spreadsheets(?:/[^/]+)?|/drive/v3/files(?:/[^/]+)?)/(:\w+)?")


class Application:
    """A WSGI application over one data folder.

    All of a process share one Flask application, whose routes take longer to compile than most requests to answer;
    each request carries the state of the folder that it is for.

    Attributes:
        state: what belongs to this folder.
    """

    def __init__(self, state: State) -> None:
        self.state = state

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The answer to one request."""
        environ[STATE] = self.state
        return _flask().wsgi_app(environ, start_response)


def create_app(path: str | os.PathLike[str], *, run_folder: Path | None = None) -> Application:
    """The WSGI application over the data folder, which is made where it is missing.

    Several processes and threads may serve one data folder.

    Args:
        path: the data folder.
        run_folder: where the processes of one server share the settings of ``/_local`` and count their requests
            together; a temporary folder, which goes when the server ends. None for a process of its own.

    Raises:
        StoreError: the folder's data file cannot be used; a damaged one is left as it is.
        OSError: the folder cannot be used.
    """
    return Application(State(Path(path), run_folder=run_folder))


@cache
def _flask() -> Flask:
    app = Flask("okrsdk.localsheets", static_folder=None)
    app.url_map.merge_slashes = False
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's default provider has it
    for topic in (sheets, values, drive, changes, shared_drives, permissions, uploads, tokens, admin):
        app.register_blueprint(topic.blueprint)
    app.before_request(refuse_web_pages)
    app.before_request(lambda: state().before_request())
    app.after_request(_compressed)  # the last of them: Flask goes backwards
    app.after_request(lambda response: state().after_request(response))
    app.after_request(show_in_a_sandbox)
    app.register_error_handler(ApiError, error_response)
    app.register_error_handler(StoreError, _unusable)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _unexpected)
    app.wsgi_app = _tolerant(app.wsgi_app)  # type: ignore[method-assign]  # the way Flask documents for middleware
    return app


def _compressed(response: Response) -> Response:
    return response if IN_PROCESS in request.environ else compressed(response)


def _unusable(error: StoreError) -> Response:
    log.error("%s", error)
    return error_response(ApiError(507, str(error)))


def _http_error(error: HTTPException) -> Response:
    code = error.code or 500
    return error_response(ApiError(code, HTTP_MESSAGES.get(code, error.description or error.name)))


def _unexpected(error: Exception) -> Response:
    if isinstance(error, sqlite3.OperationalError):
        return error_response(ApiError(503, HTTP_MESSAGES[503]))
    log.exception("unexpected error in %s %s", request.method, request.path, exc_info=error)
    return error_response(ApiError(500, HTTP_MESSAGES[500]))


def _tolerant(application: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """The application, answering ``…/{id}/`` and ``…/{id}/:batchUpdate`` as if without that slash, as Google does."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        found = EMPTY_PART.fullmatch(environ.get("PATH_INFO", ""))
        if found:
            environ["PATH_INFO"] = found[1] + (found[2] or "")
        return application(environ, start_response)

    return answer
