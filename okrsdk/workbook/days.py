"""Days and times as sheets keep them: serial numbers."""

from __future__ import annotations

from datetime import date, timedelta

_EPOCH = date(1899, 12, 30)
_LIKELY = range((date(2000, 1, 1) - _EPOCH).days, (date(2100, 1, 1) - _EPOCH).days)
_LAST_SERIAL = (date.max - _EPOCH).days


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
