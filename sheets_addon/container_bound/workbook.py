"""The spreadsheet of a bound script: what it sent is all there is to read, and what is written it writes itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.errors import StaleWorkbookError
from okrsdk.sheets.gradable import NOT_GRADED, refuse_errors
from okrsdk.texts import text
from okrsdk.workbook import read_workbook
from okrsdk.workbook.workbook_port import assess_workbook
from okrsdk.workbook.writing.check_in import current_writes, plan_check_ins
from okrsdk.workbook.writing.current_cell import current_in_doubt
from okrsdk.workbook.writing.plan import new_ids
from sheets_addon.container_bound.edits import check_in_changes
from sheets_addon.container_bound.new_tabs import new_tabs
from sheets_addon.container_bound.replay import ReplayedSpreadsheet, kept_moving
from sheets_addon.container_bound.score_writing import current_changes_of, score_changes_of, taken_back
from sheets_addon.container_bound.sent_spreadsheet import spreadsheet_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from okrsdk.model import CheckIn, OkrSet, Today
    from okrsdk.rules import Policy
    from okrsdk.workbook import AssessedWorkbook, WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from sheets_addon.container_bound.sent_spreadsheet import SentSpreadsheet


class SentWorkbook:
    """A `WorkbookPort` of sent cells.

    Attributes:
        changes: what the script is to do to its spreadsheet, once a method has been called that writes.
        spreadsheet: the same cells, for what is written by requests.

    Args:
        sent: what the script sent.
        after_writes: what was there after each write so far.
        has_given_up: whether the script writes no more, since rows kept moving.
    """

    url = ""

    def __init__(
        self, sent: SentSpreadsheet, after_writes: Sequence[SentSpreadsheet] = (), *, has_given_up: bool = False
    ) -> None:
        self._sent = sent
        self._after_writes = after_writes
        self._reading: WorkbookReading | None = None
        self.changes: JsonObject = {}
        self.spreadsheet = ReplayedSpreadsheet(self.inspect, after_writes, has_given_up=has_given_up)

    def inspect(self) -> WorkbookReading:
        """What the workbook says.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
        """
        if self._reading is None:
            self._reading = read_workbook(spreadsheet_of(self._sent))
        return self._reading

    def check(self, *, on: date | Today, policy: Policy | None = None) -> AssessedWorkbook:
        """Findings and scores; raises as `inspect` does.

        Args:
            on: the day asked about, or today as the client has it.
            policy: which rules hold; by default the one that the Client tab names.
        """
        return assess_workbook(self.inspect(), on=on, policy=policy)

    def grade(
        self,
        *,
        on: date | Today,
        final: bool = False,
        dry_run: bool = False,
        policy: Policy | None = None,
        strict: bool = False,
    ) -> AssessedWorkbook:
        """The scores, to be written.

        Args:
            on: the day asked about, or today as the client has it.
            final: whether the cycle is closed: what has no current value scores 0.
            dry_run: whether to write nothing.
            policy: which rules hold; by default the one that the Client tab names.
            strict: whether a finding of severity error anywhere keeps all scores from being written.

        Raises:
            InvalidOkrError: it is not an OKR workbook, or its tables cannot be written right.
            SchemaVersionError: a newer okrsdk made it.
        """

        def assessed(reading: WorkbookReading) -> AssessedWorkbook:
            found = assess_workbook(reading, on=on, final=final, policy=policy)
            refuse_errors(reading, found.findings, NOT_GRADED, strict=strict)
            return found

        found = assessed(self.inspect())
        if dry_run:
            return found
        after_writes = [read_workbook(spreadsheet_of(sent)) for sent in self._after_writes]
        found, self.changes = score_changes_of(found, after_writes, assessed)
        return replace(found, written=True, new_ids=new_ids(found.reading))

    def record(self, reading: WorkbookReading, *check_ins: CheckIn) -> None:
        """Check-ins, to be appended, each with its Current to be set; nothing once all are there.

        Raises:
            InvalidOkrError: there is no Check-ins tab to write to, or no such key result.
            StaleWorkbookError: rows moved while Current was set, and it is not known what was there before.
        """
        plans = plan_check_ins(reading, check_ins)
        owns = current_writes(plans)
        if not self._after_writes:
            self.changes = {} if all(plan.is_done for plan in plans) else check_in_changes(reading, plans)
        elif owns:
            # Only Current is looked at again: what was appended must not be appended again.
            after_writes = [read_workbook(spreadsheet_of(sent)) for sent in self._after_writes]
            self.changes = current_changes_of(reading, owns, after_writes)

    def add_tabs(self, okr_set: OkrSet) -> None:
        """The tabs of a workbook, to be added."""
        taken = {tab.title.casefold() for tab in self._sent.tabs}
        self.changes = {"tabs": new_tabs(okr_set, taken)}

    def give_up_check_in(self, key_result_ids: Iterable[str]) -> None:
        """Ends the tries to set Current beside rows that keep moving.

        Raises:
            StaleWorkbookError: always; it says what was written.
        """
        if self._after_writes:
            raise StaleWorkbookError(current_in_doubt(dict.fromkeys(key_result_ids)))
        raise StaleWorkbookError(
            text("Others checked in or moved rows at every try, so nothing was written. Save the check-in again.")
        )

    def give_up(self) -> None:
        """Ends the tries to write beside rows that keep moving: the scores are blanked, the IDs put back.

        Raises:
            StaleWorkbookError: always.
        """
        outcome = text("Nothing was written.")
        if self._after_writes:
            now = read_workbook(spreadsheet_of(self._after_writes[-1]))
            self.changes = {"edits": taken_back(self.inspect(), now)}
            outcome = text("The scores were blanked.")
        raise StaleWorkbookError(kept_moving(outcome))
