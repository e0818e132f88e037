"""The lines of the Overview in the grid: Local Sheets computes no picture, so the page draws them from numbers."""

from __future__ import annotations

import json
import re
from itertools import zip_longest
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.addresses import column_index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from okrsdk.workbook.sheets_types import CellData, Sheet, Spreadsheet

    Columns = Mapping[str, Sequence[object]]

_COLUMN = r"(?:'(?:[^']|'')*'|\w+)!\$[A-Z]+:\$[A-Z]+"
_LINE = re.compile(
    rf"SPARKLINE\(SORT\(FILTER\(HSTACK\((?P<days>{_COLUMN});(?P<drawn>{_COLUMN})\);"
    rf"(?P<ids>{_COLUMN})=\$(?P<own>[A-Z]+)\d+;[^;)]*\)(?:;\((?P<corrects>{_COLUMN})<>)?"
)
_NAMES = ("days", "ids", "drawn", "corrects")
_WHOLE_SCALE = '{"ymin";0}'


def with_lines(answer: bytes, columns_of: Callable[[Sequence[str]], Columns]) -> bytes:
    """Rows of a tab, with what the formulas of `okrsdk.workbook.template.overview_lines` draw.

    Such a cell gets a `line` of its own, ``{"at": [...], "values": [...], "low": n, "high": n}``, of which `at` is how
    far across each value is, from 0 to 1; and the numbers as its shown text.

    Args:
        answer: the rows as Local Sheets gives them, JSON of a `Spreadsheet`.
        columns_of: gives what whole columns hold unformatted, by their addresses.
    """
    if b"SPARKLINE(" not in answer:
        return answer
    found = cast("Spreadsheet", json.loads(answer))
    lines = [(row, cell, line) for sheet in found["sheets"] for row, cell, line in _lines(sheet)]
    addresses = dict.fromkeys(line[name] for *_, line in lines for name in _NAMES if line[name])
    held = columns_of(list(addresses)) if addresses else {}
    for row, cell, line in lines:
        own = column_index(line["own"])
        name = row[own].get("effectiveValue", {}).get("stringValue", "") if own < len(row) else ""
        if name:
            is_whole = _WHOLE_SCALE in cell["userEnteredValue"]["formulaValue"]
            _draw(cell, _series(line, name, held), is_whole=is_whole)
    return json.dumps(found, ensure_ascii=False).encode()


def _draw(cell: CellData, series: Sequence[tuple[float, float]], *, is_whole: bool) -> None:
    if series:
        days, values = [day for day, _ in series], [value for _, value in series]
        span = days[-1] - days[0] or 1
        low, high = (0, 1) if is_whole else (min(values), max(values))
        # What the page draws, and what is read aloud in its place.
        cast("dict[str, object]", cell)["line"] = {
            "at": [(day - days[0]) / span for day in days],
            "values": values,
            "low": low,
            "high": high,
        }
        cell["formattedValue"] = ", ".join(f"{value:.12g}" for value in values)


def _lines(sheet: Sheet) -> Iterator[tuple[Sequence[CellData], CellData, re.Match[str]]]:
    """The cells that hold a line, each with its row and what its formula names."""
    for block in sheet.get("data", []):
        for row in block.get("rowData", []):
            cells = row.get("values", [])
            for cell in cells:
                line = _LINE.search(cell.get("userEnteredValue", {}).get("formulaValue", ""))
                if line is not None:
                    yield cells, cell, line


def _series(line: re.Match[str], name: str, held: Columns) -> list[tuple[float, float]]:
    """The days and numbers of one key result, by day; without those whose place another takes."""
    columns = (held.get(line[part] or "", ()) for part in _NAMES)
    rows = [row for row in zip_longest(*columns) if row[1] == name]
    corrected = {row[3] for row in rows if _is_number(row[3])}
    kept = (row for row in rows if row[3] not in (None, "") or row[0] not in corrected)
    numbers = [(day, value) for day, _, value, _ in kept if _is_number(day) and _is_number(value)]
    return sorted(cast("list[tuple[float, float]]", numbers), key=lambda one: one[0])


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
