"""Rows in, findings or scores out: no spreadsheet is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk.findings import PlacedFinding
from okrsdk.grading import grade
from okrsdk.interchange import okr_set_from_document
from okrsdk.model import Today
from okrsdk.reports import finding_document, scores_document
from sheets_addon.api.findings import findings_on
from sheets_addon.api.openapi import ID_TOKEN, problems
from sheets_addon.api.schemas import CheckAnswer, GradeAnswer, RowsCheck, RowsGrade

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date, datetime

    from okrsdk.findings import Finding
    from okrsdk.interchange import LoadedDocument


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
        reading = okr_set_from_document(body.okrs)
        return {"findings": _documents(findings_on(reading, policy=body.policy, on=_day(body, reading)))}

    @api.post("/grade", operation_id="grade", responses={200: GradeAnswer, **own_problems})
    def grade_rows(body: RowsGrade) -> dict[str, object]:
        """The scores of OKRs."""
        reading = okr_set_from_document(body.okrs)
        on = _day(body, reading)
        scores = grade(reading.okr_set, on=on, final=body.final)
        findings = findings_on(reading, policy=body.policy, on=on)
        return {"scores": scores_document(scores), "findings": _documents(findings)}

    def _day(body: RowsCheck, reading: LoadedDocument) -> date:
        return body.on or Today(instant=now()).of(reading.okr_set.client)

    return api


def _documents(findings: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    return [finding_document(PlacedFinding(finding=finding)) for finding in findings]
