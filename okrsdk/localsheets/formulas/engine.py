"""The computed values of a spreadsheet, by IronCalc.

An ``Engine`` belongs to one spreadsheet and follows it from version to version: it remembers the row objects it has
seen and, since rows are copied when written to, finds what changed by identity. It is made only for a spreadsheet
that holds formulas, and computes only when a computed value is asked for. When rows or columns have been inserted,
deleted or moved it reloads the sheets: measured, that costs less than moving 100,000 cells inside the engine.
"""

from __future__ import annotations

import threading
from itertools import zip_longest
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets.formulas.engine_translation import NO_FORMULA, EngineTranslation
from okrsdk.localsheets.grid.cells import ErrorText, Formula, Value, number
from okrsdk.localsheets.grid.references import referred_cell
from okrsdk.localsheets.grid.rows import EMPTY_ROW

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.rows import Row

#: By row and column, what formulas give and what their arrays fill of the empty cells beside them.
Results = dict[tuple[int, int], Value]

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
#: The engine's error values that Google does not have, as Google shows them.
ERRORS = {"#CIRC!": "#REF!", "#SPILL!": "#REF!", "#CALC!": "#N/A", "#N/IMPL!": "#NAME?", "#NIMPL": "#NAME?"}
GOOGLE_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#ERROR!")


def has_formulas(book: Book) -> bool:
    """Whether any cell of the spreadsheet holds a formula to compute."""
    return any(row.has_formulas() for sheet in book.sheets for row in sheet.grid.rows)


