"""Arithmetic, comparison and joining, with the error values and messages of the functions that stand behind them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.resultformat import of_operation
from okrsdk.localsheets.formulas.values import (
    Failure,
    Matrix,
    Stop,
    as_number,
    as_text,
    format_of,
    with_format,
)
from okrsdk.localsheets.grid.cells import ErrorText, Value

if TYPE_CHECKING:
    from collections.abc import Callable

#: The function that Google's messages name for each operator.
NAMES = {
    "+": "ADD",
    "-": "MINUS",
    "*": "MULTIPLY",
    "/": "DIVIDE",
    "^": "POW",
    "&": "CONCAT",
    "=": "EQ",
    "<>": "NE",
    "<": "LT",
    "<=": "LTE",
    ">": "GT",
    ">=": "GTE",
}
OPERATORS = {name: operator for operator, name in NAMES.items()}
#: As many as a spreadsheet may have.
MAX_CELLS = 10_000_000
TOO_LARGE = Failure("#NUM!", "Numeric value is greater than 1.79769e+308 and cannot be displayed properly.")
COMPARISONS = ("=", "<>", "<", "<=", ">", ">=")


def operate(operator: str, left: Value, right: Value) -> Value:
    """The result of ``left operator right``; an error value when it fails."""
    try:
        if operator == "&":
            return as_text(left) + as_text(right)
        if operator in COMPARISONS:
            return _compare(operator, left, right)
        name = NAMES[operator]
        found = _reckon(operator, as_number(left, name, 1), as_number(right, name, 2))
        return with_format(found, of_operation(operator, format_of(left), format_of(right)))
    except Stop as stop:
        return stop.failure


def _reckon(operator: str, first: float, second: float) -> float:
    found = _result(operator, first, second)
    if not math.isfinite(found):
        raise Stop(TOO_LARGE)
    return found


def _result(operator: str, first: float, second: float) -> float:
    if operator == "+":
        return first + second
    if operator == "-":
        return first - second
    if operator == "*":
        return first * second
    if operator == "/":
        if second == 0:
            raise Stop(Failure("#DIV/0!", "Function DIVIDE parameter 2 cannot be zero."))
        return first / second
    return power(first, second)


def power(base: float, exponent: float) -> float:
    """The power, as POW gives it.

    Raises:
        Stop: #NUM! where it is no real number or too large, #DIV/0! for 0 to a negative power.
    """
    try:
        found = base**exponent
    except ZeroDivisionError:
        raise Stop(Failure("#DIV/0!", "Evaluation of function POW caused a divide by zero error.")) from None
    except OverflowError:
        found = 0j
    if isinstance(found, complex):
        raise Stop(Failure("#NUM!", f"Evaluation of POW({base:g}, {exponent:g}) gives no number that can be shown."))
    return float(found)


def sign(operator: str, value: Value) -> Value:
    """``-x``, ``+x`` or ``x%``."""
    try:
        if operator == "+":
            return value
        name = "UMINUS" if operator == "-" else "UNARY_PERCENT"
        found = as_number(value, name, 1)
        return with_format(-found, format_of(value)) if operator == "-" else found / 100
    except Stop as stop:
        return stop.failure


def rank(value: Value) -> tuple[int, float | str]:
    """A key that orders values as Google does: numbers, then texts whatever their case, then booleans."""
    if isinstance(value, bool):
        return 2, float(value)
    if isinstance(value, str):
        return 1, value.casefold()
    return 0, float(value or 0)


def _compare(operator: str, left: Value, right: Value) -> bool:
    for value in (left, right):
        if isinstance(value, ErrorText):
            raise Stop(value)
    first, second = rank(_unblank(left, right)), rank(_unblank(right, left))
    return {
        "=": first == second,
        "<>": first != second,
        "<": first < second,
        "<=": first <= second,
        ">": first > second,
        ">=": first >= second,
    }[operator]


def _unblank(value: Value, other: Value) -> Value:
    """A blank cell is as good as zero, the empty text or FALSE, whichever it is compared with."""
    if value is not None:
        return value
    if isinstance(other, bool):
        return False
    return "" if isinstance(other, str) else 0


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal as ``=`` has it; error values equal nothing."""
    return operate("=", left, right) is True


def broadcast(function: Callable[..., Value], name: str, *operands: Value | Matrix) -> Value | Matrix:
    """The function of every set of elements: single values, rows and columns repeat along the others.

    Raises:
        Stop: #N/A where sizes do not agree.
    """
    matrices = [operand for operand in operands if isinstance(operand, Matrix)]
    if not matrices:
        return function(*operands)
    height, width = max(one.height for one in matrices), max(one.width for one in matrices)
    if any(one.height not in (1, height) or one.width not in (1, width) for one in matrices):
        raise Stop(Failure("#N/A", f"Array arguments to {name} are of different size."))
    if height * width > MAX_CELLS:
        raise Stop(Failure("#REF!", f"The result of {name} is too large."))
    columns = [_stretched(operand, height, width) for operand in operands]
    return Matrix(
        tuple(
            tuple(function(*values) for values in zip(*(one[row] for one in columns), strict=True))
            for row in range(height)
        )
    )


def _stretched(operand: Value | Matrix, height: int, width: int) -> list[tuple[Value, ...]]:
    if not isinstance(operand, Matrix):
        return [(operand,) * width] * height
    rows = list(operand.rows) if operand.height == height else [operand.rows[0]] * height
    return rows if operand.width == width else [row * width for row in rows]
