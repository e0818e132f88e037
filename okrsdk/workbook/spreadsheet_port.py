"""A spreadsheet that is read whole and changed by requests, whoever carries the requests out.

Forms, fixes, decisions and the close of a cycle are written against it. Two things are one: a spreadsheet that is
reached over the Sheets API (`okrsdk.sheets.spreadsheet.Spreadsheet`), and one whose bound script writes what the
requests come to (`sheets_addon.container_bound.replay.ReplayedSpreadsheet`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.layout.reading import WorkbookReading


class SpreadsheetPort(Protocol):
    """One spreadsheet, with no power over it but the caller's own."""

    @property
    def spreadsheet_id(self) -> str:
        """Its ID; empty for the one that a bound sidebar is beside."""
        ...

    def read(self) -> WorkbookReading:
        """The whole workbook.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        ...

    def changed(self, body: Mapping[str, object]) -> WorkbookReading:
        """The workbook as it is after a `batchUpdate`.

        Raises:
            InvalidOkrError: it is no OKR workbook any more.
            SchemaVersionError: a newer okrsdk has taken it over.
            SheetsError: it was refused, or got no answer.
        """
        ...
