"""Check-ins written down: one row, appended in one request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import StaleWorkbookError
from okrsdk.workbook.writing.check_in import CHECK_IN_FIELDS, check_in_request, has_landed

if TYPE_CHECKING:
    from okrsdk.model import CheckIn
    from okrsdk.sheets.workbook import Workbook
    from okrsdk.workbook import WorkbookReading


def record_check_in(workbook: Workbook, reading: WorkbookReading, check_in: CheckIn) -> None:
    """Appends a check-in to the Check-ins tab, in one request that is never sent twice.

    Args:
        workbook: where to write.
        reading: the workbook as it was just read.
        check_in: the check-in, of one of its key results.

    Raises:
        InvalidOkrError: there is no Check-ins tab or no such key result; nothing was written.
        StaleWorkbookError: someone moved the columns in the same moment; the new row must be looked at.
        SheetsError: it was not written; the message says when it may have been.
    """
    body = check_in_request(reading, check_in)
    answer = workbook.connection.http.batch_update(workbook.spreadsheet_id, body, fields=CHECK_IN_FIELDS)
    if not has_landed(reading, answer):
        raise StaleWorkbookError(
            f"Columns of the Check-ins tab of {reading.title!r} were moved while the check-in was written. "
            "It stands in the last row: look whether each value is in its column.",
            spreadsheet_id=workbook.spreadsheet_id,
        )