class Engine:
    """The computed values of one spreadsheet. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._layout: object = None
        self._rows: list[list[Row]] = []
        #: By the sheet's index, the places of its formulas.
        self._formulas: list[set[tuple[int, int]]] = []
        self._results: dict[int, Results] = {}
        self._book: Book | None = None

    def results(self, book: Book) -> dict[int, Results]:
        """By sheet id, the computed value of every cell that a formula fills.

        Those are cells with a formula and cells that an array result spills into. Error values are ``ErrorText``.
        """
        with self._lock:
            if self._book is not book:
                if self._follow(book):
                    self._compute(book)
                self._book = book
            return self._results

    @property
    def model(self) -> ironcalc.Model:
        """The engine's workbook as last followed."""
        return self._model

    def _follow(self, book: Book) -> bool:
        """Brings the engine up to the book; says whether anything changed."""
        layout = (
            tuple((sheet.id, sheet.title, sheet.grid.row_count, sheet.grid.column_count) for sheet in book.sheets),
            tuple((item["name"], tuple(sorted(item["range"].items()))) for item in book.named_ranges),
            book.properties.get("locale"),
            book.properties.get("timeZone"),
        )
        if layout != self._layout:
            self._load(book)
            self._layout = layout
            return True
        changed = [self._follow_sheet(index, sheet) for index, sheet in enumerate(book.sheets)]
        return any(changed)

    def _load(self, book: Book) -> None:
        self._translation = EngineTranslation(book)
        titles = self._translation.titles
        self._model = ironcalc.create("book", "en", self._translation.time_zone, "en")
        self._model.rename_sheet(0, titles[book.sheets[0].title])
        for sheet in book.sheets[1:]:
            self._model.add_sheet(titles[sheet.title])
        self._translation.define_names(self._model)
        self._rows = [[] for _ in book.sheets]
        self._formulas = [set() for _ in book.sheets]
        for index, sheet in enumerate(book.sheets):
            self._follow_sheet(index, sheet)

    def _follow_sheet(self, index: int, sheet: Sheet) -> bool:
        now = sheet.grid.rows
        pairs = enumerate(zip_longest(self._rows[index], now, fillvalue=EMPTY_ROW))
        changed = [(place, old, new) for place, (old, new) in pairs if old is not new]
        for place, old, new in changed:
            self._write_row(index, sheet, place, (old, new))
        self._rows[index] = now
        return bool(changed)

    def _write_row(self, index: int, sheet: Sheet, row: int, rows: tuple[Row, Row]) -> None:
        old, new = rows
        for column in old.cells.keys() - new.cells.keys():
            self._write(index, sheet, (row, column), None)
        for column, cell in new.cells.items():
            before = old.cells.get(column)
            if before is None or before.value is not cell.value:
                self._write(index, sheet, (row, column), cell.value)

    def _write(self, index: int, sheet: Sheet, place: tuple[int, int], value: Value) -> None:
        model, row, column = self._model, place[0] + 1, place[1] + 1
        value = None if isinstance(value, Formula) and value.is_drawn() else value
        self._formulas[index].discard(place)
        if isinstance(value, Formula):
            self._formulas[index].add(place)
        if row > MAX_ROWS or column > MAX_COLUMNS:
            return
        if value is None:
            model.clear_cell_contents(index, row, column)
        elif isinstance(value, bool):
            model.update_cell_with_bool(index, row, column, value)
        elif isinstance(value, (int, float)):
            model.update_cell_with_number(index, row, column, float(value))
        elif isinstance(value, Formula):
            self._write_formula(index, (row, column), self._translation.formula(value, sheet))
        elif isinstance(value, ErrorText):
            self._write_formula(index, (row, column), f"={value}")
        else:
            model.update_cell_with_text(index, row, column, value)

    def _write_formula(self, index: int, place: tuple[int, int], text: str) -> None:
        try:
            self._model.update_cell_with_formula(index, *place, text)
        except ironcalc.WorkbookError:
            self._model.update_cell_with_formula(index, *place, NO_FORMULA)

    # Computing

    def _compute(self, book: Book) -> None:
        if not any(self._formulas):
            self._results = {}
        elif _evaluate(self._model):
            self._results = {sheet.id: self._read(index, sheet, book) for index, sheet in enumerate(book.sheets)}
            if any(self._spills(index, sheet) for index, sheet in enumerate(book.sheets)):
                self._read_spilled(book)
        else:  # which formula the engine broke down over it does not say
            self._results = {
                sheet.id: dict.fromkeys(self._formulas[index], ErrorText("#ERROR!"))
                for index, sheet in enumerate(book.sheets)
            }
            self._layout = None  # a workbook that broke down is not used again

    def _read(self, index: int, sheet: Sheet, book: Book) -> Results:
        results = {place: self._value(index, place) for place in self._formulas[index]}
        for place in [place for place, value in results.items() if value == 0 and value is not False]:
            if _refers_to_blank(book, sheet, str(sheet.grid.cell(*place).value)):
                results[place] = ""
        return results

    def _value(self, index: int, place: tuple[int, int]) -> Value:
        row, column = place[0] + 1, place[1] + 1
        if row > MAX_ROWS or column > MAX_COLUMNS:
            return ErrorText("#REF!")
        value = self._model.get_cell_value(index, row, column)
        if isinstance(value, float):
            return number(value)
        if isinstance(value, str) and self._model.get_cell_type(index, row, column) == ironcalc.CellType.ErrorValue:
            return ErrorText(ERRORS.get(value, value if value in GOOGLE_ERRORS else "#ERROR!"))
        return value

    def _spills(self, index: int, sheet: Sheet) -> bool:
        """Whether the result of some formula reaches into the empty cell right of it or below it."""
        beside = {near for row, column in self._formulas[index] for near in ((row, column + 1), (row + 1, column))}
        return any(
            max(near) < MAX_COLUMNS
            and sheet.grid.cell(*near).value is None
            and not self._model.is_empty_cell(index, near[0] + 1, near[1] + 1)
            for near in beside
        )

    def _read_spilled(self, book: Book) -> None:
        for index, row, column in self._model.get_all_cells():
            sheet, place = book.sheets[index], (row - 1, column - 1)
            if sheet.grid.cell(*place).value is None:
                self._results[sheet.id][place] = self._value(index, place)


def _refers_to_blank(book: Book, home: Sheet, formula: str) -> bool:
    """Whether the formula is ``=B9`` where B9 is empty, which the engine gives as 0."""
    reference = referred_cell(formula)
    if reference is None or reference.first.row is None or reference.first.column is None:
        return False
    sheet = home if reference.sheet is None else book.titled(reference.sheet)
    return sheet is not None and sheet.grid.cell(reference.first.row, reference.first.column).value is None


def _evaluate(model: ironcalc.Model) -> bool:
    """Computes the workbook; False where the engine broke down, as it does over some absurd numbers."""
    try:
        model.evaluate()
    except Exception:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's language has no other name for it
            raise
        return False
    return True


def model_of(book: Book) -> ironcalc.Model:
    """A fresh, evaluated workbook of the engine, for files of other kinds."""
    engine = Engine()
    engine.results(book)
    return engine.model
