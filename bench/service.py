"""The service's grade of 20 key results beside a bare Flask echo of the same body, a crowd, and one worker beside two.

Limits: no failure, and twelve times what an echo costs. What counts is the time of a processor, as the operating system
tells it of both servers, since the time that passes tells more of what else the machine does.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from bench.load import many_users, one_user, together
from bench.servers import running
from bench.timing import verdict

if TYPE_CHECKING:
    pass

_ROUNDS = 15
_REQUESTS = 20
_USERS = 50
_LIMIT = 12


def run() -> bool:
    with running("service") as service, running("echo") as echo:
        one_user(service, 20), one_user(echo, 20)
        before = service.cpu(), echo.cpu()
        turns = [(one_user(service, _REQUESTS), one_user(echo, _REQUESTS)) for _ in range(_ROUNDS)]
        grade_cpu, echo_cpu = service.cpu() - before[0], echo.cpu() - before[1]
        graded, echoed = (together([turn[side] for turn in turns]) for side in (0, 1))
        crowd, echoed_crowd = many_users(service, _USERS, 20), many_users(echo, _USERS, 20)
    requests, ratio = len(graded.seconds), grade_cpu / echo_cpu
    of_50, of_99 = (graded.percentile(percent) / echoed.percentile(percent) for percent in (50, 99))
    print(f"  grade, one user        {graded}   of a processor {grade_cpu / requests * 1000:.2f} ms")
    print(f"  bare echo, one user    {echoed}   of a processor {echo_cpu / requests * 1000:.2f} ms")
    print(f"  ratio of p50 {of_50:.1f}, of p99 {of_99:.1f}")
    print(f"  ratio of the processor's time {ratio:.1f}, limit {_LIMIT}: {verdict(holds=ratio <= _LIMIT)}")
    print(f"  grade, {_USERS} users        {crowd}")
    print(f"  bare echo, {_USERS} users    {echoed_crowd}")
    print(f"  {crowd.failed} of {len(crowd.seconds)} failed, limit 0: {verdict(holds=not crowd.failed)}")
    _compare_workers()
    return not crowd.failed and ratio <= _LIMIT


def _compare_workers() -> None:
    """One worker beside two, with the processors that they had: two need two to themselves."""
    for workers in (1, 2):
        with running("service", workers=workers) as service:
            many_users(service, 8, 5)
            start, cpu = time.perf_counter(), service.cpu()
            load = many_users(service, 8, 40)
            taken = time.perf_counter() - start
            share = (service.cpu() - cpu) / taken
            print(f"  {workers} worker(s): {len(load.seconds) / taken:.0f} grades a second, on {share:.1f} processors")
