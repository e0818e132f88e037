"""A sheet as a table on paper: which rows and columns are shown, how large, and where a new page begins.

Lengths are pixels, as the API counts them; 96 make an inch.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.defaults import COLUMN_PIXELS, ROW_PIXELS
from okrsdk.localsheets.grid.cells import BLANK
from okrsdk.localsheets.pdf.boxes import Box, box_of
from okrsdk.localsheets.views.computed import shown
from okrsdk.localsheets.views.filtered import hidden_rows
from okrsdk.localsheets.views.griddata import CellPrinter

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.views.computed import Computed
    from okrsdk.localsheets.wire.masks import Mask

SHOWN: Mask = {
    name: {}
    for name in (
        "effectiveValue",
        "formattedValue",
        "effectiveFormat",
        "hyperlink",
        "textFormatRuns",
        "dataValidation",
    )
}
REPEATED_AT_MOST = 0.5


@dataclass(frozen=True, kw_only=True)
class Table:
    """What is shown of one sheet.

    Attributes:
        title: the sheet's name.
        rows: of each shown row, its boxes from left to right; merged ranges stand in their first row.
        tops: where each row begins, and where the last one ends.
        lefts: where each column begins, and where the last one ends.
        frozen: how many of the rows are repeated on each page.
        has_gridlines: whether lines between the cells are shown.
    """

    title: str
    rows: list[list[Box]]
    tops: list[float]
    lefts: list[float]
    frozen: int
    has_gridlines: bool

    @cached_property
    def tall(self) -> list[Box]:
        """The boxes that span several rows."""
        return [box for row in self.rows for box in row if box.rows > 1]

    def pages(self, height: float) -> list[list[int]]:
        """The rows of each page of this height; the frozen ones again on each."""
        repeated = list(range(self.frozen)) if self.tops[self.frozen] <= height * REPEATED_AT_MOST else []
        found: list[list[int]] = []
        start = 0
        while start < len(self.rows):
            before = [row for row in repeated if row < start]
            room = height - (self.tops[len(before)] if before else 0)
            end = start + 1
            while end < len(self.rows) and self.tops[end + 1] - self.tops[start] <= room:
                end += 1
            end = self._outside_merges(start, end)
            found.append([*before, *range(start, end)])
            start = end
        return found

    def _outside_merges(self, start: int, end: int) -> int:
        """The end of a page, moved up where it would cut a merged range that begins on the page."""
        return min((box.row for box in self.tall if box.row + box.rows > end > box.row > start), default=end)


def table_of(computed: Computed, sheet: Sheet, width: float) -> Table | None:
    """The sheet as a table; None where it shows nothing.

    Args:
        computed: the spreadsheet.
        sheet: one of its sheets.
        width: of the page, in pixels: text runs over into empty columns at the end as far as this.
    """
    rows, columns = _used(computed, sheet)
    if not rows or not columns:
        return None
    filtered = hidden_rows(computed, sheet)
    row_numbers = [
        index
        for index in range(rows)
        if index not in filtered and not (sheet.grid.row(index).meta or {}).get("hiddenByUser")
    ]
    column_numbers = [index for index in range(sheet.grid.column_count) if not _column(sheet, index, "hiddenByUser")]
    shown_columns = sum(index < columns for index in column_numbers)
    lefts = list(accumulate((_column(sheet, index, "pixelSize") for index in column_numbers), initial=0.0))
    boxes = _boxes(computed, sheet, row_numbers, column_numbers[:shown_columns])
    boxes = [[box.broken(lefts[box.column + box.columns] - lefts[box.column]) for box in row] for row in boxes]
    lefts = lefts[: _widened(boxes, lefts, shown_columns, width) + 1]
    heights = (_height(sheet, index, row) for index, row in zip(row_numbers, boxes, strict=True))
    size = sheet.properties.get("gridProperties", {})
    return (
        Table(
            title=sheet.title,
            rows=boxes,
            tops=list(accumulate(heights, initial=0.0)),
            lefts=lefts,
            frozen=sum(index < size.get("frozenRowCount", 0) for index in row_numbers),
            has_gridlines=not size.get("hideGridlines"),
        )
        if row_numbers and shown_columns
        else None
    )


def _used(computed: Computed, sheet: Sheet) -> tuple[int, int]:
    """How many rows and columns there are up to the last that shows a value."""
    results = computed.results(sheet)
    rows = columns = 0
    filled = [(row, column) for row, column, _ in sheet.grid.cells_in(0, sheet.grid.used_rows())]
    for row, column in [*filled, *results]:
        if row < rows and column < columns:
            continue
        if shown(computed.value(sheet, row, column), sheet.grid.cell(row, column)):
            rows, columns = max(rows, row + 1), max(columns, column + 1)
    return rows, columns


def _column(sheet: Sheet, index: int, name: str) -> float:
    return float(sheet.columns.get(index, {}).get(name, COLUMN_PIXELS if name == "pixelSize" else 0))


def _boxes(computed: Computed, sheet: Sheet, rows: list[int], columns: list[int]) -> list[list[Box]]:
    printer, results = CellPrinter(computed, sheet, SHOWN), computed.results(sheet)
    spans, covered = _merges(sheet, rows, columns)
    found = []
    for at, row in enumerate(rows):
        cells = sheet.grid.row(row).cells
        line = []
        for place, column in enumerate(columns):
            if (row, column) in covered:
                continue
            data = printer.print((row, column), cells.get(column, BLANK), results.get((row, column)))
            span = spans.get((at, place))
            if data or span:
                line.append(box_of(data, (at, place), span or (1, 1)))
        found.append(line)
    return found


def _merges(
    sheet: Sheet, rows: list[int], columns: list[int]
) -> tuple[dict[tuple[int, int], tuple[int, int]], set[tuple[int, int]]]:
    """The shown span of each merged range by its place, and the cells beneath them."""
    spans, covered = {}, set()
    for item in sheet.part("merges"):
        inside_rows = [at for at, row in enumerate(rows) if item["startRowIndex"] <= row < item["endRowIndex"]]
        inside = [at for at, one in enumerate(columns) if item["startColumnIndex"] <= one < item["endColumnIndex"]]
        # The text of a merged range stands in its first cell; where that one is hidden the range is not shown as one.
        first = rows[inside_rows[0]] if inside_rows else -1, columns[inside[0]] if inside else -1
        if first == (item["startRowIndex"], item["startColumnIndex"]):
            spans[inside_rows[0], inside[0]] = len(inside_rows), len(inside)
            covered |= {(rows[at], columns[one]) for at in inside_rows for one in inside} - {first}
    return spans, covered


def _widened(boxes: list[list[Box]], lefts: list[float], columns: int, width: float) -> int:
    """How many columns there are with those into which text at the end of a row runs over."""
    for row in boxes:
        last = next((box for box in reversed(row) if not box.is_empty), None)
        if last is None or not last.runs_over or last.align != "LEFT":
            continue
        end = min(lefts[last.column] + last.text_width + last.padding("left") + last.padding("right"), width)
        while columns < len(lefts) - 1 and lefts[columns] < end:
            columns += 1
    return columns


def _height(sheet: Sheet, index: int, row: list[Box]) -> float:
    """The row's own height, else what its texts need."""
    own = (sheet.grid.row(index).meta or {}).get("pixelSize")
    if own is not None:
        return float(own)
    needed = (math.ceil(_needed(box)) for box in row if box.rows == 1 and box.lines)
    return float(max(needed, default=ROW_PIXELS))


def _needed(box: Box) -> float:
    turn = math.radians(box.angle)
    text = abs(box.text_width * math.sin(turn)) + abs(box.text_height * math.cos(turn))
    return max(text + box.padding("top") + box.padding("bottom"), ROW_PIXELS)
