"""Developer metadata, kept in one list whatever it is attached to, and the data filters that find it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.ranges import from_json, resolve, whole
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.rectangle import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject

UNSPECIFIED_TYPE = "DEVELOPER_METADATA_LOCATION_TYPE_UNSPECIFIED"
UNSPECIFIED_STRATEGY = "DEVELOPER_METADATA_LOCATION_MATCHING_STRATEGY_UNSPECIFIED"


def add_metadata(book: Book, item: JsonObject) -> JsonObject:
    """Attaches metadata; gives it as stored.

    Raises:
        ApiError: 400 when key, visibility or location is missing or wrong, or the id is taken.
    """
    if not item.get("metadataKey"):
        raise bad_request("DeveloperMetadata must have a key.")
    if (
        item.get("visibility", "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED")
        == "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED"
    ):
        raise bad_request("DeveloperMetadata must have a visibility.")
    number = item.get("metadataId") or book.new_id()
    if number < 0:
        raise bad_request("DeveloperMetadata ids must be positive.")
    if any(known["metadataId"] == number for known in book.metadata):
        raise bad_request(f"DeveloperMetadata with id {number} already exists.")
    stored: JsonObject = {"metadataId": number, "metadataKey": item["metadataKey"]}
    if item.get("metadataValue"):
        stored["metadataValue"] = item["metadataValue"]
    stored |= {"location": located(book, item.get("location", {})), "visibility": item["visibility"]}
    book.metadata = [*book.metadata, stored]
    return stored


def located(book: Book, location: JsonObject) -> JsonObject:
    """The location as stored, with its type.

    Raises:
        ApiError: 400 when it names no existing sheet, or more than one row or column.
    """
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET", "spreadsheet": True}
    if "dimensionRange" in location:
        area = location["dimensionRange"]
        sheet = book.existing(area.get("sheetId", 0))
        by_rows = area.get("dimension") == "ROWS"
        if area.get("dimension") not in ("ROWS", "COLUMNS"):
            raise bad_request("dimensionRange must have a dimension.")
        start = area.get("startIndex", 0)
        if area.get("endIndex", 0) - start != 1:
            raise bad_request("dimensionRange must represent a single row or column.")
        if not 0 <= start < (sheet.grid.row_count if by_rows else sheet.grid.column_count):
            raise bad_request("dimensionRange is outside the sheet.")
        kept = {"sheetId": sheet.id, "dimension": area["dimension"], "startIndex": start, "endIndex": start + 1}
        return {"locationType": "ROW" if by_rows else "COLUMN", "dimensionRange": kept}
    if "sheetId" in location:
        return {"locationType": "SHEET", "sheetId": book.existing(location["sheetId"]).id}
    raise bad_request("DeveloperMetadata must have a location.")


def matching(book: Book, lookup: JsonObject) -> list[JsonObject]:
    """The metadata that a DeveloperMetadataLookup selects, in the order of creation.

    Raises:
        ApiError: 400 when the lookup contradicts itself.
    """
    check_lookup(lookup)
    return [item for item in book.metadata if _matches(book, item, lookup)]


def _matches(book: Book, item: JsonObject, lookup: JsonObject) -> bool:
    for key in ("metadataId", "metadataKey", "metadataValue"):
        if key in lookup and item.get(key) != lookup[key]:
            return False
    wanted = lookup.get("visibility", "DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED")
    if wanted not in ("DEVELOPER_METADATA_VISIBILITY_UNSPECIFIED", item["visibility"]):
        return False
    kind = lookup.get("locationType", UNSPECIFIED_TYPE)
    if kind not in (UNSPECIFIED_TYPE, item["location"]["locationType"]):
        return False
    if "metadataLocation" not in lookup:
        return True
    place = located_loosely(lookup["metadataLocation"])
    if lookup.get("locationMatchingStrategy") == "EXACT_LOCATION":
        return _equal(item["location"], place)
    return _meets(item["location"], place)


def check_lookup(lookup: JsonObject) -> None:
    """Checks what a DeveloperMetadataLookup says about locations.

    Raises:
        ApiError: 400 for a strategy without a location, or a location type that the rest rules out.
    """
    kind = lookup.get("locationType", UNSPECIFIED_TYPE)
    strategy = lookup.get("locationMatchingStrategy", UNSPECIFIED_STRATEGY)
    place = lookup.get("metadataLocation")
    if strategy != UNSPECIFIED_STRATEGY and place is None:
        raise bad_request("locationMatchingStrategy is set, so metadataLocation must be set too.")
    if kind == UNSPECIFIED_TYPE:
        return
    if strategy == "EXACT_LOCATION":
        raise bad_request("locationType must not be set when locationMatchingStrategy is EXACT_LOCATION.")
    is_other_place = place is not None and not place.get("spreadsheet")
    if kind == "SPREADSHEET" and (strategy == "INTERSECTING_LOCATION" or is_other_place):
        raise bad_request("locationType must not be SPREADSHEET: spreadsheet metadata intersects no other location.")


def located_loosely(location: JsonObject) -> JsonObject:
    """A location of a lookup in stored form, not checked against the sheet."""
    if location.get("spreadsheet"):
        return {"locationType": "SPREADSHEET"}
    if "dimensionRange" in location:
        area = {"sheetId": 0, "startIndex": 0} | location["dimensionRange"]
        return {"locationType": "ROW" if area.get("dimension") == "ROWS" else "COLUMN", "dimensionRange": area}
    return {"locationType": "SHEET", "sheetId": location.get("sheetId", 0)}


def _equal(location: JsonObject, wanted: JsonObject) -> bool:
    keys = ("locationType", "sheetId", "dimensionRange")
    return all(location.get(key) == wanted.get(key) for key in keys)


def _sheet_of(location: JsonObject) -> int | None:
    area = location.get("dimensionRange")
    number = area["sheetId"] if area else location.get("sheetId")
    return None if number is None else int(number)


def _meets(location: JsonObject, wanted: JsonObject) -> bool:
    """Whether one location holds or crosses the other; rows and columns of one sheet cross.

    The whole spreadsheet crosses nothing but itself.
    """
    sheets = (_sheet_of(location), _sheet_of(wanted))
    if sheets[0] != sheets[1]:
        return False
    one, two = location.get("dimensionRange"), wanted.get("dimensionRange")
    if not one or not two or one["dimension"] != two.get("dimension"):
        return True
    return bool(one["startIndex"] < two.get("endIndex", 2**31) and two["startIndex"] < one["endIndex"])


def rect_of(book: Book, item: JsonObject) -> Rect | None:
    """The cells that the metadata's location covers; None for the whole spreadsheet."""
    number = _sheet_of(item["location"])
    sheet = None if number is None else book.sheet(number)
    if sheet is None:
        return None
    rows, columns = sheet.grid.row_count, sheet.grid.column_count
    area = item["location"].get("dimensionRange")
    if not area:
        return Rect(sheet.id, 0, rows, 0, columns)
    if area["dimension"] == "ROWS":
        return Rect(sheet.id, area["startIndex"], area["endIndex"], 0, columns)
    return Rect(sheet.id, 0, rows, area["startIndex"], area["endIndex"])


def rects_of(book: Book, data_filter: JsonObject) -> list[Rect]:
    """The rectangles that the filter selects; metadata on the whole spreadsheet selects every sheet.

    Raises:
        ApiError: 400 when it has no criterion or names an impossible range.
    """
    if "a1Range" in data_filter:
        return [resolve(book, data_filter["a1Range"])]
    if "gridRange" in data_filter:
        return [from_json(book, data_filter["gridRange"])]
    if "developerMetadataLookup" in data_filter:
        rects: list[Rect] = []
        for item in matching(book, data_filter["developerMetadataLookup"]):
            rect = rect_of(book, item)
            rects += [rect] if rect else [whole(sheet) for sheet in book.sheets]
        return list(dict.fromkeys(rects))
    raise bad_request("A data filter must have a developerMetadataLookup, an a1Range or a gridRange.")


def echoed(data_filter: JsonObject) -> JsonObject:
    """The filter as an answer repeats it: a grid range without its zeros."""
    if "gridRange" not in data_filter:
        return data_filter
    return {"gridRange": {name: at for name, at in data_filter["gridRange"].items() if at}}
