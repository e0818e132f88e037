"""The records of a table: which rows are records, and the canonical values of their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.model import Kind, Stage
from okrsdk.schema import ColumnOwner
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.workbook.grid import has_formula, number_format_type, raw_value
from okrsdk.workbook.values import MEASURED, read_value

if TYPE_CHECKING:
    from collections.abc import Container

    from okrsdk.schema import Column
    from okrsdk.workbook.api import CellData
    from okrsdk.workbook.grid import Grid
    from okrsdk.workbook.layout import ColumnPlace

Record: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Measure:
    """How the amounts of a key result are to be read: its kind, and its stages by name."""

    kind: Kind | None = None
    stages: tuple[Stage, ...] = ()


Measures: TypeAlias = Mapping[object, Measure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records of a table.

    Attributes:
        rows: 0-based sheet row of each.
        values: canonical values of each, by field; only fields whose column was found.
    """

    rows: tuple[int, ...]
    values: list[Record]


_UNMEASURED = Measure()


def read_records(
    grid: Grid,
    table: Table,
    places: Mapping[str, ColumnPlace],
    *,
    first_row: int,
    measures: Measures | None = None,
    but: Container[int] = (),
) -> Records:
    """The records below a header.

    A row is a record when a column that people write holds something there. Boxes that are not ticked and numbers that
    formulas put there do not count, since people fill both down ahead of their records.

    Args:
        grid: the sheet.
        table: the table.
        places: where its columns are.
        first_row: the row below the header.
        measures: for check-ins, how the values of each key result are to be read.
        but: rows that belong to something else.
    """
    own = [(column, places[column.name].index) for column in columns(table) if _is_read(column, places)]
    rows, values = [], []
    for number in range(first_row, len(grid.rows)):
        if number in but:
            continue
        held = _held(grid.rows[number], own)
        if any(_makes_a_record(table, column, cell) for column, cell in held):
            rows.append(number)
            values.append(_record(held, table, measures))
    return Records(rows=tuple(rows), values=values)


def measures_of(key_results: Records) -> Measures:
    """How the amounts of each key result are to be read, by its ID."""
    return {values["id"]: _measure(values) for values in key_results.values if values.get("id")}


def _is_read(column: Column, places: Mapping[str, ColumnPlace]) -> bool:
    return column.owner is ColumnOwner.USER and column.name in places


def _held(row: list[CellData], own: list[tuple[Column, int]]) -> list[tuple[Column, CellData]]:
    """The cells of a row that hold something, with their columns."""
    width = len(row)
    cells = ((column, row[index]) for column, index in own if index < width)
    return [(column, cell) for column, cell in cells if cell.get("effectiveValue")]


def _makes_a_record(table: Table, column: Column, cell: CellData) -> bool:
    value = raw_value(cell)
    if is_blank(value) or value is False or (table is Table.FUNNEL and column.name == "stage"):
        return False
    return isinstance(value, str) or not has_formula(cell)


def _record(held: list[tuple[Column, CellData]], table: Table, measures: Measures | None) -> Record:
    values: Record = {}
    measured: list[tuple[Column, CellData]] = []
    for column, cell in held:
        if column.name in MEASURED:
            measured.append((column, cell))
        else:
            values[column.name] = read_value(column, raw_value(cell), number_format_type=number_format_type(cell))
    measure = _UNMEASURED
    if table is Table.KEY_RESULTS:
        measure = _measure(values)
    elif measures:
        measure = measures.get(values.get("key_result_id"), _UNMEASURED)
    for column, cell in measured:
        values[column.name] = read_value(
            column,
            raw_value(cell),
            number_format_type=number_format_type(cell),
            kind=measure.kind,
            stages=measure.stages,
        )
    return values


def _measure(values: Record) -> Measure:
    kind, stages = values.get("kind"), values.get("stages")
    known = kind if isinstance(kind, str) and kind in frozenset(Kind) else None
    return Measure(Kind(known) if known else None, stages if isinstance(stages, tuple) else ())
