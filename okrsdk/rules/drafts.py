"""The check of drafts: findings at the line and sentence they are about, with no sheet and no columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.drafts import okr_set_of
from okrsdk.rules.checking import check
from okrsdk.rules.policy import STANDARD, Policy
from okrsdk.rules.rule_context import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.findings import Finding, Severity
    from okrsdk.language.drafts import DraftRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftFinding:
    """A finding in a draft.

    Attributes:
        record: 0-based line of the draft on which the record begins.
        field: `objective`, `key_results[2]` (from 0), or `key_results` for their number; None for the whole draft.
        finding: the finding.
    """

    record: int
    field: str | None
    finding: Finding

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return self.finding.severity


def check_draft(records: Iterable[DraftRecord], *, policy: Policy = STANDARD) -> tuple[DraftFinding, ...]:
    """The findings of a text draft, read as one set of OKRs: its objectives are counted and compared."""
    drafted = tuple(records)
    found = check(okr_set_of(*drafted), policy=policy, form=Form.TEXT)
    objectives = [record for record in drafted if (record.objective or "").strip()]
    key_results = [(record, place) for record in drafted for place in range(len(record.key_results))]
    return tuple(sorted((_placed(finding, objectives, key_results) for finding in found), key=_reading_order))


def check_json_lines(records: Iterable[DraftRecord], *, policy: Policy = STANDARD) -> tuple[DraftFinding, ...]:
    """The findings of a JSON-lines draft: each line is looked at by itself."""
    return tuple(finding for record in records for finding in check_draft((record,), policy=policy))


def draft_finding_as_json(placed: DraftFinding) -> dict[str, str | int | None]:
    """The finding as a JSON object: record, field, code, severity, message, suggestion."""
    finding = placed.finding
    return {
        "record": placed.record,
        "field": placed.field,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def _placed(
    finding: Finding, objectives: list[DraftRecord], key_results: list[tuple[DraftRecord, int]]
) -> DraftFinding:
    table, position = finding.location.table, finding.location.position
    if table is Table.OBJECTIVES and position is not None:
        field = "objective" if finding.location.field == "text" else "key_results"
        return DraftFinding(record=objectives[position].line, field=field, finding=finding)
    if table is Table.KEY_RESULTS and position is not None:
        record, place = key_results[position]
        return DraftFinding(record=record.line, field=f"key_results[{place}]", finding=finding)
    first = objectives[0].line if objectives else 0
    return DraftFinding(record=first, field=None, finding=finding)


def _reading_order(placed: DraftFinding) -> tuple[int, int, int]:
    field = placed.field or ""
    place = int(field[12:-1]) if field.startswith("key_results[") else -1
    return (placed.record, place, placed.severity.rank)
