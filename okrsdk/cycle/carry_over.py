"""Carry-over: what of a cycle goes on in the next one, where the value reached is the baseline."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from okrsdk.grading import current_value
from okrsdk.language.restating import restated
from okrsdk.model import Cycle, KeyResult, Kind, OkrSet

if TYPE_CHECKING:
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.grading import KeyResultScore

_MONTHS = 12
_FISCAL = re.compile(r"FY(\d\d)(?:-([QH])([1-4]))?")
_PARTS = {"Q": 4, "H": 2}
_WITHOUT_A_WAY = (Kind.BETWEEN, Kind.MILESTONE, Kind.STAGES, Kind.FIND_BASELINE)


def carry_over(assessment: Assessment, *, cycle: Cycle | None = None) -> OkrSet:
    """The OKRs with which the next cycle begins: client, funnel, and the objectives and key results that go on.

    A key result goes on that is active, of an active objective, and has not reached its pass mark. Its current value
    is its new baseline, in its sentence too where that says the old one; its Current is blank, so that the first
    check-in sets it. Milestones, stages and ranges go on from where they are. A day in the cycle that ends is no longer
    due; a later one stays. An objective goes on with a key result that does, or when it has none yet. IDs stay, so that
    cycles can be compared. Check-ins, lessons and what was replaced or dropped stay where they are.

    Args:
        assessment: the cycle that ends, with its final grade.
        cycle: the next one; by default the one that follows, of the same length.
    """
    ended = assessment.okr_set
    following = cycle or (None if ended.cycle is None else following_cycle(ended.cycle))
    active = {one.id for one in ended.objectives if one.is_active} - {""}
    going_on = tuple(
        _begun(key_result, current_value(ended, key_result, on=assessment.on), ended)
        for key_result, score in zip(ended.key_results, assessment.scores.key_results, strict=True)
        if key_result.objective_id in active and goes_on(key_result, score)
    )
    parents = {one.objective_id for one in going_on}
    had_any = {one.objective_id for one in ended.key_results}
    return OkrSet(
        client=ended.client,
        cycle=following,
        objectives=tuple(
            one for one in ended.objectives if one.is_active and (one.id in parents or one.id not in had_any)
        ),
        key_results=going_on,
        strategy=ended.strategy,
        locale=ended.locale,
    )


def goes_on(key_result: KeyResult, score: KeyResultScore) -> bool:
    """Whether a key result goes on in the next cycle: it is active and has not reached its pass mark."""
    return key_result.is_active and (score.score is None or score.score < key_result.commitment.pass_mark)


def following_cycle(cycle: Cycle) -> Cycle:
    """The cycle of the same length that begins on the day after this one's last.

    >>> following_cycle(Cycle.parse("2026-Q4")).name, following_cycle(Cycle.parse("2026-03")).name
    ('2027-Q1', '2026-04')
    >>> following_cycle(Cycle.parse("15 Jan 2026 – 31 Mar 2026")).name
    '2026-04-01 to 2026-06-15'
    """
    start = cycle.end + timedelta(days=1)
    end = start + (cycle.end - cycle.start)
    if cycle.start.day == 1 and start.day == 1:
        months = (start.year - cycle.start.year) * _MONTHS + start.month - cycle.start.month
        years, month = divmod(start.month - 1 + months - 1, _MONTHS)
        end = date(start.year + years, month + 1, monthrange(start.year + years, month + 1)[1])
    if fiscal := _FISCAL.fullmatch(cycle.name):
        return Cycle(name=_following_fiscal(fiscal), start=start, end=end)
    return Cycle.parse(f"{start} to {end}")


def _following_fiscal(name: re.Match[str]) -> str:
    year, part, number = int(name[1]), name[2], int(name[3] or 1)
    if part and number < _PARTS[part]:
        return f"FY{year:02d}-{part}{number + 1}"
    following = f"FY{(year + 1) % 100:02d}"
    return f"{following}-{part}1" if part else following


def _begun(key_result: KeyResult, value: Decimal | None, ended: OkrSet) -> KeyResult:
    """The key result as it begins in the next cycle."""
    is_due_later = key_result.due is not None and ended.cycle is not None and key_result.due > ended.cycle.end
    own = replace(key_result, due=key_result.due if is_due_later else None, replaced_by="")
    if key_result.kind in _WITHOUT_A_WAY:
        return replace(own, current=value)
    if value is None or key_result.baseline is None:
        return replace(own, current=None)
    moved = replace(own, baseline=value, current=None)
    return replace(moved, text=restated(own.text, own, moved, locale=ended.locale or None))
