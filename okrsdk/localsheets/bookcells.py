"""A spreadsheet's cells and their computed values, as formulas see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.lookup import known_name
from okrsdk.localsheets.formulas.evaluator import Evaluator
from okrsdk.localsheets.formulas.functions import FUNCTIONS
from okrsdk.localsheets.formulas.inference import inferred
from okrsdk.localsheets.formulas.messages import failure
from okrsdk.localsheets.formulas.parser import FormulaError, parse
from okrsdk.localsheets.formulas.values import Failure, Matrix, is_number, with_format
from okrsdk.localsheets.grid.cells import ErrorText, Formula, Value
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.grid.results import Results

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.formulas.cells import World
    from okrsdk.localsheets.formulas.syntax import Node
    from okrsdk.localsheets.grid.entry import NumberFormat

#: Cells whose formulas are looked through one inside the other, for a message or a format.
MAX_CHAIN = 40
NONE: Results = Results()


class BookCells:
    """The cells of a book with the results computed so far."""

    def __init__(self, book: Book, results: dict[int, Results], world: World) -> None:
        self.book = book
        self.results = results
        self.world = world
        self._chain: list[tuple[int, int, int]] = []
        self._ids = {sheet.title.casefold(): sheet.id for sheet in book.sheets}
        self._sheets: dict[int, Sheet] = {sheet.id: sheet for sheet in book.sheets}

    # What formulas ask for

    def sheet_id(self, title: str) -> int | None:
        """The sheet of this name, whatever the case; None where there is none."""
        return self._ids.get(title.casefold())

    def title(self, sheet_id: int) -> str:
        """The sheet's name."""
        return self._sheets[sheet_id].title

    def size(self, sheet_id: int) -> tuple[int, int]:
        """The sheet's rows and columns."""
        grid = self._sheets[sheet_id].grid
        return grid.row_count, grid.column_count

    def named(self, name: str) -> Rect | None:
        """The named range; None where there is none."""
        return known_name(self.book, name)

    def value(self, sheet_id: int, row: int, column: int) -> Value:
        """The computed value of one cell, a number in its format."""
        value = self.bare_value(sheet_id, row, column)
        if type(value) is ErrorText:
            return self.explained(sheet_id, row, column, value)
        return with_format(value, self.number_format(sheet_id, row, column)) if is_number(value) else value

    def values(self, block: Rect) -> Matrix:
        """The computed values of a range."""
        return Matrix(
            tuple(
                tuple(self.value(block.sheet_id, row, column) for column in range(block.left, block.right))
                for row in range(block.top, block.bottom)
            )
        )

    def formula(self, sheet_id: int, row: int, column: int) -> str | None:
        """The formula of a cell; None where it has none."""
        value = self._sheets[sheet_id].grid.cell(row, column).value
        return str(value) if isinstance(value, Formula) else None

    # What lies behind

    def bare_value(self, sheet_id: int, row: int, column: int) -> Value:
        """The computed value without a format."""
        value = self._sheets[sheet_id].grid.cell(row, column).value
        if value is not None and not isinstance(value, Formula):
            return value
        results = self.results.get(sheet_id, NONE)
        return None if (row, column) in results.blanks else results.get((row, column))

    def number_format(self, sheet_id: int, row: int, column: int) -> NumberFormat | None:
        """The number format that a cell is shown in: its own, else the one its value brings along."""
        cell = self._sheets[sheet_id].grid.cell(row, column)
        if cell.format and "numberFormat" in cell.format:
            own: NumberFormat = cell.format["numberFormat"]
            return own
        if cell.value is not None and not isinstance(cell.value, Formula):
            return None
        results = self.results.get(sheet_id)
        if results is None:
            return None
        carried = results.formats.get((row, column))
        if carried is not None or cell.value is None:
            return carried
        if (row, column) not in results.inferred:
            results.inferred[row, column] = self._inferred((sheet_id, row, column), cell.value)
        return results.inferred[row, column]

    def _inferred(self, place: tuple[int, int, int], formula: str) -> NumberFormat | None:
        node = self.parsed(formula)
        if node is None or place in self._chain or len(self._chain) > MAX_CHAIN:
            return None
        self._chain.append(place)
        try:
            return inferred(node, self.evaluator(place))
        finally:
            self._chain.pop()

    def parsed(self, formula: str) -> Node | None:
        """The tree of a formula; None where it is none."""
        try:
            return parse(formula, decimal_comma=self.book.locale.decimal_comma)
        except FormulaError:
            return None

    def evaluator(self, place: tuple[int, int, int]) -> Evaluator:
        """Evaluates formulas in the cell (sheet id, row, column)."""
        return Evaluator(self, self.world, place, FUNCTIONS)

    def explained(self, sheet_id: int, row: int, column: int, error: ErrorText) -> Failure:
        """The error value of a cell as Google gives it, with its message."""
        formula = self.formula(sheet_id, row, column)
        node = None if formula is None else self.parsed(formula)
        place = (sheet_id, row, column)
        if node is None or place in self._chain or len(self._chain) > MAX_CHAIN:
            return failure(str(error))
        self._chain.append(place)
        try:
            found = self.evaluator(place).result(node)
        finally:
            self._chain.pop()
        first = found.rows[0][0] if isinstance(found, Matrix) else found
        explained = first if isinstance(first, Failure) else failure(str(error))
        self.results[sheet_id][row, column] = explained
        return explained
