"""Decisions written over the Sheets API: the key results and the line of the log in one request, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.sheets.gradable import refuse_errors
from okrsdk.sheets.import_write import settle_records
from okrsdk.workbook.recalibrating.log_rows import is_logged
from okrsdk.workbook.recalibrating.planning import decision_request, plan_decision

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.cycle import Recalibration
    from okrsdk.model import OkrSet
    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.recalibrating.planning import DecisionPlan

_REFUSED = 400
_TRIES = 12
"""Each time another decision was written in the same moment; so many at once are not made by people."""
_NOT_WRITTEN = "cannot be written to as it is, so nothing was decided"
_CURE = "The decision is in the log."


def write_decision(
    spreadsheet: Spreadsheet, decide: Callable[[OkrSet], Recalibration], *, dry_run: bool = False
) -> Recalibration:
    """What was decided, in one read and one write.

    Of two that are made at the same moment Sheets takes one; the other is made anew of what the workbook says then. One
    that is sent twice is written once.

    Args:
        spreadsheet: the workbook.
        decide: makes the decision of the OKRs as they are.
        dry_run: whether to write nothing.

    Raises:
        InvalidOkrError: it cannot be made, or the workbook cannot be written right; nothing was written.
        StaleWorkbookError: people kept moving rows; the message says what to look at.
        SheetsError: it was not written; the message says when it may have been.
    """
    decided: Recalibration | None = None
    refused: SheetsError | None = None
    log: object = None
    for tries_left in reversed(range(_TRIES)):
        reading = spreadsheet.read()
        refuse_errors(reading, reading.findings, _NOT_WRITTEN)
        if decided is not None and is_logged(reading, decided.decision):
            return decided  # by a request that was thought to be refused
        if refused is not None and refused.status == _REFUSED and reading.okr_set.decisions == log:
            raise refused  # not because another decision took its line
        log = reading.okr_set.decisions
        decided = decide(reading.okr_set)
        plan = plan_decision(reading, decided)
        if dry_run:
            return decided
        try:
            after = spreadsheet.changed(decision_request(plan, reading))
        except UnavailableError as error:
            after = _found_after(spreadsheet, plan, error)
        except SheetsError as error:
            refused = error
            if tries_left and (error.status == _REFUSED or isinstance(error, StaleWorkbookError)):
                continue  # another decision took this line of the log, or rows were deleted: nothing was written
            raise
        _verify(spreadsheet, plan, reading, after)
        return decided
    raise AssertionError("the last try returns or raises")


def _verify(spreadsheet: Spreadsheet, plan: DecisionPlan, before: WorkbookReading, after: WorkbookReading) -> None:
    settle_records(spreadsheet, plan.records, before, after, cure=_CURE)
    if not is_logged(after, plan.decision):
        raise StaleWorkbookError(
            f"Columns of the log of decisions of {before.title!r} were moved while it was written to. "
            "The decision is in its last row: look whether each value is in its column.",
            spreadsheet_id=spreadsheet.spreadsheet_id,
        )


def _found_after(spreadsheet: Spreadsheet, plan: DecisionPlan, error: UnavailableError) -> WorkbookReading:
    """The workbook after a write without an answer, if that was done; it is done wholly or not at all."""
    try:
        now = spreadsheet.read()
    except (SheetsError, InvalidOkrError):
        raise error from None
    if not is_logged(now, plan.decision):
        raise error
    return now
