"""The cycle: the time box of a set of OKRs, and the one reader of its name."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from okrsdk.model.field_types import check_field_types
from okrsdk.texts import strung, text

_YEAR_MONTHS = 12
_DAYS_PER_WEEK = 7
_SHOWN = 40
_PART_MONTHS = {"": 12, "H": 6, "Q": 3}
CYCLE_HINT = text(
    "Write a quarter (2026-Q1), a half (2026-H1), a year (2026), a month (2026-01), two days "
    "(2026-01-15 to 2026-03-31) or a quarter of a fiscal year (FY26-Q1)."
)


class UnreadableCycleError(ValueError):
    """A text is no cycle's name, or one of a fiscal year whose start is not known.

    Attributes:
        what: what is wrong, one sentence.
        cure: what to write instead.
    """

    def __init__(self, what: str, cure: str) -> None:
        super().__init__(what, cure)
        self.what = what
        self.cure = cure

    def __str__(self) -> str:
        return strung((self.what, self.cure))


class Month(StrEnum):
    """The months, in order."""

    JANUARY = "January"
    FEBRUARY = "February"
    MARCH = "March"
    APRIL = "April"
    MAY = "May"
    JUNE = "June"
    JULY = "July"
    AUGUST = "August"
    SEPTEMBER = "September"
    OCTOBER = "October"
    NOVEMBER = "November"
    DECEMBER = "December"

    @property
    def number(self) -> int:
        """1 for January, 12 for December."""
        return tuple(Month).index(self) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """A time box.

    Attributes:
        name: canonical name: `2026-Q1`, `2026-H1`, `2026`, `2026-01`, `FY26-Q1`, `2026-01-15 to 2026-03-31`.
        start: first day.
        end: last day, inclusive.
    """

    name: str
    start: date
    end: date

    def __post_init__(self) -> None:
        check_field_types(self)

    @classmethod
    def parse(cls, text: str, *, fiscal_year_starts: Month | None = None) -> Cycle:
        """The cycle called `text`; case, order and separators do not matter.

        A fiscal year is called after the calendar year in which it ends.

        >>> Cycle.parse("Q1 2026").name, Cycle.parse("1H'26").name, Cycle.parse("March 2026").name
        ('2026-Q1', '2026-H1', '2026-03')
        >>> Cycle.parse("15 Jan 2026 – 31 Mar 2026").name
        '2026-01-15 to 2026-03-31'
        >>> str(Cycle.parse("FY26-Q1", fiscal_year_starts=Month.FEBRUARY).start)
        '2025-02-01'

        Args:
            text: its name.
            fiscal_year_starts: the month in which the client's fiscal year starts.

        Raises:
            UnreadableCycleError: it is no cycle's name, or one of a fiscal year whose start is not known.
        """
        plain = _plain(text)
        try:
            if fiscal := _FISCAL.fullmatch(plain):
                return _of_fiscal_year(fiscal, fiscal_year_starts)
            return _of_year(plain) or _of_month(plain) or _of_two_days(plain)
        except _UnknownCycleError as error:
            raise _unreadable(text) from error

    @property
    def days(self) -> int:
        """Number of days, first and last included."""
        return (self.end - self.start).days + 1

    @property
    def weeks(self) -> int:
        """Number of whole weeks that come nearest: 13 in a quarter, 26 in a half, 52 in a year; 1 at least."""
        return max(round(self.days / _DAYS_PER_WEEK), 1)

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


def _unreadable(words: str) -> UnreadableCycleError:
    return UnreadableCycleError(text('"{words}" is not a cycle.', words=words[:_SHOWN]), CYCLE_HINT)


class _UnknownCycleError(Exception):
    """A text is no cycle's name."""


_YEAR = r"(?:(?P<year>\d{4})|'?(?P<short>\d{2}))"
_PART = r"(?:(?P<part>[QH])(?P<number>\d)|(?P<ordinal>\d)(?P<kind>[QH]))"
_GAP = r"[ \-/_,.]*"
_QUARTERS = (re.compile(f"{_YEAR}{_GAP}{_PART}"), re.compile(f"{_PART}{_GAP}{_YEAR}"), re.compile(r"(?P<year>\d{4})"))
_FISCAL_YEAR = r"FY ?'?(?P<fiscal>\d{4}|\d{2})(?:[/\-](?P<until>\d{4}|\d{2})(?![QH]))?"
_FISCAL = re.compile(rf"(?:(?P<before>[QH]\d|\d[QH]){_GAP})?{_FISCAL_YEAR}(?:{_GAP}(?P<after>[QH]\d|\d[QH]))?")
_ORDINAL = re.compile(r"\b(\d)(?:ST|ND|RD|TH)? (QUARTER|HALF)\b|\b(QUARTER|HALF) (\d)\b")
_DASHES = str.maketrans("‐‑‒–—−’‘", "------''")
_MONTHS = {word.upper(): month.number for month in Month for word in (month[:3], str(month))} | {"SEPT": 9}
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_MONTH_NAMES = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})"),
    re.compile(r"(?P<month>\d{1,2})/(?P<year>\d{4})"),
    re.compile(rf"{_MONTH}[ \-/,]*(?P<year>\d{{4}})"),
    re.compile(rf"(?P<year>\d{{4}})[ \-/,]*{_MONTH}"),
)
_DAYS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
    re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})"),
    re.compile(rf"(?P<day>\d{{1,2}})\.? {_MONTH},?(?: (?P<year>\d{{4}}))?"),
    re.compile(rf"{_MONTH} (?P<day>\d{{1,2}})(?:ST|ND|RD|TH)?,?(?: (?P<year>\d{{4}}))?"),
)
_BARE_MONTH = re.compile(_MONTH)
_BETWEEN = re.compile(r" ?(?:\bTO\b|\bUNTIL\b|->|→|\.{2,}|/) ?| - |(?<=[A-Z])-(?=[A-Z])|(?<=\d{4})-(?=\d\d?\.? [A-Z])")


