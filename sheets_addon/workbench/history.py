"""What was done to the workbooks here, in the grid and by the sidebar: to be undone, and done again."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING

from okrsdk.errors import NotFoundError
from okrsdk.localsheets.errors import ApiError
from okrsdk.workbook.addresses import column_letters

if TYPE_CHECKING:
    from collections.abc import Iterator

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
            if not steps.done:
                return Told(text="There is nothing to undo.")
            step = steps.done.pop()
            done = self._revert(spreadsheet_id, step.before, step.after)
            if not done.moved:
                steps.undone.append(step)
            return _told(done, step.before, f"Undone: {step.name}.", f"“{step.name}” cannot be undone")

    def redo(self, spreadsheet_id: str) -> Told:
        """Does the step again that was undone last; as `undo` in everything else."""
        with self._lock:
            steps = self._of(spreadsheet_id)
            if not steps.undone:
                return Told(text="There is nothing to do again.")
            step = steps.undone.pop()
            done = self._revert(spreadsheet_id, step.after, step.before)
            if not done.moved:
                steps.done.append(step)
            return _told(done, step.after, f"Done again: {step.name}.", f"“{step.name}” cannot be done again")

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

    def _revert(self, spreadsheet_id: str, before: Book, after: Book) -> Reverted:
        try:
            return self._local.revert(spreadsheet_id, before=before, after=after)
        except ApiError as error:
            raise NotFoundError("There is no such workbook any more. Reload the page.") from error


def _told(done: Reverted, shown: Book, well: str, badly: str) -> Told:
    if done.moved:
        return Told(text=f"{badly}: rows or columns of {', '.join(done.moved)} have been moved since.")
    text = well
    if done.kept:
        more = f" and {len(done.kept) - _MOST_NAMED} more" if len(done.kept) > _MOST_NAMED else ""
        cells = ", ".join(_address(place, shown) for place in done.kept[:_MOST_NAMED])
        text += f" Changed by others since, and left as they are: {cells}{more}."
    if not done.places:
        return Told(text=text)
    first = done.places[0]
    return Told(text=text, place={"sheetId": first.sheet_id, "row": first.row, "column": first.column})


def _address(place: Place, book: Book) -> str:
    sheet = book.sheet(place.sheet_id)
    title = "" if sheet is None else f"{sheet.title}!"
    return f"{title}{column_letters(place.column)}{place.row + 1}"
