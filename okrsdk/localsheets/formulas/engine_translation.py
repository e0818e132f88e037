"""A spreadsheet's formulas in the engine's notation: open ranges closed, sheets under names that the engine allows."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets.book.ranges import known_name
from okrsdk.localsheets.grid.a1 import cell_name, quote
from okrsdk.localsheets.grid.references import rewrite

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.references import Reference

MAX_TITLE = 31
ILLEGAL_IN_TITLE = re.compile(r"[\\/*\[\]:?']")
#: Texts and sheet names, which stay; signs that separate; functions that read otherwise for the engine.
PIECE = re.compile(
    r"""(?P<kept>"(?:[^"]|"")*"|'(?:[^']|'')*')|(?P<sign>[{}(),;\\])|(?P<name>\b[A-Za-z]+)(?=\s*\()""", re.VERBOSE
)
OPERATORS = re.compile(r"[-+*/^&=<>%:@]")
#: More than these, and the engine's recursion would take the process with it.
MAX_NESTED, MAX_OPERATORS = 100, 500
#: Functions that take whatever memory they are told to.
UNBOUNDED = ("EXPAND", "WRAPROWS", "WRAPCOLS")
NO_FORMULA = "=#ERROR!"
NO_NAME = "=#NAME?"


class EngineTranslation:
    """How one spreadsheet's formulas read for the engine."""

    def __init__(self, book: Book) -> None:
        self.titles = _engine_titles(book)
        self.time_zone = _time_zone(book)
        self._book = book
        self._comma = "." if book.locale.decimal_comma else ","
        self._sheets = {sheet.title.casefold(): sheet for sheet in book.sheets}

    def formula(self, typed: str, sheet: Sheet) -> str:
        """The formula of a cell of this sheet, as the engine wants it; an error value where it must not have it."""
        if not _is_bounded(typed):
            return NO_FORMULA
        text = self._with_engine_signs(typed)
        if text is None:
            return NO_NAME
        return str(rewrite(text, lambda reference: self._reference(reference, sheet)))

    def _with_engine_signs(self, typed: str) -> str | None:
        """With `,` between arguments and columns, `.` in numbers, and without ARRAYFORMULA: all its formulas are such.

        None for a function that it must not compute.
        """
        in_array = 0
        parts, place = [], 0
        for found in PIECE.finditer(typed):
            piece = found[0]
            in_array += (piece == "{") - (piece == "}")
            if found["name"]:
                if piece.upper() in UNBOUNDED:
                    return None
                piece = "" if piece.upper() == "ARRAYFORMULA" else piece
            elif piece == "\\" or (piece == ";" and not in_array):
                piece = ","
            elif piece == ",":
                piece = self._comma
            parts += [typed[place : found.start()], piece]
            place = found.end()
        return "".join([*parts, typed[place:]])

    def _reference(self, reference: Reference, sheet: Sheet) -> Reference:
        if reference.sheet is None and reference.second is None:
            return reference
        name = None if reference.sheet is None else self.titles.get(reference.sheet.casefold(), reference.sheet)
        home = sheet if reference.sheet is None else self._sheets.get(reference.sheet.casefold(), sheet)
        return replace(_closed(reference, home), sheet=name)

    def define_names(self, model: ironcalc.Model) -> None:
        """Tells the engine the named ranges."""
        titles = {sheet.id: self.titles[sheet.title] for sheet in self._book.sheets}
        for item in self._book.named_ranges:
            block = known_name(self._book, item["name"])
            if block is None:
                continue
            first, last = (
                re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell_name(*place))
                for place in ((block.top, block.left), (block.bottom - 1, block.right - 1))
            )
            text = first if first == last else f"{first}:{last}"
            try:
                model.new_defined_name(item["name"], None, f"{quote(titles[block.sheet_id])}!{text}")
            except ironcalc.WorkbookError:
                continue  # a name that only Google allows: formulas using it give #NAME?


def _is_bounded(typed: str) -> bool:
    if len(OPERATORS.findall(typed)) > MAX_OPERATORS:
        return False
    depth = deepest = 0
    for sign in re.findall(r"[({})]", typed):
        depth += 1 if sign in "({" else -1
        deepest = max(deepest, depth)
    return deepest <= MAX_NESTED


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


def _time_zone(book: Book) -> str:
    name = str(book.properties.get("timeZone") or "UTC")
    return name if name in ironcalc.get_all_timezones() else "UTC"
