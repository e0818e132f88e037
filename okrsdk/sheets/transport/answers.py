"""What an answer with an error says, whether it is the API's JSON, a proxy's HTML or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import httpx

_RATE_LIMIT_REASONS = frozenset({"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"})
_TOO_MANY_REQUESTS = 429
_LONGEST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorAnswer:
    """An answer with an HTTP status of 400 or more.

    Attributes:
        status: the HTTP status. The body's own code is not looked at: it is missing in HTML bodies.
        message: what the API says, with quoted values taken out, because they may be what somebody typed into a cell;
            empty when the body is not the API's JSON.
        reasons: the API's machine-readable reasons.
    """

    status: int
    message: str = ""
    reasons: frozenset[str] = frozenset()

    @property
    def is_rate_limit(self) -> bool:
        """Whether a quota per minute is used up: the request was refused before anything was done."""
        return self.status == _TOO_MANY_REQUESTS or bool(self.reasons & _RATE_LIMIT_REASONS)


def error_answer(response: httpx.Response) -> ErrorAnswer:
    """What the response says went wrong. Never raises, whatever the body is."""
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return ErrorAnswer(status=response.status_code)
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return ErrorAnswer(status=response.status_code)
    details = [*_dicts(error.get("details")), *_dicts(error.get("errors"))]
    return ErrorAnswer(
        status=response.status_code,
        message=_safe(str(error.get("message", ""))),
        reasons=frozenset(str(detail["reason"]) for detail in details if "reason" in detail),
    )


def _dicts(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _safe(message: str) -> str:
    lines = message.strip().splitlines()
    text = re.sub(r'".*"', '"…"', lines[0]) if lines else ""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
