"""What the API fills in where a chart leaves it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

FONT = "Roboto"
WIDTH, HEIGHT = 600, 371


def completed(chart: JsonObject) -> JsonObject:
    """The chart with a place, a size, its fonts and what becomes of hidden rows and columns.

    Size and place are documented with ``OverlayPosition``; the rest is what answers of the API show.
    """
    spec = {"hiddenDimensionStrategy": "SKIP_HIDDEN_ROWS_AND_COLUMNS", "fontName": FONT, **chart["spec"]}
    font = {"fontFamily": spec["fontName"]}
    if spec.get("title"):
        spec["titleTextFormat"] = font | spec.get("titleTextFormat", {})
    if spec.get("subtitle"):
        spec["subtitleTextFormat"] = font | spec.get("subtitleTextFormat", {})
    if "basicChart" in spec:
        axes = [_axis(axis, font) for axis in spec["basicChart"].get("axis", [])]
        spec["basicChart"] = {**spec["basicChart"], **({"axis": axes} if axes else {})}
    place = chart.get("position", {})
    if not place.get("newSheet") and "sheetId" not in place:
        place = {"overlayPosition": {}, **place}
        size = {"anchorCell": {}, "widthPixels": WIDTH, "heightPixels": HEIGHT}
        place["overlayPosition"] = size | place["overlayPosition"]
    return {**chart, "spec": spec, "position": place}


def _axis(axis: JsonObject, font: JsonObject) -> JsonObject:
    titled = {"format": font | axis.get("format", {})} if axis.get("title") else {}
    return {"viewWindowOptions": {}, **axis, **titled}
