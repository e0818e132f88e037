"""A client's workbook in Sheets: read, check, grade and write back, in as few requests as can be.

What reads and writes cells is imported by the methods that do so, since it takes pandas along: to open a workbook costs
little.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, cast

from okrsdk.model import day_asked
from okrsdk.sheets.gradable import NOT_GRADED, refuse_errors, scores_in_order
from okrsdk.sheets.references import NameMatch, spreadsheet_id_of
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.texts import text
from okrsdk.workbook.workbook_port import assess_workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from okrsdk.cycle import Doubt
    from okrsdk.grading import Scores
    from okrsdk.interchange import ReadingOptions
    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from okrsdk.model import CheckIn, OkrSet, Today
    from okrsdk.rules import Policy
    from okrsdk.sheets.check_in_write import Tell
    from okrsdk.sheets.connection import Connection
    from okrsdk.sheets.decisions import Decisions
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.importing.import_plan import ImportPlan, Settle
    from okrsdk.workbook.importing.source import ImportSource
    from okrsdk.workbook.sheets_types import Spreadsheet as SpreadsheetJson
    from okrsdk.workbook.workbook_port import AssessedWorkbook
    from okrsdk.workbook.writing.request_key import RequestKey

_TITLES = {"fields": "sheets(properties(title))"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """A `WorkbookPort` over the Sheets API. It holds no data: every method asks Sheets anew.

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

    @property
    def decisions(self) -> Decisions:
        """What is decided in mid-cycle: replace, drop, retarget or keep a key result, each with its reason."""
        from okrsdk.sheets.decisions import Decisions

        return Decisions(spreadsheet=self._spreadsheet)

    def read(self) -> OkrSet:
        """The OKRs, in one request whatever their number.

        Raises:
            InvalidOkrError: it is not an OKR workbook, or a cell cannot be read; `findings` tells of every such cell.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        reading = self.inspect()
        refuse_errors(reading, reading.findings, text("cannot be read as it is"), strict=True)
        return reading.okr_set

    def inspect(self) -> WorkbookReading:
        """The OKRs with what is wrong in the tables and the cell of everything, in one request.

        What cannot be read counts as blank and is a finding.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
        """
        return self._spreadsheet.read()

    def check(self, *, on: date | Today, policy: Policy | None = None) -> AssessedWorkbook:
        """Findings and scores, in one request; nothing is written.

        Args:
            on: the day asked about, or today as the client has it.
            policy: which rules hold; by default the one that the Client tab names.

        Raises:
            InvalidOkrError: it is not an OKR workbook.
            SchemaVersionError: a newer okrsdk made it.
            SheetsError: it cannot be read.
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
        """The scores, written back beside the key results, in one read and one write.

        A record with a finding of severity error gets no score; everything else is graded and written. Where IDs
        are blank they are filled in a second write, which goes over no cell that holds anything.

        Args:
            on: the day asked about, or today as the client has it.
            final: whether the cycle is closed: what has no current value scores 0.
            dry_run: whether to write nothing.
            policy: which rules hold; by default the one that the Client tab names.
            strict: whether a finding of severity error anywhere keeps all scores from being written.

        Raises:
            InvalidOkrError: the tables cannot be written right, or `strict` and there are errors; nothing was written.
            StaleWorkbookError: people kept moving the rows. The scores were blanked; beside the records in `in_doubt`
                another's score may have been left.
            SheetsError: the spreadsheet cannot be read or written; `in_doubt` as above.
        """
        from okrsdk.sheets.write_back import write_back

        assessed = partial(assess_workbook, on=on, final=final, policy=policy)
        found = assessed(self.inspect())
        refuse_errors(found.reading, found.findings, NOT_GRADED, strict=strict)
        return found if dry_run else write_back(self._spreadsheet, found, assessed)

    def write_scores(self, scores: Scores) -> None:
        """Writes scores that were worked out before, each beside its own key result, in one read and one write.

        Raises:
            InvalidOkrError: the tables cannot be written right, for instance because an ID is given twice.
            StaleWorkbookError: the workbook no longer holds the records that the scores are of, or people kept moving
                the rows.
            SheetsError: the spreadsheet cannot be read or written.
        """
        from okrsdk.sheets.write_back import write_back

        def assessed(reading: WorkbookReading) -> AssessedWorkbook:
            return assess_workbook(reading, on=scores.on, scores=scores_in_order(scores, reading))

        found = assessed(self.inspect())
        refuse_errors(found.reading, found.findings, NOT_GRADED)
        write_back(self._spreadsheet, found, assessed)

    def record(self, reading: WorkbookReading, *check_ins: CheckIn) -> None:
        """Appends check-ins to the Check-ins tab and sets Current, in one write; sent again, they are written once.

        Current stays as it is where a formula is in it, and where a newer check-in says otherwise.

        Args:
            reading: the workbook as it was just read.
            check_ins: the check-ins, each of one of its key results.

        Raises:
            InvalidOkrError: there is no Check-ins tab or no such key result; nothing was written.
            StaleWorkbookError: people moved columns or kept moving rows; the message says what to look at.
            SheetsError: it was not written; the message says when it may have been.
        """
        from okrsdk.sheets.check_in_write import write_check_ins

        write_check_ins(self._spreadsheet, reading, check_ins)

    def check_in(
        self,
        check_ins: Sequence[CheckIn] | Tell,
        *,
        on: date | Today,
        late_reason: str = "",
        save_doubtful: bool = True,
        reading: WorkbookReading | None = None,
        once: RequestKey | None = None,
    ) -> tuple[tuple[CheckIn, Doubt], ...]:
        """The check-ins that may be a slip, after all were written down, in one read and one write.

        Current is set with each.

        Rows are only ever appended; sent again, they are written once. A check-in with `corrects` takes the place of an
        earlier one. Current stays as it is where a formula is in it, and where a newer check-in says otherwise.

        Args:
            check_ins: the check-ins; or a callable that is asked about each active key result with an ID and gives its
                value as a Decimal, a whole `CheckIn`, whose day and key result may be left away, or None for nothing.
            on: the client's day, or today as the client has it.
            late_reason: why they come after the end of the cycle; it is noted under What changed.
            save_doubtful: whether to write also where one may be a slip; else nothing is written then.
            reading: the workbook as it was read a moment ago; without one it is read.
            once: the key of the request: one that the workbook remembers is answered as before, and nothing is written.

        Raises:
            ConfigError: the key was sent before, with other check-ins.
            InvalidOkrError: one cannot be taken: a day to come, a key result that is not known, a confidence outside 0
                to 1, a cycle that is over without a reason. The message tells of all of them; nothing was written.
            StaleWorkbookError: people moved columns or kept moving rows; the message says what to look at.
            SheetsError: they were not written; the message says when they may have been.
        """
        from okrsdk.sheets.check_in_write import accepted, doubts_of, told_by, write_check_ins

        reading = reading or self.inspect()
        day = day_asked(on, reading.okr_set.client)
        told = told_by(check_ins, reading, on=day) if callable(check_ins) else check_ins
        if once is not None and once.is_known(reading):
            return once.answer(reading, told)
        taken = accepted(reading, told, on=day, late_reason=late_reason)
        doubts = doubts_of(reading, taken)
        if doubts and not save_doubtful:
            return doubts
        known = write_check_ins(self._spreadsheet, reading, taken, once=once, doubts=doubts)
        return doubts if known is None or once is None else once.answer(known, taken)

    def add_tabs(self, okr_set: OkrSet) -> None:
        """Adds the tabs of a workbook, behind those that are there, in one read and one write.

        A tab whose title is taken gets ` (OKR)` behind it; it is found by its mark.

        Args:
            okr_set: the OKRs to begin with; a client and a cycle will do.

        Raises:
            SheetsError: the tabs were not added; the message says when they may have been.
        """
        from okrsdk.workbook import workbook_template
        from okrsdk.workbook.template.requests import tab_requests

        http = self.connection.http
        there = cast("SpreadsheetJson", http.get_spreadsheet(self.spreadsheet_id, _TITLES))
        taken = {sheet["properties"]["title"].casefold() for sheet in there.get("sheets", [])}
        requests = tab_requests(workbook_template(okr_set), taken)
        http.batch_update(self.spreadsheet_id, {"requests": requests}, fields="spreadsheetId")

    def import_okrs(
        self,
        source: ImportSource,
        *,
        settle: Settle | None = None,
        agreed: ImportPlan | None = None,
        dry_run: bool = False,
        reading: WorkbookReading | None = None,
    ) -> ImportPlan:
        """Imports OKRs: adds what is new, writes what only the source changed; one read and one write.

        Nothing that people typed since the last import is written over, no formula ever; what the source no longer has
        stays. What is in the workbook already is written no second time.

        Args:
            source: what is to be imported.
            settle: whose value stays where both sides changed a cell; None to keep it and show both.
            agreed: the plan that people have seen; a workbook that calls for another one by now is not written to.
            dry_run: whether to write nothing.
            reading: the workbook as it was read a moment ago; without one it is read.

        Returns:
            What was done, cell by cell; with `dry_run` what would be.

        Raises:
            UnsafePlanError: the source is of another cycle than the workbook.
            InvalidOkrError: the workbook cannot be written right, or a text is longer than a cell holds.
            StaleWorkbookError: it is not as it was when the plan was agreed on, and nothing was written; or people kept
                moving rows, and `in_doubt` says what to look at.
            SheetsError: it cannot be read or written.
        """
        from okrsdk.sheets.import_write import import_into

        return import_into(self._spreadsheet, source, settle=settle, agreed=agreed, dry_run=dry_run, reading=reading)

    def adopt(self, options: ReadingOptions | None = None, *, client: str = "", dry_run: bool = False) -> AdoptionPlan:
        """Makes an OKR workbook of a spreadsheet of people's own, in place, in one read and one write.

        No cell of theirs is changed or moved: what is theirs is marked, what is missing is added on the right of their
        tabs and as tabs behind them. `okrsdk.sheets.undo_adoption` takes it off again.

        Args:
            options: what is told of it: the tab, what its columns hold, the cycle.
            client: whose OKRs these are; by default the spreadsheet's title.
            dry_run: whether to write nothing.

        Raises:
            ConfigError: it is an OKR workbook already, its cycle is not known, or it cannot be read as OKRs in rows.
            InvalidOkrError: it holds no OKRs, or those of several cycles and none was asked for.
            StaleWorkbookError: people kept moving rows or columns.
            SheetsError: it cannot be read or written.
        """
        from okrsdk.sheets.adoption import adopt

        return adopt(self._spreadsheet, options, client=client, dry_run=dry_run)

    @property
    def _spreadsheet(self) -> Spreadsheet:
        return Spreadsheet(spreadsheet_id=self.spreadsheet_id, http=self.connection.http)


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
