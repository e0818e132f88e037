from dataclasses import replace
from datetime import date
from decimal import Decimal

from okrsdk.assessment import assess
from okrsdk.cycle import course
from okrsdk.model import CheckIn, Cycle, KeyResult, Kind, Objective, OkrSet

QUARTER = Cycle.parse("2026-Q1")
GOAL = Objective(id="O1", text="Make trying the product the natural first step")
TRIALS = KeyResult(id="O1-KR1", objective_id="O1", baseline=Decimal(40), target=Decimal(90))
SALES = KeyResult(id="O1-KR2", objective_id="O1", baseline=Decimal(0), target=Decimal(10), current=Decimal(5))
UNKNOWN = KeyResult(id="O1-KR3", objective_id="O1", baseline=Decimal(0), target=Decimal(10))


def said(day, value, confidence=None):
    rating = None if confidence is None else Decimal(confidence)
    return CheckIn(day=date(2026, 1, day), key_result_id="O1-KR1", value=Decimal(value), confidence=rating)


def course_of(*check_ins, key_results=(TRIALS, SALES, UNKNOWN), on=date(2026, 1, 20), cycle=QUARTER):
    okr_set = OkrSet(cycle=cycle, objectives=(GOAL,), key_results=key_results, check_ins=check_ins)
    return course(assess(okr_set, on=on))


def test_the_score_is_told_at_the_end_of_each_week_and_today():
    found = course_of(said(7, 50), said(12, 65), said(20, 75))
    assert found is not None
    # Weeks end on 7 and 14 January: (0.2 + 0) / 2, (0.5 + 0) / 2; on 20 January Current of the other counts: 0.7, 0.5
    assert found.scores == (
        (date(2026, 1, 7), Decimal("0.10")),
        (date(2026, 1, 14), Decimal("0.25")),
        (date(2026, 1, 20), Decimal("0.60")),
    )


def test_progress_is_that_of_the_check_ins_and_of_a_day_the_last_word():
    found = course_of(said(7, 50), said(12, 60), said(12, 65))
    assert found is not None
    assert found.progress[0] == ((date(2026, 1, 7), Decimal("0.2")), (date(2026, 1, 12), Decimal("0.5")))
    assert found.progress[1] == ()


def test_confidence_is_the_last_rating_of_each_week():
    found = course_of(said(5, 50, "0.8"), said(7, 50, "0.7"), said(19, 55, "0.4"))
    assert found is not None
    assert found.confidence[0] == (Decimal("0.7"), None, Decimal("0.4"))
    assert found.confidence[1] == (None, None, None)


def test_what_cannot_be_graded_has_no_course():
    found = course_of(said(7, 50), key_results=(replace(TRIALS, target=None), replace(SALES, kind=Kind.STAGES)))
    assert found is not None
    assert (found.scores, found.progress) == ((), ((), ()))


def test_after_the_cycle_its_last_day_is_the_last():
    found = course_of(said(7, 75), key_results=(TRIALS,), on=date(2026, 5, 1))
    assert found is not None
    assert found.scores[-1] == (date(2026, 3, 31), Decimal("0.70"))
    assert len(found.scores) == 13  # 12 ends of weeks before 31 March, and that day
    assert len(found.confidence[0]) == 13


def test_without_a_cycle_or_before_it_there_is_no_course():
    assert course_of(cycle=None) is None
    assert course_of(on=date(2025, 12, 31)) is None
