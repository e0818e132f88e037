"""The formats of other tools, cell by cell, from one small set of OKRs."""

import csv
import io
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.interchange import EXPORT_FORMATS, export_format_named
from okrsdk.interchange.exporters.clickup import parts_of
from okrsdk.interchange.exporters.goal_table import owner_findings
from okrsdk.interchange.exporters.goals import goals_of
from okrsdk.interchange.exporters.tools import TOOL_FORMATS
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Kind, Objective, OkrSet
from tests.interchange.exporters.assessed import ASSESSMENT, OKR_SET, ON

ALL_ROWS = ["O1", "O1-KR1", "O1-KR2", "O2", "O9-KR1"]


def rows(name, *assessments, file=0):
    content = export_format_named(name).write(assessments or [ASSESSMENT])[file].content.decode()
    return list(csv.DictReader(io.StringIO(content, newline="")))


def column(table, header):
    return [row[header] for row in table]


def test_jira_gets_epics_above_their_tasks():
    table = rows("jira")
    assert column(table, "External ID") == ["O1", "O2", "O1-KR1", "O1-KR2", "O9-KR1"]
    assert column(table, "Issue Type") == ["Epic", "Epic", "Task", "Task", "Task"]
    assert column(table, "Issue ID") == ["1", "2", "3", "4", "5"]
    assert column(table, "Parent") == ["", "", "1", "1", ""]
    assert column(table, "Summary")[:2] == ['Be "first" for homeowners', "'=Nothing to measure yet"]
    assert column(table, "Assignee") == ["sales@example.com", "", "dispatch@example.com", "", ""]
    assert column(table, "Due Date") == ["2026-03-31", "2026-03-31", "2026-03-15", "2026-03-31", "2026-03-31"]
    assert column(table, "Score") == ["0.6", "", "0.46", "1", "0.3"]
    assert column(table, "Pace")[2:4] == ["on_track", "done"]
    assert column(table, "Coverage")[:2] == ["1 of 2 met", "0 of 0 met"]
    assert "What changed: A second desk" in table[2]["Description"]


def test_jira_labels_have_no_blanks_and_each_a_column():
    header, first, *_ = export_format_named("jira").write([ASSESSMENT])[0].content.decode().splitlines()
    assert header.count("Labels") == 3
    assert '2026-03-31,okr,2026-Q1,"Lakeshore,-Inc.",O1' in first


def test_a_long_name_is_cut_and_whole_in_the_description():
    long = "Be the first call of " + "very " * 60 + "cold homeowners"
    table = rows("jira", assess(OkrSet(objectives=(Objective(id="O1", text=long),)), on=ON))
    assert len(table[0]["Summary"]) == 255
    assert table[0]["Summary"].endswith("…")
    assert table[0]["Description"].startswith(long)


def test_asana_finds_parents_by_names_that_are_made_unlike():
    alike = OkrSet(
        objectives=(Objective(id="O1", text="Win"), Objective(id="O2", text="Win")),
        key_results=(KeyResult(id="O2-KR1", objective_id="O2", text="Calls"),),
    )
    table = rows("asana", assess(alike, on=ON))
    assert column(table, "Name") == ["Win (O1)", "Win (O2)", "Calls"]
    assert column(table, "Subtask of") == ["", "", "Win (O2)"]


def test_asana_gets_people_by_their_addresses():
    table = rows("asana")
    assert list(table[0])[:8] == [
        "Name",
        "Description",
        "Subtask of",
        "Section",
        "Assignee",
        "Collaborators",
        "Start Date",
        "Due Date",
    ]
    assert (table[0]["Assignee"], table[0]["Collaborators"]) == ("sales@example.com", "ops@example.com")
    assert (table[1]["Section"], table[1]["Start Date"]) == ("Lakeshore, Inc. · 2026-Q1", "2026-01-01")


def test_clickup_links_subtasks_by_ids():
    table = rows("clickup")
    assert column(table, "Task ID") == ALL_ROWS
    assert column(table, "Parent ID") == ["", "O1", "O1", "", ""]
    assert column(table, "Confidence") == ["", "0.6", "", "", ""]


@pytest.mark.parametrize(
    ("most", "parts"),
    [
        (3, [["O1", "O1-KR1", "O1-KR2"], ["O2", "O9-KR1"]]),
        (4, [["O1", "O1-KR1", "O1-KR2", "O2"], ["O9-KR1"]]),
        (2, [["O1", "O1-KR1", "O1-KR2"], ["O2", "O9-KR1"]]),
        (5, [ALL_ROWS]),
    ],
)
def test_clickup_gets_files_of_whole_objectives(most, parts):
    assert [[goal.key for goal in part] for part in parts_of(goals_of([ASSESSMENT]), most=most)] == parts


