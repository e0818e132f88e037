"""Single cells gathered into blocks, since a script pays for every call."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import TypeAlias, TypeVar

Kind = TypeVar("Kind", bound=Hashable)
Cell: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A block of cells.

    Attributes:
        row: its first row, from 0.
        column: its first column, from 0.
        rows: how many rows.
        columns: how many columns.
    """

    row: int
    column: int
    rows: int
    columns: int

    @property
    def document(self) -> dict[str, object]:
        """The block as a script takes it: row and column from 1."""
        return {"row": self.row + 1, "column": self.column + 1, "rows": self.rows, "columns": self.columns}


def areas(kinds: Mapping[Cell, Kind]) -> Iterator[tuple[Area, Kind]]:
    """Blocks that cover the cells exactly, each of cells of one kind, from the top left.

    >>> [area for area, _ in areas({(1, 0): "a", (2, 0): "a", (1, 1): "a", (2, 1): "a", (4, 0): "a"})]
    [Area(row=1, column=0, rows=2, columns=2), Area(row=4, column=0, rows=1, columns=1)]

    Args:
        kinds: the kind of each cell, by row and column from 0.
    """
    runs = sorted(_runs(kinds), key=lambda run: (run[0].row, run[0].rows, repr(run[1]), run[0].column))
    joined: list[tuple[Area, Kind]] = []
    for area, kind in runs:
        if joined and joined[-1][1] == kind and _is_beside(joined[-1][0], area):
            before, _ = joined.pop()
            joined.append((Area(before.row, before.column, before.rows, before.columns + 1), kind))
        else:
            joined.append((area, kind))
    yield from sorted(joined, key=lambda found: found[0])


def _runs(kinds: Mapping[Cell, Kind]) -> Iterator[tuple[Area, Kind]]:
    """Cells of one kind below each other."""
    by_column = sorted(kinds.items(), key=lambda item: (item[0][1], item[0][0]))
    # Within a run the row and its place in the list grow alike.
    numbered = enumerate(by_column)
    for _, run in groupby(numbered, key=lambda one: (one[1][0][1], one[1][0][0] - one[0], one[1][1])):
        cells = [cell for _, cell in run]
        (row, column), kind = cells[0]
        yield Area(row, column, len(cells), 1), kind


def _is_beside(left: Area, right: Area) -> bool:
    return (left.row, left.rows, left.column + left.columns) == (right.row, right.rows, right.column)
