"""Which cells of a workbook are okrsdk's own, where it is laid out as a new one: a grade writes them, people do not."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from okrsdk.schema import ColumnOwner
from okrsdk.schema.tables import columns
from okrsdk.workbook.overview import ATTENTION_ROW, BLOCK_COLUMNS, BLOCK_ROWS, FIELDS, is_own_row
from okrsdk.workbook.tabs import SHEET_IDS, TAB_OF, TABLE_TABS, Tab

if TYPE_CHECKING:
    from collections.abc import Mapping

_OVERVIEW = SHEET_IDS[Tab.OVERVIEW]


def cells_of_people(cells: Mapping[tuple[int, int, int], str]) -> dict[tuple[int, int, int], str]:
    """The cells that are people's: all but scores, IDs, and what the Overview says.

    Once people move a column, what they wrote stands where okrsdk's own stood, and the cells are others: no edit of
    theirs is passed over.

    Args:
        cells: what is written, by ID of the sheet, 0-based row and column.
    """
    return {place: text for place, text in cells.items() if not _is_own(place, cells)}


def _is_own(place: tuple[int, int, int], cells: Mapping[tuple[int, int, int], str]) -> bool:
    sheet, row, column = place
    if sheet == _OVERVIEW:
        return row < BLOCK_ROWS and column < BLOCK_COLUMNS and (row <= ATTENTION_ROW or _is_attention(row, cells))
    return row > 0 and column in _own_columns().get(sheet, frozenset())


def _is_attention(row: int, cells: Mapping[tuple[int, int, int], str]) -> bool:
    """Whether a row of the Overview's last part is as a grade makes it; people's notes may be there too."""
    return is_own_row({field: cells.get((_OVERVIEW, row, place), "") for place, field in enumerate(FIELDS)})


@cache
def _own_columns() -> Mapping[int, frozenset[int]]:
    """The columns that okrsdk writes, by ID of the sheet; it fills in IDs that are blank."""
    return {
        SHEET_IDS[TAB_OF[tab.table]]: frozenset(
            place
            for place, column in enumerate(columns(tab.table))
            if column.owner is ColumnOwner.OKR or column.name == "id"
        )
        for tab in TABLE_TABS
    }
