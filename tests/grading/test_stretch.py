from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrsdk.errors import UngradableError
from okrsdk.grading import progress, score, stretch_mark, stretch_target
from okrsdk.model import KeyResult, Kind, Stage

AMOUNTS = st.decimals(min_value=-(10**6), max_value=10**6, allow_nan=False, places=3)


def key_result(kind, baseline, target):
    return KeyResult(
        kind=kind,
        baseline=None if baseline is None else Decimal(baseline),
        target=None if target is None else Decimal(target),
    )


@pytest.mark.parametrize(
    ("kind", "baseline", "target", "mark"),
    [
        (Kind.INCREASE, "100", "200", "170"),
        (Kind.DECREASE, "48", "24", "31.2"),
        (Kind.INCREASE, "62.19", "96.59", "86.27"),
        (Kind.INCREASE, "0.021", "0.034", "0.0301"),
        (Kind.INCREASE, "-40", "60", "30"),
        (Kind.DECREASE, "12", "0", "3.6"),
        (Kind.AT_LEAST, "80", "90", "87"),
        (Kind.AT_MOST, "10", "4", "5.8"),
    ],
)
def test_the_stretch_mark_is_the_value_that_scores_70_percent(kind, baseline, target, mark):
    graded = key_result(kind, baseline, target)
    assert str(stretch_mark(graded)) == mark
    assert progress(graded, Decimal(mark)) == Decimal("0.7")


@pytest.mark.parametrize(
    "graded",
    [
        key_result(Kind.INCREASE, "40", "40"),
        key_result(Kind.INCREASE, None, "40"),
        key_result(Kind.DECREASE, "40", None),
        key_result(Kind.AT_LEAST, None, "90"),
        key_result(Kind.AT_LEAST, "95", "90"),
        key_result(Kind.AT_MOST, "1", "2"),
        key_result(Kind.BETWEEN, "60", "80"),
        key_result(Kind.MILESTONE, None, None),
        key_result(Kind.FIND_BASELINE, None, None),
        KeyResult(kind=Kind.STAGES, stages=(Stage(score=Decimal("0.7"), name="live"),)),
        key_result(Kind.INCREASE, "0", "NaN"),
    ],
)
def test_there_is_no_stretch_mark_where_no_value_means_70_percent(graded):
    assert stretch_mark(graded) is None


@pytest.mark.parametrize(
    ("baseline", "expected", "target"),
    [
        ("100", "170", "200"),
        ("0", "5", "7.14"),
        ("0.10", "0.15", "0.1714"),
        ("48", "31.2", "24"),
        ("0", "-5", "-7.14"),
        ("-100", "-170", "-200"),
        ("1E+3", "1.7E+3", "2000"),
        ("40", "40", "40"),
        ("0", "0", "0"),
    ],
)
def test_the_stretch_target_is_the_expected_result_over_70_percent(baseline, expected, target):
    assert str(stretch_target(Decimal(baseline), Decimal(expected))) == target


@given(AMOUNTS, AMOUNTS)
def test_what_one_expects_scores_exactly_70_percent_of_the_stretch_target(baseline, expected):
    assume(baseline != expected)
    target = stretch_target(baseline, expected)
    reached = progress(KeyResult(baseline=baseline, target=target), expected)
    assert score(reached) == Decimal("0.70")


@given(AMOUNTS, AMOUNTS)
def test_the_stretch_target_lies_beyond_the_expected_result_on_its_side(baseline, expected):
    target = stretch_target(baseline, expected)
    assert min(baseline, target) <= expected <= max(baseline, target)


@pytest.mark.parametrize(("baseline", "expected", "field"), [("NaN", "1", "baseline"), ("1", "Infinity", "expected")])
def test_a_stretch_target_of_no_number_names_it(baseline, expected, field):
    with pytest.raises(UngradableError) as caught:
        stretch_target(Decimal(baseline), Decimal(expected))
    assert caught.value.field == field
