"""Quota: requests are held back so that Google's limits per minute are kept rather than hit.

Google counts reads and writes apart: 60 a minute for a user and 300 for a project, a batch as one
(developers.google.com/sheets/api/limits). Quota is the scarce resource of bulk work, so all connections of a process
that sign in as the same account share one.
"""

from __future__ import annotations

import heapq
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from okrsdk.sheets.transport.operations import Budget

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.sheets.transport.clock import Clock

_MINUTE = 60.0
_PER_USER = 60
_PER_PROJECT = 300
_UNTIL_AN_ANSWER = 0.05
_MOST_QUOTAS = 1_000


class TokenBucket:
    """So many tokens, each of which comes back a minute after the request that used it was answered.

    The server counts a request at some moment before its answer. So no minute of the server's, wherever it begins, sees
    more requests than the bucket has tokens. Threads may share it.

    Args:
        size: number of tokens.
        period: seconds from an answer until its token comes back.
    """

    def __init__(self, size: int, *, period: float = _MINUTE) -> None:
        self._size = size
        self._period = period
        self._in_use = 0
        self._returns: list[float] = []
        self._lock = threading.Lock()

    def take(self, now: float) -> float:
        """Seconds after which to ask again; 0 when a token was taken."""
        with self._lock:
            self._free_until(now)
            if self._in_use + len(self._returns) < self._size:
                self._in_use += 1
                return 0.0
            return self._returns[0] - now if self._returns else _UNTIL_AN_ANSWER

    def give_back(self, now: float) -> None:
        """The request was answered, or got no answer: its token comes back a period from now."""
        with self._lock:
            self._in_use -= 1
            heapq.heappush(self._returns, now + self._period)

    def put_back(self) -> None:
        """The token was not used."""
        with self._lock:
            self._in_use -= 1

    def is_idle(self, now: float) -> bool:
        """Whether all tokens are there."""
        with self._lock:
            self._free_until(now)
            return not (self._in_use or self._returns)

    def _free_until(self, now: float) -> None:
        while self._returns and self._returns[0] <= now:
            heapq.heappop(self._returns)


class Quota:
    """Buckets for reads and writes, shared by all threads and connections that are given it.

    Args:
        buckets: those that a request of each budget takes a token from; none means no limit.
        clock: the clock.
    """

    def __init__(self, buckets: Mapping[Budget, Sequence[TokenBucket]], *, clock: Clock) -> None:
        self._buckets = buckets
        self._clock = clock

    @contextmanager
    def token(self, budget: Budget) -> Iterator[None]:
        """Waits for a token, which comes back a period after the end of the block."""
        buckets = self._buckets.get(budget, ())
        while wait := _taken_from_all(buckets, self._clock.now()):
            self._clock.sleep(wait)
        try:
            yield
        finally:
            now = self._clock.now()
            for bucket in buckets:
                bucket.give_back(now)

    def is_idle(self) -> bool:
        """Whether all tokens of the first bucket of each budget are there: those that are not shared."""
        now = self._clock.now()
        return all(buckets[0].is_idle(now) for buckets in self._buckets.values())


class Quotas:
    """The quotas of a process: one for each account, and one for each project that the accounts of it share.

    Args:
        clock: the clock they go by.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._of_accounts: dict[str, Quota] = {}
        self._of_projects: dict[str, Mapping[Budget, TokenBucket]] = {}
        self._lock = threading.Lock()

    def of(self, account: str, project: str = "") -> Quota:
        """The quota of an account: the same one each time.

        Args:
            account: what tells it from others: its address, or a digest of its token.
            project: the Google Cloud project that its requests count for; empty when that is not known.
        """
        with self._lock:
            if len(self._of_accounts) >= _MOST_QUOTAS:
                self._of_accounts = {key: own for key, own in self._of_accounts.items() if not own.is_idle()}
            if account not in self._of_accounts:
                self._of_accounts[account] = self._made(project)
            return self._of_accounts[account]

    def _made(self, project: str) -> Quota:
        shared = self._of_projects.setdefault(project, {own: TokenBucket(_PER_PROJECT) for own in _COUNTED})
        return Quota({own: (TokenBucket(_PER_USER), shared[own]) for own in _COUNTED}, clock=self._clock)


_COUNTED = (Budget.READS, Budget.WRITES)


def no_quota(clock: Clock) -> Quota:
    """No limits: Local Sheets has none."""
    return Quota({}, clock=clock)


def _taken_from_all(buckets: Sequence[TokenBucket], now: float) -> float:
    """Seconds after which to ask again; 0 when a token of each bucket was taken."""
    taken: list[TokenBucket] = []
    for bucket in buckets:
        if wait := bucket.take(now):
            for other in taken:
                other.put_back()
            return wait
        taken.append(bucket)
    return 0.0
