"""Client workbooks in Google Sheets, or in Local Sheets: gspread over httpx.

    with connect(load_settings(os.environ, Path.cwd())) as connection:
        workbook = open_workbook("https://docs.google.com/spreadsheets/d/…", connection)
        result = workbook.grade(on=date.today())

Connecting is cheap to import; what needs pandas is loaded when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.lazy import lazily

if TYPE_CHECKING:
    from okrsdk.sheets.connection import Connection, connect
    from okrsdk.sheets.creation import create_workbook, import_into_new
    from okrsdk.sheets.own_sheets import read_source, undo_adoption
    from okrsdk.sheets.references import SpreadsheetFile, spreadsheet_files
    from okrsdk.sheets.settings import Backend, SheetsSettings, load_settings, settings_from
    from okrsdk.sheets.transport.http_client import RequestPolicy
    from okrsdk.sheets.workbook import Workbook, open_workbook

_HOMES = {
    "Backend": "settings",
    "Connection": "connection",
    "RequestPolicy": "transport.http_client",
    "SheetsSettings": "settings",
    "SpreadsheetFile": "references",
    "Workbook": "workbook",
    "connect": "connection",
    "create_workbook": "creation",
    "import_into_new": "creation",
    "load_settings": "settings",
    "open_workbook": "workbook",
    "read_source": "own_sheets",
    "settings_from": "settings",
    "spreadsheet_files": "references",
    "undo_adoption": "own_sheets",
}

__all__ = [
    "Backend",
    "Connection",
    "RequestPolicy",
    "SheetsSettings",
    "SpreadsheetFile",
    "Workbook",
    "connect",
    "create_workbook",
    "import_into_new",
    "load_settings",
    "open_workbook",
    "read_source",
    "settings_from",
    "spreadsheet_files",
    "undo_adoption",
]

if not TYPE_CHECKING:  # else every name would exist to type checkers, also a misspelt one
    __getattr__ = lazily(__name__, _HOMES)
