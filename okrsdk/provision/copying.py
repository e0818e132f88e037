"""Copies of a template: what is written into them, since a copy says nothing of its client, and what they hold then."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.provision.filling import CELL_FIELDS, cells_digest, written_cells
from okrsdk.schema.column import is_blank
from okrsdk.schema.frames import cells_of
from okrsdk.workbook.cell_data import cell
from okrsdk.workbook.sheets_types import json_objects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.model import OkrSet
    from okrsdk.sheets import Connection
    from okrsdk.sheets.transport.http_client import Params
    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyContent:
    """What is written into a copy.

    Attributes:
        cells: the requests that write the client's profile and the cycle.
        digest: that of all cells of the copy once they are written, by which it is known later whether people wrote.
    """

    cells: tuple[JsonObject, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CopiedTemplate:
    """A template as it was read.

    Attributes:
        spreadsheet_id: its ID.
        reading: its layout.
        sheets: its cells.
    """

    spreadsheet_id: str
    reading: WorkbookReading
    sheets: Sequence[JsonObject]

    @property
    def digest(self) -> str:
        """The digest of the cells of a copy of which nothing was filled in yet."""
        return cells_digest(written_cells(self.sheets))

    def content(self, okr_set: OkrSet) -> CopyContent:
        """What is written into the copy of a client."""
        cells = tuple(profile_cells(self.reading, okr_set))
        return CopyContent(cells=cells, digest=cells_digest(written_cells(self.sheets, cells)))


def read_template(spreadsheet_id: str, connection: Connection) -> CopiedTemplate:
    """A template, in two reads.

    Raises:
        InvalidOkrError: it is no OKR workbook.
        SheetsError: it cannot be read.
    """
    from okrsdk.sheets import Workbook

    reading = Workbook(spreadsheet_id=spreadsheet_id, connection=connection).inspect()
    params: Params = {"includeGridData": True, "fields": CELL_FIELDS, "prettyPrint": False}
    answer = connection.http.get_spreadsheet(spreadsheet_id, params)
    sheets = json_objects(answer.get("sheets", []))
    return CopiedTemplate(spreadsheet_id=spreadsheet_id, reading=reading, sheets=sheets)


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
