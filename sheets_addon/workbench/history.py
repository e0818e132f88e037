"""What was done to the workbooks here, in the grid and by the sidebar: to be undone, and done again."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING

from okrsdk.errors import NotFoundError
from okrsdk.localsheets.errors import ApiError
from okrsdk.texts import strung, text
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from okrsdk.localsheets import LocalSheets
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.book.revert import Place, Reverted

_MOST_STEPS = 100
_MOST_WORKBOOKS = 20
_MOST_NAMED = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    name: str
    before: Book
    after: Book


@dataclass(slots=True)
class _Steps:
    done: list[_Step] = field(default_factory=list)
    undone: list[_Step] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of an undo.

    Attributes:
        text: what was done, and what could not be, as a sentence.
        place: the first cell that it touched: `sheetId`, and `row` and `column` from 0; None where it touched none.
    """

    text: str
    place: dict[str, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """One way through the steps, back or on again.

    Attributes:
        nothing: what is said where there is no step.
        done: what is said of a step by its name.
        stuck: what is said of one that cannot be taken, by its name and the tabs that are in its way.
    """

    nothing: str
    done: Callable[[str], str]
    stuck: Callable[[str, str], str]


_UNDO = _Way(
    nothing=text("There is nothing to undo."),
    done=lambda step: text("Undone: {step}.", step=step),
    stuck=lambda step, tabs: text(
        "“{step}” cannot be undone: rows or columns of {tabs} have been moved since.", step=step, tabs=tabs
    ),
)
_REDO = _Way(
    nothing=text("There is nothing to do again."),
    done=lambda step: text("Done again: {step}.", step=step),
    stuck=lambda step, tabs: text(
        "“{step}” cannot be done again: rows or columns of {tabs} have been moved since.", step=step, tabs=tabs
    ),
)


class History:
    """The steps of the last workbooks, in this process and as long as it runs; threads may share it.

    A step holds two versions of a workbook, which share all rows that the step did not touch. So it takes back whatever
    was done, also rows deleted with their notes and drop-downs, and formulas that had pointed at them.

    Args:
        local: the Local Sheets; it stays open.
    """

    def __init__(self, local: LocalSheets) -> None:
        self._local = local
        self._steps: OrderedDict[str, _Steps] = OrderedDict()
        self._lock = RLock()

    @contextmanager
    def step(self, spreadsheet_id: str, name: str) -> Iterator[None]:
        """Whatever is written to a workbook within becomes one step; nothing does where nothing is.

        Args:
            spreadsheet_id: the workbook; one that is not there is none of ours.
            name: what it is called: `Sort`.
        """
        with self._lock:
            before = self._version(spreadsheet_id)
            yield
            after = self._version(spreadsheet_id)
            if before is not None and after is not None and before.version != after.version:
                steps = self._of(spreadsheet_id)
                steps.done = [*steps.done, _Step(name=name, before=before, after=after)][-_MOST_STEPS:]
                steps.undone.clear()

    def names(self, spreadsheet_id: str) -> dict[str, str | None]:
        """What `undo` and `redo` would take back and do again; None for nothing."""
        with self._lock:
            steps = self._of(spreadsheet_id)
            last = {"undo": steps.done[-1:], "redo": steps.undone[-1:]}
            return {way: step[0].name if step else None for way, step in last.items()}

    def undo(self, spreadsheet_id: str) -> Told:
        """Takes the last step back. What others have written to its cells since stays, and is told.

        Raises:
            NotFoundError: the workbook is gone.
        """
        with self._lock:
            steps = self._of(spreadsheet_id)
            return self._reversed(spreadsheet_id, steps.done, onto=steps.undone, way=_UNDO)

    def redo(self, spreadsheet_id: str) -> Told:
        """Does the step again that was undone last; as `undo` in everything else."""
        with self._lock:
            steps = self._of(spreadsheet_id)
            return self._reversed(spreadsheet_id, steps.undone, onto=steps.done, way=_REDO)

    def _reversed(self, spreadsheet_id: str, steps: list[_Step], *, onto: list[_Step], way: _Way) -> Told:
        """Takes the last of some steps back; the way to do it again comes onto the others."""
        if not steps:
            return Told(text=way.nothing)
        step = steps.pop()
        try:
            done = self._local.revert(spreadsheet_id, before=step.before, after=step.after)
        except ApiError as error:
            raise NotFoundError(text("There is no such workbook any more. Reload the page.")) from error
        if done.moved:
            return Told(text=way.stuck(step.name, ", ".join(done.moved)))
        onto.append(_Step(name=step.name, before=step.after, after=step.before))
        first = done.places[0] if done.places else None
        place = None if first is None else {"sheetId": first.sheet_id, "row": first.row, "column": first.column}
        return Told(text=strung([way.done(step.name), _kept(done, step.before)]), place=place)

    def _of(self, spreadsheet_id: str) -> _Steps:
        steps = self._steps.setdefault(spreadsheet_id, _Steps())
        self._steps.move_to_end(spreadsheet_id)
        while len(self._steps) > _MOST_WORKBOOKS:
            self._steps.popitem(last=False)
        return steps

    def _version(self, spreadsheet_id: str) -> Book | None:
        try:
            return self._local.version(spreadsheet_id)
        except ApiError:
            return None


def _kept(done: Reverted, shown: Book) -> str:
    """What others have written since, which stays; empty where that is nothing."""
    if not done.kept:
        return ""
    cells = ", ".join(_address(place, shown) for place in done.kept[:_MOST_NAMED])
    more = len(done.kept) - _MOST_NAMED
    if more > 0:
        return text("Changed by others since, and left as they are: {cells} and {n} more.", cells=cells, n=more)
    return text("Changed by others since, and left as they are: {cells}.", cells=cells)


def _address(place: Place, book: Book) -> str:
    sheet = book.sheet(place.sheet_id)
    title = "" if sheet is None else f"{sheet.title}!"
    return f"{title}{column_letters(place.column)}{place.row + 1}"
