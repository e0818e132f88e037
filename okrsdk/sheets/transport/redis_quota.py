"""One quota for several processes and machines, kept in a Redis.

Google counts by account and project, whoever asks. So what is in use is kept in one place, by that place's clock: for
each budget a sorted set of leases, by the time at which each comes back. A lease is taken before a request and set to a
period from its answer after it. That of a process that died comes back by itself.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import uuid
from contextlib import contextmanager
from functools import cache
from math import inf
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError, UnavailableError
from okrsdk.extras import Extra, needing
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import open_to, wait_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from redis import Redis

    from okrsdk.sheets.transport.clock import Clock
    from okrsdk.sheets.transport.quota import Limits

_LOG = logging.getLogger(__name__)
_LONGEST_REQUEST = 180.0
"""Seconds after which Google gives a request up."""
_PATIENCE = 5.0
_SECOND = 1_000_000
"""Redis' clock in microseconds."""

# Keys: for each bucket its leases (by return time; "units:id") and how many units they hold.
# Arguments: the lease, its units, for how long, whether room is asked for, a period, how long to keep the keys; then
# for each bucket the room.
# Answer: microseconds after which to ask again; 0 when the lease is held. A lease whose request is under way cannot
# come back before a period from now, so that is the longest wait.
_HOLD = """
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local units, long, period = tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[5])
local wait = 0
for i = 1, #KEYS, 2 do
    for _, lease in ipairs(redis.call('ZRANGEBYSCORE', KEYS[i], '-inf', now)) do
        redis.call('ZREM', KEYS[i], lease)
        redis.call('DECRBY', KEYS[i + 1], string.match(lease, '^%d+'))
    end
    local used = tonumber(redis.call('GET', KEYS[i + 1]) or 0)
    if ARGV[4] == '1' and used + units > tonumber(ARGV[6 + (i + 1) / 2]) then
        local first = redis.call('ZRANGE', KEYS[i], 0, 0, 'WITHSCORES')[2]
        wait = math.max(wait, 1, math.min(tonumber(first or now + period) - now, period))
    end
end
if wait > 0 then return wait end
for i = 1, #KEYS, 2 do
    if redis.call('ZADD', KEYS[i], now + long, ARGV[1]) == 1 then redis.call('INCRBY', KEYS[i + 1], units) end
    redis.call('PEXPIREAT', KEYS[i], math.ceil((now + ARGV[6]) / 1000))
    redis.call('PEXPIREAT', KEYS[i + 1], math.ceil((now + ARGV[6]) / 1000))
end
return 0
"""


class RedisQuota:
    """A quota that all processes share that give the same Redis, account and project.

    Args:
        redis: the connection; see `redis_at`.
        account: what tells the account from others; kept in Redis as a digest.
        project: the Google Cloud project that its requests count for; empty when that is not known.
        limits: what the server allows.
        clock: the clock to wait by; leases go by that of Redis.
        longest_request: seconds after which a request without an answer is none any more.
    """

    def __init__(
        self,
        redis: Redis,
        account: str,
        project: str = "",
        *,
        limits: Limits,
        clock: Clock,
        longest_request: float = _LONGEST_REQUEST,
    ) -> None:
        self._redis = redis
        self._hold = redis.register_script(_HOLD)
        self._names = (f"user:{_digest(account)}", f"project:{_digest(project)}")
        self._limits = limits
        self._clock = clock
        self._lease = int((longest_request + limits.period) * _SECOND)
        self._period = int(limits.period * _SECOND)

    @contextmanager
    def token(self, budget: Budget, units: int = 1, *, batch: bool = False, patience: float = inf) -> Iterator[None]:
        """See `Quota.token`.

        Raises:
            NoTokenError: it would take longer than `patience`.
            UnavailableError: Redis does not answer.
        """
        from redis import RedisError

        keys = [f"okrsdk:{{quota}}:{name}:{budget}{part}" for name in self._names for part in ("", ":used")]
        room = [open_to(size, batch=batch) for size in (self._limits.of_user(budget), self._limits.of_project(budget))]
        lease = f"{units}:{uuid.uuid4()}"
        try:
            wait_for(lambda: self._held(keys, lease, self._lease, room), self._clock, patience)
        except RedisError as exc:
            raise UnavailableError(
                "The Redis through which processes share Google's quota does not answer. Start it, or leave "
                "OKR_QUOTA_REDIS out while one process alone is at work."
            ) from exc
        try:
            yield
        finally:
            # Without Redis the lease comes back by itself; the answer that is there must not be lost for that.
            with contextlib.suppress(RedisError):
                self._held(keys, lease, self._period)

    def _held(self, keys: list[str], lease: str, long: int, room: Sequence[int] = ()) -> float:
        """Seconds after which to ask again; 0 when the lease is held. Without a room it is held whatever there is."""
        units = lease.partition(":")[0]
        wait = self._hold(keys, [lease, units, long, int(bool(room)), self._period, 2 * self._lease, *room])
        return int(wait) / _SECOND


@cache
def redis_at(url: str) -> Redis:
    """The connection to a Redis, one for each URL in a process. Nothing is sent yet.

    Raises:
        ConfigError: the URL is none of a Redis, or the package is not installed.
    """
    with needing(Extra.REDIS):
        from redis import Redis
    try:
        return Redis.from_url(url, socket_timeout=_PATIENCE, socket_connect_timeout=_PATIENCE)
    except ValueError as exc:
        raise ConfigError(
            "OKR_QUOTA_REDIS is not the URL of a Redis. Write redis://host:6379/0.", setting="quota_redis"
        ) from exc


def _digest(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:16]
