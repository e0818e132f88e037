"""What people edit in a form or take back, written to a workbook and put right where rows moved in the same moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.findings import Table
from okrsdk.sheets.import_write import settle_records
from okrsdk.texts import text
from okrsdk.workbook.importing.request import import_request
from okrsdk.workbook.writing.check_in import has_check_in

if TYPE_CHECKING:
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.import_plan import ImportPlan
    from okrsdk.workbook.spreadsheet_port import SpreadsheetPort

_CURE = text("Then look again.")


def write_rows(spreadsheet: SpreadsheetPort, reading: WorkbookReading, plan: ImportPlan) -> WorkbookReading:
    """The workbook after a plan of `row_edits` was written to it, with its check-ins, in one write.

    Args:
        spreadsheet: the workbook.
        reading: the workbook as it was just read.
        plan: what is to be written, made of that reading.

    Raises:
        InvalidOkrError: the workbook has no such tab, or a text is longer than a cell holds; nothing was written.
        StaleWorkbookError: people kept moving rows; the message says what to look at.
        SheetsError: it was not written; the message says when it may have been.
    """
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
    if not all(has_check_in(after, own) for own in plan.check_ins):
        raise StaleWorkbookError(
            text(
                "Columns of the Check-ins tab of {title!r} were moved while it was written to. Look at its last rows: "
                "is each value in its column?",
                title=reading.title,
            ),
            spreadsheet_id=spreadsheet.spreadsheet_id,
        )
    return after


def _found_after(spreadsheet: SpreadsheetPort, plan: ImportPlan, error: UnavailableError) -> WorkbookReading:
    """The workbook after a write without an answer, if what it adds is there; edits may be sent again."""
    try:
        now = spreadsheet.read()
    except (SheetsError, InvalidOkrError):
        raise error from None
    there = {one.id for one in now.okr_set.objectives} | {one.id for one in now.okr_set.key_results}
    is_added = all(one.id in there for one in plan.new) and all(has_check_in(now, own) for own in plan.check_ins)
    if not is_added or not (plan.new or plan.check_ins):
        raise error
    return now
