"""`okr import`: from a file to the workbook and back again, as people type it."""

import zipfile
from pathlib import Path

import pytest

VIVA_GOALS = Path(__file__).parents[2] / "examples" / "viva-goals-export"
TEAM = """Ticket;Objective;Key result;Baseline;Target;Current;Owner;Region
G-1;Win the north;Bookings from 10 to 20;10;20;12;Head of Sales;North
G-2;Win the north;Calls from 1 to 9;1;9;4;Head of Sales;South
G-3;Grow;Leads from 5 to 9;5;9;6;;
"""
MAP = ("--map", "Ticket=external_id")


@pytest.fixture
def team(tmp_path):
    def write(**changes):
        text = TEAM
        for old, new in changes.get("changes", {}).items():
            assert text.count(old) == 1
            text = text.replace(old, new)
        (tmp_path / "team.csv").write_text(text, encoding="utf-8")
        return "team.csv"

    return write


@pytest.fixture
def made(okr, team, kept, tmp_path):
    def fill():
        assert okr("import", team(), "--client", "Harbor Dental", "--cycle", "2026-Q1", *MAP).status == 0

    kept("imports", tmp_path / "home", fill)
    return "Harbor Dental"


def test_a_file_becomes_a_workbook_and_its_second_import_finds_nothing_to_do(okr, team, made):
    again = okr("import", team(), "--to", made, *MAP, "--yes")
    assert again.status == 0
    assert again.out.splitlines() == ["0 new, 0 cells changed, 5 unchanged.", "There is nothing to write."]
    found = okr("export", made, "--to", "json").json
    assert [[one["external_id"] for one in objective["key_results"]] for objective in found["objectives"]] == [
        ["G-1", "G-2"],
        ["G-3"],
    ]


def test_the_plan_is_shown_and_written_only_when_it_is_said_so(okr, team, made):
    changed = team(changes={"20;12": "20;15", "9;4;Head of Sales": "9;4;Head of Ops"})
    shown = okr("import", changed, "--to", made, *MAP)
    assert (shown.status, "Say --yes to write it." in shown.err) == (2, True)
    assert shown.out.splitlines() == [
        "Changed (2):",
        "  O1-KR1 Current: 12 → 15",
        "  O1-KR2 Owner: Head of Sales → Head of Ops",
        "",
        "0 new, 2 cells changed, 3 unchanged.",
    ]
    assert "12" in okr("export", made, "--to", "csv").out
    written = okr("import", changed, "--to", made, *MAP, "--yes", "--format", "json")
    assert (written.status, written.json["written"], len(written.json["changed"])) == (0, True, 2)
    assert written.json["source"]["layout"] == "one row per key result, its objective repeated"
    assert okr("import", changed, "--to", made, *MAP, "--dry-run").out.endswith("There is nothing to write.\n")


def test_a_cell_that_both_sides_differ_in_is_a_conflict_until_it_is_settled(okr, team, document):
    okr("import", team(), "--client", "Harbor Dental", "--cycle", "2026-Q1", *MAP)
    other = okr("export", "Harbor Dental", "--to", "yaml").out.replace("current: 12", "current: 13")
    okr("import", document(other), "--to", "Harbor Dental", "--yes")
    asked = okr("import", team(changes={"20;12": "20;15"}), "--to", "Harbor Dental", *MAP, "--dry-run")
    assert "O1-KR1 Current: 13 → 15" in asked.out, "the last import said 13"
    assert asked.status == 0


def test_where_to_is_asked_for(okr, team):
    answer = okr("import", team())
    assert answer.status == 2
    assert 'Say where to: --to WORKBOOK; or --client "Acme Dental" for a new workbook.' in answer.err


