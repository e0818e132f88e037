"""Typed dates and times, by the order and the names of the locale."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Value, number
from okrsdk.localsheets.grid.date_format import SECONDS_PER_DAY, serial
from okrsdk.localsheets.grid.locales import EN_US

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.locales import Locale

NumberFormat = dict[str, str]

YEAR, SHORT_YEAR = r"(?P<year>\d{4})", r"(?P<year>\d{4}|\d{2})"
NUMBER, DAY = r"(?P<number>\d{1,2})", r"(?P<day>\d{1,2})"
TIME = re.compile(
    r"(?P<hour>\d{1,4}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>\.\d{1,3})?)?(?:\s?(?P<half>[ap])\.?m\.?)?",
    re.I | re.ASCII,
)
PIVOT_YEAR = 30
LAST_MINUTE = 59
HOURS = 24
NOON = 12


@lru_cache(maxsize=64)
def _names(locale: Locale) -> dict[str, int]:
    """The number of the month by its name, long and short, in the locale's language and in English."""
    found: dict[str, int] = {}
    for one in (EN_US, locale):
        for names in one.months:
            found |= {name.rstrip(".").casefold(): place for place, name in enumerate(names, 1)}
    return found | {"sept": 9}


@lru_cache(maxsize=64)
def _forms(locale: Locale) -> tuple[tuple[re.Pattern[str], str], ...]:
    """Ways to write a date, each with the pattern in which the cell shows it afterwards."""
    month = "(?P<month>" + "|".join(sorted(map(re.escape, _names(locale)), key=len, reverse=True)) + ")"
    if locale.order == "mdy":
        numeric = [
            (rf"{NUMBER}/{DAY}/{SHORT_YEAR}", "m/d/yyyy"),
            (rf"{NUMBER}-{DAY}-{SHORT_YEAR}", "m-d-yyyy"),
            (rf"{NUMBER}/{DAY}", "m/d"),
        ]
    else:
        numeric = _numeric(locale)
    named = [
        (month + r"\.? " + DAY + rf"(?:st|nd|rd|th)?,? {YEAR}", "mmm d, yyyy"),
        (DAY + r"[- ]" + month + rf"[- ,]+{SHORT_YEAR}", "d-mmm-yyyy"),
        (DAY + r"\.? (?:de )?" + month + rf"\.? (?:de )?{YEAR}", "d mmm yyyy"),
        (month + " " + DAY, "mmm d"),
        (DAY + "[- ]" + month, "d-mmm"),
    ]
    always = [(rf"{YEAR}-{NUMBER}-{DAY}", "yyyy-mm-dd"), (rf"{YEAR}/{NUMBER}/{DAY}", "yyyy/mm/dd")]
    return tuple((re.compile(text, re.IGNORECASE), pattern) for text, pattern in (*always, *numeric, *named))


def _numeric(locale: Locale) -> list[tuple[str, str]]:
    """Dates in figures, day first; or year first, where a date without its year has the month first."""
    own, found = locale.separator, []
    for sign in dict.fromkeys((own, "/", "-")):
        text = re.escape(sign)
        if locale.order == "ymd":
            found.append((rf"{YEAR}{text}\s?{NUMBER}{text}\s?{DAY}\.?", locale.date))
            found.append((rf"{NUMBER}{text}{DAY}", f"m{sign}d"))
        else:
            shown = locale.date if sign == own else f"d{sign}m{sign}yyyy"
            found.append((rf"{DAY}{text}{NUMBER}{text}{SHORT_YEAR}", shown))
            found.append((rf"{DAY}{text}{NUMBER}" + (r"\.?" if sign == "." else ""), f"d{sign}m"))
    return found


def read_moment(text: str, today: dt.date, locale: Locale) -> tuple[Value, NumberFormat | None] | None:
    """The serial number of a date, a time or both, and its format; None when the text is none."""
    as_time = _time(text)
    if as_time:
        return as_time[0], {"type": "TIME", "pattern": as_time[1]}
    for form, pattern in _forms(locale):
        found = form.match(text)
        day = _day(found, today, locale) if found else None
        if found is None or day is None:
            continue
        rest = text[found.end() :]
        if not rest:
            return day, {"type": "DATE", "pattern": pattern}
        after = _time(rest.strip()) if rest[0] in " T" else None
        if after and after[0] < 1:
            return number(day + after[0]), {"type": "DATE_TIME", "pattern": f"{pattern} {after[1]}"}
    return None


def _day(found: re.Match[str], today: dt.date, locale: Locale) -> int | None:
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else _names(locale)[parts["month"].casefold()]
    year = int(parts["year"]) if parts.get("year") else today.year
    if parts.get("year") and len(parts["year"]) == 2:  # noqa: PLR2004 - two digits
        year += 2000 if year < PIVOT_YEAR else 1900
    try:
        return serial(dt.date(year, month, int(parts["day"])))
    except ValueError:
        return None


def _time(text: str) -> tuple[float, str] | None:
    found = TIME.fullmatch(text)
    if not found:
        return None
    hour, minute, second = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
    half = (found["half"] or "").lower()
    if minute > LAST_MINUTE or second > LAST_MINUTE or (half and not 1 <= hour <= NOON):
        return None
    if half:
        hour = hour % NOON + (NOON if half == "p" else 0)
    seconds = hour * 3600 + minute * 60 + second + float(found["fraction"] or 0)
    clock = "h:mm:ss" if found["second"] else "h:mm"
    if hour >= HOURS:
        clock = "[h]:mm:ss"
    return seconds / SECONDS_PER_DAY, clock + (" am/pm" if half else "")
