"""Formulas, computed by IronCalc.

An ``Engine`` belongs to one spreadsheet and follows it from version to version: it remembers the row objects it has
seen and, since rows are copied when written to, finds what changed by identity. It is made only for a spreadsheet
that holds formulas, and computes only when a computed value is asked for. When rows or columns have been inserted,
deleted or moved it reloads the sheets: measured, that costs less than moving 100,000 cells inside the engine.
"""

from __future__ import annotations

import re
import threading
from dataclasses import replace
from itertools import zip_longest
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets.grid.a1 import cell_name, parse_area, quote, unquote
from okrsdk.localsheets.grid.cells import ErrorText, Formula, Value, number
from okrsdk.localsheets.grid.refs import REFERENCE, Reference, rewrite
from okrsdk.localsheets.grid.rows import EMPTY_ROW

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.rows import Row

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
MAX_TITLE = 31
ILLEGAL_IN_TITLE = re.compile(r"[\\/*\[\]:?']")
ARRAY_FORMULA = re.compile(r"=\s*ARRAYFORMULA\s*\((.*)\)\s*", re.IGNORECASE | re.DOTALL)
SPARKLINE = re.compile(r"=\s*SPARKLINE\s*\(.*\)\s*", re.IGNORECASE | re.DOTALL)
#: The engine's error values that Google does not have, as Google shows them.
ERRORS = {"#CIRC!": "#REF!", "#SPILL!": "#REF!", "#CALC!": "#N/A", "#N/IMPL!": "#NAME?", "#NIMPL": "#NAME?"}
GOOGLE_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#ERROR!")

Results = dict[tuple[int, int], Value]


def has_formulas(book: Book) -> bool:
    """Whether any cell of the spreadsheet holds a formula."""
    return any(row.has_formulas() for sheet in book.sheets for row in sheet.grid.rows)