def test_all_that_a_new_workbook_would_hold_is_shown_before_it_is_made(okr, team):
    shown = okr("import", team(), "--client", "Harbor Dental", "--cycle", "2026-Q1", *MAP, "--dry-run")
    assert shown.status == 0
    assert shown.out.splitlines()[:5] == [
        "New (5):",
        "  O1        Win the north",
        "  O2        Grow",
        "  O1-KR1    Bookings from 10 to 20",
        "            External ID: G-1 · Metric: Bookings · Baseline: 10 · Target: 20 ·",
    ]
    assert shown.out.endswith("Would make Harbor Dental · 2026-Q1. Nothing was made.\n")
    plan = okr("import", team(), *MAP, "--dry-run", "--format", "json")
    assert (plan.status, plan.json["written"], len(plan.json["new"])) == (0, False, 5)
    assert plan.json["new"][2] == {
        "table": "Key Results", "id": "O1-KR1", "external_id": "G-1", "objective_id": "O1",
        "text": "Bookings from 10 to 20", "metric": "Bookings", "baseline": 10, "target": 20, "current": 12,
        "owner": "Head of Sales", "further": {"Region": "North"},
    }  # fmt: skip
    assert plan.json["columns"]["Key Results"] == ["Region"]
    made = okr("import", team(), "--client", "Harbor Dental", "--cycle", "2026-Q1", *MAP, "--format", "json")
    assert (made.json["written"], made.json["title"]) == (True, "Harbor Dental · 2026-Q1")
    assert made.json["spreadsheet_id"]


def test_a_workbook_is_a_source_too(okr, team, made):
    okr("new", "Acme Dental", "--cycle", "2026-Q1")
    answer = okr("import", made, "--to", "Acme Dental", "--yes")
    assert answer.status == 0
    assert "5 new" in answer.out
    assert "There is nothing to write." in okr("import", made, "--to", "Acme Dental", "--yes").out


@pytest.fixture
def viva_goals(tmp_path):
    with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
        for path in sorted(VIVA_GOALS.glob("*.json")):
            archive.write(path, path.name)
    return "export.zip"


def test_an_export_of_several_periods_is_refused_with_their_names(okr, viva_goals):
    for command in (("import", viva_goals), ("check", viva_goals), ("new", "Lakeside Ferries", "--from", viva_goals)):
        answer = okr(*command)
        assert (answer.status, answer.out) == (2, "")
        assert "several cycles: 2025, 2025-Q4, 2025-Q3. Say which are meant, as in --cycle 2025." in answer.err


@pytest.mark.parametrize("way", ["import", "new"])
def test_an_export_of_viva_goals_becomes_a_workbook_with_all_that_was_in_it(okr, viva_goals, way):
    ways = {
        "import": ("import", viva_goals, "--client", "Lakeside Ferries", "--cycle", "2025-Q4"),
        "new": ("new", "Lakeside Ferries", "--from", viva_goals, "--cycle", "2025-Q4"),
    }
    made = okr(*ways[way])
    assert made.status == 0
    assert "Phased targets → kept beside (in 1 of 8 records)" in made.err
    found = okr("export", "Lakeside Ferries", "--to", "json").json
    assert [len(one["key_results"]) for one in found["objectives"]] == [2, 2, 1]
    assert [one["day"] for one in found["check_ins"]] == [
        "2025-10-13", "2025-11-03", "2025-11-10", "2025-12-01", "2025-12-08", "2025-12-15"
    ]  # fmt: skip
    again = okr("import", viva_goals, "--cycle", "2025-Q4", "--to", "Lakeside Ferries", "--yes")
    assert again.out.splitlines() == ["0 new, 0 cells changed, 8 unchanged.", "There is nothing to write."]


def test_what_could_not_be_read_is_told_by_the_exit_status(okr, tmp_path):
    source = tmp_path / "plan.csv"
    source.write_text("Objective,Key Result,Start,Target\nWin,Sign-ups,10,many\n", encoding="utf-8")
    answer = okr("import", source, "--client", "Acme Dental", "--cycle", "2026-Q1")
    assert answer.status == 1
    assert "T201" in answer.err
    assert "Made Acme Dental" in answer.out
