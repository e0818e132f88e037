"""A change taken back while others may have written since: what is as the change left it becomes what it was before.

It merges three versions of a spreadsheet, as version control does: before the change, after it, and now. What the
change did not touch stays. A cell that it touched and that somebody has written to since stays too, and is named. Rows,
columns and whole tabs go back only where nobody has moved them since.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

from okrsdk.localsheets.grid.rows import EMPTY_ROW, Grid, Row

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets.book.model import Book, Sheet

Value = TypeVar("Value")


class Place(NamedTuple):
    """A cell, by the number of its sheet; row and column count from 0."""

    sheet_id: int
    row: int
    column: int


class Reverted(NamedTuple):
    """What was taken back.

    ``places``: the cells that the change had touched. ``kept``: those among them that stay, since somebody has written
    to them. ``moved``: titles of the tabs in which rows or columns have been moved since; then nothing is taken back.
    """

    places: list[Place]
    kept: list[Place]
    moved: list[str]


def revert(now: Book, before: Book, after: Book) -> Reverted:
    """Takes the change from ``before`` to ``after`` back in a draft of the spreadsheet as it is now.

    Args:
        now: the draft; it is changed, unless rows, columns or tabs have been moved since.
        before: the spreadsheet before the change, published.
        after: the spreadsheet after the change, published.
    """
    ids = dict.fromkeys(sheet.id for sheet in (*before.sheets, *after.sheets))
    triples = [(now.sheet(number), before.sheet(number), after.sheet(number)) for number in ids]
    moved = [triple for triple in triples if _is_moved(*triple)]
    if moved:
        return Reverted([], [], [sheet.title for _, was, left in moved if (sheet := was or left) is not None])
    done = Reverted([], [], [])
    for triple in triples:
        _revert_sheet(now, *triple, done)
    _restore_order(now, before, after)
    now.properties = _merged(now.properties, before.properties, after.properties)
    now.named_ranges = _merged(now.named_ranges, before.named_ranges, after.named_ranges)
    now.metadata = _merged(now.metadata, before.metadata, after.metadata)
    return done


def _merged(now: Value, before: Value, after: Value) -> Value:
    """What it was before, where it is as the change left it."""
    return before if before != after and now == after else now


def _is_moved(now: Sheet | None, before: Sheet | None, after: Sheet | None) -> bool:
    """Whether a tab that the change touched can no longer be told cell from cell."""
    if _same(before, after) or _same(now, after):
        return False
    return now is None or before is None or after is None or not _aligned(before, after, now)


def _revert_sheet(book: Book, now: Sheet | None, before: Sheet | None, after: Sheet | None, done: Reverted) -> None:
    if _same(before, after):
        return
    if before is None:
        if now is not None:
            book.sheets.remove(now)
    elif now is None or after is None:
        _bring_back(book, before)
    else:
        places = [Place(before.id, *place) for place in _changed(before.grid, after.grid)]
        done.places.extend(places)
        own = book.edit(before.id)
        if _same(now, after):
            own.properties, own.columns, own.parts = dict(before.properties), dict(before.columns), dict(before.parts)
            own.grid = _restored(before.grid, now.grid)
        else:
            done.kept.extend(_merge_cells(own, before, after, places))


def _bring_back(now: Book, before: Sheet) -> None:
    """A tab that was deleted, with new rows: those it had are in the database no more."""
    own = before.copy()
    own.grid = _restored(before.grid, Grid(0, 0))
    now.sheets.append(own)
    now.adopt(own)


def _restore_order(now: Book, before: Book, after: Book) -> None:
    """Puts the tabs into the order they had, where they are those that there were."""
    order = [sheet.id for sheet in before.sheets]
    if order != [sheet.id for sheet in after.sheets] and {sheet.id for sheet in now.sheets} == set(order):
        now.sheets.sort(key=lambda sheet: order.index(sheet.id))


def _same(one: Sheet | None, other: Sheet | None) -> bool:
    if one is None or other is None or one is other:
        return one is other
    grids = (one.grid.row_count, one.grid.column_count) == (other.grid.row_count, other.grid.column_count)
    kept = (one.properties, one.columns, one.parts) == (other.properties, other.columns, other.parts)
    return grids and kept and next(_changed(one.grid, other.grid), None) is None and _heights(one) == _heights(other)


def _heights(sheet: Sheet) -> dict[int, object]:
    return {index: row.meta for index, row in enumerate(sheet.grid.rows) if row.meta}


def _aligned(before: Sheet, after: Sheet, now: Sheet) -> bool:
    """Whether each row and column is still where it was in all three, but for rows added at the end."""
    grids = [before.grid, after.grid, now.grid]
    if len({grid.column_count for grid in grids}) > 1:
        return False
    pairs = [zip(one.rows, other.rows, strict=False) for one, other in ((grids[0], grids[1]), (grids[1], grids[2]))]
    # A blank row has no name of its own, and gets one when it is first written to.
    return all(one.key == other.key or not (one.key and other.key) for pair in pairs for one, other in pair)


def _changed(one: Grid, other: Grid) -> Iterator[tuple[int, int]]:
    """The cells that differ, row by row. Rows that both versions share are not looked at."""
    for index in range(max(len(one.rows), len(other.rows))):
        before, after = one.row(index), other.row(index)
        if before is after or before.cells == after.cells:
            continue
        for column in sorted(before.cells.keys() | after.cells.keys()):
            if before.cells.get(column) != after.cells.get(column):
                yield index, column


def _merge_cells(own: Sheet, before: Sheet, after: Sheet, places: list[Place]) -> list[Place]:
    """Puts back the cells that are as the change left them; the others."""
    kept = []
    for place in places:
        was, left = (sheet.grid.cell(place.row, place.column) for sheet in (before, after))
        current = own.grid.cell(place.row, place.column)
        if current == left:
            own.grid.put(place.row, place.column, was)
        elif current != was:
            kept.append(place)
    own.properties = _merged(own.properties, before.properties, after.properties)
    own.columns = _merged(own.columns, before.columns, after.columns)
    own.parts = _merged(own.parts, before.parts, after.parts)
    return kept


def _restored(wanted: Grid, current: Grid) -> Grid:
    """The rows of an earlier version, to be stored anew where the current one does not hold them.

    A row keeps the key it had: keys are never given out twice.
    """
    held = {id(row) for row in current.rows}
    renewed: dict[int, Row] = {}
    rows = []
    for row in wanted.rows:
        if row is EMPTY_ROW or id(row) in held:
            rows.append(row)
            continue
        if id(row) not in renewed:
            own = renewed[id(row)] = Row(dict(row.cells), row.meta, row.key, fresh=bool(row.key))
            own.shared = row.shared
        rows.append(renewed[id(row)])
    grid = Grid(wanted.row_count, wanted.column_count, rows, max(wanted.next_key, current.next_key))
    grid.reordered = True
    return grid
