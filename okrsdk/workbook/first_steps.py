"""What to do first in a workbook that holds no OKRs yet: where to type, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.workbook.addresses import cell_name, quoted

if TYPE_CHECKING:
    from okrsdk.workbook.layout.positions import Layout


def first_steps(layout: Layout | None) -> str:
    """Where the first objective and its first key result are typed.

    Args:
        layout: where the tables are; None where that is not known.
    """
    objective, key_result = (_first_cell(layout, table) for table in (Table.OBJECTIVES, Table.KEY_RESULTS))
    return (
        f"Type the first objective into {objective}, and its key results from {key_result} down, one to a row, each "
        "with its baseline and target; IDs are filled in with the first grade. Then check again."
    )


def _first_cell(layout: Layout | None, table: Table) -> str:
    own = layout.tables.get(table) if layout else None
    place = own.columns.get("text") if own else None
    if own is None or place is None:
        return f"the tab {table}"
    return f"{quoted(own.title)}!{cell_name(own.header_row + 1, place.index)}"
