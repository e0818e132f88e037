"""The data of a query: columns of one kind each, named and labelled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.values import format_of, plain, with_format
from okrsdk.localsheets.grid.cells import ErrorText, Value
from okrsdk.localsheets.grid.numberformat import format_number
from okrsdk.localsheets.query.errors import no_column

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.values import Matrix
    from okrsdk.localsheets.grid.entry import NumberFormat

#: A value (blank is None) and its kind: number, string, boolean, date, datetime, timeofday.
Item = tuple[Value, str]
MOMENTS = {"DATE": "date", "DATE_TIME": "datetime", "TIME": "timeofday"}
KINDS = ("number", "date", "datetime", "timeofday", "boolean", "string")


@dataclass(frozen=True, slots=True)
class Field:
    """A column: its name in queries, its title, its kind and the number format of its first value."""

    name: str
    label: str
    kind: str
    number_format: NumberFormat | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Columns and rows; every value is of its column's kind or None."""

    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]

    def place(self, name: str) -> int:
        """The column's number.

        Raises:
            QueryError: when there is none of this name.
        """
        for place, one in enumerate(self.fields):
            if one.name == name:
                return place
        raise no_column(name)


def kind_of(value: Value) -> str | None:
    """The kind of a value; None for blank cells and error values."""
    if value is None or isinstance(value, ErrorText) or value == "":
        return None
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, str):
        return "string"
    return MOMENTS.get((format_of(value) or {}).get("type", ""), "number")


def read_table(matrix: Matrix, names: list[str], headers: int) -> Table:
    """The matrix as a table; the majority of a column's values decides its kind, others count as blank.

    Args:
        matrix: the data.
        names: the columns' names.
        headers: number of rows with titles; negative to guess it.
    """
    count = _guessed(matrix) if headers < 0 else min(headers, matrix.height)
    body = matrix.rows[count:]
    fields = []
    for place, name in enumerate(names):
        titles = [_text(row[place]) for row in matrix.rows[:count]]
        values = [row[place] for row in body]
        kind = _majority(values)
        number_format = next((found for v in values if kind_of(v) == kind and (found := format_of(v))), None)
        fields.append(Field(name, " ".join(title for title in titles if title), kind, number_format))
    kinds = [field.kind for field in fields]
    rows = tuple(
        tuple(value if kind_of(value) == kind else None for value, kind in zip(row, kinds, strict=True)) for row in body
    )
    return Table(tuple(fields), rows)


def _majority(values: list[Value]) -> str:
    counts = Counter(kind for value in values if (kind := kind_of(value)))
    return max(KINDS, key=lambda kind: counts[kind]) if counts else "string"


def _guessed(matrix: Matrix) -> int:
    """The number of title rows: those at the top that have texts alone where most values below are something else."""
    columns = matrix.turned().rows
    places = [place for place, values in enumerate(columns) if _majority(list(values[1:])) != "string"]
    count = 0
    for row in matrix.rows[:-1]:
        kinds = {kind_of(row[place]) for place in places}
        if "string" not in kinds or not kinds <= {"string", None}:
            break
        count += 1
    return count


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        return format_number(float(value), format_of(value))
    return "" if value is None else str(value)


def title_of(item: Item, number_format: NumberFormat | None) -> str:
    """The value as it stands in the title of a pivoted column."""
    value = item[0]
    if isinstance(value, bool):
        return "true" if value else "false"
    return _text(with_format(plain(value), number_format))
