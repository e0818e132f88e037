"""Spreadsheets from and to files of other kinds: CSV, TSV and xlsx."""

from __future__ import annotations

import codecs
import csv
import io
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.book.ranges import whole
from okrsdk.localsheets.book.write_values import entered
from okrsdk.localsheets.errors import DriveError, bad_request
from okrsdk.localsheets.grid.cells import BLANK
from okrsdk.localsheets.responses.value_ranges import Rendering, block, trimmed
from okrsdk.localsheets.xlsx.reading import from_xlsx
from okrsdk.localsheets.xlsx.writing import to_xlsx

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Book, Sheet
    from okrsdk.localsheets.responses.computed import Computed

CSV_MIME = "text/csv"
TSV_MIME = "text/tab-separated-values"
XLSX_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def to_delimited(computed: Computed, sheet: Sheet, delimiter: str = ",") -> bytes:
    """The sheet as shown, one line per row, as UTF-8 CSV (or with tabs) with CRLF line ends."""
    rows = trimmed(block(computed, whole(sheet), Rendering()))
    width = max((len(row) for row in rows), default=0)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(row + [""] * (width - len(row)) for row in rows)
    return out.getvalue().removesuffix("\r\n").encode()


#: By media type, what makes the file; CSV and TSV hold the first sheet, the others all.
EXPORTS: dict[str, Callable[[Computed], bytes]] = {
    CSV_MIME: lambda computed: to_delimited(computed, computed.book.sheets[0]),
    TSV_MIME: lambda computed: to_delimited(computed, computed.book.sheets[0], "\t"),
    XLSX_MIME: to_xlsx,
}


MAX_CSV_FIELD = 10_000_000
IMPORT_TIME_ZONE = "America/Los_Angeles"
DEFAULT_SIZE = (1000, 26)
DELIMITERS = {CSV_MIME: ",", "application/csv": ",", TSV_MIME: "\t", "text/plain": ","}
#: The media types that become a spreadsheet.
IMPORTS = (*DELIMITERS, XLSX_MIME)
UNTYPED = ("", "application/octet-stream", "application/x-www-form-urlencoded")
ARCHIVE = b"PK\x03\x04"


def imported(mime: str, data: bytes, title: str, today: dt.date, book_id: str | None = None) -> Book:
    """A spreadsheet from a file of this media type; without one, the bytes tell what it is.

    Raises:
        ApiError: 400 when the type cannot be converted or the data is not of it.
    """
    if mime in UNTYPED:
        mime = XLSX_MIME if data.startswith(ARCHIVE) else CSV_MIME
    if mime == XLSX_MIME:
        return from_xlsx(data, title, book_id)
    if mime not in DELIMITERS:
        raise DriveError(400, "The requested conversion is not supported.", reason="badRequest", location="convertTo")
    return from_delimited(data, title, DELIMITERS[mime], today, book_id)


def from_delimited(data: bytes, title: str, delimiter: str, today: dt.date, book_id: str | None = None) -> Book:
    """A spreadsheet of one sheet, called like the file, with the texts as if typed.

    Raises:
        ApiError: 400 when the data is not text.
    """
    text = _decoded(data)
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


def _decoded(data: bytes) -> str:
    """The text: UTF-8, UTF-16 where it begins with that mark, else what western Windows writes.

    Raises:
        ApiError: 400 for bytes that are no text.
    """
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data:
        raise bad_request("The file is not a text file: it has zero bytes. Save it as CSV in UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
