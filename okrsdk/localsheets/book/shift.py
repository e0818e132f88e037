"""What happens to indices, spans and references when rows or columns are inserted, deleted or moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.references import BROKEN, Corner, Reference, rewrite

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.grid.cells import Formula

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of one sheet's rows or columns: where an index goes, and where a span (end exclusive) goes.

    None means that it was deleted.
    """

    sheet_id: int
    by_rows: bool
    index: Callable[[int], int | None]
    span: Callable[[int, int], Span | None]


def inserted(sheet_id: int, *, by_rows: bool, at: int, count: int) -> Shift:
    """``count`` rows or columns come in before ``at``; a span that holds ``at`` inside grows."""

    def index(place: int) -> int:
        return place + count if place >= at else place

    def span(start: int, end: int) -> Span:
        return index(start), end + count if end > at else end

    return Shift(sheet_id, by_rows, index, span)


def deleted(sheet_id: int, *, by_rows: bool, start: int, end: int) -> Shift:
    """Rows or columns start..end go; a span loses what it shared with them."""
    count = end - start

    def index(place: int) -> int | None:
        if place < start:
            return place
        return place - count if place >= end else None

    def edge(place: int) -> int:
        return place if place <= start else max(start, place - count)

    def span(first: int, last: int) -> Span | None:
        left, right = edge(first), edge(last)
        return (left, right) if left < right else None

    return Shift(sheet_id, by_rows, index, span)


def moved(sheet_id: int, *, by_rows: bool, start: int, end: int, to: int) -> Shift:
    """Rows or columns start..end move to before what was ``to``.

    A span inside the block moves with it; any other span covers what its rows left in place now cover.
    """
    count = end - start
    target = to if to <= start else to - count

    def index(place: int) -> int:
        if start <= place < end:
            return place - start + target
        rest = place - count if place >= end else place
        return rest + count if rest >= target else rest

    def span(first: int, last: int) -> Span:
        if start <= first and last <= end:
            return index(first), index(last - 1) + 1
        low = first if not start <= first < end else end
        high = last if not start < last <= end else start
        return index(low), index(high - 1) + 1

    return Shift(sheet_id, by_rows, index, span)


def shift_formula(formula: str, shift: Shift, *, home: str, target: str) -> Formula:
    """The formula after the shift.

    Args:
        formula: as entered.
        shift: what was done.
        home: title of the sheet that holds the formula.
        target: title of the sheet on which rows or columns were shifted.
    """
    folded, own = target.casefold(), home.casefold() == target.casefold()

    def change(reference: Reference) -> Reference | str:
        meant = own if reference.sheet is None else reference.sheet.casefold() == folded
        return _shift_reference(reference, shift) if meant else reference

    return rewrite(formula, change)


def _along(corner: Corner, *, by_rows: bool) -> int | None:
    return corner.row if by_rows else corner.column


def _placed(corner: Corner, place: int | None, *, by_rows: bool) -> Corner:
    if place is None:
        return corner
    return replace(corner, row=place) if by_rows else replace(corner, column=place)


def _shift_reference(reference: Reference, shift: Shift) -> Reference | str:
    by_rows = shift.by_rows
    start = _along(reference.first, by_rows=by_rows)
    if reference.second is None:
        place = None if start is None else shift.index(start)
        if start is not None and place is None:
            return BROKEN
        return (
            reference if place == start else replace(reference, first=_placed(reference.first, place, by_rows=by_rows))
        )
    last = _along(reference.second, by_rows=by_rows)
    if start is None or last is None:
        return _shift_open(reference, shift, start)
    swapped = start > last
    low, high = (last, start) if swapped else (start, last)
    span = shift.span(low, high + 1)
    if span is None:
        return BROKEN
    if span == (low, high + 1):
        return reference
    ends = (span[1] - 1, span[0]) if swapped else (span[0], span[1] - 1)
    return replace(
        reference,
        first=_placed(reference.first, ends[0], by_rows=by_rows),
        second=_placed(reference.second, ends[1], by_rows=by_rows),
    )


def _shift_open(reference: Reference, shift: Shift, start: int | None) -> Reference | str:
    """A reference open on this side (``A2:A``, ``B:C`` by rows): only its start can move."""
    if start is None:
        return reference
    far = shift.span(start, 10**9)
    place = far[0] if far else start
    return (
        reference
        if place == start
        else replace(reference, first=_placed(reference.first, place, by_rows=shift.by_rows))
    )
