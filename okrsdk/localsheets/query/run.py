"""Runs a query over a table: where, group by and pivot, order by, skipping, offset and limit, titles and formats."""

from __future__ import annotations

from functools import cmp_to_key, partial
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, plain, with_format
from okrsdk.localsheets.query.columns import Columns, Row
from okrsdk.localsheets.query.conditions import holds
from okrsdk.localsheets.query.errors import QueryError
from okrsdk.localsheets.query.parser import parse_query
from okrsdk.localsheets.query.syntax import Column, Expression
from okrsdk.localsheets.query.table import Item, read_table, title_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Hashable, Sequence

    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.entry import NumberFormat
    from okrsdk.localsheets.query.syntax import Query

Key = tuple["Hashable", ...]
#: A column of the result: its title and what it shows of a group of rows.
Output = tuple[str, "Callable[[Sequence[Row]], Value]"]
TYPES = {"date": "DATE", "datetime": "DATE_TIME", "timeofday": "TIME"}


def run(
    matrix: Matrix,
    names: list[str],
    text: str,
    *,
    headers: int,
    now: dt.datetime,
    matches: Callable[[str, str], bool],
) -> Matrix:
    """The result of a query, its titles in the first row where there are any.

    Args:
        matrix: the data.
        names: the columns' names: letters, or ``Col1`` and so on.
        text: the query.
        headers: number of rows of the data with titles; negative to guess it.
        now: what ``now()`` is.
        matches: whether a pattern matches a whole text.

    Raises:
        QueryError: the query cannot be parsed or does not fit the data.
        Stop: #N/A when nothing comes out.
    """
    query = parse_query(text)
    table = read_table(matrix, names, headers)
    columns = Columns(table, now)
    select = query.select or tuple(Column(field.name) for field in table.fields)
    _check(query, select, columns)
    rows = list(table.rows)
    if query.where:
        rows = [row for row in rows if holds(query.where, partial(columns.value, rows=(row,)), matches)]
    groups = _groups(query, select, columns, rows)
    groups = _ordered(query, columns, groups)
    groups = groups[:: query.skipping] if query.skipping > 1 else groups
    end = None if query.limit is None else query.offset + query.limit
    outputs = _outputs(query, select, columns, rows)
    body = [tuple(show(group) for _, show in outputs) for group in groups[query.offset : end]]
    titles = tuple(title or None for title, _ in outputs)
    shown = ([titles] if any(titles) else []) + body
    if not shown:
        raise Stop(Failure("#N/A", "Query completed with an empty output."))
    return Matrix(tuple(shown))


def _check(query: Query, select: tuple[Expression, ...], columns: Columns) -> None:
    grouped = query.group or query.pivot or any(columns.has_aggregate(one) for one in select)
    if not grouped:
        for expression in select:
            columns.kind(expression)
        return
    if query.select is None or (query.pivot and not any(columns.has_aggregate(one) for one in select)):
        raise QueryError("CANNOT_GROUP_WITHOUT_AGG" if query.group else "CANNOT_PIVOT_WITHOUT_AGG")
    for expression in (*query.group, *query.pivot):
        if columns.has_aggregate(expression):
            raise QueryError("CANNOT_BE_IN_GROUP_BY: aggregation")
        columns.kind(expression)
    for expression in (*select, *(one for one, _ in query.order)):
        columns.check_grouped(expression, query.group)


def _is_grouped(query: Query, select: tuple[Expression, ...], columns: Columns) -> bool:
    return bool(query.group or query.pivot) or any(columns.has_aggregate(one) for one in select)


def _groups(query: Query, select: tuple[Expression, ...], columns: Columns, rows: list[Row]) -> list[list[Row]]:
    """The rows that make one row of the result each; grouped ones in the order of what they are grouped by."""
    if not _is_grouped(query, select, columns):
        return [[row] for row in rows]
    if not query.group:
        return [rows]
    found = _split(query.group, columns, rows)
    return [found[key] for key in _in_order(found, query.group, columns)]


def _in_order(groups: dict[Key, list[Row]], by: tuple[Expression, ...], columns: Columns) -> list[Key]:
    def order(left: Key, right: Key) -> int:
        return _compare_all(groups[left][0], groups[right][0], by, columns)

    return sorted(groups, key=cmp_to_key(order))


