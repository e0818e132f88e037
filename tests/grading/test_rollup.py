import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.grading import LINEAR_25, Band, Coverage, Interpretation, Pace, current_value, grade, interpretation
from okrsdk.model import CheckIn, Commitment, Cycle, KeyResult, Objective, OkrSet, Status
from tests.present import present

QUARTER = Cycle.parse("2026-Q1")
HALF = date(2026, 2, 14)
ONE = (Objective(id="O1"),)


def key_result(number, current, **others):
    value = None if current is None else Decimal(current)
    base = KeyResult(id=f"O1-KR{number}", objective_id="O1", baseline=Decimal(0), target=Decimal(100), current=value)
    return replace(base, **others)


def check_in(day, value, *, confidence=None, key_result_id="O1-KR1"):
    return CheckIn(
        day=day,
        key_result_id=key_result_id,
        value=None if value is None else Decimal(value),
        confidence=None if confidence is None else Decimal(confidence),
    )


def okr_set(*key_results, check_ins=(), objectives=ONE, cycle=QUARTER):
    return OkrSet(objectives=objectives, key_results=key_results, check_ins=check_ins, cycle=cycle)


def test_a_whole_set_is_graded():
    scores = grade(
        okr_set(
            key_result(1, 80),
            key_result(2, 35, weight=Decimal(2)),
            key_result(3, None),
            check_ins=(check_in(HALF, 80, confidence="0.8"),),
        ),
        on=HALF,
    )
    first, second, third = scores.key_results
    assert (first.score, first.band, first.pace) == (Decimal("0.80"), Band.GREEN, Pace.DONE)
    assert (first.confidence, first.stretch_mark, first.position) == (Decimal("0.8"), Decimal(70), 0)
    assert (second.score, second.band, second.pace) == (Decimal("0.35"), Band.RED, Pace.OUTDATED)
    assert (third.score, third.progress, third.band, third.pace) == (None, None, None, Pace.OUTDATED)
    assert third.reason == "There is no current value yet: fill in Current, or add a check-in with a value."
    (objective,) = scores.objectives
    assert objective.score == Decimal("0.50")  # (0.80 + 2 × 0.35) / 3
    assert str(objective.coverage) == "1 of 3 met, 2 graded"
    assert (scores.overall, scores.band, scores.coverage) == (
        Decimal("0.50"),
        Band.YELLOW,
        Coverage(graded=2, met=1, total=3),
    )
    assert scores.interpretation is None


def test_the_current_cell_outranks_the_check_ins():
    said = (check_in(HALF, 90),)
    assert current_value(okr_set(check_ins=said), key_result(1, 10), on=HALF) == 10
    assert current_value(okr_set(check_ins=said), key_result(1, None), on=HALF) == 90
    assert current_value(okr_set(check_ins=said), key_result(1, 0), on=HALF) == 0


def test_the_latest_check_in_with_a_value_counts_wherever_it_stands():
    said = (
        check_in(date(2026, 2, 9), 30),
        check_in(date(2026, 2, 2), 20),
        check_in(date(2026, 2, 16), None, confidence="0.4"),
        check_in(None, 99),
        check_in(date(2026, 3, 1), 77, key_result_id="O1-KR2"),
    )
    day = date(2026, 2, 16)
    assert current_value(okr_set(check_ins=said), key_result(1, None), on=day) == 30
    (graded,) = grade(okr_set(key_result(1, None), check_ins=said), on=day).key_results
    assert (graded.score, graded.confidence) == (Decimal("0.30"), Decimal("0.4"))


def test_a_check_in_counts_from_its_own_day_on():
    said = (check_in(date(2026, 2, 2), 20, confidence="0.4"), check_in(date(2026, 3, 20), 90, confidence="0.9"))
    unfilled = okr_set(key_result(1, None), check_ins=said)
    for day, value, confidence in ((date(2026, 3, 19), "0.20", "0.4"), (date(2026, 3, 20), "0.90", "0.9")):
        (graded,) = grade(unfilled, on=day).key_results
        assert (graded.score, graded.confidence) == (Decimal(value), Decimal(confidence))
    (graded,) = grade(unfilled, on=date(2026, 2, 1)).key_results
    assert (graded.score, graded.confidence) == (None, None)


def test_of_two_check_ins_of_one_day_the_later_written_counts():
    said = (check_in(HALF, 30), check_in(HALF, 40))
    assert current_value(okr_set(check_ins=said), key_result(1, None), on=HALF) == 40


def test_a_blank_id_takes_no_check_ins_and_belongs_to_no_objective():
    nameless = key_result(1, None, id="", objective_id="")
    said = (check_in(HALF, 40, key_result_id=""),)
    assert current_value(okr_set(check_ins=said), nameless, on=HALF) is None
    scores = grade(okr_set(nameless, objectives=(Objective(id=""),), check_ins=said), on=HALF)
    assert scores.objectives[0].coverage == Coverage(graded=0, met=0, total=0)


def test_at_the_final_grade_an_unknown_value_is_0_and_what_cannot_be_measured_stays_blank():
    scores = grade(okr_set(key_result(1, 80), key_result(2, None), key_result(3, 10, target=None)), on=HALF, final=True)
    assert [kr.score for kr in scores.key_results] == [Decimal("0.80"), Decimal("0.00"), None]
    assert scores.key_results[2].reason == "The target is missing: fill in Target."
    assert scores.objectives[0].score == Decimal("0.40")
    assert str(scores.coverage) == "1 of 3 met, 2 graded"
    assert scores.interpretation is Interpretation.PARTLY


