"""JOIN and SPLIT, and SPARKLINE, which shows no text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.values import (
    NO_YEAR,
    Failure,
    Matrix,
    Stop,
    as_boolean,
    as_text,
    is_number,
    matrix,
    with_format,
)
from okrsdk.localsheets.grid.cells import Value
from okrsdk.localsheets.grid.entry import read_entry

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand


@function("JOIN", least=2)
def join(site: Site) -> Operand:
    """All values, blanks as empty texts, with a delimiter between them."""
    delimiter, parts = as_text(site.single(0)), []
    for index in range(1, len(site.nodes)):
        table = site.table(index)
        if table.height > 1 and table.width > 1:
            raise Stop(Failure("#VALUE!", "JOIN range must be a single row or a single column."))
        parts += [as_text(value) for value in table.items()]
    return delimiter.join(parts)


@function("SPLIT", least=2, most=4)
def split(site: Site) -> Operand:
    """The parts of a text in one row, numbers among them as numbers; a column of texts gives a row for each."""
    delimiter = as_text(site.single(1))
    if not delimiter:
        raise Stop(Failure("#VALUE!", "Function SPLIT parameter 2 value should be non-empty."))
    by_each = as_boolean(site.single(2), "SPLIT", 3) if site.has(2) else True
    without_empty = as_boolean(site.single(3), "SPLIT", 4) if site.has(3) else True
    pattern = re.compile("[" + re.escape(delimiter) + "]" if by_each else re.escape(delimiter))
    texts = site.one(0)
    if not isinstance(texts, Matrix):
        parts = _parts(texts, pattern, without_empty=without_empty)
        if not parts:
            raise Stop(Failure("#VALUE!", "Function SPLIT parameter 1 value should be non-empty."))
        return matrix([parts])
    rows = [[part for text in row for part in _of_row(text, pattern, without_empty)] for row in texts.rows]
    width = max(len(row) for row in rows)
    return matrix(row + [None] * (width - len(row)) for row in rows)


def _of_row(text: Value, pattern: re.Pattern[str], without_empty: bool) -> list[Value]:  # noqa: FBT001 - passed on
    try:
        parts = _parts(text, pattern, without_empty=without_empty)
    except Stop as stop:
        return [stop.failure]
    return parts or [Failure("#VALUE!", "Function SPLIT parameter 1 value should be non-empty.")]


def _parts(text: Value, pattern: re.Pattern[str], *, without_empty: bool) -> list[Value]:
    whole = as_text(text)
    if not whole:
        return []
    return [_read(part) for part in pattern.split(whole) if part or not without_empty]


def _read(part: str) -> Value:
    found, number_format = read_entry(part, NO_YEAR)
    if not is_number(found):
        return part or None
    return with_format(found, number_format)


@function("SPARKLINE", least=1, most=2)
def sparkline(site: Site) -> Operand:
    """Nothing: a chart inside a cell has no value; but data that fails makes it fail."""
    site.values(0)
    return ""


FUNCTIONS = (
    join,
    split,
    sparkline,
)
