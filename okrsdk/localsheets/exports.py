"""Spreadsheets as files of other kinds: CSV and xlsx out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.lookup import whole
from okrsdk.localsheets.views.values import Rendering, block, trimmed

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Sheet
    from okrsdk.localsheets.views.computed import Computed


def to_delimited(computed: Computed, sheet: Sheet, delimiter: str = ",") -> bytes:
    """The sheet as shown, one line per row, as UTF-8 CSV (or with tabs) with CRLF line ends."""
    rows = trimmed(block(computed, whole(sheet), Rendering()))
    width = max((len(row) for row in rows), default=0)
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows(row + [""] * (width - len(row)) for row in rows)
    return out.getvalue().removesuffix("\r\n").encode()
