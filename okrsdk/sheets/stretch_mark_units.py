"""Stretch marks shown in the unit of their key result, once they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import SheetsError, StaleWorkbookError
from okrsdk.texts import text
from okrsdk.workbook.writing.progress import TRIES, named
from okrsdk.workbook.writing.stretch_mark_formats import cells_astray, format_request, is_in_place, lacking_formats

if TYPE_CHECKING:
    from okrsdk.sheets.spreadsheet import Spreadsheet
    from okrsdk.workbook import WorkbookReading

_WRITTEN = text("All scores are written.")


def show_units(spreadsheet: Spreadsheet, reading: WorkbookReading) -> None:
    """Gives stretch marks the number formats that they lack, in one request; in none where they lack none.

    Args:
        spreadsheet: where to write.
        reading: the workbook as it was read before the scores were written.

    Raises:
        StaleWorkbookError: people moved rows at every try, or moved a column; the message names what may be shown in
            the unit of another. No value is touched.
        SheetsError: the request was refused, or got no answer.
    """
    astray: list[str] = []
    for _ in range(TRIES):
        lacking = lacking_formats(reading)
        if lacking is None:
            break
        try:
            reading = spreadsheet.changed(format_request(lacking))
        except SheetsError as error:
            raise _not_shown(error) from error
        if is_in_place(lacking, reading):
            break
        astray += cells_astray(lacking, reading)
    else:
        raise _kept_moving(reading)
    if astray:
        raise StaleWorkbookError(
            text(
                "{written} Columns or rows of {title!r} were moved while Stretch mark got its units: look how {names} "
                "is shown, and put it right with Format > Number.",
                written=_WRITTEN,
                title=reading.title,
                names=named(tuple(astray)),
            ),
            spreadsheet_id=spreadsheet.spreadsheet_id,
        )


def _not_shown(error: SheetsError) -> SheetsError:
    return type(error)(
        text(
            "{written} Not every stretch mark is shown in its unit: {reason} Grade again to show them.",
            written=_WRITTEN,
            reason=str(error),
        ),
        status=error.status,
        spreadsheet_id=error.spreadsheet_id,
    )


def _kept_moving(reading: WorkbookReading) -> StaleWorkbookError:
    return StaleWorkbookError(
        text(
            "{written} Rows of {title!r} were moved at every try to show stretch marks in their units, so one may be "
            "shown in the unit of another. Grade again while no one sorts or inserts rows.",
            written=_WRITTEN,
            title=reading.title,
        ),
        spreadsheet_id=reading.spreadsheet_id,
    )
