"""Pace: how progress compares with the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.grading.bands import score
from okrsdk.grading.exact import cut
from okrsdk.grading.progress import exact_progress
from okrsdk.texts import text

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import Cycle, KeyResult


class Pace(StrEnum):
    """How a key result compares with the calendar."""

    DONE = "done"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    AT_RISK = "at_risk"
    OUTDATED = "outdated"

    @property
    def slip(self) -> str:
        """How a key result falls behind the calendar, in a few words; empty where it need not worry anyone.

        >>> Pace.AT_RISK.slip, Pace.BEHIND.slip
        ('at risk', '')
        """
        return _SLIPS.get(self, "")


_SLIPS = {Pace.AT_RISK: text("at risk"), Pace.OUTDATED: text("no check-in for too long")}


@dataclass(frozen=True, slots=True, kw_only=True)
class PacePolicy:
    """What counts as on track.

    The goal is what should be reached by the last day; the gap is the share of the time that has passed minus the share
    of the goal that has been reached.

    Attributes:
        name: what it is called in settings.
        aims_at_pass_mark: whether the goal is the pass mark (0.7 of a stretch, 1.0 of a promise) or the whole target.
        is_relative: whether the two limits are shares of the time that has passed, rather than of the whole.
        on_track_gap: the largest gap that is still on track.
        behind_gap: the largest gap that is behind; more is at risk.
        cadence_days: a check-in is asked for every so many days.
        grace_days: so many days late still counts as in time.
    """

    name: str
    aims_at_pass_mark: bool
    is_relative: bool = False
    on_track_gap: Decimal = Decimal(0)
    behind_gap: Decimal = Decimal("0.25")
    cadence_days: int = 14
    grace_days: int = 3

    def goal(self, key_result: KeyResult) -> Fraction:
        """The progress at which the key result is done."""
        return Fraction(key_result.commitment.pass_mark) if self.aims_at_pass_mark else Fraction(1)


STRETCH = PacePolicy(name="stretch", aims_at_pass_mark=True)
"""Our own: a stretch is on track when it heads for 0.7, a promise when it heads for 1.0."""

LINEAR_25 = PacePolicy(name="linear-25", aims_at_pass_mark=False)
"""The convention of Microsoft Viva Goals: a straight line to the target, at risk more than 25 points below it."""

RATIO_95 = PacePolicy(
    name="ratio-95", aims_at_pass_mark=False, is_relative=True, on_track_gap=Decimal("0.05"), behind_gap=Decimal("0.25")
)
"""The convention of UpRaise for Jira: on track from 95 % of the line to the target, at risk below 75 % of it."""

PACE_POLICIES = (STRETCH, LINEAR_25, RATIO_95)


def pace(
    key_result: KeyResult,
    current: Decimal | None,
    cycle: Cycle,
    *,
    on: date,
    last_check_in: date | None = None,
    policy: PacePolicy = STRETCH,
) -> Pace | None:
    """How the key result compares with the calendar at the end of day `on`; None where nothing can be said.

    Time runs from the first day of the cycle to the day the key result is due, else to the last day of the cycle.
    `done` once the rounded score is at the policy's goal, whatever the calendar says; then `on_track`, `behind` or
    `at_risk` by the gap. No check-in for longer than cadence and grace makes it `outdated`, where it would otherwise be
    on track or cannot be graded: silence is never green. That clock starts with the cycle and stops with it.

    Args:
        key_result: replaced and dropped ones have no pace.
        current: its value now, None when unknown.
        cycle: the time box.
        on: the day asked about.
        last_check_in: the day of its latest check-in by a person, None when there is none.
        policy: what counts as on track.

    >>> from datetime import date
    >>> from okrsdk.model import Cycle, KeyResult
    >>> leads = KeyResult(baseline=Decimal(100), target=Decimal(200))
    >>> quarter, day = Cycle.parse("2026-Q1"), date(2026, 2, 14)  # half of the quarter
    >>> pace(leads, Decimal(135), quarter, on=day, last_check_in=day).value
    'on_track'
    >>> pace(leads, Decimal(135), quarter, on=day, last_check_in=day, policy=LINEAR_25).value
    'behind'
    """
    if not key_result.is_active:
        return None
    measured = None if current is None else _measured(key_result, current, cycle, on=on, policy=policy)
    if measured in (None, Pace.ON_TRACK) and _is_outdated(cycle, on=on, last_check_in=last_check_in, policy=policy):
        return Pace.OUTDATED
    return measured


def _measured(key_result: KeyResult, current: Decimal, cycle: Cycle, *, on: date, policy: PacePolicy) -> Pace | None:
    try:
        reached = exact_progress(key_result, current)
    except UngradableError:
        return None
    goal = policy.goal(key_result)
    if score(cut(reached)) >= goal:  # as rounded as the score that people see, so that colour and pace agree
        return Pace.DONE
    elapsed = time_box(key_result, cycle).elapsed(on)
    whole = elapsed if policy.is_relative else 1
    gap = elapsed - reached / goal
    if gap <= Fraction(policy.on_track_gap) * whole:
        return Pace.ON_TRACK
    return Pace.BEHIND if gap <= Fraction(policy.behind_gap) * whole else Pace.AT_RISK


def time_box(key_result: KeyResult, cycle: Cycle) -> Cycle:
    """The time that a key result has: from the first day of the cycle to its due day, else to the cycle's last."""
    # A due day before the cycle is a slip that the rules report; no time can run towards it.
    if key_result.due is None or key_result.due < cycle.start:
        return cycle
    return replace(cycle, end=key_result.due)


def _is_outdated(cycle: Cycle, *, on: date, last_check_in: date | None, policy: PacePolicy) -> bool:
    heard = max(last_check_in or cycle.start, cycle.start)
    return (min(on, cycle.end) - heard).days > policy.cadence_days + policy.grace_days
