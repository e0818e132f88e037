from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.cycle import weekly_change
from okrsdk.grading import LINEAR_25
from okrsdk.model import CheckIn, Commitment, Cycle, KeyResult, Kind, OkrSet, Status

CYCLE = Cycle.parse("2026-01-01 to 2026-04-01")  # 91 days, 13 weeks; the eve is 31 December
EVE = date(2025, 12, 31)
LEADS = KeyResult(id="O1-KR1", baseline=Decimal(0), target=Decimal(130))


def after(weeks, value):
    return CheckIn(key_result_id="O1-KR1", day=EVE + timedelta(weeks=weeks), value=Decimal(value))


def change(*check_ins, of=LEADS, weeks=5, policy=None):
    okr_set = OkrSet(cycle=CYCLE, key_results=(of,), check_ins=check_ins)
    settings = {} if policy is None else {"policy": policy}
    return weekly_change(okr_set, of, on=EVE + timedelta(weeks=weeks), **settings)


def test_it_needs_what_is_missing_over_the_weeks_that_are_left():
    # After 5 of 13 weeks at 35: to 91 (0.7 of 130) 56 in 8 weeks, to 130 95 in 8 weeks.
    found = change(after(5, 35))
    assert (found.weeks_left, found.to_pass_mark, found.to_target) == (8, 7, Decimal("11.875"))
    assert found.current == 35
    assert found.expected == 35  # 130 × 0.7 × 5/13


def test_the_weeks_so_far_are_the_changes_between_check_ins():
    # 0 → 4 → 11 → 18 → 22: weeks of 4, 7, 7, 4; the median of them is 5.5, the best 7.
    found = change(after(1, 4), after(2, 11), after(3, 18), after(4, 22), weeks=4)
    assert (found.median, found.best) == (Decimal("5.5"), 7)


def test_two_weeks_between_check_ins_count_as_two_weeks_of_half_the_change():
    found = change(after(2, 10), after(4, 30), weeks=4)
    assert (found.median, found.best) == (Decimal("7.5"), 10)  # 5, 5, 10, 10


def test_weeks_are_counted_back_from_the_newest_value():
    # 10 after ten days, 17 a week later: one whole week of 7, one of 7 × 10/10 days before it.
    first = CheckIn(key_result_id="O1-KR1", day=EVE + timedelta(days=10), value=Decimal(10))
    later = CheckIn(key_result_id="O1-KR1", day=EVE + timedelta(days=17), value=Decimal(17))
    assert change(first, later, weeks=3).best == 7


def test_a_falling_key_result_counts_what_it_fell():
    calls = replace(LEADS, kind=Kind.DECREASE, baseline=Decimal(130), target=Decimal(0))
    found = change(after(1, 120), after(2, 124), of=calls, weeks=2)
    assert (found.median, found.best) == (3, 10)  # 10 down, 4 up again
    assert found.expected == 116  # 130 − 130 × 0.7 × 2/13
    assert found.to_target == Decimal("11.272727272727")  # 124 in 11 weeks


@pytest.mark.parametrize(
    ("values", "is_alarming"),
    [
        ([4, 8, 12, 19, 23], True),  # to 91: 68 in 8 weeks is 8.5, the best week brought 7
        ([4, 8, 17, 21, 25], False),  # to 91: 66 in 8 weeks is 8.25, the best week brought 9
        ([-4, -8, -9, -20, -25], True),  # no week was better than nothing
    ],
)
def test_the_alarm_is_a_need_above_the_best_week_so_far(values, is_alarming):
    found = change(*(after(week, value) for week, value in enumerate(values, 1)))
    assert found.needs_more_than_ever is is_alarming


def test_two_check_ins_alarm_no_one():
    assert change(after(4, 1), after(5, 2)).needs_more_than_ever is False


def test_what_is_reached_needs_nothing_also_without_time_left():
    done = change(after(5, 91), weeks=13)
    assert (done.weeks_left, done.to_pass_mark, done.to_target) == (0, 0, None)


def test_a_promise_has_to_get_to_its_target():
    promise = replace(LEADS, commitment=Commitment.COMMITTED)
    found = change(after(5, 35), of=promise)
    assert found.to_pass_mark == found.to_target == Decimal("11.875")
    assert found.expected == 50


def test_the_policy_says_what_is_expected():
    assert change(after(5, 35), policy=LINEAR_25).expected == 50


def test_the_day_it_is_due_ends_its_time():
    found = change(after(5, 35), of=replace(LEADS, due=EVE + timedelta(weeks=10)))
    assert (found.weeks_left, found.expected) == (5, Decimal("45.5"))


def test_a_typed_current_counts_as_the_value_of_today_and_tells_no_week():
    found = change(of=replace(LEADS, current=Decimal(51)))
    assert (found.current, found.to_pass_mark, found.median, found.check_ins) == (51, 5, None, 0)


@pytest.mark.parametrize(
    "key_result",
    [
        replace(LEADS, kind=Kind.MILESTONE),
        replace(LEADS, kind=Kind.BETWEEN),
        replace(LEADS, kind=Kind.AT_LEAST, baseline=None),
        replace(LEADS, kind=Kind.AT_MOST),  # a baseline better than the target
        replace(LEADS, target=None),
        replace(LEADS, target=Decimal(0)),
        replace(LEADS, status=Status.DROPPED),
    ],
)
def test_where_no_line_runs_to_a_target_nothing_is_said(key_result):
    assert change(after(5, 35), of=key_result) is None


def test_without_a_value_or_a_cycle_nothing_is_said():
    assert change() is None
    assert weekly_change(OkrSet(key_results=(LEADS,), check_ins=(after(1, 5),)), LEADS, on=EVE) is None


def test_check_ins_outside_the_cycle_tell_no_week():
    early = CheckIn(key_result_id="O1-KR1", day=date(2025, 12, 1), value=Decimal(90))
    assert change(early, after(1, 4), weeks=1).best == 4


@given(st.lists(st.integers(-200, 200), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(values, random):
    rows = [after(week, value) for week, value in enumerate(values, 1)]
    shuffled = random.sample(rows, len(rows))
    assert change(*shuffled, weeks=12) == change(*rows, weeks=12)


@given(st.integers(-200, 200), st.integers(0, 200))
def test_who_has_more_needs_less(value, more):
    less, lead = change(after(5, value)), change(after(5, value + more))
    assert lead.to_pass_mark <= less.to_pass_mark
    assert lead.to_target <= less.to_target
