"""Requests about API objects that lie on sheets: what all of them share, banding, and charts, which are not drawn.

They are stored as given and move with their rows and columns. ``sort_and_filter``, ``protected_ranges`` and
``merges_and_conditional_formats`` have the others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.book.model import PART_IDS, PART_MESSAGES
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.responses.api_objects import printed
from okrsdk.localsheets.wire.masks import Mask, assign

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import JsonObject

#: What an object of each kind is called in error messages.
WORDS = {
    "filterViews": "filter view",
    "protectedRanges": "protected range",
    "charts": "embedded object",
    "bandedRanges": "banded range",
}


def sheet_of_range(edit: Edit, item: JsonObject) -> Sheet:
    """The sheet that an object's range (or position) is on."""
    if "position" in item:
        place = item["position"]
        anchor = place.get("overlayPosition", {}).get("anchorCell", {})
        if "sheetId" in place:
            return edit.book.existing(place["sheetId"], "sheet")
        return edit.book.existing(anchor.get("sheetId", 0))
    return edit.book.existing(item.get("range", {}).get("sheetId", 0))


def find(book: Book, part: str, number: int) -> tuple[Sheet, JsonObject]:
    """The object of this number and its sheet.

    Raises:
        ApiError: 400 when there is none.
    """
    key = PART_IDS[part]
    for sheet in book.sheets:
        for item in sheet.part(part):
            if item.get(key) == number:
                return sheet, item
    raise bad_request(f"No {WORDS[part]} with id: {number}")


def replace(edit: Edit, part: str, sheet: Sheet, old: JsonObject, new: JsonObject | None) -> None:
    """Puts the new object in the old one's place; None takes it out."""
    items = [new if item is old else item for item in sheet.part(part)]
    edit.book.edit(sheet.id).set_part(part, [item for item in items if item is not None])


def add(edit: Edit, part: str, item: JsonObject) -> JsonObject:
    """Adds an object to its sheet; gives it as stored."""
    key = PART_IDS[part]
    if item.get(key) and item[key] in edit.book.used_ids():
        raise bad_request(f"Duplicate id: {item[key]}")
    if item.get(key, 1) < 0:
        raise bad_request(f"{key} must not be negative.")
    sheet = sheet_of_range(edit, item)
    stored = owned_part(edit.book, sheet, part, item)
    edit.book.edit(sheet.id).set_part(part, [*sheet.part(part), stored])
    return stored


def update(edit: Edit, part: str, given: JsonObject, mask: Mask) -> JsonObject:
    """Writes the masked fields of the object that ``given`` names by its number; gives it as stored.

    An object whose range moves to another sheet moves there.
    """
    key = PART_IDS[part]
    sheet, old = find(edit.book, part, given.get(key, 0))
    message = PART_MESSAGES[part]
    changed = assign(old, given, mask, message) if mask else {**given, key: old[key]}
    stored = owned_part(edit.book, sheet_of_range(edit, changed), part, changed)
    target = sheet_of_range(edit, stored)
    if target.id == sheet.id:
        replace(edit, part, sheet, old, stored)
    else:
        replace(edit, part, sheet, old, None)
        edit.sheet(target.id).set_part(part, [*target.part(part), stored])
    return stored


def remove(edit: Edit, part: str, number: int) -> None:
    """Deletes the object of this number."""
    sheet, old = find(edit.book, part, number)
    replace(edit, part, sheet, old, None)


def _check_range(item: JsonObject) -> None:
    if "range" not in item:
        raise bad_request("range is required.")


def add_banding(edit: Edit, request: JsonObject) -> JsonObject:
    """``addBanding``: bands must not overlap."""
    given = required(request, "bandedRange")
    _check_range(given)
    if "rowProperties" not in given and "columnProperties" not in given:
        raise bad_request("At least one of rowProperties and columnProperties must be specified.")
    rect = edit.rect(given["range"])
    for item in edit.book.existing(rect.sheet_id).part("bandedRanges"):
        if edit.rect(item["range"]).meets(rect):
            raise bad_request(
                "You cannot add alternating background colors to a range "
                "that already has alternating background colors."
            )
    return {"bandedRange": printed(add(edit, "bandedRanges", given))}


def update_banding(edit: Edit, request: JsonObject) -> None:
    """``updateBanding``."""
    update(edit, "bandedRanges", required(request, "bandedRange"), required_mask(request, "BandedRange"))


def delete_banding(edit: Edit, request: JsonObject) -> None:
    """``deleteBanding``."""
    remove(edit, "bandedRanges", request.get("bandedRangeId", 0))


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
