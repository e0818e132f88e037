"""Check, grade and check in on the caller's own spreadsheet, with the caller's own token."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from flask_openapi.blueprint import APIBlueprint
from flask_openapi.models.tag import Tag

from okrsdk.model import CheckIn, Today, day_asked
from okrsdk.reports import finding_document, scores_document
from okrsdk.reports.check_in_text import doubt_text
from okrsdk.rules import policy_named
from okrsdk.sheets import Workbook
from sheets_addon.api.openapi import ACCESS_TOKEN, OF_SHEETS, problems
from sheets_addon.api.schemas import (
    CheckAnswer,
    CheckInBody,
    CheckInsAnswer,
    SheetCheck,
    SheetCheckIns,
    SheetGrade,
    SheetGradeAnswer,
    SpreadsheetPath,
)
from sheets_addon.auth import bearer_token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from okrsdk.findings import Finding
    from okrsdk.workbook import WorkbookReading
    from sheets_addon.spreadsheets import Spreadsheets


def sheets_blueprint(spreadsheets: Spreadsheets, now: Callable[[], datetime]) -> APIBlueprint:
    """`POST /v1/spreadsheets/{spreadsheet_id}/check`, `/grade` and `/check-ins`.

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

    @api.post("/check-ins", operation_id="checkInSpreadsheet", responses={200: CheckInsAnswer, **own_problems})
    def check_in_sheet(path: SpreadsheetPath, body: SheetCheckIns) -> dict[str, object]:
        """Check-ins, written down as new rows, with Current set; sent again, they are written once."""
        with opened(path) as workbook:
            return _checked_in(workbook, body, on=body.on or Today(instant=now()))

    return api


def _checked_in(workbook: Workbook, body: SheetCheckIns, *, on: date | Today) -> dict[str, object]:
    reading = workbook.inspect()
    day = day_asked(on, reading.okr_set.client)
    doubts = workbook.check_in(
        [_check_in(own, day) for own in body.check_ins],
        on=day,
        late_reason=body.late_reason,
        save_doubtful=body.save_doubtful,
        reading=reading,
    )
    known = {one.id: one for one in reading.okr_set.key_results}
    told = [
        {"key_result_id": one.key_result_id, "detail": doubt_text(known[one.key_result_id], doubt)}
        for one, doubt in doubts
    ]
    return {"written": body.save_doubtful or not doubts, "doubts": told}


def _check_in(body: CheckInBody, day: date) -> CheckIn:
    return CheckIn(**{**body.model_dump(), "day": body.day or day})


def _documents(reading: WorkbookReading, findings: Iterable[Finding]) -> list[dict[str, str | int | None]]:
    return [finding_document(placed) for placed in reading.placed(findings)]
