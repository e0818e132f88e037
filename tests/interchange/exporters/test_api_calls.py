import json

import pytest

from okrsdk.interchange.exporters.api_calls import ApiCall, IdOf, Where, filled, found

CALL = ApiCall(
    key="O1-KR1",
    says="make the goal",
    method="POST",
    path=("goals", IdOf("O1"), "goals"),
    query={"limit": "1"},
    body={
        "owner": IdOf("a@example.com", optional=True),
        "below": [IdOf("O1"), IdOf("O2", number=True)],
        "name": "{O1}",
    },
)


def test_a_call_says_what_it_needs_once_and_not_what_may_stay_unknown():
    assert CALL.needs == ("O1", "O2")


def test_ids_take_their_places_and_texts_that_look_like_places_stay():
    assert filled(CALL.body, {"O1": "12", "O2": "7"}) == {"below": ["12", 7], "name": "{O1}"}
    assert filled([IdOf("a@example.com", optional=True)], {}) == []


def test_an_id_that_is_needed_and_not_known_is_an_error():
    with pytest.raises(KeyError):
        filled(CALL.body, {"O1": "12"})


def test_a_call_can_be_shown_as_json_before_anything_is_known():
    assert json.loads(json.dumps(CALL.document())) == {
        "key": "O1-KR1",
        "says": "make the goal",
        "method": "POST",
        "path": "goals/{O1}/goals",
        "query": {"limit": "1"},
        "body": {"owner": "{a@example.com}", "below": ["{O1}", "{O2}"], "name": "{O1}"},
        "needs": ["O1", "O2"],
    }


ANSWER = {"teams": [{"id": 9}, {"id": 12, "members": [{"user": {"id": 7, "email": "Ops@Example.com"}}]}]}


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("teams", 0, "id"), 9),
        (("teams", -1, "id"), 12),
        (("teams", Where({("id",): "12"}), "members", Where({("user", "email"): "ops@example.com"}), "user", "id"), 7),
        (("teams", Where({("id",): "13"}), "members"), None),
        (("teams", "id"), None),
        ((0,), None),
        (("none", 0), None),
        (("teams", 0, Where({("id",): "9"})), None),
    ],
)
def test_an_id_is_found_where_the_steps_lead(steps, value):
    assert found(ANSWER, steps) == value
