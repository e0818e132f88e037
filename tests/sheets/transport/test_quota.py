"""Requests are held back so that Google's limits per minute are kept."""

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import Quota, Quotas, TokenBucket, no_quota


def use(quota: Quota, budget: Budget, times: int) -> None:
    for _ in range(times):
        with quota.token(budget):
            pass


def test_the_sixty_first_read_of_a_minute_waits_for_the_minute_to_end(clock):
    quota = Quotas(clock.as_clock()).of("anna@acme.example")
    use(quota, Budget.READS, 60)
    assert clock.sleeps == []
    use(quota, Budget.READS, 1)
    assert clock.sleeps == [60.0]


def test_a_token_comes_back_a_minute_after_the_answer_not_after_the_request(clock):
    quota = Quota({Budget.READS: (TokenBucket(1),)}, clock=clock.as_clock())
    with quota.token(Budget.READS):
        clock.time += 5
    with quota.token(Budget.READS):
        assert clock.time == 1000 + 5 + 60


def test_reads_and_writes_are_counted_apart(clock):
    quota = Quotas(clock.as_clock()).of("anna@acme.example")
    use(quota, Budget.READS, 60)
    use(quota, Budget.WRITES, 60)
    assert clock.sleeps == []


def test_requests_to_drive_and_to_local_sheets_never_wait(clock):
    use(Quotas(clock.as_clock()).of("anna@acme.example"), Budget.NONE, 400)
    use(no_quota(clock.as_clock()), Budget.WRITES, 400)
    assert clock.sleeps == []


def test_an_account_has_one_quota_whoever_asks(clock):
    quotas = Quotas(clock.as_clock())
    assert quotas.of("anna@acme.example") is quotas.of("anna@acme.example")
    assert quotas.of("anna@acme.example") is not quotas.of("ben@acme.example")


def test_accounts_of_one_project_share_its_quota(clock):
    quotas = Quotas(clock.as_clock())
    for number in range(5):
        use(quotas.of(f"{number}@acme.example", "acme"), Budget.READS, 60)
    assert clock.sleeps == []
    use(quotas.of("6@other.example", "other"), Budget.READS, 1)
    assert clock.sleeps == []
    use(quotas.of("6@acme.example", "acme"), Budget.READS, 1)
    assert clock.sleeps == [60.0]


def test_of_very_many_accounts_those_that_rest_are_forgotten(clock):
    quotas = Quotas(clock.as_clock())
    busy = quotas.of("busy@acme.example")
    use(busy, Budget.READS, 60)
    for number in range(2_000):
        quotas.of(f"{number}@acme.example")
    assert quotas.of("busy@acme.example") is busy
    assert len(quotas._of_accounts) <= 1_001  # noqa: SLF001 -- what is forgotten cannot be seen from outside


def test_two_connections_as_one_account_share_their_quota(tmp_path):
    settings = SheetsSettings(home=tmp_path, backend=Backend.GOOGLE)
    with connect(settings, token="t", who="anna@acme.example") as one:  # noqa: S106 -- opens nothing
        with connect(settings, token="u", who="anna@acme.example") as two:  # noqa: S106 -- opens nothing
            assert one.http.quota is two.http.quota
        with connect(settings, token="t") as other, connect(settings, token="t") as same:  # noqa: S106 -- opens nothing
            assert other.http.quota is same.http.quota is not one.http.quota


@given(st.lists(st.tuples(st.floats(0, 90), st.floats(0, 10)), max_size=40))
def test_no_minute_of_the_servers_sees_more_requests_than_there_are_tokens(requests):
    bucket, now = TokenBucket(5), 0.0
    counted: list[float] = []
    for gap, latency in requests:
        now += gap
        while wait := bucket.take(now):
            now += wait
        now += latency
        counted.append(now - latency / 2)
        bucket.give_back(now)
    assert all(later - earlier >= 60 - 1e-6 for earlier, later in zip(counted, counted[5:], strict=False))


@pytest.mark.parametrize("answered", [0, 3])
def test_threads_that_ask_at_once_never_get_more_tokens_than_there_are(answered):
    bucket = TokenBucket(10)
    taken: list[float] = []

    def take() -> None:
        taken.extend(bucket.take(0.0) for _ in range(10))

    threads = [threading.Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert taken.count(0.0) == 10
    for _ in range(answered):
        bucket.give_back(1.0)
    assert bucket.take(2.0) == pytest.approx(59.0 if answered else 0.05)
