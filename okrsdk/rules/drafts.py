"""The check of drafts: findings at the line and sentence they are about, with no sheet and no columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import PlacedFinding, Table
from okrsdk.language.drafts import okr_set_of
from okrsdk.rules.checking import check
from okrsdk.rules.policy import STANDARD, Policy
from okrsdk.rules.rule_context import Form

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.findings import Finding
    from okrsdk.language.drafts import DraftRecord


def check_draft(records: Iterable[DraftRecord], *, policy: Policy = STANDARD) -> tuple[PlacedFinding, ...]:
    """The findings of a text draft, read as one set of OKRs: its objectives are counted and compared."""
    drafted = tuple(records)
    found = check(okr_set_of(*drafted), policy=policy, form=Form.TEXT)
    objectives = [record for record in drafted if (record.objective or "").strip()]
    key_results = [(record, place) for record in drafted for place in range(len(record.key_results))]
    placed = (_placed(finding, objectives, key_results) for finding in found)
    # Those of one line are in reading order already: the objective first, then its key results.
    return tuple(sorted(placed, key=lambda one: one.line or 0))


def check_json_lines(records: Iterable[DraftRecord], *, policy: Policy = STANDARD) -> tuple[PlacedFinding, ...]:
    """The findings of a JSON-lines draft: each line is looked at by itself."""
    return tuple(finding for record in records for finding in check_draft((record,), policy=policy))


def _placed(
    finding: Finding, objectives: list[DraftRecord], key_results: list[tuple[DraftRecord, int]]
) -> PlacedFinding:
    table, position = finding.location.table, finding.location.position
    if table is Table.OBJECTIVES and position is not None:
        path = "objective" if finding.location.field == "text" else "key_results"
        return PlacedFinding(finding=finding, line=objectives[position].line + 1, path=path)
    if table is Table.KEY_RESULTS and position is not None:
        record, place = key_results[position]
        return PlacedFinding(finding=finding, line=record.line + 1, path=f"key_results[{place}]")
    return PlacedFinding(finding=finding, line=objectives[0].line + 1 if objectives else 1)
