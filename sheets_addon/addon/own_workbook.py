"""The spreadsheet of whoever clicks, read and written over the Sheets API with that person's own token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.sheets.check_ins import record_check_in
from okrsdk.sheets.creation import add_tabs
from okrsdk.sheets.workbook import Workbook

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import CheckIn, OkrSet, Today
    from okrsdk.sheets.connection import Connection
    from okrsdk.sheets.workbook import CheckResult, GradeResult
    from okrsdk.workbook import WorkbookReading


class OwnWorkbook:
    """A `WorkbookPort` in Sheets; every method asks Sheets anew.

    Args:
        spreadsheet_id: the spreadsheet.
        connection: reaches it with the person's own token.
    """

    def __init__(self, spreadsheet_id: str, connection: Connection) -> None:
        self._workbook = Workbook(spreadsheet_id=spreadsheet_id, connection=connection)

    @property
    def url(self) -> str:
        """Its URL as people open it."""
        return self._workbook.url

    @property
    def asks_per_file(self) -> bool:
        """Whether it is at Google's."""
        return self._workbook.connection.endpoint.is_google

    def check(self, *, on: date | Today) -> CheckResult:
        """All findings on a day, in one read; raises as `Workbook.check` does."""
        return self._workbook.check(on=on)

    def grade(self, *, on: date | Today, final: bool) -> GradeResult:
        """The scores on a day, written in one read and one write; raises as `Workbook.grade` does."""
        return self._workbook.grade(on=on, final=final)

    def record(self, reading: WorkbookReading, check_in: CheckIn) -> None:
        """Appends a check-in in one write; raises as `record_check_in` does."""
        record_check_in(self._workbook, reading, check_in)

    def add_tabs(self, okr_set: OkrSet) -> None:
        """Adds the tabs in one read and one write; raises as `okrsdk.sheets.creation.add_tabs` does."""
        add_tabs(self._workbook, okr_set)
