"""Requests are held back so that Google's limits per minute are kept."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import Quota, TokenBucket, google_quota, no_quota


def test_the_sixty_first_read_of_a_minute_waits_for_the_minute_to_end(clock):
    quota = google_quota(clock.as_clock())
    for _ in range(60):
        quota.wait_for(Budget.READS)
    assert clock.sleeps == []
    quota.wait_for(Budget.READS)
    assert clock.sleeps == [60.0]


def test_reads_and_writes_are_counted_apart(clock):
    quota = google_quota(clock.as_clock())
    for _ in range(60):
        quota.wait_for(Budget.READS)
        quota.wait_for(Budget.WRITES)
    assert clock.sleeps == []


def test_requests_to_drive_and_to_local_sheets_never_wait(clock):
    for _ in range(400):
        google_quota(clock.as_clock()).wait_for(Budget.NONE)
        no_quota(clock.as_clock()).wait_for(Budget.WRITES)
    assert clock.sleeps == []


def test_users_of_one_project_share_its_bucket(clock):
    project = TokenBucket(3)
    first, second = (
        Quota({Budget.READS: (TokenBucket(2), project)}, clock=clock.as_clock()),
        Quota({Budget.READS: (TokenBucket(2), project)}, clock=clock.as_clock()),
    )
    for quota in (first, first, second):
        quota.wait_for(Budget.READS)
    assert clock.sleeps == []
    second.wait_for(Budget.READS)
    assert clock.sleeps == [60.0]


@given(st.lists(st.floats(0, 90), max_size=40))
def test_no_minute_sees_more_requests_than_there_are_tokens(gaps):
    bucket, now, moments = TokenBucket(5), 0.0, []
    for gap in gaps:
        now += gap
        moments.append(bucket.take(now))
        now = max(now, moments[-1])
    assert all(later - earlier >= 60 - 1e-9 for earlier, later in zip(moments, moments[5:], strict=False))


def test_threads_that_take_at_once_get_different_tokens():
    bucket = TokenBucket(10)
    moments: list[float] = []

    def take() -> None:
        moments.extend(bucket.take(0.0) for _ in range(10))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(moments) == [0.0] * 10 + [60.0] * 10 + [120.0] * 10 + [180.0] * 10
