"""Copies of a template: what is written into them, since a copy says nothing of its client."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.column import is_blank
from okrsdk.schema.frames import cells_of
from okrsdk.workbook.cell_data import cell

if TYPE_CHECKING:
    from okrsdk.model import OkrSet
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


def profile_cells(reading: WorkbookReading, okr_set: OkrSet) -> list[JsonObject]:
    """The requests that write the client's profile and the cycle into the Client tab of a workbook of this layout."""
    profile = reading.layout.profile
    if profile is None:
        return []
    values = cells_of(Table.CLIENT, okr_set.client) | {"cycle": okr_set.cycle.name if okr_set.cycle else None}
    return [
        {
            "updateCells": {
                "start": {"sheetId": profile.sheet_id, "rowIndex": row, "columnIndex": column},
                "rows": [{"values": [cell(values[name])]}],
                "fields": "userEnteredValue",
            }
        }
        for name, (row, column) in profile.cells.items()
        if not is_blank(values.get(name))
    ]
