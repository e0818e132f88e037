"""The spreadsheet of a bound script: what it sent is all there is to read, and what is written it writes itself."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from okrsdk.errors import StaleWorkbookError
from okrsdk.findings import joined
from okrsdk.grading import grade
from okrsdk.model import day_asked
from okrsdk.rules import check
from okrsdk.sheets.graded import NOT_GRADED, Graded, refuse_errors
from okrsdk.sheets.workbook import CheckResult, GradeResult
from okrsdk.workbook import read_workbook
from sheets_addon.container_bound.edits import blanking_edits, check_in_guards, check_in_row
from sheets_addon.container_bound.new_tabs import new_tabs
from sheets_addon.container_bound.score_writing import score_changes_of
from sheets_addon.container_bound.sent_spreadsheet import spreadsheet_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.findings import Finding
    from okrsdk.model import CheckIn, OkrSet, Today
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from sheets_addon.container_bound.sent_spreadsheet import SentSpreadsheet


class SentWorkbook:
    """A `WorkbookPort` of sent cells.

    Attributes:
        changes: what the script is to do to its spreadsheet, once a method has been called that writes.

    Args:
        sent: what the script sent.
        landings: what stood there after each write so far.
    """

    url = ""
    asks_per_file = False

    def __init__(self, sent: SentSpreadsheet, landings: Sequence[SentSpreadsheet] = ()) -> None:
        self._sent = sent
        self._landings = landings
        self.changes: JsonObject = {}

    @cached_property
    def reading(self) -> WorkbookReading:
        """What the workbook says.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
        """
        return read_workbook(spreadsheet_of(self._sent))

    def check(self, *, on: date | Today) -> CheckResult:
        """All findings on a day; raises as `reading` does."""
        return CheckResult(reading=self.reading, findings=_findings(self.reading, on))

    def grade(self, *, on: date | Today, final: bool) -> GradeResult:
        """The scores on a day, to be written.

        Raises:
            InvalidOkrError: findings of severity error stand in the way.
        """

        def graded_of(reading: WorkbookReading) -> Graded:
            findings = _findings(reading, on)
            refuse_errors(reading, findings, NOT_GRADED)
            scores = grade(reading.okr_set, on=day_asked(on, reading.okr_set.client), final=final)
            return Graded(reading=reading, findings=findings, scores=scores)

        landings = [read_workbook(spreadsheet_of(sent)) for sent in self._landings]
        graded, self.changes = score_changes_of(graded_of(self.reading), landings, graded_of)
        return GradeResult(reading=graded.reading, findings=graded.findings, scores=graded.scores, written=True)

    def record(self, reading: WorkbookReading, check_in: CheckIn) -> None:
        """A check-in, to be appended.

        Raises:
            InvalidOkrError: there is no Check-ins tab to write to, or no such key result.
        """
        # Nothing is looked at afterwards: what was appended must not be appended again.
        self.changes = {"before": check_in_guards(reading), "appended": check_in_row(reading, check_in)}

    def add_tabs(self, okr_set: OkrSet) -> None:
        """The tabs of a workbook, to be added."""
        taken = {tab.title.casefold() for tab in self._sent.tabs}
        self.changes = {"tabs": new_tabs(okr_set, taken)}

    def give_up(self) -> None:
        """Ends the tries to write beside rows that keep moving: scores that may stand anywhere are blanked.

        Raises:
            StaleWorkbookError: always.
        """
        outcome = "Nothing was written."
        if self._landings:
            now = read_workbook(spreadsheet_of(self._landings[-1]))
            self.changes = {"edits": blanking_edits(now.layout)}
            outcome = "The scores were blanked."
        raise StaleWorkbookError(
            f"Rows or columns were moved at every try to write beside them. {outcome} "
            "Try again when nobody is sorting or inserting."
        )


def _findings(reading: WorkbookReading, on: date | Today) -> tuple[Finding, ...]:
    return joined(reading.findings, check(reading.okr_set, on=day_asked(on, reading.okr_set.client)))
