"""Spreadsheet answers: everything that ``spreadsheets.get`` prints."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import DEFAULT_FORMAT, THEME
from okrsdk.localsheets.book.model import PARTS
from okrsdk.localsheets.book.ranges import whole
from okrsdk.localsheets.book.tables import headed
from okrsdk.localsheets.responses.api_objects import FILTERS, printed, printed_filter
from okrsdk.localsheets.responses.grid_data import grid_data
from okrsdk.localsheets.wire.masks import Mask, has_path, pick
from okrsdk.localsheets.wire.schema import arrange

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.book.protection import Editor
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.responses.computed import Computed

URL = "https://docs.google.com/spreadsheets/d/{}/edit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What of a spreadsheet is printed, and for whom.

    Attributes:
        ranges: where not empty, only the sheets these lie on, and only these cells.
        include_data: whether cells are printed where no mask is given.
        mask: the client's field mask; it alone decides about cells then.
        viewer: who reads; None for the owner.
    """

    ranges: tuple[Rect, ...] = ()
    include_data: bool = False
    mask: Mask = field(default_factory=dict)
    viewer: Editor | None = None

    @property
    def wants_data(self) -> bool:
        """Whether cells are printed."""
        return has_path(self.mask, "sheets", "data") if self.mask else self.include_data

    def shows(self, sheet: Sheet) -> bool:
        """Whether the sheet is printed."""
        return not self.ranges or any(rect.sheet_id == sheet.id for rect in self.ranges)


def spreadsheet(computed: Computed, wanted: Selection) -> JsonObject:
    """The Spreadsheet answer."""
    book, mask = computed.book, wanted.mask
    answer: JsonObject = {"spreadsheetId": book.id}
    if has_path(mask, "properties"):
        answer["properties"] = spreadsheet_properties(book)
    if has_path(mask, "sheets"):
        answer["sheets"] = [_sheet(computed, sheet, wanted) for sheet in book.sheets if wanted.shows(sheet)]
    if book.named_ranges:
        answer["namedRanges"] = printed(book.named_ranges)
    answer["spreadsheetUrl"] = URL.format(book.id)
    metadata = [item for item in book.metadata if item["location"]["locationType"] == "SPREADSHEET"]
    if metadata:
        answer["developerMetadata"] = printed(metadata)
    return {name: _reduced(name, value, mask, "sheets") for name, value in answer.items() if has_path(mask, name)}


def _reduced(name: str, value: Json, mask: Mask, done: str) -> Json:
    """The field reduced to the mask; the field `done`, which was made by the mask and may be large, as it is."""
    return value if name == done else pick(value, mask.get(name, {}))


def spreadsheet_properties(book: Book) -> JsonObject:
    """The SpreadsheetProperties answer, defaults filled in."""
    whole_properties = {"defaultFormat": DEFAULT_FORMAT, "spreadsheetTheme": THEME} | book.properties
    arranged: JsonObject = arrange(whole_properties, "SpreadsheetProperties")
    return arranged


def sheet_properties(book: Book, sheet: Sheet) -> JsonObject:
    """The SheetProperties answer."""
    size = {"rowCount": sheet.grid.row_count, "columnCount": sheet.grid.column_count}
    shown = {
        "sheetType": "GRID",
        **sheet.properties,
        "index": book.sheets.index(sheet),
        "gridProperties": size | sheet.properties.get("gridProperties", {}),
    }
    arranged: JsonObject = arrange(shown, "SheetProperties")
    return arranged


def _sheet(computed: Computed, sheet: Sheet, wanted: Selection) -> JsonObject:
    answer: JsonObject = {"properties": sheet_properties(computed.book, sheet)}
    mask = wanted.mask.get("sheets", {})
    if wanted.wants_data:
        rects = [rect for rect in wanted.ranges if rect.sheet_id == sheet.id] or [whole(sheet)]
        answer["data"] = [grid_data(computed, rect, mask.get("data", {})) for rect in rects]
    answer |= {name: _part(sheet, name, wanted) for name in PARTS if has_path(mask, name)}
    metadata = [
        item
        for item in computed.book.metadata
        if item["location"]["locationType"] == "SHEET" and item["location"].get("sheetId") == sheet.id
    ]
    answer["developerMetadata"] = printed(metadata)
    filled = (name for name in SHEET_ORDER if answer.get(name) and has_path(mask, name))
    return {name: _reduced(name, answer[name], mask, "data") for name in filled}


def _part(sheet: Sheet, name: str, wanted: Selection) -> Json:
    items = sheet.part(name)
    if name == "protectedRanges" and wanted.viewer is not None:
        items = [wanted.viewer.shown(item) for item in items]
    if name == "tables":
        items = [headed(sheet, item) for item in items]
    shown = printed(items)
    if name in FILTERS:
        shown = [printed_filter(item) for item in shown]
    return (shown[0] if shown else None) if name == "basicFilter" else shown


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
    "tables",
)
