"""The full export of Viva Goals: nothing of it is lost, and each thing is where it belongs."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.errors import ConfigError, InvalidOkrError, OkrError
from okrsdk.findings import Table
from okrsdk.model import Commitment, Kind, Status
from tests.interchange.importers.viva_goals_files import goal, metric, read_export

OBJECTIVE = goal(1, "Boats that leave on time", "Big rock")


def check_in(key, day, value, note="", **further):
    notes = {"Check In Note": note, "Check In Note HTML": further.pop("html", "")}
    return {"OKR ID": key, "CheckIn Date": f"{day}T09:00:00Z", "Current Value": value, "Check In Note": notes} | further


def key_result(**further):
    return goal(2, "Departures on time", "Kpi", 1, **{"Outcome": metric(70, 95, "%")} | further)


def read_one(further=None, check_ins=None):
    found = read_export([OBJECTIVE, key_result(**(further or {}))], check_ins)
    return found, found.okr_set.key_results[0]


def test_percentages_are_in_points_whatever_their_size():
    found = read_export([OBJECTIVE, goal(2, "Refunds", "Kpi", 1, Outcome=metric(0.9, 0.5, "%"), Progress=50)])
    one = found.okr_set.key_results[0]
    assert (one.baseline, one.target, one.current) == (Decimal("0.009"), Decimal("0.005"), Decimal("0.007"))
    assert one.kind is Kind.DECREASE


def test_a_goal_without_a_metric_is_measured_in_percent_of_itself():
    found = read_export([OBJECTIVE, key_result(), goal(3, "Rota agreed early", "Kpi", 1, Progress=25)])
    one = found.okr_set.key_results[1]
    assert (one.unit, one.baseline, one.target, one.current) == ("%", Decimal(0), Decimal(1), Decimal("0.25"))


def test_the_current_value_is_that_of_the_last_check_in_else_of_the_progress():
    assert read_one({"Progress": 40})[1].current == Decimal("0.8")
    history = [check_in(2, "2025-11-10", 84), check_in(2, "2025-10-13", 76)]
    found, one = read_one({"Progress": 40}, history)
    assert one.current == Decimal("0.84")
    assert [(own.day, own.value) for own in found.okr_set.check_ins] == [
        (date(2025, 10, 13), Decimal("0.76")),
        (date(2025, 11, 10), Decimal("0.84")),
    ]


def test_a_check_in_keeps_its_status_its_note_its_author_and_the_day_it_was_written_down():
    entry = check_in(
        2, "2025-11-10", 84, html="<p>Fares &amp; cards</p>", Status="Behind",
        **{"Check In Owner": {"ID": 9, "Name": "Harbour Master"}, "Activity Date": "2025-11-12T08:00:00Z"},
    )  # fmt: skip
    (one,) = read_one(check_ins=[entry])[0].okr_set.check_ins
    assert one.changed == "Behind\nFares & cards\nWritten down on 2025-11-12."
    assert one.by == "Harbour Master"


def test_two_check_ins_of_one_day_and_value_are_one_with_both_notes():
    (one,) = read_one(check_ins=[check_in(2, "2025-11-10", 84, "Dry."), check_in(2, "2025-11-10", 84, "Calm.")])[
        0
    ].okr_set.check_ins
    assert one.changed == "Dry.\nCalm."


def test_check_ins_of_other_goals_are_kept_beside_them_and_those_of_none_are_listed():
    found, _ = read_one(check_ins=[check_in(1, "2025-11-10", 40, "Calm sea."), check_in(7, "2025-11-11", 1)])
    assert found.carried[Table.OBJECTIVES][0]["Check-ins"] == "2025-11-10: 40: Calm sea."
    assert [(one.text, one.reason) for one in found.not_taken] == [
        ("2025-11-11: 1", "a check-in of goal 7, which is not here")
    ]


def test_phased_targets_scores_and_notes_are_kept_beside():
    steps = [{"Target Value": 80, "Target Date": "2025-10-31T00:00:00Z"}, {"Target Value": 95, "Target Date": "soon"}]
    further = {"Phased Targets": {"Interval": "monthly", "Phased Targets": steps}, "Score": 0.4, "Colour": {"Hue": 3}}
    found, one = read_one({**further, "Status": "Postponed", "Goal Type": "Committed", "End Date": "2025-11-30"})
    kept = found.carried[Table.KEY_RESULTS][0]
    assert kept["Phased targets"] == "monthly: 80 by 2025-10-31; 95 by soon"
    assert kept["Score (source)"] == "0.4"
    assert kept["Notes from Viva Goals"] == "Type: Kpi\nColour: Hue: 3"
    assert (one.status, one.commitment, one.due) == (Status.DROPPED, Commitment.COMMITTED, date(2025, 11, 30))
    assert {column.header: column.remark for column in found.columns}["Phased targets"] == "in 1 of 2 records"


@pytest.mark.parametrize(
    ("words", "kind", "kept"),
    [("Stay below", Kind.AT_MOST, None), ("Increase", Kind.INCREASE, None), ("Odd", Kind.INCREASE, "Target Type: Odd")],
)
def test_types_of_targets_are_kinds_or_kept(words, kind, kept):
    found, one = read_one({"Outcome": metric(70, 95, "%", **{"Target Type": words})})
    assert one.kind is kind
    assert found.carried[Table.KEY_RESULTS][0].get("Outcome") == kept


def test_objectives_below_others_contribute_to_them_and_weights_are_those_in_their_objective():
    aligned = [{"ID": 2, "Title": "Happy crews", "Weight": "60%"}, {"ID": 9, "Title": "Gone", "Weight": "40%"}]
    found = read_export(
        [
            OBJECTIVE,
            goal(2, "Happy crews", "Big rock", 1),
            goal(3, "Leavers", "Kpi", Alignment=aligned, Outcome=metric(4, 1), Progress=0),
        ]
    )
    assert [one.contributes_to for one in found.okr_set.objectives] == ["", "Boats that leave on time"]
    one = found.okr_set.key_results[0]
    assert (one.objective_id, one.weight, one.external_id) == ("O2", Decimal(60), "3")
    assert (
        found.carried[Table.KEY_RESULTS][0]["Aligned to"] == "Happy crews (weight 60 %; ID 2)\nGone (weight 40 %; ID 9)"
    )


def test_goals_above_that_are_not_in_the_export_are_findings():
    gone = [{"ID": 9, "Title": "Gone", "Weight": None}]
    found = read_export(
        [
            goal(1, "Boats that leave on time", "Big rock", Alignment=gone),
            key_result(),
            goal(3, "Leavers", "Kpi", Alignment=gone, Outcome=metric(4, 1)),
        ]
    )
    assert sorted((one.code, str(one.severity)) for one in found.findings) == [("T302", "error"), ("T604", "warning")]
    assert [one.path for one in found.placed(found.findings)] == [
        "objectives.json[0]",
        "objectives.json[2].objective_id",
    ]
    assert found.okr_set.objectives[0].contributes_to == "Gone"


def test_goals_that_are_above_one_another_end():
    found = read_export([goal(1, "Hen", "Big rock", 2), goal(2, "Egg", "Big rock", 1), goal(3, "Eggs", "Kpi", 2)])
    assert [one.contributes_to for one in found.okr_set.objectives] == ["Egg", "Hen"]


def test_an_export_of_several_periods_asks_for_one_by_either_name():
    goals = [OBJECTIVE, key_result(), goal(5, "All year", "Big rock", period=1)]
    with pytest.raises(InvalidOkrError, match=r"several cycles: 2025-Q4, 2025\. Say which are meant, as in --cycle"):
        read_export(goals)
    for name in ("2025-Q4", "Q4 2025", "q4-2025"):
        found = read_export(goals, cycle=name)
        assert [one.text for one in found.okr_set.objectives] == ["Boats that leave on time"]
    assert [one.text for one in read_export(goals, cycle="Annual 2025").okr_set.objectives] == ["All year"]


def test_the_days_of_a_period_count_and_not_its_name():
    fiscal = [{"ID": 3, "Time Period Name": "Q4 2025", "Start Date": "2025-04-01", "End Date": "2025-06-30"}]
    found = read_export([OBJECTIVE, key_result()], TimePeriods=fiscal)
    cycle = found.okr_set.cycle
    assert cycle is not None
    assert (cycle.start, cycle.end) == (date(2025, 4, 1), date(2025, 6, 30))


def test_owners_teams_and_addresses():
    people = [{"ID": 8, "Name": "Harbour Master", "Email": "h@x.example"}, {"ID": 9, "Name": "Pilot", "Email": ""}]
    teams = [{"ID": 5, "Team Name": "Harbour", "Parent Team": "Ferries"}, {"ID": 6, "Team Name": "Canteen"}]
    own = {"Owner": people, "Teams": [{"ID": 5, "Name": "Harbour"}]}
    found = read_export([OBJECTIVE | own, key_result(**own)], Teams=teams)
    objective, one = found.okr_set.objectives[0], found.okr_set.key_results[0]
    assert (objective.owner, objective.co_owners, one.owner) == ("Harbour Master", ("Pilot",), "Harbour Master, Pilot")
    kept = found.carried[Table.KEY_RESULTS][0]
    assert (kept["Teams"], kept["Owner e-mail"]) == ("Harbour (ID: 5; Parent Team: Ferries)", "h@x.example")
    assert [one.text for one in found.not_taken] == ["Canteen (ID: 6)"]


def test_what_is_no_goal_or_no_file_of_the_export_is_listed():
    found = read_export([OBJECTIVE, "?", {"ID": 3}, goal(1, "Twin", "Kpi"), key_result()], [], Themes=[])
    assert [(one.text, one.reason) for one in found.not_taken] == [
        ("Themes.json", "a file that is none of goals, check-ins, teams, users or periods"),
        ("objectives.json[1]", "no goal, check-in, team, user or period"),
        ("ID: 3", "no title in it"),
        ("Twin", "the ID 1 again"),
    ]


def test_a_zip_without_goals_says_what_it_holds():
    with pytest.raises(ConfigError, match=r"export\.zip is a ZIP file without a file of goals.* It holds TimePeriods"):
        read_export([])


KEYS = ["ID", "Title", "Type", "Time Period", "Alignment", "Parent IDs", "Children", "Outcome", "Progress", "Owner"]
KEYS += ["Teams", "Phased Targets", "Score", "Status", "Goal Type", "Start Date", "End Date", "Description", "Odd"]
OF_CHECK_INS = ["ID", "OKR ID", "CheckIn Date", "Check In Owner", "Check In Note", "Current Value", "Activity Date"]
SCALARS = st.none() | st.booleans() | st.integers(-9, 9) | st.floats(-9, 9) | st.text(max_size=8)
SCALARS |= st.sampled_from(["Q4 2025", "50%", "2025-11-03T09:00:00Z", "2025-13-40", "Metric", "1,234.5"])
VALUES = st.recursive(
    SCALARS,
    lambda own: st.lists(own, max_size=3) | st.dictionaries(st.sampled_from(["ID", "Name", "Target", "Weight"]), own),
    max_leaves=6,
)


def items(keys):
    return st.lists(VALUES | st.dictionaries(st.sampled_from(keys), VALUES, max_size=9), max_size=4)


@settings(max_examples=30)
@given(items(KEYS), items(OF_CHECK_INS), items(["ID", "Team Name", "Team Owners"]), items(["ID", "Start Date"]))
def test_whatever_the_files_hold_the_answer_is_a_reading_or_says_what_is_wrong(goals, check_ins, teams, periods):
    with suppress(OkrError):
        found = read_export(
            [OBJECTIVE, key_result(), *goals], check_ins, cycle="2025-Q4", Teams=teams, TimePeriods=periods
        )
        assert found.okr_set.objectives
