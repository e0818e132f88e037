"""Where a set of OKRs stands on a day: what the cards are made from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.grading import Pace, grade
from okrsdk.model import Commitment
from okrsdk.rules import STANDARD

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from okrsdk.findings import Finding
    from okrsdk.grading import KeyResultScore, Scores
    from okrsdk.model import KeyResult, Objective, OkrSet

_SLIPPING = {Pace.AT_RISK: "at risk", Pace.OUTDATED: "no check-in for too long"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where OKRs stand.

    Attributes:
        okr_set: the OKRs.
        findings: all that is wrong or doubtful, in reading order.
        scores: their scores on the day.
    """

    okr_set: OkrSet
    findings: tuple[Finding, ...]
    scores: Scores

    @property
    def on(self) -> date:
        """The day."""
        return self.scores.on

    def key_result(self, id_: str) -> tuple[KeyResult, KeyResultScore] | None:
        """The key result with an ID and its score; None when there is none, the first when there are several."""
        for key_result, score in zip(self.okr_set.key_results, self.scores.key_results, strict=True):
            if id_ and key_result.id == id_:
                return key_result, score
        return None

    def findings_of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of a severity."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def findings_at(self, table: Table, position: int) -> tuple[Finding, ...]:
        """The findings of a record."""
        return tuple(
            found for found in self.findings if (found.location.table, found.location.position) == (table, position)
        )

    def pass_mark(self, objective: Objective | None = None) -> Decimal:
        """The score from which an objective, or the whole, counts as achieved: 1.0 where all is promised, else 0.7."""
        active = {one.id for one in self.okr_set.objectives if one.is_active} if objective is None else {objective.id}
        commitments = {kr.commitment for kr in self.okr_set.key_results if kr.is_active and kr.objective_id in active}
        all_promised = commitments == {Commitment.COMMITTED}
        return (Commitment.COMMITTED if all_promised else Commitment.ASPIRATIONAL).pass_mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """A key result that needs attention.

    Attributes:
        key_result: the key result.
        score: its score.
        reason: why, in a few words.
    """

    key_result: KeyResult
    score: KeyResultScore
    reason: str


def standing_of(okr_set: OkrSet, findings: Iterable[Finding], *, on: date, final: bool = False) -> Standing:
    """Where the OKRs stand.

    Args:
        okr_set: the OKRs.
        findings: what was found in them.
        on: the day.
        final: whether the cycle is closed.
    """
    return Standing(okr_set=okr_set, findings=tuple(findings), scores=grade(okr_set, on=on, final=final))


def concerns(standing: Standing) -> tuple[Concern, ...]:
    """The active key results that slip or that their owners do not believe in, in the order of the workbook."""
    found = []
    for key_result, score in zip(standing.okr_set.key_results, standing.scores.key_results, strict=True):
        reason = _reason(score) if key_result.is_active else ""
        if reason:
            found.append(Concern(key_result=key_result, score=score, reason=reason))
    return tuple(found)


def place_of(score: KeyResultScore, field: str | None = None) -> Location:
    """The place of a key result, or of one of its fields."""
    return Location(table=Table.KEY_RESULTS, record=score.id or None, position=score.position, field=field)


def _reason(score: KeyResultScore) -> str:
    reasons = []
    if score.pace in _SLIPPING:
        reasons.append(_SLIPPING[score.pace])
    if (
        score.pace is not Pace.DONE
        and score.confidence is not None
        and score.confidence <= STANDARD.limits.low_confidence
    ):
        reasons.append(f"confidence {score.confidence:.1f}")
    return ", ".join(reasons)
