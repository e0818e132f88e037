"""Decisions written over the Sheets API: the key results and the line of the log in one request, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from okrsdk.errors import InvalidOkrError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.sheets.gradable import refuse_errors
from okrsdk.sheets.import_write import settle_records
from okrsdk.texts import text
from okrsdk.workbook.recalibrating.close_plan import is_overview_in_place
from okrsdk.workbook.recalibrating.log_rows import are_logged, is_logged
from okrsdk.workbook.recalibrating.planning import decision_request
from okrsdk.workbook.recalibrating.recalled import said_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.recalibrating.planning import DecisionPlan
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.spreadsheet_port import SpreadsheetPort
    from okrsdk.workbook.writing.request_key import RequestKey

Decided = TypeVar("Decided")
_REFUSED = 400
_TRIES = 12
"""Each time another decision was written in the same moment; so many at once are not made by people."""
_NOT_WRITTEN = text("cannot be written to as it is, so nothing was decided")
_CURE = text("The decision is in the log.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Again(Generic[Decided]):
    """A request that may be sent again, and is done once.

    Attributes:
        once: its key.
        recall: what was decided, from the workbook that remembers the key and what it kept.
    """

    once: RequestKey
    recall: Callable[[WorkbookReading, str], Decided]


def write_decision(
    spreadsheet: SpreadsheetPort,
    plan_of: Callable[[WorkbookReading], tuple[Decided, DecisionPlan]],
    *,
    dry_run: bool = False,
    again: Again[Decided] | None = None,
) -> Decided:
    """What was decided, in one read and one write.

    Of two that are made at the same moment Sheets takes one; the other is made anew of what the workbook says then. One
    that is sent twice is written once.

    Args:
        spreadsheet: the workbook.
        plan_of: makes the decision of the workbook as it is, and what is written for it.
        dry_run: whether to write nothing.
        again: what to do where the request was sent before.

    Raises:
        ConfigError: its key was sent with something else.
        InvalidOkrError: it cannot be made, or the workbook cannot be written right; nothing was written.
        StaleWorkbookError: people kept moving rows; the message says what to look at.
        SheetsError: it was not written; the message says when it may have been.
    """
    made: tuple[Decided, DecisionPlan] | None = None
    refused: SheetsError | None = None
    log: object = None
    for tries_left in reversed(range(_TRIES)):
        reading = spreadsheet.read()
        if again is not None and again.once.is_known(reading):
            return again.recall(reading, again.once.said(reading))
        refuse_errors(reading, reading.findings, _NOT_WRITTEN)
        if made is not None and is_logged(reading, made[1].decision):
            return made[0]  # by a request that was thought to be refused
        if refused is not None and refused.status == _REFUSED and reading.okr_set.decisions == log:
            raise refused  # not because another decision took its line
        log = reading.okr_set.decisions
        made = decided, plan = plan_of(reading)
        if dry_run:
            return decided
        try:
            after = spreadsheet.changed(decision_request(plan, reading, further=_marks(again, plan, reading)))
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


def _marks(again: Again[Decided] | None, plan: DecisionPlan, reading: WorkbookReading) -> list[JsonObject]:
    return [] if again is None else again.once.marks(reading, said_of(reading, plan.decision))


def _verify(spreadsheet: SpreadsheetPort, plan: DecisionPlan, before: WorkbookReading, after: WorkbookReading) -> None:
    settle_records(spreadsheet, plan.records, before, after, cure=_CURE)
    where = ""
    if not is_logged(after, plan.decision):
        where = text("the log of decisions: it is in the last row")
    elif plan.final_scores and not are_logged(after, plan.final_scores):
        where = text("the Final scores tab: they are in its last rows")
    elif plan.further and not is_overview_in_place(before, after):
        where = text("the Overview: the next grade writes it anew")
    if where:
        raise StaleWorkbookError(
            text(
                "Columns of {title!r} were moved while it was written to. Look at {where}. Is each value in its "
                "column? File > Version history shows what was there.",
                title=before.title,
                where=where,
            ),
            spreadsheet_id=spreadsheet.spreadsheet_id,
        )


def _found_after(spreadsheet: SpreadsheetPort, plan: DecisionPlan, error: UnavailableError) -> WorkbookReading:
    """The workbook after a write without an answer, if that was done; it is done wholly or not at all."""
    try:
        now = spreadsheet.read()
    except (SheetsError, InvalidOkrError):
        raise error from None
    if not is_logged(now, plan.decision):
        raise error
    return now
