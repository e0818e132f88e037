"""Quota: requests are held back so that Google's limits per minute are kept rather than hit.

Google counts reads and writes of Sheets apart, a batch as one (developers.google.com/workspace/sheets/api/limits), and
of Drive units, of which a request costs more or fewer (developers.google.com/workspace/drive/api/guides/limits); all of
it per user and per project. Quota is the scarce resource of bulk work, so all connections of a process that sign in as
the same account share one; for several processes there is `redis_quota`.
"""

from __future__ import annotations

import heapq
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from math import inf
from typing import TYPE_CHECKING, Protocol

from okrsdk.errors import NoTokenError
from okrsdk.sheets.transport.operations import Budget

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from okrsdk.sheets.transport.clock import Clock

_UNTIL_AN_ANSWER = 0.05
_MOST_QUOTAS = 1_000
_LEFT_BY_BATCHES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What the server allows, by default Google's.

    Attributes:
        per_user: reads, and as many writes, of Sheets a period for one account.
        per_project: the same for all accounts of a Google Cloud project together.
        drive_per_user: units of Drive a period for one account.
        drive_per_project: the same for all accounts of a project together.
        period: seconds in which that much is allowed.
    """

    per_user: int = 60
    per_project: int = 300
    drive_per_user: int = 325_000
    drive_per_project: int = 1_000_000
    period: float = 60.0

    def of_user(self, budget: Budget) -> int:
        """How much one account has of a budget."""
        return self.drive_per_user if budget is Budget.DRIVE else self.per_user

    def of_project(self, budget: Budget) -> int:
        """How much all accounts of a project have of a budget together."""
        return self.drive_per_project if budget is Budget.DRIVE else self.per_project


GOOGLE = Limits()


class Quota(Protocol):
    """What holds requests back. Threads may share it."""

    def token(
        self, budget: Budget, units: int = 1, *, batch: bool = False, patience: float = inf
    ) -> AbstractContextManager[None]:
        """Waits until there is enough of the budget; what was taken comes back a period after the end of the block.

        Args:
            budget: what the request counts in.
            units: how much it costs.
            batch: whether nobody waits for it: then it waits as long as somebody does, and leaves the last thirtieth
                of the budget to those who come.
            patience: seconds to wait at most.

        Raises:
            NoTokenError: it would take longer.
        """


def open_to(size: int, *, batch: bool) -> int:
    """How much of so much may be taken: a batch leaves the last thirtieth to people.

    That is all it takes for people to go first: while one of them waits there is nothing, and what then comes back is
    theirs up to that thirtieth.

    >>> open_to(60, batch=True), open_to(60, batch=False)
    (58, 60)
    """
    return size - size // _LEFT_BY_BATCHES if batch else size


def wait_for(take: Callable[[], float], clock: Clock, patience: float) -> None:
    """Waits until `take` has taken what it takes.

    Args:
        take: tries; gives the seconds after which to try again, or 0.
        clock: the clock.
        patience: seconds to wait at most.

    Raises:
        NoTokenError: it would take longer.
    """
    deadline = clock.now() + patience
    while wait := take():
        if clock.now() + wait > deadline:
            raise NoTokenError(wait)
        clock.sleep(wait)


class TokenBucket:
    """So many tokens, each of which comes back a period after the request that used it was answered.

    The server counts a request at some moment before its answer. So no minute of the server's, wherever it begins, sees
    more requests than the bucket has tokens. Threads may share it.

    Args:
        size: number of tokens.
        period: seconds from an answer until its tokens come back.
    """

    def __init__(self, size: int, *, period: float = GOOGLE.period) -> None:
        self._size = size
        self._period = period
        self._in_use = 0
        self._coming = 0
        self._returns: list[tuple[float, int]] = []
        self._lock = threading.Lock()

    def take(self, now: float, units: int = 1, *, batch: bool = False) -> float:
        """Seconds after which to ask again; 0 when the tokens were taken."""
        with self._lock:
            self._free_until(now)
            if self._in_use + self._coming + units <= open_to(self._size, batch=batch):
                self._in_use += units
                return 0.0
            return self._returns[0][0] - now if self._returns else _UNTIL_AN_ANSWER

    def give_back(self, now: float, units: int = 1) -> None:
        """The request was answered, or got no answer: its tokens come back a period from now."""
        with self._lock:
            self._in_use -= units
            self._coming += units
            heapq.heappush(self._returns, (now + self._period, units))

    def put_back(self, units: int = 1) -> None:
        """The tokens were not used."""
        with self._lock:
            self._in_use -= units

    def is_idle(self, now: float) -> bool:
        """Whether all tokens are there."""
        with self._lock:
            self._free_until(now)
            return not (self._in_use or self._returns)

    def _free_until(self, now: float) -> None:
        while self._returns and self._returns[0][0] <= now:
            self._coming -= heapq.heappop(self._returns)[1]


class ProcessQuota:
    """The quota of one process: buckets, shared by all threads and connections that are given it.

    Args:
        buckets: those that a request of each budget takes tokens from; none means no limit.
        clock: the clock.
    """

    def __init__(self, buckets: Mapping[Budget, Sequence[TokenBucket]], *, clock: Clock) -> None:
        self._buckets = buckets
        self._clock = clock

    @contextmanager
    def token(self, budget: Budget, units: int = 1, *, batch: bool = False, patience: float = inf) -> Iterator[None]:
        """See `Quota.token`."""
        buckets = self._buckets.get(budget, ())
        wait_for(lambda: _taken_from_all(buckets, self._clock.now(), units, batch=batch), self._clock, patience)
        try:
            yield
        finally:
            now = self._clock.now()
            for bucket in buckets:
                bucket.give_back(now, units)

    def is_idle(self) -> bool:
        """Whether all tokens of the first bucket of each budget are there: those that are not shared."""
        now = self._clock.now()
        return all(buckets[0].is_idle(now) for buckets in self._buckets.values())


class Quotas:
    """The quotas of a process: one for each account, and one for each project that the accounts of it share.

    Args:
        clock: the clock they go by.
        limits: what the server allows.
    """

    def __init__(self, clock: Clock, limits: Limits = GOOGLE) -> None:
        self._clock = clock
        self._limits = limits
        self._of_accounts: dict[str, ProcessQuota] = {}
        self._of_projects: dict[str, Mapping[Budget, TokenBucket]] = {}
        self._lock = threading.Lock()

    def of(self, account: str, project: str = "") -> ProcessQuota:
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

    def _made(self, project: str) -> ProcessQuota:
        period, of_user, of_project = self._limits.period, self._limits.of_user, self._limits.of_project
        shared = self._of_projects.setdefault(
            project, {budget: TokenBucket(of_project(budget), period=period) for budget in Budget}
        )
        own = {budget: (TokenBucket(of_user(budget), period=period), shared[budget]) for budget in Budget}
        return ProcessQuota(own, clock=self._clock)


def no_quota(clock: Clock) -> ProcessQuota:
    """No limits: Local Sheets has none."""
    return ProcessQuota({}, clock=clock)


def _taken_from_all(buckets: Sequence[TokenBucket], now: float, units: int, *, batch: bool) -> float:
    """Seconds after which to ask again; 0 when tokens of each bucket were taken."""
    taken: list[TokenBucket] = []
    for bucket in buckets:
        if wait := bucket.take(now, units, batch=batch):
            for other in taken:
                other.put_back(units)
            return wait
        taken.append(bucket)
    return 0.0
