"""``/v4/spreadsheets...``: spreadsheets, batchUpdate and developer metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import new_permissions
from okrsdk.localsheets.batch_update.apply import apply_requests
from okrsdk.localsheets.book.create import build_book, next_copy_title
from okrsdk.localsheets.book.developer_metadata import echoed, matching, rects_of
from okrsdk.localsheets.book.duplicate import duplicate_sheet
from okrsdk.localsheets.book.ranges import resolve
from okrsdk.localsheets.errors import not_found
from okrsdk.localsheets.http.protected_writes import editor
from okrsdk.localsheets.http.request_context import (
    answer,
    body,
    caller,
    check_parameters,
    flag,
    library,
    mask,
    read,
    today,
    write,
)
from okrsdk.localsheets.responses.api_objects import printed
from okrsdk.localsheets.responses.spreadsheet import Selection, sheet_properties, spreadsheet

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.wire.masks import Mask

blueprint = Blueprint("sheets", __name__, url_prefix="/v4")
blueprint.before_request(check_parameters)


@blueprint.post("/spreadsheets")
def create() -> Response:
    """``spreadsheets.create``."""
    message = body("Spreadsheet", "spreadsheet")
    fields = mask("Spreadsheet")
    computed = library().add(build_book(message), extra={"permissions": new_permissions(caller())})
    return answer(spreadsheet(computed, Selection(mask=fields)))


def _selection(book_id: str, ranges: list[Rect], fields: Mask, *, include: bool) -> Selection:
    return Selection(ranges=tuple(ranges), include_data=include, mask=fields, viewer=editor(book_id))


@blueprint.get("/spreadsheets/<book_id>")
def get(book_id: str) -> Response:
    """``spreadsheets.get``."""
    include, fields = flag("includeGridData"), mask("Spreadsheet")
    computed = read(book_id)
    ranges = [resolve(computed.book, text) for text in request.args.getlist("ranges")]
    return answer(spreadsheet(computed, _selection(book_id, ranges, fields, include=include)))


@blueprint.post("/spreadsheets/<book_id>:getByDataFilter")
def get_by_data_filter(book_id: str) -> Response:
    """``spreadsheets.getByDataFilter``."""
    message, fields = body("GetSpreadsheetByDataFilterRequest"), mask("Spreadsheet")
    computed = read(book_id)
    ranges = [rect for given in message.get("dataFilters", []) for rect in rects_of(computed.book, given)]
    include = bool(message.get("includeGridData"))
    return answer(spreadsheet(computed, _selection(book_id, ranges, fields, include=include)))


@blueprint.post("/spreadsheets/<book_id>:batchUpdate")
def batch_update(book_id: str) -> Response:
    """``spreadsheets.batchUpdate``."""
    message = body("BatchUpdateSpreadsheetRequest")

    def work(book: Book) -> tuple[list[JsonObject], list[Rect]]:
        replies = apply_requests(book, message.get("requests", []), today=today(), editor=editor(book_id))
        return replies, [resolve(book, text) for text in message.get("responseRanges", [])]

    (replies, ranges), computed = write(book_id, work)
    reply: JsonObject = {"spreadsheetId": book_id, "replies": replies}
    if message.get("includeSpreadsheetInResponse"):
        include = bool(message.get("responseIncludeGridData"))
        # The fields are picked from the whole reply below; here they say what of the spreadsheet need not be made.
        fields = mask("BatchUpdateSpreadsheetResponse").get("updatedSpreadsheet", {})
        reply["updatedSpreadsheet"] = spreadsheet(computed, _selection(book_id, ranges, fields, include=include))
    return answer(reply, "BatchUpdateSpreadsheetResponse")


@blueprint.post("/spreadsheets/<book_id>/sheets/<sheet_id>:copyTo")
def copy_to(book_id: str, sheet_id: str) -> Response:
    """``spreadsheets.sheets.copyTo``."""
    target_id = body("CopySheetToAnotherSpreadsheetRequest").get("destinationSpreadsheetId", "")
    origin = read(book_id).book
    source = origin.sheet(int(sheet_id)) if sheet_id.isdecimal() else None
    if source is None:
        raise not_found()

    def work(book: Book) -> Sheet:
        copy = duplicate_sheet(book, source, next_copy_title(book, source.title), book.new_id(), origin)
        book.sheets.append(copy)
        book.adopt(copy)
        return copy

    copy, computed = write(target_id, work)
    return answer(sheet_properties(computed.book, copy), "SheetProperties")


@blueprint.get("/spreadsheets/<book_id>/developerMetadata/<metadata_id>")
def get_metadata(book_id: str, metadata_id: str) -> Response:
    """``spreadsheets.developerMetadata.get``."""
    book = read(book_id).book
    found = [item for item in book.metadata if str(item["metadataId"]) == metadata_id]
    if not found:
        raise not_found()
    return answer(printed(found[0]), "DeveloperMetadata")


@blueprint.post("/spreadsheets/<book_id>/developerMetadata:search")
def search_metadata(book_id: str) -> Response:
    """``spreadsheets.developerMetadata.search``."""
    filters = body("SearchDeveloperMetadataRequest").get("dataFilters", [])
    book = read(book_id).book
    found: dict[int, JsonObject] = {}
    for data_filter in filters:
        for item in _selected(book, data_filter):
            entry = found.setdefault(item["metadataId"], {"developerMetadata": printed(item), "dataFilters": []})
            entry["dataFilters"].append(echoed(data_filter))
    reply: JsonObject = {"matchedDeveloperMetadata": list(found.values())} if found else {}
    return answer(reply, "SearchDeveloperMetadataResponse")


def _selected(book: Book, data_filter: JsonObject) -> list[JsonObject]:
    if "developerMetadataLookup" in data_filter:
        return matching(book, data_filter["developerMetadataLookup"])
    rects = rects_of(book, data_filter)
    return [item for item in book.metadata if any(_lies_in(item, rect) for rect in rects)]


def _lies_in(item: JsonObject, rect: Rect) -> bool:
    """Whether row or column metadata is within the range's rows or columns."""
    area = item["location"].get("dimensionRange")
    if not area or area["sheetId"] != rect.sheet_id:
        return False
    low, high = (rect.top, rect.bottom) if area["dimension"] == "ROWS" else (rect.left, rect.right)
    return bool(low <= area["startIndex"] < high)
