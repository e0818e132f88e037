"""The requests that a workbook makes of its spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.sheets_types import CHANGED_FIELDS, READ_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.sheets.transport.http_client import HttpClient, Params
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class Spreadsheet:
    """One spreadsheet as requests know it.

    Attributes:
        spreadsheet_id: its ID.
        http: sends the requests.
    """

    spreadsheet_id: str
    http: HttpClient

    def read(self) -> WorkbookReading:
        """The whole workbook, in one read.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        from okrsdk.workbook import read_workbook

        return read_workbook(self.cells())

    def cells(self) -> JsonObject:
        """All that is read of a spreadsheet as the API gives it, whether it is an OKR workbook or not, in one read.

        Raises:
            SheetsError: it cannot be read.
        """
        # Without its indentation a large answer is a third as long.
        params: Params = {"includeGridData": True, "fields": READ_FIELDS, "prettyPrint": False}
        return self.http.get_spreadsheet(self.spreadsheet_id, params)

    def changed(self, body: Mapping[str, object]) -> WorkbookReading:
        """The workbook as it is after a `batchUpdate` that shows it in its answer, in one write.

        Raises:
            InvalidOkrError: it is no OKR workbook any more.
            SchemaVersionError: a newer okrsdk has taken it over.
            StaleWorkbookError: rows that it names were deleted; nothing was written.
            SheetsError: it was refused, or got no answer.
        """
        from okrsdk.workbook import read_workbook

        answer = self.http.batch_update(self.spreadsheet_id, body, fields=CHANGED_FIELDS)
        return read_workbook(cast("JsonObject", answer["updatedSpreadsheet"]))

    def write_values(self, body: Mapping[str, object]) -> JsonObject:
        """The answer to a `values:batchUpdateByDataFilter`, one write.

        Raises:
            StaleWorkbookError: rows that it spans were deleted; nothing was written.
            SheetsError: it was refused, or got no answer.
        """
        return self.http.update_values_by_data_filter(self.spreadsheet_id, body)
