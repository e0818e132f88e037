"""The formulas of a spreadsheet that the engine does not compute: evaluated here, their results given to the engine.

Engine and evaluator take turns until nothing changes any more. A result that is an array fills the empty cells below
and right of its formula.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from okrsdk.localsheets import scratch
from okrsdk.localsheets.formulas.evaluator import CIRCULAR
from okrsdk.localsheets.formulas.operators import TOO_LARGE
from okrsdk.localsheets.formulas.syntax import Call, walk
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, format_of, plain
from okrsdk.localsheets.grid.a1 import cell_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.bookcells import BookCells
    from okrsdk.localsheets.formulas.cells import Calls
    from okrsdk.localsheets.formulas.syntax import Node
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.results import Results

#: Sheet id, row and column.
Place = tuple[int, int, int]
RANDOM = ("RAND", "RANDBETWEEN", "RANDARRAY")
MIN_TURNS = 60
MAX_EVALUATIONS = 100_000


class Outside:
    """What lies outside of a spreadsheet, for its formulas."""

    def __init__(self, book: Book, importer: Callable[[str, str], Matrix] | None) -> None:
        self._zone = _zone(book)
        self._importer = importer

    def engine_knows(self, function: str) -> bool:
        """Whether the engine has the function."""
        return scratch.knows(function)

    def by_engine(self, function: str, calls: Calls) -> list[Value | Matrix]:
        """The results of several calls of one function of the engine."""
        return scratch.compute(function, calls)

    def imported(self, spreadsheet: str, area: str) -> Matrix:
        """The values of a range of another spreadsheet.

        Raises:
            Stop: #REF! where there is none or access is not allowed.
        """
        if self._importer is None:
            raise Stop(Failure("#REF!", "Spreadsheet cannot be found."))
        return self._importer(spreadsheet, area)

    def now(self) -> dt.datetime:
        """The date and time in the spreadsheet's time zone."""
        return dt.datetime.now(self._zone)


def _zone(book: Book) -> dt.tzinfo:
    try:
        return ZoneInfo(str(book.properties.get("timeZone") or "UTC"))
    except (KeyError, ValueError, OSError):
        return dt.UTC


class OwnFormulas:
    """The formulas that are evaluated here, by place, and what they gave last."""

    def __init__(self) -> None:
        self.nodes: dict[Place, Node] = {}
        self._outputs: dict[Place, Matrix] = {}

    def add(self, place: Place, node: Node) -> None:
        """Takes a formula in."""
        self.nodes[place] = node

    def remove(self, place: Place) -> None:
        """Leaves a formula out."""
        self.nodes.pop(place, None)

    def spread(self, results: dict[int, Results]) -> set[Place]:
        """Enters the last results into the sheets' results; gives the cells they fill."""
        taken: set[Place] = set()
        for place in list(self._outputs):
            if place in self.nodes:
                _enter(place, self._outputs[place], results, taken)
            else:
                del self._outputs[place]
        return taken

    def most_turns(self) -> int:
        """After how many turns formulas that still change are taken to depend on themselves.

        Each turn settles at least those that depend on settled ones, so as many turns as there are formulas would do.
        Of very many formulas it is fewer, lest a circle keep everybody waiting.
        """
        count = len(self.nodes)
        return max(MIN_TURNS, min(count + 2, MAX_EVALUATIONS // count)) if count else 0

    def turn(self, cells: BookCells, taken: set[Place], number: int) -> set[Place]:
        """Evaluates all formulas once over the cells; gives the places whose results changed.

        Args:
            cells: what stands in the cells.
            taken: the cells that results fill.
            number: of the turn, from 0. Every other goes backwards, so that a formula may as well refer to what stands
                below it as to what stands above it.
        """
        changed = set()
        nodes = list(self.nodes.items())
        for place, node in nodes if number % 2 == 0 else reversed(nodes):
            if number and any(isinstance(part, Call) and part.name in RANDOM for part in walk(node)):
                continue
            result = cells.evaluator(place).result(node)
            before = self._outputs.get(place)
            if before is not None:
                _withdraw(place, before, cells.results, taken)
            output = _fitted(place, result, cells, taken)
            if before is None or before != output or _formats(before) != _formats(output):
                changed.add(place)
            self._outputs[place] = output
            _enter(place, output, cells.results, taken)
        return changed

    def give_up(self, places: set[Place]) -> None:
        """Formulas that never settle depend on themselves."""
        for place in places:
            self._outputs[place] = Matrix(((CIRCULAR,),))


def _formats(output: Matrix) -> list[object]:
    return [format_of(value) for value in output.items()]


def _fitted(place: Place, result: Value | Matrix, cells: BookCells, taken: set[Place]) -> Matrix:
    """The result as it stands on the sheet: an error value where there is no room for it."""
    output = result if isinstance(result, Matrix) else Matrix(((result,),))
    if any(isinstance(value, float) and not math.isfinite(value) for value in output.items()):
        output = Matrix(((TOO_LARGE,),))
    sheet_id, top, left = place
    rows, columns = cells.size(sheet_id)
    grid = cells.book.existing(sheet_id).grid
    for down in range(min(output.height, rows - top)):
        for across in range(min(output.width, columns - left)):
            row, column = top + down, left + across
            if (down or across) and (grid.cell(row, column).value is not None or (sheet_id, row, column) in taken):
                said = "Array result was not expanded because it would overwrite data in  "
                return Matrix(((Failure("#REF!", f"{said}{cell_name(row, column)}."),),))
    missing = (("rows", top + output.height - rows), ("columns", left + output.width - columns))
    for kind, count in missing:
        if count > 0:
            said = f"Result was not automatically expanded, please insert more {kind} ({count})."
            return Matrix(((Failure("#REF!", said),),))
    return output


def _enter(place: Place, output: Matrix, results: dict[int, Results], taken: set[Place]) -> None:
    sheet_id, top, left = place
    found = results[sheet_id]
    for down, values in enumerate(output.rows):
        for across, value in enumerate(values):
            cell = (top + down, left + across)
            taken.add((sheet_id, *cell))
            if value is None and not (down or across):
                found[cell] = ""
                found.blanks.add(cell)
            elif value is not None and (value != "" or not (down or across)):
                found[cell] = plain(value)
            if number_format := format_of(value):
                found.formats[cell] = number_format


def _withdraw(place: Place, output: Matrix, results: dict[int, Results], taken: set[Place]) -> None:
    sheet_id, top, left = place
    found = results[sheet_id]
    for down in range(output.height):
        for across in range(output.width):
            cell = (top + down, left + across)
            taken.discard((sheet_id, *cell))
            found.pop(cell, None)
            found.formats.pop(cell, None)
            found.blanks.discard(cell)
