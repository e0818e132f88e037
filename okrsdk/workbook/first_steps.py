"""What to do first in a workbook that holds no OKRs yet: where to type, and what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.texts import text
from okrsdk.workbook.addresses import cell_name, quoted

if TYPE_CHECKING:
    from okrsdk.workbook.layout.positions import Layout, TableLayout

EXAMPLE_OBJECTIVE = text("New patients in town find us first")
EXAMPLE_KEY_RESULT = text("Raise booked first visits from 100 to 200 a month by March 31")


def first_steps(layout: Layout | None) -> str:
    """Where the first objective and its first key result are typed.

    Args:
        layout: where the tables are; None where that is not known.
    """
    objective, key_result = (_first_cell(layout, table) for table in (Table.OBJECTIVES, Table.KEY_RESULTS))
    return text(
        "Type the first objective into {objective}, and its key results from {key_result} down, one to a row, each "
        "with its baseline and target; IDs are filled in with the first grade. Then check again.",
        objective=objective,
        key_result=key_result,
    )


def first_objective_fragment(layout: Layout) -> str | None:
    """What follows the `#` in a link to the cell for the first objective; None where there is no column for it."""
    own = layout.tables.get(Table.OBJECTIVES)
    cell = _cell_below_header(own)
    return None if own is None or cell is None else f"gid={own.sheet_id}&range={cell}"


def _first_cell(layout: Layout | None, table: Table) -> str:
    own = layout.tables.get(table) if layout else None
    cell = _cell_below_header(own)
    return text("the tab {tab}", tab=str(table)) if own is None or cell is None else f"{quoted(own.title)}!{cell}"


def _cell_below_header(own: TableLayout | None) -> str | None:
    place = own.columns.get("text") if own else None
    return None if own is None or place is None else cell_name(own.header_row + 1, place.index)
