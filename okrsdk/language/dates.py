"""The one reader of days: what a cell, a form field or a date in a sentence may mean, in any locale.

A day with its month in words, with the year first or with only one possible order is sure. Where the locale is known
its own order counts (`03/04/2026` is 3 April in `en_GB`, March 4 in `en_US`); without one both days are given. Points
put the day first wherever they are used, unless the locale says otherwise. Years of two figures belong to this century.
"""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsdk.language.locales import DateForms, date_forms, language, normalized_name, plain_characters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ENGLISH_MONTHS: Mapping[str, int] = {
    **{name.lower(): number for number, name in enumerate(calendar.month_name) if name},
    **{name.lower(): number for number, name in enumerate(calendar.month_abbr) if name},
    "sept": 9,
}
_LONGEST = 60
_TIME = re.compile(r"(?<=\d)(?:[T ]|, )\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)?\s*(?:Z|[+-]\d\d:?\d\d|[AaPp]\.?[Mm]\.?)?$")
_SEPARATED = re.compile(r"\d+\s*([-/.])\s*\d+\s*\1\s*\d+\.?")
_WORD = re.compile(r"[^\W\d_]+")
_LETTERS_AT_END = re.compile(r"[^\W\d_]+$")
_LETTERS_AT_START = re.compile(r"[^\W\d_]+")
_ORDINALS = frozenset(("st", "nd", "rd", "th", "of", "the"))
_YEAR_FIRST, _YEAR_LAST, _SHORT_YEAR = frozenset({"ymd"}), frozenset({"dmy", "mdy"}), frozenset({"dmy", "mdy", "ymd"})
_FIGURES_OF_YEAR = 4
_CENTURY = 2000
_LAST_GREGORIAN_IN_THAI = 2400
"""From here on a Thai year counts from Buddha, 543 years earlier: `2569` is not read."""


@lru_cache(maxsize=4096)
def day_readings(text: str, locale: str | None = None) -> tuple[date, ...]:
    """The days that `text` may mean, earliest first: one when it is sure, none when it is no day.

    >>> [str(day) for day in day_readings("03/04/2026")], [str(day) for day in day_readings("03/04/2026", "en_GB")]
    (['2026-03-04', '2026-04-03'], ['2026-04-03'])
    >>> day_readings("31. März 2026", "de_DE")
    (datetime.date(2026, 3, 31),)
    """
    if len(text) > _LONGEST or not any(character.isdigit() for character in text):
        return ()
    plain = _TIME.sub("", " ".join(plain_characters(text).split()))
    forms = date_forms(locale)
    month, rest = _month_in(normalized_name(plain), forms)
    figures = re.findall(r"\d+", rest)
    if not _are_fillers(rest, forms):
        return ()
    found = _with_named_month(figures, month, forms) if month else _in_figures(figures, plain, forms)
    if language(locale) == "th":
        found = {day for day in found if day.year < _LAST_GREGORIAN_IN_THAI}
    return tuple(sorted(found))


def read_day(text: str, locale: str | None = None) -> date | None:
    """The day that `text` says; None when it says none, or may mean several."""
    found = day_readings(text, locale)
    return found[0] if len(found) == 1 else None


def _month_in(text: str, forms: DateForms | None) -> tuple[int, str]:
    """The month that is named and the text without its name; 0 and the text when none is."""
    own = forms.months if forms is not None else {}
    fillers = forms.fillers if forms is not None else frozenset()
    months = {**ENGLISH_MONTHS, **own}
    for name in sorted(months, key=len, reverse=True):
        start = text.find(name)
        if start >= 0 and _is_word(text, start, start + len(name), fillers):
            return months[name], f"{text[:start]} {text[start + len(name) :]}"
    return 0, text


def _is_word(text: str, start: int, end: int, fillers: frozenset[str]) -> bool:
    """Whether a name is alone, or with words of a written date grown onto it (Hebrew's `במרץ`)."""
    before, after = _LETTERS_AT_END.search(text[:start]), _LETTERS_AT_START.match(text[end:])
    return all(grown is None or grown[0] in fillers for grown in (before, after))


def _are_fillers(text: str, forms: DateForms | None) -> bool:
    """Whether the words beside day, month and year are those of a written date."""
    known = _ORDINALS | (forms.fillers if forms is not None else frozenset())
    for name in sorted((filler for filler in known if not filler.isascii()), key=len, reverse=True):
        text = text.replace(name, " ")  # some scripts write their words without blanks between
    return all(word in known for word in _WORD.findall(text))


def _with_named_month(figures: list[str], month: int, forms: DateForms | None) -> set[date]:
    if len(figures) != 2:  # noqa: PLR2004 - a day and a year
        return set()
    first, second = figures
    orders = [(first, second), (second, first)]
    if len(first) == _FIGURES_OF_YEAR or len(second) == _FIGURES_OF_YEAR:
        orders = [(day, year) for day, year in orders if len(year) == _FIGURES_OF_YEAR and len(day) < len("100")]
    elif forms is not None:
        orders = orders[1:] if any(order.startswith("y") for order in forms.orders) else orders[:1]
    return _days((_day(year, month, day)) for day, year in orders)


def _in_figures(figures: list[str], plain: str, forms: DateForms | None) -> set[date]:
    if len(figures) != 3:  # noqa: PLR2004 - day, month and year
        return set()
    separated = _SEPARATED.fullmatch(plain)
    told = forms.orders if forms is not None else frozenset()
    if forms is None and separated is None:
        return set()
    fitting = _fitting_orders(figures)
    if not told and separated is not None and separated[1] == "." and "dmy" in fitting:
        fitting = frozenset({"dmy"})
    own = {order for order in fitting if order in told}
    found = _read_orders(figures, own)
    return found or _read_orders(figures, fitting)


def _fitting_orders(figures: list[str]) -> frozenset[str]:
    if len(figures[0]) == _FIGURES_OF_YEAR:
        return _YEAR_FIRST if all(len(part) < len("100") for part in figures[1:]) else frozenset()
    if len(figures[2]) == _FIGURES_OF_YEAR:
        return _YEAR_LAST if all(len(part) < len("100") for part in figures[:2]) else frozenset()
    return _SHORT_YEAR if all(len(part) < len("100") for part in figures) else frozenset()


def _read_orders(figures: list[str], orders: Iterable[str]) -> set[date]:
    named = (dict(zip(order, figures, strict=True)) for order in orders)
    return _days(_day(parts["y"], int(parts["m"]), parts["d"]) for parts in named)


def _days(found: Iterable[date | None]) -> set[date]:
    return {day for day in found if day is not None}


def _day(year: str, month: int, day: str) -> date | None:
    try:
        number = int(year)
        return date(number + _CENTURY if len(year) < len("100") else number, month, int(day))
    except ValueError:
        return None
