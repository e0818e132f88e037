"""Rows, sheets and spreadsheets as text for the database, and back."""

from __future__ import annotations

import json
import zlib
from array import array
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Cell, Formula
from okrsdk.localsheets.grid.rows import Row

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.jsontypes import Json, JsonObject

ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def dumps(value: Json) -> str:
    """JSON text without spaces."""
    return ENCODER.encode(value)


class _Pool:
    """Numbers for objects that many cells share, by identity."""

    def __init__(self) -> None:
        self.items: list[JsonObject] = []
        self._numbers: dict[int, int] = {}

    def number(self, item: JsonObject | None) -> int:
        if item is None:
            return -1
        key = id(item)
        if key not in self._numbers:
            self._numbers[key] = len(self.items)
            self.items.append(item)
        return self._numbers[key]


def encode_row(row: Row) -> str:
    """The row as text: its properties, its distinct formats and extras, and per cell column, value and their numbers.

    A formula is put into a list of its own, which tells it from a text that begins with ``=``.
    """
    formats, extras = _Pool(), _Pool()
    cells = []
    for column, cell in row.cells.items():
        value: Json = [str(cell.value)] if isinstance(cell.value, Formula) else cell.value
        entry: list[Json] = [column, value]
        if cell.format is not None or cell.extra is not None:
            entry += [formats.number(cell.format), extras.number(cell.extra)]
        cells.append(entry)
    return dumps([row.meta, formats.items, extras.items, cells])


def decode_row(text: str, key: int) -> Row:
    """The row that ``encode_row`` wrote."""
    meta, formats, extras, entries = json.loads(text)
    cells: dict[int, Cell] = {}
    for entry in entries:
        value = entry[1]
        if type(value) is list:
            value = Formula(value[0])
        if len(entry) == 2:  # noqa: PLR2004 - column and value only
            cells[entry[0]] = Cell(value)
        else:
            cells[entry[0]] = Cell(
                value, formats[entry[2]] if entry[2] >= 0 else None, extras[entry[3]] if entry[3] >= 0 else None
            )
    return Row(cells, meta, key)


def encode_keys(keys: Iterable[int]) -> bytes:
    """The order of the rows, compressed."""
    return zlib.compress(array("Q", keys).tobytes(), 1)


def decode_keys(blob: bytes) -> list[int]:
    """The order that ``encode_keys`` wrote."""
    keys = array("Q")
    keys.frombytes(zlib.decompress(blob))
    return keys.tolist()


def encode_sheet(sheet: Sheet) -> str:
    """Everything of a sheet but its rows."""
    return dumps(
        {
            "properties": sheet.properties,
            "rowCount": sheet.grid.row_count,
            "columnCount": sheet.grid.column_count,
            "nextKey": sheet.grid.next_key,
            "columns": {str(index): meta for index, meta in sheet.columns.items()},
            "parts": sheet.parts,
        }
    )


def encode_book(book: Book) -> str:
    """Everything of a spreadsheet but its sheets."""
    return dumps(
        {
            "properties": book.properties,
            "sheets": [sheet.id for sheet in book.sheets],
            "namedRanges": book.named_ranges,
            "metadata": book.metadata,
        }
    )
