"""Requests about the basic filter and filter views.

A filter's criteria have two spellings, ``criteria`` by column and the list ``filterSpecs``. What is set here is stored
with the list alone; ``responses.api_objects`` shows both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update import objects
from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.batch_update.sorting import sort
from okrsdk.localsheets.book.create import owned_part
from okrsdk.localsheets.responses.api_objects import printed, printed_filter, specs_of

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject


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
    return _reply(objects.add(edit, "filterViews", _listed(required(request, "filter"))))


def update_filter_view(edit: Edit, request: JsonObject) -> None:
    """``updateFilterView``."""
    mask = required_mask(request, "FilterView")
    if "criteria" in mask:
        mask = {key: branch for key, branch in mask.items() if key != "criteria"} | {"filterSpecs": {}}
    objects.update(edit, "filterViews", _listed(required(request, "filter")), mask)


def duplicate_filter_view(edit: Edit, request: JsonObject) -> JsonObject:
    """``duplicateFilterView``."""
    _, item = objects.find(edit.book, "filterViews", request.get("filterId", 0))
    copy = {key: value for key, value in item.items() if key != "filterViewId"}
    copy["title"] = f"Copy of {copy.get('title', '')}".strip()
    return _reply(objects.add(edit, "filterViews", copy))


def _reply(stored: JsonObject) -> JsonObject:
    return {"filter": printed_filter(printed(stored))}


def delete_filter_view(edit: Edit, request: JsonObject) -> None:
    """``deleteFilterView``."""
    objects.remove(edit, "filterViews", request.get("filterId", 0))
