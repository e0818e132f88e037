"""Durations of two parts and ratios: `1h30`, `2 h 15 min`, `1:50`, `9:12 minutes`, `3:1`.

`1:50` is an hour and fifty minutes or a minute and fifty seconds: without a unit both are given, in minutes. With three
parts (`1:50:00`) it is hours, minutes and seconds. A day's time (`9:30 am`, `at 17:00`) is no duration.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from okrsdk.language.text import Span
from okrsdk.language.units import converted, unit_of

_PARTS = re.compile(
    r"""(?<![\w.,:/])(?:
      (?P<h>\d{1,4})\s?(?:hours?|hrs?|h)\s?(?:and\s)?(?P<hm>[0-5]?\d)(?:\s?(?:minutes?|mins?|min|m))?
    | (?P<m>\d{1,4})\s?(?:minutes?|mins?|min|m)\s?(?:and\s)?(?P<ms>[0-5]?\d)\s?(?:seconds?|secs?|sec|s)
    | (?P<d>\d{1,4})\s?(?:days?|d)\s?(?:and\s)?(?P<dh>[01]?\d|2[0-3])\s?(?:hours?|hrs?|h)
    )(?![\w:])""",
    re.VERBOSE | re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\w.,:/])(?P<first>\d{1,4}):(?P<second>\d{1,3})(?::(?P<third>[0-5]\d))?(?![\w:]|[.,]\d)")
_UNIT = re.compile(r"\s?(?P<unit>[^\W\d_]+)\b")
_TIME_OF_DAY_AFTER = re.compile(r"\s?(?:a\.?m\b|p\.?m\b|o'clock|uhr\b|[CE]E?S?T\b|UTC\b)", re.IGNORECASE)
_TIME_OF_DAY_BEFORE = re.compile(r"\b(?:at|before|after|until|till|around|since|from|to)\s*$", re.IGNORECASE)
_RATIO_BEFORE = re.compile(
    r"\bratio\b(?:\s+[^\W\d_]+){0,4}\s*[:=]?\s*$|[^\W\d_]:[^\W\d_]\S*(?:\s+[^\W\d_]+){0,2}\s*$", re.IGNORECASE
)
_IN_SECONDS = {"h": 3600, "m": 60, "d": 86_400}
_SIXTY = 60
_TWO_FIGURES = 2
RATIO = ":1"
"""The unit of a ratio: `3:1` is 3."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A duration or ratio that is written in parts.

    Attributes:
        span: where it is.
        readings: its values in `unit`; several when it is not sure, none when it is a time of day or not exact.
        unit: `minutes`, `seconds`, `hours` or `:1`.
    """

    span: Span
    readings: tuple[Decimal, ...]
    unit: str


def composed_amounts(text: str) -> Iterator[Composed]:
    """The durations and ratios of `text`.

    >>> [(found.readings, found.unit) for found in composed_amounts("from 1h30 to 9:12 minutes, 3:1")]
    [((Decimal('90'),), 'minutes'), ((Decimal('9.2'),), 'minutes'), ((Decimal('3'),), ':1')]
    >>> [f"{reading:.2f}" for reading in next(composed_amounts("under 1:50")).readings]
    ['110.00', '1.83']
    """
    for match in _PARTS.finditer(text):
        yield _of_parts(match)
    for match in _CLOCK.finditer(text) if ":" in text else ():
        yield _of_clock(text, match)


def _of_parts(match: re.Match[str]) -> Composed:
    span = Span(start=match.start(), end=match.end())
    if match["h"]:
        return Composed(span=span, readings=(Decimal(int(match["h"]) * _SIXTY + int(match["hm"])),), unit="minutes")
    if match["m"]:
        return Composed(span=span, readings=(Decimal(int(match["m"]) * _SIXTY + int(match["ms"])),), unit="seconds")
    return Composed(span=span, readings=(Decimal(int(match["d"]) * 24 + int(match["dh"])),), unit="hours")


def _of_clock(text: str, match: re.Match[str]) -> Composed:
    span = Span(start=match.start(), end=match.end())
    first, second = int(match["first"]), int(match["second"])
    if _TIME_OF_DAY_AFTER.match(text, match.end()):
        return Composed(span=span, readings=(), unit="")
    if match["third"]:
        seconds = (first * _SIXTY + second) * _SIXTY + int(match["third"])
        minutes = converted(Decimal(seconds), "seconds", "minutes")
        return Composed(
            span=span,
            readings=(Decimal(seconds) if minutes is None else minutes,),
            unit="seconds" if minutes is None else "minutes",
        )
    if _is_ratio(text, match):
        return Composed(span=span, readings=_ratio(first, second), unit=RATIO)
    if second >= _SIXTY or len(match["second"]) != _TWO_FIGURES:
        return Composed(span=span, readings=(), unit="")
    return _of_two_parts(text, match, first, second)


def _of_two_parts(text: str, match: re.Match[str], first: int, second: int) -> Composed:
    named = _UNIT.match(text, match.end())
    unit = unit_of(named["unit"]) if named else ""
    end = named.end() if named and unit in ("hours", "minutes") else match.end()
    span, total = Span(start=match.start(), end=end), Decimal(first * _SIXTY + second)
    if unit == "hours":
        return Composed(span=span, readings=(total,), unit="minutes")
    if unit == "minutes":
        minutes = converted(total, "seconds", "minutes")
        if minutes is None:
            return Composed(span=span, readings=(total,), unit="seconds")
        return Composed(span=span, readings=(minutes,), unit="minutes")
    if _TIME_OF_DAY_BEFORE.search(text, 0, match.start()) and first < 24 and len(match["first"]) == _TWO_FIGURES:  # noqa: PLR2004 - hours of a day
        return Composed(span=span, readings=(), unit="")
    return Composed(span=span, readings=(total, total / _SIXTY), unit="minutes")


def _is_ratio(text: str, match: re.Match[str]) -> bool:
    return len(match["second"]) == 1 or _RATIO_BEFORE.search(text, 0, match.start()) is not None


def _ratio(first: int, second: int) -> tuple[Decimal, ...]:
    """The quotient where it is exact; of `1:12` either side may be the number that people keep."""
    if not second:
        return ()
    quotient = Decimal(first) / second
    is_sure = quotient == round(quotient, 6) and not (first == 1 and second > 1)
    return (quotient,) if is_sure else (quotient, Decimal(second))
