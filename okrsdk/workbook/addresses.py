"""Addresses of cells, as people and Sheets write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.findings import Location
    from okrsdk.workbook.layout.positions import Layout

_LETTERS = 26
_PLAIN = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}\d+|[Rr]\d*[Cc]\d*|[Rr]|[Cc]")


def column_letters(index: int) -> str:
    """The letters of a 0-based column.

    >>> column_letters(0), column_letters(25), column_letters(26)
    ('A', 'Z', 'AA')
    """
    letters, number = "", index + 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def cell_name(row: int, column: int) -> str:
    """A cell's name within its tab.

    >>> cell_name(6, 10)
    'K7'
    """
    return f"{column_letters(column)}{row + 1}"


def quoted(title: str) -> str:
    """A tab's title as it stands before the `!`: quoted where Sheets quotes it.

    >>> quoted("Objectives"), quoted("Key Results"), quoted("Q1")
    ('Objectives', "'Key Results'", "'Q1'")
    """
    if _PLAIN.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"


def a1(layout: Layout, location: Location) -> str | None:
    """The address of a location, such as `'Key Results'!K7`; None when the workbook has no such cell.

    A record's own address is that of its ID, a table's that of its header.
    """
    place = layout.place(location.table)
    found = None if place is None else place.cell(location.position, location.field)
    return None if place is None or found is None else f"{quoted(place.title)}!{cell_name(*found)}"


def cell_fragment(layout: Layout, location: Location) -> str | None:
    """What follows the `#` in a link to the location's cell (`gid=103&range=K7`); None when there is no such cell."""
    place = layout.place(location.table)
    found = None if place is None else place.cell(location.position, location.field)
    return None if place is None or found is None else f"gid={place.sheet_id}&range={cell_name(*found)}"
