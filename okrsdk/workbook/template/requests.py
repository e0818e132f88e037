"""A workbook's tabs as the requests of one `batchUpdate`, in a new spreadsheet or in one that people have already.

What whole columns have is said once for each, so that the request does not grow with blank rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.workbook.overview import FIELDS, LINES
from okrsdk.workbook.sheets_types import json_objects
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from okrsdk.workbook.template.overview_lines import line_requests, new_check_ins
from okrsdk.workbook.template.table_sheet import challenge_request
from okrsdk.workbook.template.workbook_template import LOCALE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.template.overview_lines import CheckInColumns
    from okrsdk.workbook.template.table_sheet import TabTemplate
    from okrsdk.workbook.template.workbook_template import WorkbookTemplate

_DEFAULT_SHEET = 0
"""The ID of the one sheet that a file made by Drive has."""
_CELL_FIELDS = "userEnteredValue,userEnteredFormat,dataValidation,note"
_NUMBER_FORMAT = "userEnteredFormat.numberFormat"
_PARTS = {
    "conditionalFormats": ("addConditionalFormatRule", "rule"),
    "protectedRanges": ("addProtectedRange", "protectedRange"),
    "charts": ("addChart", "chart"),
    "bandedRanges": ("addBanding", "bandedRange"),
}


def fill_requests(template: WorkbookTemplate) -> list[JsonObject]:
    """The requests that make a workbook of a spreadsheet just made by Drive, with its one blank sheet."""
    locale = {"properties": {"locale": LOCALE}, "fields": "locale"}
    return [
        {"updateSpreadsheetProperties": locale},
        *tab_requests(template),
        {"deleteSheet": {"sheetId": _DEFAULT_SHEET}},
    ]


def tab_requests(
    template: WorkbookTemplate, taken: Collection[str] = (), *, check_ins: CheckInColumns | None = None
) -> list[JsonObject]:
    """The requests that add a workbook's tabs to a spreadsheet.

    Args:
        template: the workbook.
        taken: titles that are taken, in lower case. A tab of that title gets ` (OKR)` behind it.
        check_ins: where the check-ins are that the lines of the Overview draw, when they are in no tab of the template.
    """
    marks = [_mark(own, {"spreadsheet": True}) for own in template.marks]
    tabs = (request for tab in template.tabs for request in _tab(tab, taken))
    return [*tabs, *_challenges(template, taken), *_lines(template, taken, check_ins), *marks]


def _challenges(template: WorkbookTemplate, taken: Collection[str]) -> Iterator[JsonObject]:
    """The drop-down of challenges, once the tab is there that has them."""
    added = {_dict(tab.sheet["properties"])["sheetId"] for tab in template.tabs}
    if {SHEET_IDS[Tab.OBJECTIVES], SHEET_IDS[Tab.STRATEGY]} <= added:
        index = [column.name for column in columns(Table.OBJECTIVES)].index("challenge")
        area: JsonObject = {"sheetId": SHEET_IDS[Tab.OBJECTIVES], "startRowIndex": 1}
        area |= {"startColumnIndex": index, "endColumnIndex": index + 1}
        yield challenge_request(area, free_title(Tab.STRATEGY, taken))


def _lines(
    template: WorkbookTemplate, taken: Collection[str], check_ins: CheckInColumns | None
) -> Iterator[JsonObject]:
    """The formulas of the Overview, once the tab is there of which they speak."""
    added = {_dict(tab.sheet["properties"])["sheetId"] for tab in template.tabs}
    if SHEET_IDS[Tab.CHECK_INS] in added:
        check_ins = new_check_ins(free_title(Tab.CHECK_INS, taken))
    if SHEET_IDS[Tab.OVERVIEW] in added and check_ins is not None:
        places = {field: place for place, field in enumerate((*FIELDS, *LINES))}
        yield from line_requests(check_ins, sheet_id=SHEET_IDS[Tab.OVERVIEW], places=places)


def free_title(title: str, taken: Collection[str]) -> str:
    """A tab's title, with ` (OKR)` behind it where it is taken.

    >>> free_title("Client", {"client"})
    'Client (OKR)'

    Args:
        title: the title.
        taken: titles that are taken, in lower case.
    """
    free, number = title, 1
    while free.casefold() in taken:
        free = f"{title} (OKR)" if number == 1 else f"{title} (OKR {number})"
        number += 1
    return free


def _tab(tab: TabTemplate, taken: Collection[str]) -> Iterator[JsonObject]:
    properties = _dict(tab.sheet["properties"])
    sheet_id = properties["sheetId"]
    yield {"addSheet": {"properties": {**properties, "title": free_title(str(properties["title"]), taken)}}}
    (block,) = json_objects(tab.sheet["data"])
    rows = json_objects(block["rowData"])
    if tab.columns:
        yield from _whole_columns(tab.columns, sheet_id)
        yield _cells(rows[:1], sheet_id, fields=_CELL_FIELDS)
        yield from _records(rows[1:], tab.columns, sheet_id)
    else:
        yield _cells(rows, sheet_id, fields=_CELL_FIELDS)
    for index, column in enumerate(json_objects(block["columnMetadata"])):
        yield from _column(column, {"sheetId": sheet_id, "dimension": "COLUMNS"}, index)
    for start, end, height in _runs([own["pixelSize"] for own in json_objects(block.get("rowMetadata", []))]):
        area = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": start, "endIndex": end}
        resize = {"range": area, "properties": {"pixelSize": height}, "fields": "pixelSize"}
        yield {"updateDimensionProperties": resize}
    for part, (request, argument) in _PARTS.items():
        for item in json_objects(tab.sheet.get(part, [])):
            yield {request: {argument: item}}
    for own in json_objects(tab.sheet["developerMetadata"]):
        yield _mark(own, {"sheetId": sheet_id})


def _whole_columns(columns: Sequence[JsonObject], sheet_id: object) -> Iterator[JsonObject]:
    """Formats and drop-downs of all rows below the header, those that are added later among them."""
    for start, end, look in _runs([own.get("userEnteredFormat") for own in columns]):
        area = {"sheetId": sheet_id, "startRowIndex": 1, "startColumnIndex": start, "endColumnIndex": end}
        fields = ",".join(f"userEnteredFormat.{name}" for name in _dict(look))
        yield {"repeatCell": {"range": area, "cell": {"userEnteredFormat": look}, "fields": fields}}
    for start, end, rule in _runs([own.get("dataValidation") for own in columns]):
        area = {"sheetId": sheet_id, "startRowIndex": 1, "startColumnIndex": start, "endColumnIndex": end}
        yield {"setDataValidation": {"range": area, "rule": rule}}


def _records(rows: Sequence[JsonObject], columns: Sequence[JsonObject], sheet_id: object) -> Iterator[JsonObject]:
    """The values of the records, and the formats and boxes that are theirs alone."""
    if not rows:
        return
    cells = [json_objects(row["values"]) for row in rows]
    values = [{"values": [_part(own, "userEnteredValue") for own in row]} for row in cells]
    yield _cells(values, sheet_id, row=1, fields="userEnteredValue")
    by_column = [[row[index] if index < len(row) else {} for row in cells] for index in range(len(columns))]
    for start, formats in _formatted_blocks(by_column, columns):
        block = [{"values": list(row)} for row in zip(*formats, strict=True)]
        yield _cells(block, sheet_id, row=1, column=start, fields=_NUMBER_FORMAT)
    for index, column in enumerate(by_column):
        for start, end, rule in _runs([own.get("dataValidation") for own in column]):
            area = {
                "sheetId": sheet_id,
                "startRowIndex": 1 + start,
                "endRowIndex": 1 + end,
                "startColumnIndex": index,
                "endColumnIndex": index + 1,
            }
            yield {"setDataValidation": {"range": area, "rule": rule}}


def _formatted_blocks(
    by_column: Sequence[Sequence[JsonObject]], columns: Sequence[JsonObject]
) -> Iterator[tuple[int, list[list[JsonObject]]]]:
    """The first column of each block of columns in which records have number formats of their own, with the formats."""
    own = [[_part(cell, "userEnteredFormat") for cell in column] for column in by_column]
    for has_formats, group in groupby(enumerate(own), key=lambda numbered: any(numbered[1])):
        numbered = list(group)
        if has_formats:
            yield numbered[0][0], [[cell or _shared(columns[index]) for cell in cells] for index, cells in numbered]


def _shared(column: JsonObject) -> JsonObject:
    """The number format that a column's cells have, as a cell."""
    look = _part(_dict(column.get("userEnteredFormat")), "numberFormat")
    return {"userEnteredFormat": look} if look else {}