def test_notion_gets_two_databases_with_the_id_as_title():
    assert [file.name for file in export_format_named("notion").write([ASSESSMENT])] == [
        "Objectives.csv",
        "Key Results.csv",
    ]
    objectives, key_results = rows("notion"), rows("notion", file=1)
    assert next(iter(objectives[0])) == next(iter(key_results[0])) == "ID"
    assert column(objectives, "ID") == ["O1", "O2"]
    assert column(key_results, "Objective") == ["O1", "O1", "O9"]
    assert (key_results[0]["Target"], key_results[0]["Current"], key_results[0]["Stretch mark"]) == ("90", "63", "75")
    assert key_results[0]["Check-ins"].count("\n") == 1
    assert "Pace" not in objectives[0]


def test_no_text_becomes_a_quick_action_of_gitlab():
    table = rows("gitlab")
    assert list(table[0]) == ["title", "description", "due_date"]
    hostile = KeyResult(id="O1-KR1", objective_id="O1", text="x" * 250 + "\n/close", source="CRM\n  /label ~secret")
    text = rows("gitlab", assess(OkrSet(key_results=(hostile,)), on=ON))[0]["description"]
    assert "\n  \\/label ~secret" in text
    assert table[1]["description"].startswith('Objective: O1 Be "first" for homeowners\n\n* Score: 0.46 yellow')


def test_culture_amp_has_key_results_in_columns_and_completion_in_steps():
    table = rows("culture-amp")
    assert [row["name"] for row in table] == ['Be "first" for homeowners', "'=Nothing to measure yet", "Apart"]
    first, second, apart = table
    assert (apart["completion"], apart["key_result_1_title"]) == ("0.3", "")
    assert (first["email"], first["visibility"], first["priority"]) == ("sales@example.com", "everyone", "1")
    assert (first["due_at"], first["created_at"], first["status"]) == ("2026-03-31", "2026-01-01", "ongoing")
    assert (first["key_result_1_title"], first["key_result_1_completion"]) == ("Answer rate from 40 % to 90 %", "0.45")
    assert (first["key_result_2_completion"], first["completion"]) == ("1", "")
    assert (second["key_result_1_title"], second["completion"]) == ("", "")
    assert "Score: 0.46 yellow" in first["description"]


@pytest.mark.parametrize(
    ("current", "on", "status"),
    [("7", "2026-02-14", "accomplished"), ("1", "2026-02-14", "ongoing"), ("1", "2025-12-31", "created")],
)
def test_culture_amp_knows_where_a_goal_stands(current, on, status):
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text="42"),),
        key_results=(
            KeyResult(
                id="O1-KR1",
                objective_id="O1",
                text="1000",
                baseline=Decimal(0),
                target=Decimal(10),
                current=Decimal(current),
            ),
        ),
    )
    (row,) = rows("culture-amp", assess(okr_set, on=date.fromisoformat(on)))
    assert row["status"] == status
    assert (row["name"], row["key_result_1_title"]) == ("O1: 42", "O1-KR1: 1000")  # never a number alone


def test_betterworks_has_milestones_behind_their_goal():
    table = rows("betterworks")
    assert column(table, "type") == ["goal", "milestone", "milestone", "goal", "goal"]
    assert column(table, "progress") == ["60", "46", "100", "", "30"]
    assert column(table, "owner_email") == ["sales@example.com", "dispatch@example.com", "", "", ""]
    assert column(table, "description")[1:3] == ["", ""]
    assert "Answer rate from 40 % to 90 %\nScore: 0.46 yellow" in table[0]["description"]


def test_peoplebox_has_a_tree_of_typed_goals():
    table = rows("peoplebox")
    assert column(table, "Row ID") == ["1", "2", "3", "4", "5"]
    assert column(table, "Parent Row IDs") == ["", "1", "1", "", ""]
    assert column(table, "Goal Type") == [
        "Default Progress",
        "Custom Percent",
        "Dollar",
        "Default Progress",
        "Default Progress",
    ]
    assert column(table, "Scope") == ["Department", "Department", "Department", "", ""]
    values = [(row["Starting Value"], row["Target Value"], row["Current Value"]) for row in table]
    assert values == [("", "", ""), ("40", "90", "63"), ("80", "50", "50"), ("", "", ""), ("0", "100", "30")]
    assert table[0]["Owner Emails"] == "sales@example.com,ops@example.com"
    assert "Baseline" not in table[1]["Description"]


