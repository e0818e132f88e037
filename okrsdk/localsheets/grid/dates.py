"""Serial day numbers: days since 30 December 1899, the time of day as the fraction."""

from __future__ import annotations

import datetime as dt

EPOCH = dt.date(1899, 12, 30)
SECONDS_PER_DAY = 86400
MAX_SERIAL = 2_958_465  # 9999-12-31
MIN_SERIAL = -693_593  # 0001-01-01


def serial(day: dt.date) -> int:
    """The serial number of a day: 2020-01-01 is 43831."""
    return (day - EPOCH).days


def moment(number: float) -> dt.datetime | None:
    """The date and time of a serial number, to the millisecond; None outside the years 1 to 9999."""
    if not MIN_SERIAL <= number < MAX_SERIAL + 1:
        return None
    milliseconds = round(number * SECONDS_PER_DAY * 1000)
    try:
        return dt.datetime.combine(EPOCH, dt.time()) + dt.timedelta(milliseconds=milliseconds)
    except OverflowError:
        return None
