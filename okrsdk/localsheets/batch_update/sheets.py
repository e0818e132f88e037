"""Requests about sheets as such: add, delete, properties, duplicate; and the spreadsheet's own properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.batch_update.context import required, required_mask
from okrsdk.localsheets.batch_update.dimensions import resize
from okrsdk.localsheets.book.create import SETTABLE, add_sheet, check_counts, check_frozen, check_title, next_copy_title
from okrsdk.localsheets.book.duplicate import duplicate_sheet
from okrsdk.localsheets.book.follow_shift import rewrite_formulas
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.references import orphaned, renamed
from okrsdk.localsheets.responses.spreadsheet import sheet_properties
from okrsdk.localsheets.wire.masks import Mask, assign, has_path

if TYPE_CHECKING:
    from okrsdk.localsheets.batch_update.context import Edit
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import Json, JsonObject


def add(edit: Edit, request: JsonObject) -> JsonObject:
    """``addSheet``."""
    given = request.get("properties", {})
    sheet = add_sheet(edit.book, {"properties": given}, at=given.get("index"))
    return {"properties": sheet_properties(edit.book, sheet)}


def delete(edit: Edit, request: JsonObject) -> None:
    """``deleteSheet``: formulas that refer to it break, objects and metadata on it go."""
    book = edit.book
    sheet = book.existing(request.get("sheetId", 0), "sheet")
    if len(book.sheets) == 1:
        raise bad_request("You can't remove all the sheets in a document.")
    if len([one for one in book.sheets if not one.properties.get("hidden")]) <= (not sheet.properties.get("hidden")):
        raise bad_request("You can't remove all the visible sheets in a document.")
    book.sheets.remove(sheet)
    for other in list(book.sheets):
        rewrite_formulas(book, other, lambda formula: orphaned(formula, sheet.title))
        _drop_objects(book, other, sheet.id)
    book.named_ranges = [item for item in book.named_ranges if item["range"].get("sheetId", 0) != sheet.id]
    book.metadata = [item for item in book.metadata if _sheet_of(item["location"]) != sheet.id]


def _sheet_of(location: JsonObject) -> Json:
    return location.get("dimensionRange", location).get("sheetId")


def _drop_objects(book: Book, sheet: Sheet, gone: int) -> None:
    """Charts are kept; a source range on the deleted sheet is dropped from them."""
    charts = [_without_sources(item, gone) for item in sheet.part("charts")]
    if charts != sheet.part("charts"):
        book.edit(sheet.id).set_part("charts", charts)


def _without_sources(value: Json, gone: int) -> Json:
    if isinstance(value, list):
        return [_without_sources(item, gone) for item in value]
    if not isinstance(value, dict):
        return value
    result = {key: _without_sources(item, gone) for key, item in value.items()}
    if "sources" in result:
        result["sources"] = [item for item in result["sources"] if item.get("sheetId", 0) != gone]
    return result


def update(edit: Edit, request: JsonObject) -> None:
    """``updateSheetProperties``."""
    given = required(request, "properties")
    mask = required_mask(request, "SheetProperties")
    sheet = edit.book.edit(edit.book.existing(given.get("sheetId", 0), "sheet").id)
    if not mask:
        mask = {
            key: {}
            for key in ("title", "index", "gridProperties", "hidden", "tabColor", "tabColorStyle", "rightToLeft")
        }
    if "title" in mask:
        rename(edit, sheet, given.get("title", ""))
    if "gridProperties" in mask:
        _update_grid(edit, sheet, given.get("gridProperties", {}), mask["gridProperties"])
    plain: Mask = {key: mask[key] for key in ("hidden", "tabColor", "tabColorStyle", "rightToLeft") if key in mask}
    if plain:
        wanted = {key: value for key, value in given.items() if value is not False}
        sheet.properties = assign(sheet.properties, wanted, plain, "SheetProperties")
    if all(one.properties.get("hidden") for one in edit.book.sheets):
        raise bad_request("You can't hide all the sheets in a document.")
    if "index" in mask:
        move_tab(edit.book, sheet, given.get("index", 0))


def _update_grid(edit: Edit, sheet: Sheet, given: JsonObject, mask: JsonObject) -> None:
    grid = sheet.grid
    rows = given.get("rowCount", 0) if has_path(mask, "rowCount") else grid.row_count
    columns = given.get("columnCount", 0) if has_path(mask, "columnCount") else grid.column_count
    if not mask:
        rows, columns = rows or grid.row_count, columns or grid.column_count
        mask = {key: {} for key in FLAGS}
    check_counts(rows, grid.column_count)  # the API counts the new rows with the old columns first
    check_counts(rows, columns)
    flags = {key: mask[key] for key in FLAGS if key in mask}
    wanted = {key: value for key, value in given.items() if value}
    settings = assign(sheet.properties.get("gridProperties", {}), wanted, flags, "GridProperties")
    check_frozen(settings, rows, columns)
    if settings:
        sheet.properties["gridProperties"] = settings
    else:
        sheet.properties.pop("gridProperties", None)
    resize(edit.book, sheet, rows, columns)


FLAGS = ("frozenRowCount", "frozenColumnCount", "hideGridlines", "rowGroupControlAfter", "columnGroupControlAfter")


def rename(edit: Edit, sheet: Sheet, title: str) -> None:
    """Gives the sheet another title; formulas follow."""
    if title == sheet.title:
        return
    check_title(edit.book, title, but=sheet)
    old = sheet.title
    sheet.properties["title"] = title
    for other in list(edit.book.sheets):
        rewrite_formulas(edit.book, other, lambda formula: renamed(formula, old, title))


def move_tab(book: Book, sheet: Sheet, index: int) -> None:
    """Puts the tab before what was at ``index``, counted before the move, as Google does."""
    if index < 0:
        raise bad_request("index must not be negative.")
    old = book.sheets.index(sheet)
    place = index if index <= old else index - 1
    del book.sheets[old]
    book.sheets.insert(min(place, len(book.sheets)), sheet)


def duplicate(edit: Edit, request: JsonObject) -> JsonObject:
    """``duplicateSheet``."""
    book = edit.book
    source = book.existing(request.get("sourceSheetId", 0), "sheet")
    title = request.get("newSheetName") or next_copy_title(book, source.title)
    check_title(book, title)
    new_id = request.get("newSheetId")
    if new_id is not None and (new_id in book.used_ids() or new_id < 0):
        raise bad_request(f"Sheet with id {new_id} already exists.")
    copy = duplicate_sheet(book, source, title, book.new_id() if new_id is None else new_id)
    index = request.get("insertSheetIndex", 0)
    book.sheets.insert(min(max(index, 0), len(book.sheets)), copy)
    book.adopt(copy)
    return {"properties": sheet_properties(book, copy)}


def update_spreadsheet(edit: Edit, request: JsonObject) -> None:
    """``updateSpreadsheetProperties``."""
    given = required(request, "properties")
    mask = required_mask(request, "SpreadsheetProperties") or {key: {} for key in SETTABLE}
    if not mask.keys() <= set(SETTABLE):
        raise bad_request(f"Unsupported field: {sorted(mask.keys() - set(SETTABLE))[0]}")
    properties = assign(edit.book.properties, given, mask, "SpreadsheetProperties")
    if not properties.get("title"):
        raise bad_request("The spreadsheet must have a title.")
    edit.book.properties = properties
