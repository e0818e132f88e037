from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings

from okrsdk.assessment import assess
from okrsdk.interchange.exporters.goal_text import check_in_text, description, score_text
from okrsdk.interchange.exporters.goals import address_in, goals_of, score_cells
from okrsdk.model import CheckIn, KeyResult, Objective, OkrSet
from tests.interchange.exporters.assessed import ASSESSMENT, OKR_SET, ON
from tests.interchange.okr_sets import okr_sets

GOALS = goals_of([ASSESSMENT])


def test_key_results_stand_behind_their_objective_and_those_without_one_at_the_end():
    assert [(goal.key, goal.parent) for goal in GOALS] == [
        ("O1", ""),
        ("O1-KR1", "O1"),
        ("O1-KR2", "O1"),
        ("O2", ""),
        ("O9-KR1", ""),
    ]


def test_a_goal_is_due_on_its_own_day_else_on_the_last_of_its_cycle():
    assert [goal.due for goal in GOALS[:3]] == [date(2026, 3, 31), date(2026, 3, 15), date(2026, 3, 31)]
    assert {goal.starts for goal in GOALS} == {date(2026, 1, 1)}


def test_a_goal_is_reached_at_its_pass_mark():
    assert [goal.is_reached for goal in GOALS] == [False, False, True, False, False]


def test_the_current_value_is_that_of_the_latest_check_in_where_none_is_typed_in_points():
    assert [goal.in_points("current") for goal in GOALS] == [None, 63, 50, None, Decimal("0.3")]
    assert [goal.in_points("target") for goal in GOALS[:3]] == [None, 90, 50]
    assert GOALS[1].in_points("stretch_mark") == 75


def test_scores_are_cells_under_their_headers():
    assert score_cells(GOALS[1]) == {
        "Score": Decimal("0.46"),
        "Band": "yellow",
        "Progress": Decimal("0.46"),
        "Pace": "on_track",
        "Confidence": Decimal("0.6"),
        "Coverage": None,
        "Graded at": ON,
    }
    assert str(score_cells(GOALS[0])["Coverage"]) == "1 of 2 met"


def test_several_workbooks_keep_their_keys_apart_alike_ones_too():
    other = assess(replace(OKR_SET, client=replace(OKR_SET.client, name="Harbor")), on=ON)
    keys = [goal.key for goal in goals_of([ASSESSMENT, other, ASSESSMENT]) if goal.record.id == "O1"]
    assert keys == ["Lakeshore, Inc./2026-Q1/O1", "Harbor/2026-Q1/O1", "Lakeshore, Inc./2026-Q1 (2)/O1"]


def test_of_two_records_with_one_id_the_first_keeps_it_and_the_key_results():
    twice = OkrSet(
        objectives=(Objective(id="O1", text="a"), Objective(id="O1", text="b")),
        key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="c"),),
    )
    goals = goals_of([assess(twice, on=ON)])
    assert [(goal.key, goal.title, goal.parent) for goal in goals] == [
        ("O1", "a", ""),
        ("O1-KR1", "c", "O1"),
        ("O1 (2)", "b", ""),
    ]


@settings(max_examples=25, deadline=None)
@given(okr_sets())
def test_no_record_is_lost_and_no_key_is_anothers(okr_set):
    goals = goals_of([assess(okr_set, on=ON)])
    assert len(goals) == len(okr_set.objectives) + len(okr_set.key_results)
    assert len({goal.key for goal in goals}) == len(goals)
    assert {goal.parent for goal in goals} - {""} <= {goal.key for goal in goals if goal.is_objective}


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("sales@example.com", "sales@example.com"),
        ("Head of Sales <sales@example.com>", "sales@example.com"),
        ("Sales (sales@mail.example.com).", "sales@mail.example.com"),
        ("Head of Sales", ""),
        ("@sales", ""),
        ("sales@example", ""),
    ],
)
def test_an_address_is_found_in_an_owners_cell(text, address):
    assert address_in(text) == address


def test_a_score_is_told_in_a_few_words():
    assert score_text(GOALS[0]) == "0.60 yellow · 1 of 2 met"
    assert score_text(GOALS[1]) == "0.46 yellow · progress 46 % · on track · confidence 0.6"
    assert score_text(GOALS[3]) == "not graded · 0 of 0 met"


def test_a_description_says_all_that_is_known_and_has_no_place_of_its_own():
    assert description(GOALS[1], without={"due", "owner", "client"}).splitlines() == [
        "Score: 0.46 yellow · progress 46 % · on track · confidence 0.6 (on 2026-02-14)",
        "ID: O1-KR1",
        "Cycle: 2026-Q1",
        "Unit: %",
        "Baseline: 40 %",
        "Target: 90 %",
        "Current: 63 %",
        "Weight: 3",
        "Stretch mark: 75 %",
        "Check-in 2026-01-20: 50 %. What blocks: No budget",
        "Check-in 2026-02-10: 63 %, confidence 0.6. What changed: A second desk. By: Dispatch",
    ]


def test_a_description_names_an_objective_that_is_not_there_and_why_there_is_no_score():
    lines = description(GOALS[4]).splitlines()
    assert "Objective: O9" in lines
    assert "Status: dropped" in lines
    assert "Stages: 0.3: signed | 1: live" in lines
    without_current = KeyResult(id="O1-KR1", text="Calls", baseline=Decimal(1), target=Decimal(2))
    ungraded = goals_of([assess(OkrSet(key_results=(without_current,)), on=ON)])[0]
    assert description(ungraded).splitlines()[1].startswith("Not graded: ")


def test_a_check_in_without_its_key_result_has_its_bare_value():
    assert check_in_text(CheckIn(day=ON, value=Decimal("0.50")), None) == "Check-in 2026-02-14: 0.5"
