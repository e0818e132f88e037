"""Ranges, looks and values in the terms of a script's setters.

A script pays for every call, so single cells are gathered into blocks. Its `setValues` takes what looks like a formula,
a day or a number for one, so values are typed with that in mind.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from okrsdk.grading import Band, Pace
from okrsdk.model import OkrSet
from okrsdk.workbook import workbook_template
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import CellFormat, ColorStyle, GridRange

Kind = TypeVar("Kind", bound=Hashable)
Cell: TypeAlias = tuple[int, int]
_ID = re.compile(r"[A-Za-z0-9][\w .]*-KR\d+|O\d+", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Area:
    """A block of cells.

    Attributes:
        row: its first row, from 0.
        column: its first column, from 0.
        rows: how many rows.
        columns: how many columns.
    """

    row: int
    column: int
    rows: int
    columns: int

    @property
    def document(self) -> dict[str, object]:
        """The block as a script takes it: row and column from 1."""
        return {"row": self.row + 1, "column": self.column + 1, "rows": self.rows, "columns": self.columns}


def areas(kinds: Mapping[Cell, Kind]) -> Iterator[tuple[Area, Kind]]:
    """Blocks that cover the cells exactly, each of cells of one kind, from the top left.

    >>> [area for area, _ in areas({(1, 0): "a", (2, 0): "a", (1, 1): "a", (2, 1): "a", (4, 0): "a"})]
    [Area(row=1, column=0, rows=2, columns=2), Area(row=4, column=0, rows=1, columns=1)]

    Args:
        kinds: the kind of each cell, by row and column from 0.
    """
    runs = sorted(_runs(kinds), key=lambda run: (run[0].row, run[0].rows, repr(run[1]), run[0].column))
    joined: list[tuple[Area, Kind]] = []
    for area, kind in runs:
        if joined and joined[-1][1] == kind and _is_beside(joined[-1][0], area):
            before, _ = joined.pop()
            joined.append((Area(before.row, before.column, before.rows, before.columns + 1), kind))
        else:
            joined.append((area, kind))
    yield from sorted(joined, key=lambda found: found[0])


def _runs(kinds: Mapping[Cell, Kind]) -> Iterator[tuple[Area, Kind]]:
    """Cells of one kind below each other."""
    by_column = sorted(kinds.items(), key=lambda item: (item[0][1], item[0][0]))
    # Within a run the row and its place in the list grow alike.
    numbered = enumerate(by_column)
    for _, run in groupby(numbered, key=lambda one: (one[1][0][1], one[1][0][0] - one[0], one[1][1])):
        cells = [cell for _, cell in run]
        (row, column), kind = cells[0]
        yield Area(row, column, len(cells), 1), kind


def _is_beside(left: Area, right: Area) -> bool:
    return (left.row, left.rows, left.column + left.columns) == (right.row, right.rows, right.column)


def look_of(style: CellFormat) -> Mapping[str, str | int]:
    """The parts of a look that a cell format sets: `format background color weight size wrap vertical horizontal`.

    >>> look_of({"textFormat": {"bold": True}, "wrapStrategy": "WRAP"})
    {'weight': 'bold', 'wrap': 'WRAP'}
    """
    text = style.get("textFormat", {})
    parts = {
        "format": style["numberFormat"]["pattern"] if "numberFormat" in style else None,
        "background": colour_of(style.get("backgroundColorStyle")),
        "color": colour_of(text.get("foregroundColorStyle")),
        "weight": "bold" if text.get("bold") else None,
        "size": text.get("fontSize"),
        "wrap": style.get("wrapStrategy"),
        "vertical": style.get("verticalAlignment", "").lower(),
        "horizontal": style.get("horizontalAlignment", "").lower(),
    }
    return {name: part for name, part in parts.items() if part}


def colour_of(style: ColorStyle | None) -> str | None:
    """A `ColorStyle` as `#rrggbb`; None for none.

    >>> colour_of({"rgbColor": {"red": 1.0, "blue": 0.502}})
    '#ff0080'
    """
    if not style:
        return None
    shares = [style["rgbColor"].get(name, 0) for name in ("red", "green", "blue")]
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def area_of(span: GridRange) -> Area:
    """A block of cells that has both rows and columns."""
    row, column = span["startRowIndex"], span["startColumnIndex"]
    return Area(row, column, span["endRowIndex"] - row, span["endColumnIndex"] - column)


def typed(value: object) -> str | float | bool:
    """A canonical value as it is typed, the same in every locale; blank as the empty text, which clears a cell.

    Days are written as 2026-03-31. A text gets the apostrophe before it that makes a cell take it as it is, unless it
    is one of our own words or IDs.

    >>> typed("=1+1"), typed("O1-KR2"), typed(date(2026, 3, 31)), typed(None)
    ("'=1+1", 'O1-KR2', '2026-03-31', '')
    """
    if isinstance(value, date):
        return value.isoformat()
    own = value if isinstance(value, str | int | float) else sheet_value(value)
    if isinstance(own, str):
        return own if own == "" or own in _our_words() or _ID.fullmatch(own) else f"'{own}"
    return "" if own is None else own


@cache
def _our_words() -> frozenset[str]:
    """Every text that a new workbook holds before people write in it, and the words of the scores."""
    return frozenset({*_texts(workbook_template(OkrSet()).spreadsheet), *Band, *Pace})


def _texts(message: object) -> Iterator[str]:
    if isinstance(message, dict):
        for key, item in message.items():
            if key == "stringValue":
                yield item
            else:
                yield from _texts(item)
    elif isinstance(message, list):
        for item in message:
            yield from _texts(item)
