"""The rules on objectives and key results that repeat or serve each other, at their edges."""

import pytest

from okrsdk.model import KeyResult, Objective, OkrSet
from okrsdk.rules import check


def alignment(*records):
    okr_set = OkrSet(
        objectives=tuple(record for record in records if isinstance(record, Objective)),
        key_results=tuple(record for record in records if isinstance(record, KeyResult)),
    )
    return [(f.code, f.location.record) for f in check(okr_set) if f.code in ("A401", "A402", "A403", "A404", "A405")]


def test_case_and_punctuation_make_no_second_objective():
    first, second = Objective(id="O1", text="Win the North!"), Objective(id="O2", text=" win the north ")
    assert alignment(first, second) == [("A401", "O2")]


def test_one_metric_twice_is_found_whatever_its_target():
    first = KeyResult(id="O1-KR1", text="Increase trial sign-ups from 100 to 200")
    second = KeyResult(id="O1-KR2", text="Increase trial sign-ups from 90 to 180 by Q4")
    other = KeyResult(id="O1-KR3", text="Reduce trial sign-ups from 100 to 50")
    assert alignment(first, second, other) == [("A402", "O1-KR2")]


def test_a_cascade_of_three_that_goes_round_is_told_once():
    objectives = [Objective(id=f"O{n}", text=f"Win the {n}", contributes_to=f"O{n % 3 + 1}-KR1") for n in (1, 2, 3)]
    key_results = [KeyResult(id=f"O{n}-KR1", objective_id=f"O{n}", text=f"Share {n}0%") for n in (1, 2, 3)]
    assert alignment(*objectives, *key_results) == [("A405", "O1")]


def test_a_way_into_a_circle_is_not_the_circle():
    objectives = [
        Objective(id="O1", text="Win the north", contributes_to="O2"),
        Objective(id="O2", text="Win the south", contributes_to="O3"),
        Objective(id="O3", text="Win the west", contributes_to="O2"),
    ]
    assert alignment(*objectives) == [("A405", "O2")]


@pytest.mark.parametrize("reference", ["", "Company 2026-Q1/O2-KR1", "the company's revenue"])
def test_a_reference_to_another_workbook_is_not_looked_up(reference):
    assert alignment(Objective(id="O1", text="Win the north", contributes_to=reference)) == []
