"""One person's visit to one spreadsheet: what happened, and the way to the sheet with that person's own power."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from sheets_addon.addon.links import Links
from sheets_addon.addon.paging import PAGE, page_number
from sheets_addon.addon.standing import Standing, standing_of

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.sheets.workbook import Workbook
    from okrsdk.workbook import Reading
    from sheets_addon.addon.event import Event


class NoOkrsError(InvalidOkrError):
    """The spreadsheet is no OKR workbook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sight:
    """What a visit saw in one read.

    Attributes:
        reading: the workbook as it was read.
        standing: where its OKRs stand.
        links: links that know its cells.
    """

    reading: Reading
    standing: Standing
    links: Links


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit.

    Attributes:
        event: what happened.
        workbook: the spreadsheet, reached with the person's own token.
        links: where clicks lead.
        day: the person's day.
        by: the person's e-mail address; empty when it is not proved.
    """

    event: Event
    workbook: Workbook
    links: Links
    day: date
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
            result = self.workbook.check(on=self.day)
        except InvalidOkrError as exc:
            raise NoOkrsError(str(exc)) from exc
        standing = standing_of(result.reading.okr_set, result.findings, on=self.day, final=final)
        return Sight(reading=result.reading, standing=standing, links=self.knowing(result.reading))

    def knowing(self, reading: Reading) -> Links:
        """The links, once the layout is known."""
        return replace(self.links, layout=reading.layout)
