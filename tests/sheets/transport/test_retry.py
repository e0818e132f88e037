"""When a request is sent again, as a pure decision."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.sheets.transport.retry import Failure, RetryPolicy, is_transient, retry_after

POLICY = RetryPolicy(attempts=4, attempts_to_connect=2, first_wait=1, longest_wait=3, deadline=10)
BUSY = Failure(transient=True)
REFUSED = Failure(transient=True, nothing_done=True)


def wait(failure: Failure, *, attempt: int = 1, elapsed: float = 0, repeatable: bool = True, chance: float = 1):
    return POLICY.wait(failure, attempt=attempt, elapsed=elapsed, repeatable=repeatable, chance=chance)


def test_waits_double_up_to_the_longest():
    assert [wait(BUSY, attempt=attempt) for attempt in (1, 2, 3)] == [1, 2, 3]


def test_chance_takes_up_to_half_of_a_wait():
    assert [wait(BUSY, attempt=2, chance=chance) for chance in (0, 0.5)] == [1, 1.5]


def test_the_last_attempt_is_the_last():
    assert wait(BUSY, attempt=4) is None


def test_nothing_is_tried_after_the_deadline():
    assert wait(BUSY, elapsed=9) == 1
    assert wait(BUSY, elapsed=9.01) is None


def test_a_wait_that_the_server_asks_for_is_kept_even_when_it_is_longer_than_ours():
    assert wait(Failure(transient=True, retry_after=8)) == 8
    assert wait(Failure(transient=True, retry_after=0.2)) == 1


def test_a_wait_that_the_server_asks_for_beyond_the_deadline_ends_the_trying():
    assert wait(Failure(transient=True, retry_after=11)) is None


def test_a_request_that_cannot_be_repeated_is_sent_again_only_when_nothing_was_done():
    assert wait(BUSY, repeatable=False) is None
    assert wait(REFUSED, repeatable=False) == 1


def test_a_lasting_failure_is_not_tried_again():
    assert wait(Failure(transient=False)) is None


def test_a_server_that_is_not_there_is_tried_less_often():
    away = Failure(transient=True, nothing_done=True, connected=False)
    assert [wait(away, attempt=attempt) for attempt in (1, 2)] == [1, None]


@given(st.integers(1, 50), st.floats(0, 1000), st.floats(0, 1, exclude_max=True), st.floats(0, 1000))
def test_no_attempt_starts_after_the_deadline(attempt, elapsed, chance, asked):
    seconds = wait(Failure(transient=True, retry_after=asked), attempt=attempt, elapsed=elapsed, chance=chance)
    assert seconds is None or (seconds >= asked and elapsed + seconds <= POLICY.deadline)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_these_answers_may_pass(status):
    assert is_transient(status)


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 412, 501])
def test_these_answers_stay(status):
    assert not is_transient(status)


@pytest.mark.parametrize(
    ("value", "date", "seconds"),
    [
        ("120", None, 120.0),
        (" 3 ", None, 3.0),
        (None, None, None),
        ("soon", "Sun, 04 Jan 2026 10:00:00 GMT", None),
        ("Sun, 04 Jan 2026 10:01:00 GMT", "Sun, 04 Jan 2026 10:00:00 GMT", 60.0),
        ("Sun, 04 Jan 2026 09:59:00 GMT", "Sun, 04 Jan 2026 10:00:00 GMT", 0.0),
        ("Sun, 04 Jan 2026 10:01:00 GMT", None, None),
        ("-5", None, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date_on_the_servers_clock(value, date, seconds):
    assert retry_after(value, date) == seconds
