"""Requests that sort rows, and those about the basic filter and filter views.

A filter's criteria have two spellings, ``criteria`` by column and the list ``filterSpecs``. What is set here is stored
with the list alone; ``responses.api_objects`` shows both.
"""

from __future__ import annotations

from functools import cmp_to_key
from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update import sheet_objects
from okrsdk.localsheets.batch_update.cells import moved_formula
from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import ErrorText
from okrsdk.localsheets.grid.rectangle import Rect
from okrsdk.localsheets.responses.api_objects import printed, printed_filter, specs_of

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.grid.cells import Cell, Value
    from okrsdk.localsheets.jsontypes import JsonObject

NUMBER, TEXT, BOOLEAN, ERROR, NOTHING = range(5)


def _sort_key(value: Value) -> tuple[int, float | str]:
    """The place of a value in ascending order: numbers, texts (whatever the case), booleans, errors."""
    if value is None or value == "":
        return NOTHING, 0
    if isinstance(value, bool):
        return BOOLEAN, int(value)
    if isinstance(value, (int, float)):
        return NUMBER, value
    if isinstance(value, ErrorText):
        return ERROR, 0
    return TEXT, str(value).casefold()


def _compare(one: tuple[int, float | str], other: tuple[int, float | str], *, descending: bool) -> int:
    """Empty cells come last in either direction."""
    if NOTHING in (one[0], other[0]):
        return (one[0] == NOTHING) - (other[0] == NOTHING)
    order = (one > other) - (one < other) if one[0] != other[0] else (one[1] > other[1]) - (one[1] < other[1])  # type: ignore[operator]  # same kind, same type
    return -order if descending else order


def sort(edit: Edit, request: JsonObject) -> None:
    """``sortRange``: whole cells move, with format and note; row metadata stays with its row."""
    rect = edit.rect(required(request, "range"))
    specs = request.get("sortSpecs", [])
    if not specs:
        raise bad_request("At least one sortSpec must be given.")
    for spec in specs:
        if not rect.left <= spec.get("dimensionIndex", 0) < rect.right:
            raise bad_request(f"Sort column {spec.get('dimensionIndex', 0)} is outside the range.")
        if any("Color" in name for name in spec):
            raise bad_request("Local Sheets does not sort by colours.")
    sheet = edit.sheet(rect.sheet_id)
    _refuse_tall_merges(sheet, rect)
    computed = edit.computed()
    rows = list(range(rect.top, min(rect.bottom, sheet.grid.used_rows())))
    columns = [spec.get("dimensionIndex", 0) for spec in specs]
    keys = {row: [_sort_key(computed.value(sheet, row, column)) for column in columns] for row in rows}
    down = [spec.get("sortOrder") == "DESCENDING" for spec in specs]

    def compare(one: int, other: int) -> int:
        pairs = zip(keys[one], keys[other], down, strict=True)
        return next((order for a, b, d in pairs if (order := _compare(a, b, descending=d))), 0)

    _reorder(sheet, rect, rows, sorted(rows, key=cmp_to_key(compare)))


def _refuse_tall_merges(sheet: Sheet, rect: Rect) -> None:
    for item in sheet.part("merges"):
        tall = item["endRowIndex"] - item["startRowIndex"] > 1
        merge = Rect(
            sheet.id, item["startRowIndex"], item["endRowIndex"], item["startColumnIndex"], item["endColumnIndex"]
        )
        if tall and merge.meets(rect):
            raise bad_request("You can't sort a range with vertically merged cells.")


def _reorder(sheet: Sheet, rect: Rect, places: list[int], sources: list[int]) -> None:
    """Puts the cells of row ``sources[i]`` into row ``places[i]``, within the rectangle's columns."""
    grid = sheet.grid
    taken: dict[int, dict[int, Cell]] = {}
    for row in sources:
        cells = grid.row(row).cells
        taken[row] = {column: cell for column, cell in cells.items() if rect.left <= column < rect.right}
    for place, source in zip(places, sources, strict=True):
        if place == source:
            continue
        kept = {at: cell for at, cell in grid.row(place).cells.items() if not rect.left <= at < rect.right}
        moved = {column: moved_formula(cell, place - source, 0) for column, cell in taken[source].items()}
        grid.writable(place).cells = kept | moved


def _listed(given: JsonObject) -> JsonObject:
    """The filter with its criteria as a list."""
    rest = {key: item for key, item in given.items() if key not in ("criteria", "filterSpecs")}
    specs = specs_of(given)
    return rest | ({"filterSpecs": specs} if specs else {})


def set_basic_filter(edit: Edit, request: JsonObject) -> None:
    """``setBasicFilter``; the open sides of its range end at the grid, as the API shows them.

    A sort order it has puts the rows below the header in that order, once and for all.
    """
    given = _listed(required(request, "filter"))
    sheet = edit.book.existing(given.get("range", {}).get("sheetId", 0))
    rect = edit.rect({"sheetId": sheet.id, **given.get("range", {})})
    stored = owned_part(edit.book, sheet, "basicFilter", {**given, "range": rect.json()})
    edit.sheet(sheet.id).set_part("basicFilter", [stored])
    if stored.get("sortSpecs") and rect.height > 1:
        body = rect.json() | {"startRowIndex": rect.top + 1}
        sort(edit, {"range": body, "sortSpecs": stored["sortSpecs"]})


def clear_basic_filter(edit: Edit, request: JsonObject) -> None:
    """``clearBasicFilter``."""
    edit.sheet(request.get("sheetId", 0)).set_part("basicFilter", [])


def add_filter_view(edit: Edit, request: JsonObject) -> JsonObject:
    """``addFilterView``."""
    return _reply(sheet_objects.add(edit, "filterViews", _listed(required(request, "filter"))))


def update_filter_view(edit: Edit, request: JsonObject) -> None:
    """``updateFilterView``."""
    mask = required_mask(request, "FilterView")
    if "criteria" in mask:
        mask = {key: branch for key, branch in mask.items() if key != "criteria"} | {"filterSpecs": {}}
    sheet_objects.update(edit, "filterViews", _listed(required(request, "filter")), mask)


def _reply(stored: JsonObject) -> JsonObject:
    return {"filter": printed_filter(printed(stored))}


def delete_filter_view(edit: Edit, request: JsonObject) -> None:
    """``deleteFilterView``."""
    sheet_objects.remove(edit, "filterViews", request.get("filterId", 0))
