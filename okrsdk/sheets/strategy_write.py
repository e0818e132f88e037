"""The Strategy tab added to a workbook, and taken off again: one read and one write each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, SheetsError, UnavailableError
from okrsdk.workbook.strategy_tab import StrategyPlan, plan_strategy, undo_request

if TYPE_CHECKING:
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.spreadsheet_port import SpreadsheetPort


def add_strategy(
    spreadsheet: SpreadsheetPort, *, dry_run: bool = False, reading: WorkbookReading | None = None
) -> tuple[StrategyPlan, WorkbookReading]:
    """What was added, and the workbook as it is then; nothing where the tab and its column are there already.

    Whatever people move meanwhile, no cell of theirs is touched: the tab is new, and so is the column.

    Args:
        spreadsheet: the workbook.
        dry_run: whether to write nothing.
        reading: the workbook as it was read a moment ago; without one it is read.

    Raises:
        InvalidOkrError: it is no OKR workbook.
        SheetsError: it cannot be read, or nothing was written.
    """
    before = spreadsheet.read() if reading is None else reading
    plan = plan_strategy(before)
    if dry_run or not plan.body:
        return plan, before
    try:
        return plan, spreadsheet.changed(plan.body)
    except UnavailableError as error:
        return plan, _found_after(spreadsheet, error)


def remove_strategy(spreadsheet: SpreadsheetPort, *, with_column: bool) -> WorkbookReading:
    """The workbook after its blank Strategy tab was taken off again.

    Args:
        spreadsheet: the workbook.
        with_column: whether the objectives' column came with the tab; where something is in it, it stays.

    Raises:
        InvalidOkrError: there is no such tab, or something was written in it; nothing was changed.
        SheetsError: it cannot be read, or nothing was written.
    """
    return spreadsheet.changed(undo_request(spreadsheet.read(), with_column=with_column))


def _found_after(spreadsheet: SpreadsheetPort, error: SheetsError) -> WorkbookReading:
    """The workbook after a write without an answer, if that was done; it is done wholly or not at all."""
    try:
        now = spreadsheet.read()
    except (SheetsError, InvalidOkrError):
        raise error from None
    if plan_strategy(now).body:
        raise error
    return now