def _split(by: tuple[Expression, ...], columns: Columns, rows: Sequence[Row]) -> dict[Key, list[Row]]:
    found: dict[Key, list[Row]] = {}
    for row in rows:
        key = tuple(_identity(columns.value(expression, [row])) for expression in by)
        found.setdefault(key, []).append(row)
    return found


def _identity(item: Item) -> Hashable:
    return (isinstance(item[0], bool), plain(item[0]))


def _compare_all(left: Row, right: Row, by: tuple[Expression, ...], columns: Columns) -> int:
    for expression in by:
        if order := compare(columns.value(expression, [left]), columns.value(expression, [right])):
            return order
    return 0


def compare(left: Item, right: Item) -> int:
    """The order of two values of one kind as -1, 0 or 1; blanks come first."""
    first, second = left[0], right[0]
    if first is None or second is None:
        return (first is not None) - (second is not None)
    if isinstance(first, str) or isinstance(second, str):
        return (str(first) > str(second)) - (str(first) < str(second))
    return (float(first) > float(second)) - (float(first) < float(second))


def _ordered(query: Query, columns: Columns, groups: list[list[Row]]) -> list[list[Row]]:
    if not query.order:
        return groups
    keyed = [(group, [columns.value(expression, group) for expression, _ in query.order]) for group in groups]

    def order(left: tuple[list[Row], list[Item]], right: tuple[list[Row], list[Item]]) -> int:
        for first, second, (_, ascending) in zip(left[1], right[1], query.order, strict=True):
            if found := compare(first, second):
                return found if ascending else -found
        return 0

    return [group for group, _ in sorted(keyed, key=cmp_to_key(order))]


def _outputs(query: Query, select: tuple[Expression, ...], columns: Columns, rows: list[Row]) -> list[Output]:
    if not query.pivot:
        return [_output(query, columns, expression) for expression in select]
    pivots = _split(query.pivot, columns, rows)
    keys = _in_order(pivots, query.pivot, columns)
    aggregated = [expression for expression in select if columns.has_aggregate(expression)]
    found: list[Output] = []
    for expression in select:
        if expression not in aggregated:
            found.append(_output(query, columns, expression))
            continue
        title, show = _output(query, columns, expression)
        for key in keys:
            first = pivots[key][0]
            value = ",".join(title_of(columns.value(one, [first]), columns.format(one)) for one in query.pivot)
            whole = value if len(aggregated) == 1 and expression not in query.labels else f"{value} {title}".strip()
            found.append((whole, _pivoted(query.pivot, columns, key, show)))
    return found


def _pivoted(
    by: tuple[Expression, ...], columns: Columns, key: Key, show: Callable[[Sequence[Row]], Value]
) -> Callable[[Sequence[Row]], Value]:
    def of_group(rows: Sequence[Row]) -> Value:
        chosen = _split(by, columns, rows).get(key)
        return show(chosen) if chosen else None

    return of_group


def _output(query: Query, columns: Columns, expression: Expression) -> Output:
    title = query.labels.get(expression, columns.label(expression))
    number_format = _format(query, columns, expression)

    def show(rows: Sequence[Row]) -> Value:
        value, kind = columns.value(expression, rows)
        if number_format is not None:
            return with_format(value, number_format)
        if "no_format" in query.options:
            value = plain(value)
        return value if kind == "number" or not isinstance(value, float) else _dated(value, kind)

    return title, show


def _format(query: Query, columns: Columns, expression: Expression) -> NumberFormat | None:
    pattern = query.formats.get(expression)
    return {"type": TYPES.get(columns.kind(expression), "NUMBER"), "pattern": pattern} if pattern else None


def _dated(value: float, kind: str) -> Value:
    """A moment that has lost its format on the way gets the standard one."""
    if type(value) is not float or kind not in TYPES:
        return value
    return with_format(value, {"type": TYPES[kind], "pattern": STANDARD[kind]})


STANDARD = {"date": "m/d/yyyy", "datetime": "m/d/yyyy h:mm:ss", "timeofday": "h:mm:ss am/pm"}
