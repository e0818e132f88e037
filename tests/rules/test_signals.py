"""The rules on the cycle so far, at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn, Commitment, Cycle, KeyResult, Objective, OkrSet
from okrsdk.rules import check
from okrsdk.rules.policy import STANDARD, TEAM

D = Decimal
QUARTER = Cycle.parse("2026-Q1")


def trials(**fields):
    defaults = {"baseline": D(40), "target": D(90)}
    return KeyResult(id="O1-KR1", objective_id="O1", text="Trials from 40 to 90", **(defaults | fields))


def found(on, *check_ins, key_result=None, policy=STANDARD, cycle=QUARTER):
    okr_set = OkrSet(
        cycle=cycle,
        objectives=(Objective(id="O1", text="Make trying the product natural"),),
        key_results=(key_result or trials(),),
        check_ins=tuple(
            CheckIn(
                day=day,
                key_result_id="O1-KR1",
                value=D(value),
                confidence=None if confidence is None else D(confidence),
                blocks="Sign-up form",
            )
            for day, value, confidence in check_ins
        ),
    )
    return check(okr_set, on=on, policy=policy)


def signals(on, *check_ins, **more):
    return {f.code for f in found(on, *check_ins, **more) if f.code.startswith("C")}


@pytest.mark.parametrize(
    ("on", "confidence", "code"),
    [
        (date(2026, 2, 4), "0.3", None),  # week 5
        (date(2026, 2, 5), "0.3", "C501"),  # week 6
        (date(2026, 2, 5), "0.31", None),
        (date(2026, 3, 18), "0.2", "C501"),  # week 11
        (date(2026, 3, 19), "0.2", "C505"),  # week 12
        (date(2026, 3, 31), "0.2", "C505"),
        (date(2026, 4, 1), "0.2", None),
        (date(2025, 12, 31), "0.2", None),
    ],
)
def test_a_low_confidence_is_named_from_week_six_and_dead_in_the_last_two(on, confidence, code):
    day = min(max(on, QUARTER.start), QUARTER.end)
    assert signals(on, (day, 60, confidence)) & {"C501", "C505"} == ({code} if code else set())


def test_in_a_half_year_the_pivot_comes_in_proportion():
    half = Cycle.parse("2026-H1")
    assert "C501" not in signals(date(2026, 2, 10), (date(2026, 2, 9), 60, "0.2"), cycle=half)
    assert "C501" in signals(date(2026, 3, 30), (date(2026, 3, 29), 60, "0.2"), cycle=half)


@pytest.mark.parametrize(
    ("on", "value", "code"),
    [
        (date(2026, 1, 30), 90, "C502"),
        (date(2026, 1, 30), 89, None),
        (date(2026, 1, 31), 90, None),
        (date(2026, 3, 1), 90, None),
        (date(2026, 3, 1), 40, "C503"),
        (date(2026, 3, 1), 35, "C503"),
        (date(2026, 3, 1), 41, None),
        (date(2026, 1, 31), 40, None),
    ],
)
def test_too_early_is_the_first_third_and_stuck_is_judged_at_half_time(on, value, code):
    assert signals(on, (on, value, "0.6")) & {"C502", "C503"} == ({code} if code else set())


def test_a_promise_may_be_kept_early():
    kept = trials(commitment=Commitment.COMMITTED)
    assert "C502" not in signals(date(2026, 1, 29), (date(2026, 1, 28), 95, "0.9"), key_result=kept)


def test_what_cannot_be_graded_gives_no_signal():
    flat = trials(target=D(40))
    assert signals(date(2026, 3, 1), (date(2026, 3, 1), 40, "0.6"), key_result=flat) == set()


def test_the_current_cell_outranks_the_check_in():
    done = trials(current=D(95))
    assert "C502" in signals(date(2026, 1, 29), (date(2026, 1, 28), 50, "0.6"), key_result=done)


def test_three_falling_confidences_have_fallen_twice():
    said = [(date(2026, 1, day), 50, confidence) for day, confidence in ((5, "0.9"), (12, "0.7"), (19, "0.5"))]
    (told,) = [f.message for f in found(date(2026, 1, 20), *said) if f.code == "C504"]
    assert told == "Confidence has fallen over the last three check-ins: 0.9, 0.7, 0.5."


def test_the_latest_check_in_is_that_of_the_latest_day_wherever_its_row_stands():
    whole, half = (date(2026, 1, 19), 50, "0.6"), (date(2026, 1, 12), 45, None)
    assert "C508" not in signals(date(2026, 1, 20), whole, half)
    assert "C508" in signals(date(2026, 1, 20), whole, (date(2026, 1, 20), 55, None))
    assert "C508" not in signals(date(2026, 1, 20), whole, (date(2026, 1, 26), 55, None))


def test_silence_is_counted_from_the_start_of_the_cycle():
    assert "C507" not in signals(date(2026, 1, 18))
    assert "C507" in signals(date(2026, 1, 19))
    assert "C507" not in signals(date(2026, 1, 11), policy=TEAM)
    assert "C507" in signals(date(2026, 1, 12), policy=TEAM)
    assert "C507" not in signals(date(2026, 1, 20), (date(2026, 1, 10), 44, "0.6"))


def test_nobody_waits_for_news_of_what_is_done():
    # 75 of 40 to 90 is 0.7, the pass mark of a stretch; 74 falls short of it
    assert "C507" not in signals(date(2026, 2, 20), (date(2026, 1, 10), 75, "0.9"))
    assert "C507" in signals(date(2026, 2, 20), (date(2026, 1, 10), 74, "0.9"))


@pytest.mark.parametrize(("value", "is_low"), [(82, False), (83, True)])
def test_a_closed_set_that_aimed_too_low_is_told_above_085(value, is_low):
    # 42/50 = 0.84 and 43/50 = 0.86
    assert ("C506" in signals(date(2026, 3, 31), (date(2026, 3, 30), value, "0.9"))) is is_low