def test_a_dropped_objective_keeps_its_scores_out_of_the_overall_and_has_no_pace():
    objectives = (Objective(id="O1"), Objective(id="O2", status=Status.DROPPED))
    scores = grade(okr_set(key_result(1, 80), key_result(2, 10, objective_id="O2"), objectives=objectives), on=HALF)
    assert [o.score for o in scores.objectives] == [Decimal("0.80"), Decimal("0.10")]
    assert scores.overall == Decimal("0.80")
    assert scores.key_results[1].score == Decimal("0.10")
    assert [kr.pace for kr in scores.key_results] == [Pace.DONE, None]


def test_a_replaced_key_result_keeps_its_own_score():
    scores = grade(okr_set(key_result(1, 80), key_result(2, 10, status=Status.REPLACED)), on=HALF)
    assert scores.key_results[1].score == Decimal("0.10")
    assert scores.overall == Decimal("0.80")


def test_a_key_result_of_an_unknown_objective_is_graded_alone():
    scores = grade(okr_set(key_result(1, 80), key_result(2, 10, objective_id="O9")), on=HALF)
    assert scores.key_results[1].score == Decimal("0.10")
    assert scores.overall == Decimal("0.80")
    assert str(scores.coverage) == "1 of 1 met"


def test_without_a_cycle_there_are_scores_but_no_pace():
    (graded,) = grade(okr_set(key_result(1, 80), cycle=None), on=HALF).key_results
    assert (graded.score, graded.pace) == (Decimal("0.80"), None)


def test_an_empty_set_has_no_score():
    scores = grade(OkrSet(), on=HALF, final=True)
    assert (scores.overall, scores.band, scores.interpretation, str(scores.coverage)) == (
        None,
        None,
        None,
        "0 of 0 met",
    )


def test_promises_are_not_read_as_aims():
    promise = key_result(1, 100, commitment=Commitment.COMMITTED)
    assert grade(okr_set(promise), on=HALF, final=True).interpretation is None
    assert (
        grade(okr_set(promise, key_result(2, 100)), on=HALF, final=True).interpretation is Interpretation.AIMED_TOO_LOW
    )


def test_a_pace_policy_reaches_every_key_result():
    said = (check_in(HALF, 40),)
    stretch = grade(okr_set(key_result(1, 40), check_ins=said), on=HALF)
    linear = grade(okr_set(key_result(1, 40), check_ins=said), on=HALF, pace_policy=LINEAR_25)
    assert (stretch.key_results[0].pace, linear.key_results[0].pace) == (Pace.ON_TRACK, Pace.BEHIND)


@pytest.mark.parametrize("weight", ["-1", "NaN", "Infinity", "1e999999"])
def test_a_weight_that_is_none_counts_as_0(weight):
    scores = grade(okr_set(key_result(1, 80), key_result(2, 10, weight=Decimal(weight))), on=HALF)
    assert scores.overall == Decimal("0.80")


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("0.39", "overreached"),
        ("0.40", "partly"),
        ("0.59", "partly"),
        ("0.60", "sweet_spot"),
        ("0.80", "sweet_spot"),
        ("0.81", "strong"),
        ("0.85", "strong"),
        ("0.86", "aimed_too_low"),
    ],
)
def test_the_overall_score_is_read_without_gaps(overall, expected):
    assert interpretation(Decimal(overall)) == expected


ROWS = st.lists(st.tuples(st.integers(0, 100), st.integers(0, 20)), min_size=1, max_size=8)


@given(ROWS)
def test_a_mean_lies_between_the_lowest_and_the_highest_score(rows):
    key_results = [key_result(n, current, weight=Decimal(weight)) for n, (current, weight) in enumerate(rows)]
    overall = grade(okr_set(*key_results), on=HALF).overall
    counted = [current for current, weight in rows if weight]
    if counted:
        assert min(counted) <= present(overall) * 100 <= max(counted)
    else:
        assert overall is None


@given(ROWS, st.integers(1, 50))
def test_only_the_proportion_of_the_weights_matters(rows, factor):
    def overall(times):
        key_results = [key_result(n, current, weight=Decimal(w * times)) for n, (current, w) in enumerate(rows)]
        return grade(okr_set(*key_results), on=HALF).overall

    assert overall(factor) == overall(1)


def test_many_key_results_with_check_ins_take_no_quadratic_work():
    def lines_run(count):
        key_results = [key_result(n, None) for n in range(count)]
        said = tuple(check_in(HALF, 50, key_result_id=kr.id) for kr in key_results)
        whole = okr_set(*key_results, check_ins=said)
        lines, before = 0, sys.gettrace()

        def count_line(_frame, event, _argument):
            nonlocal lines
            lines += event == "line"  # one a turn of a loop, also of a comprehension
            return count_line

        sys.settrace(count_line)
        try:
            overall = grade(whole, on=HALF).overall
        finally:
            sys.settrace(before)
        assert overall == Decimal("0.50")
        return lines

    # Ten times the rows take ten times the work, not a hundred times.
    assert lines_run(1000) < 11 * lines_run(100)
