"""What people edited in a form written to a workbook, and put right where rows moved in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, SheetsError, UnavailableError
from okrsdk.findings import Table
from okrsdk.sheets.import_write import settle_records
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.texts import text
from okrsdk.workbook.importing.request import import_request

if TYPE_CHECKING:
    from okrsdk.sheets.workbook import Workbook
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.import_plan import ImportPlan

_CURE = text("Then look again.")


def write_rows(workbook: Workbook, reading: WorkbookReading, plan: ImportPlan) -> WorkbookReading:
    """The workbook after a plan of `row_edits` was written to it, in one write.

    Args:
        workbook: the workbook.
        reading: the workbook as it was just read.
        plan: what is to be written, made of that reading.

    Raises:
        InvalidOkrError: the workbook has no such tab, or a text is longer than a cell holds; nothing was written.
        StaleWorkbookError: people kept moving rows; the message says what to look at.
        SheetsError: it was not written; the message says when it may have been.
    """
    spreadsheet = Spreadsheet(spreadsheet_id=workbook.spreadsheet_id, http=workbook.connection.http)
    for table in (Table.OBJECTIVES, Table.KEY_RESULTS):
        if table not in reading.layout.tables:
            raise InvalidOkrError(
                text(
                    "{title!r} has no {table} tab, so nothing was written. Put it back.",
                    title=reading.title,
                    table=str(table),
                )
            )
    try:
        after = spreadsheet.changed(import_request(plan, reading))
    except UnavailableError as error:
        after = _found_after(spreadsheet, plan, error)
    settle_records(spreadsheet, plan, reading, after, cure=_CURE)
    return after


def _found_after(spreadsheet: Spreadsheet, plan: ImportPlan, error: UnavailableError) -> WorkbookReading:
    """The workbook after a write without an answer, if its new records are there; edits may be sent again."""
    try:
        now = spreadsheet.read()
    except (SheetsError, InvalidOkrError):
        raise error from None
    there = {one.id for one in now.okr_set.objectives} | {one.id for one in now.okr_set.key_results}
    if not plan.new or any(one.id not in there for one in plan.new):
        raise error
    return now
