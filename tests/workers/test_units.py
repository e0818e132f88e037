"""Workers of Celery run the units of a run, over a real Redis."""

import os
import signal
from contextlib import closing

import pytest

from okrsdk.errors import ConfigError
from okrsdk.provision.journal import Journal, Step
from okrsdk.provision.marking import KEY_MARK
from okrsdk.sheets.connection import connect
from okrsdk.sheets.drive_files import DriveFiles
from okrsdk.sheets.settings import SheetsSettings
from okrsdk.sheets.transport.redis_quota import redis_at
from okrsdk.workers.redis_steps import RedisSteps
from okrsdk.workers.units import QUEUE, TASK, CeleryPool, celery_app
from tests.serving import PATIENCE
from tests.workers.celery_workers import wait_for_workers, worker

# Celery calls what redis-py calls old.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning")]

pytest_plugins = ["okrsdk.localsheets.testing"]

UNITS, DEADLINE = 12, 8.0
CREATE = "^POST /drive/v3/files$"


def test_a_worker_that_is_killed_loses_no_workbook_and_makes_none_twice(
    okr, redis, local_sheets, local_sheets_url, monkeypatch, tmp_path
):
    monkeypatch.setenv("OKR_SHEETS", local_sheets_url)
    names = "".join(f"Client {number}\n" for number in range(1, UNITS + 1))
    (tmp_path / "roster.csv").write_text(f"Client\n{names}", encoding="utf-8")
    own = (redis, local_sheets_url, tmp_path, DEADLINE)
    with worker(*own) as victim, worker(*own):
        wait_for_workers(redis, 2)
        creates = iter(range(UNITS))

        def kill_at_the_fifth():
            if next(creates) < 4:
                local_sheets.interleave(CREATE, kill_at_the_fifth)
            else:
                os.killpg(victim.pid, signal.SIGKILL)

        local_sheets.interleave(CREATE, kill_at_the_fifth)
        options = ("--workers", "celery", "--broker", redis.url, "--yes", "--format", "json")
        made = okr("provision", "roster.csv", "--cycle", "2026-Q2", *options)
    assert victim.poll() is not None
    assert (made.status, made.json["done"]) == (0, True)
    assert [one["outcome"] for one in made.json["workbooks"]] == ["made"] * UNITS
    with connect(SheetsSettings(home=tmp_path), local=local_sheets) as connection:
        files = [file for file in DriveFiles(http=connection.http).in_folder("") if KEY_MARK in file.marks]
    assert sorted(file.file_id for file in files) == sorted(one["spreadsheet_id"] for one in made.json["workbooks"])
    assert len(files) == len({file.marks[KEY_MARK] for file in files}) == UNITS


def request_of(key="acme"):
    return {
        "run": "r1",
        "key": key,
        "client": "Acme",
        "action": "create",
        "shares": [{"email": "a@b.c", "role": "writer"}],
    }


def test_where_no_worker_listens_it_says_how_to_start_one(redis):
    pool = CeleryPool(celery_app(redis.url), place="here", waits=0)
    with closing(pool), pytest.raises(ConfigError, match=r"celery --app okrsdk\.workers\.app worker"):
        pool.submit(request_of())


def test_a_unit_that_no_worker_could_end_has_failed_and_its_reason_tells_no_contents(redis):
    app = celery_app(redis.url)
    with closing(CeleryPool(app, place="here", is_heard=True)) as pool:
        assert pool.next_result(0.01) is None
        pool.submit(request_of())
        pool.submit(request_of("beta"))
        assert pool.next_result(0.01) is None
        for task_id in pool._under_way:  # noqa: SLF001 -- a worker gets them with the messages
            app.backend.store_result(task_id, ValueError("a cell's contents"), "FAILURE")
        first, second = pool.next_result(PATIENCE), pool.next_result(PATIENCE)
    assert first is not None
    assert second is not None
    assert {first["key"], second["key"]} == {"acme", "beta"}
    assert (first["outcome"], first["unshared"]) == ("failed", ["a@b.c"])
    assert first["reason"] == "A worker could not end it (ValueError); its log says more."


def test_what_was_with_a_worker_when_it_was_killed_and_in_no_queue_is_sent_again(redis):
    there = redis_at(redis.url)
    with closing(CeleryPool(celery_app(redis.url), place="here", is_heard=True, silence=0.01)) as pool:
        pool.submit(request_of())
        assert pool.next_result(0.5) is None
        assert there.llen(QUEUE) == 1  # it waits for a worker, and is not sent again however long that takes
        there.rpop(QUEUE)
        assert pool.next_result(0.5) is None
        assert there.llen(QUEUE) == 1


def test_a_worker_that_is_set_up_for_another_place_does_nothing(redis, tmp_path, monkeypatch):
    monkeypatch.setenv("OKR_HOME", str(tmp_path))
    monkeypatch.delenv("OKR_SHEETS", raising=False)
    unit = celery_app(redis.url).tasks[TASK]
    result = unit(request_of(), "Google Sheets as anna@acme.example")
    assert result["outcome"] == "failed"
    assert result["reason"].startswith(f"A worker is set up for {tmp_path}, this run for Google Sheets as anna@")


def test_a_broker_that_is_away_is_named(redis):
    pool = CeleryPool(celery_app(redis.url), place="here", is_heard=True)
    pool.submit(request_of())
    redis.stop()
    with pytest.raises(ConfigError, match="The broker does not answer"):
        pool.next_result(PATIENCE)
    with pytest.raises(ConfigError, match="The broker does not answer"):
        pool.submit(request_of("beta"))
    pool.close()


@pytest.fixture(params=["file", "redis"])
def steps(request, redis, tmp_path):
    if request.param == "redis":
        yield RedisSteps(redis_at(redis.url))
        return
    with closing(Journal(tmp_path / "j.sqlite3")) as journal:
        yield journal.steps


def test_steps_are_remembered_alike_in_a_file_and_in_redis(steps):
    assert steps.step("r", "acme", "create") is None
    steps.begin("r", "acme", "create", now=5.0)
    assert steps.step("r", "acme", "create") == Step(began=5.0)
    steps.finish("r", "acme", "create", now=7.5, detail={"spreadsheet_id": "x"})
    assert steps.step("r", "acme", "create") == Step(began=5.0, ended=7.5, detail={"spreadsheet_id": "x"})
    steps.begin("r", "acme", "fill", now=8.0, detail={"fills": 1})
    steps.cancel("r", "acme", "create")
    assert steps.step("r", "acme", "create") is None
    assert steps.step("r", "acme", "fill") == Step(began=8.0, detail={"fills": 1})
    assert steps.step("other", "acme", "fill") is None
    steps.finish("r", "beta", "share", now=9.0)
    assert steps.step("r", "beta", "share") == Step(began=9.0, ended=9.0)
