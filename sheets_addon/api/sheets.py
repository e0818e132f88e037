"""Check, grade, check in, decide and close on the caller's own spreadsheet, with the caller's own token."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk.model import Today
from okrsdk.reports import finding_document, scores_document
from okrsdk.rules import policy_named
from okrsdk.sheets import Workbook
from sheets_addon.api.check_ins import add_check_ins
from sheets_addon.api.decisions import add_decisions
from sheets_addon.api.openapi import ACCESS_TOKEN, OF_SHEETS, problems
from sheets_addon.api.schemas import (
    CheckAnswer,
    SheetCheck,
    SheetGrade,
    SheetGradeAnswer,
    SpreadsheetPath,
)
from sheets_addon.auth import bearer_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from okrsdk.findings import Finding
    from okrsdk.workbook import WorkbookReading
    from sheets_addon.spreadsheets import Spreadsheets


def sheets_blueprint(spreadsheets: Spreadsheets, now: Callable[[], datetime]) -> APIBlueprint:
    """`POST /v1/spreadsheets/{spreadsheet_id}/check`, `/grade`, `/check-ins`, `/decisions`, `/close` and `/reopen`.

    Args:
        spreadsheets: the way to the callers' spreadsheets.
        now: tells this instant in UTC, for requests that name no day.
    """
    tag = Tag(name="Spreadsheets", description="On the caller's own spreadsheet.")
    prefix = "/v1/spreadsheets/<spreadsheet_id>"
    api = APIBlueprint("spreadsheets", __name__, url_prefix=prefix, abp_tags=[tag], abp_security=ACCESS_TOKEN)
    own_problems = problems(*OF_SHEETS, has_body=True)

    @contextmanager
    def opened(path: SpreadsheetPath) -> Iterator[Workbook]:
        with spreadsheets.connection(bearer_token()) as connection:
            yield Workbook(spreadsheet_id=path.spreadsheet_id, connection=connection)

    @api.post("/check", operation_id="checkSpreadsheet", responses={200: CheckAnswer, **own_problems})
    def check_sheet(path: SpreadsheetPath, body: SheetCheck) -> dict[str, object]:
        """What is wrong or doubtful in a spreadsheet, with its cells."""
        policy = policy_named(body.policy) if body.policy else None
        with opened(path) as workbook:
            result = workbook.check(on=body.on or Today(instant=now()), policy=policy)
        return {"findings": _documents(result.reading, result.findings)}

    @api.post("/grade", operation_id="gradeSpreadsheet", responses={200: SheetGradeAnswer, **own_problems})
    def grade_sheet(path: SpreadsheetPath, body: SheetGrade) -> dict[str, object]:
        """The scores of a spreadsheet, written back into it."""
        policy = policy_named(body.policy) if body.policy else None
        with opened(path) as workbook:
            result = workbook.grade(
                on=body.on or Today(instant=now()), final=body.final, policy=policy, dry_run=body.dry_run
            )
        return {
            "scores": scores_document(result.scores),
            "findings": _documents(result.reading, result.findings),
            "written": result.written,
        }

    add_check_ins(api, opened, now)
    add_decisions(api, opened, now)
    return api


def _documents(reading: WorkbookReading, findings: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    return [finding_document(placed) for placed in reading.placed(findings)]
