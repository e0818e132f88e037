"""Lookups, which pass on what they find as it is: blank cells stay blank, formats come along."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.operators import broadcast, operate, rank, same
from okrsdk.localsheets.formulas.values import (
    Failure,
    Matrix,
    Stop,
    as_boolean,
    as_number,
    matrix,
    plain,
)
from okrsdk.localsheets.grid.cells import ErrorText, Value
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand

EXACT, NEXT_SMALLER, NEXT_LARGER, WILDCARD = 0, -1, 1, 2
WILD = re.compile(r"~([*?~])|([*?])|(.)", re.DOTALL)


def _wild(text: str) -> re.Pattern[str] | None:
    """The pattern that a text with ``*`` or ``?`` stands for."""
    if "*" not in text and "?" not in text:
        return None
    parts = []
    for escaped, wild, other in WILD.findall(text):
        parts.append({"*": ".*", "?": "."}[wild] if wild else re.escape(escaped or other))
    return re.compile("".join(parts), re.IGNORECASE | re.DOTALL)


def find(looked: Value, values: Sequence[Value], *, wildcards: bool = True, last: bool = False) -> int | None:
    """The place of the value in the list."""
    pattern = _wild(looked) if wildcards and isinstance(looked, str) else None
    places = range(len(values) - 1, -1, -1) if last else range(len(values))
    for place in places:
        value = values[place]
        if value is None or isinstance(value, ErrorText):
            continue
        if pattern.fullmatch(value) if pattern and isinstance(value, str) else same(looked, value):
            return place
    return None


def find_sorted(looked: Value, values: Sequence[Value], *, descending: bool = False) -> int | None:
    """The place of the last value of the same kind that is not beyond the one looked for."""
    found = None
    kind = rank(looked)[0]
    for place, value in enumerate(values):
        if value is None or isinstance(value, ErrorText) or rank(value)[0] != kind:
            continue
        beyond = operate("<" if descending else ">", value, looked)
        if beyond is True:
            break
        found = place
    return found


def _nearest(looked: Value, values: Sequence[Value], mode: int, *, last: bool) -> int | None:
    exact = find(looked, values, wildcards=mode == WILDCARD, last=last)
    if exact is not None or mode not in (NEXT_SMALLER, NEXT_LARGER):
        return exact
    operator = "<" if mode == NEXT_SMALLER else ">"
    best: int | None = None
    for place, value in enumerate(values):
        if value is None or isinstance(value, ErrorText) or rank(value)[0] != rank(looked)[0]:
            continue
        if operate(operator, value, looked) is True and (
            best is None or operate("<" if operator == ">" else ">", value, values[best]) is True
        ):
            best = place
    return best


def _missing(name: str, looked: Value) -> Failure:
    shown = plain(looked)
    shown = str(shown).upper() if isinstance(shown, bool) else ("" if shown is None else shown)
    return Failure("#N/A", f"Did not find value '{shown}' in {name} evaluation.")


@function("VLOOKUP", least=3, most=4)
def vertical(site: Site) -> Operand:
    """The value in a column of the row whose first value is the one looked for."""
    return _table_lookup(site, site.table(1))


@function("HLOOKUP", least=3, most=4)
def horizontal(site: Site) -> Operand:
    """The value in a row of the column whose first value is the one looked for."""
    return _table_lookup(site, site.table(1).turned())


def _table_lookup(site: Site, table: Matrix) -> Operand:
    # An argument left out after a comma counts as FALSE; one not there at all as TRUE.
    is_sorted = len(site.nodes) == 3 or (site.has(3) and as_boolean(site.single(3), site.name, 4))  # noqa: PLR2004
    keys = [row[0] for row in table.rows]

    def look(looked: Value, index: Value) -> Value:
        if isinstance(looked, ErrorText):
            return looked
        place = int(as_number(index, site.name, 3))
        if not 1 <= place <= table.width:
            return Failure("#VALUE!" if place < 1 else "#REF!", f"{site.name} evaluates to an out of bounds range.")
        found = find_sorted(looked, keys) if is_sorted else find(looked, keys)
        return _missing(site.name, looked) if found is None else table.rows[found][place - 1]

    looked, index = site.one(0), site.values(2) if site.context.array else site.one(2)
    if not isinstance(looked, Matrix) and not isinstance(index, Matrix):
        return look(looked, index)
    return broadcast(look, site.name, looked, index)


@function("MATCH", least=2, most=3)
def match(site: Site) -> Operand:
    """The number of the place of a value in a row or column."""
    mode = int(as_number(site.single(2), "MATCH", 3)) if site.has(2) else 1
    values = _line(site, 1)

    def look(looked: Value) -> Value:
        if isinstance(looked, ErrorText):
            return looked
        found = find(looked, values) if mode == 0 else find_sorted(looked, values, descending=mode < 0)
        return _missing("MATCH", looked) if found is None else found + 1

    return site.each(look, 1)


@function("XMATCH", least=2, most=4)
def extended_match(site: Site) -> Operand:
    """The number of the place of a value, from either end, exact or nearest."""
    mode, last = _modes(site, 2)
    values = _line(site, 1)

    def look(looked: Value) -> Value:
        if isinstance(looked, ErrorText):
            return looked
        found = _nearest(looked, values, mode, last=last)
        return _missing("XMATCH", looked) if found is None else found + 1

    return site.each(look, 1)


def _modes(site: Site, start: int) -> tuple[int, bool]:
    mode = int(as_number(site.single(start), site.name, start + 1)) if site.has(start) else EXACT
    direction = int(as_number(site.single(start + 1), site.name, start + 2)) if site.has(start + 1) else 1
    return mode, direction == -1


def _line(site: Site, index: int) -> list[Value]:
    table = site.table(index)
    if table.height > 1 and table.width > 1:
        raise Stop(Failure("#N/A", f"{site.name} range must be a single row or a single column."))
    return list(table.items())


@function("XLOOKUP", least=3, most=6)
def extended_lookup(site: Site) -> Operand:
    """The value, or row or column of values, at the place of the one looked for."""
    keys, results = site.table(1), site.table(2)
    by_row = keys.width == 1
    if (results.height if by_row else results.width) != (keys.height if by_row else keys.width):
        raise Stop(Failure("#VALUE!", "Array arguments to XLOOKUP are of different size."))
    values, (mode, last) = _line(site, 1), _modes(site, 4)
    looked = site.one(0)
    lines = results.rows if by_row else results.turned().rows
    if not isinstance(looked, Matrix):
        if isinstance(looked, ErrorText):
            raise Stop(looked)
        found = _nearest(looked, values, mode, last=last)
        if found is None:
            return site.operand(3) if site.has(3) else _missing("XLOOKUP", looked)
        line = lines[found]
        return line[0] if len(line) == 1 else (matrix([line]) if by_row else matrix([value] for value in line))
    missing = site.single(3) if site.has(3) else None

    def look(value: Value) -> Value:
        place = _nearest(value, values, mode, last=last)
        if place is None:
            return missing if site.has(3) else _missing("XLOOKUP", value)
        return lines[place][0]

    return site.each(look, 1)


@function("LOOKUP", least=2, most=3)
def lookup(site: Site) -> Operand:
    """The value at the place of the last one that is not beyond the one looked for."""
    table = site.table(1)
    if site.has(2):
        keys, results = _line(site, 1), _line(site, 2)
    elif table.width > table.height:
        keys, results = list(table.rows[0]), list(table.rows[-1])
    else:
        keys, results = [row[0] for row in table.rows], [row[-1] for row in table.rows]

    def look(looked: Value) -> Value:
        if isinstance(looked, ErrorText):
            return looked
        found = find_sorted(looked, keys)
        if found is None:
            return _missing("LOOKUP", looked)
        if found >= len(results):
            return Failure("#REF!", "LOOKUP evaluates to an out of bounds range.")
        return results[found]

    return site.each(look, 1)


@function("INDEX", least=1, most=3)
def index(site: Site) -> Operand:
    """A cell, row or column of a range or array; its arguments are taken whole, as in ARRAYFORMULA."""
    table = site.operand(0, array=True)
    if not isinstance(table, (Rect, Matrix)):
        table = site.table(0, array=True)
    row = int(as_number(site.single(1), "INDEX", 2)) if site.has(1) else 0
    column = int(as_number(site.single(2), "INDEX", 3)) if site.has(2) else 0
    if len(site.nodes) == 2 and table.height == 1 and table.width > 1:  # noqa: PLR2004 - of a row, the column
        row, column = 0, row
    for parameter, place, size in ((2, row, table.height), (3, column, table.width)):
        if not 0 <= place <= size:
            text = f"Function INDEX parameter {parameter} value is {place}. Valid values are between 0 and {size} "
            raise Stop(Failure("#NUM!", f"{text}inclusive."))
    if isinstance(table, Rect):
        top, bottom = (table.top + row - 1, table.top + row) if row else (table.top, table.bottom)
        left, right = (table.left + column - 1, table.left + column) if column else (table.left, table.right)
        return Rect(table.sheet_id, top, bottom, left, right)
    rows = [table.rows[row - 1]] if row else list(table.rows)
    cut = matrix([line[column - 1]] if column else line for line in rows)
    return cut.rows[0][0] if cut.height == cut.width == 1 else cut


@function("SUMPRODUCT", least=1)
def sum_product(site: Site) -> Operand:
    """The sum of the products of the elements of arrays of the same size; texts and blanks count as 0."""
    tables = [site.table(place, array=True) for place in range(len(site.nodes))]
    first = tables[0]
    total = 0.0
    for table in tables[1:]:
        if (table.height, table.width) != (first.height, first.width):
            text = f"SUMPRODUCT has mismatched range sizes. Expected row count: {first.height}. column count: "
            said = f"{text}{first.width}. Actual row count: {table.height}, column count: {table.width}."
            raise Stop(Failure("#VALUE!", said))
    for values in zip(*(table.items() for table in tables), strict=True):
        product = 1.0
        for value in values:
            if isinstance(value, ErrorText):
                raise Stop(value)
            product *= float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else 0.0
        total += product
    return total


FUNCTIONS = (
    vertical,
    horizontal,
    match,
    extended_match,
    extended_lookup,
    lookup,
    index,
    sum_product,
)