class Engine:
    """The computed values of one spreadsheet. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._model: ironcalc.Model | None = None
        self._layout: object = None
        self._rows: list[list[Row]] = []
        self._formulas: list[dict[int, set[int]]] = []
        self._results: dict[int, Results] = {}
        self._book: Book | None = None
        self._titles: dict[str, str] = {}
        self._sheets: dict[str, Sheet] = {}
        self._order: list[str] = []

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
    def model(self) -> ironcalc.Model | None:
        """The model as last followed."""
        return self._model

    def _follow(self, book: Book) -> bool:
        """Brings the model up to the book; says whether anything changed."""
        layout = (
            tuple((sheet.id, sheet.title, sheet.grid.row_count, sheet.grid.column_count) for sheet in book.sheets),
            tuple((item["name"], tuple(sorted(item["range"].items()))) for item in book.named_ranges),
        )
        if self._model is None or layout != self._layout:
            self._load(book)
            self._layout = layout
            return True
        changed = False
        for index, sheet in enumerate(book.sheets):
            changed |= self._follow_sheet(index, sheet, self._model)
        return changed

    def _follow_sheet(self, index: int, sheet: Sheet, model: ironcalc.Model) -> bool:
        now = sheet.grid.rows
        pairs = enumerate(zip_longest(self._rows[index], now, fillvalue=EMPTY_ROW))
        places = [(place, old, new) for place, (old, new) in pairs if old is not new]
        for place, old, new in places:
            self._write_row(model, index, sheet, place, (old, new))
        self._rows[index] = now
        return bool(places)

    def _write_row(self, model: ironcalc.Model, index: int, sheet: Sheet, place: int, rows: tuple[Row, Row]) -> None:
        old, new = rows
        formulas = self._formulas[index]
        formulas.pop(place, None)
        for column in old.cells.keys() - new.cells.keys():
            _clear(model, index, place, column)
        for column, cell in new.cells.items():
            before = old.cells.get(column)
            if before is None or before.value is not cell.value:
                self._write(model, index, sheet, (place, column), cell.value)
            if isinstance(cell.value, Formula):
                formulas.setdefault(place, set()).add(column)

    def _load(self, book: Book) -> None:
        model = ironcalc.create("book", "en", "UTC", "en")
        titles = _engine_titles(book)
        for index, sheet in enumerate(book.sheets):
            if index == 0:
                model.rename_sheet(0, titles[sheet.title])
            else:
                model.add_sheet(titles[sheet.title])
        self._titles = titles
        self._sheets = {sheet.title.casefold(): sheet for sheet in book.sheets}
        self._order = [sheet.title for sheet in book.sheets]
        self._model = model
        _define_names(model, book, titles)
        self._rows = [[] for _ in book.sheets]
        self._formulas = [{} for _ in book.sheets]
        for index, sheet in enumerate(book.sheets):
            self._follow_sheet(index, sheet, model)

    def _write(self, model: ironcalc.Model, index: int, sheet: Sheet, place: tuple[int, int], value: Value) -> None:
        row, column = place[0] + 1, place[1] + 1
        if row > MAX_ROWS or column > MAX_COLUMNS:
            return
        if value is None:
            model.clear_cell_contents(index, row, column)
        elif isinstance(value, bool):
            model.update_cell_with_bool(index, row, column, value)
        elif isinstance(value, (int, float)):
            model.update_cell_with_number(index, row, column, float(value))
        elif isinstance(value, Formula):
            self._write_formula(model, index, (row, column), self._for_engine(value, sheet))
        else:
            model.update_cell_with_text(index, row, column, value)

    def _write_formula(self, model: ironcalc.Model, index: int, place: tuple[int, int], text: str) -> None:
        try:
            model.update_cell_with_formula(index, *place, text)
        except ironcalc.WorkbookError:
            model.update_cell_with_formula(index, *place, "=1+")  # shown as a parse error

    def _for_engine(self, formula: str, sheet: Sheet) -> str:
        """The formula in the engine's dialect: open ranges closed, array wrapper removed, sheet names mapped."""
        array = ARRAY_FORMULA.fullmatch(formula)
        if array:
            formula = "=" + array[1]
        if SPARKLINE.fullmatch(formula):
            return '=""'  # a chart in a cell has no text

        def change(reference: Reference) -> Reference | str:
            name = None if reference.sheet is None else self._titles.get(reference.sheet.casefold(), reference.sheet)
            home = sheet if reference.sheet is None else self._sheets.get(reference.sheet.casefold(), sheet)
            closed = _closed(reference, home)
            return closed if name == closed.sheet else replace(closed, sheet=name)

        return rewrite(formula, change)

    def _compute(self, book: Book) -> None:
        model = self._model
        if model is None or not any(self._formulas):
            self._results = {}
            return
        model.evaluate()
        self._results = {sheet.id: self._read(model, index, sheet) for index, sheet in enumerate(book.sheets)}

    def _read(self, model: ironcalc.Model, index: int, sheet: Sheet) -> Results:
        results: Results = {}
        for row, columns in self._formulas[index].items():
            for column in columns:
                value = _value(model, index, row, column)
                if value == 0 and self._shows_blank(model, sheet, str(sheet.grid.cell(row, column).value)):
                    value = ""
                results[row, column] = value
                _read_spilled(model, index, sheet, (row, column), results)
        return results

    def _shows_blank(self, model: ironcalc.Model, sheet: Sheet, formula: str) -> bool:
        """Whether the formula is nothing but a reference to an empty cell, which shows nothing and not zero."""
        found = REFERENCE.fullmatch(formula[1:].strip())
        if not found or not found["first"] or found["second"]:
            return False
        name = unquote(found["sheet"][:-1]).casefold() if found["sheet"] else sheet.title.casefold()
        area = parse_area(found["first"])
        if name not in self._sheets or area is None or area.start_row is None or area.start_column is None:
            return False
        index = [one.casefold() for one in self._order].index(name)
        inside = area.start_row < MAX_ROWS and area.start_column < MAX_COLUMNS
        return inside and model.is_empty_cell(index, area.start_row + 1, area.start_column + 1)


