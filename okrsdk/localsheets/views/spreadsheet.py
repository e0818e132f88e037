"""Spreadsheet answers: everything that ``spreadsheets.get`` prints."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import DEFAULT_FORMAT, THEME
from okrsdk.localsheets.book.lookup import whole
from okrsdk.localsheets.book.model import PARTS
from okrsdk.localsheets.views.griddata import grid_data
from okrsdk.localsheets.views.printed import FILTERS, printed, printed_filter
from okrsdk.localsheets.wire.masks import Mask, has_path, pick
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.grid.rect import Rect
    from okrsdk.localsheets.jsontypes import JsonObject
    from okrsdk.localsheets.views.computed import Computed

URL = "https://docs.google.com/spreadsheets/d/{}/edit"


def spreadsheet(
    computed: Computed, *, ranges: Sequence[Rect] = (), include_data: bool = False, mask: Mask | None = None
) -> JsonObject:
    """The Spreadsheet answer.

    Args:
        computed: the spreadsheet with its computed values.
        ranges: where not empty, only the sheets these lie on are printed, and only these cells.
        include_data: whether cells are printed where no mask is given.
        mask: the client's field mask; it alone decides about cells then.
    """
    book, mask = computed.book, mask or {}
    wants_data = has_path(mask, "sheets", "data") if mask else include_data
    answer: JsonObject = {"spreadsheetId": book.id}
    if has_path(mask, "properties"):
        answer["properties"] = spreadsheet_properties(book)
    if has_path(mask, "sheets"):
        shown = [sheet for sheet in book.sheets if not ranges or any(rect.sheet_id == sheet.id for rect in ranges)]
        sheet_mask = mask.get("sheets", {})
        answer["sheets"] = [_sheet(computed, sheet, ranges, wants_data=wants_data, mask=sheet_mask) for sheet in shown]
    if book.named_ranges:
        answer["namedRanges"] = printed(book.named_ranges)
    answer["spreadsheetUrl"] = URL.format(book.id)
    metadata = [item for item in book.metadata if item["location"]["locationType"] == "SPREADSHEET"]
    if metadata:
        answer["developerMetadata"] = printed(metadata)
    reduced: JsonObject = pick(answer, mask)
    return reduced


def spreadsheet_properties(book: Book) -> JsonObject:
    """The SpreadsheetProperties answer, defaults filled in."""
    whole_properties = {"defaultFormat": DEFAULT_FORMAT, "spreadsheetTheme": THEME} | book.properties
    arranged: JsonObject = arrange(whole_properties, "SpreadsheetProperties")
    return arranged


def sheet_properties(book: Book, sheet: Sheet) -> JsonObject:
    """The SheetProperties answer."""
    stored = sheet.properties
    size = {"rowCount": sheet.grid.row_count, "columnCount": sheet.grid.column_count}
    arranged: JsonObject = arrange(
        {"sheetType": "GRID", **stored, "index": book.sheets.index(sheet)}
        | {"gridProperties": size | stored.get("gridProperties", {})},
        "SheetProperties",
    )
    return arranged


def _sheet(computed: Computed, sheet: Sheet, ranges: Sequence[Rect], *, wants_data: bool, mask: Mask) -> JsonObject:
    book = computed.book
    answer: JsonObject = {"properties": sheet_properties(book, sheet)}
    if wants_data:
        rects = [rect for rect in ranges if rect.sheet_id == sheet.id] or [whole(sheet)]
        answer["data"] = [grid_data(computed, rect, mask.get("data", {})) for rect in rects]
    for name in PARTS:
        items = sheet.part(name)
        if items:
            shown = printed(items)
            if name in FILTERS:
                shown = [printed_filter(item) for item in shown]
            answer[name] = shown[0] if name == "basicFilter" else shown
    metadata = [
        item
        for item in book.metadata
        if item["location"]["locationType"] == "SHEET" and item["location"].get("sheetId") == sheet.id
    ]
    if metadata:
        answer["developerMetadata"] = printed(metadata)
    return {name: answer[name] for name in SHEET_ORDER if name in answer}


SHEET_ORDER = (
    "properties",
    "data",
    "merges",
    "conditionalFormats",
    "filterViews",
    "protectedRanges",
    "basicFilter",
    "charts",
    "bandedRanges",
    "developerMetadata",
    "rowGroups",
    "columnGroups",
    "slicers",
    "tables",
)
