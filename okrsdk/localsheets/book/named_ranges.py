"""Named ranges."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.book.range_lookup import checked_range
from okrsdk.localsheets.errors import bad_request
from okrsdk.localsheets.grid.a1 import CELL, R1C1_CELL

if TYPE_CHECKING:
    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.jsontypes import JsonObject

NAME = re.compile(r"[^\W\d]\w{0,249}")


def check_name(book: Book, name: str, but_id: str = "") -> None:
    """Checks that a range may be called so.

    Raises:
        ApiError: 400 when the name is taken, looks like a cell or has other than letters, digits and underscores.
    """
    allowed = NAME.fullmatch(name) and name.upper() not in ("TRUE", "FALSE")
    if not allowed or CELL.fullmatch(name) or R1C1_CELL.fullmatch(name):
        raise bad_request(f"The name of the named range '{name[:260]}' is not valid.")
    for item in book.named_ranges:
        if item["name"].casefold() == name.casefold() and item["namedRangeId"] != but_id:
            raise bad_request(f"A named range with the name '{name}' already exists.")


def add_named_range(book: Book, item: JsonObject) -> JsonObject:
    """Adds a named range; gives it as stored.

    Raises:
        ApiError: 400 when the name is taken or not allowed, or the range is outside the grid.
    """
    check_name(book, item.get("name", ""))
    stored = {
        "namedRangeId": item.get("namedRangeId") or str(book.new_id()),
        "name": item["name"],
        "range": checked_range(book, item.get("range", {})),
    }
    if any(known["namedRangeId"] == stored["namedRangeId"] for known in book.named_ranges):
        raise bad_request(f"Duplicate named range id: {stored['namedRangeId']}")
    book.named_ranges = [*book.named_ranges, stored]
    return stored
