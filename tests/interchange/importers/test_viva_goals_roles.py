"""What goals are is told by their places and outcomes; what an organisation calls their types does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.errors import ConfigError
from okrsdk.interchange.importers.label_words import Role
from okrsdk.interchange.importers.viva_goals.export_files import Item, goal_of
from okrsdk.interchange.importers.viva_goals.roles import roles_of, tree_of
from tests.interchange.importers.viva_goals_files import goal, metric, read_export

WORDS = st.lists(st.text(alphabet="abcdefgh", min_size=1, max_size=6), min_size=3, max_size=3, unique=True)
USUAL = ("Big rock", "Kpi", "Project")


def goals(rock, gauge, errand):
    return [
        goal(1, "Boats that leave on time", rock),
        goal(2, "Departures on time", gauge, 1, Outcome=metric(70, 95, "%")),
        goal(3, "Rota agreed early", gauge, 1),
        goal(4, "Buy a second ramp", errand, 2),
        goal(5, "Boats that people like", rock, 1),
        goal(6, "Complaints a week", gauge, 5, Outcome=metric(9, 3)),
        goal(7, "Ask the passengers", errand, 5),
    ]


def roles(found):
    titles = [[one.text for one in own] for own in (found.okr_set.objectives, found.okr_set.key_results)]
    return [*titles, [one.text for one in found.initiatives]]


def test_the_usual_words():
    found = read_export(goals(*USUAL))
    assert roles(found) == [
        ["Boats that leave on time", "Boats that people like"],
        ["Departures on time", "Rota agreed early", "Complaints a week"],
        ["Buy a second ramp", "Ask the passengers"],
    ]
    assert found.said[-3:] == (
        '"Big rock" taken for objectives',
        '"Kpi" taken for key results',
        '"Project" taken for initiatives',
    )


@given(WORDS)
def test_renamed_types_change_nothing(words):
    own = [goal_of(Item(data=data, path="", number=1)) for data in goals(*words)]
    known = roles_of(tree_of(own), {})
    below_an_objective = [Role.KEY_RESULT, Role.KEY_RESULT, Role.INITIATIVES]
    expected = [Role.OBJECTIVE, *below_an_objective, Role.OBJECTIVE, *below_an_objective[1:]]
    assert [known[one] for one in own] == expected


@pytest.mark.parametrize("words", [("Project", "Big rock", "Kpi"), ("Key result", "Objective", "Initiative")])
def test_words_that_mean_something_else_elsewhere_change_nothing(words):
    assert roles(read_export(goals(*words))) == roles(read_export(goals(*USUAL)))


def test_one_word_for_all_is_told_goal_by_goal():
    found = read_export(goals("Goal", "Goal", "Goal")[:2])
    assert roles(found) == [["Boats that leave on time"], ["Departures on time"], []]


def test_without_a_metric_anywhere_known_words_and_levels_tell():
    found = read_export([goal(1, "Win", "Leap"), goal(2, "Half of it", "Gauge", 1), goal(3, "Do it", "Project", 2)])
    assert roles(found) == [["Win"], ["Half of it"], ["Do it"]]


def test_children_tell_what_is_above_where_goals_do_not():
    parent = goal(1, "Win", "Leap", Children=[{"ID": 2, "Title": "Calls", "Type": "Gauge"}])
    found = read_export([parent, goal(2, "Calls", "Gauge", Outcome=metric(1, 5))])
    assert [one.objective_id for one in found.okr_set.key_results] == ["O1"]


def test_people_can_say_what_a_word_means():
    found = read_export(goals(*USUAL), mapping={"project": "key_result"})
    assert "Buy a second ramp" in roles(found)[1]


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ({"Rock": "objective"}, r"no type of goals 'Rock'\. It has Big rock, Kpi, Project\."),
        ({"Kpi": "target"}, r"'target' is nothing that a type of goals can be\."),
    ],
)
def test_what_cannot_be_meant_is_refused(mapping, message):
    with pytest.raises(ConfigError, match=message):
        read_export(goals(*USUAL), mapping=mapping)
