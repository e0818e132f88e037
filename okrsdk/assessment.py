"""The assessment: what is wrong with a set of OKRs, what it scores and how it keeps pace, on one day under one policy.

Command line, cards, service and workbooks all take their answers from this one value, so none of them works a part of
it out again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Severity, Table, joined
from okrsdk.grading import LeftOut, Pace, grade
from okrsdk.model import day_asked
from okrsdk.rules import check, policy_of
from okrsdk.schema.table_findings import refusals
from okrsdk.texts import strung, text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

    from okrsdk.findings import Finding
    from okrsdk.grading import KeyResultScore, Scores
    from okrsdk.model import KeyResult, Objective, OkrSet, Today
    from okrsdk.rules import Policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """An active key result that needs attention.

    Attributes:
        key_result: the key result.
        score: its score.
        slip: how it falls behind the calendar, in a few words; empty when it does not.
        doubt: how little its owner believes in it, in a few words; empty when that is enough.
    """

    key_result: KeyResult
    score: KeyResultScore
    slip: str = ""
    doubt: str = ""

    @property
    def reason(self) -> str:
        """Why it needs attention, in a few words."""
        return strung((self.slip, self.doubt), ", ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """A set of OKRs as it was judged.

    Attributes:
        okr_set: the OKRs.
        policy: the policy they were judged by.
        findings: all that is wrong or doubtful, of the tables and of the OKRs themselves, in reading order.
        scores: the scores, with the pace of every key result.
    """

    okr_set: OkrSet
    policy: Policy
    findings: tuple[Finding, ...]
    scores: Scores

    @property
    def on(self) -> date:
        """The day they were judged for."""
        return self.scores.on

    @property
    def final(self) -> bool:
        """Whether the cycle is closed, so that unknown values count as 0."""
        return self.scores.final

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings each of which takes its record out of the grade."""
        return self.findings_of(Severity.ERROR)

    def refusals(self, *, strict: bool = False) -> tuple[Finding, ...]:
        """The findings that keep the whole set from being graded and written: those that make writing unsafe.

        Args:
            strict: whether every finding of severity error does.
        """
        return refusals(self.findings, strict=strict)

    def findings_of(self, severity: Severity) -> tuple[Finding, ...]:
        """The findings of a severity, in reading order."""
        return tuple(finding for finding in self.findings if finding.severity is severity)

    def findings_at(self, table: Table, position: int) -> tuple[Finding, ...]:
        """The findings of one record, by its 0-based place in its table."""
        return tuple(
            found for found in self.findings if (found.location.table, found.location.position) == (table, position)
        )

    def key_result(self, id_: str) -> tuple[KeyResult, KeyResultScore] | None:
        """The key result with an ID and its score; None when there is none, the first when there are several."""
        pairs = zip(self.okr_set.key_results, self.scores.key_results, strict=True)
        return next((pair for pair in pairs if id_ and pair[0].id == id_), None)

    def pass_mark(self, objective: Objective | None = None) -> Decimal:
        """The score from which an objective, or without one the whole set, is achieved: 1.0 if all is promised."""
        return self.okr_set.commitment(objective).pass_mark

    def concerns(self) -> tuple[Concern, ...]:
        """The active key results that slip or that their owners doubt, in the order of the set."""
        found = (
            Concern(key_result=key_result, score=score, slip=score.slip, doubt=self._doubt(score))
            for key_result, score in zip(self.okr_set.key_results, self.scores.key_results, strict=True)
            if key_result.is_active
        )
        return tuple(concern for concern in found if concern.reason)

    def _doubt(self, score: KeyResultScore) -> str:
        if score.pace is Pace.DONE or score.confidence is None:
            return ""
        if score.confidence > self.policy.limits.low_confidence:
            return ""
        return text("confidence {confidence:.1f}", confidence=score.confidence)


def assess(
    okr_set: OkrSet,
    *,
    on: date | Today,
    policy: Policy | None = None,
    final: bool = False,
    table_findings: Iterable[Finding] = (),
    scores: Scores | None = None,
) -> Assessment:
    """The OKRs with their findings, scores and pace.

    A finding of severity error takes its own record out of the scores, and nothing else: the coverage says so.

    Args:
        okr_set: the OKRs, right or wrong.
        on: the day to judge by, or today, which is a day of the client's.
        policy: which rules hold and with what limits; by default the one that the client's profile names.
        final: whether what has no current value scores 0; from the day on which the cycle was closed it does.
        table_findings: what was found where the OKRs were read, in their tables or their document.
        scores: scores worked out before, in the order of the set; by default it is graded now.
    """
    chosen, day = policy or policy_of(okr_set.client), day_asked(on, okr_set.client)
    is_closed = okr_set.closed_on is not None and day >= okr_set.closed_on
    findings = joined(table_findings, check(okr_set, policy=chosen, on=day))
    if scores is None:
        left_out = _left_out(findings)
        scores = grade(okr_set, on=day, final=final or is_closed, pace_policy=chosen.pace_policy, left_out=left_out)
    return Assessment(okr_set=okr_set, policy=chosen, findings=findings, scores=scores)


def _left_out(findings: Iterable[Finding]) -> LeftOut:
    """The records with a finding of severity error, each with the first."""
    key_results: dict[int, str] = {}
    objectives: set[int] = set()
    for finding in findings:
        place = finding.location
        if finding.severity is not Severity.ERROR or place.position is None:
            continue
        if place.table is Table.KEY_RESULTS:
            key_results.setdefault(place.position, finding.advice)
        elif place.table is Table.OBJECTIVES:
            objectives.add(place.position)
    return LeftOut(key_results=key_results, objectives=frozenset(objectives))
