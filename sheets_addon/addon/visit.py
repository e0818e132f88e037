"""One person's visit to one spreadsheet: what happened, and the way to the sheet with that person's own power."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.assessment import Assessment, assess
from okrsdk.errors import InvalidOkrError, NotFoundError
from okrsdk.workbook.check_in_inputs import LONGEST
from sheets_addon.addon.navigation import KEY_RESULT, PAGE, POSITION, Links, page_number

if TYPE_CHECKING:
    from okrsdk.grading import KeyResultScore
    from okrsdk.model import KeyResult, Today
    from okrsdk.workbook import WorkbookPort, WorkbookReading
    from sheets_addon.addon.event import Event


class NoOkrsError(InvalidOkrError):
    """The spreadsheet is no OKR workbook."""


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
    """

    event: Event
    workbook: WorkbookPort
    links: Links
    today: Today
    by: str = ""
    asks_per_file: bool = False

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
            reading = self.workbook.inspect()
        except InvalidOkrError as exc:
            raise NoOkrsError(str(exc)) from exc
        assessment = assess(reading.okr_set, on=self.today, final=final, table_findings=reading.findings)
        return Sight(reading=reading, assessment=assessment, links=self.knowing(reading))

    def knowing(self, reading: WorkbookReading) -> Links:
        """The links, once the layout is known."""
        return replace(self.links, layout=reading.layout)

    @property
    def typed(self) -> dict[str, str]:
        """What was typed into the form of a check-in before, as the card that asks about it carries it."""
        return {name: text for name, text in self.event.parameters.items() if name in LONGEST}

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
        what = f"The key result {id_}" if id_ else "This key result"
        raise NotFoundError(f"{what} is no longer in the workbook. It was deleted, or got another ID.")
