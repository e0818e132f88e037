"""Scores sent to a workbook so that none is left beside another key result, while people sort and edit the sheet.

What is sent, and what its answer means, `okrsdk.workbook.writing` says; here the requests are made.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError, SheetsError, StaleWorkbookError
from okrsdk.sheets.gradable import NOT_GRADED, refuse_errors
from okrsdk.sheets.stretch_mark_units import show_units
from okrsdk.texts import strung, text
from okrsdk.workbook.writing.blank_ids import id_request
from okrsdk.workbook.writing.missing_metadata import marking_request
from okrsdk.workbook.writing.plan import plan_clearing, plan_write
from okrsdk.workbook.writing.progress import TRIES, Progress, Stage, advanced, begun, given_up
from okrsdk.workbook.writing.request import request_of
from okrsdk.workbook.writing.response import state_of_layout, state_of_response
from okrsdk.workbook.writing.verify import verify_write

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.workbook_port import AssessedWorkbook
    from okrsdk.workbook.writing.response import SheetState
    from okrsdk.workbook.writing.verify import WriteOutcome


def write_back(
    spreadsheet: Spreadsheet, found: AssessedWorkbook, assessed: Callable[[WorkbookReading], AssessedWorkbook]
) -> AssessedWorkbook:
    """What was written in the end: `found`, or what a further reading came to.

    One request where no one edits the sheet in the same moment, a second where blank IDs are filled, which no cell but
    a blank one takes, and one more where stretch marks lack the format of their unit. A sheet that okrsdk did not make
    gets its developer metadata first, in two others.

    Args:
        spreadsheet: where to write.
        found: what to write.
        assessed: the same of a further reading, for when an answer does not show where the scores are.

    Raises:
        StaleWorkbookError: people moved rows or columns at every try. `in_doubt` names the records beside which
            another's score may have been left; it is empty when everything was blanked.
        InvalidOkrError: what a further reading found cannot be graded, or an ID is on two rows.
        SheetsError: the spreadsheet cannot be read or written; `in_doubt` as above.
    """
    found = _marked(spreadsheet, found, assessed)
    written = _Run(spreadsheet, found, assessed).to_the_end()
    show_units(spreadsheet, written.reading)
    return written


class _Run:
    """One write, from its first request to its last."""

    def __init__(
        self,
        spreadsheet: Spreadsheet,
        found: AssessedWorkbook,
        assessed: Callable[[WorkbookReading], AssessedWorkbook],
    ) -> None:
        self._spreadsheet = spreadsheet
        self._found = found
        self._assessed = assessed
        self._progress = begun(plan_write(found.reading, found.assessment))
        self._refusal: InvalidOkrError | StaleWorkbookError | None = None
        self._has_written = False
        self._readings = 0

    def to_the_end(self) -> AssessedWorkbook:
        while not self._progress.is_done:
            following = advanced(self._progress, self._sent())
            self._progress = self._read_again() if following is None else following
        self._refuse_what_is_left()
        return replace(self._found, written=True, new_ids=self._progress.assigned)

    def _sent(self) -> SheetState | None:
        """What the columns hold after the next request; None when the answer does not show it."""
        progress = self._progress
        try:
            if progress.sends_ids:
                return state_of_layout(progress.plan, self._spreadsheet.changed(id_request(progress.ids)).layout)
            answer = self._spreadsheet.write_values(request_of(progress.plan, progress.writes, progress.ends))
        except StaleWorkbookError:
            return None
        except (SheetsError, InvalidOkrError) as error:
            raise self._unfinished(error) from error
        self._has_written = True
        return state_of_response(progress.plan, answer)

    def _read_again(self) -> Progress:
        """The write as a further reading shows it."""
        progress = self._progress
        self._readings += 1
        try:
            reading = self._spreadsheet.read()
        except (SheetsError, InvalidOkrError) as error:
            raise self._unfinished(error) from error
        if progress.sends_ids:
            following = advanced(progress, state_of_layout(progress.plan, reading.layout), is_refused=True)
            return following or replace(progress, stage=Stage.DONE)
        if progress.tries >= TRIES or progress.stage is Stage.BLANKING:
            return self._cleared(reading)
        try:
            self._found = self._assessed(reading)
            return _planned_again(self._found, progress)
        except (InvalidOkrError, StaleWorkbookError) as error:
            self._refusal = error
            return self._cleared(reading)

    def _cleared(self, reading: WorkbookReading) -> Progress:
        if self._readings > 2 * TRIES:
            raise self._unfinished(_kept_moving(reading, text("The scores could not be blanked either.")))
        return given_up(plan_clearing(reading))

    def _refuse_what_is_left(self) -> None:
        """Raise what stopped the write, with what may be wrong."""
        progress = self._progress
        if progress.misplaced:
            raise self._unfinished(
                self._refusal or _kept_moving(self._found.reading, text("Not all could be taken back."))
            )
        if self._refusal is not None:
            raise self._refusal
        if progress.is_blanked:
            raise _kept_moving(self._found.reading, text("All scores were blanked."))

    def _unfinished(self, error: InvalidOkrError | SheetsError) -> SheetsError:
        """The error with what may be wrong in the workbook because of it; a refusal before any write stays as it is."""
        progress = self._progress
        if isinstance(error, InvalidOkrError):
            error = StaleWorkbookError(str(error), spreadsheet_id=self._spreadsheet.spreadsheet_id)
        if not self._has_written and not error.may_be_done:
            return error
        return type(error)(
            strung([str(error), progress.doubt]),
            status=error.status,
            spreadsheet_id=error.spreadsheet_id,
            in_doubt=progress.in_doubt,
        )


def _planned_again(found: AssessedWorkbook, before: Progress) -> Progress:
    """The write of a further reading; done where the reading shows everything in its place."""
    plan = plan_write(found.reading, found.assessment)
    progress = replace(begun(plan, tries=before.tries + 1), id_tries=before.id_tries, assigned=before.assigned)
    outcome = _outcome_of_reading(found, progress)
    if outcome is None or outcome.corrections or outcome.blank_ids:
        return progress
    return replace(progress, stage=Stage.DONE, writes={}, is_judged=True)


def _outcome_of_reading(found: AssessedWorkbook, progress: Progress) -> WriteOutcome | None:
    state = state_of_layout(progress.plan, found.reading.layout)
    return None if state is None else verify_write(progress.plan, state, {})


def _marked(
    spreadsheet: Spreadsheet, found: AssessedWorkbook, assessed: Callable[[WorkbookReading], AssessedWorkbook]
) -> AssessedWorkbook:
    """The same once all tabs and columns carry their developer metadata; nothing is sent where they do."""
    for _ in range(2 * TRIES):
        marking = marking_request(found.reading)
        if marking is None:
            return found
        found = assessed(spreadsheet.changed(marking))
        refuse_errors(found.reading, found.findings, NOT_GRADED)
    raise StaleWorkbookError(
        text(
            "Columns of {title!r} were moved at every try to mark them. Nothing was written. Grade again while no one "
            "moves columns.",
            title=found.reading.title,
        ),
        spreadsheet_id=spreadsheet.spreadsheet_id,
    )


def _kept_moving(reading: WorkbookReading, outcome: str) -> StaleWorkbookError:
    return StaleWorkbookError(
        text(
            "Rows or columns of {title!r} were moved at every try to write beside them. {outcome} Grade again while no "
            "one sorts or inserts rows.",
            title=reading.title,
            outcome=outcome,
        ),
        spreadsheet_id=reading.spreadsheet_id,
    )
