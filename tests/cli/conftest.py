"""The command line as its users have it: real settings, a Local Sheets of its own, stdout, stderr and exit status."""

import io
import json
import sys
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from shutil import copytree

import httpx
import pytest

from okrsdk.cli import main
from okrsdk.localsheets import LocalSheets
from tests.serving import served

EXAMPLES = Path(__file__).parents[2] / "examples" / "clients"


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


def commands_in(folder, monkeypatch, *, home=None):
    """Gives what runs one command in a folder and gives its answer; workbooks are kept in `home` inside the folder."""
    monkeypatch.setenv("OKR_HOME", str(home or folder / "home"))
    for name in ("OKR_SHEETS", "OKR_CREDENTIALS", "OKR_PROFILE", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(folder)

    def run(*arguments):
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with monkeypatch.context() as called, redirect_stdout(out), redirect_stderr(err):
            called.setattr(sys, "argv", ["okr", *map(str, arguments)])
            with pytest.raises(SystemExit) as ended:
                main()
        said, told = (stream.buffer.getvalue().decode() for stream in (out, err))
        assert "Traceback" not in told
        assert isinstance(ended.value.code, int)
        return Answer(ended.value.code, said, told)

    return run


@pytest.fixture
def okr(monkeypatch, tmp_path):
    """Runs one command and gives its answer; workbooks last as long as the test."""
    return commands_in(tmp_path, monkeypatch)


@pytest.fixture(scope="session")
def kept(tmp_path_factory):
    """Gives what fills a home; for every further test it copies what came of it, in a hundredth of the time."""
    homes: dict[str, Path] = {}

    def prepare(name, home, fill):
        if name in homes:
            copytree(homes[name], home)
        else:
            fill()
            homes[name] = copytree(home, tmp_path_factory.mktemp(name) / "home")

    return prepare


@pytest.fixture
def faulty_sheets(tmp_path, monkeypatch):
    """Gives what has every further command talk to a Local Sheets server that has the given fault."""
    with ExitStack() as until_the_end:

        def start(**rule):
            local = until_the_end.enter_context(LocalSheets(tmp_path / "home"))
            url = until_the_end.enter_context(served(local.served_app))
            headers = {"X-Local-Sheets": "1"}
            answer = httpx.put(f"{url}/_local/faults", json={"rules": [rule]}, headers=headers, trust_env=False)
            answer.raise_for_status()
            monkeypatch.setenv("OKR_SHEETS", url)

        yield start


@pytest.fixture
def document(tmp_path):
    """Writes an OKR document with the given lines and gives its path."""

    def write(text, name="okrs.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


SOUND = """\
okrsdk: 1
client: {name: Harbor Dental, currency: USD}
cycle: 2026-Q1
objectives:
  - text: Be the practice that families in Harbor choose first
    why: Two chains open nearby in spring, and families decide once for years.
    owner: Practice Manager
    champion: Practice Manager
    key_results:
      - text: Increase new family registrations from 12 to 22 a month by March 31
        metric: new family registrations
        source: Practice software
        unit: families
        baseline: 12
        target: 22
        current: 19
        indicator: leading
        owner: Front Desk Lead
      - text: Decrease the wait for a first visit from 21 to 7 days by March 31
        kind: decrease
        metric: median wait for a first visit
        source: Practice software
        unit: days
        baseline: 21
        target: 7
        current: 14
        owner: Front Desk Lead
"""
