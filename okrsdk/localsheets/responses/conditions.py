"""Boolean conditions of conditional formats and filters, tried on a cell, and the formulas inside them."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.model import Sheet
from okrsdk.localsheets.formulas.engine import Engine
from okrsdk.localsheets.grid.cells import BLANK, Cell, ErrorText, Formula
from okrsdk.localsheets.grid.date_format import serial
from okrsdk.localsheets.grid.references import Reference, rewrite, shifted
from okrsdk.localsheets.grid.rows import Grid
from okrsdk.localsheets.grid.typed_values import read_entry
from okrsdk.localsheets.responses.computed import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.locales import Locale
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject

    Place = tuple[int, int]

#: More different formulas than this are not tried: the answer would take too long.
MAX_TRIED = 50_000
SCRATCH_TITLE = "local sheets scratch"


def is_formula(text: str) -> bool:
    """Whether the value of a condition is a formula."""
    return text[:1] in ("=", "+") and len(text) > 1


class ConditionFormulas:
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


LONGEST_EMAIL = 254
EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
RELATIVE_DAYS = {"TODAY": 0, "TOMORROW": 1, "YESTERDAY": -1, "PAST_WEEK": -7, "PAST_MONTH": -30, "PAST_YEAR": -365}

TEXTS: dict[str, Callable[[str, str], bool]] = {
    "TEXT_CONTAINS": lambda text, wanted: wanted in text,
    "TEXT_NOT_CONTAINS": lambda text, wanted: wanted not in text,
    "TEXT_STARTS_WITH": lambda text, wanted: text.startswith(wanted),
    "TEXT_ENDS_WITH": lambda text, wanted: text.endswith(wanted),
    "TEXT_EQ": lambda text, wanted: text == wanted,
    "TEXT_NOT_EQ": lambda text, wanted: text != wanted,
}
NUMBERS: dict[str, Callable[[float, float, float], bool]] = {
    "NUMBER_GREATER": lambda value, low, _high: value > low,
    "NUMBER_GREATER_THAN_EQ": lambda value, low, _high: value >= low,
    "NUMBER_LESS": lambda value, low, _high: value < low,
    "NUMBER_LESS_THAN_EQ": lambda value, low, _high: value <= low,
    "NUMBER_EQ": lambda value, low, _high: value == low,
    "NUMBER_NOT_EQ": lambda value, low, _high: value != low,
    "NUMBER_BETWEEN": lambda value, low, high: low <= value <= high,
    "NUMBER_NOT_BETWEEN": lambda value, low, high: not low <= value <= high,
    "DATE_EQ": lambda value, low, _high: int(value) == int(low),
    "DATE_NOT_EQ": lambda value, low, _high: int(value) != int(low),
    "DATE_BEFORE": lambda value, low, _high: value < low,
    "DATE_AFTER": lambda value, low, _high: value >= low + 1,
    "DATE_ON_OR_BEFORE": lambda value, low, _high: value < low + 1,
    "DATE_ON_OR_AFTER": lambda value, low, _high: value >= low,
    "DATE_BETWEEN": lambda value, low, high: low <= value < high + 1,
    "DATE_NOT_BETWEEN": lambda value, low, high: not low <= value < high + 1,
}
PLAIN: dict[str, Callable[[str], bool]] = {
    "BLANK": lambda text: not text,
    "NOT_BLANK": bool,
    "TEXT_IS_EMAIL": lambda text: len(text) <= LONGEST_EMAIL and bool(EMAIL.fullmatch(text)),
    "TEXT_IS_URL": lambda text: bool(URL.fullmatch(text)),
}


class Condition:
    """A condition made ready to be tried on many cells.

    Args:
        condition: as the API has it.
        rects: where it holds; its formulas are written for the first cell of the first.
        today: what relative dates count from.
        formulas: computes its formulas.
    """

    def __init__(self, condition: JsonObject, rects: list[Rect], today: dt.date, formulas: ConditionFormulas) -> None:
        self._kind = str(condition.get("type", ""))
        self._rects = rects
        self._formulas = formulas
        given = condition.get("values", [])
        self._texts = [str(item.get("userEnteredValue", "")) for item in given]
        self._has_formula = any(map(is_formula, self._texts))
        for text in self._texts if rects else ():
            if is_formula(text):
                formulas.add(text, rects)
        self._limits = [_limit(item, today, formulas.book.locale) for item in given]

    def meets(self, place: tuple[int, int], value: Value, text: str) -> bool | None:
        """Whether the cell with this value, shown as this text, meets the condition.

        Returns:
            None for conditions that cannot be tried: of other kinds, or with limits that are none.
        """
        kind = self._kind
        if kind in PLAIN:
            return PLAIN[kind](text)
        if not self._texts:
            return None
        if kind == "CUSTOM_FORMULA":
            return is_true(self._formulas.result(self._texts[0], self._rects, place)) if self._has_formula else None
        if kind in TEXTS:
            # A filter may name several texts; a rule has one.
            tests = [TEXTS[kind](text.casefold(), wanted.casefold()) for wanted in self._wanted(place)]
            return all(tests) if "NOT" in kind else any(tests)
        return _meets_limits(NUMBERS[kind], self._numbers(place), value) if kind in NUMBERS else None

    def _wanted(self, place: tuple[int, int]) -> list[str]:
        return [
            shown(self._formulas.result(text, self._rects, place), BLANK) if is_formula(text) else text
            for text in self._texts
        ]

    def _numbers(self, place: tuple[int, int]) -> list[float | None]:
        if not self._has_formula:
            return self._limits
        return [
            _number(self._formulas.result(text, self._rects, place)) if is_formula(text) else limit
            for text, limit in zip(self._texts, self._limits, strict=True)
        ]


def _meets_limits(test: Callable[[float, float, float], bool], limits: list[float | None], value: Value) -> bool | None:
    numbers = [limit for limit in limits if limit is not None]
    if len(numbers) < len(limits):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return test(float(value), min(numbers), max(numbers))


def _limit(item: JsonObject, today: dt.date, locale: Locale) -> float | None:
    if "relativeDate" in item:
        days = RELATIVE_DAYS.get(item["relativeDate"])
        return None if days is None else float(serial(today) + days)
    text = str(item.get("userEnteredValue", ""))
    return None if is_formula(text) else _number(read_entry(text, today, locale)[0])


def _number(value: Value) -> float | None:
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
