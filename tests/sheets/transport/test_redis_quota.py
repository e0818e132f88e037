"""One quota for several processes, over a real Redis."""

import json
import subprocess
import sys
import time

import pytest

from okrsdk.errors import ConfigError, UnavailableError
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import Limits
from okrsdk.sheets.transport.redis_quota import RedisQuota, redis_at

pytestmark = pytest.mark.slow

PERIOD, PER_PERIOD, OF_ONE_PROCESS = 1.0, 30, 45
# One process: threads that ask for so many tokens and tell when a server counted their requests, which is
# sometimes as they leave and sometimes as their answers come.
PROCESS = """
import json, sys, threading, time
from okrsdk.sheets.transport.clock import Clock
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import Limits
from okrsdk.sheets.transport.redis_quota import RedisQuota, redis_at

url, period, size, most = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
quota = RedisQuota(redis_at(url), "anna@acme.example", limits=Limits(per_user=size, period=period), clock=Clock())
counted = []

def ask(at_once):
    while len(counted) < most:
        with quota.token(Budget.WRITES):
            before = time.time()
            time.sleep(0.005)
            counted.append(before if at_once else time.time())

threads = [threading.Thread(target=ask, args=(bool(number % 2),)) for number in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(counted), flush=True)
"""


def quota(redis, clock=None, **more):
    limits = Limits(per_user=2, period=more.pop("period", 60.0), drive_per_user=100)
    return RedisQuota(redis_at(redis.url), "anna@acme.example", "acme", limits=limits, clock=clock or Clock(), **more)


class GaveUpError(Exception):
    """Somebody would have waited."""


def impatient(waits):
    def sleep(seconds):
        waits.append(seconds)
        raise GaveUpError

    return Clock(sleep=sleep)


def test_two_processes_together_use_no_more_than_is_allowed(redis):
    command = [sys.executable, "-c", PROCESS, redis.url, str(PERIOD), str(PER_PERIOD), str(OF_ONE_PROCESS)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE) for _ in range(2)]
    told = [json.loads(process.communicate()[0]) for process in processes]
    counted = sorted([*told[0], *told[1]])
    busiest = min(later - earlier for earlier, later in zip(counted, counted[PER_PERIOD:], strict=False))
    assert busiest >= PERIOD - 1e-3


def test_the_token_of_a_process_that_died_comes_back_by_itself(redis):
    waits: list[float] = []
    held = [quota(redis, period=0.05, longest_request=2.0).token(Budget.READS) for _ in range(2)]
    for one in held:
        one.__enter__()  # and never answered
    with pytest.raises(GaveUpError), quota(redis, impatient(waits), period=0.05).token(Budget.READS):
        pass
    assert 0 < waits[0] <= 0.05  # no longer than a period at a time, since an answer may come
    with quota(redis, period=0.05).token(Budget.READS):
        pass


def test_a_token_comes_back_a_period_after_its_answer_however_late_that_is(redis):
    waits: list[float] = []
    one = quota(redis, longest_request=-59.9, period=60.0)  # its lease ends long before its answer
    with one.token(Budget.READS):
        time.sleep(0.2)
    with one.token(Budget.READS):
        pass
    with pytest.raises(GaveUpError), quota(redis, impatient(waits)).token(Budget.READS):
        pass
    assert 50 < waits[0] <= 60


def test_budgets_units_and_batches_are_counted_as_in_one_process(redis):
    waits: list[float] = []
    own, other = quota(redis, impatient(waits)), quota(redis, impatient(waits))
    with own.token(Budget.DRIVE, 60), other.token(Budget.READS), own.token(Budget.WRITES):
        with pytest.raises(GaveUpError), other.token(Budget.DRIVE, 41):
            pass
        with pytest.raises(GaveUpError), other.token(Budget.DRIVE, 40, batch=True):  # which leaves 3 of 100
            pass
        with other.token(Budget.DRIVE, 40):
            pass
    assert len(waits) == 2


def test_accounts_share_what_their_project_has(redis):
    waits: list[float] = []
    limits = Limits(per_user=2, per_project=3)
    clock = impatient(waits)
    quotas = [RedisQuota(redis_at(redis.url), name, "acme", limits=limits, clock=clock) for name in ("a", "b")]
    for one in (quotas[0], quotas[0], quotas[1]):
        with one.token(Budget.READS):
            pass
    with pytest.raises(GaveUpError), quotas[1].token(Budget.READS):
        pass
    keys = [key.decode() for key in redis_at(redis.url).scan_iter()]
    assert all(key.startswith("okrsdk:{quota}:") for key in keys)
    assert redis_at(redis.url).ttl(keys[0]) > 0  # nothing stays for ever


def test_without_redis_it_says_so_before_the_request_and_loses_no_answer_after_it(redis):
    one = quota(redis)
    with one.token(Budget.READS):
        redis.stop()
    with pytest.raises(UnavailableError, match="OKR_QUOTA_REDIS") as caught, one.token(Budget.READS):
        pass
    assert "not-a-secret" not in str(caught.value)


def test_a_connection_shares_its_quota_where_the_settings_name_a_redis(redis, tmp_path):
    settings = SheetsSettings(home=tmp_path, backend=Backend.GOOGLE, quota_redis=redis.url)
    with connect(settings, token="t") as connection:  # noqa: S106 -- opens nothing
        assert isinstance(connection.http.quota, RedisQuota)
        assert connection.for_batch().http.quota is connection.http.quota


def test_what_is_no_redis_is_refused():
    with pytest.raises(ConfigError, match="Write redis://host:6379/0"):
        redis_at("http://127.0.0.1:6379")
