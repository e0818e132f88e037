"""What a typed text means in a cell: number, date, time, boolean, formula or plain text (locale en_US)."""

from __future__ import annotations

import datetime as dt
import re

from okrsdk.localsheets.grid.cells import Formula, Value, number
from okrsdk.localsheets.grid.dates import SECONDS_PER_DAY, serial

NumberFormat = dict[str, str]

CURRENCIES = {"$": '"$"', "€": "[$€]", "£": "[$£]", "¥": "[$¥]"}
NUMBER = re.compile(
    r"(?P<open>\()?(?P<sign>[-+])?\s?(?P<currency>[$€£¥])?\s?(?P<sign2>[-+])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)"
    r"(?P<exponent>[eE][-+]?\d{1,3})?\s?(?P<percent>%)?(?P<close>\))?",
    re.ASCII,
)
FRACTION = re.compile(r"(-?)(\d+) (\d{1,3})/(\d{1,3})", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
#: Ways to write a date, each with the pattern in which the cell shows it afterwards.
DATES = tuple(
    (re.compile(text, re.IGNORECASE | re.ASCII), pattern)
    for text, pattern in (
        (r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})", "yyyy-mm-dd"),
        (r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})", "yyyy/mm/dd"),
        (r"(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})", "m/d/yyyy"),
        (r"(?P<number>\d{1,2})-(?P<day>\d{1,2})-(?P<year>\d{4}|\d{2})", "m-d-yyyy"),
        (r"(?P<number>\d{1,2})/(?P<day>\d{1,2})", "m/d"),
        (MONTH + r"\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", "mmm d, yyyy"),
        (r"(?P<day>\d{1,2})[- ]" + MONTH + r"[- ,]+(?P<year>\d{4}|\d{2})", "d-mmm-yyyy"),
        (MONTH + r" (?P<day>\d{1,2})", "mmm d"),
        (r"(?P<day>\d{1,2})[- ]" + MONTH, "d-mmm"),
    )
)
TIME = re.compile(
    r"(?P<hour>\d{1,4}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?P<fraction>\.\d{1,3})?)?(?:\s?(?P<half>[ap])\.?m\.?)?",
    re.I | re.ASCII,
)
PIVOT_YEAR = 30
LAST_MINUTE = 59
HOURS = 24
NOON = 12


def read_entry(text: str, today: dt.date) -> tuple[Value, NumberFormat | None]:
    """The value a typed text stands for, and the number format it brings along (None: none).

    Args:
        text: what the user typed; a leading apostrophe makes it plain text.
        today: supplies the year where a date leaves it out.
    """
    if not text:
        return None, None
    if text[0] == "'":
        return text[1:], None
    if text[0] == "=" and len(text) > 1:
        return Formula(text), None
    trimmed = text.strip()
    if trimmed.upper() in ("TRUE", "FALSE"):
        return trimmed.upper() == "TRUE", None
    if trimmed and trimmed[-1] not in "0123456789.%)mM":
        return text, None
    return _numeric(trimmed) or _fraction(trimmed) or _moment(trimmed, today) or (text, None)


def _numeric(text: str) -> tuple[Value, NumberFormat | None] | None:
    found = NUMBER.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]) or (found["sign"] and found["sign2"]):
        return None
    if found["open"] and (found["sign"] or found["sign2"]):
        return None
    value = float(found["digits"].replace(",", "") + (found["exponent"] or ""))
    if value in (float("inf"),):
        return None
    if found["open"] or "-" in (found["sign"], found["sign2"]):
        value = -value
    if found["percent"]:
        value = float(f"{value / 100:.15g}")
    return number(value), _shown_as(found)


def _shown_as(found: re.Match[str]) -> NumberFormat | None:
    decimals = "." in found["digits"] and not found["digits"].endswith(".")
    if found["percent"]:
        return {"type": "PERCENT", "pattern": "0.00%" if decimals else "0%"}
    if found["currency"]:
        return {"type": "CURRENCY", "pattern": CURRENCIES[found["currency"]] + ("#,##0.00" if decimals else "#,##0")}
    if found["exponent"]:
        return {"type": "SCIENTIFIC", "pattern": "0.00E+00"}
    if "," in found["digits"]:
        return {"type": "NUMBER", "pattern": "#,##0.00" if decimals else "#,##0"}
    return None


def _fraction(text: str) -> tuple[Value, NumberFormat | None] | None:
    found = FRACTION.fullmatch(text)
    if not found or int(found[4]) == 0:
        return None
    value = int(found[2]) + int(found[3]) / int(found[4])
    return number(-value if found[1] else value), {"type": "NUMBER", "pattern": "# ?/?"}


def _moment(text: str, today: dt.date) -> tuple[Value, NumberFormat | None] | None:
    as_time = _time(text)
    if as_time:
        return as_time[0], {"type": "TIME", "pattern": as_time[1]}
    for form, pattern in DATES:
        found = form.match(text)
        day = _day(found, today) if found else None
        if found is None or day is None:
            continue
        rest = text[found.end() :]
        if not rest:
            return day, {"type": "DATE", "pattern": pattern}
        after = _time(rest.strip()) if rest[0] in " T" else None
        if after and after[0] < 1:
            return number(day + after[0]), {"type": "DATE_TIME", "pattern": f"{pattern} {after[1]}"}
    return None


def _day(found: re.Match[str], today: dt.date) -> int | None:
    parts = found.groupdict()
    month = int(parts["number"]) if parts.get("number") else MONTHS.index(parts["month"][:3].lower()) + 1
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
