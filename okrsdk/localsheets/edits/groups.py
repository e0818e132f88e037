"""Groups of rows or columns. What counts is how deep each row or column lies; the groups are read off from that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.edits.context import required, required_mask
from okrsdk.localsheets.edits.dimensions import set_line, span_of
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.views.printed import printed

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

MAX_DEPTH = 8
MAX_GROUPED = 200_000
PART = {True: "rowGroups", False: "columnGroups"}
CONTROL = {True: "rowGroupControlAfter", False: "columnGroupControlAfter"}


def _depths(groups: list[JsonObject]) -> dict[int, int]:
    depths: dict[int, int] = {}
    for group in groups:
        for index in range(group["range"]["startIndex"], group["range"]["endIndex"]):
            depths[index] = max(depths.get(index, 0), group["depth"])
    return depths


def _groups(depths: dict[int, int], sheet_id: int, *, by_rows: bool) -> list[JsonObject]:
    """The groups of a depth: runs of indices that lie at least so deep."""
    groups: list[JsonObject] = []
    for depth in range(1, max(depths.values(), default=0) + 1):
        members = sorted(index for index, deep in depths.items() if deep >= depth)
        start = previous = None
        for index in [*members, None]:
            if previous is not None and (index is None or index != previous + 1):
                area = {"sheetId": sheet_id, "dimension": "ROWS" if by_rows else "COLUMNS"}
                groups.append({"range": {**area, "startIndex": start, "endIndex": previous + 1}, "depth": depth})
                start = None
            if start is None:
                start = index
            previous = index
    return sorted(groups, key=lambda group: (group["range"]["startIndex"], group["depth"]))


def _regrouped(sheet: Sheet, depths: dict[int, int], *, by_rows: bool) -> list[JsonObject]:
    collapsed = {
        (group["range"]["startIndex"], group["range"]["endIndex"], group["depth"])
        for group in sheet.part(PART[by_rows])
        if group.get("collapsed")
    }
    groups = _groups(depths, sheet.id, by_rows=by_rows)
    for group in groups:
        if (group["range"]["startIndex"], group["range"]["endIndex"], group["depth"]) in collapsed:
            group["collapsed"] = True
    sheet.set_part(PART[by_rows], groups)
    return groups


def add(edit: Edit, request: JsonObject) -> JsonObject:
    """``addDimensionGroup``: one level deeper for the range."""
    sheet, by_rows, start, end = _span(edit, request)
    depths = _depths(sheet.part(PART[by_rows]))
    for index in range(start, end):
        depths[index] = depths.get(index, 0) + 1
        if depths[index] > MAX_DEPTH:
            raise bad_request(f"Groups can't be nested deeper than {MAX_DEPTH} levels.")
    sheet.properties["gridProperties"] = {**sheet.properties.get("gridProperties", {}), CONTROL[by_rows]: True}
    return {"dimensionGroups": printed(_regrouped(sheet, depths, by_rows=by_rows))}


def _span(edit: Edit, request: JsonObject) -> tuple[Sheet, bool, int, int]:
    sheet, by_rows, start, end = span_of(edit, required(request, "range"))
    if end > (sheet.grid.row_count if by_rows else sheet.grid.column_count):
        raise bad_request("range is beyond the end of the sheet.")
    if end - start > MAX_GROUPED:
        raise bad_request(f"Local Sheets does not group more than {MAX_GROUPED} rows or columns at once.")
    return edit.sheet(sheet.id), by_rows, start, end


def delete(edit: Edit, request: JsonObject) -> JsonObject:
    """``deleteDimensionGroup``: one level up for the range."""
    sheet, by_rows, start, end = _span(edit, request)
    depths = _depths(sheet.part(PART[by_rows]))
    if not any(depths.get(index) for index in range(start, end)):
        raise bad_request("There is no group over the range.")
    for index in range(start, end):
        if depths.get(index):
            depths[index] -= 1
    left = _regrouped(sheet, {index: deep for index, deep in depths.items() if deep}, by_rows=by_rows)
    return {"dimensionGroups": printed(left)} if left else {}


def update(edit: Edit, request: JsonObject) -> None:
    """``updateDimensionGroup``: collapses or opens a group; its rows or columns are hidden with it."""
    given, mask = required(request, "dimensionGroup"), required_mask(request, "DimensionGroup")
    sheet, by_rows, start, end = _span(edit, given)
    groups = list(sheet.part(PART[by_rows]))
    for place, group in enumerate(groups):
        area = group["range"]
        if (area["startIndex"], area["endIndex"], group["depth"]) == (start, end, given.get("depth", 1)):
            if mask and "collapsed" not in mask:
                return
            closed = bool(given.get("collapsed"))
            groups[place] = {"range": area, "depth": group["depth"], **({"collapsed": True} if closed else {})}
            sheet.set_part(PART[by_rows], groups)
            _hide(sheet, (start, end), by_rows=by_rows, hidden=closed)
            return
    raise bad_request("There is no such group.")


def _hide(sheet: Sheet, span: tuple[int, int], *, by_rows: bool, hidden: bool) -> None:
    for index in range(*span):
        meta = dict((sheet.grid.row(index).meta if by_rows else sheet.columns.get(index)) or {})
        meta.pop("hiddenByUser", None)
        if hidden:
            meta["hiddenByUser"] = True
        set_line(sheet, index, meta, by_rows=by_rows)
