"""Scenarios: where a key result ends if nothing more happens, if the last four weeks go on, and in a damped middle.

They are no forecasts and carry no certainty: over simulated quarters of many shapes a straight line is worse than
"nothing more happens" until about week 10 (`python -m bench rhythm`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.cycle.measured_values import measured_values
from okrsdk.grading import progress, score, time_box
from okrsdk.grading.exact import cut

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal

    from okrsdk.cycle.measured_values import MeasuredValues
    from okrsdk.model import KeyResult, OkrSet

_WEEK = 7
_FEWEST_CHECK_INS = 4
_FEWEST_DAYS = 21
_RECENT_WEEKS = 4
_LEVEL, _TREND, _DAMPING = Fraction(8, 10), Fraction(2, 10), Fraction(9, 10)
_PLACES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """Where a key result would end.

    Attributes:
        value: its value on its last day, in its unit.
        score: what that scores, 0–1.
    """

    value: Decimal
    score: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenarios:
    """Three ways a key result could end, all from its last check-in.

    Attributes:
        nothing_more: nothing more happens.
        goes_on: what the last four weeks brought in the mean goes on.
        damped: a trend that follows the weeks and tires (Holt's method, α 0.8, β 0.2, φ 0.9).
    """

    nothing_more: Scenario
    goes_on: Scenario
    damped: Scenario


def scenarios(okr_set: OkrSet, key_result: KeyResult, *, on: date) -> Scenarios | None:
    """Three ways a key result could end; None where too little is known to draw them.

    They are drawn for `increase` and `decrease` with check-ins of four days, over three weeks, and time left.

    Args:
        okr_set: the OKRs.
        key_result: one of its key results.
        on: the day asked about.
    """
    cycle = okr_set.cycle
    if cycle is None or not key_result.is_active or not key_result.kind.is_linear:
        return None
    measured = measured_values(okr_set, key_result, cycle, on=on)
    if measured is None or measured.check_ins < _FEWEST_CHECK_INS or measured.days < _FEWEST_DAYS:
        return None
    last_day, last = measured.last
    weeks_left = Fraction((time_box(key_result, cycle).end - last_day).days, _WEEK)
    if weeks_left <= 0 or on >= time_box(key_result, cycle).end:
        return None
    return Scenarios(
        nothing_more=_ending(key_result, last),
        goes_on=_ending(key_result, last + _recent_change(measured) * weeks_left),
        damped=_ending(key_result, _damped(measured.weekly(), weeks_left)),
    )


def _ending(key_result: KeyResult, value: Fraction) -> Scenario:
    ends_at = cut(value, _PLACES)
    return Scenario(value=ends_at, score=score(progress(key_result, ends_at)))


def _recent_change(measured: MeasuredValues) -> Fraction:
    """What a week brought in the mean of the last four, or of as many as there are."""
    last_day, last = measured.last
    first_day = max(last_day - timedelta(weeks=_RECENT_WEEKS), measured.points[0][0])
    return (last - measured.at(first_day)) * _WEEK / (last_day - first_day).days


def _damped(weekly: Sequence[Fraction], weeks_left: Fraction) -> Fraction:
    """Holt's linear method with a damped trend, at the end of `weeks_left` more weeks."""
    level, trend = weekly[0], weekly[1] - weekly[0]
    for value in weekly[1:]:
        ahead = level + _DAMPING * trend
        level, trend = _LEVEL * value + (1 - _LEVEL) * ahead, _DAMPING * trend + _TREND * (value - ahead) * _LEVEL
    whole = int(weeks_left)
    steps = [_DAMPING**week for week in range(1, whole + 2)]
    return level + trend * (sum(steps[:whole]) + steps[whole] * (weeks_left - whole))
