"""`okr provision`: one command for all clients, and one to go on."""

import io
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import PATIENCE

pytest_plugins = ["okrsdk.localsheets.testing"]

ROSTER = "Client,Editors,OKRs\nHarbor Dental,a@agency.example,\nLakeshore Heating,,draft.txt\n"
DRAFT = "Objective: Win the north\nKR: Bookings from 10 to 20 (source: CRM)\n"
AGENCY = Path(__file__).parents[2] / "examples" / "agency" / "roster.csv"


@pytest.fixture
def roster(tmp_path):
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (tmp_path / "draft.txt").write_text(DRAFT, encoding="utf-8")
    return "roster.csv"


def test_a_roster_is_provisioned_shown_and_undone(okr, roster):
    made = okr("provision", roster, "--cycle", "2026-Q2", "--yes", "--format", "json")
    assert made.status == 0
    assert "2026-Q2: 2 to create" in made.err
    assert made.json["done"] is True
    assert [(one["client"], one["key"], one["outcome"]) for one in made.json["workbooks"]] == [
        ("Harbor Dental", "harbor-dental", "made"),
        ("Lakeshore Heating", "lakeshore-heating", "made"),
    ]
    assert made.json["requests"]["sheets"] == 2 + 7  # what the first run of a home needs besides its workbooks

    again = okr("provision", roster, "--cycle", "2026-Q2", "--yes")
    assert (again.status, again.out.splitlines()[-1]) == (0, "2 left.")
    status = okr("provision", "status", "--format", "json")
    assert status.json["run"] == made.json["run"]

    lakeshore = made.json["workbooks"][1]["spreadsheet_id"]
    okr("checkin", lakeshore, "O1-KR1", "--value", "12", "--confidence", "0.7", "--on", "2026-04-20", "--yes")
    undone = okr("provision", "undo", "--yes")
    assert "Lakeshore Heating: It was left: somebody wrote in it" in undone.out
    assert "1 undone, 1 made" in undone.out
    assert okr("sheets", "list").out.count("Harbor Dental") == 0


def test_a_dry_run_shows_the_plan_in_every_form_and_makes_nothing(okr, roster):
    text = okr("provision", roster, "--cycle", "2026-Q2", "--dry-run")
    assert "+ create Harbor Dental      shared with a@agency.example" in text.out
    assert "+ create Lakeshore Heating  with draft.txt" in text.out
    assert "6 writes and 3 reads of Sheets, 4 changes in Drive" in text.out
    plan = okr("provision", roster, "--cycle", "2026-Q2", "--dry-run", "--format", "json").json
    assert plan["counts"] == {"create": 2, "adopt": 0, "update": 0, "leave": 0}
    assert plan["requests"] == {"sheets_writes": 6, "sheets_reads": 3, "drive_changes": 4}
    markdown = okr("provision", roster, "--cycle", "2026-Q2", "--dry-run", "--format", "markdown")
    assert "| create | Harbor Dental | harbor-dental |  | a@agency.example |" in markdown.out
    assert okr("sheets", "list").out == ""


def test_without_a_yes_nothing_is_made(okr, roster, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("n\n"))
    answer = okr("provision", roster, "--cycle", "2026-Q2")
    assert answer.status == 130
    assert okr("sheets", "list").out == ""


def test_what_is_wrong_in_a_roster_is_told_at_once_and_nothing_is_made(okr, tmp_path):
    (tmp_path / "roster.csv").write_text("Client,Editors,OKRs\nHarbor,nobody,\n,a@x.example,\n", encoding="utf-8")
    answer = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes")
    assert answer.status == 2
    assert "roster.csv has 2 problems; nothing was made." in answer.err
    assert 'line 2, Editors: "nobody" is no e-mail address.' in answer.err
    assert "line 3, Client: Client is blank." in answer.err


