import socket
import subprocess
import sys
from pathlib import Path

import pytest

from okrsdk import __version__
from tests.present import present

OKR = Path(sys.executable).with_name("okr")


def test_help_names_every_command_without_importing_it(okr):
    out = okr("--help").out
    for command in ("demo", "new", "check", "grade", "rules", "export", "sheets", "serve"):
        assert f"\n  {command} " in out


@pytest.mark.parametrize("command", ["demo", "new", "check", "grade", "rules", "export", "sheets", "serve"])
def test_every_command_has_a_help(okr, command):
    answer = okr(command, "--help")
    assert answer.status == 0
    assert answer.out.startswith(f"Usage: okr {command}")


def test_the_version_is_told(okr):
    assert okr("--version").out == f"okr, version {__version__}\n"


def test_an_unknown_command_is_refused(okr):
    assert okr("chekc", "x").status == 2


def test_an_argument_that_is_no_text_is_refused(okr):
    answer = okr("new", "Harbor \udcff", "--cycle", "2026-Q1")
    assert answer.status == 2
    assert "Argument 2 is no text in UTF-8." in answer.err


@pytest.mark.parametrize("command", [("serve",), ("demo",), ("workbench",)])
def test_where_the_port_is_taken_no_address_is_promised(okr, command):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = okr(*command, "--port", taken.getsockname()[1])
    assert answer.status == 2
    assert "cannot be used: Address already in use. Stop the program that listens there" in answer.err
    assert "http://127.0.0.1" not in answer.out + answer.err


def test_the_workbench_begins_with_the_workbook_that_is_named(okr):
    okr("new", "Harbor Dental", "--cycle", "2026-Q1")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        answer = okr("workbench", "Harbor Dental", "--port", taken.getsockname()[1])
        assert "Address already in use" in answer.err
        unknown = okr("workbench", "Nobody", "--port", taken.getsockname()[1])
    assert unknown.status == 2
    assert "Address already in use" not in unknown.err


def test_the_workbench_is_of_local_sheets_alone(okr, monkeypatch):
    monkeypatch.setenv("OKR_SHEETS", "google")
    answer = okr("workbench")
    assert answer.status == 2
    assert "The workbench shows Local Sheets of this machine alone." in answer.err


def test_help_and_version_import_neither_pandas_nor_gspread():
    code = (
        "import sys; from okrsdk.cli.entry import okr; okr.main(['--help'], standalone_mode=False); print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert {"pandas", "pandera", "gspread", "flask", "httpx"}.isdisjoint(loaded)


def test_a_reader_that_goes_away_is_no_error():
    with subprocess.Popen([OKR, "rules"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as rules:
        present(rules.stdout).close()
        assert present(rules.stderr).read() == b""


def test_a_wrong_setting_is_one_sentence(okr, tmp_path):
    (tmp_path / "okr.toml").write_text("[sheets]\nuse = 5\nhome = [")
    answer = okr("check", "Harbor Dental")
    assert answer.status == 2
    assert "okr.toml cannot be read" in answer.err
