"""The number format that the result of a formula brings along, from those of its operands.

Google does not document the rule. Followed here is what is known of it: sums keep the first operand's format, a day
less a day is a number, money divided by money is a number, aggregates and rounding keep the format of what they
aggregate. Where nothing is known the result is shown in the automatic format.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from okrsdk.localsheets.grid.entry import NumberFormat
    from okrsdk.localsheets.grid.locales import Locale

MOMENTS = ("DATE", "TIME", "DATE_TIME")
DATE: NumberFormat = {"type": "DATE", "pattern": "m/d/yyyy"}
DATE_TIME: NumberFormat = {"type": "DATE_TIME", "pattern": "m/d/yyyy h:mm:ss"}
TIME: NumberFormat = {"type": "TIME", "pattern": "h:mm:ss am/pm"}
#: Functions whose result always has the same format.
FIXED: dict[str, NumberFormat] = {
    "TODAY": DATE,
    "DATE": DATE,
    "EDATE": DATE,
    "EOMONTH": DATE,
    "WORKDAY": DATE,
    "WORKDAY.INTL": DATE,
    "TO_DATE": DATE,
    "NOW": DATE_TIME,
    "EPOCHTODATE": DATE_TIME,
    "TIME": TIME,
    "TO_PERCENT": {"type": "PERCENT", "pattern": "0.00%"},
    "TO_DOLLARS": {"type": "CURRENCY", "pattern": '"$"#,##0.00'},
}
#: Functions whose result has the format of the argument with this index.
KEPT = dict.fromkeys(
    (
        *("SUM", "MIN", "MAX", "AVERAGE", "MEDIAN", "MODE", "MODE.SNGL", "LARGE", "SMALL", "MINA", "MAXA", "AVERAGEA"),
        *("PERCENTILE", "PERCENTILE.INC", "PERCENTILE.EXC", "QUARTILE", "QUARTILE.INC", "QUARTILE.EXC", "TRIMMEAN"),
        *("ABS", "ROUND", "ROUNDUP", "ROUNDDOWN", "CEILING", "FLOOR", "MROUND", "TRUNC", "AVERAGE.WEIGHTED"),
        *("SUMIFS", "AVERAGEIFS", "MINIFS", "MAXIFS", "UPLUS", "UMINUS"),
    ),
    0,
)
#: Like SUMIF: the third argument where it is given, else the first.
THIRD_OR_FIRST = ("SUMIF", "AVERAGEIF")


def of_call(name: str, formats: Sequence[NumberFormat | None]) -> NumberFormat | None:
    """The format of a call's result, given the first format found in each argument."""
    if name in FIXED:
        return FIXED[name]
    if name in KEPT:
        found = next((one for one in formats if one), None) if name in ("SUM", "MIN", "MAX", "AVERAGE") else None
        return found or (formats[0] if formats else None)
    if name in THIRD_OR_FIRST:
        return (formats[2] if len(formats) > 2 else formats[0]) if formats else None  # noqa: PLR2004 - the third
    return None


def localized(number_format: NumberFormat, locale: Locale) -> NumberFormat:
    """The format in the locale's own pattern, where it is the standard one of its type."""
    if number_format not in FIXED.values():
        return number_format
    return {"type": number_format["type"], "pattern": locale.patterns()[number_format["type"]]}


def of_operation(operator: str, left: NumberFormat | None, right: NumberFormat | None) -> NumberFormat | None:
    """The format of ``left operator right``."""
    kinds = (_kind(left), _kind(right))
    if operator == "+":
        return left or right
    if operator == "-":
        return None if kinds[0] in MOMENTS and kinds[1] in MOMENTS else left or right
    if operator == "*":
        return _of_product(left, right)
    if operator == "/":
        return None if right is not None or kinds[0] in MOMENTS else left
    return None


def _of_product(left: NumberFormat | None, right: NumberFormat | None) -> NumberFormat | None:
    if "CURRENCY" in (_kind(left), _kind(right)):
        return left if _kind(left) == "CURRENCY" else right
    if left is None or right is None:
        other = left or right
        return other if _kind(other) == "NUMBER" else None
    return left if _kind(left) == _kind(right) and _kind(left) not in MOMENTS else None


def _kind(number_format: NumberFormat | None) -> str:
    return (number_format or {}).get("type", "")
