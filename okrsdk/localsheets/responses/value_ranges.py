"""ValueRange answers: the values of a rectangle in the way a client asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.cell_data import message_of
from okrsdk.localsheets.book.ranges import echo
from okrsdk.localsheets.grid.cells import BLANK, ErrorText, Formula
from okrsdk.localsheets.grid.rows import EMPTY_ROW
from okrsdk.localsheets.responses.computed import is_moment, shown

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.cells import Cell, Value
    from okrsdk.localsheets.grid.locales import Locale
    from okrsdk.localsheets.grid.rectangle import Rect
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.responses.computed import Computed


@dataclass(frozen=True, slots=True)
class Rendering:
    """How values are printed: the API's majorDimension, valueRenderOption and dateTimeRenderOption."""

    dimension: str = "ROWS"
    value: str = "FORMATTED_VALUE"
    moment: str = "SERIAL_NUMBER"


def value_range(computed: Computed, rect: Rect, rendering: Rendering) -> JsonObject:
    """The ValueRange of the rectangle; without ``values`` when it is empty."""
    dimension = "COLUMNS" if rendering.dimension == "COLUMNS" else "ROWS"
    answer: JsonObject = {"range": echo(computed.book, rect), "majorDimension": dimension}
    rows = trimmed(block(computed, rect, rendering))
    if dimension == "COLUMNS":
        rows = _turned(rows)
    if rows:
        answer["values"] = rows
    return answer


def block(computed: Computed, rect: Rect, rendering: Rendering) -> list[list[Json]]:
    """The printed values row by row, each row up to its last cell that holds anything, empty cells as ``""``."""
    sheet = computed.book.existing(rect.sheet_id)
    results = computed.results(sheet)
    last = min(rect.bottom, computed.last_row(sheet))
    rows = []
    locale = computed.book.locale
    looked_at = rendering.value == "FORMATTED_VALUE" or rendering.moment == "FORMATTED_STRING"
    spill_columns = _spilled_by_row(results, rect) if results else {}
    for index in range(rect.top, last):
        row = sheet.grid.rows[index] if index < len(sheet.grid.rows) else EMPTY_ROW
        cells, extra = row.cells, spill_columns.get(index, ())
        end = min(rect.right, max(max(cells, default=-1), max(extra, default=-1)) + 1)
        line: list[Json] = []
        for column in range(rect.left, end):
            cell = cells.get(column)
            if cell is None and column not in extra:
                line.append("")
                continue
            value = None if cell is None else cell.value
            if value is None or isinstance(value, Formula):
                value = results.get((index, column))
                cell = computed.with_result_format(sheet, (index, column), cell or BLANK) if looked_at else cell
            line.append(_printed(value, cell, rendering, locale))
        rows.append(line)
    return rows


def _spilled_by_row(results: dict[tuple[int, int], Value], rect: Rect) -> dict[int, set[int]]:
    by_row: dict[int, set[int]] = {}
    for row, column in results:
        if rect.top <= row < rect.bottom:
            by_row.setdefault(row, set()).add(column)
    return by_row


def _printed(value: Value, cell: Cell | None, rendering: Rendering, locale: Locale) -> Json:
    if cell is not None and rendering.value == "FORMULA" and isinstance(cell.value, Formula):
        return str(cell.value)
    if value is None:
        return ""
    if rendering.value == "FORMATTED_VALUE":
        if cell is None or (type(value) is str and not cell.format):
            return value if type(value) is str else shown(value, BLANK, locale)
        return shown(value, cell, locale)
    if rendering.moment == "FORMATTED_STRING" and cell is not None and is_moment(cell):
        return shown(value, cell, locale)
    return explained(value) if isinstance(value, ErrorText) else value


def explained(error: ErrorText) -> str:
    """An error value as it is printed unformatted: ``#DIV/0! (Evaluation caused a divide by zero error.)``."""
    return f"{error} ({message_of(error)})"


def trimmed(rows: list[list[Json]]) -> list[list[Json]]:
    """The rows without trailing empty cells and without trailing empty rows (changes the lists)."""
    for row in rows:
        while row and row[-1] == "":
            row.pop()
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _turned(rows: list[list[Json]]) -> list[list[Json]]:
    width = max((len(row) for row in rows), default=0)
    columns = [[row[index] if index < len(row) else "" for row in rows] for index in range(width)]
    return trimmed(columns)
