"""Where these commands work: Local Sheets, never Google."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from okrsdk.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.sheets import Connection
    from okrsdk.sheets.references import NameMatch, SpreadsheetFile

DRIVE = "https://www.googleapis.com/drive/v3/files"
UPLOAD = "https://www.googleapis.com/upload/drive/v3/files"
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FILE_TYPES = {
    ".csv": "text/csv",
    ".tsv": "text/tab-separated-values",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@contextmanager
def local_sheets() -> Iterator[Connection]:
    """The connection of this shell and folder.

    Raises:
        ConfigError: it leads to Google.
    """
    from okrsdk.cli.source import connection, settings
    from okrsdk.sheets.settings import Backend

    if settings().backend is Backend.GOOGLE:
        raise ConfigError(
            "`okr sheets` works on Local Sheets alone, and okrsdk is set to Google Sheets. "
            "Use the browser for spreadsheets there, or set OKR_SHEETS=local.",
            setting="sheets",
        )
    with connection() as sheets:
        yield sheets


def spreadsheet_called(ref: str, sheets: Connection, *, match: NameMatch) -> SpreadsheetFile:
    """The spreadsheet that REF means, as far as `match` lets it be like its name.

    Raises:
        ConfigError, NotFoundError: there is not exactly one.
    """
    from okrsdk.errors import NotFoundError
    from okrsdk.sheets.references import spreadsheet_files, spreadsheet_id_of

    spreadsheet_id = spreadsheet_id_of(ref, sheets, match=match)
    for file in spreadsheet_files(sheets):
        if file.spreadsheet_id == spreadsheet_id:
            return file
    raise NotFoundError(
        f"There is no spreadsheet {spreadsheet_id} in Local Sheets ({sheets.endpoint.place}). "
        "`okr sheets list` shows those there are."
    )
