"""FILTER, SORT, SORTN and UNIQUE."""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.operators import rank
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, as_boolean, as_number, matrix, plain
from okrsdk.localsheets.grid.cells import ErrorText

if TYPE_CHECKING:
    from collections.abc import Hashable

    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand
    from okrsdk.localsheets.grid.cells import Value

Row = tuple["Value", ...]


@function("FILTER", least=2)
def filter_(site: Site) -> Operand:
    """The rows (or columns) for which all conditions are true."""
    table = site.table(0, array=True)
    conditions = [site.table(index, array=True) for index in range(1, len(site.nodes))]
    by_column = conditions[0].height == 1 and conditions[0].width == table.width and table.height > 1
    if by_column or (table.height == 1 and conditions[0].height == 1):
        table, conditions = table.turned(), [condition.turned() for condition in conditions]
    for condition in conditions:
        if condition.height != table.height or condition.width != 1:
            raise Stop(_mismatch(site, table, condition))
    kept = [
        row
        for index, row in enumerate(table.rows)
        if all(_holds(condition.rows[index][0], site) for condition in conditions)
    ]
    if not kept:
        raise Stop(Failure("#N/A", "No matches are found in FILTER evaluation."))
    found = matrix(kept)
    return found.turned() if by_column or site.table(0, array=True).height == 1 else found


def _mismatch(site: Site, table: Matrix, condition: Matrix) -> Failure:
    return Failure(
        "#N/A",
        f"{site.name} has mismatched range sizes. Expected row count: {table.height}. column count: 1. "
        f"Actual row count: {condition.height}, column count: {condition.width}.",
    )


def _holds(value: Value, site: Site) -> bool:
    """Whether the condition is true; an error value or a text counts as false."""
    if isinstance(value, str):
        return not isinstance(value, ErrorText) and value.upper() == "TRUE"
    return as_boolean(value, site.name, 2)


def _places(value: Value) -> tuple[int, tuple[int, float | str]]:
    """A sort key: numbers, texts, booleans, then error values; blanks are told apart by the caller."""
    if isinstance(value, ErrorText):
        return 1, (0, str(value))
    return 0, rank(value)


def compare(left: Value, right: Value, *, ascending: bool) -> int:
    """The order of two values, as -1, 0 or 1; blanks come last either way."""
    if left is None or right is None:
        return (left is None) - (right is None)
    first, second = _places(left), _places(right)
    order = (first > second) - (first < second)
    return order if ascending else -order


def ordered(rows: list[tuple[Row, Row]], directions: list[bool]) -> list[tuple[Row, Row]]:
    """Pairs of (row, sort keys) in order; equal ones keep theirs."""

    def order(left: tuple[Row, Row], right: tuple[Row, Row]) -> int:
        for first, second, ascending in zip(left[1], right[1], directions, strict=True):
            if found := compare(first, second, ascending=ascending):
                return found
        return 0

    return sorted(rows, key=cmp_to_key(order))


def _keyed(site: Site, table: Matrix, start: int) -> tuple[list[tuple[Row, Row]], list[bool]]:
    """The rows with their sort keys, from pairs of (column or range, is ascending) from argument ``start`` on."""
    columns: list[Row] = []
    directions = []
    for index in range(start, len(site.nodes), 2):
        by = site.table(index, array=True)
        if by.height == table.height and by.width == 1 and table.height > 1:
            columns.append(tuple(row[0] for row in by.rows))
        else:
            place = int(as_number(by.rows[0][0], site.name, index + 1))
            if not 1 <= place <= table.width:
                text = f"Function {site.name} parameter {index + 1} value is {place}. Valid values are between 1 and "
                raise Stop(Failure("#VALUE!", f"{text}{table.width} inclusive."))
            columns.append(tuple(row[place - 1] for row in table.rows))
        directions.append(not site.has(index + 1) or as_boolean(site.single(index + 1), site.name, index + 2))
    if not columns:
        columns, directions = list(table.turned().rows), [True] * table.width
    keys = zip(*columns, strict=True)
    return list(zip(table.rows, keys, strict=True)), directions


@function("SORT", least=1)
def sort(site: Site) -> Operand:
    """The rows in the order of one or more columns; of all columns where none is given."""
    rows, directions = _keyed(site, site.table(0, array=True), 1)
    return matrix(row for row, _ in ordered(rows, directions))


@function("SORTN", least=1)
def sort_first(site: Site) -> Operand:
    """The first n rows in order, with ties shown as the third argument says: 0 no, 1 all, 2 unique rows, 3 both."""
    table = site.table(0, array=True)
    count = int(as_number(site.single(1), "SORTN", 2)) if site.has(1) else 1
    ties = int(as_number(site.single(2), "SORTN", 3)) if site.has(2) else 0
    if count < 1:
        raise Stop(Failure("#NUM!", f"Function SORTN parameter 2 value is {count}. It should be at least 1."))
    if not 0 <= ties <= 3:  # noqa: PLR2004 - the modes above
        raise Stop(
            Failure("#NUM!", f"Function SORTN parameter 3 value is {ties}. Valid values are between 0 and 3 inclusive.")
        )
    rows, directions = _keyed(site, table, 3)
    return matrix(row for row, _ in _first(ordered(rows, directions), count, ties))


def _first(rows: list[tuple[Row, Row]], count: int, ties: int) -> list[tuple[Row, Row]]:
    identities = [tuple(identity(value) for value in keys) for _, keys in rows]
    if ties == 0:
        return rows[:count]
    if ties == 1:  # with all that are equal to the last of them
        last = identities[min(count, len(rows)) - 1]
        more = next((i for i in range(count, len(rows)) if identities[i] != last), len(rows))
        return rows[: max(count, more)]
    kept: dict[tuple[Hashable, ...], list[tuple[Row, Row]]] = {}
    for row, keys in zip(rows, identities, strict=True):
        kept.setdefault(keys, []).append(row)
    groups = list(kept.values())[:count]
    return [row for group in groups for row in (group if ties == 3 else group[:1])]  # noqa: PLR2004 - the mode


def identity(value: Value) -> Hashable:
    """What makes two values the same row in UNIQUE and SORTN: type and value, texts by case."""
    found = plain(value)
    return (type(found).__name__ if isinstance(found, (bool, str)) else "number", found)


@function("UNIQUE", least=1, most=3)
def unique(site: Site) -> Operand:
    """The rows (or columns), each once; with the third argument only those that occur once."""
    table = site.table(0)
    by_column = site.has(1) and as_boolean(site.single(1), "UNIQUE", 2)
    once = site.has(2) and as_boolean(site.single(2), "UNIQUE", 3)
    rows = table.turned().rows if by_column else table.rows
    counted: dict[tuple[Hashable, ...], list[Row]] = {}
    for row in rows:
        counted.setdefault(tuple(identity(value) for value in row), []).append(row)
    kept = [same[0] for same in counted.values() if not once or len(same) == 1]
    if not kept:
        raise Stop(Failure("#N/A", "No matches are found in UNIQUE evaluation."))
    return matrix(kept).turned() if by_column else matrix(kept)


FUNCTIONS = (
    filter_,
    sort,
    sort_first,
    unique,
)
