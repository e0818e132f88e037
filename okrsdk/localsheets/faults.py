"""Faults on request: errors before or after the work, HTML bodies, latency, dropped connections.

The setting ``faults`` is ``{"seed": 1, "rules": [...]}``. A rule:

- ``match``: regular expression found in "METHOD path" (default: every request),
- which of the matching requests, counted from 0 by rule: ``rate`` (0 to 1, decided by the seed) or ``at`` (a list of
  numbers) or ``first`` (so many from the start); without any of them every one,
- ``fault``: ``error`` (default), ``drop`` (the connection breaks in the middle of the answer) or ``none`` (only
  latency),
- ``status`` (default 503), ``when`` ("before" the work, the default, or "after" it was done), ``html`` (an HTML body),
  ``retry_after`` (seconds, as a header field), ``latency`` (seconds).
"""

from __future__ import annotations

import random
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, request

from okrsdk.localsheets.errors import HTTP_MESSAGES, STATUS_OF_CODE, ApiError, bad_request, in_form_of
from okrsdk.localsheets.http.answers import json_response
from okrsdk.localsheets.quota import exceeded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.store.settings import Settings

MAX_LATENCY = 60.0
TALLY = "fault:"
KINDS = ("error", "drop", "none")
TOO_MANY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one request."""

    kind: str
    status: int
    after: bool
    html: bool
    retry_after: int | None
    latency: float

    def response(self) -> Response:
        """The answer that the client gets instead of the real one."""
        if self.kind == "drop":
            return Response(_broken(), 200, headers={"Content-Length": "4096"}, content_type="application/json")
        if self.html:
            text = f"<!DOCTYPE html><html><title>Error {self.status}</title><p>Please try again in 30 seconds."
            response = Response(text, self.status, content_type="text/html; charset=UTF-8")
        else:
            response = json_response(in_form_of(request.path, self._error()).body(), self.status)
        if self.retry_after is not None:
            response.headers["Retry-After"] = str(self.retry_after)
        return response

    def _error(self) -> ApiError:
        if self.status == TOO_MANY:
            return exceeded(read=True, per_user=True, limit=60)
        return ApiError(self.status, HTTP_MESSAGES.get(self.status, "Error."))


def _broken() -> Iterator[bytes]:
    yield b"{"
    raise ConnectionResetError("Local Sheets drops this connection, as its faults ask for.")


def checked_rules(value: Json) -> JsonObject:
    """The setting as it is stored.

    Raises:
        ApiError: 400 when a rule is not of the form described above.
    """
    if not isinstance(value, dict) or not isinstance(value.get("rules", []), list):
        raise bad_request('faults must be an object like {"seed": 1, "rules": [...]}.')
    rules = value.get("rules", [])
    for rule in rules:
        _check_rule(rule)
    return {"seed": value.get("seed", 0), "rules": rules}


def _check_rule(rule: Json) -> None:
    if not isinstance(rule, dict):
        raise bad_request("A fault rule must be an object.")
    try:
        re.compile(rule.get("match", ""))
        _fault(rule)
        rate, _ = float(rule.get("rate", 0)), [int(at) for at in [*rule.get("at", []), rule.get("first", 0)]]
    except (re.error, TypeError, ValueError) as error:
        raise bad_request(f"A fault rule is not right: {error}") from error
    if not 0 <= rate <= 1:
        raise bad_request("rate must be between 0 and 1.")
    if rule.get("fault", "error") not in KINDS or rule.get("when", "before") not in ("before", "after"):
        raise bad_request("fault must be error, drop or none; when must be before or after.")
    if rule.get("fault", "error") == "error" and int(rule.get("status", 503)) not in STATUS_OF_CODE:
        raise bad_request(f"Local Sheets has no error {rule.get('status')}.")


def _fault(rule: JsonObject) -> Fault:
    retry_after = rule.get("retry_after")
    return Fault(
        kind=rule.get("fault", "error"),
        status=int(rule.get("status", 503)),
        after=rule.get("when", "before") == "after",
        html=bool(rule.get("html", False)),
        retry_after=None if retry_after is None else int(retry_after),
        latency=min(float(rule.get("latency", 0)), MAX_LATENCY),
    )


def next_fault(settings: Settings, value: JsonObject, line: str) -> Fault | None:
    """The fault of the request "METHOD path": that of the first rule which strikes; None for no fault.

    Every rule that matches counts the request, whether it strikes or not, so that a script stays in step.
    """
    struck: Fault | None = None
    for index, rule in enumerate(value.get("rules", [])):
        if re.search(rule.get("match", ""), line):
            number = settings.next_number(f"{TALLY}{index}")
            if struck is None and _strikes(rule, number, f"{value.get('seed', 0)}:{index}:{number}"):
                struck = _fault(rule)
    return struck


def _strikes(rule: JsonObject, number: int, chance: str) -> bool:
    if "at" in rule:
        return number in rule["at"]
    if "first" in rule:
        return number < int(rule["first"])
    if "rate" in rule:
        return random.Random(chance).random() < float(rule["rate"])  # noqa: S311 - reproducible, not secret
    return True


def wait(fault: Fault) -> None:
    """Sleeps for the fault's latency."""
    if fault.latency > 0:
        time.sleep(fault.latency)
