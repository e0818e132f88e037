"""A check-in as one `batchUpdate` request: a new row below the last one of the Check-ins tab.

The row is appended by Sheets itself, so that two people who check in at the same moment get a row each. Columns are
found as they were read; the answer shows the header row, from which `is_in_place` tells whether they had moved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.workbook.addresses import quoted
from okrsdk.workbook.cell_data import MAX_TEXT, cell
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.tabs import REFERENCE_FIELDS
from okrsdk.workbook.template.number_formats import TEXT, amount_format, column_format

if TYPE_CHECKING:
    from okrsdk.model import CheckIn, KeyResult
    from okrsdk.schema import Column
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject, Spreadsheet

CHECK_IN_FIELDS = (
    "updatedSpreadsheet(sheets(properties(sheetId,title),data(startRow,startColumn,rowData(values(effectiveValue)))))"
)
"""The `fields` mask of the request."""

_WRITTEN = "userEnteredValue,userEnteredFormat.numberFormat"


def check_in_request(reading: WorkbookReading, check_in: CheckIn) -> JsonObject:
    """The body of the `batchUpdate` that appends a check-in; send it with the fields `CHECK_IN_FIELDS`.

    Args:
        reading: the workbook as it was read.
        check_in: the check-in, of one of its key results. What has no column in the sheet is left out.

    Raises:
        InvalidOkrError: there is no Check-ins tab to write to, no key result with that ID, or a text is longer than a
            cell holds.
    """
    layout = _layout(reading)
    key_result = next((own for own in reading.okr_set.key_results if own.id == check_in.key_result_id), None)
    if key_result is None or not check_in.key_result_id:
        raise InvalidOkrError(f"There is no key result {check_in.key_result_id!r} in {reading.title!r} any more.")
    own = {column.name: column for column in columns(Table.CHECK_INS)}
    for name in layout.columns:
        text = getattr(check_in, name)
        if isinstance(text, str) and len(text) > MAX_TEXT:
            raise InvalidOkrError(
                f'"{own[name].title}" of the check-in is {len(text):,} characters long; a cell holds {MAX_TEXT:,}. '
                "Shorten it; nothing was written."
            )
    width = max(place.index for place in layout.columns.values()) + 1
    cells: list[JsonObject] = [{} for _ in range(width)]
    for name, place in layout.columns.items():
        cells[place.index] = _cell(own[name], check_in, key_result)
    row = {"sheetId": layout.sheet_id, "rows": [{"values": cells}], "fields": _WRITTEN}
    header = f"{quoted(layout.title)}!{layout.header_row + 1}:{layout.header_row + 1}"
    return {
        "requests": [{"appendCells": row}],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": [header],
    }


def is_in_place(reading: WorkbookReading, answer: JsonObject) -> bool:
    """Whether the columns were still where they were read when the check-in was written.

    Args:
        reading: the workbook as it was read.
        answer: the answer to the request.
    """
    layout = _layout(reading)
    after = cast("Spreadsheet", answer.get("updatedSpreadsheet", {}))
    for sheet in after.get("sheets", []):
        if sheet.get("properties", {}).get("sheetId", 0) == layout.sheet_id:
            grid = grid_of(sheet)
            return all(grid.text(layout.header_row, place.index) == place.header for place in layout.columns.values())
    return False


def _layout(reading: WorkbookReading) -> TableLayout:
    layout = reading.layout.tables.get(Table.CHECK_INS)
    missing = [
        column.title
        for column in columns(Table.CHECK_INS)
        if column.must_exist and (layout is None or column.name not in layout.columns)
    ]
    if layout is None or missing:
        what = "no Check-ins tab" if layout is None else f"no column {missing[0]} on its Check-ins tab"
        raise InvalidOkrError(
            f"{reading.title!r} has {what}, so the check-in cannot be written down. Put it back and try again.",
            findings=reading.placed(reading.findings),
        )
    return layout


def _cell(column: Column, check_in: CheckIn, key_result: KeyResult) -> JsonObject:
    value = getattr(check_in, column.name)
    number_format = TEXT if column.name in REFERENCE_FIELDS else column_format(column)
    if column.name == "value":
        number_format = amount_format(key_result.unit, [value, key_result.baseline, key_result.target])
    return cell(value, userEnteredFormat={"numberFormat": number_format} if number_format else {})
