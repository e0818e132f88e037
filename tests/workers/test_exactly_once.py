"""Two workers of Celery, faults of every kind, late searches, and a worker that is killed: one workbook a client.

It takes minutes, so it runs where it is asked for: `OKRSDK_WORKERS_SEEDS=5` runs that many seeds with 200 clients each,
`OKRSDK_WORKERS_CLIENTS` with another number. Ten seconds of a real run are one here: searches are 3 seconds late
instead of 30, and a file that may have been made is looked for during 60 seconds instead of 600.
"""

import os
import random
import signal
from collections import Counter
from typing import Any

import pytest

from okrsdk.provision.filling import FILLED_KEY
from okrsdk.provision.marking import KEY_MARK
from okrsdk.sheets.connection import connect
from okrsdk.sheets.drive_files import DriveFiles
from okrsdk.sheets.settings import SheetsSettings
from tests.provision.test_exactly_once import KINDS, MOST_RESUMPTIONS, SHARE
from tests.provision.world import World
from tests.workers.celery_workers import wait_for_workers, worker

SEEDS = int(os.environ.get("OKRSDK_WORKERS_SEEDS", "0"))
CLIENTS = int(os.environ.get("OKRSDK_WORKERS_CLIENTS", "200"))
DEADLINE, LATE, SETTLE = 40.0, 3, 60
CREATE = "^POST /drive/v3/files$"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SEEDS, reason="takes minutes: OKRSDK_WORKERS_SEEDS=5"),
    pytest.mark.filterwarnings("ignore:Call to deprecated:DeprecationWarning"),
]
pytest_plugins = ["okrsdk.localsheets.testing"]


def kill_at(local_sheets, number, process):
    """Kills a process and its child just before the request of that number which makes a file."""
    left = iter(range(number, 0, -1))

    def look():
        if next(left) > 1:
            local_sheets.interleave(CREATE, look)
        else:
            os.killpg(process.pid, signal.SIGKILL)

    local_sheets.interleave(CREATE, look)


def begun_and_resumed(okr, broker):
    """What a person does: starts the run, and resumes it until nothing is left to do."""
    options = ("--workers", "celery", "--broker", broker, "--format", "json")
    begin = ("provision", "roster.csv", "--cycle", "2026-Q2", "--settle", SETTLE, "--yes", *options)
    said = [okr(*begin)]
    for _ in range(MOST_RESUMPTIONS):
        if said[-1].status == 0:
            return said[-1].json
        was_begun = "okr provision --resume" in said[-1].err
        said.append(okr("provision", "--resume", *options) if was_begun else okr(*begin))
    raise AssertionError("\n".join(one.err for one in said))


@pytest.fixture
def world(okr, local_sheets, local_sheets_url, monkeypatch, tmp_path):
    """The server at which commands and workers work from now on."""
    monkeypatch.setenv("OKR_SHEETS", local_sheets_url)
    return World(local_sheets, tmp_path)


@pytest.mark.parametrize("seed", range(SEEDS))
def test_a_worker_that_is_killed_among_faults_leaves_one_workbook_for_each_client(okr, redis, world, tmp_path, seed):
    names = "".join(f"Client {number}\n" for number in range(1, CLIENTS + 1))
    (tmp_path / "roster.csv").write_text(f"Client\n{names}", encoding="utf-8")
    rules = [{"rate": SHARE / len(KINDS), **fault} for fault in KINDS]
    world.set("faults", {"seed": seed, "rules": rules})
    world.set("search", {"late": LATE, "late_by_parent": LATE * (seed % 4 == 3)})
    own = (redis, os.environ["OKR_SHEETS"], tmp_path, DEADLINE)
    with worker(*own) as victim, worker(*own):
        wait_for_workers(redis, 2)
        kill_at(world.local, random.Random(seed).randint(1, CLIENTS), victim)  # noqa: S311 -- reproducible, not secret
        told = begun_and_resumed(okr, redis.url)
    assert victim.poll() == -signal.SIGKILL
    world.set("faults", None)
    world.set("search", None)
    assert {one["outcome"] for one in told["workbooks"]} <= {"made", "adopted"}
    with connect(SheetsSettings(home=tmp_path), local=world.local) as connection:
        files = [file for file in DriveFiles(http=connection.http).in_folder("") if KEY_MARK in file.marks]
        fields = {"fields": "developerMetadata(metadataKey)"}
        read: dict[str, Any] = {file.file_id: connection.http.get_spreadsheet(file.file_id, fields) for file in files}
    assert sorted(read) == sorted(one["spreadsheet_id"] for one in told["workbooks"])
    assert len(files) == CLIENTS
    assert set(Counter(file.marks[KEY_MARK] for file in files).values()) == {1}
    for answer in read.values():
        assert FILLED_KEY in {mark["metadataKey"] for mark in answer["developerMetadata"]}
