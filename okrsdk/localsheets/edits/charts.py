"""Requests about charts and slicers, which float over the cells of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.charts import completed
from okrsdk.localsheets.book.create import add_sheet, owned_part
from okrsdk.localsheets.book.model import PART_IDS
from okrsdk.localsheets.edits.context import required, required_mask
from okrsdk.localsheets.edits.objects import add, find, replace, sheet_of_range
from okrsdk.localsheets.edits.sheets import remove
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.views.printed import printed
from okrsdk.localsheets.wire.masks import assign

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject


def add_chart(edit: Edit, request: JsonObject) -> JsonObject:
    """``addChart``: kept as given, with what the API fills in; on a sheet of its own where it asks for one."""
    given = required(request, "chart")
    required(given, "spec")
    if _wants_own_sheet(given.get("position", {})):
        given = {**given, "position": {"sheetId": _own_sheet(edit, given).id}}
    return {"chart": printed(add(edit, "charts", completed(given)))}


def _wants_own_sheet(position: JsonObject) -> bool:
    return bool(position.get("newSheet")) or "sheetId" in position


def _own_sheet(edit: Edit, chart: JsonObject) -> Sheet:
    """A new sheet for the chart, the last one, called Chart1, Chart2, ..."""
    book, number = edit.book, chart["position"].get("sheetId")
    if number is not None and book.sheet(number) is not None:
        raise bad_request(
            f"Cannot add chart to new sheet with ID: {number}, a sheet with that ID already exists.",
        )
    count = 1
    while book.titled(f"Chart{count}"):
        count += 1
    properties = {"title": f"Chart{count}", "sheetType": "OBJECT"} | ({} if number is None else {"sheetId": number})
    return add_sheet(book, {"properties": properties, "charts": [chart]})


def update_chart(edit: Edit, request: JsonObject) -> None:
    """``updateChartSpec``."""
    sheet, old = find(edit.book, "charts", request.get("chartId", 0))
    changed = completed({**old, "spec": required(request, "spec")})
    replace(edit, "charts", sheet, old, owned_part(edit.book, sheet, "charts", changed))


def add_slicer(edit: Edit, request: JsonObject) -> JsonObject:
    """``addSlicer``: kept as given."""
    return {"slicer": printed(add(edit, "slicers", required(request, "slicer")))}


def update_slicer(edit: Edit, request: JsonObject) -> None:
    """``updateSlicerSpec``."""
    mask = required_mask(request, "SlicerSpec")
    sheet, old = find(edit.book, "slicers", request.get("slicerId", 0))
    given = required(request, "spec")
    spec = assign(old.get("spec", {}), given, mask, "SlicerSpec") if mask else given
    replace(edit, "slicers", sheet, old, owned_part(edit.book, sheet, "slicers", {**old, "spec": spec}))


def _embedded(book: Book, number: int) -> tuple[str, Sheet, JsonObject]:
    for part in ("charts", "slicers"):
        for sheet in book.sheets:
            for item in sheet.part(part):
                if item[PART_IDS[part]] == number:
                    return part, sheet, item
    raise bad_request(f"No embedded object with id: {number}")


def delete_embedded(edit: Edit, request: JsonObject) -> None:
    """``deleteEmbeddedObject``: a sheet of its own goes with the chart."""
    part, sheet, item = _embedded(edit.book, request.get("objectId", 0))
    _take(edit, part, sheet, item)


def _take(edit: Edit, part: str, sheet: Sheet, item: JsonObject) -> None:
    replace(edit, part, sheet, item, None)
    if not sheet.is_grid:
        remove(edit, edit.book.existing(sheet.id, "sheet"))


def move_embedded(edit: Edit, request: JsonObject) -> JsonObject:
    """``updateEmbeddedObjectPosition``."""
    part, sheet, old = _embedded(edit.book, request.get("objectId", 0))
    given = required(request, "newPosition")
    if _wants_own_sheet(given):
        if part != "charts":
            raise bad_request("Only a chart can be on a sheet of its own.")
        changed = {**old, "position": {"sheetId": _own_sheet(edit, {**old, "position": given}).id}}
    else:
        changed = {**old, "position": {"overlayPosition": _overlaid(request, old)}}
    target = sheet_of_range(edit, changed)
    stored = owned_part(edit.book, target, part, completed(changed) if part == "charts" else changed)
    _take(edit, part, sheet, old)
    edit.book.edit(target.id).set_part(part, [*edit.book.edit(target.id).part(part), stored])
    return {"position": printed(stored["position"])}


def _overlaid(request: JsonObject, old: JsonObject) -> JsonObject:
    overlay = request["newPosition"].get("overlayPosition", {})
    mask = required_mask({"fields": request.get("fields", "*")}, "OverlayPosition")
    before = old.get("position", {}).get("overlayPosition", {})
    return assign(before, overlay, mask, "OverlayPosition") if mask else overlay


def update_embedded_border(edit: Edit, request: JsonObject) -> None:
    """``updateEmbeddedObjectBorder``."""
    part, sheet, old = _embedded(edit.book, request.get("objectId", 0))
    mask = required_mask(request, "EmbeddedObjectBorder")
    given = request.get("border", {})
    border = assign(old.get("border", {}), given, mask, "EmbeddedObjectBorder") if mask else given
    border = border or {"color": {}, "colorStyle": {"rgbColor": {}}}  # a border taken away reads like a black one
    replace(edit, part, sheet, old, owned_part(edit.book, sheet, part, {**old, "border": border}))
