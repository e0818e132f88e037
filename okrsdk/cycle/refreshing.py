"""What a value that was read from where it is kept comes to: a check-in, nothing new, or a question for people.

People come first. Their word of the same day or a later one stays, and so does what they typed into Current, where the
source's value is of an earlier day or where they typed over what was read that day. A value far off the way is not
written unseen. Where nothing changed no row is added, save once a week, so that it is on record that it stayed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.cycle.check_in import doubt, refusal
from okrsdk.grading import current_value
from okrsdk.language.amount_text import plain_text
from okrsdk.model import CheckIn, automatic_author
from okrsdk.rules.value_doubts import value_doubt

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.cycle.check_in import Doubt
    from okrsdk.model import KeyResult, OkrSet, Reading

_WEEK = timedelta(days=7)
_LARGEST = Decimal(10) ** 15


class RefreshOutcome(StrEnum):
    """What became of a value that was asked for."""

    CHECKED_IN = "checked_in"
    """A check-in says it."""
    UNCHANGED = "unchanged"
    """The newest check-in says it already."""
    KEPT = "kept"
    """A check-in of that day or later says something else, and stays."""
    TYPED = "typed"
    """Current was typed and has no day: it may be newer, and stays until people check in or clear it."""
    DOUBTFUL = "doubtful"
    """It may be a slip, so people are to look at it first."""
    UNREAD = "unread"
    """There is none, or none that can be taken; it counts as not known, never as 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshedValue:
    """A key result whose value was asked for.

    Attributes:
        key_result: the key result.
        before: its value so far; None where none was known.
        outcome: what became of the value.
        reading: the value; None where there is none.
        newest: its newest check-in with a value; None without one.
        check_in: the check-in to write; None where none is.
        doubt: why it may be a slip, of a doubtful one.
        problem: why there is none, of one that was not read.
    """

    key_result: KeyResult
    before: Decimal | None
    outcome: RefreshOutcome
    reading: Reading | None = None
    newest: CheckIn | None = None
    check_in: CheckIn | None = None
    doubt: Doubt | None = None
    problem: str = ""

    @property
    def needs_people(self) -> bool:
        """Whether it waits for people: nothing was read, it may be a slip, or something typed is in its way."""
        return self.outcome in (RefreshOutcome.UNREAD, RefreshOutcome.DOUBTFUL, RefreshOutcome.TYPED)


def unread_value(okr_set: OkrSet, key_result: KeyResult, problem: str, *, on: date) -> RefreshedValue:
    """What a source that gives no value comes to: what is known stays.

    Args:
        okr_set: the OKRs.
        key_result: one of its key results.
        problem: why there is no value, and what to do.
        on: the client's day.
    """
    before = current_value(okr_set, key_result, on=on)
    return RefreshedValue(key_result=key_result, before=before, outcome=RefreshOutcome.UNREAD, problem=problem)


def refreshed_value(
    okr_set: OkrSet,
    key_result: KeyResult,
    reading: Reading,
    *,
    on: date,
    is_current_formula: bool = False,
    save_doubtful: bool = False,
) -> RefreshedValue:
    """What the value that a source gives comes to.

    Args:
        okr_set: the OKRs, with the check-ins so far.
        key_result: one of its key results.
        reading: the value.
        on: the client's day.
        is_current_formula: whether a formula is in Current, so that nothing was typed there.
        save_doubtful: whether to take also what may be a slip.
    """
    said = [one for one in okr_set.check_ins_of(key_result.id, on=on) if one.value is not None]
    newest = said[-1] if said else None
    current = None if is_current_formula else key_result.current
    typed = _typed(key_result, current, newest)
    check_in = CheckIn(
        day=reading.as_of,
        key_result_id=key_result.id,
        value=reading.value,
        changed="" if typed is None or typed == reading.value else f"Current held {plain_text(typed)}, without a day.",
        by=automatic_author(reading.source),
    )
    problem = _refusal(okr_set, reading, check_in, on=on)
    slip = None if problem or save_doubtful else _slip(okr_set, key_result, check_in, newest)
    outcome = RefreshOutcome.UNREAD
    if not problem:
        stays = _what_stays(reading, said, current=current, typed=typed, on=on)
        outcome = stays or (RefreshOutcome.DOUBTFUL if slip else RefreshOutcome.CHECKED_IN)
    return RefreshedValue(
        key_result=key_result,
        before=current_value(okr_set, key_result, on=on),
        outcome=outcome,
        reading=reading,
        newest=newest,
        check_in=check_in if outcome is RefreshOutcome.CHECKED_IN else None,
        doubt=slip if outcome is RefreshOutcome.DOUBTFUL else None,
        problem=problem,
    )


def _what_stays(
    reading: Reading, said: list[CheckIn], *, current: Decimal | None, typed: Decimal | None, on: date
) -> RefreshOutcome | None:
    """Why what is in the workbook stays; None where it does not."""
    newest = said[-1] if said else None
    if _is_same(reading, newest, current):
        return RefreshOutcome.UNCHANGED
    if _is_older(reading, said):
        return RefreshOutcome.KEPT
    return RefreshOutcome.TYPED if _is_typed_since(reading, newest, typed, on=on) else None


def _typed(key_result: KeyResult, current: Decimal | None, newest: CheckIn | None) -> Decimal | None:
    """What people typed into Current, over what the newest check-in says; the baseline alone is no news."""
    told = key_result.baseline if newest is None else newest.value
    return None if current is None or current == told else current


def _refusal(okr_set: OkrSet, reading: Reading, check_in: CheckIn, *, on: date) -> str:
    if reading.as_of > on:
        return f"Its value is of {reading.as_of}, a day to come (today is {on}). Is it a plan?"
    if not reading.value.is_finite() or abs(reading.value) > _LARGEST:
        return "Its value is no number that a key result can have."
    return refusal(okr_set, check_in, on=on)


def _slip(okr_set: OkrSet, key_result: KeyResult, check_in: CheckIn, newest: CheckIn | None) -> Doubt | None:
    """Why a value is far off the way; steps back and repetitions are what a source may well measure."""
    found = doubt(okr_set, check_in)
    if found is None or found.ways is None:
        return None
    has_been_there = newest is not None and newest.value is not None and value_doubt(key_result, newest.value)
    return None if has_been_there else found


def _is_same(reading: Reading, newest: CheckIn | None, current: Decimal | None) -> bool:
    """Whether the newest check-in says so already, and is not a week older."""
    if newest is None or newest.day is None or newest.value != reading.value:
        return False
    return current in (None, reading.value) and reading.as_of - newest.day < _WEEK


def _is_older(reading: Reading, said: list[CheckIn]) -> bool:
    """Whether anyone said something of a later day, or a person of that day."""
    return any(
        one.day is not None and (one.day > reading.as_of or (one.day == reading.as_of and not one.is_automatic))
        for one in said
    )


def _is_typed_since(reading: Reading, newest: CheckIn | None, typed: Decimal | None, *, on: date) -> bool:
    """Whether people may have typed Current after the day that the value is of, or over what was read that day."""
    if typed is None or typed == reading.value:
        return False
    return reading.as_of < on or (newest is not None and newest.day == reading.as_of)
