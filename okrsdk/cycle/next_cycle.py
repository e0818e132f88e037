"""What the last two weeks of a cycle bring into the next one: questions, open challenges, ill KPIs, lessons, rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.cycle.carry_over import following_cycle, goes_on
from okrsdk.cycle.strategy import Question, open_questions
from okrsdk.grading import Pace
from okrsdk.model import StrategyPart

if TYPE_CHECKING:
    from collections.abc import Container

    from okrsdk.assessment import Assessment
    from okrsdk.model import Cycle, KeyResult, OkrSet, StrategyEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class NextCycle:
    """What there is to talk about when the next cycle is set. Every part is in the order of the set.

    Attributes:
        cycle: the cycle that is set.
        questions: what the strategy does not say yet.
        unanswered: the challenges that no active objective names.
        ill: the KPIs that are out of their range.
        unreached: the key results that will not be reached: at risk, or in need of more than their best week.
        lessons: the key results that have taught something.
    """

    cycle: Cycle
    questions: tuple[Question, ...]
    unanswered: tuple[StrategyEntry, ...]
    ill: tuple[StrategyEntry, ...]
    unreached: tuple[KeyResult, ...]
    lessons: tuple[KeyResult, ...]


def next_cycle(assessment: Assessment, *, short_of: Container[str]) -> NextCycle | None:
    """What there is to talk about for the cycle behind this one; None where the set has no cycle.

    Args:
        assessment: the cycle that runs, as it was judged on a day.
        short_of: the IDs of the key results that need more a week than their best week brought.
    """
    okr_set = assessment.okr_set
    if okr_set.cycle is None:
        return None
    return NextCycle(
        cycle=following_cycle(okr_set.cycle),
        questions=open_questions(okr_set),
        unanswered=unanswered_challenges(okr_set),
        ill=tuple(one for one in okr_set.told(StrategyPart.KPI) if one.is_out_of_range),
        unreached=_unreached(assessment, short_of),
        lessons=tuple(one for one in okr_set.key_results if one.lesson),
    )


def unanswered_challenges(okr_set: OkrSet) -> tuple[StrategyEntry, ...]:
    """The challenges that no active objective names, by ID or words."""
    answered = {one.challenge.casefold() for one in okr_set.objectives if one.is_active}
    challenges = okr_set.told(StrategyPart.CHALLENGE)
    return tuple(one for one in challenges if answered.isdisjoint({one.id.casefold(), one.text.casefold()} - {""}))


def _unreached(assessment: Assessment, short_of: Container[str]) -> tuple[KeyResult, ...]:
    okr_set = assessment.okr_set
    active = {one.id for one in okr_set.objectives if one.is_active} - {""}
    return tuple(
        key_result
        for key_result, score in zip(okr_set.key_results, assessment.scores.key_results, strict=True)
        if key_result.objective_id in active
        and goes_on(key_result, score)
        and (score.pace is Pace.AT_RISK or (key_result.id and key_result.id in short_of))
    )
