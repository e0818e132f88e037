"""Keys written into a roster in an Excel file: cells of one tab change, and every other byte of its content stays.

The file is not read and written anew by a library, which would lose what the library does not know: charts, pictures,
macros.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from okrsdk.workbook.addresses import cell_name, column_index, column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"


def with_keys_in_excel(data: bytes, tab: str, cells: Mapping[tuple[int, int], str]) -> bytes | None:
    """An Excel file with texts in blank cells of a tab; None where it is of a form that is not known.

    Args:
        data: the file.
        tab: the title of the tab.
        cells: the texts by 0-based row and column.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        path = _path_of(book, tab)
        if path is None:
            return None
        sheet: str | None = book.read(path).decode()
        for (row, column), text in cells.items():
            sheet = None if sheet is None else _with_cell(sheet, row, column, text)
        if sheet is None:
            return None
        sheet = _with_dimension(sheet, max(column for _, column in cells))
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as written:
            for entry in book.infolist():
                content = sheet.encode() if entry.filename == path else book.read(entry)
                written.writestr(entry, content, compress_type=entry.compress_type)
    return out.getvalue()


def _path_of(book: zipfile.ZipFile, tab: str) -> str | None:
    """The part of the file that holds a tab."""
    try:
        sheets = ElementTree.fromstring(book.read(_BOOK)).iter(f"{_MAIN}sheet")  # noqa: S314 -- the user's own file
        own = next(one.get(f"{_OFFICE}id") for one in sheets if one.get("name") == tab)
        parts = ElementTree.fromstring(book.read(_RELATIONS))  # noqa: S314
        target = next(str(part.get("Target")) for part in parts if part.get("Id") == own)
    except (KeyError, StopIteration, ElementTree.ParseError):
        return None
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
    return path if path in book.namelist() else None


def _with_cell(sheet: str, row: int, column: int, text: str) -> str | None:
    """The XML of a tab with a text in a cell that holds nothing, in a row that is there."""
    place = cell_name(row, column)
    found = re.search(rf'<row\b[^>]*\br="{row + 1}"[^>]*?(?<!/)>(.*?)</row>', sheet, re.DOTALL)
    if found is None:
        return None
    start, inner = found.start(1), found[1]
    at, end, style = len(inner), len(inner), ""
    for cell in re.finditer(r"<c\b([^>]*?)(?:/>|>(.*?)</c>)", inner, re.DOTALL):
        name = re.search(r'\br="([A-Z]+)\d+"', cell[1])
        if name is None:
            return None
        if column_index(name[1]) == column:
            if (cell[2] or "").strip():
                return None  # it holds something after all, perhaps a formula
            styled = re.search(r'\bs="\d+"', cell[1])
            at, end, style = cell.start(), cell.end(), f" {styled[0]}" if styled else ""
            break
        if column_index(name[1]) > column:
            at = end = cell.start()
            break
    words = f'<c r="{place}"{style} t="inlineStr"><is><t>{escape(text)}</t></is></c>'
    return sheet[: start + at] + words + sheet[start + end :]


def _with_dimension(sheet: str, column: int) -> str:
    """The XML of a tab whose range of filled cells, beyond which some programs do not look, reaches to a column."""

    def wider(found: re.Match[str]) -> str:
        last = column_letters(max(column, column_index(found[2])))
        return f"{found[1]}{last}{found[3]}"

    return re.sub(r'(<dimension\b[^>]*\bref="[A-Z]+\d+:)([A-Z]+)(\d+")', wider, sheet, count=1)
