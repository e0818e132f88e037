"""Conditional formats by custom formula: the formula of each cell, moved to its place, computed all at once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.model import Sheet
from okrsdk.localsheets.engine import Engine
from okrsdk.localsheets.grid.cells import Cell, ErrorText, Formula
from okrsdk.localsheets.grid.refs import Reference, rewrite, shifted
from okrsdk.localsheets.grid.rows import Grid

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.rect import Rect

#: More cells than this are not tried: the answer would take too long.
MAX_TRIED = 50_000
SCRATCH_TITLE = "local sheets scratch"


def cells_met(book: Book, sheet: Sheet, formula: str, rects: list[Rect]) -> set[tuple[int, int]]:
    """The cells (row, column) of the rectangles for which the formula is true.

    Args:
        book: the published spreadsheet.
        sheet: the sheet that the rule is on.
        formula: as written for the first cell of the first rectangle.
        rects: the rule's ranges; rows below the last filled one are left out.
    """
    if not rects:
        return set()
    first = rects[0]
    last = sheet.grid.used_rows()
    if sum(max(min(rect.bottom, last) - rect.top, 0) * rect.width for rect in rects) > MAX_TRIED:
        return set()
    places = [
        (row, column)
        for rect in rects
        for row in range(rect.top, min(rect.bottom, last))
        for column in range(rect.left, rect.right)
    ]
    if not places:
        return set()
    scratch = Sheet({"sheetId": -1, "title": SCRATCH_TITLE}, Grid(len(places), 1))
    for index, (row, column) in enumerate(places):
        moved = shifted(formula, row - first.top, column - first.left)
        scratch.grid.put(index, 0, Cell(_on(moved, sheet.title)))
    draft = book.draft()
    draft.sheets.append(scratch)
    results = Engine().results(draft)[-1]
    return {place for index, place in enumerate(places) if _is_true(results.get((index, 0)))}


def _on(formula: str, title: str) -> Formula:
    """The formula with references to its own sheet made explicit."""

    def change(reference: Reference) -> Reference:
        return reference if reference.sheet is not None else replace(reference, sheet=title)

    return rewrite(formula, change)


def _is_true(value: Value) -> bool:
    return bool(value) and not isinstance(value, (ErrorText, str))