def _runs(parts: Sequence[object]) -> Iterator[tuple[int, int, object]]:
    """Start and end of each run of the same part, with that part; what has none is left out."""
    for part, group in groupby(enumerate(parts), key=lambda numbered: numbered[1]):
        numbers = [number for number, _ in group]
        if part is not None:
            yield numbers[0], numbers[-1] + 1, part


def _cells(
    rows: Sequence[Mapping[str, object]],
    sheet_id: object,
    *,
    fields: str,
    row: int = 0,
    column: int = 0,
) -> JsonObject:
    start = {"sheetId": sheet_id, "rowIndex": row, "columnIndex": column}
    return {"updateCells": {"rows": rows, "fields": fields, "start": start}}


def _part(cell: JsonObject, name: str) -> JsonObject:
    return {name: cell[name]} if name in cell else {}


def _column(column: JsonObject, dimension: JsonObject, index: int) -> Iterator[JsonObject]:
    span = {**dimension, "startIndex": index, "endIndex": index + 1}
    properties = {"pixelSize": column["pixelSize"]}
    yield {"updateDimensionProperties": {"range": span, "properties": properties, "fields": "pixelSize"}}
    for own in json_objects(column.get("developerMetadata", [])):
        yield _mark(own, {"dimensionRange": span})


def _mark(mark: JsonObject, location: JsonObject) -> JsonObject:
    return {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": location}}}


def _dict(value: object) -> JsonObject:
    return dict(value) if isinstance(value, Mapping) else {}
