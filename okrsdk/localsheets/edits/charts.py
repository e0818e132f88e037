"""Requests about charts and slicers, which float over the cells of a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.charts import completed
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.book.model import PART_IDS
from okrsdk.localsheets.edits.context import required, required_mask
from okrsdk.localsheets.edits.objects import add, find, replace, sheet_of_range
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.views.printed import printed
from okrsdk.localsheets.wire.masks import assign

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject


def add_chart(edit: Edit, request: JsonObject) -> JsonObject:
    """``addChart``: kept as given, with what the API fills in."""
    given = required(request, "chart")
    required(given, "spec")
    return {"chart": printed(add(edit, "charts", completed(given)))}


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
    """``deleteEmbeddedObject``."""
    part, sheet, item = _embedded(edit.book, request.get("objectId", 0))
    replace(edit, part, sheet, item, None)


def move_embedded(edit: Edit, request: JsonObject) -> JsonObject:
    """``updateEmbeddedObjectPosition``."""
    part, sheet, old = _embedded(edit.book, request.get("objectId", 0))
    given = required(request, "newPosition")
    if given.get("newSheet") or "sheetId" in given:
        raise bad_request("Local Sheets does not imitate charts on sheets of their own.")
    overlay = given.get("overlayPosition", {})
    text = request.get("fields", "*")
    mask = required_mask({"fields": text}, "OverlayPosition")
    before = old.get("position", {}).get("overlayPosition", {})
    changed = {
        **old,
        "position": {"overlayPosition": assign(before, overlay, mask, "OverlayPosition") if mask else overlay},
    }
    target = sheet_of_range(edit, changed)
    stored = owned_part(edit.book, target, part, changed)
    replace(edit, part, sheet, old, None)
    edit.sheet(target.id).set_part(part, [*edit.sheet(target.id).part(part), stored])
    return {"position": printed(stored["position"])}


def update_embedded_border(edit: Edit, request: JsonObject) -> None:
    """``updateEmbeddedObjectBorder``."""
    part, sheet, old = _embedded(edit.book, request.get("objectId", 0))
    mask = required_mask(request, "EmbeddedObjectBorder")
    given = request.get("border", {})
    border = assign(old.get("border", {}), given, mask, "EmbeddedObjectBorder") if mask else given
    replace(edit, part, sheet, old, owned_part(edit.book, sheet, part, {**old, "border": border}))
