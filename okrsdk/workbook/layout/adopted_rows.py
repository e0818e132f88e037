"""The rows of a tab that people made for themselves, which was adopted: objectives and key results as they have them.

The ID column, which the adoption added, tells what a row is: that of an objective, that of a key result, or a dash for
a banner or a line of totals. A row without ID is a new key result. Its objective is the one that it names; where it
names none, that of the row above, be it the objective's own or a key result of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.schema.column import is_blank
from okrsdk.workbook.layout.records import Records

if TYPE_CHECKING:
    from collections.abc import Container

    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.layout.locate import FoundColumns

NO_RECORD = "–"
"""The ID of a row that is neither objective nor key result."""


def adopted_records(
    records: Records, grid: Grid, found: FoundColumns, *, objectives: Container[object] = ()
) -> Records:
    """The records of an adopted tab, each key result with its objective.

    Args:
        records: the rows as a tab of our own would have them.
        grid: the tab.
        found: its columns.
        objectives: the IDs of the objectives, where the rows are key results.
    """
    rows, values = [], []
    above: object = None
    for row, own in zip(records.rows, records.values, strict=True):
        if own.get("id") == NO_RECORD:
            continue
        if own.get("id") in objectives:
            above = own["id"]
            continue
        if "objective_id" in found.places:
            named = own.get("objective_id") or _words(grid, found, row)
            above = named or above
            own = {**own, "objective_id": above}  # noqa: PLW2901 - the record with its objective
        rows.append(row)
        values.append(own)
    return Records(rows=tuple(rows), values=values)


def _words(grid: Grid, found: FoundColumns, row: int) -> str | None:
    """The words by which a row names its objective."""
    place = found.objective_words
    raw = None if place is None else grid.raw(row, place.index)
    return None if is_blank(raw) else " ".join(str(raw).split())
