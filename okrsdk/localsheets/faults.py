"""Faults on request: errors before or after the work, HTML bodies, latency, dropped connections.

The setting ``faults`` is ``{"seed": 1, "rules": [...]}``. A rule:

- ``match``: regular expression found in "METHOD path" (default: every request),
- which of the matching requests, counted from 0 by rule: ``rate`` (0 to 1, decided by the seed) or ``at`` (a list of
  numbers) or ``first`` (so many from the start); without any of them every one,
- ``fault``: ``error`` (default), ``drop`` (the connection breaks in the middle of the answer) or ``none`` (only
  latency),
- ``status`` (default 503), ``reason`` (Drive's 403 of this name, such as ``sharingRateLimitExceeded``), ``when``
  ("before" the work, the default, or "after" it was done), ``html`` (an HTML body), ``retry_after`` (seconds, as a
  header field), ``latency`` (seconds).
"""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Response, request

from okrsdk.localsheets.errors import HTTP_MESSAGES, STATUS_OF_CODE, USAGE_LIMITS, ApiError, bad_request, usage_limit
from okrsdk.localsheets.json_responses import error_response
from okrsdk.localsheets.patterns import Pattern, PatternError
from okrsdk.localsheets.quota import DEFAULT, exceeded, is_read

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.settings import Settings

MAX_LATENCY = 60.0
MOST_RULES = 100
COUNTER_PREFIX = "fault:"
KINDS = ("error", "drop", "none")
TOO_MANY = 429


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What goes wrong with one request."""

    kind: str
    status: int
    reason: str | None
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
            response = error_response(self._error())
        if self.retry_after is not None:
            response.headers["Retry-After"] = str(self.retry_after)
        return response

    def _error(self) -> ApiError:
        if self.reason is not None:
            return usage_limit(self.reason)
        if self.status == TOO_MANY:
            return exceeded(read=is_read(request.method, request.path), per_user=True, limit=DEFAULT["per_user"])
        return ApiError(self.status, HTTP_MESSAGES.get(self.status, "The request failed."))


def _broken() -> Iterator[bytes]:
    yield b"{"
    raise ConnectionResetError("Local Sheets drops this connection, as its faults ask for.")


def checked_rules(value: Json) -> JsonObject:
    """The setting as it is stored.

    Raises:
        ApiError: 400 when a rule is not of the form described above.
    """
    example = '{"seed": 1, "rules": [{"match": "PUT .*values", "rate": 0.1, "status": 503}]}'
    if not isinstance(value, dict) or not value.keys() <= {"seed", "rules"} or not isinstance(value.get("rules"), list):
        raise bad_request(f"faults must be an object like {example}.")
    if not isinstance(value.get("seed", 0), int | str):
        raise bad_request("seed must be a number or a text.")
    if len(value["rules"]) > MOST_RULES:
        raise bad_request(f"There may be {MOST_RULES} rules at most.")
    for rule in value["rules"]:
        _check_rule(rule)
    return {"seed": value.get("seed", 0), "rules": value["rules"]}


def _check_rule(rule: Json) -> None:
    if not isinstance(rule, dict):
        raise bad_request("A fault rule must be an object.")
    for name in rule:
        if name not in RULE:
            raise bad_request(f"A fault rule has no {name!r}; it has {', '.join(RULE)}.")
        is_right, wanted = RULE[name]
        if not is_right(rule[name]):
            raise bad_request(f"{name} must be {wanted}.")


def _is_pattern(value: Json) -> bool:
    try:
        Pattern(value)
    except PatternError:
        return False
    return True


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_share(value: Json, most: float = 1) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= most


#: What a rule may say, and of each what it must be.
RULE: dict[str, tuple[Callable[[Json], bool], str]] = {
    "match": (_is_pattern, "a regular expression"),
    "rate": (_is_share, "a number between 0 and 1"),
    "at": (lambda value: isinstance(value, list) and all(map(_is_count, value)), "a list of whole numbers from 0"),
    "first": (_is_count, "a whole number, 0 or more"),
    "fault": (lambda value: value in KINDS, f"one of {', '.join(KINDS)}"),
    "status": (
        lambda value: _is_count(value) and value in STATUS_OF_CODE,
        f"one of {', '.join(map(str, STATUS_OF_CODE))}",
    ),
    "reason": (lambda value: value in USAGE_LIMITS, f"one of {', '.join(USAGE_LIMITS)}"),
    "when": (lambda value: value in ("before", "after"), "before or after"),
    "html": (lambda value: isinstance(value, bool), "true or false"),
    "retry_after": (_is_count, "a whole number of seconds"),
    "latency": (lambda value: _is_share(value, MAX_LATENCY), f"a number of seconds, {MAX_LATENCY:g} at most"),
}


def _fault(rule: JsonObject) -> Fault:
    retry_after = rule.get("retry_after")
    return Fault(
        kind=rule.get("fault", "error"),
        status=int(rule.get("status", 503)),
        reason=rule.get("reason"),
        after=rule.get("when", "before") == "after",
        html=bool(rule.get("html", False)),
        retry_after=None if retry_after is None else int(retry_after),
        latency=float(rule.get("latency", 0)),
    )


def next_fault(settings: Settings, value: JsonObject, line: str) -> Fault | None:
    """The fault of the request "METHOD path": that of the first rule which strikes; None for no fault.

    Every rule that matches counts the request, whether it strikes or not, so that a script stays in step.
    """
    struck: Fault | None = None
    for index, rule in enumerate(value.get("rules", [])):
        if Pattern(rule.get("match", "")).is_in(line):
            number = settings.next_number(f"{COUNTER_PREFIX}{index}")
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
