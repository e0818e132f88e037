from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from okrsdk.errors import UngradableError
from okrsdk.grading import band, progress, score
from okrsdk.model import Commitment, KeyResult, Kind, Stage

AMOUNTS = st.decimals(min_value=-(10**6), max_value=10**6, places=2)
KINDS = st.sampled_from([Kind.INCREASE, Kind.DECREASE])
BANDS = ["red", "yellow", "green"]


def measured(kind, baseline, target, current):
    return progress(KeyResult(kind=kind, baseline=baseline, target=target), current)


def test_the_line_runs_through_a_wrong_target_the_way_the_numbers_say():
    # "Increase" from 50 to 20 is a matter of wording; at 35 it is half way.
    assert measured(Kind.INCREASE, Decimal(50), Decimal(20), Decimal(35)) == Decimal("0.5")


def test_a_value_that_does_not_end_is_cut_so_that_it_never_reaches_a_boundary_it_has_not():
    # 0.695 − 1e-30 would be 0.695 after any rounding to the nearest at 28 digits.
    current = Decimal("694.999999999999999999999999999")
    reached = measured(Kind.INCREASE, Decimal(0), Decimal(1000), current)
    assert reached == Decimal("0.694999999999")
    assert score(reached) == Decimal("0.69")


def test_a_whole_progress_is_written_without_an_exponent():
    assert str(measured(Kind.INCREASE, Decimal(0), Decimal(1), Decimal(1000))) == "1000"


def test_an_unordered_list_of_stages_still_gives_the_highest_one_reached():
    stages = (Stage(score=Decimal("0.7"), name="live"), Stage(score=Decimal("0.3"), name="signed"))
    assert progress(KeyResult(kind=Kind.STAGES, stages=stages), Decimal("0.8")) == Decimal("0.7")


@pytest.mark.parametrize(
    ("key_result", "current", "field"),
    [
        (KeyResult(target=Decimal(1)), Decimal(1), "baseline"),
        (KeyResult(baseline=Decimal(1)), Decimal(1), "target"),
        (KeyResult(kind=Kind.AT_MOST, baseline=Decimal(1)), Decimal(1), "target"),
        (KeyResult(kind=Kind.STAGES), Decimal(1), "stages"),
        (KeyResult(kind=Kind.MILESTONE), Decimal("NaN"), "current"),
        (KeyResult(baseline=Decimal(0), target=Decimal("Infinity")), Decimal(1), "target"),
        (KeyResult(baseline=Decimal(0), target=Decimal("1e999999")), Decimal(1), "target"),
        (KeyResult(baseline=Decimal("1e-999999"), target=Decimal(1)), Decimal(1), "baseline"),
    ],
)
def test_what_cannot_be_graded_names_the_field(key_result, current, field):
    with pytest.raises(UngradableError) as caught:
        progress(key_result, current)
    assert caught.value.field == field


def test_equal_baseline_and_target_say_so_with_their_value():
    with pytest.raises(UngradableError, match=r"Baseline and target are both 40: set a target that differs"):
        measured(Kind.INCREASE, Decimal(40), Decimal(40), Decimal(40))


@given(KINDS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_score_of_the_shown_progress_is_that_of_the_exact_one(kind, baseline, target, current):
    assume(baseline != target)
    exact = (Fraction(current) - Fraction(baseline)) / (Fraction(target) - Fraction(baseline))
    hundredths = int(score(measured(kind, baseline, target, current)) * 100)
    clamped = min(max(exact, Fraction(0)), Fraction(1))
    assert Fraction(hundredths, 100) - Fraction(1, 200) <= clamped < Fraction(hundredths, 100) + Fraction(1, 200)


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_a_score_lies_between_0_and_1_and_has_two_decimals(value):
    points = score(value)
    assert 0 <= points <= 1
    assert points.as_tuple().exponent == -2


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_more_is_never_less_on_the_way_up(baseline, target, one, other):
    assume(baseline < target)
    low, high = sorted((one, other))
    assert measured(Kind.INCREASE, baseline, target, low) <= measured(Kind.INCREASE, baseline, target, high)


@given(AMOUNTS, AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_better_value_never_scores_less_against_a_threshold(baseline, target, one, other):
    low, high = sorted((one, other))
    assert measured(Kind.AT_LEAST, baseline, target, low) <= measured(Kind.AT_LEAST, baseline, target, high)
    assert measured(Kind.AT_MOST, baseline, target, low) >= measured(Kind.AT_MOST, baseline, target, high)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_a_decrease_mirrors_an_increase(baseline, target, current):
    assume(baseline != target)
    up = measured(Kind.INCREASE, baseline, target, current)
    assert measured(Kind.DECREASE, -baseline, -target, -current) == up
    assert measured(Kind.AT_MOST, -baseline, -target, -current) == measured(Kind.AT_LEAST, baseline, target, current)


@given(AMOUNTS, AMOUNTS, AMOUNTS, st.integers(min_value=-6, max_value=6), AMOUNTS)
def test_neither_the_unit_nor_the_zero_of_the_scale_changes_progress(baseline, target, current, power, shift):
    assume(baseline != target)
    moved = [(value + shift).scaleb(power) for value in (baseline, target, current)]
    assert measured(Kind.INCREASE, *moved) == measured(Kind.INCREASE, baseline, target, current)


@given(AMOUNTS, AMOUNTS)
def test_the_baseline_is_0_and_the_target_is_1(baseline, target):
    assume(baseline != target)
    assert measured(Kind.DECREASE, baseline, target, baseline) == 0
    assert measured(Kind.DECREASE, baseline, target, target) == 1


@given(st.integers(0, 100), st.integers(0, 100), st.sampled_from(Commitment))
def test_a_higher_score_never_has_a_worse_colour(one, other, commitment):
    low, high = (Decimal(points) / 100 for points in sorted((one, other)))
    assert BANDS.index(band(low, commitment)) <= BANDS.index(band(high, commitment))
