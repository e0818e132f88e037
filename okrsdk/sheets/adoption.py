"""A spreadsheet of people's own adopted as a workbook, and given back: one read and one write each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.errors import ConfigError, StaleWorkbookError, UnavailableError
from okrsdk.interchange.adopting.planning import plan_adoption
from okrsdk.interchange.adopting.putting_back import lost_columns, put_back_requests
from okrsdk.interchange.adopting.request import adoption_requests
from okrsdk.interchange.adopting.undoing import is_adopted, is_left, undo_requests, written_since
from okrsdk.interchange.adopting.verifying import is_in_place
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.texts import text
from okrsdk.workbook.addresses import quoted
from okrsdk.workbook.sheets_types import CHANGED_FIELDS
from okrsdk.workbook.writing.progress import TRIES, named

if TYPE_CHECKING:
    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from okrsdk.interchange.adopting.putting_back import LostColumn
    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook.sheets_types import JsonObject


def adopt(
    spreadsheet: Spreadsheet, options: ReadingOptions | None = None, *, client: str = "", dry_run: bool = False
) -> AdoptionPlan:
    """What was done to make a workbook of a spreadsheet, in one read and one write.

    Where people moved rows or columns in that moment, all of it is taken off and done anew.

    Raises:
        ConfigError: it is a workbook already, or cannot be read as OKRs in rows.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
        StaleWorkbookError: people kept moving rows or columns; or a column of theirs was deleted because of it and is
            put back, with what to look at.
        SheetsError: it cannot be read or written.
    """
    told = options or FOUND_OUT
    plan = plan_adoption(spreadsheet.cells(), told, client=client)
    if dry_run:
        return plan
    for _ in range(TRIES):
        try:
            after = _changed(spreadsheet, adoption_requests(plan))
        except StaleWorkbookError:
            after = spreadsheet.cells()  # rows or columns were deleted, and nothing was written
        except UnavailableError:
            after = spreadsheet.cells()
            if not is_adopted(after):
                raise
        if is_in_place(plan, after):
            return plan
        plan = plan_adoption(_given_back(spreadsheet, after), told, client=client)
    raise StaleWorkbookError(
        text(
            "Rows or columns of {title!r} were moved at every try to adopt it, so nothing was added. Adopt it while no "
            "one edits.",
            title=plan.title,
        ),
        spreadsheet_id=spreadsheet.spreadsheet_id,
    )


def take_off(spreadsheet: Spreadsheet, *, force: bool = False, dry_run: bool = False) -> tuple[str, ...]:
    """Takes off what an adoption added, in one read and one write; the columns and tabs that people wrote into since.

    Where there are such and it is not forced, nothing is done.

    Raises:
        ConfigError: it was not adopted.
        StaleWorkbookError: as `adopt`.
        SheetsError: it cannot be read or written.
    """
    cells = spreadsheet.cells()
    if not is_adopted(cells):
        raise ConfigError(text("The spreadsheet was not adopted, so there is nothing to undo."))
    written = written_since(cells)
    if not dry_run and (force or not written):
        _given_back(spreadsheet, cells)
    return written


def _given_back(spreadsheet: Spreadsheet, cells: JsonObject) -> JsonObject:
    """The spreadsheet without what an adoption added; as it is where that is nothing."""
    lost: tuple[LostColumn, ...] = ()
    put_back: tuple[LostColumn, ...] = ()
    for _ in range(TRIES):
        requests = [*undo_requests(cells), *put_back_requests(lost)]
        if not requests:
            return cells
        try:
            after = _changed(spreadsheet, requests)
        except StaleWorkbookError:
            cells = spreadsheet.cells()  # columns were deleted, and nothing was written
            continue
        except UnavailableError:
            after = spreadsheet.cells()
            if lost or is_adopted(after):
                raise
        put_back += lost
        lost = lost_columns(cells, after)
        cells = after
        if put_back and not lost:
            raise _put_back(spreadsheet, put_back)
        if not is_left(after):
            return after
    raise StaleWorkbookError(
        text("Columns were moved at every try to take off what the adoption added. Undo it while no one edits."),
        spreadsheet_id=spreadsheet.spreadsheet_id,
    )


def _put_back(spreadsheet: Spreadsheet, lost: tuple[LostColumn, ...]) -> StaleWorkbookError:
    names = tuple(text("{column} of {tab}", column=own.name, tab=quoted(own.title)) for own in lost)
    return StaleWorkbookError(
        text(
            "Columns were moved in the very moment in which those that okrsdk had added were deleted, and that took "
            "{names} away, unless somebody deleted it. It is back with its values, formulas and number formats: look "
            "at its other formats, and at formulas that refer to it. File > Version history shows what was there.",
            names=named(names),
        ),
        spreadsheet_id=spreadsheet.spreadsheet_id,
        in_doubt=names,
    )


def _changed(spreadsheet: Spreadsheet, requests: list[JsonObject]) -> JsonObject:
    body = {"requests": requests, "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}
    answer = spreadsheet.http.batch_update(spreadsheet.spreadsheet_id, body, fields=CHANGED_FIELDS)
    return cast("JsonObject", answer["updatedSpreadsheet"])
