"""The cycle: the time box of a set of OKRs."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

_NAME = re.compile(r"(?P<year>\d{4})(?:[-\s]?(?P<part>Q[1-4]|H[12]))?", re.IGNORECASE)
_MONTHS = {"Q": 3, "H": 6}
_YEAR_MONTHS = 12
_DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A quarter, a half-year or a year.

    Attributes:
        name: canonical name: `2026-Q1`, `2026-H1` or `2026`.
        start: first day.
        end: last day, inclusive.
    """

    name: str
    start: date
    end: date

    @classmethod
    def parse(cls, text: str) -> Cycle:
        """The cycle called `text`; case and the separator do not matter.

        >>> Cycle.parse("2026-q1").end
        datetime.date(2026, 3, 31)
        >>> Cycle.parse("2026 H2").name
        '2026-H2'

        Raises:
            ValueError: it is no cycle's name.
        """
        match = _NAME.fullmatch(text.strip())
        if match is None or not date.min.year <= int(match["year"]) <= date.max.year:
            raise ValueError(f"{text!r} is not a cycle. Write a quarter (2026-Q1), a half (2026-H1) or a year (2026).")
        year, part = int(match["year"]), (match["part"] or "").upper()
        months = _MONTHS.get(part[:1], _YEAR_MONTHS)
        first = 1 + (int(part[1]) - 1) * months if part else 1
        last = first + months - 1
        end = date(year, last, calendar.monthrange(year, last)[1])
        return cls(name=f"{year:04d}-{part}" if part else f"{year:04d}", start=date(year, first, 1), end=end)

    @property
    def days(self) -> int:
        """Number of days, first and last included."""
        return (self.end - self.start).days + 1

    @property
    def weeks(self) -> int:
        """Number of whole weeks that come nearest: 13 in a quarter, 26 in a half, 52 in a year."""
        return round(self.days / _DAYS_PER_WEEK)

    def week(self, on: date) -> int:
        """The week of the cycle on day `on`, from 1 to `weeks`; days outside count as the nearest week."""
        passed = (on - self.start).days // _DAYS_PER_WEEK
        return min(max(passed + 1, 1), self.weeks)

    def elapsed(self, on: date) -> Fraction:
        """Share of the cycle that has passed at the end of day `on`: 0 before it, 1 from its last day on."""
        passed = (on - self.start).days + 1
        return Fraction(min(max(passed, 0), self.days), self.days)

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end
