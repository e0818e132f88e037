"""From a client's range (A1 text, GridRange) to a rectangle of an existing sheet; named ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError, bad_request, grid_limits, unparseable
from okrsdk.localsheets.grid.a1 import CELL, R1C1_CELL, Area, cell_name, parse_area, quote, split_sheet
from okrsdk.localsheets.grid.rectangle import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import JsonObject


def whole(sheet: Sheet) -> Rect:
    """All cells of the sheet."""
    return Rect(sheet.id, 0, sheet.grid.row_count, 0, sheet.grid.column_count)


def resolve(book: Book, text: str) -> Rect:
    """The rectangle that an A1 text, R1C1 text, sheet name or named range means; ends are cut to the grid.

    Raises:
        ApiError: 400 when it names nothing or starts outside the grid.
    """
    name, rest = split_sheet(text)
    if name is None:
        return _resolve_bare(book, text)
    sheet = book.titled(name) or book.titled(name.strip())
    if sheet is None:
        raise unparseable(text)
    area = parse_area(rest)
    if area is not None:
        return clamp(sheet, area)
    named = named_range(book, rest)
    if named is None:
        raise unparseable(text)
    return named


def _resolve_bare(book: Book, text: str) -> Rect:
    """A text without ``!``: a cell range beats a sheet's name unless that is quoted; then named ranges."""
    quoted = len(text) > 1 and text[0] == text[-1] == "'"
    area = None if quoted else parse_area(text)
    if area is not None:
        return clamp(book.sheets[0], area)
    sheet = book.titled(text[1:-1].replace("''", "'")) if quoted else book.titled(text)
    if sheet is not None:
        return whole(sheet)
    named = None if quoted else named_range(book, text)
    if named is None:
        raise unparseable(text)
    return named


def named_range(book: Book, name: str) -> Rect | None:
    """The rectangle of a named range, whatever the case; None if there is none of that name."""
    folded = name.casefold()
    for item in book.named_ranges:
        if str(item["name"]).casefold() == folded:
            return from_json(book, item["range"])
    return None


def known_name(book: Book, name: str) -> Rect | None:
    """The rectangle of a named range; None too where its sheet is gone, which `named_range` refuses."""
    try:
        return named_range(book, name)
    except ApiError:
        return None


def clamp(sheet: Sheet, area: Area) -> Rect:
    """The area on this sheet: open ends reach the edge, ends beyond are cut.

    Raises:
        ApiError: 400 when it starts outside.
    """
    rows, columns = sheet.grid.row_count, sheet.grid.column_count
    top, left = area.start_row or 0, area.start_column or 0
    if top >= rows or left >= columns:
        raise grid_limits(f"{quote(sheet.title)}!{_area_text(area)}", rows, columns)
    bottom = rows if area.end_row is None else min(area.end_row, rows)
    right = columns if area.end_column is None else min(area.end_column, columns)
    return Rect(sheet.id, top, bottom, left, right)


def _area_text(area: Area) -> str:
    first = cell_name(area.start_row or 0, area.start_column or 0)
    if area.end_row is None or area.end_column is None:
        return first
    last = cell_name(area.end_row - 1, area.end_column - 1)
    return first if first == last else f"{first}:{last}"


def from_json(book: Book, grid_range: JsonObject) -> Rect:
    """The rectangle of a GridRange; missing sides are open.

    Raises:
        ApiError: 400 for an unknown sheet, negative or reversed indices, or a start outside the grid.
    """
    sheet = book.existing(int(grid_range.get("sheetId", 0)))
    rows = _span(grid_range, "startRowIndex", "endRowIndex", sheet.grid.row_count)
    columns = _span(grid_range, "startColumnIndex", "endColumnIndex", sheet.grid.column_count)
    rect = Rect(sheet.id, rows[0], rows[1], columns[0], columns[1])
    if rect.top >= sheet.grid.row_count or rect.left >= sheet.grid.column_count:
        wanted = Area(rect.top, rect.bottom, rect.left, rect.right)
        raise grid_limits(f"{quote(sheet.title)}!{_area_text(wanted)}", sheet.grid.row_count, sheet.grid.column_count)
    return Rect(
        sheet.id, rect.top, min(rect.bottom, sheet.grid.row_count), rect.left, min(rect.right, sheet.grid.column_count)
    )


def _span(grid_range: JsonObject, start_key: str, end_key: str, limit: int) -> tuple[int, int]:
    start = int(grid_range.get(start_key, 0))
    end = int(grid_range.get(end_key, max(limit, start + 1)))
    if start < 0 or end < 0:
        raise bad_request(f"{start_key if start < 0 else end_key} must be greater than or equal to 0.")
    if end <= start:
        raise bad_request(f"{end_key}[{end}] must be after {start_key}[{start}]")
    return start, end


def checked_range(book: Book, grid_range: JsonObject) -> JsonObject:
    """The GridRange as it is stored: its sheet named, its indices checked, open sides left open.

    One that is empty, its ends where it starts, may be kept, though it means no cell.
    """
    pairs = (("startRowIndex", "endRowIndex"), ("startColumnIndex", "endColumnIndex"))
    filled = dict(grid_range)
    for start, end in pairs:
        if end in filled and filled[end] == filled.get(start, 0) >= 0:
            filled[end] += 1
    from_json(book, filled)
    return {"sheetId": 0, **grid_range}


def echo(book: Book, rect: Rect) -> str:
    """The rectangle as the API writes it in an answer: ``Sheet1!A1:B2``."""
    return f"{quote(book.existing(rect.sheet_id).title)}!{rect.a1()}"


NAME = re.compile(r"[^\W\d]\w{0,249}")


def check_name(book: Book, name: str, but_id: str = "") -> None:
    """Checks that a range may be called so.

    Raises:
        ApiError: 400 when the name is taken, looks like a cell or has other than letters, digits and underscores.
    """
    allowed = NAME.fullmatch(name) and name.upper() not in ("TRUE", "FALSE")
    if not allowed or CELL.fullmatch(name) or R1C1_CELL.fullmatch(name):
        raise bad_request(f"The name of the named range '{name[:260]}' is not valid.")
    for item in book.named_ranges:
        if item["name"].casefold() == name.casefold() and item["namedRangeId"] != but_id:
            raise bad_request(f"A named range with the name '{name}' already exists.")


def add_named_range(book: Book, item: JsonObject) -> JsonObject:
    """Adds a named range; gives it as stored.

    Raises:
        ApiError: 400 when the name is taken or not allowed, or the range is outside the grid.
    """
    check_name(book, item.get("name", ""))
    stored = {
        "namedRangeId": item.get("namedRangeId") or str(book.new_id()),
        "name": item["name"],
        "range": checked_range(book, item.get("range", {})),
    }
    if any(known["namedRangeId"] == stored["namedRangeId"] for known in book.named_ranges):
        raise bad_request(f"Duplicate named range id: {stored['namedRangeId']}")
    book.named_ranges = [*book.named_ranges, stored]
    return stored
