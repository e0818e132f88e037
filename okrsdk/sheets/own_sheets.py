"""Spreadsheets that people made for themselves: read as a source of OKRs, and given back after they were adopted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.sheets.spreadsheet import Spreadsheet

if TYPE_CHECKING:
    from okrsdk.interchange import ReadingOptions, SourceReading
    from okrsdk.sheets.workbook import Workbook
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


def read_source(workbook: Workbook, options: ReadingOptions | None = None) -> WorkbookReading | SourceReading:
    """What a spreadsheet says, in one read: an OKR workbook, or a sheet of people's own in any layout.

    Args:
        workbook: the spreadsheet; it need not be an OKR workbook.
        options: what is told of a sheet of people's own: the tab, what its columns hold, the cycle.

    Raises:
        ConfigError: nothing in it is known to be objectives or key results, or several tabs are.
        InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
        SheetsError: it cannot be read.
    """
    from okrsdk.interchange.spreadsheet_reading import read_spreadsheet_okrs

    return read_spreadsheet_okrs(_spreadsheet(workbook).cells(), options)


def spreadsheet_cells(workbook: Workbook) -> JsonObject:
    """All that is read of a spreadsheet as the API gives it, whether it is an OKR workbook or not, in one read.

    Raises:
        SheetsError: it cannot be read.
    """
    return _spreadsheet(workbook).cells()


def undo_adoption(workbook: Workbook, *, force: bool = False, dry_run: bool = False) -> tuple[str, ...]:
    """Takes off what `Workbook.adopt` added, in one read and one write.

    Args:
        workbook: the spreadsheet that was adopted.
        force: whether to do so although people wrote into what was added.
        dry_run: whether to write nothing.

    Returns:
        The added columns and tabs that people wrote into since; where there are some, only `force` undoes.

    Raises:
        ConfigError: it was not adopted.
        SheetsError: it cannot be read or written.
    """
    from okrsdk.sheets.adoption import take_off

    return take_off(_spreadsheet(workbook), force=force, dry_run=dry_run)


def _spreadsheet(workbook: Workbook) -> Spreadsheet:
    return Spreadsheet(spreadsheet_id=workbook.spreadsheet_id, http=workbook.connection.http)
