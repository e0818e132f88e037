"""The requests that add a tab, put together again as the tab that they make.

A script makes a tab from its description, as it does those of a new workbook (`new_tabs`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.workbook.template.table_sheet import TabTemplate

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.workbook.sheets_types import (
        CellData,
        DeveloperMetadata,
        DimensionRange,
        GridCoordinate,
        GridRange,
        JsonObject,
        RowData,
        SheetProperties,
    )

_PARTS = {
    "addConditionalFormatRule": ("conditionalFormats", "rule"),
    "addProtectedRange": ("protectedRanges", "protectedRange"),
    "addBanding": ("bandedRanges", "bandedRange"),
}


def tab_of(requests: Sequence[JsonObject]) -> TabTemplate:
    """The tab that requests add, its title as they give it.

    Args:
        requests: those of `okrsdk.workbook.template.requests.tab_requests` for one tab that holds a table.

    Raises:
        TypeError: one is none that such a tab is made with.
    """
    rows: list[list[JsonObject]] = []
    every: dict[int, JsonObject] = {}
    widths: dict[int, JsonObject] = {}
    sheet: JsonObject = {"developerMetadata": [], **{part: [] for part, _ in _PARTS.values()}}
    for request in requests:
        ((kind, argument),) = cast("Mapping[str, JsonObject]", request).items()
        match kind:
            case "addSheet":
                sheet["properties"] = cast("SheetProperties", argument["properties"])
            case "updateCells":
                _fill(rows, argument)
            case "repeatCell":
                _have(every, cast("GridRange", argument["range"]), cast("JsonObject", argument["cell"]))
            case "setDataValidation":
                _have(every, cast("GridRange", argument["range"]), {"dataValidation": argument["rule"]})
            case "updateDimensionProperties":
                index = cast("DimensionRange", argument["range"])["startIndex"]
                widths[index] = {**cast("JsonObject", argument["properties"]), "developerMetadata": []}
            case "createDeveloperMetadata":
                own = cast("DeveloperMetadata", argument["developerMetadata"])
                column = own["location"].get("dimensionRange")
                marked = sheet if column is None else widths[column["startIndex"]]
                cast("list[DeveloperMetadata]", marked["developerMetadata"]).append(own)
            case _ if kind in _PARTS:
                part, name = _PARTS[kind]
                cast("list[object]", sheet[part]).append(argument[name])
            case _:
                raise TypeError(f"A bound script's new tab cannot have {kind}.")
    columns = [widths[index] for index in sorted(widths)]
    sheet["data"] = [{"rowData": [{"values": row} for row in rows], "columnMetadata": columns}]
    return TabTemplate(sheet=sheet, columns=tuple(every.get(index, {}) for index in range(len(columns))))


def _fill(rows: list[list[JsonObject]], argument: JsonObject) -> None:
    """Puts cells in their place."""
    start = cast("GridCoordinate", argument["start"])
    for at, row in enumerate(cast("list[RowData]", argument["rows"]), start["rowIndex"]):
        cells = cast("Sequence[CellData]", row.get("values", []))
        rows += [[] for _ in range(at + 1 - len(rows))]
        rows[at] += [{} for _ in range(start["columnIndex"] + len(cells) - len(rows[at]))]
        for column, own in enumerate(cells, start["columnIndex"]):
            rows[at][column] = {**rows[at][column], **cast("JsonObject", own)}


def _have(every: dict[int, JsonObject], span: GridRange, part: JsonObject) -> None:
    """Gives whole columns what all their cells below the header have."""
    for column in range(span["startColumnIndex"], span["endColumnIndex"]):
        every[column] = {**every.get(column, {}), **part}
