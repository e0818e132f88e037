"""Boolean conditions of conditional formats and filters, tried on a cell."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.dates import serial
from okrsdk.localsheets.grid.entry import read_entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.jsontypes import JsonObject

EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
URL = re.compile(r"(https?://|www\.)\S+", re.IGNORECASE)
RELATIVE_DAYS = {"TODAY": 0, "TOMORROW": 1, "YESTERDAY": -1, "PAST_WEEK": -7, "PAST_MONTH": -30, "PAST_YEAR": -365}

TEXTS: dict[str, Callable[[str, str], bool]] = {
    "TEXT_CONTAINS": lambda text, wanted: wanted in text,
    "TEXT_NOT_CONTAINS": lambda text, wanted: wanted not in text,
    "TEXT_STARTS_WITH": lambda text, wanted: text.startswith(wanted),
    "TEXT_ENDS_WITH": lambda text, wanted: text.endswith(wanted),
    "TEXT_EQ": lambda text, wanted: text == wanted,
    "TEXT_NOT_EQ": lambda text, wanted: text != wanted,
}
NUMBERS: dict[str, Callable[[float, float, float], bool]] = {
    "NUMBER_GREATER": lambda value, low, _high: value > low,
    "NUMBER_GREATER_THAN_EQ": lambda value, low, _high: value >= low,
    "NUMBER_LESS": lambda value, low, _high: value < low,
    "NUMBER_LESS_THAN_EQ": lambda value, low, _high: value <= low,
    "NUMBER_EQ": lambda value, low, _high: value == low,
    "NUMBER_NOT_EQ": lambda value, low, _high: value != low,
    "NUMBER_BETWEEN": lambda value, low, high: low <= value <= high,
    "NUMBER_NOT_BETWEEN": lambda value, low, high: not low <= value <= high,
    "DATE_EQ": lambda value, low, _high: int(value) == int(low),
    "DATE_NOT_EQ": lambda value, low, _high: int(value) != int(low),
    "DATE_BEFORE": lambda value, low, _high: value < low,
    "DATE_AFTER": lambda value, low, _high: value >= low + 1,
    "DATE_ON_OR_BEFORE": lambda value, low, _high: value < low + 1,
    "DATE_ON_OR_AFTER": lambda value, low, _high: value >= low,
    "DATE_BETWEEN": lambda value, low, high: low <= value < high + 1,
    "DATE_NOT_BETWEEN": lambda value, low, high: not low <= value < high + 1,
}
PLAIN: dict[str, Callable[[str], bool]] = {
    "BLANK": lambda text: not text,
    "NOT_BLANK": bool,
    "TEXT_IS_EMAIL": lambda text: bool(EMAIL.fullmatch(text)),
    "TEXT_IS_URL": lambda text: bool(URL.fullmatch(text)),
}


def meets(condition: JsonObject, value: Value, text: str, today: dt.date) -> bool | None:
    """Whether a cell with this value, shown as this text, meets the condition.

    Returns:
        None for conditions that Local Sheets does not try: custom formulas, and limits given as formulas.
    """
    kind = condition.get("type", "")
    given = condition.get("values", [])
    if kind in PLAIN:
        return PLAIN[kind](text)
    if not given or any(str(item.get("userEnteredValue", "")).startswith("=") for item in given):
        return None
    if kind in TEXTS:
        # A filter may name several texts; a rule has one.
        wanted = [str(item.get("userEnteredValue", "")).casefold() for item in given]
        tests = [TEXTS[kind](text.casefold(), one) for one in wanted]
        return all(tests) if "NOT" in kind else any(tests)
    return _meets_limits(NUMBERS[kind], [_limit(item, today) for item in given], value) if kind in NUMBERS else None


def _meets_limits(test: Callable[[float, float, float], bool], limits: list[float | None], value: Value) -> bool | None:
    numbers = [limit for limit in limits if limit is not None]
    if len(numbers) < len(limits):
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return False
    return test(float(value), min(numbers), max(numbers))


def _limit(item: JsonObject, today: dt.date) -> float | None:
    if "relativeDate" in item:
        days = RELATIVE_DAYS.get(item["relativeDate"])
        return None if days is None else float(serial(today) + days)
    parsed, _ = read_entry(str(item.get("userEnteredValue", "")), today)
    return float(parsed) if isinstance(parsed, (int, float)) and not isinstance(parsed, bool) else None
