"""A spreadsheet's formulas in the engine's words: open ranges closed, sheets under names the engine allows."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets import scratch
from okrsdk.localsheets.book.lookup import known_name
from okrsdk.localsheets.formulas.functions import FUNCTIONS
from okrsdk.localsheets.formulas.parser import FormulaError, parse
from okrsdk.localsheets.formulas.printer import printed
from okrsdk.localsheets.formulas.routing import has_lines, in_line, is_own
from okrsdk.localsheets.grid.a1 import cell_name, quote
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.formulas.syntax import Node
    from okrsdk.localsheets.grid.refs import Reference

MAX_TITLE = 31
ILLEGAL_IN_TITLE = re.compile(r"[\\/*\[\]:?']")


@lru_cache(maxsize=32768)
def _routed(formula: str, *, decimal_comma: bool) -> tuple[Node | None, bool, bool]:
    """The tree, whether it is not for the engine, and whether it may have to be changed for the engine."""
    try:
        node = parse(formula, decimal_comma=decimal_comma)
    except FormulaError:
        return None, False, False
    return node, is_own(node, _only_here()), has_lines(node)


@cache
def _only_here() -> frozenset[str]:
    return frozenset(name for name in FUNCTIONS if not scratch.knows(name))


class Dialect:
    """How one spreadsheet's formulas read for the engine."""

    def __init__(self, book: Book, *, none_for_engine: bool = False) -> None:
        self._none_for_engine = none_for_engine
        self.titles = _engine_titles(book)
        self.time_zone = _time_zone(book)
        self._book = book
        self._decimal_comma = book.locale.decimal_comma
        self._sheets = {sheet.title.casefold(): sheet for sheet in book.sheets}
        self._by_id = {sheet.id: sheet for sheet in book.sheets}

    def read(self, formula: str, place: tuple[int, int, int]) -> tuple[Node | None, str | None]:
        """The formula's tree, and its text for the engine.

        Args:
            formula: as typed.
            place: sheet id, row and column of its cell.

        Returns:
            None for the tree where the text is no formula; None for the text where the engine is not to compute it.
        """
        node, is_here, may_change = _routed(formula, decimal_comma=self._decimal_comma)
        if node is None or is_here or self._none_for_engine:
            return node, None
        sheet = self._by_id[place[0]]
        changed = in_line(node, (place[1], place[2]), self._named) if may_change else node
        return node, "=" + printed(changed, lambda reference: self._written(reference, sheet))

    def _named(self, name: str) -> Rect | None:
        return known_name(self._book, name)

    def _written(self, reference: Reference, sheet: Sheet) -> str:
        if reference.sheet is None and reference.second is None:
            return reference.text()
        name = None if reference.sheet is None else self.titles.get(reference.sheet.casefold(), reference.sheet)
        home = sheet if reference.sheet is None else self._sheets.get(reference.sheet.casefold(), sheet)
        return replace(_closed(reference, home), sheet=name).text()

    def define_names(self, model: ironcalc.Model) -> None:
        """Tells the engine the named ranges."""
        for item in self._book.named_ranges:
            block = self._named(item["name"])
            if block is None:
                continue
            first, last = (
                re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell_name(*place))
                for place in ((block.top, block.left), (block.bottom - 1, block.right - 1))
            )
            text = first if first == last else f"{first}:{last}"
            title = self.titles[self._by_id[block.sheet_id].title]
            try:
                model.new_defined_name(item["name"], None, f"{quote(title)}!{text}")
            except ironcalc.WorkbookError:
                continue  # a name that only Google allows: formulas using it give #NAME?


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
