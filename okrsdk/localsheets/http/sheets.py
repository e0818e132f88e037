"""``/v4/spreadsheets...``: spreadsheets, batchUpdate and developer metadata."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.book.filters import rects_of
from okrsdk.localsheets.book.lookup import resolve
from okrsdk.localsheets.book.metadata import matching
from okrsdk.localsheets.edits.apply import apply_requests
from okrsdk.localsheets.errors import not_found
from okrsdk.localsheets.http.context import answer, body, flag, library, mask, today
from okrsdk.localsheets.views.printed import printed
from okrsdk.localsheets.views.spreadsheet import spreadsheet

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.rect import Rect
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("sheets", __name__, url_prefix="/v4")


@blueprint.post("/spreadsheets")
def create() -> Response:
    """``spreadsheets.create``."""
    message = body("Spreadsheet", "spreadsheet")
    fields = mask("Spreadsheet")
    computed = library().add(build_book(message))
    return answer(spreadsheet(computed, mask=fields))


@blueprint.get("/spreadsheets/<book_id>")
def get(book_id: str) -> Response:
    """``spreadsheets.get``."""
    include, fields = flag("includeGridData"), mask("Spreadsheet")
    computed = library().read(book_id)
    ranges = [resolve(computed.book, text) for text in request.args.getlist("ranges")]
    return answer(spreadsheet(computed, ranges=ranges, include_data=include, mask=fields))


@blueprint.post("/spreadsheets/<book_id>:getByDataFilter")
def get_by_data_filter(book_id: str) -> Response:
    """``spreadsheets.getByDataFilter``."""
    message, fields = body("GetSpreadsheetByDataFilterRequest"), mask("Spreadsheet")
    computed = library().read(book_id)
    ranges = [rect for given in message.get("dataFilters", []) for rect in rects_of(computed.book, given)]
    include = bool(message.get("includeGridData"))
    return answer(spreadsheet(computed, ranges=ranges, include_data=include, mask=fields))


@blueprint.post("/spreadsheets/<book_id>:batchUpdate")
def batch_update(book_id: str) -> Response:
    """``spreadsheets.batchUpdate``."""
    message = body("BatchUpdateSpreadsheetRequest")

    def work(book: Book) -> tuple[list[JsonObject], list[Rect]]:
        replies = apply_requests(book, message.get("requests", []), today=today())
        return replies, [resolve(book, text) for text in message.get("responseRanges", [])]

    (replies, ranges), computed = library().write(book_id, work)
    reply: JsonObject = {"spreadsheetId": book_id, "replies": replies}
    if message.get("includeSpreadsheetInResponse"):
        include = bool(message.get("responseIncludeGridData"))
        reply["updatedSpreadsheet"] = spreadsheet(computed, ranges=ranges, include_data=include)
    return answer(reply, "BatchUpdateSpreadsheetResponse")


@blueprint.get("/spreadsheets/<book_id>/developerMetadata/<metadata_id>")
def get_metadata(book_id: str, metadata_id: str) -> Response:
    """``spreadsheets.developerMetadata.get``."""
    book = library().read(book_id).book
    found = [item for item in book.metadata if str(item["metadataId"]) == metadata_id]
    if not found:
        raise not_found()
    return answer(printed(found[0]), "DeveloperMetadata")


@blueprint.post("/spreadsheets/<book_id>/developerMetadata:search")
def search_metadata(book_id: str) -> Response:
    """``spreadsheets.developerMetadata.search``."""
    filters = body("SearchDeveloperMetadataRequest").get("dataFilters", [])
    book = library().read(book_id).book
    found: dict[int, JsonObject] = {}
    for data_filter in filters:
        for item in _selected(book, data_filter):
            entry = found.setdefault(item["metadataId"], {"developerMetadata": printed(item), "dataFilters": []})
            entry["dataFilters"].append(data_filter)
    reply: JsonObject = {"matchedDeveloperMetadata": list(found.values())} if found else {}
    return answer(reply, "SearchDeveloperMetadataResponse")


def _selected(book: Book, data_filter: JsonObject) -> list[JsonObject]:
    if "developerMetadataLookup" in data_filter:
        return matching(book, data_filter["developerMetadataLookup"])
    rects = rects_of(book, data_filter)
    return [item for item in book.metadata if any(_lies_in(item, rect) for rect in rects)]


def _lies_in(item: JsonObject, rect: Rect) -> bool:
    """Whether row or column metadata lies within the range's rows or columns."""
    area = item["location"].get("dimensionRange")
    if not area or area["sheetId"] != rect.sheet_id:
        return False
    low, high = (rect.top, rect.bottom) if area["dimension"] == "ROWS" else (rect.left, rect.right)
    return bool(low <= area["startIndex"] < high)
