"""What a new workbook is filled with: one `batchUpdate` with a mark in it, so that it is blank or whole, never half.

The mark's ID is the same in every workbook. IDs of marks are unique in a spreadsheet, and a batch is done whole or not
at all, so the same batch sent again is refused and doubles nothing. Its value is a digest of the cells that were filled
in, and one of those that are people's: what reads a workbook later can tell whether people have written in it since,
also where okrsdk has graded it.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from okrsdk.interchange import okr_set_from_document
from okrsdk.provision.own_cells import cells_of_people
from okrsdk.workbook import workbook_template
from okrsdk.workbook.developer_metadata import mark
from okrsdk.workbook.template.last_cycle_sheet import last_cycle_tab
from okrsdk.workbook.template.requests import fill_requests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.workbook.sheets_types import JsonObject

Place: TypeAlias = tuple[int, int, int]
"""A cell: the ID of its sheet, and its 0-based row and column."""
Cells: TypeAlias = "Mapping[Place, str]"
FILLED_ID = 710_000_001
FILLED_KEY = "okrsdk.filled"
CELL_FIELDS = "sheets(properties(sheetId),data(startRow,startColumn,rowData(values(userEnteredValue))))"
"""The fields of a `spreadsheets.get` with `includeGridData` that `cells_digest` needs."""
_DIGITS = 12


def fill_body(
    okrs: Mapping[str, object], *, title: str, last_cycle: Sequence[Sequence[str | float | None]] = ()
) -> JsonObject:
    """The body of the `batchUpdate` that makes a workbook of a blank spreadsheet.

    Args:
        okrs: the OKRs as a document.
        title: the workbook's title.
        last_cycle: the rows of its tab `Last cycle`; there is no such tab without any.

    Raises:
        InvalidOkrError: a text is longer than a cell holds.
    """
    template = workbook_template(okr_set_from_document(okrs).okr_set, title=title)
    if last_cycle:
        template = replace(template, tabs=(*template.tabs, last_cycle_tab(last_cycle)))
    cells = written_cells([cast("Mapping[str, Any]", tab.sheet) for tab in template.tabs])
    digests = f"{cells_digest(cells)} {cells_digest(cells_of_people(cells))}"
    return {"requests": [filled_mark(digests), *fill_requests(template)]}


def filled_mark(digest: str) -> JsonObject:
    """The request that marks a workbook as whole."""
    own = {**mark(FILLED_KEY, digest), "metadataId": FILLED_ID, "location": {"spreadsheet": True}}
    return {"createDeveloperMetadata": {"developerMetadata": own}}


def cells_digest(cells: Cells) -> str:
    """A digest of what is written in cells."""
    lines = sorted(f"{number}!{row}:{column}={text}" for (number, row, column), text in cells.items() if text)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def written_cells(sheets: Sequence[Mapping[str, Any]], changes: Sequence[JsonObject] = ()) -> dict[Place, str]:
    """What is written in the cells of sheets, formulas and blanks left out.

    Args:
        sheets: as a template makes them, or as `spreadsheets.get` answers under `CELL_FIELDS`.
        changes: requests `updateCells` of one cell each that are still to be done.
    """
    cells = {place: text for sheet in sheets for place, text in _cells(sheet)}
    for change in changes:
        own = cast("Mapping[str, Any]", change["updateCells"])
        start = own["start"]
        value = own["rows"][0]["values"][0].get("userEnteredValue", {})
        cells[start["sheetId"], start["rowIndex"], start["columnIndex"]] = _written(value)
    return {place: text for place, text in cells.items() if text}


def _cells(sheet: Mapping[str, Any]) -> Iterator[tuple[tuple[int, int, int], str]]:
    number = sheet["properties"]["sheetId"]
    for block in sheet.get("data", ()):
        for row, cells in enumerate(block.get("rowData", ()), block.get("startRow", 0)):
            for column, cell in enumerate(cells.get("values", ()), block.get("startColumn", 0)):
                yield (number, row, column), _written(cell.get("userEnteredValue", {}))


def _written(value: Mapping[str, Any]) -> str:
    if "numberValue" in value:
        return f"{float(value['numberValue']):.{_DIGITS}g}"
    return str(value.get("boolValue", value.get("stringValue", "")))
