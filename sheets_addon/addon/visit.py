"""One person's visit to one spreadsheet: what happened, and the way to the sheet with that person's own power."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.assessment import Assessment, assess
from okrsdk.errors import InvalidOkrError, NotFoundError, OkrError
from okrsdk.interchange.adopting.planning import plan_adoption
from okrsdk.language.locales import form_locale
from okrsdk.model import Client
from okrsdk.sheets.own_sheets import spreadsheet_cells
from okrsdk.texts import text
from okrsdk.workbook import read_workbook
from okrsdk.workbook.check_in_inputs import LONGEST
from okrsdk.workbook.sheets_types import json_objects
from sheets_addon.addon.navigation import KEY_RESULT, PAGE, POSITION, Links, page_number

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.grading import KeyResultScore
    from okrsdk.interchange.adopting.adoption_plan import AdoptionPlan
    from okrsdk.model import KeyResult, OkrSet, Today
    from okrsdk.sheets import Workbook
    from okrsdk.workbook import WorkbookPort, WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.spreadsheet_port import SpreadsheetPort
    from sheets_addon.addon.event import Event
    from sheets_addon.addon.kept_readings import KeptReading


_QUARTER_MONTHS = 3


_MOST_ROWS = 2_000
"""Of a spreadsheet with more rows it is worked out what would become of them only once that is asked for."""


class NoOkrsError(InvalidOkrError):
    """The spreadsheet is no OKR workbook.

    Attributes:
        cells: all that it holds, as the API gives it; None where that is not there.
    """

    def __init__(self, summary: str, *, cells: JsonObject | None = None) -> None:
        super().__init__(summary)
        self.cells = cells


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
        asks_per_file: whether Google asks the person for this very file, so that a refusal can be put right.
        spreadsheet: the same spreadsheet, for what is written by requests.
        sheets: the same spreadsheet over the Sheets API, for what needs all its tabs; None where only the cells that a
            bound script sent are there.
        kept: what is kept of it from the last read; None where nothing is.
    """

    event: Event
    workbook: WorkbookPort
    spreadsheet: SpreadsheetPort
    links: Links
    today: Today
    by: str = ""
    asks_per_file: bool = False
    sheets: Workbook | None = None
    kept: KeptReading | None = None

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
        cells = None if self.sheets is None else spreadsheet_cells(self.sheets)
        try:
            reading = self.workbook.inspect() if cells is None else read_workbook(cells)
        except InvalidOkrError as exc:
            raise NoOkrsError(str(exc), cells=cells) from exc
        return self.seeing(reading, final=final)

    def see_kept(self) -> Sight:
        """What the workbook said a moment ago, without a read; else what it says now."""
        reading = None if self.kept is None else self.kept.get()
        return self.see() if reading is None else self.seeing(reading)

    def seeing(self, reading: WorkbookReading, *, final: bool = False) -> Sight:
        """What a reading comes to; it is kept."""
        if self.kept is not None:
            self.kept.put(reading)
        assessment = assess(reading.okr_set, on=self.today, final=final, table_findings=reading.findings)
        return Sight(reading=reading, assessment=assessment, links=self.knowing(reading))

    def forget(self) -> None:
        """Forgets what was read, which is about to be written to."""
        if self.kept is not None:
            self.kept.put(None)

    def knowing(self, reading: WorkbookReading) -> Links:
        """The links, once the layout is known."""
        return replace(self.links, layout=reading.layout)

    @property
    def quarter(self) -> str:
        """The quarter that it is."""
        return quarter_of(self.today.of(Client()))

    def adoptable(self, cells: JsonObject | None) -> AdoptionPlan | None:
        """What would become of a spreadsheet of people's own; None where its rows do not read as OKRs, or are too many.

        Args:
            cells: all that it holds, as the API gives it; None where that is not there.
        """
        if self.sheets is None or cells is None or _rows(cells) > _MOST_ROWS:
            return None
        try:
            return plan_adoption(cells, cycle_if_unsaid=self.quarter)
        except OkrError:
            return None

    @property
    def typed(self) -> dict[str, str]:
        """What was typed into the form of a check-in before, as the card that asks about it carries it."""
        return {name: text for name, text in self.event.parameters.items() if name in LONGEST}

    def form_locale(self, okr_set: OkrSet) -> str:
        """The locale by which what is typed into a form is read."""
        return form_locale(okr_set.locale, self.event.locale)

    def key_result(self, sight: Sight) -> tuple[KeyResult, KeyResultScore]:
        """The key result that an action is about: by its ID, and by its place only where it has none.

        Args:
            sight: what the visit saw.

        Raises:
            NotFoundError: it is no longer in the workbook.
        """
        id_ = self.event.parameters.get(KEY_RESULT, "")
        found = sight.assessment.key_result(id_)
        if found is not None:
            return found
        key_results = sight.assessment.okr_set.key_results
        position = self.event.parameters.get(POSITION, "")
        if not id_ and position.isascii() and position.isdigit() and len(position) < len(str(10**6)):
            at = int(position)
            if at < len(key_results) and not key_results[at].id:
                return key_results[at], sight.assessment.scores.key_results[at]
        raise NotFoundError(gone(id_))


def _rows(cells: JsonObject) -> int:
    """How many rows a spreadsheet holds, in all its tabs."""
    blocks = (block for sheet in json_objects(cells.get("sheets")) for block in json_objects(sheet.get("data")))
    return sum(len(json_objects(block.get("rowData"))) for block in blocks)


def gone(id_: str) -> str:
    """That a record went away under the card that was clicked.

    Args:
        id_: its ID; empty where it had none.
    """
    if not id_:
        return text("This key result is no longer in the workbook. It was deleted, or got another ID.")
    return text("{id} is no longer in the workbook. It was deleted, or got another ID.", id=id_)


def quarter_of(day: date) -> str:
    """The quarter that a day is in.

    >>> from datetime import date
    >>> quarter_of(date(2026, 11, 22))
    '2026-Q4'
    """
    return f"{day.year}-Q{(day.month - 1) // _QUARTER_MONTHS + 1}"
