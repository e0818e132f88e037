"""The folder of a running server: of its owner alone, and gone after it, if need be when the next one starts."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from okrsdk.localsheets.run_folder import run_folder

LONG_AGO = time.time() - 7200


@pytest.fixture(scope="module")
def ended() -> int:
    """The number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def left(folder: Path, *, used: float) -> Path:
    folder.mkdir()
    for path in (folder / "settings.db", folder):
        path.touch()
        os.utime(path, (used, used))
    return folder


def test_the_folder_is_its_owners_alone_and_gone_in_the_end(tmp_path: Path) -> None:
    with run_folder(tmp_path) as folder:
        assert folder.parent == tmp_path
        assert folder.stat().st_mode & 0o777 == 0o700
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_server_left_is_cleared_away(tmp_path: Path, ended: int) -> None:
    left(tmp_path / f"localsheets-run-{ended}-abc", used=LONG_AGO)
    with run_folder(tmp_path) as folder:
        assert list(tmp_path.iterdir()) == [folder]


def test_what_may_be_in_use_or_is_none_of_ours_is_left_alone(tmp_path: Path, ended: int) -> None:
    elsewhere = left(tmp_path / "elsewhere", used=LONG_AGO)
    kept = {
        elsewhere,
        left(tmp_path / f"localsheets-run-{os.getpid()}-abc", used=LONG_AGO),
        left(tmp_path / f"localsheets-run-{ended}-new", used=time.time()),
        left(tmp_path / "localsheets-run-somebody", used=LONG_AGO),
        left(tmp_path / f"localsheets-run-{10**30}-abc", used=LONG_AGO),
        tmp_path / f"localsheets-run-{ended}-link",
    }
    (tmp_path / f"localsheets-run-{ended}-link").symlink_to(elsewhere)
    with run_folder(tmp_path) as folder:
        assert set(tmp_path.iterdir()) == kept | {folder}
    assert (elsewhere / "settings.db").exists()
