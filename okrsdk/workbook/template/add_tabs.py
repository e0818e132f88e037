"""The tabs of a workbook as requests that add them to a spreadsheet people have already."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

from okrsdk.workbook.template.missing_parts import missing_parts

if TYPE_CHECKING:
    from okrsdk.workbook.template.missing_parts import Json

_CELL_FIELDS = "userEnteredValue,userEnteredFormat,dataValidation,note"


def addition_requests(body: Json, taken: Collection[str]) -> list[Json]:
    """The `batchUpdate` requests that add the sheets of a `spreadsheets.create` body to a spreadsheet.

    Args:
        body: the body.
        taken: titles that are taken, in lower case.
    """
    tabs = [request for sheet in _dicts(body.get("sheets")) for request in _tab(sheet, taken)]
    return [*tabs, *missing_parts(body, {})]


def _tab(sheet: Json, taken: Collection[str]) -> Iterator[Json]:
    properties = dict(_dict(sheet.get("properties")))
    sheet_id, title = properties["sheetId"], str(properties["title"])
    yield {"addSheet": {"properties": {**properties, "title": free_title(title, taken)}}}
    for block in _dicts(sheet.get("data")):
        start = {"sheetId": sheet_id, "rowIndex": 0, "columnIndex": 0}
        yield {"updateCells": {"rows": block.get("rowData", []), "fields": _CELL_FIELDS, "start": start}}
        for index, column in enumerate(_dicts(block.get("columnMetadata"))):
            yield from _column(column, {"sheetId": sheet_id, "dimension": "COLUMNS"}, index)


def _column(column: Json, dimension: Json, index: int) -> Iterator[Json]:
    span = {**dimension, "startIndex": index, "endIndex": index + 1}
    if "pixelSize" in column:
        properties = {"pixelSize": column["pixelSize"]}
        yield {"updateDimensionProperties": {"range": span, "properties": properties, "fields": "pixelSize"}}
    for mark in _dicts(column.get("developerMetadata")):
        yield {"createDeveloperMetadata": {"developerMetadata": {**mark, "location": {"dimensionRange": span}}}}


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


def _dict(value: object) -> Json:
    return value if isinstance(value, Mapping) else {}


def _dicts(value: object) -> list[Json]:
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
