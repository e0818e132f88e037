"""Grading a set of OKRs: key results, then objectives, then the whole."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.grading.bands import Band, band, interpretation, score
from okrsdk.grading.exact import cut, exact
from okrsdk.grading.pace import STRETCH, PacePolicy, pace
from okrsdk.grading.progress import measured_progress
from okrsdk.grading.scores import Coverage, KeyResultScore, LeftOut, ObjectiveScore, Scores
from okrsdk.grading.stretch import stretch_mark
from okrsdk.model import Commitment
from okrsdk.model.field_types import check_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from okrsdk.model import KeyResult, Objective, OkrSet

NOTHING_LEFT_OUT = LeftOut()


def current_value(okr_set: OkrSet, key_result: KeyResult, *, on: date) -> Decimal | None:
    """The value of a key result on a day, in its unit: its Current cell, else the latest of its check-ins, else None.

    A check-in counts from its own day on.
    """
    if key_result.current is not None:
        return key_result.current
    said = reversed(okr_set.check_ins_of(key_result.id, on=on))
    return next((one.value for one in said if one.value is not None), None)


def grade(
    okr_set: OkrSet,
    *,
    on: date,
    final: bool = False,
    pace_policy: PacePolicy = STRETCH,
    left_out: LeftOut = NOTHING_LEFT_OUT,
) -> Scores:
    """The scores of every key result, every objective and the whole set.

    Means are taken over the rounded scores that people see, so that anyone can check them in the sheet. Replaced and
    dropped key results and objectives get their own score and stay out of every mean above them. What has no score
    stays out of the mean too, and shows in the coverage; where all weights are 0 there is no score. A blank ID belongs
    to nothing: key results are matched to objectives, and check-ins to key results, by ID alone.

    Args:
        okr_set: the OKRs, right or wrong; what cannot be graded has a `reason` instead of a score.
        on: the day asked about: it decides the pace, and check-ins of later days do not count.
        final: whether the cycle is closed: unknown current values count as 0, and the overall score is interpreted.
        pace_policy: what counts as on track.
        left_out: records that get no score; they count in the coverage.
    """
    check_day(on, "on")
    key_results = _graded_key_results(okr_set, on=on, final=final, pace_policy=pace_policy, left_out=left_out)
    active: dict[str, list[tuple[KeyResult, KeyResultScore]]] = defaultdict(list)
    for key_result, graded in zip(okr_set.key_results, key_results, strict=True):
        if key_result.is_active and key_result.objective_id:
            active[key_result.objective_id].append((key_result, graded))
    objectives = tuple(
        _graded_objective(
            objective, position, active.get(objective.id, ()), is_left_out=position in left_out.objectives
        )
        for position, objective in enumerate(okr_set.objectives)
    )
    counted = [(o, graded) for o, graded in zip(okr_set.objectives, objectives, strict=True) if o.is_active]
    overall = _mean((o.weight, graded.score) for o, graded in counted)
    commitment = Commitment.shared(kr for o, _ in counted for kr, _ in active.get(o.id, ()))
    return Scores(
        on=on,
        final=final,
        key_results=key_results,
        objectives=objectives,
        overall=overall,
        band=None if overall is None else band(overall, commitment),
        coverage=Coverage(
            graded=sum(graded.coverage.graded for _, graded in counted),
            met=sum(graded.coverage.met for _, graded in counted),
            total=sum(graded.coverage.total for _, graded in counted),
        ),
        interpretation=interpretation(overall)
        if final and overall is not None and commitment is Commitment.ASPIRATIONAL
        else None,
    )


def _graded_key_results(
    okr_set: OkrSet, *, on: date, final: bool, pace_policy: PacePolicy, left_out: LeftOut
) -> tuple[KeyResultScore, ...]:
    abandoned = {objective.id for objective in okr_set.objectives if not objective.is_active}
    graded = []
    for position, key_result in enumerate(okr_set.key_results):
        own = okr_set.check_ins_of(key_result.id, on=on)
        current = current_value(okr_set, key_result, on=on)
        step = None
        if okr_set.cycle is not None and key_result.objective_id not in abandoned:
            heard = okr_set.silent_since(key_result.id, on=on)
            step = pace(key_result, current, okr_set.cycle, on=on, last_check_in=heard, policy=pace_policy)
        confidence = next((ci.confidence for ci in reversed(own) if ci.confidence is not None), None)
        own_score = replace(_graded(key_result, position, current, final=final), pace=step, confidence=confidence)
        graded.append(_without_score(own_score, left_out.key_results.get(position)))
    return tuple(graded)


def _graded(key_result: KeyResult, position: int, current: Decimal | None, *, final: bool) -> KeyResultScore:
    blank = KeyResultScore(
        id=key_result.id,
        objective_id=key_result.objective_id,
        position=position,
        stretch_mark=stretch_mark(key_result),
    )
    try:
        reached = measured_progress(key_result, current, final=final)
    except UngradableError as error:
        return replace(blank, reason=str(error))
    points = score(reached)
    return replace(blank, progress=reached, score=points, band=band(points, key_result.commitment))


def _without_score(graded: KeyResultScore, reason: str | None) -> KeyResultScore:
    if reason is None:
        return graded
    return replace(graded, progress=None, score=None, band=None, pace=None, reason=reason)


def _graded_objective(
    objective: Objective,
    position: int,
    active: Sequence[tuple[KeyResult, KeyResultScore]],
    *,
    is_left_out: bool,
) -> ObjectiveScore:
    if is_left_out:
        coverage = Coverage(graded=0, met=0, total=len(active))
        return ObjectiveScore(id=objective.id, position=position, score=None, band=None, coverage=coverage)
    points = _mean((key_result.weight, graded.score) for key_result, graded in active)
    return ObjectiveScore(
        id=objective.id,
        position=position,
        score=points,
        band=None if points is None else band(points, Commitment.shared(key_result for key_result, _ in active)),
        coverage=Coverage(
            graded=sum(graded.score is not None for _, graded in active),
            met=sum(graded.band is Band.GREEN for _, graded in active),
            total=len(active),
        ),
    )


def _mean(weighted: Iterable[tuple[Decimal, Decimal | None]]) -> Decimal | None:
    known = [(_weight(weight), Fraction(points)) for weight, points in weighted if points is not None]
    total = sum(weight for weight, _ in known)
    return score(cut(sum(weight * points for weight, points in known) / Fraction(total))) if total else None


def _weight(weight: Decimal) -> Fraction:
    # A weight that is negative or no number is a finding of its own; here it must not turn a mean upside down.
    try:
        return max(exact(weight, field="weight"), Fraction(0))
    except UngradableError:
        return Fraction(0)
