"""The close of a cycle: final grades, what they rest on, what to ask about them, and what goes on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.assessment import assess
from okrsdk.cycle.carry_over import carry_over
from okrsdk.errors import InvalidOkrError, UngradableError
from okrsdk.grading import current_value, progress
from okrsdk.model import Change, Commitment, Decision, FinalScore, KeyResult, Objective, OkrSet
from okrsdk.texts import plural, text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from okrsdk.assessment import Assessment

_EARLY = Fraction(1, 3)


class Puzzle(StrEnum):
    """What about a final score asks for five whys."""

    TOO_EARLY = "too early"
    STAYED_AT_0 = "stayed at 0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of an objective.

    Attributes:
        objective: the objective.
        score: its final score; None where nothing of it could be graded.
        met: how many of its active key results reached their pass mark.
        total: how many it has.
    """

    objective: Objective
    score: Decimal | None
    met: int
    total: int

    @property
    def is_achieved(self) -> bool:
        """Whether all or most of its key results reached their pass mark (practice 12)."""
        return 2 * self.met > self.total


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A key result of which to ask why, five times.

    Attributes:
        key_result: the key result.
        puzzle: what is puzzling about it.
        reached_on: the day on which it was first told to be at its target; None of what stayed at 0.
    """

    key_result: KeyResult
    puzzle: Puzzle
    reached_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """The close of a cycle, before it is written down.

    Attributes:
        assessment: the OKRs with their final grade.
        decision: the line of the log of decisions.
        final_scores: the score of every record, with its inputs.
        outcomes: what came of each active objective.
        whys: of what to ask why.
        without_lesson: the key results whose lesson is missing: what is puzzling, was missed, replaced or dropped.
        following: the OKRs with which the next cycle begins.
    """

    assessment: Assessment
    decision: Decision
    final_scores: tuple[FinalScore, ...]
    outcomes: tuple[Outcome, ...]
    whys: tuple[Why, ...]
    without_lesson: tuple[KeyResult, ...]
    following: OkrSet


def closing(found: Assessment, *, by: str = "", is_meant: bool = False) -> Closing:
    """The close of a cycle on the day that it was assessed for.

    Args:
        found: the OKRs with their final grade, in which what has no current value scores 0.
        by: who closes it.
        is_meant: whether it is meant to be closed although it still runs.

    Raises:
        InvalidOkrError: it names no cycle, has not begun, still runs without that being meant, or is closed already.
        ValueError: the grade is not the final one.
    """
    if not found.final:
        raise ValueError("a cycle is closed with its final grade: assess it with final=True")
    _refuse(found.okr_set, on=found.on, is_meant=is_meant)
    whys = tuple(_whys(found))
    overall = found.scores.overall
    return Closing(
        assessment=found,
        decision=Decision(
            day=found.on, change=Change.CLOSED, after="" if overall is None else f"{overall:.2f}", by=by.strip()
        ),
        final_scores=tuple(_final_scores(found)),
        outcomes=tuple(_outcomes(found)),
        whys=whys,
        without_lesson=tuple(_without_lesson(found, {why.key_result.id for why in whys})),
        following=carry_over(found),
    )


def reopening(okr_set: OkrSet, *, on: date, why: str, by: str = "") -> Decision:
    """The line of the log that opens a closed cycle again; what the close wrote down stays.

    Args:
        okr_set: the OKRs.
        on: the client's day.
        why: the reason.
        by: who opens it.

    Raises:
        InvalidOkrError: it is not closed, or no reason is given.
    """
    if okr_set.closed_on is None:
        raise InvalidOkrError(text("The cycle is not closed, so there is nothing to open."))
    if not why.strip():
        raise InvalidOkrError(text("Say why the cycle is opened again (--why)."))
    return Decision(day=on, change=Change.REOPENED, why=" ".join(why.split()), by=by.strip())


def as_closed(okr_set: OkrSet) -> OkrSet:
    """The OKRs with the inputs of every score as the close wrote them down; unchanged while the cycle is open.

    What was added since is not in it; of what was deleted since, the words and numbers are.
    """
    kept = okr_set.scores_at_close()
    if not kept:
        return okr_set
    key_results = {one.id: one for one in okr_set.key_results}
    objectives = {one.id: one for one in okr_set.objectives}
    unknown = {one.record_id for one in kept.values() if one.kind is not None and one.current is None}
    return replace(
        okr_set,
        objectives=tuple(_objective_then(objectives, one) for one in kept.values() if one.kind is None),
        key_results=tuple(_key_result_then(key_results, one) for one in kept.values() if one.kind is not None),
        # What was not known at the close stays so, whatever was told later of a day before.
        check_ins=tuple(replace(one, value=None) if one.key_result_id in unknown else one for one in okr_set.check_ins),
    )


def at_close(assessment: Assessment) -> Assessment:
    """A closed cycle with its final grade as it was at the close; the assessment itself while it is open."""
    okr_set = assessment.okr_set
    if okr_set.closed_on is None or not okr_set.scores_at_close():
        return assessment
    return assess(as_closed(okr_set), on=okr_set.closed_on, final=True, policy=assessment.policy)


def _refuse(okr_set: OkrSet, *, on: date, is_meant: bool) -> None:
    cycle = okr_set.cycle
    if cycle is None:
        raise InvalidOkrError(
            text("The workbook names no cycle, so there is none to close. Write it on the Client tab.")
        )
    if okr_set.closed_on is not None:
        raise InvalidOkrError(
            text(
                "The cycle {cycle} was closed on {day}. To close it anew, open it first: okr reopen.",
                cycle=cycle.name,
                day=okr_set.closed_on,
            )
        )
    if on < cycle.start:
        raise InvalidOkrError(
            text("The cycle {cycle} begins on {day}: there is nothing to close yet.", cycle=cycle.name, day=cycle.start)
        )
    if on < cycle.end and not is_meant:
        raise InvalidOkrError(
            plural(
                "The cycle {cycle} runs until {end}, {n} day from {on}. To close it all the same, say so (--yes).",
                "The cycle {cycle} runs until {end}, {n} days from {on}. To close it all the same, say so (--yes).",
                n=(cycle.end - on).days,
                cycle=cycle.name,
                end=cycle.end,
                on=on,
            )
        )


def _final_scores(found: Assessment) -> Iterator[FinalScore]:
    okr_set, day = found.okr_set, found.on
    for objective, scored in zip(okr_set.objectives, found.scores.objectives, strict=True):
        if not objective.id:
            continue
        yield FinalScore(
            day=day,
            record_id=objective.id,
            text=objective.text,
            status=objective.status,
            weight=objective.weight,
            score=scored.score,
        )
    for key_result, graded in zip(okr_set.key_results, found.scores.key_results, strict=True):
        if not key_result.id:
            continue
        yield FinalScore(
            day=day,
            record_id=key_result.id,
            text=key_result.text,
            objective_id=key_result.objective_id,
            status=key_result.status,
            commitment=key_result.commitment,
            kind=key_result.kind,
            baseline=key_result.baseline,
            target=key_result.target,
            stages=key_result.stages,
            current=current_value(okr_set, key_result, on=day),
            weight=key_result.weight,
            score=graded.score,
        )


def _outcomes(found: Assessment) -> Iterator[Outcome]:
    for objective, scored in zip(found.okr_set.objectives, found.scores.objectives, strict=True):
        if objective.is_active:
            met, total = scored.coverage.met, scored.coverage.total
            yield Outcome(objective=objective, score=scored.score, met=met, total=total)


def _whys(found: Assessment) -> Iterator[Why]:
    for key_result, graded in zip(found.okr_set.key_results, found.scores.key_results, strict=True):
        if not key_result.is_active or graded.score is None:
            continue
        if not graded.score:
            yield Why(key_result=key_result, puzzle=Puzzle.STAYED_AT_0)
        elif (early := _reached_early(found.okr_set, key_result)) is not None:
            yield Why(key_result=key_result, puzzle=Puzzle.TOO_EARLY, reached_on=early)


def _reached_early(okr_set: OkrSet, key_result: KeyResult) -> date | None:
    """The first day in the first third of the cycle on which a stretch target was told to be reached."""
    cycle = okr_set.cycle
    if cycle is None or key_result.commitment is not Commitment.ASPIRATIONAL or not key_result.kind.is_linear:
        return None
    for said in okr_set.check_ins_of(key_result.id):
        if said.day is None or said.value is None or cycle.elapsed(said.day) > _EARLY:
            continue
        try:
            if progress(key_result, said.value) >= 1:
                return said.day
        except UngradableError:
            return None
    return None


def _without_lesson(found: Assessment, puzzling: set[str]) -> Iterator[KeyResult]:
    for key_result, graded in zip(found.okr_set.key_results, found.scores.key_results, strict=True):
        is_missed = graded.score is not None and graded.score < key_result.commitment.pass_mark
        if not key_result.lesson.strip() and (not key_result.is_active or is_missed or key_result.id in puzzling):
            yield key_result


def _objective_then(known: dict[str, Objective], own: FinalScore) -> Objective:
    now = known.get(own.record_id, Objective(id=own.record_id, text=own.text))
    return replace(now, status=own.status, weight=own.weight)


def _key_result_then(known: dict[str, KeyResult], own: FinalScore) -> KeyResult:
    now = known.get(own.record_id, KeyResult(id=own.record_id, text=own.text))
    return replace(
        now,
        objective_id=own.objective_id,
        status=own.status,
        commitment=own.commitment or Commitment.ASPIRATIONAL,
        kind=own.kind or now.kind,
        baseline=own.baseline,
        target=own.target,
        stages=own.stages,
        current=own.current,
        weight=own.weight,
    )
