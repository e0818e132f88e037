"""Bounded load on a service of its own, over the loopback interface."""

import pytest

from bench.load import long_run, many_users
from bench.servers import running

MIB = 1024 * 1024


@pytest.mark.load
@pytest.mark.slow
def test_fifty_users_at_once_are_all_answered_and_memory_does_not_grow():
    with running("service") as service:
        crowd = many_users(service, 50, 1)
        assert (len(crowd.seconds), crowd.failed) == (50, 0)
        long = long_run(service, 240, samples=60)
    assert (len(long.memory), len(long.seconds), long.failed) == (60, 240, 0)
    assert long.growth() < 3 * MIB  # of 120 requests, 25 KiB for each
