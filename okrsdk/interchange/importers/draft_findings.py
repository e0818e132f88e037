"""The check of drafts: findings at the line and sentence they are about, with no sheet and no columns."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from okrsdk.findings import PlacedFinding, Table
from okrsdk.interchange.importers.draft import okr_set_of
from okrsdk.rules.checking import check
from okrsdk.rules.policy import STANDARD, Policy
from okrsdk.rules.repetition import repeated
from okrsdk.rules.rule_context import Form

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.findings import Finding
    from okrsdk.interchange.importers.draft import DraftObjective
    from okrsdk.model import OkrSet


def check_draft(
    drafted: Sequence[DraftObjective],
    *,
    policy: Policy = STANDARD,
    earlier: Mapping[str, OkrSet] = MappingProxyType({}),
) -> tuple[PlacedFinding, ...]:
    """The findings of a draft, read as one set of OKRs: its objectives are counted and compared.

    Args:
        drafted: the draft.
        policy: which rules hold and with what limits.
        earlier: sets that it is read together with, by what to call them: what it repeats of them is found too.
    """
    okr_set = okr_set_of(*drafted)
    found = [
        *check(okr_set, policy=policy, form=Form.TEXT),
        *repeated(okr_set, earlier, policy=policy, form=Form.TEXT),
    ]
    objectives = [objective for objective in drafted if (objective.text or "").strip()]
    key_results = [(objective, place) for objective in drafted for place in range(len(objective.key_results))]
    placed = (_placed(finding, objectives, key_results) for finding in found)
    # Those of one line are in reading order already: the objective first, then its key results.
    return tuple(sorted(placed, key=lambda one: one.line or 0))


def check_json_lines(drafted: Sequence[DraftObjective], *, policy: Policy = STANDARD) -> tuple[PlacedFinding, ...]:
    """The findings of a JSON-lines draft: each line is looked at by itself."""
    return tuple(finding for objective in drafted for finding in check_draft((objective,), policy=policy))


def _placed(
    finding: Finding, objectives: list[DraftObjective], key_results: list[tuple[DraftObjective, int]]
) -> PlacedFinding:
    table, position = finding.location.table, finding.location.position
    if table is Table.OBJECTIVES and position is not None:
        path = "objective" if finding.location.field == "text" else "key_results"
        line = objectives[position].line + 1
        return PlacedFinding(finding=finding, line=line, record_line=line, path=path)
    if table is Table.KEY_RESULTS and position is not None:
        objective, place = key_results[position]
        return PlacedFinding(
            finding=finding,
            line=objective.key_results[place].line + 1,
            record_line=objective.line + 1,
            path=f"key_results[{place}]",
        )
    line = objectives[0].line + 1 if objectives else 1
    return PlacedFinding(finding=finding, line=line, record_line=line)
