"""Requests about the texts in cells: findReplace, and pasteData for delimited ones."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.cells import check_coordinate
from okrsdk.localsheets.batch_update.context import required
from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.book.ranges import whole
from okrsdk.localsheets.book.write_values import write_cell
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import Formula
from okrsdk.localsheets.patterns import Pattern, PatternError
from okrsdk.localsheets.responses.computed import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.grid.rows import Grid
    from okrsdk.localsheets.jsontypes import JsonObject

    #: Gives a text's new form and how often something was found in it.
    Substitute = Callable[[str], tuple[str, int]]

WITH_VALUES = ("PASTE_NORMAL", "PASTE_VALUES", "PASTE_NO_BORDERS", "PASTE_FORMULA")


@dataclass(slots=True)
class Counts:
    """What findReplace has changed."""

    values: int = 0
    formulas: int = 0
    occurrences: int = 0
    rows: set[tuple[int, int]] = field(default_factory=set)
    sheets: set[int] = field(default_factory=set)

    def json(self) -> JsonObject:
        """As a FindReplaceResponse; zero counts are left out."""
        counts = {
            "valuesChanged": self.values,
            "formulasChanged": self.formulas,
            "rowsChanged": len(self.rows),
            "sheetsChanged": len(self.sheets),
            "occurrencesChanged": self.occurrences,
        }
        return {name: count for name, count in counts.items() if count}


def find_replace(edit: Edit, request: JsonObject) -> JsonObject:
    """``findReplace``: on what cells show, and in formulas where asked; an expression may find blank cells (`^$`)."""
    if not request.get("find"):
        raise bad_request("find must not be empty.")
    counts = Counts()
    try:
        substitute = _by_expression(request) if request.get("searchByRegex") else _by_text(request)
        for rect in _searched(edit, request):
            _replace_in(edit, rect, substitute, counts, in_formulas=bool(request.get("includeFormulas")))
    except PatternError as error:
        raise bad_request(f"Local Sheets does not run this regular expression: {error}") from error
    return counts.json()


def _by_text(request: JsonObject) -> Substitute:
    """What replaces a text as it is."""
    find, replacement = re.escape(str(request["find"])), str(request.get("replacement", ""))
    if request.get("matchEntireCell"):
        find = rf"\A{find}\Z"
    pattern = re.compile(find, 0 if request.get("matchCase") else re.IGNORECASE)
    return lambda text: pattern.subn(lambda _found: replacement, text)


def _by_expression(request: JsonObject) -> Substitute:
    """What replaces what an expression finds.

    Raises:
        PatternError: the expression is wrong. Replacing raises it too.
    """
    find, replacement = str(request["find"]), str(request.get("replacement", ""))
    if request.get("matchEntireCell"):
        find = rf"\A(?:{find})\z"
    pattern = Pattern(find, ignore_case=not request.get("matchCase"))
    return lambda text: pattern.replaced(text, replacement)


def _searched(edit: Edit, request: JsonObject) -> list[Rect]:
    if "range" in request:
        return [edit.rect(request["range"])]
    if "sheetId" in request:
        return [whole(edit.book.existing(request["sheetId"]))]
    if request.get("allSheets"):
        return [whole(sheet) for sheet in edit.book.sheets]
    raise bad_request("One of range, sheetId and allSheets must be set.")


def _replace_in(edit: Edit, rect: Rect, substitute: Substitute, counts: Counts, *, in_formulas: bool) -> None:
    grid = edit.book.existing(rect.sheet_id).grid
    found = list(_blanks(grid, rect, substitute))
    counts.occurrences += len(found)
    for row, column, cell in grid.cells_in(rect.top, rect.bottom):
        if not rect.left <= column < rect.right or cell.value is None:
            continue
        is_formula = isinstance(cell.value, Formula)
        if is_formula and not in_formulas:
            continue
        text, times = substitute(str(cell.value) if is_formula else shown(cell.value, cell, edit.book.locale))
        if times:
            found.append((row, column, text, is_formula))
            counts.occurrences += times
    sheet = edit.sheet(rect.sheet_id) if found else None
    for row, column, text, is_formula in found:
        if sheet is not None:
            write_cell(sheet, (row, column), text, parse=True, today=edit.today, locale=edit.book.locale)
        counts.formulas += is_formula
        counts.values += not is_formula
        counts.rows.add((rect.sheet_id, row))
        counts.sheets.add(rect.sheet_id)


def _blanks(grid: Grid, rect: Rect, substitute: Substitute) -> Iterator[tuple[int, int, str, bool]]:
    """The blank cells that get a text."""
    text, times = substitute("")
    if not times or not text:
        return
    filled = {(row, column) for row, column, cell in grid.cells_in(rect.top, rect.bottom) if cell.value is not None}
    for cell in product(range(rect.top, rect.bottom), range(rect.left, rect.right)):
        if cell not in filled:
            yield (*cell, text, False)


def paste_data(edit: Edit, request: JsonObject) -> None:
    """``pasteData``: delimited text, as if pasted from the clipboard; the grid grows where needed."""
    start, delimiter = required(request, "coordinate"), request.get("delimiter", "")
    sheet = edit.sheet(start.get("sheetId", 0))
    top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
    check_coordinate(sheet, top, left)
    if request.get("html"):
        raise bad_request("Local Sheets does not paste HTML.")
    if len(delimiter) != 1 or delimiter in '\r\n"':
        raise bad_request("delimiter must be one character.")
    if request.get("type", "PASTE_NORMAL") not in WITH_VALUES:
        return
    rows = list(csv.reader(io.StringIO(request.get("data", "")), delimiter=delimiter))
    grow(sheet.grid, top + len(rows), left + max(map(len, rows), default=0))
    for row, texts in enumerate(rows, top):
        for column, text in enumerate(texts, left):
            write_cell(sheet, (row, column), text, parse=True, today=edit.today, locale=edit.book.locale)
