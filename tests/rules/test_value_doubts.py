"""Values that seem to be slips, before a check-in saves them."""

from __future__ import annotations

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
        (KeyResult(text="Live", kind=Kind.MILESTONE, baseline=D(0), target=D(1)), D(900), None),
    ],
)
def test_a_value_far_off_the_way_is_doubted(key_result, value, doubt):
    assert value_doubt(key_result, value) == doubt


@pytest.mark.parametrize(
    ("key_result", "value", "own"),
    [(SHARE, D(36), D("0.36")), (SHARE, D("0.36"), D("0.36")), (WAIT, D(14), D(14))],
)
def test_a_percentage_is_taken_on_the_scale_of_its_key_result(key_result, value, own):
    assert on_own_scale(key_result, value) == own
