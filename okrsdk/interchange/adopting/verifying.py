"""Whether what an adoption added is beside its own rows, and its marks on their own columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.interchange.adopting.adopted_columns import header_at
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.workbook.developer_metadata import ADOPTED_KEY, COLUMN_KEY, marked_value
from okrsdk.workbook.layout.adopted_rows import NO_RECORD
from okrsdk.workbook.layout.grid import grid_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.interchange.adopting.adoption_plan import AdoptedTab, AdoptionPlan
    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import Spreadsheet


def is_in_place(plan: AdoptionPlan, spreadsheet: Mapping[str, object]) -> bool:
    """Whether every ID is beside the words of its row, and every mark over its header."""
    sheets = cast("Spreadsheet", spreadsheet).get("sheets", [])
    adopted = {
        one.get("properties", {}).get("sheetId", 0): grid_of(one)
        for one in sheets
        if marked_value(one.get("developerMetadata", []), ADOPTED_KEY) is not None
    }
    return all(tab.sheet_id in adopted and _is_tab_in_place(tab, adopted[tab.sheet_id]) for tab in plan.tabs)


def _is_tab_in_place(tab: AdoptedTab, grid: Grid) -> bool:
    indexes = {marked_value(marks, COLUMN_KEY): index for index, marks in grid.marks.items()}
    wanted = {**tab.headers, **{own.name: own.header for own in tab.added}}
    if any(name not in indexes for name in wanted):
        return False
    if any(header_at(grid, tab.header_row, indexes[name]) != header for name, header in wanted.items()):
        return False
    beside = {
        (text_of(grid.raw(row, indexes["id"])), text_of(grid.raw(row, indexes["text"])))
        for row in range(tab.header_row + 1, grid.height)
    }
    planned = {(str(own), tab.texts[row]) for row, own in tab.ids.items() if own != NO_RECORD}
    return planned <= beside
