"""Requests are held back so that Google's limits per minute are kept."""

import threading

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.errors import NoTokenError
from okrsdk.localsheets import LocalSheets
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import Limits, ProcessQuota, Quota, Quotas, TokenBucket, no_quota


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
    quota = ProcessQuota({Budget.READS: (TokenBucket(1),)}, clock=clock.as_clock())
    with quota.token(Budget.READS):
        clock.time += 5
    with quota.token(Budget.READS):
        assert clock.time == 1000 + 5 + 60


def test_reads_and_writes_are_counted_apart(clock):
    quota = Quotas(clock.as_clock()).of("anna@acme.example")
    use(quota, Budget.READS, 60)
    use(quota, Budget.WRITES, 60)
    assert clock.sleeps == []


def test_requests_to_local_sheets_never_wait(clock):
    use(no_quota(clock.as_clock()), Budget.WRITES, 400)
    assert clock.sleeps == []


def test_requests_to_drive_wait_for_units(clock):
    quota = Quotas(clock.as_clock(), Limits(drive_per_user=250)).of("anna@acme.example")
    for units in (200, 50):
        with quota.token(Budget.DRIVE, units):
            clock.time += 1
    assert clock.sleeps == []
    with quota.token(Budget.DRIVE, 201):  # more than what comes back first
        assert clock.sleeps == [59, 1]


def test_who_has_little_patience_is_told_when_to_come_back(clock):
    quota = ProcessQuota({Budget.READS: (TokenBucket(1),)}, clock=clock.as_clock())
    use(quota, Budget.READS, 1)
    clock.time += 20
    with pytest.raises(NoTokenError) as caught, quota.token(Budget.READS, patience=39):
        pass
    assert (caught.value.again_in, clock.sleeps) == (40, [])
    with quota.token(Budget.READS, patience=40):
        assert clock.sleeps == [40]


def test_a_batch_leaves_the_last_thirtieth_to_those_who_come(clock):
    quota = Quotas(clock.as_clock()).of("anna@acme.example")
    for _ in range(58):
        with quota.token(Budget.READS, batch=True):
            pass
    use(quota, Budget.READS, 2)
    assert clock.sleeps == []
    with quota.token(Budget.READS, batch=True):
        assert clock.sleeps == [60.0]


def test_while_a_person_waits_a_batch_gets_nothing():
    bucket = TokenBucket(30, period=60)
    for second in range(30):
        assert bucket.take(second) == 0.0
        bucket.give_back(second)
    assert bucket.take(60, batch=True) > 0  # the token that has come back is for the person
    assert bucket.take(60) == 0.0


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


REQUEST = st.tuples(st.floats(0, 90), st.floats(0, 10), st.floats(0, 1), st.integers(1, 4), st.booleans())


@given(st.integers(4, 40), st.lists(REQUEST, max_size=40))
def test_no_minute_of_the_servers_sees_more_than_it_allows_and_nobody_waits_longer_than_they_must(size, requests):
    """Against a model of the server: it counts a request at some moment between its sending and its answer."""
    bucket, now = TokenBucket(size), 0.0
    under_way: list[tuple[float, int]] = []
    counted: list[tuple[float, int]] = []
    answered: list[tuple[float, int]] = []

    def answers_until(moment: float) -> None:
        for at, units in sorted(one for one in under_way if one[0] <= moment):
            under_way.remove((at, units))
            bucket.give_back(at, units)
            answered.append((at, units))

    for gap, latency, place, units, batch in requests:
        now += gap
        answers_until(now)
        room = size - size // 30 if batch else size
        while wait := bucket.take(now, units, batch=batch):
            held = sum(n for at, n in answered if at + 60 > now + 1e-6) + sum(n for _, n in under_way)
            assert held + units > room
            now += wait
            answers_until(now)
        under_way.append((now + latency, units))
        counted.append((now + latency * place, units))
    for start, _ in counted:
        assert sum(units for at, units in counted if start <= at < start + 60 - 1e-6) <= size


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


@pytest.mark.slow
def test_threads_that_ask_all_the_time_provoke_no_refusal_of_a_server(tmp_path):
    """That they are not held back for longer than they must be is proved above, where a machine's load is no matter."""
    limits, periods, refused = Limits(per_user=60, period=1.0), 2, []
    quota = Quotas(Clock(), limits).of("anna@acme.example")
    with LocalSheets(tmp_path) as server, connect(SheetsSettings(home=tmp_path), local=server) as plain:
        book = plain.http.create_file("Acme")
        http = httpx.Client(transport=httpx.WSGITransport(app=server.wsgi_app), base_url="http://local")
        http.put("/_local/quota", json={"per_user": 60, "window": 1}, headers={"X-Local-Sheets": "1"})
        done: list[str] = []

        def read() -> None:
            while len(done) < 60 * (periods + 1):
                with quota.token(Budget.READS):
                    answer = http.get(f"/v4/spreadsheets/{book}", params={"fields": "spreadsheetId"})
                done.append(answer.text)
                refused.extend([answer.text] * answer.is_error)

        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert refused == []
