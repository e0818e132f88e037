"""Requests about charts, which float over the cells of a sheet. They are kept as given and not drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.batch_update.objects import add, find, remove, replace, sheet_of_range
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.responses.api_objects import printed
from okrsdk.localsheets.wire.masks import assign

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject

PART = "charts"
FONT = "Roboto"
WIDTH, HEIGHT = 600, 371


def add_chart(edit: Edit, request: JsonObject) -> JsonObject:
    """``addChart``: kept as given, with what the API fills in."""
    given = required(request, "chart")
    required(given, "spec")
    return {"chart": printed(add(edit, PART, _completed(given)))}


def _completed(chart: JsonObject) -> JsonObject:
    """The chart with a place, a size, its fonts and what becomes of hidden rows and columns.

    Size and place are documented with ``OverlayPosition``; the rest is what answers of the API show.
    """
    spec = {"hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS", "fontName": FONT, **chart["spec"]}
    font = {"fontFamily": spec["fontName"]}
    for title in ("title", "subtitle"):
        if spec.get(title):
            spec[f"{title}TextFormat"] = font | spec.get(f"{title}TextFormat", {})
    if spec.get("basicChart", {}).get("axis"):
        axes = [_axis(axis, font) for axis in spec["basicChart"]["axis"]]
        spec["basicChart"] = {**spec["basicChart"], "axis": axes}
    size = {"anchorCell": {}, "widthPixels": WIDTH, "heightPixels": HEIGHT}
    place = chart.get("position", {})
    return {**chart, "spec": spec, "position": {**place, "overlayPosition": size | place.get("overlayPosition", {})}}


def _axis(axis: JsonObject, font: JsonObject) -> JsonObject:
    titled = {"format": font | axis.get("format", {})} if axis.get("title") else {}
    return {"viewWindowOptions": {}, **axis, **titled}


def update_chart(edit: Edit, request: JsonObject) -> None:
    """``updateChartSpec``."""
    sheet, old = find(edit.book, PART, request.get("chartId", 0))
    changed = _completed({**old, "spec": required(request, "spec")})
    replace(edit, PART, sheet, old, owned_part(edit.book, sheet, PART, changed))


def delete_chart(edit: Edit, request: JsonObject) -> None:
    """``deleteEmbeddedObject``."""
    remove(edit, PART, request.get("objectId", 0))


def move_chart(edit: Edit, request: JsonObject) -> JsonObject:
    """``updateEmbeddedObjectPosition``: on its sheet, or to another one."""
    sheet, old = find(edit.book, PART, request.get("objectId", 0))
    given = required(request, "newPosition")
    mask = required_mask({"fields": request.get("fields", "*")}, "OverlayPosition")
    place, wanted = old.get("position", {}).get("overlayPosition", {}), given.get("overlayPosition", {})
    place = assign(place, wanted, mask, "OverlayPosition") if mask else wanted
    changed = {**old, "position": {**given, "overlayPosition": place}}
    target = sheet_of_range(edit, changed)
    stored = owned_part(edit.book, target, PART, _completed(changed))
    replace(edit, PART, sheet, old, None)
    edit.book.edit(target.id).set_part(PART, [*edit.book.edit(target.id).part(PART), stored])
    return {"position": printed(stored["position"])}
