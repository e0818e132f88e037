"""TO_DATE and its kin, and the tests ISDATE, ISEMAIL and ISURL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.resultformat import DATE_TIME, FIXED
from okrsdk.localsheets.formulas.values import (
    NO_YEAR,
    Failure,
    Stop,
    as_number,
    format_of,
    is_number,
    plain,
    with_format,
)
from okrsdk.localsheets.grid.cells import ErrorText, Value
from okrsdk.localsheets.grid.dates import EPOCH, SECONDS_PER_DAY
from okrsdk.localsheets.grid.entry import read_entry
from okrsdk.localsheets.grid.numberformat import format_number

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand

# Google checks top-level domains against a list that is not public: here any of letters passes.
DOMAIN = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}"
EMAIL = re.compile(rf"[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{{|}}~-]+)*@{DOMAIN}", re.IGNORECASE)
URL = re.compile(
    rf"(?:(?:ftp|https?|gopher|news|telnet)://)?(?:{DOMAIN}|(?<=//)\d{{1,3}}(?:\.\d{{1,3}}){{3}})(?::\d{{1,5}})?(?:[/?#]\S*)?"
    rf"|mailto:{EMAIL.pattern}|aim:\S+",
    re.IGNORECASE,
)
UNIX_EPOCH = 25569
UNITS = {1: 1, 2: 1_000, 3: 1_000_000}
DATED = ("DATE", "DATE_TIME")


@function("TO_DATE", "TO_DOLLARS", "TO_PERCENT", least=1, most=1)
def converted(site: Site) -> Operand:
    """The value in the number format that the function names."""
    number_format = FIXED[site.name]

    def convert(value: Value) -> Value:
        if isinstance(value, ErrorText):
            return value
        return with_format(value, number_format)

    return site.each(convert, 1)


@function("TO_PURE_NUMBER", least=1, most=1)
def to_pure_number(site: Site) -> Operand:
    """The number without its format; a text that reads as a number as that number; other values as they are."""

    def convert(value: Value) -> Value:
        if isinstance(value, str) and not isinstance(value, ErrorText):
            found, _ = read_entry(value, NO_YEAR)
            return found if is_number(found) else value
        return plain(value)

    return site.each(convert, 1)


@function("TO_TEXT", least=1, most=1)
def to_text(site: Site) -> Operand:
    """The number as its format shows it, as a text; other values as they are."""

    def convert(value: Value) -> Value:
        return format_number(float(value), format_of(value)) if _numeric(value) else value  # type: ignore[arg-type]  # checked just here

    return site.each(convert, 1)


def _numeric(value: Value) -> bool:
    return is_number(value)


@function("ISDATE", least=1, most=1)
def is_date(site: Site) -> Operand:
    """Whether the value is a number shown as a date, or a text that reads as one."""

    def test(value: Value) -> Value:
        if isinstance(value, ErrorText):
            return False
        shown_as = read_entry(value, NO_YEAR)[1] if isinstance(value, str) and value else format_of(value)
        return bool(shown_as) and (shown_as or {}).get("type") in DATED

    return site.each(test, 1)


@function("ISEMAIL", least=1, most=1)
def is_email(site: Site) -> Operand:
    """Whether the value is a text in the form of an e-mail address."""
    return site.each(lambda value: _matches(EMAIL, value), 1)


@function("ISURL", least=1, most=1)
def is_url(site: Site) -> Operand:
    """Whether the value is a text in the form of a web address, with or without its protocol."""
    return site.each(lambda value: _matches(URL, value), 1)


def _matches(pattern: re.Pattern[str], value: Value) -> bool:
    return isinstance(value, str) and not isinstance(value, ErrorText) and bool(pattern.fullmatch(value))


@function("EPOCHTODATE", least=1, most=2)
def epoch_to_date(site: Site) -> Operand:
    """The date and time (UTC) of a Unix time in seconds (1), milliseconds (2) or microseconds (3)."""
    unit = int(as_number(site.single(1), "EPOCHTODATE", 2)) if site.has(1) else 1
    if unit not in UNITS:
        text = f"Function EPOCHTODATE parameter 2 value is {unit}. Valid values are between 1 and 3 inclusive."
        raise Stop(Failure("#NUM!", text))

    def convert(value: Value) -> Value:
        seconds = int(as_number(value, "EPOCHTODATE", 1) // UNITS[unit])
        if seconds < 0:
            text = f"Function EPOCHTODATE parameter 1 value is {seconds}. It should be greater than or equal to 0."
            raise Stop(Failure("#NUM!", text))
        return with_format(UNIX_EPOCH + seconds / SECONDS_PER_DAY, DATE_TIME)

    return site.each(convert, 1)


@function("TODAY", least=0, most=0)
def today(site: Site) -> Operand:
    """The day, in the spreadsheet's time zone."""
    return with_format((site.evaluator.world.now().date() - EPOCH).days, FIXED["TODAY"])


@function("NOW", least=0, most=0)
def now(site: Site) -> Operand:
    """The date and time, in the spreadsheet's time zone."""
    moment = site.evaluator.world.now()
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
    return with_format((moment.date() - EPOCH).days + seconds / SECONDS_PER_DAY, FIXED["NOW"])


FUNCTIONS = (
    converted,
    to_pure_number,
    to_text,
    is_date,
    is_email,
    is_url,
    epoch_to_date,
    today,
    now,
)
