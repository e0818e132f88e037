"""Check-ins on the caller's own spreadsheet, each request done once."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.model import CheckIn, Today, day_asked
from okrsdk.reports.check_in_text import doubt_text
from okrsdk.sheets import Workbook
from okrsdk.workbook.writing.request_key import RequestKey
from sheets_addon.api.openapi import OF_SHEETS, problems
from sheets_addon.api.schemas import CheckInBody, CheckInsAnswer, IdempotencyHeader, SheetCheckIns, SpreadsheetPath

if TYPE_CHECKING:
    from datetime import date

    from flask_openapi.blueprint import APIBlueprint

Opened: TypeAlias = Callable[[SpreadsheetPath], AbstractContextManager[Workbook]]
"""Opens the workbook of a path with the power of whoever asks."""


def add_check_ins(api: APIBlueprint, opened: Opened, now: Callable[[], datetime]) -> None:
    """Adds `POST /check-ins` to the endpoints of a spreadsheet."""

    @api.post(
        "/check-ins",
        operation_id="checkInSpreadsheet",
        responses={200: CheckInsAnswer, **problems(*OF_SHEETS, has_body=True)},
    )
    def check_in_sheet(path: SpreadsheetPath, header: IdempotencyHeader, body: SheetCheckIns) -> dict[str, object]:
        """Check-ins, written down as new rows, with Current set; sent again, they are written once.

        Without a key that holds as long as no one else checked in on the key result. With the header `Idempotency-Key`
        it holds in any case: over several processes, after an answer that was lost, and at the same moment.
        """
        key = header.key.strip('"')
        once = RequestKey(key=key, asked=body.model_dump_json()) if key else None
        with opened(path) as workbook:
            return _checked_in(workbook, body, on=body.on or Today(instant=now()), once=once)


def _checked_in(
    workbook: Workbook, body: SheetCheckIns, *, on: date | Today, once: RequestKey | None
) -> dict[str, object]:
    reading = workbook.inspect()
    day = day_asked(on, reading.okr_set.client)
    doubts = workbook.check_in(
        [_check_in(own, day) for own in body.check_ins],
        on=day,
        late_reason=body.late_reason,
        save_doubtful=body.save_doubtful,
        reading=reading,
        once=once,
    )
    known = {one.id: one for one in reading.okr_set.key_results}
    told = [
        {"key_result_id": one.key_result_id, "detail": doubt_text(known[one.key_result_id], doubt)}
        for one, doubt in doubts
        if one.key_result_id in known  # of a request that was answered before, it may be gone
    ]
    return {"written": body.save_doubtful or not doubts, "doubts": told}


def _check_in(body: CheckInBody, day: date) -> CheckIn:
    return CheckIn(**{**body.model_dump(), "day": body.day or day})
