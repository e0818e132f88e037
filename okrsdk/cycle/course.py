"""The course of a cycle: overall score, progress and confidence week by week, as the check-ins tell it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.grading import LeftOut, grade, progress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.model import Cycle, KeyResult, OkrSet

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """The course of a cycle up to the day that was judged.

    Attributes:
        scores: the overall score at the end of each week, oldest first, and on the day itself.
        progress: of each key result, in the order of the set, days and progress as its check-ins say; the last word of
            a day counts.
        confidence: of each key result, in the order of the set, the last rating of each week so far; None where there
            was none that week.
    """

    scores: tuple[tuple[date, Decimal], ...]
    progress: tuple[tuple[tuple[date, Decimal], ...], ...]
    confidence: tuple[tuple[Decimal | None, ...], ...]


def course(assessment: Assessment) -> Course | None:
    """The course of the cycle; None where the set names no cycle, or before it has begun.

    A key result counts as 0 before its first check-in. One that is not graded on the day itself does not count at all,
    and a value typed into Current has no day, so it counts from the day itself on.
    """
    okr_set, cycle = assessment.okr_set, assessment.okr_set.cycle
    if cycle is None or assessment.on < cycle.start:
        return None
    return Course(
        scores=tuple(_scores(assessment, cycle)),
        progress=tuple(tuple(_progress(okr_set, one, assessment.on)) for one in okr_set.key_results),
        confidence=tuple(tuple(_confidence(okr_set, one, cycle, assessment.on)) for one in okr_set.key_results),
    )


def _scores(assessment: Assessment, cycle: Cycle) -> Iterator[tuple[date, Decimal]]:
    told = replace(
        assessment.okr_set, key_results=tuple(replace(one, current=None) for one in assessment.okr_set.key_results)
    )
    left_out = LeftOut(
        key_results={own.position: own.reason for own in assessment.scores.key_results if own.score is None}
    )
    day, last = cycle.start + _WEEK - timedelta(days=1), min(assessment.on, cycle.end)
    while day < last:
        overall = grade(told, on=day, final=True, left_out=left_out).overall
        if overall is not None:
            yield day, overall
        day += _WEEK
    if assessment.scores.overall is not None:
        yield last, assessment.scores.overall


def _progress(okr_set: OkrSet, key_result: KeyResult, on: date) -> Iterator[tuple[date, Decimal]]:
    said = {one.day: one.value for one in okr_set.check_ins_of(key_result.id, on=on) if one.value is not None}
    for day, value in said.items():
        try:
            made = progress(key_result, value)
        except UngradableError:
            continue
        if day is not None:
            yield day, made


def _confidence(okr_set: OkrSet, key_result: KeyResult, cycle: Cycle, on: date) -> Iterator[Decimal | None]:
    said = {
        cycle.week(one.day): one.confidence
        for one in okr_set.check_ins_of(key_result.id, on=on)
        if one.confidence is not None and one.day is not None and one.day in cycle
    }
    for week in range(1, cycle.week(on) + 1):
        yield said.get(week)
