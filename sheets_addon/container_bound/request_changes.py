"""The requests of a `batchUpdate` as what a bound script does, for those of forms, fixes, decisions and the close.

A script has no request that does all or nothing, and no metadata with an ID of its own choice. So the claim that keeps
two decisions apart over the Sheets API is left away: scripts write one after the other, under the document's lock, and
only while the log is as it was sent.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.days import day_from_serial
from okrsdk.workbook.developer_metadata import DECISION_KEY, REQUEST_KEY
from okrsdk.workbook.sheets_types import json_objects
from sheets_addon.container_bound.edits import guard, mark_of, overview_guard, typed_areas
from sheets_addon.container_bound.new_tabs import described_tab
from sheets_addon.container_bound.script_terms import area_of, look_of, typed
from sheets_addon.container_bound.tab_requests import tab_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.workbook import WorkbookReading
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.sheets_types import (
        AppendCellsRequest,
        CellData,
        DataValidationRule,
        DeveloperMetadata,
        DimensionRange,
        GridCoordinate,
        GridRange,
        JsonObject,
        RowData,
    )
    from sheets_addon.container_bound.script_terms import Cell

_IDENTITY = ("id", "objective_id", "text")
"""The columns by which a row is known."""
_BESIDE = 26
"""So many columns beside a tab that is removed must still hold nothing."""


@dataclass(slots=True)
class _Written:
    """What is to be written, as it is gathered from the requests.

    Attributes:
        claims: what the workbook remembers of requests, by the ID of its mark.
        cells: what is typed, by tab and cell.
        appended: rows to append, in the order of the requests.
        further: what else the script does, by the name of it.
        tabs: the requests that make a tab, by its ID in them.
    """

    claims: Mapping[int, str]
    cells: dict[int, dict[Cell, str | float | bool]] = field(default_factory=lambda: defaultdict(dict))
    appended: list[JsonObject] = field(default_factory=list)
    further: dict[str, list[JsonObject]] = field(default_factory=lambda: defaultdict(list))
    tabs: dict[int, list[JsonObject]] = field(default_factory=dict)


def changes_of(body: Mapping[str, object], reading: WorkbookReading) -> JsonObject:
    """What the script is to write, with the guards that must be as they were sent right before.

    Args:
        body: the `batchUpdate`.
        reading: the workbook that it was made of.

    Raises:
        TypeError: a request is none of those that a script can do.
    """
    written = _Written(reading.layout.request_claims)
    for request in json_objects(body["requests"]):
        ((kind, argument),) = cast("dict[str, JsonObject]", request).items()
        sheet_id = _sheet_id(kind, argument)
        if kind == "addSheet":
            written.tabs[sheet_id] = []
        if sheet_id in written.tabs:
            written.tabs[sheet_id].append(request)
        else:
            _gather(written, kind, argument)
    changes: JsonObject = {"before": list(_guards(written, reading)), **written.further}
    changes["edits"] = [edit for gid, cells in written.cells.items() for edit in typed_areas(gid, cells)]
    changes["appended"] = written.appended
    if written.tabs:
        tabs = [described_tab(tab_of(requests), ()) for requests in written.tabs.values()]
        changes["tabs"] = {"tabs": tabs, "marks": [], "stays": True}
    return {name: part for name, part in changes.items() if part}


def _sheet_id(kind: str, argument: JsonObject) -> int:
    """The tab that a request is about; -1 for the spreadsheet as a whole."""
    if kind == "createDeveloperMetadata":
        place = cast("DeveloperMetadata", argument["developerMetadata"])["location"]
        return place.get("sheetId", place.get("dimensionRange", {}).get("sheetId", -1))
    places = [argument, *(own for own in argument.values() if isinstance(own, dict))]
    nested = [own for place in places for own in (place, *_ranges(place))]
    return next((cast("int", own["sheetId"]) for own in nested if "sheetId" in own), -1)


def _ranges(place: JsonObject) -> list[JsonObject]:
    """The ranges of a part that is added to a tab."""
    one = place.get("range")
    return [*([one] if isinstance(one, dict) else []), *json_objects(place.get("ranges"))]


def _gather(written: _Written, kind: str, argument: JsonObject) -> None:
    match kind:
        case "updateCells":
            _gather_cells(written, argument)
        case "appendCells":
            written.appended.append(_appended(cast("AppendCellsRequest", argument)))
        case "createDeveloperMetadata":
            mark = cast("DeveloperMetadata", argument["developerMetadata"])
            if mark["metadataKey"] != DECISION_KEY:
                written.further["marks"].append(mark_of(mark))
        case "deleteDeveloperMetadata":
            value = written.claims.get(_metadata_id(argument))
            if value is not None:  # else it is the claim of a decision before, which scripts do not see
                written.further["forgotten"].append({"key": REQUEST_KEY, "value": value})
        case "repeatCell" | "appendDimension" if argument.get("cell", {}) == {}:
            pass  # that there is room for inserted columns, and that they are blank, the script sees to itself
        case _:
            name, told = _of_the_grid(kind, argument)
            written.further[name].append(told)


def _of_the_grid(kind: str, argument: JsonObject) -> tuple[str, JsonObject]:
    """What is done to columns and tabs as such, by the name that the script knows it by."""
    match kind:
        case "insertDimension":
            return "inserted", _columns(cast("DimensionRange", argument["range"]))
        case "deleteDimension":
            return "removedColumns", _columns(cast("DimensionRange", argument["range"]))
        case "deleteSheet":
            return "removed", {"gid": argument["sheetId"]}
        case "setDataValidation":
            return "rules", _rule(argument)
        case "copyPaste" if argument["pasteType"] == "PASTE_FORMAT":
            source, target = (cast("GridRange", argument[name]) for name in ("source", "destination"))
            return "looks", {
                "gid": source["sheetId"],
                "from": area_of(source).document,
                "to": area_of(target).document,
            }
        case _:
            raise TypeError(f"A bound script cannot do {kind}.")


def _columns(span: DimensionRange) -> JsonObject:
    return {
        "gid": span["sheetId"],
        "column": span["startIndex"] + 1,
        "columns": span["endIndex"] - span["startIndex"],
    }


def _rule(argument: JsonObject) -> JsonObject:
    """What the cells of whole columns below the header may hold; `kind` is None where that is anything."""
    span = cast("GridRange", argument["range"])
    first, columns = span["startColumnIndex"], span["endColumnIndex"] - span["startColumnIndex"]
    place = {"gid": span["sheetId"], "row": span["startRowIndex"] + 1, "column": first + 1, "columns": columns}
    condition = cast("DataValidationRule", argument.get("rule", {})).get("condition", {})
    values = [value["userEnteredValue"] for value in condition.get("values", [])]
    return {**place, "kind": condition.get("type"), "values": values}


def _metadata_id(argument: JsonObject) -> int:
    lookup = cast("dict[str, dict[str, int]]", argument["dataFilter"])["developerMetadataLookup"]
    return lookup["metadataId"]


def _gather_cells(written: _Written, argument: JsonObject) -> None:
    start = cast("GridCoordinate", argument["start"])
    gid = start["sheetId"]
    for row, cells in enumerate(cast("list[RowData]", argument["rows"]), start["rowIndex"]):
        for column, own in enumerate(cells.get("values", []), start["columnIndex"]):
            written.cells[gid][row, column] = _entered(own)
            place = {"gid": gid, "row": row + 1, "column": column + 1}
            if own.get("note"):
                written.further["notes"].append({**place, "note": own["note"]})
            if look := look_of(own.get("userEnteredFormat", {})):
                written.further["dressed"].append({**place, "rows": 1, "columns": 1, "look": look})


def _appended(request: AppendCellsRequest) -> JsonObject:
    """Rows as a script appends them: `values`, and a number format for each; empty where it is automatic."""
    rows = [cast("Sequence[CellData]", row.get("values", [])) for row in request["rows"]]
    told = [
        {
            "values": [_entered(own) for own in row],
            "formats": [look_of(own.get("userEnteredFormat", {})).get("format", "") for own in row],
        }
        for row in rows
    ]
    return {"gid": request["sheetId"], "rows": told}


def _entered(own: CellData) -> str | float | bool:
    """What is typed into a cell: a formula as one, which only a correction puts back, a day as one."""
    held = own.get("userEnteredValue", {})
    if "formulaValue" in held:
        return held["formulaValue"]
    value = next(iter(held.values()), None)
    is_day = own.get("userEnteredFormat", {}).get("numberFormat", {}).get("type") == "DATE"
    return typed(day_from_serial(value) if is_day and isinstance(value, int) else value)


def _guards(written: _Written, reading: WorkbookReading) -> Iterator[JsonObject]:
    """The columns by which rows are known, those that are written, and of a log that is added to all."""
    added = {own["gid"] for own in written.appended}
    removed = {own["gid"] for own in written.further.get("removed", [])}
    changed = {own["gid"] for name in ("removedColumns", "rules") for own in written.further.get(name, [])}
    for layout in reading.layout.tables.values():
        cells, gid = written.cells.get(layout.sheet_id, {}), layout.sheet_id
        if cells or gid in added | removed | changed:
            is_whole = gid in removed | changed or _is_log(layout)
            known = [place.index for name, place in layout.columns.items() if name in _IDENTITY or is_whole]
            if gid in removed:
                known = [*range(layout.width + _BESIDE)]
            yield guard(layout, {*known, *(column for _, column in cells)})
    overview = reading.layout.overview
    if overview is not None and overview.sheet_id in written.cells:
        yield overview_guard(overview)


def _is_log(layout: TableLayout) -> bool:
    return "id" not in layout.columns
