import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.conftest import Answer, commands_in

pytestmark = pytest.mark.slow

OKR = Path(sys.executable).with_name("okr")


@dataclass(frozen=True)
class Demos:
    """Two demos, one after the other, and the workbooks that were left."""

    first: Answer
    second: Answer
    left: list[dict[str, str]]
    statuses: dict[str, int]


@pytest.fixture(scope="module")
def demos(tmp_path_factory):
    with pytest.MonkeyPatch.context() as monkeypatch:
        okr = commands_in(tmp_path_factory.mktemp("demo"), monkeypatch)
        first = okr("demo", "--once", "--format", "json")
        # As a newcomer has it: a process of its own, with the command in a folder that the terminal does not know.
        env = {"PATH": "/nowhere", "OKR_HOME": os.environ["OKR_HOME"]}
        done = subprocess.run([OKR, "demo", "--once"], env=env, capture_output=True, text=True, check=False)
        second = Answer(done.returncode, done.stdout, done.stderr)
        left = okr("sheets", "list", "--format", "json").json
        looked_at = [first.json["workbooks"][0]["spreadsheet_id"], left[0]["spreadsheet_id"]]
        statuses = {book: okr("check", book, "--on", "2026-11-18").status for book in looked_at}
        return Demos(first, second, left, statuses)


@pytest.fixture(scope="module")
def workbooks(demos):
    return demos.first.json["workbooks"]


def test_the_demo_makes_checks_and_grades_each_client_in_four_requests(demos, workbooks):
    assert demos.first.status == 0
    assert len(workbooks) == 3
    for workbook in workbooks:
        assert workbook["calls"] == {"create": 1, "check": 1, "grade": 2}
        assert {"client", "spreadsheet_id", "url", "calls", "findings", "scores"} == set(workbook)


def test_the_samples_show_findings_of_most_families_and_every_band(workbooks):
    found = {finding["code"][0] for workbook in workbooks for finding in workbook["findings"]}
    assert {"O", "K", "M", "C"} <= found
    bands = {score["band"] for workbook in workbooks for score in workbook["scores"]["key_results"]}
    assert {"red", "yellow", "green", None} <= bands


def test_every_finding_on_a_record_names_its_cell(workbooks):
    for workbook in workbooks:
        for finding in workbook["findings"]:
            assert finding["record"] is None or re.fullmatch(r".+![A-Z]+\d+", finding["cell"])


def test_the_text_fits_eighty_columns_and_has_no_colours_when_piped(demos):
    assert demos.second.status == 0
    assert "\x1b" not in demos.second.out
    lines = [line for line in demos.second.out.splitlines() if "export PATH" not in line]
    assert max(map(len, lines)) <= 80


def test_where_the_command_is_not_on_the_path_it_says_how_to_put_it_there(demos):
    assert demos.second.out.endswith(f'This terminal finds okr after: export PATH="{OKR.parent}:$PATH"\n')


def test_a_second_demo_replaces_the_samples_of_the_first(demos, workbooks):
    before, after = {w["spreadsheet_id"] for w in workbooks}, {w["spreadsheet_id"] for w in demos.left}
    assert len(after) == 3
    assert before.isdisjoint(after)
    assert [status for _, status in sorted(demos.statuses.items(), key=lambda item: item[0] in after)] == [2, 0]
