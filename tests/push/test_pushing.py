"""A whole push to an Asana in memory: all of it, interrupted anywhere, and again."""

from dataclasses import replace
from decimal import Decimal

import httpx
import pytest

from okrsdk.assessment import assess
from okrsdk.errors import ConfigError, NotFoundError, UnavailableError
from okrsdk.interchange.exporters import asana_goals
from okrsdk.model import Objective, OkrSet
from okrsdk.push.client import PushClient
from okrsdk.push.pushing import calls_left, push, refuse_without_ids
from okrsdk.push.state import PushState, state_file
from okrsdk.sheets.transport.clock import Clock
from okrsdk.workbook.ids import fill_ids
from tests.interchange.exporters.assessed import OKR_SET, ON
from tests.push.conftest import API

FILLED = fill_ids(OKR_SET)
NAMES = [
    'Be "first" for homeowners',
    "Answer rate from 40 % to 90 %",
    "Cost of a call from $80 to $50",
    "=Nothing to measure yet",
    "Apart",
]


@pytest.fixture
def pushed(tmp_path):
    """Pushes a set of OKRs with the memory of this test, and gives what was done."""

    def run(okr_set=FILLED):
        state = PushState(tmp_path / "state.json")
        calls = asana_goals.requests_for(assess(okr_set, on=ON), workspace="12", known=state.made)
        clock = Clock(now=lambda: 0.0, sleep=lambda _: None, chance=lambda: 0.0)
        with PushClient("Asana", API, {"Authorization": "Bearer t"}, clock=clock) as client:
            return list(push(calls, client, state))

    return run


def test_everything_arrives_joined_and_measured(pushed, asana):
    done = pushed()
    assert asana.names == NAMES
    assert asana.goals["100"]["owner"] == "9"
    assert asana.goals["100"]["time_period"] == "77"
    assert asana.goals["101"]["setMetric"]["target_number_value"] == 0.9
    assert asana.goals["101"]["status"] == "green"
    assert asana.goals["100"]["addSupportingRelationship"]["supporting_resource"] == "102"
    assert [key for one in done for key in one.not_found] == ["dispatch@example.com"]
    assert "owner" not in asana.goals["101"]


def test_a_second_push_changes_and_makes_nothing(pushed, asana):
    pushed()
    asana.asked.clear()
    raised = replace(FILLED.key_results[1], current=Decimal(65))
    pushed(replace(FILLED, key_results=(FILLED.key_results[0], raised, FILLED.key_results[2])))
    assert asana.names == NAMES
    assert asana.goals["102"]["setMetric"]["current_number_value"] == 65
    assert ("POST", "/goals") not in asana.asked
    assert not [path for _, path in asana.asked if path.endswith("addSupportingRelationship")]


@pytest.mark.parametrize("taken", range(5))
def test_a_push_that_was_refused_goes_on_where_it_stopped(pushed, asana, taken):
    asana.takes = taken
    with pytest.raises(ConfigError, match="name: too long"):
        pushed()
    assert len(asana.goals) == taken
    pushed()
    assert asana.names == NAMES


def test_what_got_no_answer_is_settled_by_who_looks(pushed, asana, tmp_path):
    asana.stumbles.append(("POST", "/goals", httpx.ReadTimeout("slow")))
    with pytest.raises(UnavailableError, match="make the goal O1"):
        pushed()
    with pytest.raises(ConfigError, match=r"no answer for O1, .* --settle 'O1=ID', or --settle 'O1=none'"):
        pushed()
    PushState(tmp_path / "state.json").settle("O1", "none")
    pushed()
    assert asana.names == NAMES


def test_what_was_made_without_an_answer_is_taken_over(pushed, asana, tmp_path):
    asana.goals["555"] = {"name": "made by hand"}
    PushState(tmp_path / "state.json").settle("O1", "555")
    pushed()
    assert asana.goals["555"]["name"] == NAMES[0]
    assert len(asana.goals) == len(NAMES)


def test_what_was_deleted_there_is_made_again_when_told_so(pushed, asana, tmp_path):
    pushed()
    del asana.goals["101"]
    with pytest.raises(NotFoundError, match="--settle 'O1-KR1=none'"):
        pushed()
    PushState(tmp_path / "state.json").settle("O1-KR1", "none")
    pushed()
    assert asana.names.count(NAMES[1]) == 1
    assert asana.goals["100"]["addSupportingRelationship"]["supporting_resource"] in asana.goals


def test_an_answer_without_an_id_leaves_it_in_doubt(pushed, asana, tmp_path):
    asana.stumbles.append(("POST", "/goals", httpx.Response(201, json={"data": {}})))
    with pytest.raises(UnavailableError, match="did not say the ID of O1"):
        pushed()
    assert PushState(tmp_path / "state.json").in_doubt == ("O1",)


def test_an_id_that_a_look_up_owes_is_named(asana, tmp_path):
    calls = asana_goals.requests_for(assess(FILLED, on=ON), workspace="12")
    joining = [call for call in calls if call.key == "O1-KR1 below O1"]
    with (
        PushClient("Asana", API, {"Authorization": "Bearer t"}) as client,
        pytest.raises(ConfigError, match=r"Asana has no O1, O1-KR1, which is needed to put O1-KR1 below O1\."),
    ):
        list(push(joining, client, PushState(tmp_path / "state.json")))
    assert asana.asked == []


def test_calls_left_are_those_that_make_nothing_twice(tmp_path):
    state = PushState(tmp_path / "state.json")
    calls = asana_goals.requests_for(assess(FILLED, on=ON), workspace="12")
    state.settle("O1", "1")
    assert [call.key for call in calls if call not in calls_left(calls, state)] == ["O1"]


@pytest.mark.parametrize(("records", "says"), [(1, "1 record has no ID"), (2, "2 records have no ID")])
def test_records_without_an_id_are_refused(records, says):
    okr_set = OkrSet(objectives=(Objective(text="Win"),) * records)
    with pytest.raises(ConfigError, match=says):
        refuse_without_ids(assess(okr_set, on=ON))
    refuse_without_ids(assess(FILLED, on=ON))


def test_the_memory_of_a_push_lasts(tmp_path):
    path = state_file(tmp_path, target="asana", place="12", title="Härbor / Dental · 2026-Q1")
    state = PushState(path)
    state.begin("O1")
    assert PushState(path).in_doubt == ("O1",)
    state.finish("O1", {"O1": "7"})
    state.begin("O2")
    state.withdraw("O2")
    again = PushState(path)
    assert (dict(again.made), again.in_doubt) == ({"O1": "7"}, ())
    assert path.name.startswith("Härbor-Dental-2026-Q1-")
    assert path != state_file(tmp_path, target="asana", place="13", title="Härbor / Dental · 2026-Q1")


@pytest.mark.parametrize("text", ["", "[]", '{"made": 1, "in_doubt": []}', "\xff"])
def test_a_broken_memory_is_refused_and_not_forgotten(tmp_path, text):
    path = tmp_path / "state.json"
    path.write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigError, match="would be made twice"):
        PushState(path)
