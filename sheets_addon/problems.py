"""Problems: every error as `application/problem+json` (RFC 9457), made in this one place."""

from __future__ import annotations

import logging
import traceback
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response, json, request
from werkzeug.exceptions import HTTPException
from werkzeug.http import HTTP_STATUS_CODES

from okrsdk.client.problems import INVALID_REQUEST, NOT_SIGNED_IN, PROBLEM_TYPE, kind_of, members_of
from okrsdk.errors import AccessError, ConfigError, OkrError
from okrsdk.texts import text
from okrsdk.workbook.writing.request_key import IDEMPOTENCY_KEY
from sheets_addon.messages import with_fields
from sheets_addon.translation import localized, reader_locale

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Self

    from flask import Flask

    from okrsdk.client.problems import ProblemKind

_NO_KIND = "about:blank"
_SECONDS_TO_RETRY = "5"
_TITLES = {**HTTP_STATUS_CODES, 404: text("Not Found"), 500: text("Internal Server Error")}
_DETAILS = {
    404: text("There is nothing at this address. /openapi.json describes all there is."),
    405: text("This address does not take that method."),
    413: text("The body is too large."),
}
_log = logging.getLogger("sheets_addon")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong with a request, or with us.

    Attributes:
        status: the HTTP status.
        detail: what is wrong here and what to do, one or two sentences.
        type: URI of the kind of problem; `about:blank` where the status says it all.
        title: the kind in words; empty for the status's own.
        members: further members.
        headers: further headers of the answer.
    """

    status: int
    detail: str
    type: str = _NO_KIND
    title: str = ""
    members: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_kind(cls, kind: ProblemKind, detail: str, members: Mapping[str, object] | None = None) -> Self:
        """A problem of one of okrsdk's kinds."""
        headers = {"WWW-Authenticate": "Bearer"} if kind is NOT_SIGNED_IN else {}
        if kind.status == HTTPStatus.SERVICE_UNAVAILABLE:
            headers["Retry-After"] = _SECONDS_TO_RETRY
        return cls(
            status=kind.status,
            detail=detail,
            type=kind.type,
            title=kind.title,
            members=members or {},
            headers=headers,
        )

    def response(self) -> Response:
        """The answer that says so."""
        document = {
            "type": self.type,
            "title": self.title or _TITLES[self.status],
            "status": self.status,
            "detail": self.detail,
            "instance": quote(request.path),
            **self.members,
        }
        response = Response(
            json.dumps(localized(document, reader_locale())), status=self.status, content_type=PROBLEM_TYPE
        )
        response.headers.update(self.headers)
        return response


def answer_with_problems(app: Flask) -> None:
    """Makes every error of the app a problem: wrong requests, okrsdk's errors, and whatever was not expected."""
    app.register_error_handler(HTTPException, lambda error: _of_http(error).response())
    app.register_error_handler(OkrError, lambda error: _of_ours(error).response())
    app.register_error_handler(Exception, lambda error: _unexpected(error).response())


def invalid_request(faults: Sequence[Mapping[str, str]]) -> Problem:
    """The problem of a request that does not have the form it must have.

    Args:
        faults: what is wrong; each with its `detail` and, where it is, a JSON `pointer` into the body or a `parameter`.
    """
    return Problem.of_kind(INVALID_REQUEST, " ".join(fault["detail"] for fault in faults), {"errors": faults})


def _of_ours(error: OkrError) -> Problem:
    kind = kind_of(error)
    if isinstance(error, ConfigError) and error.setting == IDEMPOTENCY_KEY:
        return invalid_request([{"parameter": IDEMPOTENCY_KEY, "detail": str(error)}])
    if isinstance(error, AccessError) and error.status == HTTPStatus.UNAUTHORIZED:
        kind = NOT_SIGNED_IN
    if kind is None:
        return _unexpected(error)
    return Problem.of_kind(kind, with_fields(str(error)), members_of(error))


def _of_http(error: HTTPException) -> Problem:
    # `Allow` and the like matter to callers; the headers of the body are ours to write.
    headers = {name: value for name, value in error.get_headers() if not name.lower().startswith("content-")}
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    return Problem(status=status, detail=_DETAILS.get(status) or error.description or "", headers=headers)


def _unexpected(error: Exception) -> Problem:
    # The message of an unknown error may quote a cell or a token, so only its kind and its place are kept.
    frames = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s on %s %s\n%s", type(error).__name__, request.method, request.url_rule, frames)
    detail = text("Something went wrong on our side; it has been logged. Try again later.")
    return Problem(status=500, detail=detail)
