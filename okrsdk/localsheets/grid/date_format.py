"""Dates and times: serial day numbers, and patterns such as ``yyyy-mm-dd``, ``h:mm am/pm``, ``[h]:mm``."""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby

from okrsdk.localsheets.grid.format_sections import Tokens, literal
from okrsdk.localsheets.grid.locales import EN_US, Locale

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


LETTERS = set("ymdhsYMDHS")
SHORT, FIRST = 3, 5  # letters in a pattern: a short name, a first letter
ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
AM_PM = re.compile(r"am/pm|a/p", re.IGNORECASE)
NOON = 12


def is_date_pattern(tokens: Tokens) -> bool:
    """Whether the section's unquoted letters make it a date or time pattern."""
    letters = any(kind == "other" and text in LETTERS for kind, text in tokens)
    return letters or any(kind == "bracket" and ELAPSED.fullmatch(text) for kind, text in tokens)


def _pieces(tokens: Tokens) -> list[tuple[str, str]]:
    """Runs of one letter joined; everything else literal. Kinds: ``code``, ``elapsed``, ``half``, ``text``."""
    pieces: list[tuple[str, str]] = []
    plain = [(kind, text) for kind, text in tokens]
    index = 0
    while index < len(plain):
        kind, text = plain[index]
        if kind == "other" and text in "aA":
            rest = "".join(item[1] for item in plain[index : index + 5] if item[0] == "other")
            found = AM_PM.match(rest)
            if found:
                pieces.append(("half", found[0]))
                index += len(found[0])
                continue
        if kind == "other" and text in LETTERS:
            run = next(
                len(list(group)) for _, group in groupby(t.lower() if k == "other" else "" for k, t in plain[index:])
            )
            # A capital M is a month wherever it is.
            pieces.append(("code", "M" * run if text == "M" else text.lower() * run))
            index += run
            continue
        if kind == "bracket":
            if ELAPSED.fullmatch(text):
                pieces.append(("elapsed", text.lower()))
        else:
            pieces.append(("text", text if kind == "digit" else literal(kind, text)))
        index += 1
    return pieces


def _is_minute(pieces: list[tuple[str, str]], place: int) -> bool:
    """``m`` means minutes after hours and before seconds, months elsewhere."""
    codes = [(i, text[0]) for i, (kind, text) in enumerate(pieces) if kind in ("code", "elapsed")]
    at = next(n for n, (i, _) in enumerate(codes) if i == place)
    before = codes[at - 1][1] if at else ""
    after = codes[at + 1][1] if at + 1 < len(codes) else ""
    return before == "h" or after == "s"


def format_moment(value: float, tokens: Tokens, locale: Locale = EN_US) -> str:
    """The serial number as the section shows it; a number outside the calendar is shown plainly."""
    pieces = _pieces(tokens)
    fraction_digits = _fraction_digits(pieces)
    is_elapsed = any(kind == "elapsed" for kind, _ in pieces)
    shown = abs(value) if is_elapsed and value < 0 else value
    inside = MIN_SERIAL <= shown < MAX_SERIAL + 1
    whole = shown if fraction_digits or not inside else round(shown * SECONDS_PER_DAY) / SECONDS_PER_DAY
    when = moment(whole) if inside else None
    if when is None:
        return f"{value:g}"
    halved = any(kind == "half" for kind, _ in pieces)
    out = []
    for place, (kind, text) in enumerate(pieces):
        if kind == "text":
            out.append(text)
        elif kind == "half":
            out.append(_half(when, text))
        elif kind == "elapsed":
            out.append(_elapsed(shown, text))
        elif text[0] == "m" and _is_minute(pieces, place):
            out.append(f"{when.minute:0{min(len(text), 2)}d}")
        else:
            out.append(_code(when, text.lower(), locale, halved=halved))
    return ("-" if shown != value else "") + _with_fraction("".join(out), when, fraction_digits)


def _half(when: dt.datetime, text: str) -> str:
    """AM and PM always large, their first letters as large as in the pattern."""
    mark = "AM" if when.hour < NOON else "PM"
    if len(text) > SHORT:
        return mark
    return mark[0] if text[0].isupper() else mark[0].lower()


def _fraction_digits(pieces: list[tuple[str, str]]) -> int:
    joined = "".join(text for _, text in pieces)
    found = re.search(r"s\.(0+)", joined)
    return len(found[1]) if found else 0


def _with_fraction(text: str, when: dt.datetime, digits: int) -> str:
    if not digits:
        return text
    shown = f"{when.microsecond:06d}"[:digits]
    return text.replace("." + "0" * digits, "." + shown, 1)


def _elapsed(value: float, text: str) -> str:
    seconds = round(value * SECONDS_PER_DAY)
    unit = {"h": 3600, "m": 60, "s": 1}[text[0]]
    return f"{int(seconds / unit):0{len(text)}d}"


def _code(when: dt.datetime, text: str, locale: Locale, *, halved: bool) -> str:
    length = len(text)
    if text[0] == "y":
        return f"{when.year:04d}" if length > 2 else f"{when.year % 100:02d}"  # noqa: PLR2004 - two digits
    if text[0] == "m" and length >= SHORT:
        name = locale.months[length == SHORT][when.month - 1]
        return name[0] if length == FIRST else name
    if text[0] == "d" and length >= SHORT:
        return locale.days[length == SHORT][when.weekday()]
    if text[0] == "h":
        number = (when.hour % NOON or NOON) if halved else when.hour
    else:
        number = {"m": when.month, "d": when.day, "s": when.second}[text[0]]
    return f"{number:0{min(length, 2)}d}"
