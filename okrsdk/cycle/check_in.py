"""Check-ins before they are written: which are refused, and which are asked about because they may be a slip."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.grading import progress
from okrsdk.rules.value_doubts import value_doubt
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import CheckIn, KeyResult, OkrSet

_STEP_BACK = Decimal("0.1")
_LISTED = 20
_TIMES_BEFORE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why the value of a check-in may be a slip; at least one of its parts says so.

    Attributes:
        ways: how many times the way from baseline to target it is away from both; None where it is not far off.
        meant: the value on the scale of baseline and target, where another scale makes sense of it.
        back_from: the value before, where this one is a tenth of the way or more further from the target.
        same_as: how often in a row this very value was told before, where that is three times or more.
    """

    ways: Decimal | None = None
    meant: Decimal | None = None
    back_from: Decimal | None = None
    same_as: int | None = None


def refusal(okr_set: OkrSet, check_in: CheckIn, *, on: date, late_reason: str = "") -> str:
    """Why a check-in cannot be taken, and what to do; empty when it can.

    Args:
        okr_set: the OKRs.
        check_in: the check-in.
        on: the client's day.
        late_reason: why it comes after the end of the cycle; without one, that is refused.
    """
    known = okr_set.key_result(check_in.key_result_id)
    if known is None:
        unknown = text("There is no key result {id}.", id=check_in.key_result_id or text("without an ID"))
        return strung([unknown, _known_ids(okr_set)])
    if check_in.day is None:
        return text("The check-in of {id} has no day. Say the day it is of.", id=known.id)
    if check_in.day > on:
        return text(
            "{day} is a day to come (today is {today}). A check-in says what is: check in on that day.",
            day=check_in.day,
            today=on,
        )
    if check_in.confidence is not None and not 0 <= check_in.confidence <= 1:
        return text(
            "The confidence {confidence:f} is not from 0 to 1. Write 0.7 for 7 of 10.", confidence=check_in.confidence
        )
    if check_in.value is None and check_in.confidence is None:
        return text(
            "The check-in of {id} has neither a value nor a confidence. Give at least one of them.", id=known.id
        )
    return _refusal_by_cycle(okr_set, check_in, on=on, late_reason=late_reason)


def is_past(okr_set: OkrSet, *, on: date) -> bool:
    """Whether the cycle was over or closed on a day, so that a check-in comes late and needs a reason."""
    return okr_set.cycle is not None and (okr_set.closed_on is not None or on > okr_set.cycle.end)


def doubt(okr_set: OkrSet, check_in: CheckIn) -> Doubt | None:
    """Why the value of a check-in may be a slip; None where nothing speaks against it.

    Asked of the person before it is saved: far off the way from baseline to target, a tenth of the way or more further
    from the target than before, or the same number for the fourth time in a row.

    Args:
        okr_set: the OKRs, with the check-ins so far.
        check_in: the check-in, of one of its key results.
    """
    key_result = okr_set.key_result(check_in.key_result_id)
    if key_result is None or check_in.value is None:
        return None
    far = value_doubt(key_result, check_in.value)
    before = [one.value for one in okr_set.check_ins_of(key_result.id, on=check_in.day) if one.value is not None]
    found = Doubt(
        ways=None if far is None else far.ways,
        meant=None if far is None else far.meant,
        back_from=_back_from(key_result, before, check_in.value),
        same_as=_times_in_a_row(key_result, before, check_in.value),
    )
    return None if found == Doubt() else found


def last_rated(okr_set: OkrSet, key_result: KeyResult, *, on: date) -> CheckIn | None:
    """The last check-in with both a value and a confidence, which is what "unchanged" repeats; None without any.

    A value that came in by itself since then takes the place of its own: what is unchanged is what people think of it.

    Args:
        okr_set: the OKRs.
        key_result: one of its key results.
        on: the day asked about.
    """
    measured: CheckIn | None = None
    for one in reversed(okr_set.check_ins_of(key_result.id, on=on)):
        if one.value is not None and one.confidence is not None:
            return one if measured is None else replace(one, day=measured.day, value=measured.value)
        if measured is None and one.is_automatic:
            measured = one
    return None


def _refusal_by_cycle(okr_set: OkrSet, check_in: CheckIn, *, on: date, late_reason: str) -> str:
    cycle, day = okr_set.cycle, check_in.day
    if cycle is None or day is None:
        return ""
    if day < cycle.start:
        return text(
            "{day} is before the cycle {cycle}, which begins on {start}. What was before is the baseline.",
            day=day,
            cycle=cycle.name,
            start=cycle.start,
        )
    if late_reason.strip() or not is_past(okr_set, on=on):
        return ""
    if okr_set.closed_on is not None:
        return text(
            "The cycle {cycle} was closed on {day}. To check in all the same, say so and why (--late REASON); the "
            "final scores stay as they were written down.",
            cycle=cycle.name,
            day=okr_set.closed_on,
        )
    return text(
        "The cycle {cycle} ended on {day}. To check in all the same, say so and why (--late REASON).",
        cycle=cycle.name,
        day=cycle.end,
    )


def _known_ids(okr_set: OkrSet) -> str:
    ids = [one.id for one in okr_set.key_results if one.id]
    if not ids:
        return text("None has an ID yet: grade the workbook first, which assigns them.")
    shown = ids if len(ids) <= _LISTED else [*ids[:_LISTED], "…"]
    return text("There are {ids}.", ids=", ".join(shown))


def _back_from(key_result: KeyResult, before: list[Decimal], value: Decimal) -> Decimal | None:
    if not before or not key_result.kind.is_linear:
        return None
    try:
        lost = progress(key_result, before[-1]) - progress(key_result, value)
    except UngradableError:
        return None
    return before[-1] if lost >= _STEP_BACK else None


def _times_in_a_row(key_result: KeyResult, before: list[Decimal], value: Decimal) -> int | None:
    """How often the value was told last; None where that is seldom, or where it is at the target and may well stay."""
    if not key_result.kind.is_linear or value == key_result.target:
        return None
    times = next((place for place, earlier in enumerate(reversed(before)) if earlier != value), len(before))
    return times if times >= _TIMES_BEFORE else None
