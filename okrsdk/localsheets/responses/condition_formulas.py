"""Formulas inside conditions: moved to each cell they are tried on, and computed all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.model import Sheet
from okrsdk.localsheets.formulas.engine import Engine
from okrsdk.localsheets.grid.cells import Cell, ErrorText, Formula
from okrsdk.localsheets.grid.references import Reference, rewrite, shifted
from okrsdk.localsheets.grid.rows import Grid

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.rectangle import Rect

    Place = tuple[int, int]

#: More different formulas than this are not tried: the answer would take too long.
MAX_TRIED = 50_000
SCRATCH_TITLE = "local sheets scratch"


def is_formula(text: str) -> bool:
    """Whether the value of a condition is a formula."""
    return text[:1] in ("=", "+") and len(text) > 1


class Trials:
    """The formulas of a sheet's conditions and what they give for each cell.

    A formula is written for the first cell of the first of its ranges. Ask for nothing before all are added.

    Args:
        book: the published spreadsheet.
        sheet: the sheet that the conditions are on.
        last: the number of rows that hold anything; rows below are not tried.
    """

    def __init__(self, book: Book, sheet: Sheet, last: int) -> None:
        self.book = book
        self._sheet = sheet
        self._last = last
        self._added: list[tuple[str, tuple[Rect, ...]]] = []
        self._results: dict[str, Value] | None = None

    def add(self, formula: str, rects: list[Rect]) -> None:
        """Registers a formula for the cells of these ranges."""
        self._added.append((formula, tuple(rects)))

    def result(self, formula: str, rects: list[Rect], place: Place) -> Value:
        """What the formula gives when moved to the cell; None when it was not tried."""
        if self._results is None:
            self._results = self._compute()
        first = rects[0]
        moved = shifted(_typed(formula), place[0] - first.top, place[1] - first.left)
        return self._results.get(moved)

    def _compute(self) -> dict[str, Value]:
        texts = list(dict.fromkeys(self._moved()))
        if not texts or len(texts) > MAX_TRIED:
            return {}
        scratch = Sheet({"sheetId": -1, "title": SCRATCH_TITLE}, Grid(len(texts), 1))
        for index, text in enumerate(texts):
            scratch.grid.put(index, 0, Cell(_on(text, self._sheet.title)))
        draft = self.book.draft()
        draft.sheets.append(scratch)
        results = Engine().results(draft)[-1]
        return {text: results.get((index, 0)) for index, text in enumerate(texts)}

    def _moved(self) -> Iterator[str]:
        for formula, rects in self._added:
            if sum(max(min(rect.bottom, self._last) - rect.top, 0) * rect.width for rect in rects) > MAX_TRIED:
                continue
            for rect in rects:
                for row in range(rect.top, min(rect.bottom, self._last)):
                    for column in range(rect.left, rect.right):
                        yield shifted(_typed(formula), row - rects[0].top, column - rects[0].left)


def _typed(formula: str) -> str:
    return "=" + formula[1:] if formula.startswith("+") else formula


def _on(formula: str, title: str) -> Formula:
    """The formula with references to its own sheet made explicit."""

    def change(reference: Reference) -> Reference:
        return reference if reference.sheet is not None else replace(reference, sheet=title)

    return rewrite(formula, change)


def is_true(value: Value) -> bool:
    """Whether a custom formula with this result lets a cell pass."""
    return bool(value) and not isinstance(value, (ErrorText, str))
