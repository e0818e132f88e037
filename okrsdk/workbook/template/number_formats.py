"""Number formats: from a column's pattern and a key result's unit to what a cell gets."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.percentages import SHARE_UP_TO
from okrsdk.schema import Column, ColumnType
from okrsdk.schema.column import AMOUNT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from okrsdk.workbook.sheets_types import JsonObject

_SYMBOLS = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹"}
_SIGNS = frozenset(_SYMBOLS.values())
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


def amount_format(unit: str, amounts: Iterable[Decimal | None], *, currency: str = "") -> JsonObject | None:
    """The number format for amounts of a unit, with as many decimals as they need; None when there are none.

    A percentage is kept as a share, as sheets do it: 0.45 shows as 45%. Where an amount is above 2 the row was written
    in percent points (45 for 45 %), and these show with a percent sign but are not multiplied.

    Args:
        unit: `%`, a currency's sign or code, or words.
        amounts: the numbers that share the format.
        currency: the client's currency, for the unit `currency`.
    """
    known = [amount for amount in amounts if amount is not None and amount.is_finite()]
    if not known:
        return None
    if unit.strip() == "%":
        if all(abs(amount) <= SHARE_UP_TO for amount in known):
            return {"type": "PERCENT", "pattern": f"0{_decimals(amount.scaleb(2) for amount in known)}%"}
        return {"type": "NUMBER", "pattern": f'0{_decimals(known)}"%"'}
    pattern = f"#,##0{_decimals(known)}"
    code = currency if unit == "currency" else unit.strip()
    sign = _SYMBOLS.get(code.upper(), code)
    if sign in _SIGNS:
        return {"type": "CURRENCY", "pattern": f'"{sign}"{pattern}'}
    return {"type": "NUMBER", "pattern": pattern}


def _decimals(amounts: Iterable[Decimal]) -> str:
    exponents = (amount.normalize().as_tuple().exponent for amount in amounts)
    places = max(-exponent for exponent in exponents if isinstance(exponent, int))
    return "." + "0" * min(places, _MOST_DECIMALS) if places > 0 else ""
