"""Values that seem to be slips, before a check-in saves them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from okrsdk.model import KeyResult, Kind
from okrsdk.rules.value_doubts import ValueDoubt, on_own_scale, value_doubt

D = Decimal
SHARE = KeyResult(text="Beds free by noon", unit="%", baseline=D("0.31"), target=D("0.42"))
DONATIONS = KeyResult(text="Donations", baseline=D(1_200_000), target=D(3_000_000))
WAIT = KeyResult(text="Wait", kind=Kind.DECREASE, baseline=D(21), target=D(7))


@pytest.mark.parametrize(
    ("key_result", "value", "doubt"),
    [
        (DONATIONS, D(2_700_000), None),  # on the way
        (DONATIONS, D("2.7"), ValueDoubt(ways=D(1), meant=D("2700000.0"))),  # a million times less
        (DONATIONS, D(3_900_000), None),  # half a way beyond the target
        (WAIT, D(14), None),
        (WAIT, D(63), None),  # three ways off, and no more
        (WAIT, D(91), ValueDoubt(ways=D(5))),  # (91 − 21) ÷ 14
        (KeyResult(text="Wait", baseline=D(7)), D(900), None),  # no target, no way
        (KeyResult(text="Wait", baseline=D(7), target=D(7)), D(900), None),
        (SHARE, D(84), ValueDoubt(ways=D(760))),  # (84 − 0.42) ÷ 0.11, and 0.84 is off the way as well
        (SHARE, D("0.0036"), ValueDoubt(ways=D(3), meant=D("0.36"))),  # a share of a share
        (SHARE, D("36"), ValueDoubt(ways=D(323), meant=D("0.36"))),
        (KeyResult(text="Live", kind=Kind.MILESTONE, baseline=D(0), target=D(1)), D(900), None),
    ],
)
def test_a_value_far_off_the_way_is_doubted(key_result, value, doubt):
    assert value_doubt(key_result, value) == doubt


@pytest.mark.parametrize(
    ("key_result", "value", "own"),
    [
        (SHARE, D(36), D("0.36")),
        (SHARE, D("0.36"), D("0.36")),
        (WAIT, D(14), D(14)),
        (SHARE, D(8400), D(84)),  # 8,400 %, which is doubted, and not 840,000 %
        (SHARE, D(5), D("0.05")),
        (SHARE, D("1.5"), D("1.5")),  # may well be 150 %
        (replace(SHARE, baseline=D("1.5"), target=D(4)), D(3), D(3)),  # 300 % is on the way
        (replace(SHARE, baseline=None), D(84), D("0.84")),
        (replace(SHARE, target=None), D(84), D(84)),
        (replace(SHARE, baseline=D(31), target=D(42)), D(8400), D(8400)),  # held in points
    ],
)
def test_a_percentage_is_taken_on_the_scale_of_its_key_result(key_result, value, own):
    assert on_own_scale(key_result, value) == own


def test_what_was_written_with_its_sign_is_taken_by_its_word():
    assert on_own_scale(SHARE, D(84), has_sign=True) == D(84)
    assert on_own_scale(replace(SHARE, baseline=D(31), target=D(42)), D("0.36"), has_sign=True) == D(36)
