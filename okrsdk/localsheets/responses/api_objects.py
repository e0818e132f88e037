"""Stored API objects as the API prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject

#: The parts of a sheet that are filters.
FILTERS = ("basicFilter", "filterViews")
PLACE_KEYS = {"sheetId", "rowIndex", "columnIndex"}
RUN_KEYS = {"startIndex", "format", "chip"}
RANGE_KEYS = {"sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}


def printed(value: Json) -> Json:
    """The value without what the API leaves out: a range's sheetId 0, the zeros of a cell's place and of a run."""
    if isinstance(value, list):
        return [printed(item) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("sheetId") == 0 and (value.keys() <= RANGE_KEYS or "dimension" in value):
        return {key: item for key, item in value.items() if key != "sheetId"}
    if value.keys() <= PLACE_KEYS:
        return {key: item for key, item in value.items() if item}
    if value.get("startIndex") == 0 and value.keys() <= RUN_KEYS:
        value = {key: item for key, item in value.items() if key != "startIndex"}
    return {key: item if isinstance(item, (str, int, float)) else printed(item) for key, item in value.items()}


def specs_of(item: JsonObject) -> list[JsonObject]:
    """A filter's criteria as a list, whichever way they are given; the list counts where both are."""
    if "filterSpecs" in item:
        listed: list[JsonObject] = item["filterSpecs"]
        return listed
    columns = sorted(item.get("criteria", {}).items(), key=lambda entry: int(entry[0]))
    return [{"columnIndex": int(column), "filterCriteria": one} for column, one in columns]


def printed_filter(item: JsonObject) -> JsonObject:
    """A printed filter with its criteria both by column and as a list, as the API shows them."""
    specs = specs_of(item)
    if not specs:
        return item
    rest = {key: value for key, value in item.items() if key not in ("criteria", "filterSpecs")}
    criteria = {str(one.get("columnIndex", 0)): one["filterCriteria"] for one in specs if "filterCriteria" in one}
    return rest | ({"criteria": criteria} if criteria else {}) | {"filterSpecs": specs}
