"""How many requests a caller may send, and how many an address may send that prove nothing.

Counting, with its windows and its Redis, is the library `limits`; here is what is counted, for whom, and what happens
while the storage does not answer. Three limits come from one setting, such as `120 per minute`:

- each caller (a person, a token, else an address) may send 120 requests;
- each address may send ten times as many to Sheets, whatever tokens it brings;
- each address may fail a sixth as often. From then on its failures are answered with 429, and Google is no longer asked
  whether its tokens are good. Who proves who they are by Google's signature is answered all the same: many people may
  come from one address.
"""

from __future__ import annotations

import logging
import math
import time
from http import HTTPStatus
from typing import TYPE_CHECKING

from limits import parse
from limits.errors import ConfigurationError, StorageError
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import FixedWindowRateLimiter

from okrsdk.client.problems import TOO_MANY_REQUESTS
from okrsdk.errors import ConfigError
from okrsdk.texts import text
from sheets_addon.auth import address_name, caller_name
from sheets_addon.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from limits import RateLimitItem

_PATIENCE = {"socket_connect_timeout": 1.0, "socket_timeout": 1.0}
_SECONDS_OF_REST = 5.0
_CALLERS_OF_AN_ADDRESS = 10
_REQUESTS_FOR_A_FAILURE = 6
_FAILURES, _TO_SHEETS = "failures", "sheets"
_log = logging.getLogger("sheets_addon")


class RateLimit:
    """The limits of a service; threads may share it.

    Args:
        rate: how many requests of one caller in how long, such as `120 per minute`.
        storage: where they are counted: `memory://` for this process by itself, or a Redis, `redis://…`. When it fails,
            this process counts by itself for five seconds before it asks again, so that none waits for one that hangs.
        now: a clock in seconds that only goes forward.

    Raises:
        ConfigError: there is no such storage.
    """

    def __init__(self, rate: str, storage: str, *, now: Callable[[], float] = time.monotonic) -> None:
        self._of_caller = parse(rate)
        self._of_address = _times(self._of_caller, _CALLERS_OF_AN_ADDRESS)
        self._of_failures = _times(self._of_caller, 1 / _REQUESTS_FOR_A_FAILURE)
        self._shared = FixedWindowRateLimiter(_storage(storage))
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._now = now
        self._rests_until = now()

    def count(self) -> Response | None:
        """Counts this request, whose caller is known; the answer to it when it is one too many."""
        return _too_many(self._counted(self._of_caller, caller_name()))

    def count_for_sheets(self) -> Response | None:
        """Counts this request, whose token only Google can judge; the answer to it when it may not be asked."""
        address = address_name()
        failing = self._asked(lambda counts: _wait_before(counts, self._of_failures, _FAILURES, address))
        return _too_many(failing or self._counted(self._of_address, _TO_SHEETS, address)) or self.count()

    def count_failure(self, response: Response) -> Response:
        """Counts an answer that a proof is missing or wrong; the answer in its place when it is one too many."""
        if response.status_code != HTTPStatus.UNAUTHORIZED:
            return response
        return _too_many(self._counted(self._of_failures, _FAILURES, address_name())) or response

    def _counted(self, rate: RateLimitItem, *names: str) -> int:
        return self._asked(lambda counts: 0 if counts.hit(rate, *names) else _seconds_left(counts, rate, *names))

    def _asked(self, seconds_to_wait: Callable[[FixedWindowRateLimiter], int]) -> int:
        """Seconds to wait by the storage's count, by this process's own while the storage does not answer."""
        if self._now() >= self._rests_until:
            try:
                return seconds_to_wait(self._shared)
            except StorageError as exc:
                self._rests_until = self._now() + _SECONDS_OF_REST
                # Its message may quote the storage's address, with a password.
                _log.warning("the storage of the rate limit failed: %s", type(exc.storage_error).__name__)
        return seconds_to_wait(self._own)


def _times(rate: RateLimitItem, factor: float) -> RateLimitItem:
    return type(rate)(max(int(rate.amount * factor), 1), rate.multiples, rate.namespace)


def _wait_before(counts: FixedWindowRateLimiter, rate: RateLimitItem, *names: str) -> int:
    return 0 if counts.test(rate, *names) else _seconds_left(counts, rate, *names)


def _seconds_left(counts: FixedWindowRateLimiter, rate: RateLimitItem, *names: str) -> int:
    return max(math.ceil(counts.get_window_stats(rate, *names).reset_time - time.time()), 1)


def _storage(uri: str) -> Storage:
    options = _PATIENCE if uri.startswith(("redis://", "rediss://")) else {}
    try:
        storage = storage_from_string(uri, wrap_exceptions=True, **options)
    except (ConfigurationError, ValueError):
        storage = None
    if not isinstance(storage, Storage):
        raise ConfigError(
            "OKR_RATE_LIMIT_STORAGE is not a storage. Write memory://, or redis://… and install okrsdk[redis].",
            setting="rate_limit_storage",
        )
    return storage


def _too_many(seconds: int) -> Response | None:
    if not seconds:
        return None
    detail = text("You sent too many requests. Try again in {seconds} s.", seconds=seconds)
    response = Problem.of_kind(TOO_MANY_REQUESTS, detail).response()
    response.headers["Retry-After"] = str(seconds)
    return response
