"""Number formats: from a column's pattern and a key result's unit to what a cell gets."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from okrsdk.language.percentages import factor_of_size, is_in_percent, percent_factor
from okrsdk.schema import Column, ColumnType
from okrsdk.schema.column import AMOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.model import KeyResult
    from okrsdk.workbook.sheets_types import JsonObject, NumberFormat

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_SIGNS = frozenset(_SYMBOLS.values())
_UNIT_SIGNS = re.compile(f"[%{''.join(sorted(_SIGNS))}]")
_PLACES = re.compile(r"\.([0#?]+)")
_NUMERIC = frozenset({"NUMBER", "CURRENCY", "PERCENT"})
_SHARE = Decimal(100)
_MOST_DECIMALS = 4
TEXT: JsonObject = {"type": "TEXT", "pattern": "@"}


def column_format(column: Column) -> JsonObject | None:
    """The number format of a column's cells as the schema names it; None for automatic.

    Amounts are left automatic: the pattern that allows decimals would show 50 as `50.`.
    """
    if not column.number_format or column.number_format == AMOUNT:
        return None
    if column.type is ColumnType.DAY:
        return {"type": "DATE", "pattern": column.number_format}
    return {"type": "PERCENT" if "%" in column.number_format else "NUMBER", "pattern": column.number_format}


def key_result_format(key_result: KeyResult, *amounts: Decimal | None) -> JsonObject | None:
    """The number format for amounts of a key result, with the decimals that they, its baseline and target need."""
    known = (key_result.baseline, key_result.target, *amounts)
    factor = percent_factor(key_result) if is_in_percent(key_result.unit) else None
    return amount_format(key_result.unit, known, factor=factor)


def shows_like(held: NumberFormat | None, fitting: JsonObject) -> bool:
    """Whether a cell's number format shows a number in the unit of one that fits, with no fewer decimals.

    People may choose more decimals, and Sheets may write a pattern in another way.

    Args:
        held: the cell's number format; None for automatic.
        fitting: the number format that fits.
    """
    own, wanted = held or {}, cast("NumberFormat", fitting)
    is_share = own.get("type") == "PERCENT"
    if own.get("type", "NUMBER") not in _NUMERIC or is_share != (wanted["type"] == "PERCENT"):
        return False
    pattern = own.get("pattern", wanted["pattern"] if own else "")
    is_in_unit = _unit_sign(pattern) == _unit_sign(wanted["pattern"])
    return is_in_unit and _places_of(pattern) >= _places_of(wanted["pattern"])


def amount_format(
    unit: str, amounts: Iterable[Decimal | None], *, currency: str = "", factor: Decimal | None = None
) -> JsonObject | None:
    """The number format for amounts of a unit, with as many decimals as they need; None when there are none.

    A percentage is kept as a share, as sheets do it: 0.45 shows as 45%. Where an amount is above 2 the row was written
    in percent points (45 for 45 %), and these show with a percent sign but are not multiplied.

    Args:
        unit: `%`, a currency's sign or code, or words.
        amounts: the numbers that share the format.
        currency: the client's currency, for the unit `currency`.
        factor: what percentages are to be multiplied with, 100 for shares; by default as their size shows.
    """
    known = [amount for amount in amounts if amount is not None and amount.is_finite()]
    if not known:
        return None
    if is_in_percent(unit):
        if (factor or factor_of_size(max(map(abs, known)))) == _SHARE:
            return {"type": "PERCENT", "pattern": f"0{_decimals(amount.scaleb(2) for amount in known)}%"}
        return {"type": "NUMBER", "pattern": f'0{_decimals(known)}"%"'}
    pattern = f"#,##0{_decimals(known)}"
    code = currency if unit == "currency" else unit.strip()
    sign = _SYMBOLS.get(code.upper(), code)
    if sign in _SIGNS:
        return {"type": "CURRENCY", "pattern": f'"{sign}"{pattern}'}
    return {"type": "NUMBER", "pattern": pattern}


def _unit_sign(pattern: str) -> str:
    """The sign of a unit that a pattern puts beside the number; empty without one."""
    found = _UNIT_SIGNS.search(pattern.replace("[$", "["))  # [$€-1] is the sign € with a locale
    return found[0] if found else ""


def _places_of(pattern: str) -> float:
    """How many decimals a pattern shows; an automatic format shows all."""
    if not any(sign in pattern for sign in "0#"):
        return math.inf
    found = _PLACES.search(pattern)
    return len(found[1]) if found else 0


def _decimals(amounts: Iterable[Decimal]) -> str:
    exponents = (amount.normalize().as_tuple().exponent for amount in amounts)
    places = max(-exponent for exponent in exponents if isinstance(exponent, int))
    return "." + "0" * min(places, _MOST_DECIMALS) if places > 0 else ""