def test_a_milestone_is_binary_for_peoplebox():
    done = KeyResult(id="O1-KR1", objective_id="O1", text="Licence", kind=Kind.MILESTONE, current=Decimal(1))
    (row,) = rows("peoplebox", assess(OkrSet(key_results=(done,)), on=ON))
    assert (row["Goal Type"], row["Target Value"], row["Current Value"]) == ("Binary", "1", "1")


def test_viva_goals_aligns_by_title_weight_and_number():
    table = rows("viva-goals")
    assert len(table[0]) == 24
    assert column(table, "Aligned To")[1:3] == [
        'Be "first" for homeowners(weight: 75.00%, Id: 1)',
        'Be "first" for homeowners(weight: 25.00%, Id: 1)',
    ]
    assert column(table, "Object Type")[:2] == ["Objective", "Key result"]
    assert column(table, "Goal Type")[1:3] == ["Aspirational Goal", "Committed Goal"]
    assert column(table, "Status") == ["On Track", "On Track", "On Track", "Not Started", "Postponed"]
    assert (table[1]["Period"], table[1]["Start"], table[1]["Target"], table[1]["Progress %"]) == (
        "Q1 2026",
        "40",
        "90",
        "46",
    )
    assert (table[1]["Last Check-in"], table[1]["Last Check-in Note"]) == ("2026-02-10", "A second desk")
    assert table[1]["Checkins"].count("; ") == 1
    final = assess(OKR_SET, on=ON, final=True)
    assert column(rows("viva-goals", final), "Status")[:2] == ["Closed", "Closed"]


def test_viva_goals_calls_a_year_annual():
    year = assess(OkrSet(cycle=Cycle.parse("2026"), objectives=(Objective(id="O1", text="Win"),)), on=ON)
    assert rows("viva-goals", year)[0]["Period"] == "Annual 2026"


@pytest.mark.parametrize("name", ["airtable", "monday", "smartsheet"])
def test_work_tables_begin_with_the_name_and_say_the_parent(name):
    table = rows(name)
    assert next(iter(table[0])) == "Name"
    assert column(table, "ID") == ALL_ROWS
    assert column(table, "Parent") == ["", "O1", "O1", "", ""]
    assert (table[1]["Baseline"], table[1]["Target"], table[1]["Current"]) == ("40", "90", "63")
    assert (table[1]["Score"], table[1]["Band"], table[1]["Confidence"]) == ("0.46", "yellow", "0.6")
    assert "Baseline" not in table[1]["Notes"]


BINARY = ("xlsx", "parquet", "sqlite", "facts-parquet")  # their tests read them with the libraries that they are for


@pytest.mark.parametrize("known", [one for one in EXPORT_FORMATS if one.name not in BINARY], ids=lambda one: one.name)
def test_every_format_says_every_score_and_takes_any_number_of_workbooks(known):
    said = b"".join(file.content for file in known.write([ASSESSMENT])).decode()
    assert all(re.search(rf"\b{word}\b", said) for word in (r"0\.46", "yellow", r"0\.6"))
    assert known.write([ASSESSMENT, assess(replace(OKR_SET, client=Client(name="Another")), on=ON)])
    assert isinstance(known.write([]), tuple)
    assert all(file.content for file in known.write([assess(OkrSet(), on=ON)]))


@pytest.mark.parametrize("known", TOOL_FORMATS, ids=lambda known: known.name)
def test_what_has_no_place_is_counted(known):
    lost = known.without_place([ASSESSMENT])
    assert lost["values of the client's profile"] == 2  # the currency and one stage of the funnel
    assert lost["check-ins without a day or a key result"] == 1
    assert not known.without_place([assess(OkrSet(), on=ON)])


def test_a_description_that_betterworks_cuts_is_counted():
    long = replace(OKR_SET, objectives=(replace(OKR_SET.objectives[0], why="w" * 3_000),))
    graded = assess(long, on=ON)
    assert len(rows("betterworks", graded)[0]["description"]) == 2_048
    known = export_format_named("betterworks")
    assert known.without_place([graded])["descriptions cut at 2,048 characters"] == 1


def test_check_ins_of_key_results_that_are_not_there_are_counted():
    lost = replace(OKR_SET, check_ins=(CheckIn(day=ON, key_result_id="O7-KR1", value=Decimal(1)),))
    counts = export_format_named("jira").without_place([assess(lost, on=ON)])
    assert counts["check-ins without a day or a key result"] == 1


def test_an_owner_of_whom_only_a_name_is_known_is_found():
    found = list(owner_findings(ASSESSMENT, "Jira"))
    assert [(one.code, one.location.record, one.location.position, one.location.field) for one in found] == [
        ("T701", "O2", 1, "owner"),
        ("T701", None, 1, "owner"),
    ]
    assert found[0].message == "Jira finds owners by e-mail address, and there is only a name here."
