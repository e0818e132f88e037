"""By what a row is known again after people have moved it: its ID, else its External ID, else its words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from okrsdk.workbook.writing.current_cell import content_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.layout.positions import TableLayout

HEADER = -1
"""Stands for the header row where the position of a record would be."""
_IDENTITIES = (("id",), ("external_id",), ("objective_id", "text"))


class RowIdentities:
    """The records of a table as they were read, each known by what is its alone.

    Args:
        layout: the table as it was read.
    """

    def __init__(self, layout: TableLayout) -> None:
        names = [_names(layout, row) for row in layout.rows]
        counts = Counter(name for own in names for name in own)
        self._positions: Mapping[tuple[str, ...], int] = {
            name: position for position, own in enumerate(names) for name in own if counts[name] == 1
        }

    def rows(self, layout: TableLayout) -> dict[int, int]:
        """The row of each record in a later reading, by its position; those that are gone are left out.

        An ID tells most, but a write may have gone over it: then the row is known by the others.
        """
        found: dict[int, int] = {}
        taken: set[int] = set()
        names = {row: _names(layout, row) for row in layout.rows}
        for kind in (fields[0] for fields in _IDENTITIES):
            for row, own in names.items():
                position = next((self._positions.get(name) for name in own if name[0] == kind), None)
                if position is not None and position not in found and row not in taken:
                    found[position] = row
                    taken.add(row)
        return found


def _names(layout: TableLayout, row: int) -> list[tuple[str, ...]]:
    """What a row may be known by, the surest first."""
    found: list[tuple[str, ...]] = []
    for fields in _IDENTITIES:
        held = tuple(str(content_at(layout.columns.get(field), row) or "") for field in fields)
        if held[-1]:
            found.append((fields[0], *held))
    return found
