"""A1 and R1C1 notation: text to rectangle and back.

A parsed reference has zero-based starts and exclusive ends; an open side is None. What the text means on a given sheet
(clamping, whole sheets, named ranges) is decided by ``okrsdk.localsheets.book.ranges``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CORNER = re.compile(r"\$?([A-Za-z]{1,3})?\$?([0-9]{1,9})?")
R1C1_CORNER = re.compile(r"[Rr]([0-9]{1,9})[Cc]([0-9]{1,9})|[Rr]([0-9]{1,9})|[Cc]([0-9]{1,9})")
CELL = re.compile(r"\$?[A-Za-z]{1,3}\$?[0-9]+")
PLAIN_NAME = re.compile(r"[A-Za-z_][\w.]*")
R1C1_CELL = re.compile(r"[Rr][0-9]*[Cc][0-9]*|[Rr][0-9]+|[Cc][0-9]+")


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle with possibly open ends. ``rows``/``columns`` given as starts and exclusive ends."""

    start_row: int | None = None
    end_row: int | None = None
    start_column: int | None = None
    end_column: int | None = None


def column_letters(index: int) -> str:
    """The name of a zero-based column: 0 is ``A``, 26 is ``AA``."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The zero-based number of a column name: ``A`` is 0, ``AA`` is 26."""
    total = 0
    for letter in letters.upper():
        total = total * 26 + ord(letter) - 64
    return total - 1


def cell_name(row: int, column: int) -> str:
    """The A1 name of a zero-based cell: (0, 0) is ``A1``."""
    return f"{column_letters(column)}{row + 1}"


def split_sheet(text: str) -> tuple[str | None, str]:
    """The sheet part (unquoted) and the rest of ``Sheet!A1``; None where there is no sheet part.

    The last ``!`` separates, since a sheet's name may contain one.
    """
    if "!" not in text:
        return None, text
    sheet, _, rest = text.rpartition("!")
    return unquote(sheet), rest


def unquote(name: str) -> str:
    """A sheet name without its quotes, doubled apostrophes made single."""
    if len(name) > 1 and name[0] == "'" and name[-1] == "'":
        return name[1:-1].replace("''", "'")
    return name


def quote(name: str) -> str:
    """The sheet name as written before ``!``: quoted unless plain and unlike a cell."""
    if PLAIN_NAME.fullmatch(name) and name.isascii() and not CELL.fullmatch(name) and not R1C1_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def parse_area(text: str) -> Area | None:
    """The area that a text without sheet part names, in A1 or R1C1; None if it names none."""
    return _parse_a1(text) or _parse_r1c1(text)


def _corner(text: str) -> tuple[int | None, int | None] | None:
    found = CORNER.fullmatch(text)
    if not found or not text or (not found[1] and not found[2]):
        return None
    row = int(found[2]) - 1 if found[2] else None
    if row is not None and row < 0:
        return None
    return row, column_index(found[1]) if found[1] else None


def _parse_a1(text: str) -> Area | None:
    first_text, colon, second_text = text.partition(":")
    first = _corner(first_text)
    if first is None:
        return None
    if not colon:
        row, column = first
        return None if row is None or column is None else Area(row, row + 1, column, column + 1)
    second = _corner(second_text)
    if second is None:
        return None
    return _spanned(first, second)


def _spanned(first: tuple[int | None, int | None], second: tuple[int | None, int | None]) -> Area:
    """The area between two corners, in either order; a side that one corner leaves out is open."""
    start_row, end_row = _side(first[0], second[0])
    start_column, end_column = _side(first[1], second[1])
    return Area(start_row, end_row, start_column, end_column)


def _side(first: int | None, second: int | None) -> tuple[int | None, int | None]:
    if first is None or second is None:
        # "A5:A" starts at row 5 and has no end; "A:B" has neither.
        return (first if second is None else second), None
    return min(first, second), max(first, second) + 1


def _parse_r1c1(text: str) -> Area | None:
    corners = [R1C1_CORNER.fullmatch(part) for part in text.split(":", 1)]
    places: list[tuple[int | None, int | None]] = []
    for found in corners:
        if not found:
            return None
        row, column = found[1] or found[3], found[2] or found[4]
        if row == "0" or column == "0":
            return None
        places.append((int(row) - 1 if row else None, int(column) - 1 if column else None))
    if len(places) == 1:
        row_at, column_at = places[0]
        return Area(
            row_at, None if row_at is None else row_at + 1, column_at, None if column_at is None else column_at + 1
        )
    return _spanned(places[0], places[1])
