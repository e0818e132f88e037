"""The client's profile: names in one column, values in the next."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.normalize import normalized
from okrsdk.schema.tables import columns
from okrsdk.workbook.layout.cell_values import CellContext, read_value
from okrsdk.workbook.layout.grid import number_format_type

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.layout.records import Record

_WITHIN_COLUMNS = 10


def find_profile(grid: Grid) -> Mapping[str, tuple[int, int]]:
    """0-based row and column of the value of each field that was found: the cell to the right of its name.

    The names are in the column that holds most of them; of a name that is there twice the first counts.
    """
    names = _names(grid)
    if not names:
        return {}
    column = Counter(index for _, index, _ in names).most_common(1)[0][0]
    cells: dict[str, tuple[int, int]] = {}
    for row, index, name in names:
        if index == column:
            cells.setdefault(name, (row, column + 1))
    return cells


def read_profile(grid: Grid, cells: Mapping[str, tuple[int, int]], locale: str = "") -> Record:
    """The canonical values of the profile, by field."""
    own = {column.name: column for column in columns(Table.CLIENT)}
    values: Record = {}
    context = CellContext(locale=locale)
    for name, (row, column) in cells.items():
        is_sent = row < len(grid.rows) and column < len(grid.rows[row])
        shown = number_format_type(grid.rows[row][column]) if is_sent else None
        values[name] = read_value(own[name], grid.raw(row, column), number_format_type=shown, context=context)
    return values


def _names(grid: Grid) -> list[tuple[int, int, str]]:
    """Row, column and field of every cell that names one."""
    fields = {normalized(alias): column.name for column in columns(Table.CLIENT) for alias in column.aliases}
    fields |= {normalized(column.title): column.name for column in columns(Table.CLIENT)}
    return [
        (row, index, fields[text])
        for row, cells in enumerate(grid.rows)
        for index in range(min(len(cells), _WITHIN_COLUMNS))
        if (text := normalized(grid.text(row, index).rstrip(":"))) in fields
    ]
