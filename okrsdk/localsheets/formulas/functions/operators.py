"""The operators under their names (ADD, DIVIDE, EQ, …), and ISBETWEEN."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.operators import OPERATORS, operate, sign
from okrsdk.localsheets.formulas.values import Stop, as_boolean
from okrsdk.localsheets.grid.cells import ErrorText, Value

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand


@function(*OPERATORS, least=2, most=2)
def operator(site: Site) -> Operand:
    """What the operator of that name gives for two values."""
    return site.each(partial(operate, OPERATORS[site.name]), 2)


@function("UMINUS", "UPLUS", "UNARY_PERCENT", least=1, most=1)
def signed(site: Site) -> Operand:
    """The value under the sign of that name."""
    symbol = {"UMINUS": "-", "UPLUS": "+", "UNARY_PERCENT": "%"}[site.name]
    return site.each(partial(sign, symbol), 1)


@function("ISBETWEEN", least=3, most=5)
def is_between(site: Site) -> Operand:
    """Whether a value lies between two others, which count as between unless the last arguments say not."""
    low = as_boolean(site.single(3), "ISBETWEEN", 4) if site.has(3) else True
    high = as_boolean(site.single(4), "ISBETWEEN", 5) if site.has(4) else True

    def test(value: Value, least: Value, most: Value) -> Value:
        above = operate(">=" if low else ">", value, least)
        below = operate("<=" if high else "<", value, most)
        for found in (above, below):
            if isinstance(found, ErrorText):
                raise Stop(found)
        return bool(above) and bool(below)

    return site.each(test, 3)


FUNCTIONS = (
    operator,
    signed,
    is_between,
)
