"""Files are put in their place whole, and a refusal says why."""

import resource
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError
from okrsdk.files import from_tables, write_export, write_file
from okrsdk.interchange import export_format_named
from okrsdk.model import Client, Objective, OkrSet

FULL = Path("/dev/full")


def test_a_file_is_written_with_its_folder_and_replaced_with_its_rights_kept(tmp_path: Path) -> None:
    path = tmp_path / "out" / "acme.json"
    write_file(path, b"one")
    path.chmod(0o640)
    write_file(path, b"two")
    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [found.name for found in path.parent.iterdir()] == ["acme.json"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    target, link = tmp_path / "target.json", tmp_path / "link.json"
    target.write_bytes(b"one")
    link.symlink_to(target)
    write_file(link, b"two")
    assert link.is_symlink()
    assert target.read_bytes() == b"two"


@pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is full")
def test_a_full_disk_is_named() -> None:
    with pytest.raises(ConfigError, match=r"/dev/full cannot be written: No space left .* Make room on the disk"):
        write_file(FULL, b"one")


def test_a_folder_in_which_nothing_may_be_written_is_named(without_power: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"acme.json cannot be written: Permission denied. Choose a folder that you may"
    ):
        write_file(without_power / "acme.json", b"one")


def test_a_folder_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ConfigError, match=r"cannot be written: (File exists|Not a directory)"):
        write_file(tmp_path / "file" / "acme.json", b"one")


def test_a_write_that_breaks_off_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "acme.json"
    path.write_bytes(b"the old one")
    program = (
        "import pathlib, resource, sys\n"
        "from okrsdk.files import write_file\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, (100, {resource.RLIM_INFINITY}))\n"
        "write_file(pathlib.Path(sys.argv[1]), b'x' * 1000)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, check=False)
    assert "cannot be written: File too large" in done.stderr
    assert path.read_bytes() == b"the old one"
    assert [found.name for found in tmp_path.iterdir()] == ["acme.json"]


@pytest.mark.parametrize("name", ["csv-tables", "parquet", "xlsx", "sqlite"])
def test_tidy_tables_are_read_back_from_their_folder_or_file(tmp_path: Path, name: str) -> None:
    okr_set = OkrSet(client=Client(name="Acme"), objectives=(Objective(id="O1", text="Grow"),))
    known = export_format_named(name)
    write_export([assess(okr_set, on=date(2026, 2, 14))], tmp_path / "out", known)
    assert from_tables(tmp_path / "out") == okr_set
    if known.suffix:
        assert from_tables(tmp_path / "out" / f"okrs{known.suffix}", workbook="Acme") == okr_set


@pytest.mark.parametrize("name", ["notes.csv", "notes.sqlite", "notes.xlsx", "notes.parquet"])
def test_files_of_something_else_are_refused_as_tables(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"Region,Sales\nNorth,7\n")
    with pytest.raises(ConfigError, match=r"There is none of okrsdk's tables|notes\.\w+ is no "):
        from_tables(tmp_path / name)


def test_a_folder_that_is_not_there_is_no_folder_of_tables(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="none of okrsdk's tables"):
        from_tables(tmp_path / "nowhere")
