"""The cells of one sheet, row by row.

Rows are shared between versions of a spreadsheet and copied when written to, so that a reader keeps a whole picture
while a writer works, and so that only rows really touched are stored again. ``Row.key`` is the row's name in the
database: it stays with the row when the row moves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import BLANK, Cell, Formula

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from okrsdk.localsheets.jsontypes import JsonObject


class Row:
    """Cells by column, and the row's own properties (height, hidden).

    Key 0 is the empty row, which many places share; other rows are shared where a request has made many alike.
    """

    __slots__ = ("_formulas", "cells", "fresh", "key", "meta", "shared")

    def __init__(
        self, cells: dict[int, Cell], meta: JsonObject | None = None, key: int = 0, *, fresh: bool = False
    ) -> None:
        self.cells = cells
        self.meta = meta
        self.key = key
        self.fresh = fresh
        self.shared = False
        self._formulas: bool | None = None

    def has_formulas(self) -> bool:
        """Whether any cell of the row holds a formula to compute; remembered once the row no longer changes."""
        if self._formulas is not None and not self.fresh:
            return self._formulas
        values = (cell.value for cell in self.cells.values())
        found = any(isinstance(value, Formula) and not value.is_drawn() for value in values)
        self._formulas = found
        return found


EMPTY_ROW = Row({})


class Grid:
    """The rows of a sheet up to the last one that holds anything; ``row_count`` may be larger.

    ``next_key`` hands out row keys. ``reordered`` tells the store that the order of the keys has changed.
    """

    __slots__ = ("column_count", "next_key", "reordered", "row_count", "rows")

    def __init__(self, row_count: int, column_count: int, rows: list[Row] | None = None, next_key: int = 1) -> None:
        self.row_count = row_count
        self.column_count = column_count
        self.rows = rows or []
        self.next_key = next_key
        self.reordered = False

    def copy(self) -> Grid:
        """A grid that can be written to without disturbing this one."""
        return Grid(self.row_count, self.column_count, list(self.rows), self.next_key)

    def row(self, index: int) -> Row:
        """The row to read from."""
        return self.rows[index] if index < len(self.rows) else EMPTY_ROW

    def cell(self, row: int, column: int) -> Cell:
        """The cell to read from."""
        if row >= len(self.rows):
            return BLANK
        return self.rows[row].cells.get(column, BLANK)

    def fresh_row(self, cells: dict[int, Cell], meta: JsonObject | None = None) -> Row:
        """A new row under a new key; put it into ``rows`` to make it count."""
        self.reordered = True
        row = Row(cells, meta, self.next_key, fresh=True)
        self.next_key += 1
        return row

    def writable(self, index: int) -> Row:
        """The row to write to: this grid's own copy."""
        if index >= len(self.rows):
            self.rows.extend([EMPTY_ROW] * (index + 1 - len(self.rows)))
            self.reordered = True
        row = self.rows[index]
        if row.fresh and not row.shared:
            return row
        if row.key and not row.shared:
            own = Row(dict(row.cells), row.meta, row.key, fresh=True)
        else:
            own = self.fresh_row(dict(row.cells), row.meta)
        self.rows[index] = own
        return own

    def share(self, index: int, known: dict[int, tuple[Row, Row]]) -> Row | None:
        """The row to write to, once for all places that hold the same shared row.

        Args:
            index: the place.
            known: by identity, each shared row met before and the row that stands for it now; kept by this method.

        Returns:
            The row to write to, or None where the place now holds a row that has been written to already.
        """
        before = self.row(index)
        if before.key and not before.shared:
            return self.writable(index)
        if id(before) not in known:
            known[id(before)] = (before, self.writable(index))
            return known[id(before)][1]
        done = known[id(before)][1]
        done.shared = True
        if index >= len(self.rows):
            self.rows.extend([EMPTY_ROW] * (index + 1 - len(self.rows)))
        self.rows[index] = done
        self.reordered = True
        return None

    def put(self, row: int, column: int, cell: Cell) -> None:
        """Writes one cell; a blank one leaves nothing behind."""
        if cell == BLANK:
            if column in self.row(row).cells:
                del self.writable(row).cells[column]
        else:
            self.writable(row).cells[column] = cell

    def set_meta(self, index: int, meta: JsonObject | None) -> None:
        """Sets the row's own properties."""
        if (self.row(index).meta or None) != (meta or None):
            self.writable(index).meta = meta or None

    def trim(self) -> None:
        """Drops empty rows from the end of the list: they need no place there."""
        while self.rows and not self.rows[-1].cells and not self.rows[-1].meta:
            self.rows.pop()
            self.reordered = True

    def used_rows(self) -> int:
        """How many rows the list spans; rows beyond hold nothing."""
        return len(self.rows)

    def cells_in(self, start: int, end: int) -> Iterator[tuple[int, int, Cell]]:
        """(row, column, cell) of every cell that holds anything in these rows."""
        for index in range(start, min(end, len(self.rows))):
            for column, cell in self.rows[index].cells.items():
                yield index, column, cell


def insert_rows(grid: Grid, at: int, count: int) -> None:
    """Opens ``count`` empty rows before row ``at``."""
    grid.row_count += count
    if at < len(grid.rows):
        grid.rows[at:at] = [EMPTY_ROW] * count
        grid.reordered = True


def delete_rows(grid: Grid, start: int, end: int) -> None:
    """Removes rows start..end."""
    grid.row_count -= end - start
    if start < len(grid.rows):
        del grid.rows[start:end]
        grid.reordered = True


def move_rows(grid: Grid, start: int, end: int, to: int) -> None:
    """Moves rows start..end so that they are before what was row ``to``."""
    last = max(end, to)
    if last > len(grid.rows):
        grid.rows.extend([EMPTY_ROW] * (last - len(grid.rows)))
    block = grid.rows[start:end]
    del grid.rows[start:end]
    place = to if to <= start else to - (end - start)
    grid.rows[place:place] = block
    grid.reordered = True
    grid.trim()


def map_columns(grid: Grid, moved: Callable[[int], int | None]) -> None:
    """Renumbers the columns of all cells; None drops the cell."""
    for index, row in enumerate(grid.rows):
        targets = {column: moved(column) for column in row.cells}
        if any(column != target for column, target in targets.items()):
            cells = {target: row.cells[column] for column, target in targets.items() if target is not None}
            grid.writable(index).cells = cells
