"""Scores: what grading says of a set of OKRs, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from okrsdk.grading.bands import Band, Interpretation
    from okrsdk.grading.pace import Pace


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many active key results a score rests on, and how many of them are met.

    >>> str(Coverage(graded=5, met=4, total=5)), str(Coverage(graded=3, met=2, total=4))
    ('4 of 5 met', '2 of 4 met, 3 graded')

    Attributes:
        graded: those with a score.
        met: those whose score is at least their pass mark: 0.7 of a stretch, 1.0 of a promise.
        total: all of them.
    """

    graded: int
    met: int
    total: int

    def __str__(self) -> str:
        if self.graded == self.total:
            return text("{met} of {total} met", met=self.met, total=self.total)
        return text("{met} of {total} met, {graded} graded", met=self.met, total=self.total, graded=self.graded)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Records that something is wrong with, so that grading them would mislead.

    Attributes:
        key_results: why each is left out, by its 0-based place in `OkrSet.key_results`.
        objectives: the places of objectives in `OkrSet.objectives`.
    """

    key_results: Mapping[int, str] = field(default_factory=dict)
    objectives: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResultScore:
    """What grading says of one key result.

    Attributes:
        id: its ID, empty when it has none yet.
        objective_id: its objective.
        position: its 0-based place in `OkrSet.key_results`.
        progress: signed share of the way, unbounded, at most 12 decimals.
        score: 0–1, two decimals.
        band: red, yellow or green.
        stretch_mark: the value that scores 0.7, in its unit.
        pace: how it compares with the calendar.
        confidence: the owner's latest, 0–1.
        reason: why it is not graded; empty when it is.
    """

    id: str
    objective_id: str
    position: int
    progress: Decimal | None = None
    score: Decimal | None = None
    band: Band | None = None
    stretch_mark: Decimal | None = None
    pace: Pace | None = None
    confidence: Decimal | None = None
    reason: str = ""

    @property
    def slip(self) -> str:
        """How it falls behind the calendar, in a few words; empty when it does not."""
        return "" if self.pace is None else self.pace.slip


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectiveScore:
    """What grading says of one objective.

    Attributes:
        id: its ID, empty when it has none yet.
        position: its 0-based place in `OkrSet.objectives`.
        score: weighted mean of the scores of its active key results, 0–1, two decimals; None when there is none.
        band: red, yellow or green.
        coverage: how many of its active key results are graded, and how many are met.
    """

    id: str
    position: int
    score: Decimal | None
    band: Band | None
    coverage: Coverage


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What grading says of a set of OKRs.

    Attributes:
        on: the day it was graded for.
        final: whether it is the final grade, in which unknown values count as 0.
        key_results: one for every key result, in the order of the set.
        objectives: one for every objective, in the order of the set.
        overall: weighted mean of the scores of the active objectives, 0–1, two decimals; None when there is none.
        band: red, yellow or green.
        coverage: how many of the active key results of active objectives are graded, and how many are met.
        interpretation: what the overall score says of the aims; only of a final grade that is not all promises.
    """

    on: date
    final: bool
    key_results: tuple[KeyResultScore, ...]
    objectives: tuple[ObjectiveScore, ...]
    overall: Decimal | None
    band: Band | None
    coverage: Coverage
    interpretation: Interpretation | None
