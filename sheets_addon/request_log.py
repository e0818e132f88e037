"""The log: one line of JSON for each request, and for whatever went wrong. It never holds a token or a cell."""

from __future__ import annotations

import json
import logging
import re
import time
import uuid
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from flask import g, request

if TYPE_CHECKING:
    from typing import TextIO

    from flask import Flask, Response

REQUEST_ID = "X-Request-Id"
"""The header by which a request is found in the log."""

_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")
_FIELDS = "okr_fields"
_log = logging.getLogger("sheets_addon.requests")


def log_requests(app: Flask, *, trust_ids: bool) -> None:
    """Makes the app log each request: its method, address as it is described, status, milliseconds and ID.

    Args:
        app: the app.
        trust_ids: whether a proxy before the service names the requests; else the service does so itself.
    """

    def begin() -> None:
        given = request.headers.get(REQUEST_ID, "") if trust_ids else ""
        g.request_id = given if _ID.fullmatch(given) else uuid.uuid4().hex
        g.began = time.perf_counter()

    def end(response: Response) -> Response:
        response.headers[REQUEST_ID] = g.request_id
        fields = {
            "method": method(),
            "route": route(),
            "status": response.status_code,
            "milliseconds": round(seconds_so_far() * 1000, 1),
            "request_id": g.request_id,
        }
        _log.info("request", extra={_FIELDS: fields})
        return response

    app.before_request(begin)
    app.after_request(end)


def route() -> str:
    """The address as it is described, `/v1/spreadsheets/<spreadsheet_id>/check`; `unknown` for all that are not."""
    return request.url_rule.rule if request.url_rule is not None else "unknown"


def method() -> str:
    """The method; `OTHER` for any that HTTP does not know."""
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE") else "OTHER"


def seconds_so_far() -> float:
    """How long this request has taken until now."""
    return time.perf_counter() - float(g.began)


def write_log(stream: TextIO) -> None:
    """Makes this process write the service's log to a stream."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_JsonLines())
    logger = logging.getLogger("sheets_addon")
    logger.handlers = [handler]
    logger.setLevel(logging.INFO)
    logger.propagate = False


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
            **getattr(record, _FIELDS, {}),
        }
        return json.dumps(line, ensure_ascii=False)
