"""Requests that put rows in another order: sortRange, randomizeRange; and deleteDuplicates, which drops some."""

from __future__ import annotations

import random
from functools import cmp_to_key
from typing import TYPE_CHECKING

from okrsdk.localsheets.edits.cells import moved_formula
from okrsdk.localsheets.edits.context import required
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import ErrorText
from okrsdk.localsheets.grid.rect import Rect
from okrsdk.localsheets.views.effective import EffectiveFormats, color_wanted

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.edits.context import Edit
    from okrsdk.localsheets.grid.cells import Cell, Value
    from okrsdk.localsheets.jsontypes import JsonObject

NUMBER, TEXT, BOOLEAN, ERROR, NOTHING = range(5)


def sort_key(value: Value) -> tuple[int, float | str]:
    """Where a value stands in ascending order: numbers, texts (whatever the case), booleans, errors."""
    if value is None or value == "":
        return NOTHING, 0
    if isinstance(value, bool):
        return BOOLEAN, int(value)
    if isinstance(value, (int, float)):
        return NUMBER, value
    if isinstance(value, ErrorText):
        return ERROR, 0
    return TEXT, str(value).casefold()


def _compare(one: tuple[int, float | str], other: tuple[int, float | str], *, descending: bool) -> int:
    """Empty cells stand last in either direction."""
    if NOTHING in (one[0], other[0]):
        return (one[0] == NOTHING) - (other[0] == NOTHING)
    order = (one > other) - (one < other) if one[0] != other[0] else (one[1] > other[1]) - (one[1] < other[1])  # type: ignore[operator]  # same kind, same type
    return -order if descending else order


def sort(edit: Edit, request: JsonObject) -> None:
    """``sortRange``: whole cells move, with format and note; row metadata stays with its row."""
    rect = edit.rect(required(request, "range"))
    specs = request.get("sortSpecs", [])
    if not specs:
        raise bad_request("At least one sortSpec must be given.")
    for spec in specs:
        if not rect.left <= spec.get("dimensionIndex", 0) < rect.right:
            raise bad_request(f"Sort column {spec.get('dimensionIndex', 0)} is outside the range.")
    sheet = edit.sheet(rect.sheet_id)
    _refuse_tall_merges(sheet, rect)
    key_of = _keys(edit, sheet, specs)
    rows = list(range(rect.top, min(rect.bottom, sheet.grid.used_rows())))
    keys = {row: [key(row) for key in key_of] for row in rows}
    down = [spec.get("sortOrder") == "DESCENDING" for spec in specs]

    def compare(one: int, other: int) -> int:
        pairs = zip(keys[one], keys[other], down, strict=True)
        return next((order for a, b, d in pairs if (order := _compare(a, b, descending=d))), 0)

    reorder(sheet, rect, rows, sorted(rows, key=cmp_to_key(compare)))


def _keys(edit: Edit, sheet: Sheet, specs: list[JsonObject]) -> list[Callable[[int], tuple[int, float | str]]]:
    """For each order, what a row is sorted by: its value there, or whether it shows the colour that goes first."""
    computed = edit.computed()
    formats = EffectiveFormats(computed, sheet, {})

    def key(spec: JsonObject) -> Callable[[int], tuple[int, float | str]]:
        column = spec.get("dimensionIndex", 0)
        color = color_wanted(spec, "")
        if color is None:
            return lambda row: sort_key(computed.value(sheet, row, column))
        down = spec.get("sortOrder") == "DESCENDING"
        return lambda row: (NUMBER, int(formats.shows((row, column), color) == down))

    return [key(spec) for spec in specs]


def _refuse_tall_merges(sheet: Sheet, rect: Rect) -> None:
    for item in sheet.part("merges"):
        tall = item["endRowIndex"] - item["startRowIndex"] > 1
        merge = Rect(
            sheet.id, item["startRowIndex"], item["endRowIndex"], item["startColumnIndex"], item["endColumnIndex"]
        )
        if tall and merge.meets(rect):
            raise bad_request("You can't sort a range with vertically merged cells.")


def reorder(sheet: Sheet, rect: Rect, places: list[int], sources: list[int]) -> None:
    """Puts the cells of row ``sources[i]`` into row ``places[i]``, within the rectangle's columns."""
    grid = sheet.grid
    taken: dict[int, dict[int, Cell]] = {}
    for row in sources:
        cells = grid.row(row).cells
        taken[row] = {column: cell for column, cell in cells.items() if rect.left <= column < rect.right}
    for place, source in zip(places, sources, strict=True):
        if place == source:
            continue
        kept = {at: cell for at, cell in grid.row(place).cells.items() if not rect.left <= at < rect.right}
        moved = {column: moved_formula(cell, place - source, 0) for column, cell in taken[source].items()}
        grid.writable(place).cells = kept | moved


def _filled_rows(sheet: Sheet, rect: Rect) -> list[int]:
    """The rectangle's rows down to the sheet's last one that holds anything."""
    return list(range(rect.top, min(rect.bottom, sheet.grid.used_rows())))


def randomize(edit: Edit, request: JsonObject) -> None:
    """``randomizeRange``: rows below the last filled one stay out of it."""
    rect = edit.rect(required(request, "range"))
    sheet = edit.sheet(rect.sheet_id)
    _refuse_tall_merges(sheet, rect)
    rows = _filled_rows(sheet, rect)
    shuffled = rows.copy()
    random.SystemRandom().shuffle(shuffled)
    reorder(sheet, rect, rows, shuffled)


def delete_duplicates(edit: Edit, request: JsonObject) -> JsonObject:
    """``deleteDuplicates``: later rows whose shown values equal an earlier one's go; those below move up."""
    rect = edit.rect(required(request, "range"))
    columns = _compared_columns(rect, request.get("comparisonColumns", []))
    sheet = edit.sheet(rect.sheet_id)
    computed = edit.computed()
    seen: set[tuple[tuple[int, float | str], ...]] = set()
    kept = []
    rows = _filled_rows(sheet, rect)
    blank = tuple((NOTHING, 0) for _ in columns)
    for row in rows:
        key = tuple(sort_key(computed.value(sheet, row, column)) for column in columns)
        if key not in seen:
            seen.add(key)
            kept.append(row)
    gone = len(rows) - len(kept)
    below = rect.height - len(rows)  # blank rows, of which only the first can be no duplicate
    if gone:
        reorder(sheet, rect, rows[: len(kept)], kept)
        for row in rows[len(kept) :]:
            cells = sheet.grid.writable(row).cells
            for column in [at for at in cells if rect.left <= at < rect.right]:
                del cells[column]
    gone += max(below - (blank not in seen), 0)
    return {"duplicatesRemovedCount": gone} if gone else {}


def _compared_columns(rect: Rect, chosen: list[JsonObject]) -> list[int]:
    if not chosen:
        return list(range(rect.left, rect.right))
    spans = [(one.get("startIndex", 0), one.get("endIndex", rect.right)) for one in chosen]
    if any(not rect.left <= start < end <= rect.right for start, end in spans):
        raise bad_request("comparisonColumns must lie inside the range.")
    return sorted({column for start, end in spans for column in range(start, end)})
