"""Measured values: what the check-ins of a key result say it was, day by day, and week by week between them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.grading import stretch_mark
from okrsdk.grading.exact import fraction

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from okrsdk.model import Cycle, KeyResult, OkrSet

_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasuredValues:
    """The values of a key result, each at the end of its day, oldest first, one a day.

    Attributes:
        points: days and values, in its unit. The first is the baseline, at the end of the day before the cycle.
    """

    points: tuple[tuple[date, Fraction], ...]

    @property
    def last(self) -> tuple[date, Fraction]:
        """The newest day and its value."""
        return self.points[-1]

    @property
    def days(self) -> int:
        """Days from the first of the check-ins to the last; 0 where there are fewer than two."""
        return (self.points[-1][0] - self.points[1][0]).days if len(self.points) > 1 else 0

    @property
    def check_ins(self) -> int:
        """How many days have a check-in with a value."""
        return len(self.points) - 1

    def at(self, day: date) -> Fraction:
        """The value at the end of a day, on the straight line between the two days around it that have one."""
        for (before, low), (after, high) in pairwise(self.points):
            if day == after:
                return high
            if before <= day < after:
                return low + (high - low) * Fraction((day - before).days, (after - before).days)
        return self.points[0][1] if day < self.points[0][0] else self.points[-1][1]

    def weekly(self) -> tuple[Fraction, ...]:
        """The values at the ends of whole weeks, counted back from the last day that has a value; oldest first.

        A value of two weeks ago and one of today make two weeks of half the change each.
        """
        return tuple(reversed([self.at(day) for day in self._week_ends()]))

    def _week_ends(self) -> Iterator[date]:
        day = self.last[0]
        while day >= self.points[0][0]:
            yield day
            day -= timedelta(days=_WEEK)


def measured_values(okr_set: OkrSet, key_result: KeyResult, cycle: Cycle, *, on: date) -> MeasuredValues | None:
    """What the check-ins say up to a day; of one day the last word counts. None where no line runs to the target.

    A line runs from baseline to target for `increase`, `decrease`, and thresholds with a baseline that is worse than
    the target. Only check-ins count, since a value typed into Current has no day.

    Args:
        okr_set: the OKRs.
        key_result: one of its key results.
        cycle: the time box; check-ins of days outside do not count.
        on: the day asked about.
    """
    if stretch_mark(key_result) is None or key_result.baseline is None:
        return None
    said = {
        one.day: fraction(one.value)
        for one in okr_set.check_ins_of(key_result.id, on=on)
        if one.value is not None and one.day is not None and one.day in cycle and one.value.is_finite()
    }
    start = cycle.start - timedelta(days=1)
    return MeasuredValues(points=((start, fraction(key_result.baseline)), *sorted(said.items())))