def _plain(text: str) -> str:
    """The text in capitals with single blanks, plain dashes, and quarters as Q1."""
    plain = " ".join(text.translate(_DASHES).upper().split())
    return _ORDINAL.sub(lambda found: f"{(found[2] or found[3])[0]}{found[1] or found[4]}", plain)


def _of_year(plain: str) -> Cycle | None:
    """The calendar year, half or quarter; None when it is none."""
    match = next((match for pattern in _QUARTERS if (match := pattern.fullmatch(plain))), None)
    if match is None:
        return None
    named = match.groupdict()
    year = int(named["year"] or f"20{named['short']}")
    part = (named.get("part") or named.get("kind") or "") + (named.get("number") or named.get("ordinal") or "")
    start, end = _part_of(year, 1, part)
    return Cycle(name=f"{year:04d}-{part}" if part else f"{year:04d}", start=start, end=end)


def _of_fiscal_year(match: re.Match[str], starts: Month | None) -> Cycle:
    before, after = match["before"] or "", match["after"] or ""
    if before and after:
        raise _UnknownCycleError
    part = before or after
    part = part[::-1] if part[:1].isdigit() else part
    first, until = match["fiscal"], match["until"]
    ends = int((until or first)[-2:])
    if until and (int(first[-2:]) + 1) % 100 != ends:
        raise _UnknownCycleError
    name = f"FY{ends:02d}-{part}" if part else f"FY{ends:02d}"
    if starts is None:
        raise UnreadableCycleError(
            text("{name} is of a fiscal year, and nothing says in which month that starts.", name=name),
            text('Write the month as "Fiscal year starts" on the Client tab (fiscal_year_starts in a document).'),
        )
    year = 2000 + ends - (starts is not Month.JANUARY)
    start, end = _part_of(year, starts.number, part)
    return Cycle(name=name, start=start, end=end)


def _part_of(year: int, first_month: int, part: str) -> tuple[date, date]:
    """First and last day of a part (`Q1`, `H2`, or the whole) of the twelve months from a month of a year on."""
    months = _PART_MONTHS[part[:1]]
    number = int(part[1]) if part else 1
    from_january = first_month - 1 + (number - 1) * months
    last = from_january + months - 1
    if not 1 <= number <= _YEAR_MONTHS // months or not 1 <= year <= date.max.year - last // _YEAR_MONTHS:
        raise _UnknownCycleError
    start = date(year + from_january // _YEAR_MONTHS, from_january % _YEAR_MONTHS + 1, 1)
    return start, _last_day(year + last // _YEAR_MONTHS, last % _YEAR_MONTHS + 1)


def _of_month(plain: str) -> Cycle | None:
    month = _month(plain)
    if month is None:
        return None
    year, number = month
    return Cycle(name=f"{year:04d}-{number:02d}", start=date(year, number, 1), end=_last_day(year, number))


def _of_two_days(plain: str) -> Cycle:
    """The cycle from one day or month to another, called after the quarter, half or year where it is one."""
    ends = [part.strip() for part in _BETWEEN.split(plain)]
    if len(ends) != 2:  # noqa: PLR2004 - a first and a last
        raise _UnknownCycleError
    last_month = _month(ends[1])
    last = _last_day(*last_month) if last_month else _day(ends[1])
    if last is None:
        raise _UnknownCycleError
    first = _first_day(ends[0], last)
    if first is None:
        raise _UnknownCycleError
    return Cycle(name=_name_of(first, last), start=first, end=last)


def _first_day(plain: str, last: date) -> date | None:
    """The day from which a cycle runs; where its year is left out, the latest one before the last day."""
    for year in (last.year, last.year - 1):
        month = _month(plain) or (_month(f"{plain} {year}") if _BARE_MONTH.fullmatch(plain) else None)
        first = date(*month, 1) if month else _day(plain, default_year=year)
        if first is not None and first <= last:
            return first
    return None


def _name_of(first: date, last: date) -> str:
    parts = ("", "H1", "H2", "Q1", "Q2", "Q3", "Q4")
    for part in parts:
        if _part_of(first.year, 1, part) == (first, last):
            return f"{first.year:04d}-{part}" if part else f"{first.year:04d}"
    if first.day == 1 and last == _last_day(first.year, first.month):
        return f"{first:%Y-%m}"
    return f"{first} to {last}"


def _month(plain: str) -> tuple[int, int] | None:
    """Year and number of the month that a text names."""
    match = next((match for pattern in _MONTH_NAMES if (match := pattern.fullmatch(plain))), None)
    if match is None:
        return None
    number = int(match["month"]) if match["month"].isdigit() else _MONTHS[match["month"]]
    if not 1 <= number <= _YEAR_MONTHS or not int(match["year"]):
        raise _UnknownCycleError
    return int(match["year"]), number


def _day(plain: str, *, default_year: int | None = None) -> date | None:
    match = next((match for pattern in _DAYS if (match := pattern.fullmatch(plain))), None)
    year = None if match is None else int(match["year"]) if match["year"] else default_year
    if match is None or year is None:
        return None
    month = int(match["month"]) if match["month"].isdigit() else _MONTHS[match["month"]]
    try:
        return date(year, month, int(match["day"]))
    except ValueError as error:
        raise _UnknownCycleError from error


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
