"""Exact arithmetic: decimals in, fractions between, decimals out.

A quotient of decimals seldom ends, so it is kept as a fraction until it is shown. It is then cut, not rounded to the
nearest: cutting never lifts a value over a boundary it has not reached nor drops it below one it has, so that whoever
scores the shown decimal gets the score of the exact value.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from okrsdk.errors import UngradableError

PLACES = 12
"""Decimals kept of a value that does not end."""

_LARGEST_EXPONENT = 100
_WIDE = Context(prec=2 * _LARGEST_EXPONENT + PLACES + 10)


def exact(value: Decimal, *, field: str) -> Fraction:
    """The same number as a fraction.

    Raises:
        UngradableError: it is not finite, or larger or smaller than 10 to the power of ±100.
    """
    if not value.is_finite():
        raise UngradableError(f"{field.capitalize()} is not a number.", field=field)
    if value and abs(value.adjusted()) > _LARGEST_EXPONENT:
        raise UngradableError(f"{field.capitalize()} {value:.3e} is out of range.", field=field)
    return fraction(value)


@lru_cache(maxsize=4096)
def fraction(value: Decimal) -> Fraction:
    """A finite number as a fraction; it is kept, since the same baseline, target and values are asked for often."""
    return Fraction(value)


def cut(value: Fraction, places: int = PLACES) -> Decimal:
    """The largest decimal of `places` decimals that is not above `value`, without trailing zeros.

    >>> cut(Fraction(2, 3))
    Decimal('0.666666666666')
    >>> cut(Fraction(-1, 3), places=2)
    Decimal('-0.34')
    >>> cut(Fraction(10))
    Decimal('10')
    """
    units = Decimal(value.numerator * 10**places // value.denominator)
    return _WIDE.add(_WIDE.normalize(_WIDE.scaleb(units, -places)), 0)
