"""Units as people write them, and which amounts can be compared."""

from __future__ import annotations

from decimal import Decimal

SCALES = {
    "k": 1_000, "m": 1_000_000, "mm": 1_000_000, "mn": 1_000_000, "mio": 1_000_000, "b": 1_000_000_000,
    "bn": 1_000_000_000, "hundred": 100, "thousand": 1_000, "million": 1_000_000, "millions": 1_000_000,
    "billion": 1_000_000_000,
}  # fmt: skip
UNITS = {
    "%": "%", "percent": "%", "percentage": "%", "pct": "%", "pp": "pp", "ppt": "pp", "x": "x", "×": "x",
    "times": "times",
    "ms": "ms", "s": "seconds", "sec": "seconds", "secs": "seconds", "second": "seconds", "seconds": "seconds",
    "min": "minutes", "mins": "minutes", "minute": "minutes", "minutes": "minutes",
    "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours", "hours": "hours",
    "d": "days", "day": "days", "days": "days", "w": "weeks", "week": "weeks", "weeks": "weeks",
    "month": "months", "months": "months", "year": "years", "years": "years", "yrs": "years", "quarters": "quarters",
    "usd": "$", "dollars": "$", "eur": "€", "euro": "€", "euros": "€", "gbp": "£", "pounds": "£",
    "points": "points", "point": "points", "pts": "points", "stars": "stars", "star": "stars",
    "gb": "GB", "mb": "MB", "tb": "TB", "kb": "KB", "rps": "rps", "fps": "fps",
}  # fmt: skip
SECONDS = {
    "ms": Decimal("0.001"), "seconds": Decimal(1), "minutes": Decimal(60), "hours": Decimal(3_600),
    "days": Decimal(86_400), "weeks": Decimal(604_800), "months": Decimal(2_629_800), "quarters": Decimal(7_889_400),
    "years": Decimal(31_557_600),
}  # fmt: skip
"""Length of the units of time in seconds, on average."""
TIME_UNITS = frozenset(SECONDS)
CURRENCIES = frozenset("$€£¥₹")


def comparable(first: tuple[Decimal, str], second: tuple[Decimal, str]) -> tuple[Decimal, Decimal] | None:
    """The two amounts (value, unit) in one unit; None when they have none in common.

    A missing unit is that of the other, as in `from 5 to 10 %`.

    >>> comparable((Decimal(2), "hours"), (Decimal(30), "minutes"))
    (Decimal('7200'), Decimal('1800'))
    >>> comparable((Decimal(85), ""), (Decimal(60), "%"))
    (Decimal('85'), Decimal('60'))
    >>> comparable((Decimal(5), "$"), (Decimal(60), "%")) is None
    True
    """
    (value, unit), (other, other_unit) = first, second
    if unit == other_unit or not unit or not other_unit:
        return value, other
    if unit in SECONDS and other_unit in SECONDS:
        return value * SECONDS[unit], other * SECONDS[other_unit]
    return None
