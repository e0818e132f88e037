"""`okr adopt`: a team's own sheet becomes a workbook and is given back, as people type it."""

import pytest

from okrsdk.localsheets import LocalSheets
from okrsdk.sheets.connection import connect
from okrsdk.sheets.settings import SheetsSettings

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
    assert okr("check", team).status == 2


def test_what_people_wrote_is_lost_only_when_it_is_said_so(okr, team):
    okr("adopt", team, "--cycle", "2026-Q1", "--yes")
    okr("import", team, "--to", team, "--yes")  # writes what it said beside the rows
    okr("grade", team, "--on", "2026-02-01")
    assert okr("adopt", team, "--undo", "--dry-run").out == "Nothing was written.\n"
    assert okr("adopt", team, "--undo").status == 0
    answer = okr("adopt", team, "--undo")
    assert (answer.status, "was not adopted" in answer.err) == (2, True)
