"""Where a click leads: to another card of ours, to a cell of the spreadsheet, to the next page of a long list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Generic, TypeVar

from okrsdk.findings import Location, Table
from okrsdk.texts import text
from okrsdk.workbook import a1, cell_fragment
from okrsdk.workbook.first_steps import first_objective_fragment
from sheets_addon.addon.event import SPREADSHEET
from sheets_addon.addon.widgets import Click, Widget, button, buttons, call, opening

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.grading import KeyResultScore
    from okrsdk.workbook import Layout

Item = TypeVar("Item")
PAGE = "page"
"""Name of the parameter that carries the page's number."""
KEY_RESULT = "key_result"
"""Name of the parameter that carries a key result's ID."""
OBJECTIVE = "objective_id"
"""Name of the parameter that carries an objective's ID."""
TABLE = "table"
"""Name of the parameter that carries which table a form is of."""
HINTS = "hints"
"""Name of the parameter that carries where a page may ask about a form while people type."""
POSITION = "position"
"""Name of the parameter that carries its 0-based place, in case that it has no ID."""


class Route(StrEnum):
    """The endpoints that events come to, by the last part of their URL."""

    OPENED = "opened"
    FILE_GRANTED = "file-granted"
    HOME = "home"
    HINTS = "hints"
    CHECK = "check"
    GRADE = "grade"
    WRITE_SCORES = "write-scores"
    BACK = "back"
    KEY_RESULT = "key-result"
    CHECK_IN = "check-in"
    CHECK_IN_ROUND = "check-in-round"
    TELL_ROUND = "tell-round"
    SAVE_ROUND = "save-round"
    RECORD_CHECK_IN = "record-check-in"
    UNDO_CHECK_INS = "undo-check-ins"
    CLIENT = "client"
    ASK_FOR_FILE = "ask-for-file"
    ADD_TABS = "add-tabs"
    PLAN_ADOPTION = "plan-adoption"
    ADOPT = "adopt"
    UNDO_ADOPTION = "undo-adoption"
    PLAN_IMPORT = "plan-import"
    IMPORT = "import"
    FINDING = "finding"
    FIX = "fix"
    MUTE = "mute"
    MEETING = "meeting"
    DECIDE = "decide"
    DECISION = "decision"
    CLOSE = "close"
    CLOSE_CYCLE = "close-cycle"
    OBJECTIVE_FORM = "objective-form"
    SAVE_OBJECTIVE = "save-objective"
    KEY_RESULT_FORM = "key-result-form"
    SAVE_KEY_RESULT = "save-key-result"
    STRATEGY = "strategy"
    ADD_STRATEGY = "add-strategy"
    UNDO_STRATEGY = "undo-strategy"


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """The links of the cards about one spreadsheet.

    Attributes:
        base: URL of the endpoints, without a slash at the end.
        elsewhere: URLs of the endpoints that are not below it.
        spreadsheet_id: the spreadsheet; empty when it is not known yet.
        workbook_url: its URL, as people open it.
        layout: which cell holds what; None before it is read.
    """

    base: str
    elsewhere: Mapping[Route, str] = field(default_factory=dict)
    spreadsheet_id: str = ""
    workbook_url: str = ""
    layout: Layout | None = None

    def to(self, route: Route, **parameters: str) -> Click:
        """A click that asks an endpoint about this spreadsheet."""
        return call(self.endpoint(route), {SPREADSHEET: self.spreadsheet_id, **parameters})

    def endpoint(self, route: Route) -> str:
        """The URL of an endpoint."""
        return self.elsewhere.get(route, f"{self.base}/{route}")

    def address(self, place: Location) -> str:
        """The address of a place's cell for reading, such as `Key Results!K7`; empty when there is no such cell."""
        tab, _, cell = ((a1(self.layout, place) or "") if self.layout else "").rpartition("!")
        title = tab[1:-1].replace("''", "'") if tab.startswith("'") else tab
        return f"{title}!{cell}" if cell else ""

    def cell(self, place: Location) -> Click | None:
        """A click that jumps to a place's cell; None when there is no such cell."""
        fragment = cell_fragment(self.layout, place) if self.layout else None
        return opening(f"{self.workbook_url}#{fragment}") if fragment else None

    def first_objective(self) -> Click | None:
        """A click that jumps to the cell for the first objective; None before it is known where that is."""
        fragment = first_objective_fragment(self.layout) if self.layout else None
        return opening(f"{self.workbook_url}#{fragment}") if fragment else None


def key_result_parameters(score: KeyResultScore) -> dict[str, str]:
    """What an action about a key result carries: its ID, and its place in case that it has none."""
    return {KEY_RESULT: score.id, POSITION: str(score.position)}


def location_of(score: KeyResultScore, field: str | None = None) -> Location:
    """The location of a key result, or of one of its fields."""
    return Location(table=Table.KEY_RESULTS, record=score.id or None, position=score.position, field=field)


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Item]):
    """One page of a list.

    Attributes:
        items: what is on it.
        number: which it is, from 1.
        last: the number of the last.
    """

    items: tuple[Item, ...]
    number: int
    last: int


def page_of(items: Sequence[Item], number: int, *, size: int) -> Page[Item]:
    """A page of a list; a number beyond the last page gives the last.

    >>> page_of("abcde", 2, size=2).items
    ('c', 'd')
    """
    last = max(-(-len(items) // size), 1)
    own = min(max(number, 1), last)
    return Page(items=tuple(items[(own - 1) * size : own * size]), number=own, last=last)


def page_number(said: str) -> int:
    """The number that a parameter says; 1 when it says none.

    >>> page_number("3"), page_number("-1"), page_number("x")
    (3, 1, 1)
    """
    return int(said) if said.isascii() and said.isdigit() and 0 < len(said) <= len("9999") else 1


def page_buttons(page: Page[Item], links: Links, route: Route, **parameters: str) -> Widget | None:
    """The buttons that turn the pages; None when there is only one."""
    if page.last == 1:
        return None
    turns = []
    for number, named in (
        (page.number - 1, text("← Previous ({page} of {pages})", page=page.number - 1, pages=page.last)),
        (page.number + 1, text("Next → ({page} of {pages})", page=page.number + 1, pages=page.last)),
    ):
        if 1 <= number <= page.last:
            turns.append(button(named, links.to(route, **{**parameters, PAGE: str(number)})))
    return buttons(*turns)
