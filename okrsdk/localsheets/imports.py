"""Spreadsheets from CSV files; ``okrsdk.localsheets.xlsx`` has those from xlsx."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.edits.writing import entered
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.cells import BLANK

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.book.model import Book

MAX_CSV_FIELD = 10_000_000
IMPORT_TIME_ZONE = "America/Los_Angeles"
DEFAULT_SIZE = (1000, 26)


def from_delimited(data: bytes, title: str, delimiter: str, today: dt.date, book_id: str | None = None) -> Book:
    """A spreadsheet of one sheet, called like the file, with the texts as if typed.

    Raises:
        ApiError: 400 when the data is not text.
    """
    text = data.decode("utf-8-sig", errors="replace")
    csv.field_size_limit(MAX_CSV_FIELD)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise bad_request(f"The file is not {delimiter!r}-separated text: {error}") from error
    width = max((len(row) for row in rows), default=0)
    size = {"rowCount": max(len(rows), DEFAULT_SIZE[0]), "columnCount": max(width, DEFAULT_SIZE[1])}
    sheet = {"properties": {"sheetId": 0, "title": title[:100] or "Sheet1", "gridProperties": size}}
    book = build_book({"properties": {"title": title, "timeZone": IMPORT_TIME_ZONE}, "sheets": [sheet]}, book_id)
    grid = book.sheets[0].grid
    for row_index, row in enumerate(rows):
        for column, field in enumerate(row):
            if field:
                grid.put(row_index, column, entered(BLANK, field, parse=True, today=today))
    return book
