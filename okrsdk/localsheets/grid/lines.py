"""Whole rows and columns of a grid: opened, removed, moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.rows import EMPTY_ROW

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.grid.rows import Grid


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
    """Moves rows start..end so that they stand before what was row ``to``."""
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
