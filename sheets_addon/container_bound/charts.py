"""A basic chart as a script's chart builder takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sheets_addon.container_bound.looks import area_of, colour_of

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import JsonObject
    from sheets_addon.container_bound.made import Chart

_AXES = ("BOTTOM_AXIS", "LEFT_AXIS")
_SERIES_TYPES = {"COLUMN": "bars", "LINE": "line"}


def chart_document(chart: Chart) -> JsonObject:
    """The chart: the columns it draws, its place and size, and the options of the builder."""
    spec, place = chart["spec"], chart["position"]["overlayPosition"]
    basic, anchor = spec["basicChart"], place["anchorCell"]
    drawn = [basic["domains"][0]["domain"], *(series["series"] for series in basic["series"])]
    bottom, left = (next(axis for axis in basic["axis"] if axis["position"] == name) for name in _AXES)
    window = left["viewWindowOptions"]
    return {
        "ranges": [area_of(source["sourceRange"]["sources"][0]).document for source in drawn],
        "headers": basic["headerCount"],
        "row": anchor["rowIndex"] + 1,
        "column": anchor["columnIndex"] + 1,
        "options": {
            "title": spec["title"],
            "width": place["widthPixels"],
            "height": place["heightPixels"],
            "legend": {"position": "bottom"},
            "hAxis": {"title": bottom["title"]},
            "vAxis": {
                "title": left["title"],
                "viewWindow": {"min": window["viewWindowMin"], "max": window["viewWindowMax"]},
            },
            "series": {
                str(number): {"type": _SERIES_TYPES[series["type"]], "color": colour_of(series["colorStyle"])}
                for number, series in enumerate(basic["series"])
            },
        },
    }
