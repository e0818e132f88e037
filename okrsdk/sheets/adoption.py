"""A spreadsheet of people's own adopted as a workbook, and given back: one read and one write each."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.errors import ConfigError, StaleWorkbookError, UnavailableError
from okrsdk.interchange.adopting.planning import plan_adoption
from okrsdk.interchange.adopting.request import adoption_requests
from okrsdk.interchange.adopting.undoing import is_adopted, undo_requests, without_adoption, written_since
from okrsdk.interchange.adopting.verifying import is_in_place
from okrsdk.interchange.importers.reading_options import FOUND_OUT, ReadingOptions
from okrsdk.workbook.sheets_types import CHANGED_FIELDS

if TYPE_CHECKING:
    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook.sheets_types import JsonObject


def adopt(
    spreadsheet: Spreadsheet, options: ReadingOptions | None = None, *, client: str = "", dry_run: bool = False
) -> AdoptionPlan:
    """What was done to make a workbook of a spreadsheet, in one read and one write.

    Where people moved rows or columns in that moment, all of it is taken off and done anew in a second write.

    Raises:
        ConfigError: it is a workbook already, or cannot be read as OKRs in rows.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
        StaleWorkbookError: people kept moving rows or columns.
        SheetsError: it cannot be read or written.
    """
    told = options or FOUND_OUT
    plan = plan_adoption(spreadsheet.cells(), told, client=client)
    if dry_run:
        return plan
    try:
        after = _changed(spreadsheet, adoption_requests(plan))
    except UnavailableError:
        after = spreadsheet.cells()
        if not is_adopted(after):
            raise
    if is_in_place(plan, after):
        return plan
    plan = plan_adoption(without_adoption(after), told, client=client)
    after = _changed(spreadsheet, [*undo_requests(after), *adoption_requests(plan)])
    if not is_in_place(plan, after):
        raise StaleWorkbookError(
            f"Rows or columns of {plan.title!r} were moved at every try to adopt it. Undo it with okr adopt --undo, "
            "and adopt it while no one edits.",
            spreadsheet_id=spreadsheet.spreadsheet_id,
        )
    return plan


def take_off(spreadsheet: Spreadsheet, *, force: bool = False, dry_run: bool = False) -> tuple[str, ...]:
    """Takes off what an adoption added, in one read and one write; the columns and tabs that people wrote into since.

    Where there are such and it is not forced, nothing is done.

    Raises:
        ConfigError: it was not adopted.
        SheetsError: it cannot be read or written.
    """
    cells = spreadsheet.cells()
    if not is_adopted(cells):
        raise ConfigError("The spreadsheet was not adopted, so there is nothing to undo.")
    written = written_since(cells)
    if not dry_run and (force or not written):
        spreadsheet.http.batch_update(
            spreadsheet.spreadsheet_id, {"requests": undo_requests(cells)}, fields="spreadsheetId"
        )
    return written


def _changed(spreadsheet: Spreadsheet, requests: list[JsonObject]) -> JsonObject:
    body = {"requests": requests, "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}
    answer = spreadsheet.http.batch_update(spreadsheet.spreadsheet_id, body, fields=CHANGED_FIELDS)
    return cast("JsonObject", answer["updatedSpreadsheet"])
