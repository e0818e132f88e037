"""Scores written so that none rests beside another key result, while people sort and edit the sheet.

The write asks for what is where it wrote (`workbook.writing.request`), and its answer is judged before anything is
called done. What is not where it belongs is written again, at most three times; after that every score is blanked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.errors import InvalidOkrError, StaleWorkbookError
from okrsdk.sheets.graded import NOT_GRADED, refuse_errors
from okrsdk.workbook import (
    ADOPTION_FIELDS,
    adoption_request,
    clearing_request,
    read_workbook,
    slipped_marks,
    verify_write,
    write_request,
)
from okrsdk.workbook.writing.columns import plain, targets
from okrsdk.workbook.writing.request import body
from okrsdk.workbook.writing.response import is_same

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.sheets.workbook import Workbook
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject, ValueRange
    from okrsdk.workbook.workbook_port import AssessedWorkbook

_TRIES = 3


def write_back(
    workbook: Workbook, graded: AssessedWorkbook, graded_of: Callable[[WorkbookReading], AssessedWorkbook]
) -> AssessedWorkbook:
    """What was written in the end: `graded`, or what a further reading came to.

    One request where no one edits the sheet in the same moment. A sheet that okrsdk did not make gets its marks first,
    in one more.

    Args:
        workbook: where to write.
        graded: what to write.
        graded_of: the same of a further reading, for when an answer does not tell where the scores came to rest.

    Raises:
        StaleWorkbookError: people moved rows or columns at every try; no score was left behind.
        InvalidOkrError: what a further reading found cannot be graded, or an ID stands twice.
        SheetsError: the spreadsheet cannot be written.
    """
    graded = _adopted(workbook, graded, graded_of)
    request, landing = _request(graded), None
    for _ in range(_TRIES):
        sent, answer = request, _written(workbook, request)
        landing = verify_write(graded.reading, graded.scores, sent, answer, after=landing)
        if landing.is_settled:
            return graded
        if landing.next_request is None:
            graded, request = _again(workbook, graded_of)
            landing = None
            if _changes_nothing(request, graded.reading):
                return graded
        else:
            request = landing.next_request
    _written(workbook, clearing_request(graded.reading, sent, answer) or _blanking(workbook.inspect()))
    raise _kept_moving(workbook, graded.reading, "The scores were blanked.")


def _again(
    workbook: Workbook, graded_of: Callable[[WorkbookReading], AssessedWorkbook]
) -> tuple[AssessedWorkbook, JsonObject]:
    """A further reading with its scores, and the request that writes them.

    Errors that people made in the meantime are no reason to stop here, as long as every score has its place: what was
    written before may stand beside another record. Where they leave none, the scores are blanked.
    """
    reading = workbook.inspect()
    try:
        graded = graded_of(reading)
        return graded, _request(graded)
    except (InvalidOkrError, StaleWorkbookError):
        _written(workbook, _blanking(reading))
        raise


def _changes_nothing(request: JsonObject, reading: WorkbookReading) -> bool:
    """Whether the reading shows all that the request would write beside the records."""
    entries = iter(cast("list[ValueRange]", request["data"]))
    for own in targets(reading.layout):
        for name in own.fields:
            held = own.layout.columns[name].values
            for row, value in enumerate(next(entries)["values"][0]):
                if value is not None and not is_same(plain(held[row]) if row < len(held) else "", value):
                    return False
    return True


def _blanking(reading: WorkbookReading) -> JsonObject:
    """The request that blanks every score that a reading found, whatever row it stands in."""
    columns = {}
    for own in targets(reading.layout):
        below = own.layout.header_row + 1
        found = own.layout.columns
        columns[own.layout.table] = {
            name: [None] * below + [""] * (len(found[name].values) - below) for name in own.scores
        }
    return body(reading, columns)


def _request(graded: AssessedWorkbook) -> JsonObject:
    return write_request(graded.reading, graded.scores, findings=graded.findings)


def _adopted(
    workbook: Workbook, graded: AssessedWorkbook, graded_of: Callable[[WorkbookReading], AssessedWorkbook]
) -> AssessedWorkbook:
    """The same once all tabs and columns carry their marks; nothing is sent where they do."""
    for _ in range(_TRIES):
        adoption = adoption_request(graded.reading)
        if adoption is None:
            return graded
        after = _marked(workbook, adoption)
        slipped = slipped_marks(graded.reading, after)
        graded = graded_of(_marked(workbook, slipped) if slipped else after)
        refuse_errors(graded.reading, graded.findings, NOT_GRADED)
    raise _kept_moving(workbook, graded.reading, "Nothing was written.")


def _marked(workbook: Workbook, request: JsonObject) -> WorkbookReading:
    answer = workbook.connection.http.batch_update(workbook.spreadsheet_id, request, fields=ADOPTION_FIELDS)
    return read_workbook(cast("JsonObject", answer["updatedSpreadsheet"]))


def _written(workbook: Workbook, request: JsonObject) -> JsonObject:
    return workbook.connection.http.update_values_by_data_filter(workbook.spreadsheet_id, request)


def _kept_moving(workbook: Workbook, reading: WorkbookReading, outcome: str) -> StaleWorkbookError:
    return StaleWorkbookError(
        f"Rows or columns of {reading.title!r} were moved at every try to write beside them. {outcome} "
        "Grade again when no one is sorting or inserting.",
        spreadsheet_id=workbook.spreadsheet_id,
    )
