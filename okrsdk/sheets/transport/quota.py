"""Quota: requests are held back so that Google's limits per minute are kept rather than hit.

Google counts reads and writes apart: 60 a minute for a user and 300 for a project, a batch as one
(developers.google.com/sheets/api/limits). Quota is the scarce resource of bulk work.
"""

from __future__ import annotations

import heapq
import threading
from typing import TYPE_CHECKING

from okrsdk.sheets.transport.operations import Budget

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.sheets.transport.clock import Clock

_MINUTE = 60.0
_PER_USER = 60
_PER_PROJECT = 300


class TokenBucket:
    """So many tokens, each of which comes back a minute after it was used.

    So no minute, wherever it begins, sees more requests than the bucket has tokens; a bucket that fills up steadily
    would let through twice as many in its first minute.

    Args:
        size: number of tokens.
        period: seconds until a token comes back.
    """

    def __init__(self, size: int, *, period: float = _MINUTE) -> None:
        self._size = size
        self._period = period
        self._returns: list[float] = []
        self._lock = threading.Lock()

    def take(self, now: float) -> float:
        """The moment from which the token taken may be used: `now`, or later. Safe to call from many threads."""
        with self._lock:
            is_left = len(self._returns) < self._size
            moment = now if is_left else max(now, heapq.heappop(self._returns))
            heapq.heappush(self._returns, moment + self._period)
            return moment


class Quota:
    """Buckets for reads and writes, shared by all threads and connections that are given it.

    Args:
        buckets: those that a request of each budget takes a token from; none means no limit.
        clock: the clock.
    """

    def __init__(self, buckets: Mapping[Budget, Sequence[TokenBucket]], *, clock: Clock) -> None:
        self._buckets = buckets
        self._timing = clock

    def wait_for(self, budget: Budget) -> None:
        """Take a token and wait until it may be used."""
        now = moment = self._timing.now()
        for bucket in self._buckets.get(budget, ()):
            moment = bucket.take(moment)
        if moment > now:
            self._timing.sleep(moment - now)


def google_quota(clock: Clock) -> Quota:
    """The limits of one user in one project of Google's."""
    return Quota(
        {budget: (TokenBucket(_PER_USER), TokenBucket(_PER_PROJECT)) for budget in (Budget.READS, Budget.WRITES)},
        clock=clock,
    )


def no_quota(clock: Clock) -> Quota:
    """No limits: Local Sheets has none."""
    return Quota({}, clock=clock)
