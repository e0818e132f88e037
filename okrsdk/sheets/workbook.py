"""A client's workbook in Sheets: read, check, grade and write back, in as few requests as can be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Finding, joined
from okrsdk.grading import grade
from okrsdk.model import day_asked
from okrsdk.rules import Policy, check
from okrsdk.sheets.graded import NOT_GRADED, Graded, refuse_errors
from okrsdk.sheets.references import NameMatch, spreadsheet_id_of
from okrsdk.sheets.score_order import scores_in_order
from okrsdk.sheets.write_back import write_back
from okrsdk.workbook import READ_FIELDS, WorkbookReading, read_workbook

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.grading import Scores
    from okrsdk.model import OkrSet, Today
    from okrsdk.sheets.connection import Connection
    from okrsdk.sheets.transport.http_client import Params


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckResult:
    """What a check found.

    Attributes:
        reading: what the workbook says.
        findings: all that is wrong or doubtful, in reading order.
    """

    reading: WorkbookReading
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeResult:
    """What a grade came to.

    Attributes:
        reading: what the workbook said before anything was written.
        findings: all that is wrong or doubtful, in reading order.
        scores: the scores.
        written: whether they were written to the workbook.
    """

    reading: WorkbookReading
    findings: tuple[Finding, ...]
    scores: Scores
    written: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """One spreadsheet of one client and one cycle. It holds no data: every method asks Sheets anew.

    Attributes:
        spreadsheet_id: its ID.
        connection: how it is reached.
    """

    spreadsheet_id: str
    connection: Connection

    @property
    def url(self) -> str:
        """The URL that people open."""
        return self.connection.endpoint.link(self.spreadsheet_id)

    def read(self) -> OkrSet:
        """The OKRs, in one request whatever their number.

        Raises:
            InvalidOkrError: it is not an OKR workbook, or a cell cannot be read; `findings` tells of every such cell.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        reading = self.inspect()
        refuse_errors(reading, reading.findings, "cannot be read as it stands")
        return reading.okr_set

    def inspect(self) -> WorkbookReading:
        """The OKRs with what is wrong in the tables and the cell of everything, in one request.

        What cannot be read counts as blank and is a finding.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        # Without its indentation a large answer is a third as long.
        params: Params = {"includeGridData": True, "fields": READ_FIELDS, "prettyPrint": False}
        return read_workbook(self.connection.http.get_spreadsheet(self.spreadsheet_id, params))

    def check(self, *, on: date | Today | None = None, policy: Policy | None = None) -> CheckResult:
        """All findings, of the tables and of the OKRs themselves, in one request.

        Args:
            on: the day asked about, or today as the client has it; without one nothing is said of pace and rhythm.
            policy: which rules hold; by default the one that the Client tab names.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SheetsError: it cannot be read.
        """
        reading = self.inspect()
        return CheckResult(reading=reading, findings=_findings(reading, policy, on))

    def grade(
        self, *, on: date | Today, final: bool = False, dry_run: bool = False, policy: Policy | None = None
    ) -> GradeResult:
        """The scores, written back beside the key results, in one read and one write.

        Args:
            on: the day asked about, or today as the client has it.
            final: whether the cycle is closed: what has no current value scores 0.
            dry_run: whether to write nothing.
            policy: which rules hold; by default the one that the Client tab names.

        Raises:
            InvalidOkrError: findings of severity error prevent it; nothing was written.
            StaleWorkbookError: people kept moving the rows; the scores were blanked.
            SheetsError: the spreadsheet cannot be read or written.
        """

        def graded_of(reading: WorkbookReading) -> Graded:
            scores = grade(reading.okr_set, on=day_asked(on, reading.okr_set.client), final=final)
            return Graded(reading=reading, findings=_findings(reading, policy, on), scores=scores)

        found = graded_of(self.inspect())
        refuse_errors(found.reading, found.findings, NOT_GRADED)
        if not dry_run:
            found = write_back(self, found, graded_of)
        return GradeResult(reading=found.reading, findings=found.findings, scores=found.scores, written=not dry_run)

    def write_scores(self, scores: Scores) -> None:
        """Writes scores that were worked out before, each beside its own key result, in one read and one write.

        Raises:
            InvalidOkrError: the tables cannot be written right, for instance because an ID stands twice.
            StaleWorkbookError: the workbook no longer holds the records that the scores are of, or people kept moving
                the rows.
            SheetsError: the spreadsheet cannot be read or written.
        """

        def graded_of(reading: WorkbookReading) -> Graded:
            fitting = scores_in_order(scores, reading)
            return Graded(reading=reading, findings=_findings(reading, None, scores.on), scores=fitting)

        found = graded_of(self.inspect())
        refuse_errors(found.reading, found.findings, NOT_GRADED)
        write_back(self, found, graded_of)


def open_workbook(ref: str, connection: Connection, *, match: NameMatch = NameMatch.TITLE_OR_CLIENT) -> Workbook:
    """The workbook that REF means; it is not read yet, so whether it is there shows later.

    Args:
        ref: URL or ID of a spreadsheet, or the name of one in Local Sheets.
        connection: how to reach it.
        match: how much like the spreadsheet's name REF must be; by default enough to write to it.

    Raises:
        ConfigError: REF is no such thing, or several spreadsheets have that name.
        NotFoundError: none has.
    """
    return Workbook(spreadsheet_id=spreadsheet_id_of(ref, connection, match=match), connection=connection)


def _findings(reading: WorkbookReading, policy: Policy | None, on: date | Today | None) -> tuple[Finding, ...]:
    day = None if on is None else day_asked(on, reading.okr_set.client)
    return joined(reading.findings, check(reading.okr_set, policy=policy, on=day))
