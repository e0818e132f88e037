"""Rows in, findings or scores out: no spreadsheet is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk.assessment import assess
from okrsdk.findings import PlacedFinding
from okrsdk.interchange import okr_set_from_document
from okrsdk.model import Today
from okrsdk.reports import finding_document, scores_document
from okrsdk.rules import policy_named
from sheets_addon.api.openapi import ID_TOKEN, problems
from sheets_addon.api.schemas import CheckAnswer, GradeAnswer, RowsCheck, RowsGrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding


def rows_blueprint(now: Callable[[], datetime]) -> APIBlueprint:
    """`POST /v1/check` and `POST /v1/grade`.

    Args:
        now: tells this instant in UTC, for requests that name no day.
    """
    tag = Tag(name="Rows")
    api = APIBlueprint("rows", __name__, url_prefix="/v1", abp_tags=[tag], abp_security=ID_TOKEN)
    own_problems = problems(401, 429, has_body=True)

    @api.post("/check", operation_id="check", responses={200: CheckAnswer, **own_problems})
    def check_rows(body: RowsCheck) -> dict[str, object]:
        """What is wrong or doubtful in OKRs."""
        return {"findings": _documents(_assessed(body, now).findings)}

    @api.post("/grade", operation_id="grade", responses={200: GradeAnswer, **own_problems})
    def grade_rows(body: RowsGrade) -> dict[str, object]:
        """The scores of OKRs; a record with a finding of severity error gets none."""
        found = _assessed(body, now, final=body.final)
        return {"scores": scores_document(found.scores), "findings": _documents(found.findings)}

    return api


def _assessed(body: RowsCheck | RowsGrade, now: Callable[[], datetime], *, final: bool = False) -> Assessment:
    reading = okr_set_from_document(body.okrs)
    policy = None if body.policy is None else policy_named(body.policy)
    on = body.on or Today(instant=now())
    return assess(reading.okr_set, on=on, policy=policy, final=final, table_findings=reading.findings)


def _documents(findings: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    return [finding_document(PlacedFinding(finding=finding)) for finding in findings]
