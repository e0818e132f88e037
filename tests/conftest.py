"""What all tests share.

Hypothesis without limits of time, because a shared machine's clock proves nothing, and with the same examples in every
run, so that what passes here passes elsewhere (`make search` looks for others); Google's description of its APIs,
which every answer of Local Sheets and every request of okrsdk is held against; in which order tests run, which of them
are run again, and which are measured. No garbage is looked for among what tests are made of, which would take a quarter
of the time.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, is_hypothesis_test, settings

from tests.browsing import browser, context, page  # noqa: F401 - fixtures, here so that there is one browser
from tests.redis_server import redis  # noqa: F401 - a fixture
from tests.running_order import in_running_order
from tests.traffic import Listener

ALSO_MEASURED = {
    "workbook": (
        "cli/test_checkin.py::test_a_check_in_is_a_row_",
        "cli/test_checkin.py::test_a_round_asks_for_what_is_owed_",
        "cli/test_checkin.py::test_each_row_that_cannot_be_taken_",
        "cli/test_checkin.py::test_in_a_round_enter_is_unchanged_",
        "cli/test_checkin.py::test_the_doubts_of_a_table_",
        "cli/test_close.py",
        "cli/test_decisions.py",
        "cli/test_importing.py",
        "provision/test_upgrade.py",
        "sheets/test_addition.py",
        "sheets/test_adoption.py::test_a_check_in_sets_their_current",
        "sheets/test_adoption.py::test_a_row_that_is_deleted_where_the_sheet_ends_",
        "sheets/test_adoption.py::test_rows_that_are_added_later_",
        "sheets/test_adoption.py::test_two_tabs_of_theirs_",
        "sheets/test_check_in_once.py",
        "sheets/test_check_ins.py::test_a_key_result_that_is_gone_",
        "sheets/test_check_ins.py::test_rows_that_move_in_the_same_moment_",
        "sheets/test_check_ins.py::test_the_last_word_of_a_day_",
        "sheets/test_close.py",
        "sheets/test_decisions.py",
        "sheets/test_import.py",
        "sheets/test_strategy.py",
        "sheets_addon/addon/test_check_in_round.py::test_an_undo_that_names_nothing_",
        "sheets_addon/addon/test_row_forms.py",
    )
}
"""Tests outside of a package's own that prove it: what a workbook comes to while people move it shows over Sheets.

Where a few tests of a file run every line and branch that all of them do, only those are named, by how they begin.
"""
NOT_MEASURED = ("workbook/writing/test_interleavings.py::TestGrades",)
"""They go through what others have measured, again and again: being traced, they would take twice as long for it."""

RUN_AGAIN = {"browser", "slow"}
"""Tests with one of these marks start processes, which a busy machine may stall: one that fails is run once more, and
the summary names it."""
NEVER_RUN_AGAIN = ("test_check_ins.py", "test_exactly_once.py", "test_race.py", "test_store.py")
"""What these find once in a hundred times, such as a row that is lost, is found. The same goes for load and for what
hypothesis makes up."""

IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the folder in memory itself; below it names are made by tempfile
NEEDED = 4 * 2**30  # bytes
if "TMPDIR" not in os.environ and IN_MEMORY.is_dir() and shutil.disk_usage(IN_MEMORY).free > NEEDED:
    # A data file is made in 3 ms there, and in 50 ms on a disk that has to say that it was written.
    os.environ["TMPDIR"] = str(IN_MEMORY)
    tempfile.tempdir = None

gc.disable()  # until all tests are collected

CLOCK = (HealthCheck.too_slow,)
settings.register_profile("search", deadline=None, suppress_health_check=CLOCK, max_examples=40, print_blob=True)
settings.register_profile("same", settings.get_profile("search"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Ends the first of the two measurements of coverage in a process of pytest-xdist.

    Its figures are not kept, and it would go on while a test that is marked `no_cover` pauses the second.
    """
    coverage = session.config.pluginmanager.getplugin("_cov")
    if coverage and hasattr(session.config, "workerinput"):
        coverage.cov_controller.cov.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Orders the tests. Where branch coverage of packages is asked for (`--cov=okrsdk/grading`), measures only theirs.

    The others would prove little about them, and take twice as long.
    """
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = in_running_order(items, processes, lambda item: (mark.name for mark in item.iter_markers()))
    packages = {Path(source).name for source in config.getoption("cov_source", None) or [] if source is not True}
    for item in items:
        if _may_run_again(item):
            item.add_marker(pytest.mark.flaky(reruns=1))
    also = tuple(test for package in packages for test in ALSO_MEASURED.get(package, ()))
    if packages:
        for item in items:
            test = item.nodeid.removeprefix("tests/")
            if test.startswith(NOT_MEASURED) or not (test.split("/")[0] in packages or test.startswith(also)):
                item.add_marker("no_cover")


def _may_run_again(item: pytest.Item) -> bool:
    marks = {mark.name for mark in item.iter_markers()}
    is_made_up = is_hypothesis_test(getattr(item, "obj", None))
    return bool(marks & RUN_AGAIN) and not (marks & {"load"} or is_made_up or item.path.name in NEVER_RUN_AGAIN)


def pytest_collection_finish() -> None:
    """What is there now is there until the end: garbage is looked for only among what tests leave behind."""
    gc.enable()
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def traffic() -> Iterator[Listener]:
    """All traffic of these tests."""
    with Listener() as listener:
        yield listener


@pytest.fixture(autouse=True)
def _traffic_is_as_google_describes_it(traffic: Listener) -> Iterator[None]:
    yield
    problems = traffic.taken()
    assert not problems, "\n".join(problems[:10])


@pytest.fixture
def without_power(tmp_path: Path) -> Iterator[Path]:
    """A folder in which this user may read and not write, even if the user is root."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o755)
    user = os.geteuid()
    if user == 0:
        for parent in (tmp_path, *tmp_path.parents):
            if parent.stat().st_uid == 0 and not parent.stat().st_mode & 0o001:
                parent.chmod(parent.stat().st_mode | 0o011)
        os.seteuid(65534)
    else:
        folder.chmod(0o500)
    yield folder
    os.seteuid(user)
    folder.chmod(0o755)
