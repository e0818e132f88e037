from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from okrsdk.cycle import scenarios
from okrsdk.model import CheckIn, Cycle, KeyResult, Kind, OkrSet, Status

CYCLE = Cycle.parse("2026-01-01 to 2026-04-01")  # 13 weeks
EVE = date(2025, 12, 31)
LEADS = KeyResult(id="O1-KR1", baseline=Decimal(0), target=Decimal(130))


def after(weeks, value):
    return CheckIn(key_result_id="O1-KR1", day=EVE + timedelta(weeks=weeks), value=Decimal(value))


def drawn(*check_ins, of=LEADS, weeks=8):
    okr_set = OkrSet(cycle=CYCLE, key_results=(of,), check_ins=check_ins)
    return scenarios(okr_set, of, on=EVE + timedelta(weeks=weeks))


FOUR = (after(5, 30), after(6, 40), after(7, 44), after(8, 52))


def test_nothing_more_ends_at_the_last_check_in():
    assert (drawn(*FOUR).nothing_more.value, drawn(*FOUR).nothing_more.score) == (52, Decimal("0.40"))


def test_the_last_four_weeks_go_on_to_the_end():
    # After 4 weeks it was at 24, on the way from 0 to 30 in 5 weeks: 28 in 4 weeks is 7 a week, 35 in the 5 left.
    assert (drawn(*FOUR).goes_on.value, drawn(*FOUR).goes_on.score) == (87, Decimal("0.67"))


def test_a_straight_line_is_damped_below_itself_and_above_standing_still():
    line = [after(week, 10 * week) for week in (1, 2, 3, 4)]
    found = drawn(*line, weeks=4)
    assert found.goes_on.value == 130
    assert found.nothing_more.value < found.damped.value < found.goes_on.value


def test_the_damped_trend_by_hand():
    # Weeks 0, 10, 20, 30 (first 0 at week 0), one week left: level 0, trend 10.
    # 10: ahead 9, level 9.8, trend 9 + 0.2 × 0.8 × 1 = 9.16
    # 20: ahead 18.044, level 19.6088, trend 8.244 + 0.16 × 1.956 = 8.55696
    # 30: ahead 27.310064, level 29.4620128, trend 7.701264 + 0.16 × 2.689936 = 8.13165376
    # one more week: 29.4620128 + 0.9 × 8.13165376 = 36.780501184
    short = replace(CYCLE, end=EVE + timedelta(weeks=4))
    rows = (after(1, 10), after(2, 20), after(3, 30))
    early = CheckIn(key_result_id="O1-KR1", day=EVE + timedelta(days=0), value=Decimal(0))
    okr_set = OkrSet(cycle=replace(short, start=EVE), key_results=(LEADS,), check_ins=(early, *rows))
    found = scenarios(okr_set, LEADS, on=EVE + timedelta(weeks=3))
    assert found is not None
    assert found.damped.value == Decimal("36.780501")


@pytest.mark.parametrize(
    "check_ins",
    [
        FOUR[1:],  # of three days
        (after(6, 30), replace(after(6, 35), day=EVE + timedelta(days=44)), after(7, 40), after(8, 41)),  # two weeks
    ],
)
def test_too_little_is_not_drawn(check_ins):
    assert drawn(*check_ins) is None


@pytest.mark.parametrize(
    "key_result",
    [replace(LEADS, kind=Kind.AT_LEAST), replace(LEADS, kind=Kind.MILESTONE), replace(LEADS, status=Status.REPLACED)],
)
def test_only_lines_are_drawn(key_result):
    assert drawn(*FOUR, of=key_result) is None


def test_nothing_is_drawn_once_time_is_up():
    assert drawn(*FOUR, weeks=13) is None
