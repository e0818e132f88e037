"""Dates and times in number-format patterns: ``yyyy-mm-dd``, ``h:mm am/pm``, ``[h]:mm``."""

from __future__ import annotations

import datetime as dt
import re
from itertools import groupby

from okrsdk.localsheets.grid.dates import SECONDS_PER_DAY, moment

Tokens = tuple[tuple[str, str], ...]

LETTERS = set("ymdhsYMDHS")
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
            pieces.append(("code", text.lower() * run))
            index += run
            continue
        if kind == "bracket":
            if ELAPSED.fullmatch(text):
                pieces.append(("elapsed", text.lower()))
        elif kind != "fill":
            pieces.append(("text", " " if kind == "space" else text))
        index += 1
    return pieces


def _is_minute(pieces: list[tuple[str, str]], place: int) -> bool:
    """``m`` means minutes after hours and before seconds, months elsewhere."""
    codes = [(i, text[0]) for i, (kind, text) in enumerate(pieces) if kind in ("code", "elapsed")]
    at = next(n for n, (i, _) in enumerate(codes) if i == place)
    before = codes[at - 1][1] if at else ""
    after = codes[at + 1][1] if at + 1 < len(codes) else ""
    return before == "h" or after == "s"


def format_moment(value: float, tokens: Tokens) -> str:
    """The serial number as the section shows it; a number outside the calendar is shown plainly."""
    pieces = _pieces(tokens)
    fraction_digits = _fraction_digits(pieces)
    when = moment(value if fraction_digits else round(value * SECONDS_PER_DAY) / SECONDS_PER_DAY)
    if when is None:
        return f"{value:g}"
    halved = any(kind == "half" for kind, _ in pieces)
    out = []
    for place, (kind, text) in enumerate(pieces):
        if kind == "text":
            out.append(text)
        elif kind == "half":
            mark = "AM" if when.hour < NOON else "PM"
            out.append(mark if len(text) > 3 else mark[0])  # noqa: PLR2004 - am/pm or a/p
        elif kind == "elapsed":
            out.append(_elapsed(value, text))
        elif text[0] == "m" and _is_minute(pieces, place):
            out.append(f"{when.minute:0{min(len(text), 2)}d}")
        else:
            out.append(_code(when, text, halved=halved))
    return _with_fraction("".join(out), when, fraction_digits)


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


def _code(when: dt.datetime, text: str, *, halved: bool) -> str:
    length = len(text)
    if text[0] == "y":
        return f"{when.year:04d}" if length > 2 else f"{when.year % 100:02d}"  # noqa: PLR2004
    if text[0] == "m":
        names = {3: when.strftime("%b"), 4: when.strftime("%B"), 5: when.strftime("%B")[0]}
        return names.get(length) or f"{when.month:0{min(length, 2)}d}"
    if text[0] == "d":
        names = {3: when.strftime("%a"), 4: when.strftime("%A")}
        return names.get(length) or f"{when.day:0{min(length, 2)}d}"
    if text[0] == "h":
        hour = (when.hour % NOON or NOON) if halved else when.hour
        return f"{hour:0{min(length, 2)}d}"
    return f"{when.second:0{min(length, 2)}d}"
