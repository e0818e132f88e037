"""`okr adopt`: a team's own sheet becomes a workbook and is given back, as people type it."""

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import SheetsSettings

FILLED_DOWN = "one row per key result, its objective on the first of them"
ROWS = [
    ["Objective", "Key result", "Start", "Target", "Actual"],
    ["Win the north", "Bookings from 10 to 20", 10, 20, 15],
    ["", "Calls from 1 to 9", 1, 9, 5],
]


@pytest.fixture
def team(tmp_path):
    """A spreadsheet of a team's own among the workbooks of the command line, by its name."""
    home = tmp_path / "home"
    home.mkdir()
    with LocalSheets(home) as local, connect(SheetsSettings(home=home), local=local) as made:
        spreadsheet_id = made.http.create_file("Our plan")
        made.gspread.http_client.values_update(
            spreadsheet_id, "A1", params={"valueInputOption": "RAW"}, body={"values": ROWS}
        )
    return "Our plan"


def test_a_sheet_is_adopted_and_given_back(okr, team):
    shown = okr("adopt", team, "--cycle", "2026-Q1", "--dry-run")
    assert shown.status == 0
    assert shown.out.splitlines() == [
        "Our plan · 1 objective, 2 key results · one row per key result, its objective on the first of them",
        "On Sheet1, which stays as it is:",
        "  Key result → Key result",
        "  Start → Baseline",
        "  Target → Target",
        "  Actual → Current",
        "  Added on the right: ID, Objective ID, Stretch mark, Progress, Score, Band,",
        "    Pace, Confidence, Graded at",
        "  New tabs: Overview, Objectives, Check-ins, Client",
    ]
    asked = okr("adopt", team, "--cycle", "2026-Q1")
    assert (asked.status, "Say --yes to write it." in asked.err) == (2, True)
    done = okr("adopt", team, "--cycle", "2026-Q1", "--client", "Harbor Dental", "--yes")
    assert done.out.endswith('Done. Next: okr check "Our plan"\n')
    graded = okr("grade", team, "--on", "2026-02-01", "--format", "json").json
    assert [one["score"] for one in graded["scores"]["key_results"]] == [0.5, 0.5]
    assert okr("export", team, "--to", "json").json["client"]["name"] == "Harbor Dental"
    assert okr("adopt", team, "--undo").out == "The spreadsheet is as it was before it was adopted.\n"
    assert okr("grade", team).status == 2, "no scores are written into a sheet that is not adopted"


def test_a_sheet_that_is_not_adopted_is_checked_graded_and_exported_as_a_file_is(okr, team):
    checked = okr("check", team, "--tab", "Sheet1", "--cycle", "2026-Q1", "--on", "2026-02-01", "--format", "json").json
    assert (checked["layout"], checked["key_results"]) == (FILLED_DOWN, 2)
    assert {one["cell"] for one in checked["findings"] if one["code"] == "M301"} == {"Sheet1!2:2", "Sheet1!3:3"}
    told = okr("check", team, "--map", "Actual=ignore", "--format", "json").json
    assert [one["meaning"] for one in told["columns"]] == ["objective", "key_result", "baseline", "target", "ignore"]
    for way in (("--dry-run",), ("--tab", "Sheet1")):
        graded = okr("grade", team, *way, "--on", "2026-02-01", "--format", "json").json
        assert (graded["written"], graded["scores"]["overall"]) == (False, 0.5)
    (objective,) = okr("export", team, "--cycle", "2026-Q1", "--to", "json").json["objectives"]
    assert [one["current"] for one in objective["key_results"]] == [15, 5]
    made = okr("new", "Harbor Dental", "--cycle", "2026-Q1", "--from", team, "--tab", "Sheet1")
    assert (made.status, "Start        → baseline" in made.err) == (0, True)
    assert "has no tab 'Plan'. It has Sheet1." in okr("check", team, "--tab", "Plan").err


def test_what_people_wrote_is_lost_only_when_it_is_said_so(okr, team):
    okr("adopt", team, "--cycle", "2026-Q1", "--yes")
    okr("import", team, "--to", team, "--yes")  # writes what it said beside the rows
    okr("grade", team, "--on", "2026-02-01")
    assert okr("adopt", team, "--undo", "--dry-run").out == "Nothing was written.\n"
    assert okr("adopt", team, "--undo").status == 0
    answer = okr("adopt", team, "--undo")
    assert (answer.status, "was not adopted" in answer.err) == (2, True)
