"""Answers: the signals that ask for a decision are raised once, and no more once the log holds a decision on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.model import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from okrsdk.findings import Finding
    from okrsdk.model import Decision, OkrSet

ASK_FOR_A_DECISION = ("C501", "C502", "C503", "C505")
"""The signals each of which is answered: change the work, change the key result, or keep it with a reason."""


def unanswered(findings: Iterable[Finding], okr_set: OkrSet, *, on: date | None) -> Iterator[Finding]:
    """The findings without the signals that a decision of that day or before has answered.

    Args:
        findings: what was found.
        okr_set: the OKRs, with the log of decisions.
        on: the day asked about; None for whatever day.
    """
    known = [one for one in okr_set.decisions if on is None or one.day is None or one.day <= on]
    for finding in findings:
        if finding.code not in ASK_FOR_A_DECISION or not any(_answers(one, finding) for one in known):
            yield finding


def _answers(decision: Decision, finding: Finding) -> bool:
    if not decision.key_result_id or decision.key_result_id != finding.location.record:
        return False
    codes = decision.answers.upper().replace(",", " ").split()
    return finding.code in codes if codes else decision.change in (Change.KEPT, Change.WORK)