@pytest.mark.parametrize("way", ["--dry-run", "--yes"])
def test_what_workbooks_would_start_with_is_read_before_the_plan_and_all_problems_are_told_at_once(okr, tmp_path, way):
    (tmp_path / "table.csv").write_text("Objective,Key result,Target\nWin,Bookings,many\n", encoding="utf-8")
    rows = "Harbor,gone.txt,,\nLake,table.csv,,\nBay,,1A2b3C4d5E6f,\nHill,,,1A2b3C4d5E7f\n"
    (tmp_path / "roster.csv").write_text(f"Client,OKRs,Last workbook,Workbook\n{rows}", encoding="utf-8")
    answer = okr("provision", "roster.csv", "--cycle", "2026-Q2", way)
    assert answer.status == 2
    told = [line.strip().partition(": ") for line in answer.err.splitlines()]
    assert [place for place, _, _ in told] == [
        "Error",
        "line 2, OKRs",
        "line 3, OKRs",
        "line 4, Last workbook",
        "line 5, Workbook",
    ]
    assert told[0][2] == "roster.csv has 4 problems; nothing was made."
    assert told[1][2].startswith(f"There is no file {tmp_path / 'gone.txt'}. Correct the path")
    assert 'table.csv has errors. line 2: Target is "many"' in told[2][2]
    assert "1A2b3C4d5E6f" in told[3][2]
    assert "1A2b3C4d5E7f" in told[4][2]
    assert okr("sheets", "list").out == ""


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--resume"], "Nothing was provisioned from here yet"),
        (["status"], "Nothing was provisioned from here yet"),
        (["roster.csv"], "Name the roster and the cycle"),
        (["roster.csv", "--cycle", "2026-Q2", "--resume"], "leave them out"),
        (["roster.csv", "--cycle", "2026-Q2", "--folder", "my folder"], "neither a URL nor an ID of Drive"),
        (["nothing.csv", "--cycle", "2026-Q2"], "nothing.csv"),
        ([".", "--cycle", "2026-Q2"], ". is a folder. Name the roster in it."),
        (
            ["roster.csv", "--cycle", "2026-Q3", "--carry-over", "2026-Q2", "--template", "1A2b3C4d5E6f"],
            "nothing of 2026-Q2 is carried over into it",
        ),
    ],
)
def test_what_cannot_be_done_says_what_to_do(okr, roster, arguments, says):
    answer = okr("provision", *arguments)
    assert answer.status == 2
    assert says in answer.err


def test_last_cycles_workbook_is_carried_over_with_what_it_came_to(okr, tmp_path):
    draft = (
        "Objective: Win the north\nKR: Bookings from 10 to 20 (source: CRM)\nKR: Calls from 5 to 9 (source: CallRail)\n"
    )
    (tmp_path / "draft.txt").write_text(draft, encoding="utf-8")
    last = okr("new", "Harbor", "--cycle", "2026-Q1", "--from", "draft.txt", "--format", "json").json["spreadsheet_id"]
    okr("grade", last, "--on", "2026-01-05")
    for key_result, value in (("O1-KR1", "14"), ("O1-KR2", "9")):
        okr("checkin", last, key_result, "--value", value, "--confidence", "0.7", "--on", "2026-03-20", "--yes")
    (tmp_path / "roster.csv").write_text(f"Client,Last workbook\nHarbor,{last}\n", encoding="utf-8")
    made = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes", "--format", "json").json
    new = made["workbooks"][0]["spreadsheet_id"]
    exported = okr("export", new, "--to", "json").json
    (key_result,) = exported["objectives"][0]["key_results"]
    assert (key_result["id"], key_result["baseline"], key_result["target"]) == ("O1-KR1", 14, 20)
    assert key_result["text"].startswith("Bookings from 14 to 20")
    okr("sheets", "export", new, "-o", "new.xlsx")
    from openpyxl import load_workbook

    rows = list(load_workbook(tmp_path / "new.xlsx")["Last cycle"].iter_rows(values_only=True))
    told = [(row[0], row[1], row[4], row[7], row[8]) for row in rows[1:3]]
    assert told == [("2026-Q1", "O1-KR1", "goes on", 14, 0.4), ("2026-Q1", "O1-KR2", "reached", 9, 1)]


