"""Which of the findings of a check are shown: of which severity, objective, owner and rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Severity, Table

if TYPE_CHECKING:
    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding
    from okrsdk.model import KeyResult

SEVERITY, OBJECTIVE, OWNER, RULE = "severity", "objective", "owner", "rule"
"""Names of the fields."""
_LONGEST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFilter:
    """What is asked for; what is empty lets everything through.

    Attributes:
        severity: a severity.
        objective: the ID of an objective, whose key results count as well.
        owner: the owner of the record.
        rule: the code of a rule.
    """

    severity: str = ""
    objective: str = ""
    owner: str = ""
    rule: str = ""

    @property
    def parameters(self) -> dict[str, str]:
        """What a click carries on."""
        said = {SEVERITY: self.severity, OBJECTIVE: self.objective, OWNER: self.owner, RULE: self.rule}
        return {name: value for name, value in said.items() if value}

    def of(self, assessment: Assessment) -> tuple[Finding, ...]:
        """The findings that it lets through, in reading order."""
        return tuple(one for one in assessment.findings if self._lets(assessment, one))

    def _lets(self, assessment: Assessment, finding: Finding) -> bool:
        objective, owner = whose(assessment, finding)
        return (
            self.severity in ("", finding.severity)
            and self.rule in ("", finding.code)
            and self.objective in ("", objective)
            and self.owner in ("", owner)
        )


def check_filter(said: Mapping[str, str]) -> CheckFilter:
    """The filter that fields and parameters say; a severity that is none lets everything through."""
    told = {name: said.get(name, "")[:_LONGEST] for name in (SEVERITY, OBJECTIVE, OWNER, RULE)}
    return CheckFilter(**told | {SEVERITY: told[SEVERITY] if told[SEVERITY] in tuple(Severity) else ""})


def whose(assessment: Assessment, finding: Finding) -> tuple[str, str]:
    """The ID of the objective that a finding is about, and the owner of its record; empty where there is none."""
    okr_set, place = assessment.okr_set, finding.location
    at = place.position
    if at is None:
        return "", ""
    if place.table is Table.OBJECTIVES and at < len(okr_set.objectives):
        return okr_set.objectives[at].id, okr_set.objectives[at].owner
    key_result = _key_result(assessment, finding)
    return ("", "") if key_result is None else (key_result.objective_id, key_result.owner)


def _key_result(assessment: Assessment, finding: Finding) -> KeyResult | None:
    okr_set, place = assessment.okr_set, finding.location
    at = place.position or 0
    if place.table is Table.KEY_RESULTS and at < len(okr_set.key_results):
        return okr_set.key_results[at]
    if place.table is Table.CHECK_INS and at < len(okr_set.check_ins):
        return okr_set.key_result(okr_set.check_ins[at].key_result_id)
    return None
