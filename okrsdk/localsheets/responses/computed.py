"""What a cell shows: computed values and texts, at the time an answer is made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.result_formats import ResultFormats
from okrsdk.localsheets.grid.cells import Cell, ErrorText, Formula, Value
from okrsdk.localsheets.grid.locales import EN_US
from okrsdk.localsheets.grid.number_format import format_number, format_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.formulas.engine import Results
    from okrsdk.localsheets.grid.locales import Locale
    from okrsdk.localsheets.jsontypes import JsonObject

DATE_KINDS = ("DATE", "TIME", "DATE_TIME")


class Computed:
    """The shown values of one spreadsheet. Formulas are computed when the first of them is asked for."""

    def __init__(self, book: Book, compute: Callable[[Book], dict[int, Results]]) -> None:
        self.book = book
        self.today = dt.datetime.now(dt.UTC).date()
        self._compute = compute
        self._results: dict[int, Results] | None = None
        self._formats = ResultFormats(book)
        self._looks: dict[tuple[int, str], tuple[JsonObject | None, JsonObject]] = {}

    def results(self, sheet: Sheet) -> Results:
        """The computed values of the sheet's formulas and of the cells they spill into."""
        if self._results is None:
            self._results = self._compute(self.book)
        return self._results.get(sheet.id, {})

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

    def with_result_format(self, sheet: Sheet, place: tuple[int, int], cell: Cell) -> Cell:
        """The cell with the number format that its computed value brings along, where it has none of its own."""
        if (cell.value is not None and not isinstance(cell.value, Formula)) or "numberFormat" in (cell.format or ()):
            return cell
        results = self.results(sheet)
        if place not in results or isinstance(results[place], (str, bool)):
            return cell
        brought = self._formats.of_cell(sheet, *place)
        if brought is None:
            return cell
        # Cells that look alike share one format, known by identity elsewhere; the source is kept so its id stays taken.
        key = (id(cell.format), repr(brought))
        if key not in self._looks:
            self._looks[key] = (cell.format, {"numberFormat": dict(brought), **(cell.format or {})})
        return Cell(cell.value, self._looks[key][1], cell.extra)


def number_format(cell: Cell) -> JsonObject | None:
    """The number format that a cell is shown in; None for the automatic one."""
    if cell.format and "numberFormat" in cell.format:
        return dict(cell.format["numberFormat"])
    return None


def shown(value: Value, cell: Cell, locale: Locale = EN_US) -> str:
    """The text that the cell shows."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, ErrorText):
        return str(value)
    if isinstance(value, (int, float)):
        return format_number(value, number_format(cell), locale)
    return format_text(value, number_format(cell)) if cell.format else value


def is_moment(cell: Cell) -> bool:
    """Whether the cell is shown as a date or time."""
    shown_as = number_format(cell)
    return bool(shown_as) and shown_as is not None and shown_as.get("type") in DATE_KINDS
