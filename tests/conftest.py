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

from tests import measuring
from tests.browsing import browser, context, page  # noqa: F401 - fixtures, here so that there is one browser
from tests.redis_server import redis  # noqa: F401 - a fixture
from tests.running_order import in_running_order
from tests.traffic import Listener

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

MEASURED = pytest.StashKey[bool]()

gc.disable()  # until all tests are collected

CLOCK = (HealthCheck.too_slow,)
settings.register_profile("search", deadline=None, suppress_health_check=CLOCK, max_examples=40, print_blob=True)
settings.register_profile("same", settings.get_profile("search"), derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Ends the first of the two measurements of coverage in a process of pytest-xdist.

    Its figures are not kept, and it would go on while tests that are not measured pause the second.
    """
    coverage = session.config.pluginmanager.getplugin("_cov")
    if coverage and hasattr(session.config, "workerinput"):
        coverage.cov_controller.cov.stop()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Orders the tests. Where coverage is asked for (`--cov=okrsdk/grading`), finds those that prove the packages."""
    sources = [source for source in config.getoption("cov_source", None) or [] if source is not True]
    measuring.load(sources)
    packages = {Path(source).name for source in sources}
    for item in items:
        item.stash[MEASURED] = not packages or measuring.is_measured(item, packages)
        if _may_run_again(item):
            item.add_marker(pytest.mark.flaky(reruns=1))
    processes = getattr(config, "workerinput", {}).get("workercount", 1)
    items[:] = in_running_order(items, processes, _marks_of)


def _marks_of(item: pytest.Item) -> Iterator[str]:
    yield from (["measured"] if item.stash[MEASURED] else (mark.name for mark in item.iter_markers()))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> None:
    """Measures only the tests that are to be, with their fixtures."""
    coverage = item.config.pluginmanager.getplugin("_cov")
    controller = coverage and coverage.cov_controller
    if controller and controller.started != item.stash[MEASURED]:
        controller.resume() if item.stash[MEASURED] else controller.pause()


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
