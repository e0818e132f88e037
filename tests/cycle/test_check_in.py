from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.cycle.check_in import Doubt, doubt, last_rated, refusal
from okrsdk.model import CheckIn, Cycle, KeyResult, Kind, OkrSet, automatic_author

ON = date(2026, 2, 16)
CALLS = KeyResult(id="O1-KR1", text="Calls", baseline=Decimal(64), target=Decimal(110))
QUARTER = OkrSet(cycle=Cycle.parse("2026-Q1"), key_results=(CALLS,))
SAID = CheckIn(day=ON, key_result_id="O1-KR1", value=Decimal(80), confidence=Decimal("0.6"))


def with_values(*values, key_result=CALLS):
    rows = tuple(
        CheckIn(day=date(2026, 1, 5 + 7 * at), key_result_id="O1-KR1", value=Decimal(value))
        for at, value in enumerate(values)
    )
    return replace(QUARTER, key_results=(key_result,), check_ins=rows)


def test_a_check_in_of_today_is_taken():
    assert refusal(QUARTER, SAID, on=ON) == ""
    assert doubt(QUARTER, SAID) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"day": date(2026, 2, 17)}, "2026-02-17 is a day to come (today is 2026-02-16)"),
        ({"day": None}, "has no day"),
        ({"day": date(2025, 12, 31)}, "before the cycle 2026-Q1, which begins on 2026-01-01"),
        ({"key_result_id": "O9-KR9"}, "There is no key result O9-KR9. There are O1-KR1."),
        ({"key_result_id": ""}, "There is no key result without an ID"),
        ({"confidence": Decimal(7)}, "The confidence 7 is not from 0 to 1"),
        ({"value": None, "confidence": None}, "neither a value nor a confidence"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do(changes, words):
    assert words in refusal(QUARTER, replace(SAID, **changes), on=ON)


def test_a_closed_cycle_takes_a_check_in_only_with_a_reason():
    after = date(2026, 4, 2)
    last = replace(SAID, day=date(2026, 3, 31))
    assert "ended on 2026-03-31" in refusal(QUARTER, last, on=after)
    assert "ended on 2026-03-31" in refusal(QUARTER, last, on=after, late_reason="  ")
    assert refusal(QUARTER, last, on=after, late_reason="the report came late") == ""


def test_without_ids_a_check_in_waits_for_the_first_grade():
    nameless = replace(QUARTER, key_results=(replace(CALLS, id=""),))
    assert "grade the workbook first" in refusal(nameless, SAID, on=ON)


def test_a_value_far_off_the_way_is_asked_about():
    # (1234.56 − 110) / 46 is 24.4 times the way
    assert doubt(QUARTER, replace(SAID, value=Decimal("1234.56"))) == Doubt(ways=Decimal(24))


@pytest.mark.parametrize(("value", "back_from"), [("85.4", 90), ("85.5", None), ("95", None)])
def test_a_step_back_of_a_tenth_of_the_way_is_asked_about(value, back_from):
    # 4.6 is a tenth of the way from 64 to 110
    found = doubt(with_values("70", "90"), replace(SAID, value=Decimal(value)))
    assert found == (None if back_from is None else Doubt(back_from=Decimal(back_from)))


def test_the_same_number_for_the_fourth_time_is_asked_about():
    told = with_values("70", "80", "80", "80")
    assert doubt(told, SAID) == Doubt(same_as=3)
    assert doubt(with_values("80", "70", "80", "80"), SAID) is None
    assert doubt(with_values("110", "110", "110"), replace(SAID, value=Decimal(110))) is None


def test_milestones_may_wait_and_what_has_no_way_goes_back():
    milestone = replace(CALLS, kind=Kind.MILESTONE, baseline=None, target=None)
    assert doubt(with_values("0", "0", "0", key_result=milestone), replace(SAID, value=Decimal(0))) is None
    no_way = replace(CALLS, target=Decimal(64))
    assert doubt(with_values("90", key_result=no_way), SAID) is None


def test_a_check_in_without_a_value_is_not_doubted():
    assert doubt(with_values("80", "80", "80"), replace(SAID, value=None)) is None
    assert doubt(QUARTER, replace(SAID, key_result_id="O9-KR9")) is None


def test_what_unchanged_repeats_is_the_last_check_in_with_value_and_confidence():
    rated = replace(SAID, day=date(2026, 1, 5))
    half = replace(SAID, day=date(2026, 1, 12), confidence=None)
    to_come = replace(SAID, day=date(2026, 2, 17))
    okr_set = replace(QUARTER, check_ins=(rated, half, to_come))
    assert last_rated(okr_set, CALLS, on=ON) == rated
    assert last_rated(QUARTER, CALLS, on=ON) is None
    assert last_rated(okr_set, replace(CALLS, id=""), on=ON) is None


def test_unchanged_keeps_a_value_that_came_in_by_itself():
    rated = replace(SAID, day=date(2026, 1, 5), blocks="legal review")
    first, newest = (
        CheckIn(day=day, key_result_id="O1-KR1", value=Decimal(value), by=automatic_author("csv"))
        for day, value in ((date(2026, 1, 12), 84), (date(2026, 1, 19), 88))
    )
    okr_set = replace(QUARTER, check_ins=(rated, first, newest))
    assert last_rated(okr_set, CALLS, on=ON) == replace(rated, day=newest.day, value=Decimal(88))
    assert last_rated(replace(okr_set, check_ins=(first, rated)), CALLS, on=ON) == replace(
        rated, day=first.day, value=Decimal(84)
    )
    assert last_rated(replace(okr_set, check_ins=(newest,)), CALLS, on=ON) is None
