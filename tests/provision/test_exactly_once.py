"""Whatever is killed, repeated or started twice: in the end there is one whole workbook for each client.

By default a few clients and seeds. `OKRSDK_PROVISION_SEEDS=20` runs that many seeds with 200 clients each.
"""

import os
import random
import threading
from collections.abc import Callable

import pytest

from okrsdk.errors import SheetsError
from okrsdk.provision.run import RunReport
from tests.provision.world import KilledError, Process, World, clients

SEEDS = int(os.environ.get("OKRSDK_PROVISION_SEEDS", "0"))
CLIENTS = 200 if SEEDS else 10
SHARE = 0.05
KINDS = (
    {"status": 429},
    {"status": 503},
    {"status": 503, "when": "after", "html": True},
    {"fault": "drop", "when": "after"},
    {"fault": "drop"},
    {"status": 401},
)
MOST_RESUMPTIONS = 40


def set_faults(world: World, seed: int) -> None:
    """Five in a hundred requests go wrong, each kind as often as the others, and searches are late."""
    world.set("faults", {"seed": seed, "rules": [{"rate": SHARE / len(KINDS), **fault} for fault in KINDS]})
    world.set("search", {"late": 30, "late_by_parent": 30 * (seed % 4 == 3)})


def until_it_works(work: Callable[[], RunReport | None]) -> RunReport | None:
    """Does what a person does who is told to resume: again, until nothing is left to do."""
    for _ in range(MOST_RESUMPTIONS):
        try:
            report = work()
        except SheetsError:
            continue
        if report is None or report.is_done:
            return report
    raise AssertionError("there is no end to it")


def begun(process: Process, run: str, roster_size: int) -> None:
    def begin() -> None:
        if not process.journal.runs():
            process.begin(process.plan(clients(roster_size)), run)

    until_it_works(begin)


def settled(world: World, *processes: Process) -> None:
    """A settle time later each goes over its run once more, without faults."""
    world.set("faults", None)
    world.sleep(600)
    for process in processes:
        until_it_works(lambda own=process: own.go_on(own.journal.runs()[0].run_id))  # type: ignore[misc]


def assert_exactly_once(world: World, *processes: Process) -> None:
    found = world.whole()
    assert len(found) == CLIENTS
    assert set(found.values()) == {1}
    assert len([file for file in world.files() if "okrsdk.key" in file.marks]) == CLIENTS  # and none that is blank
    for process in processes:
        results = [result for _, result in process.journal.units(process.journal.runs()[0].run_id)]
        assert {result["outcome"] for result in results if result} <= {"made", "adopted"}
        assert len({result["spreadsheet_id"] for result in results if result}) == CLIENTS


def seeds(first: int) -> list[int]:
    return list(range(first, max(SEEDS, first + 1), 2))


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(0))
def test_a_run_that_is_killed_among_faults_comes_to_one_workbook_for_each_client(world, seed):
    chance = random.Random(seed)  # noqa: S311 -- reproducible, not secret
    world.chance = chance.random
    set_faults(world, seed)
    with world.process() as process:
        begun(process, "run", CLIENTS)
    with world.process(kill_at=chance.randint(1, 2 * CLIENTS)) as dying, pytest.raises(KilledError):
        until_it_works(lambda: dying.go_on("run"))
    with world.process() as process:
        until_it_works(lambda: process.go_on("run"))
        settled(world, process)
        assert_exactly_once(world, process)


@pytest.mark.slow
@pytest.mark.parametrize("seed", seeds(1))
def test_two_runs_at_once_among_faults_come_to_one_workbook_for_each_client(world, seed):
    world.chance = random.Random(seed).random  # noqa: S311 -- reproducible, not secret
    set_faults(world, seed)
    with world.process("one") as one, world.process("two") as two:
        working = [threading.Thread(target=work_through, args=(own, name)) for own, name in ((one, "a"), (two, "b"))]
        for thread in working:
            thread.start()
        for thread in working:
            thread.join()
        settled(world, one, two)
        settled(world, one, two)
        assert_exactly_once(world, one, two)


def work_through(process: Process, run: str) -> None:
    """Begins a run and works until nothing of its own is left: what another run works on it leaves."""
    begun(process, run, CLIENTS)
    for _ in range(MOST_RESUMPTIONS):
        try:
            report = process.go_on(run)
        except SheetsError:
            continue
        if not any(result["outcome"] == "failed" for result in report.results):
            return
