"""The records of a table: which rows are records, and the canonical values of their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from okrsdk.findings import Table
from okrsdk.language.dates import day_readings
from okrsdk.language.normalize import normalized
from okrsdk.schema import ColumnOwner
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.workbook.layout.cell_values import MEASURED, CellContext, context_of, read_value
from okrsdk.workbook.layout.grid import has_formula, number_format_type
from okrsdk.workbook.layout.locate import is_id_like

if TYPE_CHECKING:
    from collections.abc import Container

    from okrsdk.schema import Column
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.layout.positions import ColumnPlace
    from okrsdk.workbook.sheets_types import CellData

Record: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contexts:
    """How the amounts of a spreadsheet are to be read.

    Attributes:
        locale: the spreadsheet's locale; empty when it is not known.
        key_results: for check-ins, how the values of each key result are to be read, by its ID.
    """

    locale: str = ""
    key_results: Mapping[object, CellContext] = field(default_factory=dict)


NO_CONTEXTS = Contexts()


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """The records of a table.

    Attributes:
        rows: 0-based sheet row of each.
        values: canonical values of each, by field; only fields whose column was found.
    """

    rows: tuple[int, ...]
    values: list[Record]


_LABELLED = frozenset({"id", "objective_id", "key_result_id", "day"})
_TOTALS = frozenset(
    {"total", "totals", "grand total", "subtotal", "sum", "average", "avg", "mean", "overall", "overall score"}
    | {"summe", "gesamt", "durchschnitt", "totale", "totaal", "promedio", "media", "moyenne", "somme"}
)


class _Held(NamedTuple):
    """A cell that holds something; of these there may be a hundred thousand."""

    column: Column
    raw: object
    cell: CellData


def read_records(
    grid: Grid,
    table: Table,
    places: Mapping[str, ColumnPlace],
    *,
    first_row: int,
    contexts: Contexts = NO_CONTEXTS,
    but: Container[int] = (),
) -> Records:
    """The records below a header.

    A row is a record when a column that people write holds something there. Boxes that are not ticked and numbers that
    formulas put there do not count, since people fill both down ahead of their records. A heading or a line of totals
    among the records is none. The funnel shares its tab, so it ends with its first blank row.

    Args:
        grid: the sheet.
        table: the table.
        places: where its columns are.
        first_row: the row below the header.
        contexts: how the amounts are to be read.
        but: rows that belong to something else.
    """
    own = [(column, places[column.name].index) for column in columns(table) if _is_read(column, places)]
    rows, values = [], []
    for number in range(first_row, len(grid.rows)):
        held = _held(grid, number, own)
        is_record = any(_makes_a_record(table, cell) for cell in held) and not _is_heading(table, held, contexts.locale)
        if is_record and number not in but:
            rows.append(number)
            values.append(_record(held, table, contexts))
        elif table is Table.FUNNEL and rows and not held:
            break
    return Records(rows=tuple(rows), values=values)


def contexts_of(key_results: Records, locale: str) -> Contexts:
    """How the values of check-ins are to be read, by the ID of their key result."""
    own = {values["id"]: context_of(values, locale) for values in key_results.values if values.get("id")}
    return Contexts(locale=locale, key_results=own)


def _is_read(column: Column, places: Mapping[str, ColumnPlace]) -> bool:
    return column.owner is ColumnOwner.USER and column.name in places


def _held(grid: Grid, number: int, own: list[tuple[Column, int]]) -> list[_Held]:
    """The cells of a row that hold something."""
    values, cells = grid.values[number], grid.rows[number]
    width = len(values)
    return [
        _Held(column, values[index], cells[index])
        for column, index in own
        if index < width and values[index] is not None
    ]


def _makes_a_record(table: Table, held: _Held) -> bool:
    if is_blank(held.raw) or held.raw is False or (table is Table.FUNNEL and held.column.name == "stage"):
        return False
    return isinstance(held.raw, str) or not has_formula(held.cell)


def _is_heading(table: Table, held: list[_Held], locale: str) -> bool:
    """Whether a row is a heading or a line of totals: a single text where an ID belongs which is none.

    A line of totals may hold numbers beside its word.
    """
    own = _only_text(held)
    if own is None or table is Table.FUNNEL:
        return False
    label, name = str(own.raw), own.column.name
    if name in _LABELLED | {"text"} and normalized(label).rstrip(" :") in _TOTALS:
        return True
    is_alone = not any(_makes_a_record(table, cell) for cell in held if cell is not own)
    return is_alone and name in _LABELLED and not is_id_like(label) and not day_readings(label, locale)


def _only_text(held: list[_Held]) -> _Held | None:
    """The cell with the only text among them; None where there is none, or several."""
    found = None
    for cell in held:
        if isinstance(cell.raw, str) and not is_blank(cell.raw):
            if found is not None:
                return None
            found = cell
    return found


def _record(held: list[_Held], table: Table, contexts: Contexts) -> Record:
    plain = CellContext(locale=contexts.locale)
    values: Record = {own.column.name: _read(own, plain) for own in held if own.column.name not in MEASURED}
    if table is Table.KEY_RESULTS:
        context = context_of(values, contexts.locale)
    else:
        context = contexts.key_results.get(values.get("key_result_id"), plain)
    return values | {own.column.name: _read(own, context) for own in held if own.column.name in MEASURED}


def _read(held: _Held, context: CellContext) -> object:
    return read_value(held.column, held.raw, number_format_type=number_format_type(held.cell), context=context)
