"""Addresses of cells, as people and Sheets write them."""

from __future__ import annotations

import re

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


def column_index(letters: str) -> int:
    """The 0-based column of its letters.

    >>> column_index("A"), column_index("Z"), column_index("AA")
    (0, 25, 26)
    """
    number = 0
    for letter in letters:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number - 1


def cell_name(row: int, column: int) -> str:
    """A cell's name within its tab.

    >>> cell_name(6, 10)
    'K7'
    """
    return f"{column_letters(column)}{row + 1}"


def quoted(title: str) -> str:
    """A tab's title as it is written before the `!`: quoted where Sheets quotes it.

    >>> quoted("Objectives"), quoted("Key Results"), quoted("Q1")
    ('Objectives', "'Key Results'", "'Q1'")
    """
    if _PLAIN.fullmatch(title) and not _LIKE_A_CELL.fullmatch(title):
        return title
    return "'" + title.replace("'", "''") + "'"
