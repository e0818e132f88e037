"""Values as a script has to type them: its `setValues` takes what looks like a formula, a day or a number for one."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from okrsdk.grading import Band, Pace
from okrsdk.model import OkrSet
from okrsdk.workbook import create_body
from okrsdk.workbook.cell_data import sheet_value

if TYPE_CHECKING:
    from collections.abc import Iterator

_ID = re.compile(r"[A-Za-z0-9][\w .]*-KR\d+|O\d+", re.ASCII)


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
    """Every text that a new workbook holds before anybody writes in it, and the words of the scores."""
    return frozenset({*_texts(create_body(OkrSet())), *Band, *Pace})


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
