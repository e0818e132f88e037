"""Requests about the texts in cells: findReplace, textToColumns, trimWhitespace."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import grow
from okrsdk.localsheets.book.lookup import whole
from okrsdk.localsheets.edits.context import required
from okrsdk.localsheets.edits.patterns import substitute_of
from okrsdk.localsheets.edits.writing import write_cell
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import Cell, Formula
from okrsdk.localsheets.views.computed import shown

if TYPE_CHECKING:
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.edits.patterns import Substitute
    from okrsdk.localsheets.grid.rect import Rect
    from okrsdk.localsheets.jsontypes import JsonObject

DELIMITERS = {"COMMA": ",", "SEMICOLON": ";", "PERIOD": ".", "SPACE": " "}


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
    """``findReplace``: on what cells show, and in formulas where asked."""
    if not request.get("find"):
        raise bad_request("find must not be empty.")
    substitute = substitute_of(request)
    counts = Counts()
    for rect in _searched(edit, request):
        _replace_in(edit, rect, substitute, counts, in_formulas=bool(request.get("includeFormulas")))
    return counts.json()


def _searched(edit: Edit, request: JsonObject) -> list[Rect]:
    if "range" in request:
        return [edit.rect(request["range"])]
    if "sheetId" in request:
        return [whole(edit.book.existing(request["sheetId"]))]
    if request.get("allSheets"):
        return [whole(sheet) for sheet in edit.book.sheets if sheet.is_grid]
    raise bad_request("One of range, sheetId and allSheets must be set.")


def _replace_in(edit: Edit, rect: Rect, substitute: Substitute, counts: Counts, *, in_formulas: bool) -> None:
    grid = edit.book.existing(rect.sheet_id).grid
    found = []
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


def text_to_columns(edit: Edit, request: JsonObject) -> None:
    """``textToColumns``: splits the texts of one column into it and the columns right of it."""
    rect = edit.rect(required(request, "source"))
    if rect.width != 1:
        raise bad_request("source must span exactly one column.")
    kind = request.get("delimiterType", "DELIMITER_TYPE_UNSPECIFIED")
    delimiter = request.get("delimiter") if kind == "CUSTOM" else DELIMITERS.get(kind)
    if kind == "CUSTOM" and not delimiter:
        raise bad_request("delimiter must be set when delimiterType is CUSTOM.")
    sheet = edit.sheet(rect.sheet_id)
    column = rect.left
    texts = {
        row: sheet.grid.cell(row, column).value
        for row in range(rect.top, min(rect.bottom, sheet.grid.used_rows()))
        if isinstance(sheet.grid.cell(row, column).value, str)
        and not isinstance(sheet.grid.cell(row, column).value, Formula)
    }
    if delimiter is None:
        candidates = [",", ";", ".", " ", "\t"]
        delimiter = next((one for one in candidates if any(one in str(text) for text in texts.values())), ",")
    for row, text in texts.items():
        parts = str(text).split(delimiter)
        if len(parts) > 1:
            grow(sheet.grid, 0, column + len(parts))
            looks = sheet.grid.cell(row, column).format
            for offset, part in enumerate(parts):
                if offset:  # the cells it spills into look like the one it comes from
                    before = sheet.grid.cell(row, column + offset)
                    sheet.grid.put(row, column + offset, Cell(before.value, looks, before.extra))
                write_cell(
                    sheet, (row, column + offset), part.strip(), parse=True, today=edit.today, locale=edit.book.locale
                )


def trim_whitespace(edit: Edit, request: JsonObject) -> JsonObject:
    """``trimWhitespace``: no spaces at the ends, single ones inside."""
    rect = edit.rect(required(request, "range"))
    sheet = edit.sheet(rect.sheet_id)
    changed = []
    for row, column, cell in sheet.grid.cells_in(rect.top, rect.bottom):
        if rect.left <= column < rect.right and isinstance(cell.value, str) and not isinstance(cell.value, Formula):
            text = " ".join(cell.value.split())
            if text != cell.value:
                changed.append((row, column, cell.with_value(text or None)))
    for row, column, cell in changed:
        sheet.grid.put(row, column, cell)
    return {"cellsChangedCount": len(changed)} if changed else {}
