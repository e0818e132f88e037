"""The command line as its users have it: real settings, a Local Sheets of its own, stdout, stderr and exit status."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from okrsdk.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "clients"


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self):
        return json.loads(self.out)


@pytest.fixture
def okr(monkeypatch, capsys, tmp_path):
    """Runs one command and gives its answer; workbooks last as long as the test."""
    monkeypatch.setenv("OKR_HOME", str(tmp_path / "home"))
    for name in ("OKR_SHEETS", "OKR_CREDENTIALS", "FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["okr", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        assert "Traceback" not in captured.err
        return Answer(ended.value.code, captured.out, captured.err)

    return run


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
