"""History: what the closed cycles of a client teach: scores, how high the aims were, what confidence was worth.

The chance of a key result is taken from cases alone, never from a line: the share of those like it that reached their
pass mark, shrunk towards the share of all (Laplace's rule with the base rate as its prior), and only from 20 cases on.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.cycle.closing import at_close
from okrsdk.errors import UngradableError
from okrsdk.grading import Interpretation, interpretation, progress
from okrsdk.grading.exact import cut
from okrsdk.model import Change, Commitment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.model import CheckIn, Cycle, KeyResult

FEWEST_CASES = 20
FEWEST_OF_OWNER = 10
_PRIOR = 10
_BINS = 5
_PHASES = 4
_THIRDS = 3
_PLACES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CycleResult:
    """How a closed cycle ended.

    Attributes:
        cycle: the cycle's name; empty when the set names none.
        overall: its overall score; None when nothing counted.
        interpretation: how high its aims were; None where all was promised.
        reached: how many of its active key results reached their pass mark.
        total: how many active key results it had.
    """

    cycle: str
    overall: Decimal | None
    interpretation: Interpretation | None
    reached: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """How high the stretch targets of an objective's owner were, over all cycles.

    Attributes:
        owner: the owner, of the objective.
        key_results: how many stretch key results that rests on.
        mean: the mean of their final scores.
        interpretation: what that says of the aims.
    """

    owner: str
    key_results: int
    mean: Decimal
    interpretation: Interpretation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How often key results of a like confidence reached their pass mark.

    Attributes:
        least: the lowest confidence of the group.
        most: the highest; only of the last group itself included.
        cases: how many ratings it rests on.
        mean: the mean of these ratings.
        reached: the share of them whose key result reached its pass mark.
    """

    least: Decimal
    most: Decimal
    cases: int
    mean: Decimal
    reached: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """What confidence was worth.

    Attributes:
        cases: how many ratings it rests on; every check-in with a confidence is one.
        brier: the mean squared distance of the rating from what came (1 or 0): 0 is perfect, 0.25 a coin.
        base_rate: the share of the cases whose key result reached its pass mark.
        base_brier: the same distance if everyone had always said the base rate; above `brier`, confidence told more.
        groups: the ratings in fifths, those without any left out.
    """

    cases: int
    brier: Decimal
    base_rate: Decimal
    base_brier: Decimal
    groups: tuple[Reliability, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """How likely a key result is to reach its pass mark, by those like it.

    Attributes:
        share: the share of those like it that did, shrunk towards the share of all.
        cases: how many there were like it.
        all_cases: how many there were in all.
    """

    share: Decimal
    cases: int
    all_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Where a key result is at a check-in, in coarse terms, so that there are others like it.

    Attributes:
        phase: which quarter of the cycle runs, 0 to 3.
        way: which third of its pass mark it has reached, 0 to 2; 3 when it is there.
        confidence: which third its owner's rating is in, 0 to 2; None without one.
    """

    phase: int
    way: int
    confidence: int | None

    @property
    def is_there(self) -> bool:
        """Whether it has reached its pass mark."""
        return self.way == _THIRDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Learnt:
    """What a key result taught, or that it was given up.

    Attributes:
        cycle: the cycle's name; empty when the set names none.
        key_result: the key result.
        lesson: what it taught, in the words of its column; empty where no one wrote it down.
        why: why it was replaced or dropped, as the log of decisions says; empty of the others.
        successor: the words of what took its place; empty where nothing did.
    """

    cycle: str
    key_result: KeyResult
    lesson: str
    why: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What closed cycles teach.

    Attributes:
        cycles: how each ended, oldest first.
        aims: how high the aims were, by owner; owners without a stretch key result left out.
        calibration: what confidence was worth; None without a rating.
        cases: what was known at each check-in, and whether the pass mark was reached.
        learnt: what was replaced or dropped and why, and what every key result taught that says so, oldest first.
    """

    cycles: tuple[CycleResult, ...]
    aims: tuple[Aim, ...]
    calibration: Calibration | None
    cases: tuple[tuple[Situation, bool], ...]
    learnt: tuple[Learnt, ...] = ()

    def chance(self, situation: Situation) -> Chance | None:
        """How likely a key result in a situation is to reach its pass mark; None below 20 cases, or with none like it.

        Args:
            situation: where it is.
        """
        like = [reached for known, reached in self.cases if known == situation]
        if len(self.cases) < FEWEST_CASES or not like:
            return None
        base = Fraction(sum(reached for _, reached in self.cases), len(self.cases))
        share = (sum(like) + _PRIOR * base) / (len(like) + _PRIOR)
        return Chance(share=cut(share, _PLACES), cases=len(like), all_cases=len(self.cases))


def situation(key_result: KeyResult, check_in: CheckIn, cycle: Cycle) -> Situation | None:
    """Where a key result is at a check-in; None where that cannot be said: without a value or a day in the cycle."""
    if check_in.value is None or check_in.day is None or check_in.day not in cycle:
        return None
    try:
        made = progress(key_result, check_in.value) / key_result.commitment.pass_mark
    except UngradableError:
        return None
    confidence = None if check_in.confidence is None else _part(check_in.confidence, _THIRDS)
    phase = _part(cut(cycle.elapsed(check_in.day)), _PHASES)
    return Situation(phase=phase, way=_THIRDS if made >= 1 else _part(made, _THIRDS), confidence=confidence)


def history(closed: Iterable[Assessment]) -> History:
    """What closed cycles teach.

    Args:
        closed: each cycle with its final grade, in any order. One that was closed counts as the close wrote it down,
            whatever was changed since.
    """
    finals = sorted(map(at_close, closed), key=_start)
    ratings = [pair for final in finals for pair in _ratings(final)]
    return History(
        cycles=tuple(map(_result, finals)),
        aims=tuple(_aims(finals)),
        calibration=_calibration(ratings) if ratings else None,
        cases=tuple(pair for final in finals for pair in _situations(final)),
        learnt=tuple(one for final in finals for one in _learnt(final)),
    )


def owner_calibration(closed: Iterable[Assessment], owner: str) -> Calibration | None:
    """What one owner's confidence was worth; None below ten ratings, which would say more of chance than of anything.

    For the owner alone: it helps who asks for it, and would end honest ratings as soon as others look at it.

    Args:
        closed: each cycle with its final grade, in any order, as `history` takes it.
        owner: the owner of key results, or of the objective of those that name none; capitals do not matter.
    """
    wanted = owner.strip().casefold()
    ratings = []
    for final in map(at_close, closed):
        owners = {one.id: one.owner for one in final.okr_set.objectives}
        ratings += [
            pair
            for key_result, score in _counted(final)
            if (key_result.owner or owners.get(key_result.objective_id, "")).strip().casefold() == wanted
            for pair in _ratings_of(final, key_result, score)
        ]
    return _calibration(ratings) if wanted and len(ratings) >= FEWEST_OF_OWNER else None


def _start(final: Assessment) -> str:
    return "" if final.okr_set.cycle is None else final.okr_set.cycle.start.isoformat()


def _counted(final: Assessment) -> Iterator[tuple[KeyResult, Decimal]]:
    """The active key results of active objectives that have a final score."""
    objectives = {one.id for one in final.okr_set.objectives if one.is_active} - {""}
    for key_result, score in zip(final.okr_set.key_results, final.scores.key_results, strict=True):
        if key_result.is_active and key_result.objective_id in objectives and score.score is not None:
            yield key_result, score.score


def _result(final: Assessment) -> CycleResult:
    counted = list(_counted(final))
    return CycleResult(
        cycle="" if final.okr_set.cycle is None else final.okr_set.cycle.name,
        overall=final.scores.overall,
        interpretation=final.scores.interpretation,
        reached=sum(score >= key_result.commitment.pass_mark for key_result, score in counted),
        total=final.scores.coverage.total,
    )


def _learnt(final: Assessment) -> Iterator[Learnt]:
    okr_set = final.okr_set
    whys = {one.key_result_id: one.why for one in okr_set.decisions if one.change in (Change.REPLACED, Change.DROPPED)}
    texts = {one.id: one.text for one in okr_set.key_results}
    for one in okr_set.key_results:
        if one.lesson or not one.is_active:
            yield Learnt(
                cycle="" if okr_set.cycle is None else okr_set.cycle.name,
                key_result=one,
                lesson=one.lesson,
                why="" if one.is_active else whys.get(one.id, ""),
                successor=texts.get(one.replaced_by, ""),
            )


def _aims(finals: Sequence[Assessment]) -> Iterator[Aim]:
    scores: dict[str, list[Decimal]] = defaultdict(list)
    for final in finals:
        owners = {one.id: one.owner for one in final.okr_set.objectives}
        for key_result, score in _counted(final):
            owner = owners.get(key_result.objective_id, "")
            if owner and key_result.commitment is Commitment.ASPIRATIONAL:
                scores[owner].append(score)
    for owner, own in sorted(scores.items()):
        mean = (sum(own, Decimal(0)) / len(own)).quantize(Decimal("0.01"))
        yield Aim(owner=owner, key_results=len(own), mean=mean, interpretation=interpretation(mean))


def _ratings(final: Assessment) -> Iterator[tuple[Decimal, bool]]:
    for key_result, score in _counted(final):
        yield from _ratings_of(final, key_result, score)


def _ratings_of(final: Assessment, key_result: KeyResult, score: Decimal) -> Iterator[tuple[Decimal, bool]]:
    for check_in in final.okr_set.check_ins_of(key_result.id, on=final.on):
        if check_in.confidence is not None and 0 <= check_in.confidence <= 1:
            yield check_in.confidence, score >= key_result.commitment.pass_mark


def _situations(final: Assessment) -> Iterator[tuple[Situation, bool]]:
    cycle = final.okr_set.cycle
    for key_result, score in _counted(final) if cycle is not None else ():
        for check_in in final.okr_set.check_ins_of(key_result.id, on=final.on):
            known = None if cycle is None else situation(key_result, check_in, cycle)
            if known is not None:
                yield known, score >= key_result.commitment.pass_mark


def _calibration(ratings: Sequence[tuple[Decimal, bool]]) -> Calibration:
    cases = len(ratings)
    base = Fraction(sum(reached for _, reached in ratings), cases)
    brier = sum(((Fraction(rating) - reached) ** 2 for rating, reached in ratings), Fraction(0)) / cases
    groups: dict[int, list[tuple[Decimal, bool]]] = defaultdict(list)
    for rating, reached in ratings:
        groups[_part(rating, _BINS)].append((rating, reached))
    return Calibration(
        cases=cases,
        brier=cut(brier, _PLACES),
        base_rate=cut(base, _PLACES),
        base_brier=cut(base * (1 - base), _PLACES),
        groups=tuple(_reliability(part, own) for part, own in sorted(groups.items())),
    )


def _reliability(part: int, own: Sequence[tuple[Decimal, bool]]) -> Reliability:
    return Reliability(
        least=Decimal(part) / _BINS,
        most=Decimal(part + 1) / _BINS,
        cases=len(own),
        mean=cut(sum((Fraction(rating) for rating, _ in own), Fraction(0)) / len(own), _PLACES),
        reached=cut(Fraction(sum(reached for _, reached in own), len(own)), _PLACES),
    )


def _part(share: Decimal, parts: int) -> int:
    """Which of so many equal parts a share from 0 to 1 is in, from 0."""
    return min(max(int(share * parts), 0), parts - 1)
