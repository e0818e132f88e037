"""Requests about named ranges and developer metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.book.developer_metadata import add_metadata as attach
from okrsdk.localsheets.book.developer_metadata import located, matching
from okrsdk.localsheets.book.ranges import add_named_range, check_name, checked_range
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.responses.api_objects import printed
from okrsdk.localsheets.wire.masks import assign

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.jsontypes import JsonObject


def add_name(edit: Edit, request: JsonObject) -> JsonObject:
    """``addNamedRange``."""
    return {"namedRange": printed(add_named_range(edit.book, required(request, "namedRange")))}


def _named(edit: Edit, number: str) -> JsonObject:
    for item in edit.book.named_ranges:
        if item["namedRangeId"] == number:
            return item
    raise bad_request(f"No named range with id: {number}")


def update_name(edit: Edit, request: JsonObject) -> None:
    """``updateNamedRange``."""
    given = required(request, "namedRange")
    mask = required_mask(request, "NamedRange") or {"name": {}, "range": {}}
    old = _named(edit, given.get("namedRangeId", ""))
    new = assign(old, given, {key: mask[key] for key in mask if key != "namedRangeId"}, "NamedRange")
    check_name(edit.book, new.get("name", ""), old["namedRangeId"])
    new["range"] = checked_range(edit.book, new.get("range", {}))
    edit.book.named_ranges = [new if item is old else item for item in edit.book.named_ranges]


def delete_name(edit: Edit, request: JsonObject) -> None:
    """``deleteNamedRange``."""
    old = _named(edit, request.get("namedRangeId", ""))
    edit.book.named_ranges = [item for item in edit.book.named_ranges if item is not old]


def create_metadata(edit: Edit, request: JsonObject) -> JsonObject:
    """``createDeveloperMetadata``."""
    return {"developerMetadata": printed(attach(edit.book, required(request, "developerMetadata")))}


def _selected(edit: Edit, data_filter: JsonObject) -> list[JsonObject]:
    if "developerMetadataLookup" not in data_filter:
        raise bad_request("A data filter must have a developerMetadataLookup.")
    return matching(edit.book, data_filter["developerMetadataLookup"])


def update_metadata(edit: Edit, request: JsonObject) -> JsonObject:
    """``updateDeveloperMetadata``: everything that the data filters select."""
    given = required(request, "developerMetadata")
    mask = required_mask(request, "DeveloperMetadata")
    if not mask:
        mask = {key: {} for key in ("metadataKey", "metadataValue", "location", "visibility") if key in given}
    if not request.get("dataFilters"):
        raise bad_request("At least one data filter must be specified.")
    chosen = {item["metadataId"] for one in request["dataFilters"] for item in _selected(edit, one)}
    changed = []
    result = []
    for item in edit.book.metadata:
        new = item
        if item["metadataId"] in chosen:
            new = assign(
                item, given, {key: branch for key, branch in mask.items() if key != "metadataId"}, "DeveloperMetadata"
            )
            new["location"] = located(edit.book, new["location"])
            if not new.get("metadataKey") or "visibility" not in new:
                raise bad_request("DeveloperMetadata must have a key and a visibility.")
            changed.append(new)
        result.append(new)
    edit.book.metadata = result
    return {"developerMetadata": printed(changed)} if changed else {}


def delete_metadata(edit: Edit, request: JsonObject) -> JsonObject:
    """``deleteDeveloperMetadata``: everything that the data filter selects."""
    gone = _selected(edit, required(request, "dataFilter"))
    numbers = {item["metadataId"] for item in gone}
    edit.book.metadata = [item for item in edit.book.metadata if item["metadataId"] not in numbers]
    return {"deletedDeveloperMetadata": printed(gone)} if gone else {}
