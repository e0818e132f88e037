"""The calls that three tools' APIs get for one small set of OKRs."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.interchange.exporters import asana_goals, atlassian_goals, clickup_goals
from okrsdk.interchange.exporters.api_calls import IdOf
from okrsdk.interchange.exporters.goals import goals_of
from okrsdk.interchange.exporters.metric import Metric, MetricUnit, metric_of
from okrsdk.model import KeyResult, Kind, OkrSet, Status
from okrsdk.workbook.ids import fill_ids
from tests.interchange.exporters.assessed import OKR_SET, ON

ASSESSMENT = assess(fill_ids(OKR_SET), on=ON)
FINAL = assess(fill_ids(OKR_SET), on=ON, final=True)


def asana(assessment=ASSESSMENT, **options):
    return {call.key: call for call in asana_goals.requests_for(assessment, workspace="12", **options)}


def clickup(assessment=ASSESSMENT, **options):
    return {call.key: call for call in clickup_goals.requests_for(assessment, workspace="12", **options)}


def atlassian(assessment=ASSESSMENT, **options):
    return {call.key: call for call in atlassian_goals.requests_for(assessment, cloud_id="c-1", **options)}


@pytest.mark.parametrize("calls", [asana, clickup, atlassian])
def test_each_call_needs_only_what_calls_before_it_give(calls):
    given: set[str] = set()
    for call in calls().values():
        assert set(call.needs) <= given, call.key
        given |= set(call.gives)


@pytest.mark.parametrize("calls", [asana, clickup, atlassian])
def test_what_is_known_is_changed_and_not_made_again(calls):
    known = {key: f"id of {key}" for call in calls().values() if call.once for key in (call.key, *call.gives)}
    again = calls(known=known)
    assert not [key for key, call in again.items() if call.once and key not in known]


def test_asana_gets_goals_with_their_period_owner_and_parent():
    calls = asana()
    period = calls["time period"]
    assert (period.path, period.query["start_on"], period.query["end_on"]) == (
        ("time_periods",),
        "2026-01-01",
        "2026-03-31",
    )
    assert calls["sales@example.com"].path == ("users", "sales@example.com")
    made = calls["O1-KR1"]
    data = made.body["data"]
    assert (made.method, made.path) == ("POST", ("goals",))
    assert (data["name"], data["workspace"], data["is_workspace_level"]) == (
        "Answer rate from 40 % to 90 %",
        "12",
        True,
    )
    assert (data["start_on"], data["due_on"]) == ("2026-01-01", "2026-03-15")
    assert data["owner"] == IdOf("dispatch@example.com", optional=True)
    assert data["time_period"] == IdOf("time period", optional=True)
    assert "Score: 0.46 yellow" in data["notes"]
    below = calls["O1-KR1 below O1"]
    assert below.path == ("goals", IdOf("O1"), "addSupportingRelationship")
    assert below.body == {"data": {"supporting_resource": IdOf("O1-KR1"), "contribution_weight": 1}}
    assert "O9-KR1 below O9" not in calls


def test_asana_gets_percentages_as_shares_and_money_in_its_currency():
    calls = asana(team="34")
    assert calls["O1-KR1 metric"].body["data"] == {
        "unit": "percentage",
        "precision": 0,
        "initial_number_value": 0.4,
        "target_number_value": 0.9,
        "current_number_value": 0.63,
    }
    money = calls["O1-KR2 metric"].body["data"]
    assert (money["unit"], money["currency_code"], money["current_number_value"]) == ("currency", "USD", 50)
    assert (calls["O1"].body["data"]["team"], calls["O1"].body["data"]["is_workspace_level"]) == ("34", False)


def test_asana_gets_as_many_places_as_the_numbers_have():
    okr_set = replace(
        OKR_SET,
        key_results=(replace(OKR_SET.key_results[0], unit="days", baseline=Decimal("1.125"), target=Decimal("0.5")),),
    )
    assert asana(assess(okr_set, on=ON))["O1-KR1 metric"].body["data"]["precision"] == 3


@pytest.mark.parametrize(
    ("assessment", "statuses"),
    [(ASSESSMENT, ["green", "green", "dropped"]), (FINAL, ["partial", "achieved", "dropped"])],
)
def test_asana_gets_the_status_after_the_metric(assessment, statuses):
    calls = asana(assessment)
    assert [call.body["data"]["status"] for key, call in calls.items() if key.endswith(" status")] == statuses
    assert list(calls).index("O1-KR1 metric") < list(calls).index("O1-KR1 status")


def test_clickup_gets_goals_with_targets_and_a_note_a_day():
    calls = clickup()
    goal = calls["O1"]
    assert (goal.method, goal.path) == ("POST", ("team", "12", "goal"))
    assert goal.body["due_date"] == int(datetime(2026, 3, 31, 12, tzinfo=UTC).timestamp() * 1000)
    assert goal.body["owners"] == [
        IdOf("sales@example.com", optional=True, number=True),
        IdOf("ops@example.com", optional=True, number=True),
    ]
    assert goal.body["color"] == "#f9be33"
    key_result = calls["O1-KR1"]
    assert key_result.path == ("goal", IdOf("O1"), "key_result")
    assert {name: key_result.body[name] for name in ("type", "steps_start", "steps_end", "unit")} == {
        "type": "percentage",
        "steps_start": 40,
        "steps_end": 90,
        "unit": "%",
    }
    told = "O1-KR1 progress on 2026-02-14: 0.46 yellow · progress 46 % · on track · confidence 0.6"
    assert calls[told].body == {
        "steps_current": 63,
        "note": "0.46 yellow · progress 46 % · on track · confidence 0.6 · 63 % · graded on 2026-02-14",
    }
    assert "O9-KR1" not in calls  # it has no goal to be in


def test_clickup_takes_no_fractions_so_it_gets_the_score_in_percent():
    okr_set = replace(
        OKR_SET,
        key_results=(
            replace(
                OKR_SET.key_results[0],
                unit="days",
                baseline=Decimal("1.5"),
                target=Decimal("0.5"),
                current=Decimal(1),
                kind=Kind.DECREASE,
            ),
        ),
    )
    body = clickup(assess(okr_set, on=ON))["O1-KR1"].body
    assert (body["type"], body["steps_start"], body["steps_end"]) == ("percentage", 0, 100)


def test_atlassian_gets_mutations_with_variables():
    calls = atlassian()
    made = calls["O1-KR1"]
    assert made.path == ("gateway", "api", "graphql")
    assert made.body["query"] == (
        "mutation Push($input: TownsquareGoalsCreateInput!) "
        "{ goals_create(input: $input) { success errors { message } goal { id } } }"
    )
    assert made.body["variables"]["input"] == {
        "containerId": "ari:cloud:townsquare::site/c-1",
        "goalTypeId": IdOf("type of key results"),
        "name": "Answer rate from 40 % to 90 %",
        "targetDate": {"date": "2026-03-15", "confidence": "DAY"},
        "parentGoalId": IdOf("O1"),
    }
    description = json.loads(calls["O1-KR1 change"].body["variables"]["input"]["description"])
    assert (description["type"], description["version"]) == ("doc", 1)
    assert description["content"][0]["content"][0]["text"].startswith("Score: 0.46 yellow")


def test_atlassian_gets_a_metric_once_and_its_value_later():
    metric = atlassian()["O1-KR1 metric"].body["variables"]["input"]
    assert (metric["startValue"], metric["targetValue"]) == (40.0, 90.0)
    assert metric["createMetric"] == {
        "goalId": IdOf("O1-KR1"),
        "name": "Answer rate from 40 % to 90 % (%)",
        "type": "NUMERIC",
        "value": 63.0,
    }
    later = atlassian(known={"O1-KR1": "g", "O1-KR1 metric": "m"})
    assert later["O1-KR1 metric change"].body["variables"]["input"] == {
        "metricTargetId": IdOf("O1-KR1 metric"),
        "startValue": 40.0,
        "targetValue": 90.0,
        "currentValue": 63.0,
    }


@pytest.mark.parametrize(
    ("assessment", "statuses"),
    [
        (ASSESSMENT, ["on_track", "on_track", "on_track", "pending", "cancelled"]),
        (FINAL, ["done", "done", "done", "done", "cancelled"]),
    ],
)
def test_atlassian_is_told_how_each_goal_stands(assessment, statuses):
    updates = [call for key, call in atlassian(assessment).items() if " update: " in key]
    assert [call.body["variables"]["input"]["status"] for call in updates] == statuses
    assert all(call.once for call in updates)


def metric(**fields):
    own = KeyResult(id="O1-KR1", text="Calls", **fields)
    client = replace(OKR_SET.client, currency="CAD")
    return metric_of(goals_of([assess(OkrSet(client=client, key_results=(own,)), on=ON)])[0])


@pytest.mark.parametrize(
    ("fields", "wanted"),
    [
        (
            {"unit": "calls", "baseline": Decimal(1), "target": Decimal(9)},
            Metric(unit=MetricUnit.NUMBER, start=Decimal(1), target=Decimal(9), current=None, name="calls"),
        ),
        (
            {"unit": "$", "kind": Kind.AT_MOST, "target": Decimal(9)},
            Metric(unit=MetricUnit.MONEY, start=Decimal(0), target=Decimal(9), current=None, currency="CAD"),
        ),
        (
            {"unit": "EUR", "target": Decimal(9), "current": Decimal(2)},
            Metric(unit=MetricUnit.MONEY, start=Decimal(0), target=Decimal(9), current=Decimal(2), currency="EUR"),
        ),
        (
            {"kind": Kind.MILESTONE, "current": Decimal(1)},
            Metric(unit=MetricUnit.DONE, start=Decimal(0), target=Decimal(1), current=Decimal(1)),
        ),
        (
            {"kind": Kind.BETWEEN, "baseline": Decimal(3), "target": Decimal(5), "current": Decimal(4)},
            Metric(unit=MetricUnit.PERCENT, start=Decimal(0), target=Decimal(100), current=Decimal(100)),
        ),
        ({"baseline": Decimal(3), "status": Status.REPLACED}, None),
    ],
)
def test_a_metric_is_what_a_tool_can_work_with(fields, wanted):
    assert metric(**fields) == wanted
