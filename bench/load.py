"""The service's grade of 20 key results beside a bare Flask echo of the same body; many users; memory over time."""

from __future__ import annotations

import http.client
import json
import math
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from bench.check import okr_set
from bench.servers import running
from okrsdk.interchange import document_from_okr_set

if TYPE_CHECKING:
    from bench.servers import Running

_MIB = 1024 * 1024
_HEADERS = {"Content-Type": "application/json"}
_BODY = json.dumps({"okrs": document_from_okr_set(okr_set()), "on": "2026-02-14"}).encode()
_ROUNDS = 300
_USERS = 50
_SECONDS = 600
_FLAT = 5 * _MIB


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What became of many requests.

    Attributes:
        seconds: how long each took.
        failed: how many were not answered with 200.
        memory: what the server held in memory, in bytes, each time after so many requests.
    """

    seconds: tuple[float, ...]
    failed: int
    memory: tuple[int, ...] = ()

    def percentile(self, percent: int) -> float:
        """The time in seconds within which so many percent were answered."""
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[percent - 1]

    def growth(self) -> float:
        """How much memory the last quarter took beyond the second, in bytes; the first is for warming up."""
        quarter = len(self.memory) // 4
        return statistics.median(self.memory[-quarter:]) - statistics.median(self.memory[quarter : 2 * quarter])

    def __str__(self) -> str:
        return f"p50 {self.percentile(50) * 1000:7.2f} ms   p99 {self.percentile(99) * 1000:7.2f} ms"


def one_user(server: Running, requests: int) -> Load:
    """One user sends requests, one after the other, over one connection."""
    taken, failed = [], 0
    with closing(http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)) as connection:
        for _ in range(requests):
            start = time.perf_counter()
            connection.request("POST", "/v1/grade", _BODY, _HEADERS)
            answer = connection.getresponse()
            answer.read()
            taken.append(time.perf_counter() - start)
            failed += answer.status != HTTPStatus.OK
    return Load(seconds=tuple(taken), failed=failed)


def many_users(server: Running, users: int, requests: int) -> Load:
    """Users send so many requests each, all at once."""
    with ThreadPoolExecutor(users) as pool:
        return _together(list(pool.map(lambda _: one_user(server, requests), range(users))))


def long_run(server: Running, requests: int, *, seconds: float = math.inf) -> Load:
    """Four users send so many requests in all, or fewer when time runs out; memory is taken 100 times."""
    loads, memory, deadline = [], [], time.monotonic() + seconds
    for _ in range(100):
        loads.append(many_users(server, 4, requests // 400))
        memory.append(server.memory())
        if time.monotonic() > deadline:
            break
    load = _together(loads)
    return Load(seconds=load.seconds, failed=load.failed, memory=tuple(memory))


def _together(loads: list[Load]) -> Load:
    return Load(
        seconds=tuple(second for load in loads for second in load.seconds), failed=sum(load.failed for load in loads)
    )


def run() -> None:
    with running("service") as service, running("echo") as echo:
        one_user(service, 20), one_user(echo, 20)
        turns = [(one_user(service, 1), one_user(echo, 1)) for _ in range(_ROUNDS)]
        graded, echoed = (_together([turn[side] for turn in turns]) for side in (0, 1))
        crowd, echoed_crowd = many_users(service, _USERS, 20), many_users(echo, _USERS, 20)
    with running("service") as service:
        long = long_run(service, 10_000, seconds=_SECONDS)
    print(f"  grade, one user        {graded}")
    print(f"  bare echo, one user    {echoed}")
    print(f"  ratio of p50 {graded.percentile(50) / echoed.percentile(50):.1f}, of p99 {_ratio_99(graded, echoed):.1f}")
    print(f"  grade, {_USERS} users        {crowd}")
    print(f"  bare echo, {_USERS} users    {echoed_crowd}")
    print(f"  {crowd.failed} of {len(crowd.seconds)} failed: {'holds' if not crowd.failed else 'MISSED'}")
    count, growth = len(long.seconds), long.growth()
    verdict = "holds" if growth <= _FLAT and not long.failed else "MISSED"
    print(f"  memory over {count} requests: {long.memory[-1] / _MIB:.0f} MiB, grown {growth / _MIB:.1f} MiB: {verdict}")


def _ratio_99(graded: Load, echoed: Load) -> float:
    return graded.percentile(99) / echoed.percentile(99)
