"""Everything of a spreadsheet that hangs on rows and columns follows them here.

Covers the API objects of all sheets (by the form of their ranges), named ranges, developer metadata, formulas, and the
formulas inside validations and conditional formats.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.book.model import Book, Sheet
from okrsdk.localsheets.book.shift import Shift, shift_formula
from okrsdk.localsheets.book.tables import columns_of
from okrsdk.localsheets.grid.cells import Cell, Formula

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.jsontypes import Json, JsonObject

GRID_KEYS = {"sheetId", "startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"}
PLACE_KEYS = {"sheetId", "rowIndex", "columnIndex"}
FAR = 10**9


class _Gone(Exception):  # noqa: N818 - a signal inside this module, not an error
    """The range of an object was deleted, and the object with it."""


def follow(book: Book, shift: Shift) -> None:
    """Moves ranges, metadata and formulas of the draft according to the shift (cells have been moved already)."""
    target = book.existing(shift.sheet_id).title
    for sheet in list(book.sheets):
        _follow_parts(book, sheet, shift, target)
        rewrite_formulas(book, sheet, _formula_shift(shift, sheet.title, target))
    book.named_ranges = _kept(book.named_ranges, shift, target, target)
    book.metadata = _kept(book.metadata, shift, target, target)


def _formula_shift(shift: Shift, home: str, target: str) -> Callable[[str], str]:
    return lambda formula: shift_formula(formula, shift, home=home, target=target)


def _follow_parts(book: Book, sheet: Sheet, shift: Shift, target: str) -> None:
    for name, items in list(sheet.parts.items()):
        kept = _kept(items, shift, sheet.title, target)
        if name in ("basicFilter", "filterViews") and not shift.by_rows:
            kept = [_shift_columns(item, shift) for item in kept]
        if name == "tables" and not shift.by_rows:
            kept = [_shift_table(item, items, shift) for item in kept]
        if name == "merges":
            kept = [item for item in kept if _is_several_cells(item)]
        if kept != items:
            book.edit(sheet.id).set_part(name, kept)


def _is_several_cells(merge: JsonObject) -> bool:
    return bool(
        merge["endRowIndex"] - merge["startRowIndex"] > 1 or merge["endColumnIndex"] - merge["startColumnIndex"] > 1
    )


def _kept(items: list[JsonObject], shift: Shift, home: str, target: str) -> list[JsonObject]:
    result = []
    for item in items:
        try:
            result.append(_mapped(item, shift, home, target))
        except _Gone:
            continue
    return items if result == items else result


def _mapped(value: Json, shift: Shift, home: str, target: str) -> Json:
    if isinstance(value, list):
        return _mapped_list(value, shift, home, target)
    if not isinstance(value, dict):
        return value
    if "dimension" in value and ("startIndex" in value or "endIndex" in value):
        return _dimension_range(value, shift)
    if value.keys() <= GRID_KEYS and len(value) > ("sheetId" in value):
        return _grid_range(value, shift)
    if value.keys() <= PLACE_KEYS and len(value) > ("sheetId" in value):
        return _coordinate(value, shift)
    return {key: _mapped_field(key, item, shift, home, target) for key, item in value.items()}


def _mapped_field(key: str, value: Json, shift: Shift, home: str, target: str) -> Json:
    if isinstance(value, str):
        if key == "userEnteredValue" and value.startswith("="):
            return str(shift_formula(value, shift, home=home, target=target))
        return value
    if isinstance(value, (dict, list)):
        mapped = _mapped(value, shift, home, target)
        if key == "ranges" and value and not mapped:
            raise _Gone
        return mapped
    return value


def _mapped_list(values: list[Json], shift: Shift, home: str, target: str) -> list[Json]:
    result = []
    for value in values:
        try:
            result.append(_mapped(value, shift, home, target))
        except _Gone:
            continue
    return result


def _grid_range(value: JsonObject, shift: Shift) -> JsonObject:
    if value.get("sheetId", 0) != shift.sheet_id:
        return value
    first, last = ("startRowIndex", "endRowIndex") if shift.by_rows else ("startColumnIndex", "endColumnIndex")
    return _span_of(value, shift, first, last)


def _dimension_range(value: JsonObject, shift: Shift) -> JsonObject:
    if value.get("sheetId", 0) != shift.sheet_id or (value["dimension"] == "ROWS") != shift.by_rows:
        return value
    return _span_of(value, shift, "startIndex", "endIndex")


def _span_of(value: JsonObject, shift: Shift, first: str, last: str) -> JsonObject:
    if first not in value and last not in value:
        return value
    span = shift.span(int(value.get(first, 0)), int(value.get(last, FAR)))
    if span is None:
        raise _Gone
    changes = {key: place for key, place in zip((first, last), span, strict=True) if key in value}
    if first not in value and span[0] > 0:
        # An open start that had to move is open no longer.
        changes[first] = span[0] if shift.index(0) is not None else 0
    return value | changes


def _coordinate(value: JsonObject, shift: Shift) -> JsonObject:
    key = "rowIndex" if shift.by_rows else "columnIndex"
    if value.get("sheetId", 0) != shift.sheet_id or key not in value:
        return value
    place = shift.index(int(value[key]))
    if place is None:  # a chart stays near where its cell was
        far = shift.span(int(value[key]), FAR)
        place = far[0] if far else 0
    return value | {key: place}


def _shift_columns(item: JsonObject, shift: Shift) -> JsonObject:
    """Filters name columns by number in their criteria and sort orders."""
    if item.get("range", {}).get("sheetId", 0) != shift.sheet_id:
        return item
    result = dict(item)
    if "criteria" in item:
        moved = {shift.index(int(key)): value for key, value in item["criteria"].items()}
        result["criteria"] = {str(key): value for key, value in moved.items() if key is not None}
    for name, key in (("filterSpecs", "columnIndex"), ("sortSpecs", "dimensionIndex")):
        if name in item:
            entries = [(shift.index(int(entry.get(key, 0))), entry) for entry in item[name]]
            result[name] = [entry | {key: place} for place, entry in entries if place is not None]
    return result


def _shift_table(item: JsonObject, before: list[JsonObject], shift: Shift) -> JsonObject:
    """Tables number their columns from their own first one; columns that come in are given names."""
    old = next(one for one in before if one["tableId"] == item["tableId"])
    if old["range"].get("sheetId", 0) != shift.sheet_id or old["range"] == item["range"]:
        return item
    start, first = old["range"]["startColumnIndex"], item["range"]["startColumnIndex"]
    places = ((shift.index(start + int(one.get("columnIndex", 0))), one) for one in old.get("columnProperties", []))
    kept = [{**one, "columnIndex": place - first} for place, one in places if place is not None]
    headers = [""] * (item["range"]["endColumnIndex"] - first)
    return {**item, "columnProperties": columns_of(kept, headers)}


def rewrite_formulas(book: Book, sheet: Sheet, change: Callable[[str], str]) -> None:
    """Puts every formula of the sheet, in cells and in their validations, through ``change``."""
    seen: dict[int, JsonObject] = {}
    changes: list[tuple[int, int, Cell]] = []
    for row, column, cell in sheet.grid.cells_in(0, sheet.grid.used_rows()):
        value, extra = cell.value, cell.extra
        if isinstance(value, Formula):
            value = Formula(change(value))
        if extra and "dataValidation" in extra:
            if id(extra) not in seen:
                seen[id(extra)] = _validation_rewritten(extra, change)
            extra = seen[id(extra)]
        if (value is not cell.value and value != cell.value) or extra is not cell.extra:
            changes.append((row, column, Cell(value, cell.format, extra)))
    if changes:
        grid = book.edit(sheet.id).grid
        for row, column, cell in changes:
            grid.put(row, column, cell)


def _validation_rewritten(extra: JsonObject, change: Callable[[str], str]) -> JsonObject:
    rule = extra["dataValidation"]
    condition = rule.get("condition", {})
    values = condition.get("values", [])
    fresh = [
        value | {"userEnteredValue": str(change(value["userEnteredValue"]))}
        if str(value.get("userEnteredValue", "")).startswith("=")
        else value
        for value in values
    ]
    if fresh == values:
        return extra
    return extra | {"dataValidation": rule | {"condition": condition | {"values": fresh}}}
