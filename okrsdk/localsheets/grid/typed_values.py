"""What a typed text means in a cell: number, date, time, boolean, formula or plain text, by the locale."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Formula, Value, number
from okrsdk.localsheets.grid.locales import EN_US, Locale
from okrsdk.localsheets.grid.typed_dates import read_moment
from okrsdk.localsheets.grid.typed_numbers import NumberFormat, is_likely_number, read_number

if TYPE_CHECKING:
    import datetime as dt


FRACTION = re.compile(r"(-?)(\d+) (\d{1,3})/(\d{1,3})", re.ASCII)


def read_entry(text: str, today: dt.date, locale: Locale = EN_US) -> tuple[Value, NumberFormat | None]:
    """The value a typed text stands for, and the number format it brings along (None: none).

    Args:
        text: what the user typed; a leading apostrophe makes it plain text, a plus sign before anything but a number
            makes it a formula.
        today: supplies the year where a date leaves it out.
        locale: whose decimal sign, order of dates, names of months and money count.
    """
    if not text:
        return None, None
    if text[0] == "'":
        return text[1:], None
    if text[0] == "=" and len(text) > 1:
        return Formula(text), None
    trimmed = text.strip()
    if trimmed.upper() in ("TRUE", "FALSE"):
        return trimmed.upper() == "TRUE", None
    found = _read(trimmed, today, locale) if is_likely_number(trimmed, locale) else None
    if found is None and text[0] == "+" and len(text) > 1:
        return Formula("=" + text), None
    return found or (text, None)


def _read(text: str, today: dt.date, locale: Locale) -> tuple[Value, NumberFormat | None] | None:
    return read_number(text, locale) or _fraction(text) or read_moment(text, today, locale)


def _fraction(text: str) -> tuple[Value, NumberFormat | None] | None:
    found = FRACTION.fullmatch(text)
    if not found or int(found[4]) == 0:
        return None
    value = int(found[2]) + int(found[3]) / int(found[4])
    return number(-value if found[1] else value), {"type": "NUMBER", "pattern": "# ?/?"}


__all__ = ["NumberFormat", "read_entry"]
