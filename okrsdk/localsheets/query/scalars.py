"""Scalar functions and arithmetic on values of a row."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.dates import EPOCH, SECONDS_PER_DAY, moment
from okrsdk.localsheets.query.errors import QueryError

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.query.table import Item

UNIX_EPOCH = 25569
KINDS = {"upper": "string", "lower": "string", "now": "datetime", "todate": "date"}
#: The spelling of each function in titles.
TITLES = {"dayofweek": "dayOfWeek", "datediff": "dateDiff", "todate": "toDate"}
DATED = ("date", "datetime")
TIMED = ("datetime", "timeofday")


def kind_of_call(name: str) -> str:
    """The kind of a function's results."""
    return KINDS.get(name, "number")


def call(name: str, items: list[Item], now: dt.datetime) -> Item:  # noqa: PLR0911 - one return for each family
    """The function's result; None where an argument is blank.

    Raises:
        QueryError: for an argument of the wrong kind.
    """
    if name == "now":
        seconds = now.hour * 3600 + now.minute * 60 + now.second
        return float((now.date() - EPOCH).days) + seconds / SECONDS_PER_DAY, "datetime"
    _check(name, [kind for _, kind in items])
    if any(value is None for value, _ in items):
        return None, kind_of_call(name)
    if name in ("upper", "lower"):
        text = str(items[0][0])
        return text.upper() if name == "upper" else text.lower(), "string"
    numbers = [float(value) for value, _ in items]  # type: ignore[arg-type]  # checked: no blanks, no texts
    if name == "todate":
        days = numbers[0] if items[0][1] in DATED else UNIX_EPOCH + numbers[0] / SECONDS_PER_DAY / 1000
        return float(math.floor(days)), "date"
    if name == "datediff":
        return float(math.floor(numbers[0]) - math.floor(numbers[1])), "number"
    if len(numbers) > 1:
        return _arithmetic(name, numbers[0], numbers[1]), "number"
    return _part(name, numbers[0]), "number"


def _check(name: str, kinds: list[str]) -> None:
    if name in ("upper", "lower"):
        allowed: tuple[str, ...] = ("string",)
    elif name in ("sum", "difference", "product", "quotient", "modulo"):
        allowed = ("number",)
    elif name in ("hour", "minute", "second", "millisecond"):
        allowed = TIMED
    elif name == "todate":
        allowed = (*DATED, "number")
    else:
        allowed = DATED
    if any(kind not in allowed for kind in kinds):
        wanted = " or ".join(allowed)
        raise QueryError(f"Can't perform the function {TITLES.get(name, name)} on values that are not {wanted} values")


def _arithmetic(name: str, left: float, right: float) -> float | None:
    if name in ("quotient", "modulo") and right == 0:
        return None
    return {
        "sum": lambda: left + right,
        "difference": lambda: left - right,
        "product": lambda: left * right,
        "quotient": lambda: left / right,
        "modulo": lambda: math.fmod(left, right),
    }[name]()


def _part(name: str, value: float) -> float | None:
    when = moment(value)
    if when is None:
        return None
    return float(
        {
            "year": when.year,
            "month": when.month - 1,  # January is 0
            "day": when.day,
            "hour": when.hour,
            "minute": when.minute,
            "second": when.second,
            "millisecond": when.microsecond // 1000,
            "quarter": (when.month - 1) // 3 + 1,
            "dayofweek": when.isoweekday() % 7 + 1,  # Sunday is 1
        }[name]
    )