def test_the_next_quarter_begins_with_what_goes_on_for_every_client_at_once(okr, roster, tmp_path):
    okr("provision", roster, "--cycle", "2026-Q2", "--yes")
    lakeshore = okr("provision", "status", "--format", "json").json["workbooks"][1]["spreadsheet_id"]
    okr("checkin", lakeshore, "O1-KR1", "--value", "12", "--confidence", "0.7", "--on", "2026-06-20", "--yes")
    names = "Harbor Dental\nLakeshore Heating\nNew Client\n"
    (tmp_path / "roster.csv").write_text(f"Client\n{names}", encoding="utf-8")
    asked = ("provision", roster, "--cycle", "2026-Q3", "--carry-over", "2026-Q2")
    plan = okr(*asked, "--dry-run")
    assert plan.out.count("carried over from the last cycle") == 2
    assert "New Client has no workbook of 2026-Q2 with its key, and starts blank." in plan.out
    made = okr(*asked, "--yes", "--format", "json").json["workbooks"]
    exported = okr("export", made[1]["spreadsheet_id"], "--to", "json").json
    (key_result,) = exported["objectives"][0]["key_results"]
    assert (exported["cycle"], key_result["baseline"], key_result["target"]) == ("2026-Q3", 12, 20)


def test_a_client_whose_key_was_written_down_keeps_its_workbook_when_it_is_renamed(okr, tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text("Client\nHarbor Dental\n", encoding="utf-8")
    made = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes")
    assert "--write-keys does." in " ".join(made.out.split())
    path.write_text("Client\nHarbor Dental Group\n", encoding="utf-8")
    refused = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes", "--write-keys")
    assert refused.status == 2
    assert "Nothing was made: a client may have been renamed." in refused.err
    assert "line 2, Client: Harbor Dental Group has no Key and no workbook yet" in refused.err
    assert path.read_text(encoding="utf-8") == "Client\nHarbor Dental Group\n"
    path.write_text("Client\nHarbor Dental\n", encoding="utf-8")
    kept = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes", "--write-keys")
    assert (kept.status, kept.err) == (0, "1 key written into roster.csv.\n")
    assert path.read_text(encoding="utf-8") == "Client,Key\nHarbor Dental,harbor-dental\n"
    path.write_text("Client,Key\nLakeshore,\n", encoding="utf-8")
    new = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes", "--write-keys", "--all-new", "--format", "json")
    assert [(one["client"], one["outcome"]) for one in new.json["workbooks"]] == [("Lakeshore", "made")]
    assert path.read_text(encoding="utf-8") == "Client,Key\nLakeshore,lakeshore\n"
    path.write_text("Client,Key\nHarbor Dental Group,harbor-dental\n", encoding="utf-8")
    renamed = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes", "--format", "json").json
    assert [(one["client"], one["outcome"]) for one in renamed["workbooks"]] == [("Harbor Dental Group", "left")]


def test_the_roster_of_the_agency_is_twelve_clients(okr):
    answer = okr("provision", AGENCY, "--cycle", "2026-Q2", "--dry-run", "--format", "json")
    assert answer.json["counts"]["create"] == 12
    assert answer.json["notes"] == []


@pytest.mark.slow
def test_a_process_that_is_killed_is_gone_on_with(okr, local_sheets, local_sheets_url, monkeypatch, tmp_path):
    monkeypatch.setenv("OKR_SHEETS", local_sheets_url)
    names = [f"Client {number}" for number in range(1, 13)]
    (tmp_path / "roster.csv").write_text("\n".join(["Client", *names]), encoding="utf-8")
    command = [sys.executable, "-c", "from okrsdk.cli import main; main()", "provision", "roster.csv"]
    arguments = ["--cycle", "2026-Q2", "--yes", "--settle", "1"]
    left = iter(range(5, 0, -1))

    def kill_at_the_fifth():
        """Right before the server makes its fifth file: four workbooks, the registry among them, are there."""
        if next(left) > 1:
            local_sheets.interleave("^POST /drive/v3/files$", kill_at_the_fifth)
        else:
            process.send_signal(signal.SIGKILL)

    local_sheets.interleave("^POST /drive/v3/files$", kill_at_the_fifth)
    process = subprocess.Popen(
        [*command, *arguments], cwd=tmp_path, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    assert process.wait(PATIENCE) == -signal.SIGKILL
    refused = okr("provision", "roster.csv", "--cycle", "2026-Q2", "--yes")
    assert "is not done. Go on with it: okr provision --resume --run" in refused.err
    resumed = okr("provision", "--resume", "--format", "json")
    assert resumed.status == 0
    assert [one["client"] for one in resumed.json["workbooks"]] == names
    listed = okr("sheets", "list").out
    assert [listed.count(f"{name} · 2026-Q2") for name in names] == [1] * 12
