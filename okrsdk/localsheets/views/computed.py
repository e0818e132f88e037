"""What a cell shows: computed values and texts, at the time an answer is made."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Cell, ErrorText, Formula, Value
from okrsdk.localsheets.grid.numberformat import format_number, format_text
from okrsdk.localsheets.grid.results import Results

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import JsonObject

DATE_KINDS = ("DATE", "TIME", "DATE_TIME")
#: Functions whose result carries a number format of its own.
RESULT_FORMATS = {
    "TODAY": {"type": "DATE", "pattern": "m/d/yyyy"},
    "DATE": {"type": "DATE", "pattern": "m/d/yyyy"},
    "NOW": {"type": "DATE_TIME", "pattern": "m/d/yyyy h:mm:ss"},
}
NONE = Results()
OUTER_FUNCTION = re.compile(r"=\s*([A-Z]+)\s*\(", re.IGNORECASE)


class Computed:
    """The shown values of one spreadsheet. Formulas are computed when the first of them is asked for."""

    def __init__(self, book: Book, compute: Callable[[Book], dict[int, Results]]) -> None:
        self.book = book
        self.today = dt.datetime.now(dt.UTC).date()
        self._compute = compute
        self._results: dict[int, Results] | None = None

    def results(self, sheet: Sheet) -> Results:
        """The computed values of the sheet's formulas and of the cells they spill into."""
        if self._results is None:
            self._results = self._compute(self.book)
        return self._results.get(sheet.id, NONE)

    def value(self, sheet: Sheet, row: int, column: int) -> Value:
        """The effective value of a cell."""
        value = sheet.grid.cell(row, column).value
        if value is None or isinstance(value, Formula):
            return self.results(sheet).get((row, column))
        return value

    def last_row(self, sheet: Sheet) -> int:
        """The number of rows that hold anything, spilled results included."""
        spilled = max((row + 1 for row, _ in self.results(sheet)), default=0)
        return max(sheet.grid.used_rows(), spilled)


def number_format(cell: Cell) -> JsonObject | None:
    """The number format a cell is shown in: its own, else the one its formula brings along."""
    if cell.format and "numberFormat" in cell.format:
        return dict(cell.format["numberFormat"])
    if isinstance(cell.value, Formula):
        found = OUTER_FUNCTION.match(cell.value)
        return RESULT_FORMATS.get(found[1].upper()) if found else None
    return None


def shown(value: Value, cell: Cell) -> str:
    """The text that stands in the cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, ErrorText):
        return str(value)
    if isinstance(value, (int, float)):
        return format_number(value, number_format(cell))
    return format_text(value, number_format(cell)) if cell.format else value


def is_moment(cell: Cell) -> bool:
    """Whether the cell is shown as a date or time."""
    shown_as = number_format(cell)
    return bool(shown_as) and shown_as is not None and shown_as.get("type") in DATE_KINDS
