"""The service's grade of 20 key results beside a bare Flask echo of the same body, and a crowd. Limit: no failure."""

from __future__ import annotations

from bench.load import many_users, one_user, together
from bench.servers import running
from bench.timing import verdict

_ROUNDS = 300
_USERS = 50


def run() -> bool:
    with running("service") as service, running("echo") as echo:
        one_user(service, 20), one_user(echo, 20)
        turns = [(one_user(service, 1), one_user(echo, 1)) for _ in range(_ROUNDS)]
        graded, echoed = (together([turn[side] for turn in turns]) for side in (0, 1))
        crowd, echoed_crowd = many_users(service, _USERS, 20), many_users(echo, _USERS, 20)
    of_50, of_99 = (graded.percentile(percent) / echoed.percentile(percent) for percent in (50, 99))
    print(f"  grade, one user        {graded}")
    print(f"  bare echo, one user    {echoed}")
    print(f"  ratio of p50 {of_50:.1f}, of p99 {of_99:.1f}; no limit, an echo computes nothing")
    print(f"  grade, {_USERS} users        {crowd}")
    print(f"  bare echo, {_USERS} users    {echoed_crowd}")
    print(f"  {crowd.failed} of {len(crowd.seconds)} failed, limit 0: {verdict(holds=not crowd.failed)}")
    return not crowd.failed
