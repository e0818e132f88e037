"""The number format that the result of a formula brings along, from those of its operands.

Google does not document the rule. Followed here is what is seen every day: sums, differences, aggregates and rounding
keep the format of what they are made of, money times a number is money, a day less a day is a number, and functions
that make days give days. All else is shown in the automatic format.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Formula
from okrsdk.localsheets.grid.references import REFERENCE, read_reference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.typed_values import NumberFormat

MOMENTS = ("DATE", "TIME", "DATE_TIME")
#: The type of what these functions always give.
FIXED = {
    **dict.fromkeys(("TODAY", "DATE", "EDATE", "EOMONTH", "WORKDAY", "WORKDAY.INTL"), "DATE"),
    "NOW": "DATE_TIME",
    "TIME": "TIME",
}
#: Functions whose result looks like the first of their arguments that has a format.
KEPT = (
    *("SUM", "MIN", "MAX", "AVERAGE", "MEDIAN", "LARGE", "SMALL", "ABS", "ROUND", "ROUNDUP", "ROUNDDOWN", "CEILING"),
    *("FLOOR", "MROUND", "TRUNC", "SUMIFS", "AVERAGEIFS", "MINIFS", "MAXIFS"),
)
CALL = re.compile(r"([A-Za-z][\w.]*)\((.*)\)", re.DOTALL)
#: Texts and sheet names, brackets, and operators.
PIECE = re.compile(r""""(?:[^"]|"")*"|'(?:[^']|'')*'|[-+*/^&=<>%(){}]""")
#: Cells of a range looked at, and formulas looked through one after another.
MAX_CELLS, MAX_CHAIN = 200, 40


class ResultFormats:
    """The number formats in which the cells of one spreadsheet are shown."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._known: dict[tuple[int, int, int], NumberFormat | None] = {}
        self._chain = 0

    def of_cell(self, sheet: Sheet, row: int, column: int) -> NumberFormat | None:
        """The cell's own format, else the one that its formula brings along; None for the automatic one."""
        cell = sheet.grid.cell(row, column)
        if cell.format and "numberFormat" in cell.format:
            own: NumberFormat = cell.format["numberFormat"]
            return own
        if not isinstance(cell.value, Formula) or self._chain > MAX_CHAIN:
            return None
        place = (sheet.id, row, column)
        if place not in self._known:
            self._known[place] = None  # so that a circle ends
            self._chain += 1
            self._known[place] = self._of_expression(cell.value[1:], sheet)
            self._chain -= 1
        return self._known[place]

    def _of_expression(self, text: str, sheet: Sheet) -> NumberFormat | None:
        operands, signs = _split(text)
        formats = [self._of_operand(operand, sheet) for operand in operands]
        kinds = [found and found["type"] for found in formats]
        if signs <= {"+", "-"}:
            return next(filter(None, formats), None) if sum(kind in MOMENTS for kind in kinds) <= 1 else None
        if signs <= {"*", "/"} and kinds.count("CURRENCY") == 1:
            money = kinds.index("CURRENCY")
            return formats[money] if "/" not in signs or money == 0 else None
        return None

    def _of_operand(self, text: str, sheet: Sheet) -> NumberFormat | None:
        call = CALL.fullmatch(text)
        if call is None:
            return self._of_references(text, sheet) if _is_reference(text) else None
        name = call[1].upper()
        if name in FIXED:
            return {"type": FIXED[name], "pattern": self._book.locale.patterns()[FIXED[name]]}
        return self._of_references(call[2], sheet) if name in KEPT else None

    def _of_references(self, text: str, sheet: Sheet) -> NumberFormat | None:
        cells = islice(self._cells(text, sheet), MAX_CELLS)
        return next((found for place in cells if (found := self.of_cell(*place))), None)

    def _cells(self, text: str, home: Sheet) -> Iterator[tuple[Sheet, int, int]]:
        """The cells that the text refers to, row by row."""
        for found in REFERENCE.finditer(text):
            if found["first"] is None:
                continue
            reference = read_reference(found)
            sheet = home if reference.sheet is None else self._book.titled(reference.sheet)
            if sheet is None:
                continue
            first, last = reference.first, reference.second or reference.first
            bottom = sheet.grid.row_count - 1 if last.row is None else last.row
            right = sheet.grid.column_count - 1 if last.column is None else last.column
            for row in range(first.row or 0, bottom + 1):
                yield from ((sheet, row, column) for column in range(first.column or 0, right + 1))


def _is_reference(text: str) -> bool:
    found = REFERENCE.fullmatch(text)
    return found is not None and found["first"] is not None


def _split(text: str) -> tuple[list[str], set[str]]:
    """The operands of the text, and the operators between them outside of brackets."""
    depth = start = 0
    operands, signs = [], set()
    for found in PIECE.finditer(text):
        sign = found[0]
        depth += (sign in "({") - (sign in ")}")
        if not depth and len(sign) == 1 and sign not in ")}":
            operands.append(text[start : found.start()].strip())
            signs.add(sign)
            start = found.end()
    return [*operands, text[start:].strip()], signs
