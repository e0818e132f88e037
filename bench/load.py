"""Load on the service: one user, many users, and many requests with the memory that they leave behind."""

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
from okrsdk.interchange import document_from_okr_set

if TYPE_CHECKING:
    from bench.servers import Running

_HEADERS = {"Content-Type": "application/json"}
_BODY = json.dumps({"okrs": document_from_okr_set(okr_set()), "on": "2026-02-14"}).encode()


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
        return together(list(pool.map(lambda _: one_user(server, requests), range(users))))


def long_run(server: Running, requests: int, *, samples: int = 100, seconds: float = math.inf) -> Load:
    """Four users send so many requests in all, or fewer when time runs out; memory is taken so many times."""
    loads, memory, deadline = [], [], time.monotonic() + seconds
    for _ in range(samples):
        loads.append(many_users(server, 4, requests // (4 * samples)))
        memory.append(server.memory())
        if time.monotonic() > deadline:
            break
    load = together(loads)
    return Load(seconds=load.seconds, failed=load.failed, memory=tuple(memory))


def together(loads: list[Load]) -> Load:
    """Several loads as one, without their memory."""
    return Load(
        seconds=tuple(second for load in loads for second in load.seconds), failed=sum(load.failed for load in loads)
    )
