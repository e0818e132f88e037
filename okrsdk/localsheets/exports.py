"""Spreadsheets as files of other kinds: CSV, TSV and xlsx out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.range_lookup import whole
from okrsdk.localsheets.responses.value_ranges import Rendering, block, trimmed
from okrsdk.localsheets.xlsx.writing import to_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.book.model import Sheet
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
