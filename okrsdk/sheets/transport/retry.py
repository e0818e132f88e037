"""Retries: whether and when a request is sent again. Pure: the waiting is done elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from http import HTTPStatus

_TRANSIENT = frozenset(
    {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        HTTPStatus.BAD_GATEWAY,
        HTTPStatus.SERVICE_UNAVAILABLE,
        HTTPStatus.GATEWAY_TIMEOUT,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A request without a good answer.

    Attributes:
        transient: whether it may go well another time.
        nothing_done: whether the server certainly did nothing: no connection was made, or it refused the request.
        connected: whether there was a server at all.
        retry_after: seconds the server asks to wait, None when it does not say.
    """

    transient: bool
    nothing_done: bool = False
    connected: bool = True
    retry_after: float | None = None

    @property
    def may_be_done(self) -> bool:
        """Whether the server may have done the work all the same."""
        return not self.nothing_done


@dataclass(frozen=True, slots=True, kw_only=True)
class RetryPolicy:
    """How often and how long we try.

    Waits double from `first_wait` to `longest_wait`. Each is then shortened by chance to between half and all of it, so
    that many clients do not come back at the same moment.

    Attributes:
        attempts: how often a request is sent at most, the first time included.
        attempts_to_connect: the same while there is no server at all.
        first_wait: seconds.
        longest_wait: seconds.
        deadline: seconds after the first attempt beyond which none is made.
    """

    attempts: int = 7
    attempts_to_connect: int = 3
    first_wait: float = 1.0
    longest_wait: float = 32.0
    deadline: float = 120.0

    def wait(self, failure: Failure, *, attempt: int, elapsed: float, repeatable: bool, chance: float) -> float | None:
        """Seconds to wait before the next attempt; None to give up.

        Args:
            failure: what came of the last attempt.
            attempt: its number, from 1.
            elapsed: seconds since the first attempt was made.
            repeatable: whether sending the request twice does the same as once.
            chance: a random number from 0 up to 1.
        """
        if not failure.transient or not (repeatable or failure.nothing_done):
            return None
        if attempt >= (self.attempts if failure.connected else self.attempts_to_connect):
            return None
        backoff = min(self.first_wait * 2 ** (attempt - 1), self.longest_wait) * (1 + chance) / 2
        wait = max(backoff, failure.retry_after or 0.0)
        return wait if elapsed + wait <= self.deadline else None


GOOGLE = RetryPolicy()
LOCAL = RetryPolicy(attempts=4, attempts_to_connect=2, first_wait=0.1, longest_wait=1.0, deadline=10.0)


def is_transient(status: int) -> bool:
    """Whether a request that got this HTTP status may go well another time."""
    return status in _TRANSIENT


def retry_after(value: str | None, date: str | None) -> float | None:
    """Seconds that a `Retry-After` header asks to wait; None when it is missing or cannot be read.

    Args:
        value: the header: seconds, or an HTTP date.
        date: the same answer's `Date` header, from which a date is counted: our clock may be wrong, theirs is theirs.

    >>> retry_after("7", None)
    7.0
    >>> retry_after("Sun, 04 Jan 2026 10:00:30 GMT", "Sun, 04 Jan 2026 10:00:00 GMT")
    30.0
    """
    if value is None:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - parsedate_to_datetime(date or "")).total_seconds())
    except (TypeError, ValueError):
        return None
