"""Days as sheets keep them (serial numbers) and as people type them."""

from __future__ import annotations

import re
from datetime import date, timedelta

_EPOCH = date(1899, 12, 30)
_LIKELY = range((date(2000, 1, 1) - _EPOCH).days, (date(2100, 1, 1) - _EPOCH).days)
_LAST_SERIAL = (date.max - _EPOCH).days
_TIME = r"(?:[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})([-/.])(\d\d?)\2(\d\d?){_TIME}", re.ASCII)
_YEAR_LAST = re.compile(r"(\d\d?)([/.-])(\d\d?)\2(\d{4})", re.ASCII)
_DAY_MONTH = re.compile(r"(?P<day>\d\d?)(?:st|nd|rd|th|\.)? (?P<month>[a-z]+)\.?,? (?P<year>\d{4})", re.ASCII | re.I)
_MONTH_DAY = re.compile(r"(?P<month>[a-z]+)\.? (?P<day>\d\d?)(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.ASCII | re.I)
_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
_MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names}


def serial_of(day: date) -> int:
    """The serial number under which a sheet keeps a day: days since 1899-12-30.

    >>> serial_of(date(2026, 3, 31))
    46112
    """
    return (day - _EPOCH).days


def day_from_serial(serial: float) -> date | None:
    """The day of a serial number, None when it is outside the calendar; the time of day is left out."""
    days = serial // 1
    return _EPOCH + timedelta(days=int(days)) if 0 < days <= _LAST_SERIAL else None


def is_likely_serial(serial: float) -> bool:
    """Whether a bare number may be taken for a day: one from 2000 to 2099."""
    return serial // 1 in _LIKELY


def time_of_day(serial: float) -> str:
    """A duration or time of day as a sheet shows it (`2:30:00`); sheets keep them as a share of a day."""
    seconds = round(serial * 86_400)
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def day_from_text(text: str) -> date | None:
    """The day that `text` says, None when it says none, or when readers of two countries would read two days.

    >>> day_from_text("31 March 2026"), day_from_text("03/04/2026")
    (datetime.date(2026, 3, 31), None)
    """
    plain = " ".join(text.split())
    if match := _YEAR_FIRST.fullmatch(plain):
        return _day(match[1], match[3], match[4])
    if match := _YEAR_LAST.fullmatch(plain):
        return _day_year_last(int(match[1]), int(match[3]), match[4], is_day_first=match[2] == ".")
    if match := _DAY_MONTH.fullmatch(plain) or _MONTH_DAY.fullmatch(plain):
        return _day(match["year"], _MONTHS.get(match["month"].lower(), 0), match["day"])
    return None


def _day_year_last(first: int, second: int, year: str, *, is_day_first: bool) -> date | None:
    """Points are day first wherever they are used; slashes and hyphens are read where only one order gives a day."""
    day_first, month_first = _day(year, second, first), _day(year, first, second)
    if is_day_first or month_first is None or day_first == month_first:
        return day_first
    return month_first if day_first is None else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
