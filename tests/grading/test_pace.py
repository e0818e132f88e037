from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.grading import LINEAR_25, PACE_POLICIES, RATIO_95, STRETCH, Pace, pace
from okrsdk.model import Commitment, Cycle, KeyResult, Kind, Status

QUARTER = Cycle.parse("2026-Q1")  # 90 days
HALF = date(2026, 2, 14)  # the 45th of them
STRETCH_GOAL = KeyResult(baseline=Decimal(0), target=Decimal(1000))
PROMISE = replace(STRETCH_GOAL, commitment=Commitment.COMMITTED)


def pace_of(key_result, current, *, on=HALF, heard=HALF, policy=STRETCH):
    value = None if current is None else Decimal(current)
    return pace(key_result, value, QUARTER, on=on, last_check_in=heard, policy=policy)


@pytest.mark.parametrize(
    ("key_result", "current", "expected"),
    [
        # Half of the time: a stretch should stand at 0.35, a promise at 0.5.
        (STRETCH_GOAL, 350, "on_track"),
        (STRETCH_GOAL, 349, "behind"),
        (STRETCH_GOAL, 175, "behind"),  # gap (0.35 − 0.175) / 0.7 = 0.25
        (STRETCH_GOAL, 174, "at_risk"),
        (STRETCH_GOAL, -200, "at_risk"),
        (STRETCH_GOAL, 694, "on_track"),
        (STRETCH_GOAL, 695, "done"),  # scores 0.70
        (PROMISE, 500, "on_track"),
        (PROMISE, 499, "behind"),
        (PROMISE, 250, "behind"),
        (PROMISE, 249, "at_risk"),
        (PROMISE, 700, "on_track"),
        (PROMISE, 1000, "done"),
        (PROMISE, 1001, "done"),
    ],
)
def test_half_way_through_a_stretch_aims_at_70_percent_and_a_promise_at_all(key_result, current, expected):
    assert pace_of(key_result, current) == expected


@pytest.mark.parametrize(
    ("policy", "current", "expected"),
    [
        (LINEAR_25, 500, "on_track"),
        (LINEAR_25, 499, "behind"),
        (LINEAR_25, 250, "behind"),
        (LINEAR_25, 249, "at_risk"),
        (LINEAR_25, 994, "on_track"),
        (LINEAR_25, 1000, "done"),
        (RATIO_95, 475, "on_track"),  # 0.95 × 0.5
        (RATIO_95, 474, "behind"),
        (RATIO_95, 375, "behind"),  # 0.75 × 0.5
        (RATIO_95, 374, "at_risk"),
    ],
)
def test_the_other_policies_aim_at_the_whole_target_of_a_stretch(policy, current, expected):
    assert pace_of(STRETCH_GOAL, current, policy=policy) == expected


def test_an_exact_hit_of_a_line_that_does_not_end_is_on_track():
    # A third of the time (30 of 90 days) and a third of the way, neither of which ends as a decimal.
    promise = replace(PROMISE, target=Decimal(3))
    assert pace_of(promise, 1, on=date(2026, 1, 30), heard=date(2026, 1, 30)) is Pace.ON_TRACK


def test_before_the_cycle_nothing_is_late():
    assert pace_of(STRETCH_GOAL, 0, on=date(2025, 12, 1), heard=None) is Pace.ON_TRACK


def test_on_the_last_day_all_of_it_is_asked_for():
    end = QUARTER.end
    assert pace_of(STRETCH_GOAL, 694, on=end, heard=end) is Pace.BEHIND
    assert pace_of(STRETCH_GOAL, 695, on=end, heard=end) is Pace.DONE  # its score is 0.70, which is green


def test_a_due_day_shortens_the_time():
    due_at_half = replace(STRETCH_GOAL, due=HALF)
    assert pace_of(STRETCH_GOAL, 350) is Pace.ON_TRACK
    assert pace_of(due_at_half, 350) is Pace.AT_RISK  # gap 0.5
    assert pace_of(due_at_half, 525) is Pace.BEHIND  # gap 0.25


def test_a_due_day_before_the_cycle_is_not_used():
    assert pace_of(replace(STRETCH_GOAL, due=date(2025, 2, 14)), 350) is Pace.ON_TRACK


@pytest.mark.parametrize("status", [Status.REPLACED, Status.DROPPED])
def test_what_is_replaced_or_dropped_has_no_pace(status):
    assert pace_of(replace(STRETCH_GOAL, status=status), 350, heard=None) is None


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        (date(2026, 1, 28), "on_track"),  # 17 days ago: two weeks and three days of grace
        (date(2026, 1, 27), "outdated"),
        (date(2025, 12, 31), "outdated"),
        (None, "outdated"),
        (date(2026, 3, 1), "on_track"),  # dated ahead of the day asked about
    ],
)
def test_silence_is_never_green(heard, expected):
    assert pace_of(STRETCH_GOAL, 400, heard=heard) == expected


def test_the_clock_of_silence_starts_with_the_cycle():
    on_line = 150  # of 1,000; the line asks for 148 on the 19th day
    assert pace_of(STRETCH_GOAL, on_line, on=date(2026, 1, 18), heard=None) is Pace.ON_TRACK
    assert pace_of(STRETCH_GOAL, on_line, on=date(2026, 1, 19), heard=None) is Pace.OUTDATED


def test_the_clock_of_silence_stops_with_the_cycle():
    at_the_end = pace_of(KeyResult(), None, on=date(2026, 6, 30), heard=date(2026, 3, 25))
    assert at_the_end is None


def test_silence_does_not_hide_bad_news_or_a_finish():
    assert pace_of(STRETCH_GOAL, 300, heard=None) is Pace.BEHIND
    assert pace_of(STRETCH_GOAL, 100, heard=None) is Pace.AT_RISK
    assert pace_of(STRETCH_GOAL, 700, heard=None) is Pace.DONE


def test_what_cannot_be_graded_is_outdated_or_nothing():
    assert pace_of(STRETCH_GOAL, None) is None
    assert pace_of(STRETCH_GOAL, None, heard=None) is Pace.OUTDATED
    assert pace_of(KeyResult(), 5) is None
    assert pace_of(KeyResult(), 5, heard=None) is Pace.OUTDATED


def test_another_cadence_is_a_policy():
    monthly = replace(STRETCH, name="monthly", cadence_days=30)
    assert pace_of(STRETCH_GOAL, 400, heard=date(2026, 1, 12), policy=monthly) is Pace.ON_TRACK  # 33 days ago
    assert pace_of(STRETCH_GOAL, 400, heard=date(2026, 1, 11), policy=monthly) is Pace.OUTDATED


def test_policies_have_the_names_of_the_settings():
    assert [policy.name for policy in PACE_POLICIES] == ["stretch", "linear-25", "ratio-95"]


@given(
    st.integers(-2000, 2000),
    st.integers(-2000, 2000),
    st.dates(QUARTER.start, QUARTER.end),
    st.sampled_from(PACE_POLICIES),
    st.sampled_from(Kind),
)
def test_a_better_value_never_has_a_worse_pace(one, other, on, policy, kind):
    if kind in (Kind.BETWEEN, Kind.STAGES, Kind.AT_MOST):
        kind = Kind.INCREASE
    order = [Pace.DONE, Pace.ON_TRACK, Pace.BEHIND, Pace.AT_RISK]
    low, high = sorted((one, other))
    key_result = replace(STRETCH_GOAL, kind=kind)
    worse, better = (pace_of(key_result, value, on=on, heard=on, policy=policy) for value in (low, high))
    assert order.index(better) <= order.index(worse)
