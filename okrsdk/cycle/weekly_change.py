"""Weekly change: how fast a key result has to move from here, beside how fast it moved so far, in its own unit.

This needs no forecast, and a person can check it. "Needs more a week than its best week so far" is the one alarm: of
simulated key results of many shapes so flagged in week 10 of 13, 7 of 100 still reached 0.7 (`python -m bench rhythm`).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from math import lcm
from typing import TYPE_CHECKING

from okrsdk.cycle.measured_values import measured_values
from okrsdk.grading import STRETCH, current_value, time_box
from okrsdk.grading.exact import cut, fraction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.grading import PacePolicy
    from okrsdk.model import Cycle, KeyResult, OkrSet

_WEEK = 7
_FEWEST_CHECK_INS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyChange:
    """How fast a key result moves, and would have to; numbers a week are positive towards the target.

    Attributes:
        current: its value now, in its unit.
        expected: the value that would be on track today.
        weeks_left: weeks from the end of today to the day it is due; 0 on that day and after it.
        to_pass_mark: what it needs a week to reach its pass mark in time; 0 when it is there, None without time left.
        to_target: what it needs a week to reach its target in time.
        median: the median week so far; None before a whole week is measured.
        best: the best week so far.
        check_ins: how many days have a check-in with a value.
    """

    current: Decimal
    expected: Decimal
    weeks_left: Decimal
    to_pass_mark: Decimal | None
    to_target: Decimal | None
    median: Decimal | None
    best: Decimal | None
    check_ins: int

    @property
    def needs_more_than_ever(self) -> bool:
        """Whether it needs more a week to reach its pass mark than its best week brought.

        Said from three check-ins on, since fewer tell nothing of its weeks.
        """
        if self.to_pass_mark is None or self.best is None or self.check_ins < _FEWEST_CHECK_INS:
            return False
        return self.to_pass_mark > max(self.best, Decimal(0))


def weekly_change(
    okr_set: OkrSet, key_result: KeyResult, *, on: date, policy: PacePolicy = STRETCH
) -> WeeklyChange | None:
    """How fast a key result moves and would have to; None where no line runs to its target or its value is not known.

    A line runs from baseline to target for `increase`, `decrease`, and thresholds with a baseline that is worse than
    the target. The expected value is `baseline + (target − baseline) × goal × elapsed`, the goal being the pass mark
    under the policy `stretch`.

    Args:
        okr_set: the OKRs.
        key_result: one of its key results.
        on: the day asked about; it counts as passed.
        policy: what counts as on track.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from okrsdk.model import CheckIn, Cycle, KeyResult, OkrSet
    >>> leads = KeyResult(id="O1-KR1", baseline=Decimal(0), target=Decimal(130))
    >>> said = CheckIn(key_result_id="O1-KR1", day=date(2026, 2, 4), value=Decimal(40))
    >>> quarter = Cycle.parse("2026-01-01 to 2026-04-01")  # 13 weeks
    >>> found = weekly_change(OkrSet(cycle=quarter, key_results=(leads,), check_ins=(said,)), leads, on=said.day)
    >>> str(found.expected), str(found.median), str(found.to_pass_mark), str(found.to_target)
    ('35', '8', '6.375', '11.25')
    """
    cycle, value = okr_set.cycle, current_value(okr_set, key_result, on=on)
    if cycle is None or value is None or not value.is_finite():
        return None
    measured = measured_values(okr_set, key_result, cycle, on=on)
    expected = expected_value(key_result, cycle, on=on, policy=policy)
    if measured is None or expected is None or key_result.target is None or not key_result.is_active:
        return None
    baseline, current = measured.points[0][1], fraction(value)
    way, box = fraction(key_result.target) - baseline, time_box(key_result, cycle)
    weeks_left = Fraction(max((box.end - max(on, box.start)).days, 0), _WEEK)
    typical, best = _typical_and_best(measured.weekly(), is_up=way > 0)

    def needed(share: Fraction) -> Decimal | None:
        missing = (baseline + way * share - current) * (1 if way > 0 else -1)
        if missing <= 0:
            return cut(Fraction(0))
        return cut(missing / weeks_left) if weeks_left else None

    return WeeklyChange(
        current=value,
        expected=expected,
        weeks_left=cut(weeks_left),
        to_pass_mark=needed(fraction(key_result.commitment.pass_mark)),
        to_target=needed(Fraction(1)),
        median=typical,
        best=best,
        check_ins=measured.check_ins,
    )


def _typical_and_best(weeks: Sequence[Fraction], *, is_up: bool) -> tuple[Decimal | None, Decimal | None]:
    """The median and the best change from week to week, towards the target; None where there is no whole week."""
    if len(weeks) < 2:  # noqa: PLR2004 - a change needs two
        return None, None
    # As whole numbers of one unit: fractions cost ten times as much.
    unit = lcm(*(week.denominator for week in weeks))
    whole = [week.numerator * (unit // week.denominator) for week in weeks]
    changes = sorted((later - earlier) if is_up else (earlier - later) for earlier, later in pairwise(whole))
    middle = changes[(len(changes) - 1) // 2] + changes[len(changes) // 2]
    return cut(Fraction(middle, 2 * unit)), cut(Fraction(changes[-1], unit))


def expected_value(key_result: KeyResult, cycle: Cycle, *, on: date, policy: PacePolicy = STRETCH) -> Decimal | None:
    """The value that would be on track on a day, in the key result's unit; None without baseline and target.

    Args:
        key_result: the key result.
        cycle: the time box it is in.
        on: the day; it counts as passed.
        policy: what counts as on track.
    """
    if key_result.baseline is None or key_result.target is None:
        return None
    baseline = fraction(key_result.baseline)
    way = fraction(key_result.target) - baseline
    return cut(baseline + way * policy.goal(key_result) * time_box(key_result, cycle).elapsed(on))
