"""The status of a set of OKRs: what the weekly meeting of 20 minutes needs, in the order in which it needs it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, TypeVar

from okrsdk.cycle.next_cycle import NextCycle, next_cycle
from okrsdk.cycle.weekly_change import WeeklyChange, weekly_change
from okrsdk.findings import Table
from okrsdk.grading import Pace
from okrsdk.model import Kind
from okrsdk.rules import CATALOGUE
from okrsdk.rules.answers import ASK_FOR_A_DECISION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import CheckIn, KeyResult, Objective

_WEEK = timedelta(days=7)
_SOURCES = {rule.info.code: rule.info.source for rule in CATALOGUE}
_WITHOUT_VALUES_BETWEEN = (Kind.MILESTONE, Kind.FIND_BASELINE)

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionDue:
    """A key result about which something is to be decided.

    Attributes:
        key_result: the key result.
        finding: the signal, with what to do.
        source: the row of the practice that asks for it.
    """

    key_result: KeyResult
    finding: Finding
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """A key result with a new value, or with the same value as before.

    Attributes:
        key_result: the key result.
        before: its value on the day from which is looked, in its unit.
        now: its newest value.
        unchanged_since: the first day on which it was told to have the value it has now; None where it moved.
    """

    key_result: KeyResult
    before: Decimal | None
    now: Decimal
    unchanged_since: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckInOwed:
    """A key result whose check-in is due.

    Attributes:
        key_result: the key result.
        owner: who answers for it, else for its objective; empty when neither names anyone.
        last: its last check-in by a person; None when there is none.
        days: days since then, or since the cycle began.
        is_late: whether the days of grace are over as well.
    """

    key_result: KeyResult
    owner: str
    last: date | None
    days: int
    is_late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """What has blocked a key result in every check-in since a day.

    Attributes:
        key_result: the key result.
        text: what blocks, in the words of the newest check-in.
        since: the day from which on every check-in named a block.
        days: days since then.
    """

    key_result: KeyResult
    text: str
    since: date
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FallenConfidence:
    """A key result in which its owner believes less than before.

    Attributes:
        key_result: the key result.
        ratings: the ratings up to today, oldest first.
        change: the newest rating less that of the day from which is looked; below 0.
    """

    key_result: KeyResult
    ratings: tuple[Decimal, ...]
    change: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A key result that needs more a week than its best week brought.

    Attributes:
        key_result: the key result.
        weekly: what it needs and what it had.
    """

    key_result: KeyResult
    weekly: WeeklyChange


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """Where a set of OKRs is, for the weekly meeting. Every part is in the order of the set.

    Attributes:
        assessment: what was found and scored.
        since: the day from which is looked: what was said after it is news.
        decisions: what is to be decided.
        moved: what has another value than on the day from which is looked.
        stuck: what was told of since, and has the same value.
        owed: whose check-in is due.
        blockers: what has been blocked for more than a week.
        fallen: where confidence fell.
        alarms: what needs more than its best week.
        next_cycle: what the next cycle is set from, in the last two weeks of this one; None before and after.
    """

    assessment: Assessment
    since: date
    decisions: tuple[DecisionDue, ...]
    moved: tuple[Movement, ...]
    stuck: tuple[Movement, ...]
    owed: tuple[CheckInOwed, ...]
    blockers: tuple[Blocker, ...]
    fallen: tuple[FallenConfidence, ...]
    alarms: tuple[Alarm, ...]
    next_cycle: NextCycle | None = None

    @property
    def on(self) -> date:
        """The day it is of."""
        return self.assessment.on

    @property
    def is_over(self) -> bool:
        """Whether the cycle has ended, so that it is to be closed."""
        cycle = self.assessment.okr_set.cycle
        return cycle is not None and self.on > cycle.end

    @property
    def is_closed(self) -> bool:
        """Whether it was closed by that day."""
        closed_on = self.assessment.okr_set.closed_on
        return closed_on is not None and self.on >= closed_on

    @property
    def turns_to_next(self) -> bool:
        """Whether the last two weeks of the cycle run, in which the next one is set with everyone (practice 15)."""
        return _turns_to_next(self.assessment)


def status(assessment: Assessment, *, since: date | None = None) -> Status:
    """What the weekly meeting needs: decisions, news, silence, blocks, doubts and alarms.

    Args:
        assessment: the OKRs as they were judged on the day asked about.
        since: the day from which is looked; by default one rhythm of check-ins before, as the policy has it.
    """
    rhythm = timedelta(days=assessment.policy.limits.check_in_days)
    since = assessment.on - rhythm if since is None else since
    views = tuple(_views(assessment))
    movements = _known(view.movement(since) for view in views)
    alarms = _known(view.alarm() for view in views)
    short_of = {one.key_result.id for one in alarms}
    return Status(
        assessment=assessment,
        since=since,
        decisions=_decisions(assessment),
        moved=tuple(one for one in movements if one.unchanged_since is None),
        stuck=tuple(one for one in movements if one.unchanged_since is not None),
        owed=_known(view.owed() for view in views),
        blockers=_known(view.blocker() for view in views),
        fallen=_known(view.fallen(since) for view in views),
        alarms=alarms,
        next_cycle=next_cycle(assessment, short_of=short_of) if _turns_to_next(assessment) else None,
    )


