"""Data filters: A1 ranges, grid ranges or developer metadata, turned into rectangles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.developer_metadata import matching, rect_of
from okrsdk.localsheets.book.range_lookup import from_json, resolve, whole
from okrsdk.localsheets.errors import bad_request

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import JsonObject


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
