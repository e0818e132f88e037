"""Expressions put to rows and groups of rows: values, kinds and titles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.operators import rank
from okrsdk.localsheets.formulas.values import plain, with_format
from okrsdk.localsheets.grid.numberformat import format_number
from okrsdk.localsheets.query.errors import QueryError
from okrsdk.localsheets.query.scalars import TITLES, call, kind_of_call
from okrsdk.localsheets.query.syntax import Aggregate, Column, Constant, Expression, Function

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.entry import NumberFormat
    from okrsdk.localsheets.query.table import Item, Table

Row = tuple["Value", ...]
#: How constants of each kind of moment are written.
PATTERNS = {
    "date": ("DATE", "yyyy-mm-dd"),
    "datetime": ("DATETIME", "yyyy-mm-dd hh:mm:ss"),
    "timeofday": ("TIMEOFDAY", "hh:mm:ss"),
}


def _written(constant: Constant) -> str:
    """The constant as a query writes it."""
    value = plain(constant.value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if constant.kind in PATTERNS:
        word, pattern = PATTERNS[constant.kind]
        return f"{word} '{format_number(float(value or 0), {'pattern': pattern})}'"
    return f'"{value}"' if isinstance(value, str) else str(value)


class Columns:
    """The expressions of one query over its table."""

    def __init__(self, table: Table, now: dt.datetime) -> None:
        self.table = table
        self._now = now

    def value(self, expression: Expression, rows: Sequence[Row]) -> Item:
        """The expression of a group of rows; of its first row where it is not aggregated.

        Raises:
            QueryError: an unknown column, or a function of the wrong kind.
        """
        if isinstance(expression, Constant):
            return expression.value, expression.kind
        if isinstance(expression, Column):
            place = self.table.place(expression.name)
            return (rows[0][place] if rows else None), self.table.fields[place].kind
        if isinstance(expression, Aggregate):
            return self._aggregated(expression, rows)
        return call(expression.name, [self.value(item, rows) for item in expression.arguments], self._now)

    def _aggregated(self, aggregate: Aggregate, rows: Sequence[Row]) -> Item:
        place = self.table.place(aggregate.column.name)
        field = self.table.fields[place]
        values = [row[place] for row in rows if row[place] is not None]
        if aggregate.name == "count":
            return float(len(values)), "number"
        if aggregate.name in ("sum", "avg") and field.kind != "number":
            raise QueryError("AVG_SUM_ONLY_NUMERIC")
        if not values:
            return None, field.kind
        if aggregate.name in ("min", "max"):
            choose = min if aggregate.name == "min" else max
            return choose(values, key=rank), field.kind
        total = sum(float(value or 0) for value in values)
        return with_format(total if aggregate.name == "sum" else total / len(values), field.number_format), "number"

    def kind(self, expression: Expression) -> str:
        """The kind of the expression's values."""
        if isinstance(expression, Constant):
            return expression.kind
        if isinstance(expression, Column):
            return self.table.fields[self.table.place(expression.name)].kind
        if isinstance(expression, Aggregate):
            return "number" if expression.name == "count" else self.kind(expression.column)
        return kind_of_call(expression.name)

    def format(self, expression: Expression) -> NumberFormat | None:
        """The number format of a column's first value."""
        if not isinstance(expression, Column):
            return None
        return self.table.fields[self.table.place(expression.name)].number_format

    def label(self, expression: Expression) -> str:
        """The title that an expression has when the query gives it none."""
        if isinstance(expression, Constant):
            return f"{_written(expression)}()"
        if isinstance(expression, Column):
            return self.table.fields[self.table.place(expression.name)].label
        if isinstance(expression, Aggregate):
            return f"{expression.name} {self.label(expression.column)}"
        name = TITLES.get(expression.name, expression.name)
        return f"{name}({''.join(self.label(item) for item in expression.arguments)})"

    def has_aggregate(self, expression: Expression) -> bool:
        """Whether anything in the expression is aggregated."""
        if isinstance(expression, Function):
            return any(self.has_aggregate(item) for item in expression.arguments)
        return isinstance(expression, Aggregate)

    def check_grouped(self, expression: Expression, groups: tuple[Expression, ...]) -> None:
        """Checks that the expression is one for a whole group.

        Raises:
            QueryError: it has a column that is neither aggregated nor grouped by.
        """
        if expression in groups or isinstance(expression, (Aggregate, Constant)):
            return
        if isinstance(expression, Column):
            self.table.place(expression.name)
            raise QueryError(f"ADD_COL_TO_GROUP_BY_OR_AGG: {expression.name}")
        for item in expression.arguments:
            self.check_grouped(item, groups)
