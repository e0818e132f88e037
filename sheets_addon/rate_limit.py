"""How many requests a caller may send, counted for each person, token or address."""

from __future__ import annotations

import logging
import math
import time
from typing import TYPE_CHECKING

from limits import parse
from limits.errors import ConfigurationError, StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from okrsdk.client.problems import TOO_MANY_REQUESTS
from okrsdk.errors import ConfigError
from sheets_addon.auth import caller_name
from sheets_addon.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response

_PATIENCE = {"socket_connect_timeout": 1.0, "socket_timeout": 1.0}
_SECONDS_OF_REST = 5.0
_log = logging.getLogger("sheets_addon")


class RateLimit:
    """A limit for each caller; threads may share it.

    Args:
        rate: how many requests in how long, such as `120 per minute`.
        storage: where they are counted: `memory://` for this process by itself, or a Redis, `redis://…`. When it fails,
            this process counts by itself for five seconds before it asks again, so that one that hangs stops nobody.
        now: a clock in seconds that only goes forward.

    Raises:
        ConfigError: there is no such storage.
    """

    def __init__(self, rate: str, storage: str, *, now: Callable[[], float] = time.monotonic) -> None:
        self._rate = parse(rate)
        self._counts = FixedWindowRateLimiter(_storage(storage))
        self._own_counts = FixedWindowRateLimiter(MemoryStorage())
        self._now = now
        self._rests_until = now()

    def count(self) -> Response | None:
        """Counts this request, whose caller is known; the answer to it when it is one too many."""
        name = caller_name()
        seconds = self._shared_seconds_to_wait(name)
        if seconds is None:
            seconds = self._seconds_to_wait(self._own_counts, name)
        return _too_many(seconds) if seconds else None

    def _shared_seconds_to_wait(self, name: str) -> int | None:
        """Seconds to wait by the storage's count; None while it does not answer."""
        if self._now() < self._rests_until:
            return None
        try:
            return self._seconds_to_wait(self._counts, name)
        except StorageError as exc:
            self._rests_until = self._now() + _SECONDS_OF_REST
            # Its message may quote the storage's address, with a password.
            _log.warning("the storage of the rate limit failed: %s", type(exc.storage_error).__name__)
            return None

    def _seconds_to_wait(self, counts: FixedWindowRateLimiter, name: str) -> int:
        if counts.hit(self._rate, name):
            return 0
        return max(math.ceil(counts.get_window_stats(self._rate, name).reset_time - time.time()), 1)


def _storage(uri: str) -> Storage:
    options = _PATIENCE if uri.startswith(("redis://", "rediss://")) else {}
    try:
        storage = storage_from_string(uri, wrap_exceptions=True, **options)
    except (ConfigurationError, ValueError):
        storage = None
    if not isinstance(storage, Storage):
        raise ConfigError(
            "OKR_RATE_LIMIT_STORAGE is no use. Write memory://, or redis://… and install the extra okrsdk[redis].",
            setting="rate_limit_storage",
        )
    return storage


def _too_many(seconds: int) -> Response:
    response = Problem.of_kind(TOO_MANY_REQUESTS, f"You sent too many requests. Try again in {seconds} s.").response()
    response.headers["Retry-After"] = str(seconds)
    return response
