"""What is done to a workbook, whoever holds its cells.

Command line, service, add-on and bound script all work on a `WorkbookPort`. Two things are one: a spreadsheet that is
reached over the Sheets API (`okrsdk.sheets.Workbook`), and the cells that a bound script sends with a click, which it
then writes itself (`sheets_addon.container_bound.workbook.SentWorkbook`). `tests/workbook_port` holds the contract that
both keep.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from okrsdk.assessment import assess

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.assessment import Assessment
    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import CheckIn, OkrSet, Today
    from okrsdk.rules import Policy
    from okrsdk.workbook.layout.reading import WorkbookReading


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessedWorkbook:
    """A workbook as it was read, and how it was judged.

    Attributes:
        reading: what the workbook said, before anything was written.
        assessment: its findings and scores on the day asked about.
        written: whether the scores were written to the workbook.
        new_ids: the IDs that were assigned with them, in the order of the tables.
    """

    reading: WorkbookReading
    assessment: Assessment
    written: bool = False
    new_ids: tuple[str, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All that is wrong or doubtful, of the tables and of the OKRs themselves, in reading order."""
        return self.assessment.findings

    @property
    def scores(self) -> Scores:
        """The scores, with the pace of every key result."""
        return self.assessment.scores


def assess_workbook(
    reading: WorkbookReading,
    *,
    on: date | Today,
    final: bool = False,
    policy: Policy | None = None,
    scores: Scores | None = None,
) -> AssessedWorkbook:
    """The workbook as it was read, judged; the arguments are those of `assess`."""
    okr_set, found = reading.okr_set, reading.findings
    assessment = assess(okr_set, on=on, final=final, policy=policy, table_findings=found, scores=scores)
    return AssessedWorkbook(reading=reading, assessment=assessment)


class WorkbookPort(Protocol):
    """One spreadsheet of one client and one cycle, with no power over it but the caller's own."""

    @property
    def url(self) -> str:
        """Its URL as people open it; empty for the one that a bound sidebar is beside."""
        ...

    def inspect(self) -> WorkbookReading:
        """The OKRs, with what is wrong in the tables and the cell of everything.

        What cannot be read counts as blank and is a finding.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        ...

    def check(self, *, on: date | Today, policy: Policy | None = None) -> AssessedWorkbook:
        """Findings and scores; nothing is written.

        Args:
            on: the day asked about, or today as the client has it.
            policy: which rules hold; by default the one that the Client tab names.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        ...

    def grade(
        self,
        *,
        on: date | Today,
        final: bool = False,
        dry_run: bool = False,
        policy: Policy | None = None,
        strict: bool = False,
    ) -> AssessedWorkbook:
        """The scores, written each beside its own record.

        A record with a finding of severity error gets no score; everything else is graded and written.

        Args:
            on: the day asked about, or today as the client has it.
            final: whether the cycle is closed: what has no current value scores 0.
            dry_run: whether to write nothing.
            policy: which rules hold; by default the one that the Client tab names.
            strict: whether a finding of severity error anywhere keeps all scores from being written.

        Raises:
            InvalidOkrError: the tables cannot be written right, or `strict` and there are errors; nothing was written.
            StaleWorkbookError: people kept moving the rows; the scores were blanked.
            SheetsError: the spreadsheet cannot be read or written.
        """
        ...

    def record(self, reading: WorkbookReading, *check_ins: CheckIn) -> None:
        """Appends check-ins to the Check-ins tab, each once, and sets Current; one write however many they are.

        Args:
            reading: the workbook as it was just read.
            check_ins: the check-ins, each of one of its key results.

        Raises:
            InvalidOkrError: there is no Check-ins tab or no such key result; nothing was written.
            StaleWorkbookError: someone moved the columns in the same moment; the new row must be looked at.
            SheetsError: it was not written; the message says when it may have been.
        """
        ...

    def add_tabs(self, okr_set: OkrSet) -> None:
        """Adds the tabs of a workbook, behind those that are there.

        A tab whose title is taken gets ` (OKR)` behind it; it is found by its mark.

        Args:
            okr_set: the OKRs to begin with; a client and a cycle will do.

        Raises:
            SheetsError: the tabs were not added; the message says when they may have been.
        """
        ...