def _read_spilled(model: ironcalc.Model, index: int, sheet: Sheet, place: tuple[int, int], results: Results) -> None:
    """Adds the values that an array result puts into the empty cells below and right of its formula."""
    grid, (row, column) = sheet.grid, place

    def is_spilled(down: int, across: int) -> bool:
        inside = row + down < min(grid.row_count, MAX_ROWS) and column + across < min(grid.column_count, MAX_COLUMNS)
        if not inside or grid.cell(row + down, column + across).value is not None:
            return False
        return not model.is_empty_cell(index, row + down + 1, column + across + 1)

    height = width = 1
    while is_spilled(height, 0):
        height += 1
    while is_spilled(0, width):
        width += 1
    for down in range(height):
        for across in range(width):
            if down or across:
                value = _value(model, index, row + down, column + across)
                if value not in ("", None):
                    results[row + down, column + across] = value


def _closed(reference: Reference, sheet: Sheet) -> Reference:
    """The reference with open sides closed at the sheet's edges, as the engine needs it, and cut there."""
    second = reference.second
    if second is None:
        return reference
    first = reference.first
    if first.row is None:
        first = replace(first, row=0)
    if first.column is None:
        first = replace(first, column=0)
    last_row, last_column = (
        max(sheet.grid.row_count - 1, first.row or 0),
        max(sheet.grid.column_count - 1, first.column or 0),
    )
    if second.row is None or second.row > last_row:
        second = replace(second, row=last_row)
    if second.column is None or second.column > last_column:
        second = replace(second, column=last_column)
    return replace(reference, first=first, second=second)


def _engine_titles(book: Book) -> dict[str, str]:
    """The engine's name for each sheet, by title and by case-folded title: as near as Excel's rules let it be."""
    titles: dict[str, str] = {}
    taken: set[str] = set()
    for index, sheet in enumerate(book.sheets):
        name = ILLEGAL_IN_TITLE.sub("_", sheet.title)[:MAX_TITLE].strip() or f"Sheet{index + 1}"
        if name.casefold() in taken:
            name = f"{name[: MAX_TITLE - 6]}_{index}"
        taken.add(name.casefold())
        titles[sheet.title] = titles[sheet.title.casefold()] = name
    return titles


def _define_names(model: ironcalc.Model, book: Book, titles: dict[str, str]) -> None:
    for item in book.named_ranges:
        area = item["range"]
        sheet = book.sheet(int(area.get("sheetId", 0)))
        if sheet is None:
            continue
        top, left = area.get("startRowIndex", 0), area.get("startColumnIndex", 0)
        bottom = area.get("endRowIndex", sheet.grid.row_count)
        right = area.get("endColumnIndex", sheet.grid.column_count)
        first, last = (
            re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell_name(*p)) for p in ((top, left), (bottom - 1, right - 1))
        )
        text = first if first == last else f"{first}:{last}"
        try:
            model.new_defined_name(item["name"], None, f"{quote(titles[sheet.title])}!{text}")
        except ironcalc.WorkbookError:
            continue  # a name that only Google allows: formulas using it give #NAME?


def _clear(model: ironcalc.Model, index: int, row: int, column: int) -> None:
    if row < MAX_ROWS and column < MAX_COLUMNS:
        model.clear_cell_contents(index, row + 1, column + 1)


def _value(model: ironcalc.Model, index: int, row: int, column: int) -> Value:
    if row >= MAX_ROWS or column >= MAX_COLUMNS:
        return ErrorText("#REF!")
    value = model.get_cell_value(index, row + 1, column + 1)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return number(value)
    if model.get_cell_type(index, row + 1, column + 1) == ironcalc.CellType.ErrorValue:
        return ErrorText(ERRORS.get(value, value if value in GOOGLE_ERRORS else "#ERROR!"))
    return value


def model_of(book: Book) -> ironcalc.Model:
    """A fresh, evaluated model of the spreadsheet, for files of other kinds."""
    engine = Engine()
    engine.results(book)
    model = engine.model
    if model is None:  # results() always loads a model
        raise RuntimeError("the engine made no model")
    return model
