"""One person's visit to one spreadsheet: what happened, and the way to the sheet with that person's own power."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from okrsdk.assessment import Assessment, assess
from okrsdk.errors import InvalidOkrError
from sheets_addon.addon.navigation import PAGE, Links, page_number

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.model import CheckIn, OkrSet, Today
    from okrsdk.sheets.workbook import CheckResult, GradeResult
    from okrsdk.workbook import WorkbookReading
    from sheets_addon.addon.event import Event


class NoOkrsError(InvalidOkrError):
    """The spreadsheet is no OKR workbook."""


class WorkbookPort(Protocol):
    """A spreadsheet as the cards need it, whoever holds its cells."""

    @property
    def url(self) -> str:
        """Its URL as people open it; empty for the one that the sidebar stands beside."""
        ...

    @property
    def asks_per_file(self) -> bool:
        """Whether Google asks the person for this very file, so that a refusal can be put right."""
        ...

    def check(self, *, on: date | Today) -> CheckResult:
        """All findings on a day."""
        ...

    def grade(self, *, on: date | Today, final: bool) -> GradeResult:
        """The scores on a day, written beside their records."""
        ...

    def record(self, reading: WorkbookReading, check_in: CheckIn) -> None:
        """Appends a check-in, of one of the key results that were just read."""
        ...

    def add_tabs(self, okr_set: OkrSet) -> None:
        """Adds the tabs of a workbook."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a visit saw in one read.

    Attributes:
        reading: the workbook as it was read.
        assessment: what was found and scored.
        links: links that know its cells.
    """

    reading: WorkbookReading
    assessment: Assessment
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit.

    Attributes:
        event: what happened.
        workbook: the spreadsheet, with no power over it but the person's own.
        links: where clicks lead.
        today: the client's day, once it is known which client; that of the person where none says.
        by: the person's e-mail address; empty when it is not proved.
    """

    event: Event
    workbook: WorkbookPort
    links: Links
    today: Today
    by: str = ""

    @property
    def page(self) -> int:
        """Which page of a list is asked for, from 1."""
        return page_number(self.event.parameters.get(PAGE, ""))

    def see(self, *, final: bool = False) -> Sight:
        """What the workbook says now, in one read.

        Raises:
            NoOkrsError: it is not an OKR workbook.
            SheetsError: it cannot be read.
        """
        try:
            result = self.workbook.check(on=self.today)
        except InvalidOkrError as exc:
            raise NoOkrsError(str(exc)) from exc
        reading = result.reading
        assessment = assess(reading.okr_set, on=self.today, final=final, table_findings=reading.findings)
        return Sight(reading=reading, assessment=assessment, links=self.knowing(reading))

    def knowing(self, reading: WorkbookReading) -> Links:
        """The links, once the layout is known."""
        return replace(self.links, layout=reading.layout)