def _turns_to_next(assessment: Assessment) -> bool:
    cycle = assessment.okr_set.cycle
    return cycle is not None and cycle.end - 2 * _WEEK < assessment.on <= cycle.end


def _known(parts: Iterable[Part | None]) -> tuple[Part, ...]:
    return tuple(part for part in parts if part is not None)


def _decisions(assessment: Assessment) -> tuple[DecisionDue, ...]:
    return tuple(
        DecisionDue(
            key_result=assessment.okr_set.key_results[found.location.position],
            finding=found,
            source=_SOURCES[found.code],
        )
        for found in assessment.findings
        if found.code in ASK_FOR_A_DECISION
        and found.location.table is Table.KEY_RESULTS
        and found.location.position is not None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """An active key result of an active objective, with what its check-ins say up to the day asked about."""

    assessment: Assessment
    key_result: KeyResult
    score: KeyResultScore
    objective: Objective
    check_ins: Sequence[CheckIn]

    @property
    def _is_done(self) -> bool:
        return self.score.pace is Pace.DONE

    def movement(self, since: date) -> Movement | None:
        """Its newest value beside that of a day; None without news since then."""
        values = [(one.day, one.value) for one in self.check_ins if one.value is not None and one.day is not None]
        if not values or values[-1][0] <= since:
            return None
        now, earlier = values[-1][1], [value for day, value in values if day <= since]
        before = earlier[-1] if earlier else self.key_result.baseline
        if before != now:
            return Movement(key_result=self.key_result, before=before, now=now)
        if self._is_done or self.key_result.kind in _WITHOUT_VALUES_BETWEEN:
            return None
        same_from = next((at for at in range(len(values) - 1, 0, -1) if values[at - 1][1] != now), 0)
        return Movement(key_result=self.key_result, before=before, now=now, unchanged_since=values[same_from][0])

    def owed(self) -> CheckInOwed | None:
        """The check-in it owes; None where none is due, it is done, or the day is outside the cycle."""
        cycle, on, limits = self.assessment.okr_set.cycle, self.assessment.on, self.assessment.policy.limits
        if cycle is None or on not in cycle or self._is_done or not self.key_result.id:
            return None
        last = self.assessment.okr_set.last_heard(self.key_result.id, on=on)
        days = (on - (self.assessment.okr_set.silent_since(self.key_result.id, on=on) or cycle.start)).days
        if days < limits.check_in_days:
            return None
        return CheckInOwed(
            key_result=self.key_result,
            owner=self.key_result.owner or self.objective.owner,
            last=last,
            days=days,
            is_late=days > limits.check_in_days + limits.grace_days,
        )

    def blocker(self) -> Blocker | None:
        """What has blocked it for more than a week, up to its newest check-in."""
        by_people = (one for one in self.check_ins if not one.is_automatic)
        named = [(one.day, one.blocks.strip()) for one in by_people if one.day is not None]
        start = next((at + 1 for at in range(len(named) - 1, -1, -1) if not named[at][1]), 0)
        if start == len(named):
            return None
        since, days = named[start][0], (self.assessment.on - named[start][0]).days
        if days <= _WEEK.days:
            return None
        return Blocker(key_result=self.key_result, text=named[-1][1], since=since, days=days)

    def fallen(self, since: date) -> FallenConfidence | None:
        """How far its owner's rating fell; None where it did not, or nothing was said since."""
        said = [(one.day, one.confidence) for one in self.check_ins if one.confidence is not None and one.day]
        earlier = [rating for day, rating in said if day <= since]
        if not earlier or said[-1][0] <= since or said[-1][1] >= earlier[-1]:
            return None
        ratings = tuple(rating for _, rating in said)
        return FallenConfidence(key_result=self.key_result, ratings=ratings, change=ratings[-1] - earlier[-1])

    def alarm(self) -> Alarm | None:
        """What it needs a week, where that is more than its best week brought."""
        okr_set, policy = self.assessment.okr_set, self.assessment.policy.pace_policy
        weekly = weekly_change(okr_set, self.key_result, on=self.assessment.on, policy=policy)
        if weekly is None or not weekly.needs_more_than_ever:
            return None
        return Alarm(key_result=self.key_result, weekly=weekly)


def _views(assessment: Assessment) -> Iterator[_View]:
    okr_set = assessment.okr_set
    objectives = {one.id: one for one in okr_set.objectives if one.is_active and one.id}
    for key_result, score in zip(okr_set.key_results, assessment.scores.key_results, strict=True):
        objective = objectives.get(key_result.objective_id)
        if key_result.is_active and objective is not None:
            said = okr_set.check_ins_of(key_result.id, on=assessment.on)
            yield _View(assessment=assessment, key_result=key_result, score=score, objective=objective, check_ins=said)
