"""A bound script's spreadsheet as forms, fixes and decisions write to it: each write is done by the script first.

The service keeps nothing and cannot write. So what a click does begins anew with every request of the script: writes
that it did already are taken from what it read after them, and the first one that it has not done ends the work with
`WriteFirstError`. The script does that write, reads, and asks again. What rows that move make of a write is judged by
the very code that judges it over the Sheets API.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import SheetsError
from okrsdk.texts import text
from okrsdk.workbook import read_workbook
from sheets_addon.container_bound.request_changes import changes_of
from sheets_addon.container_bound.sent_spreadsheet import spreadsheet_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from sheets_addon.container_bound.sent_spreadsheet import SentSpreadsheet


def kept_moving(outcome: str) -> str:
    """That the script writes no more, and what came of it."""
    return text(
        "Rows or columns were moved at every try to write beside them. {outcome} Try again while no one sorts "
        "or inserts rows.",
        outcome=outcome,
    )


class WriteFirstError(Exception):
    """The script has to write before the work can go on.

    Attributes:
        changes: what it is to write.
    """

    def __init__(self, changes: JsonObject) -> None:
        super().__init__("The script has to write first.")
        self.changes = changes


class ReplayedSpreadsheet:
    """A `SpreadsheetPort` of sent cells.

    Args:
        first: gives the workbook as the script read it before any write.
        after_writes: what was there after each write so far.
        has_given_up: whether the script writes no more, since rows kept moving.
    """

    spreadsheet_id = ""

    def __init__(
        self, first: Callable[[], WorkbookReading], after_writes: Sequence[SentSpreadsheet], *, has_given_up: bool
    ) -> None:
        self._first = first
        self._after_writes = list(after_writes)
        self._has_given_up = has_given_up
        self._done = 0
        self._now: WorkbookReading | None = None

    def read(self) -> WorkbookReading:
        """The workbook, as it is after the writes that were replayed.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
        """
        if self._now is None:
            self._now = self._first()
        return self._now

    def changed(self, body: Mapping[str, object]) -> WorkbookReading:
        """The workbook as the script read it after this write.

        Raises:
            WriteFirstError: the script has not done it yet.
            SheetsError: it never will, since rows kept moving.
            InvalidOkrError: it was no OKR workbook any more.
        """
        if self._done < len(self._after_writes):
            self._now = read_workbook(spreadsheet_of(self._after_writes[self._done]))
            self._done += 1
            return self._now
        if self._has_given_up:
            raise SheetsError(
                kept_moving(text("Not all is put right.") if self._done else text("Nothing was written."))
            )
        raise WriteFirstError({**changes_of(body, self.read()), "again": True})
