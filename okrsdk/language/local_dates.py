"""Dates in a sentence as a locale writes them: `bis 31. März`, `d'ici le 31 mars`, `antes del 31 de marzo de 2026`.

Names of months are those of Unicode's CLDR, for every locale. What says until when is known for some languages; in the
others a date is found and is no deadline.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsdk.language.dates import read_day
from okrsdk.language.locales import cldr, date_forms, language, normalized_name
from okrsdk.language.text import Span
from okrsdk.model import Cycle

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalDate:
    """A date as a locale writes it.

    Attributes:
        span: where it is, the words before it included (`bis Ende März`).
        day: the last day it means; None without its year.
        is_deadline: whether it says until when.
    """

    span: Span
    day: date | None
    is_deadline: bool


_UNTIL = {
    "de": r"(?:bis|spätestens|vor)(?:\s+(?:spätestens|zum|am|dem))*",
    "fr": r"(?:d['’]ici|avant|jusqu['’](?:au|à)|au\s+plus\s+tard|pour)(?:\s+(?:le|la|au|à))*",
    "es": r"(?:antes\s+del?|hasta|para|a\s+más\s+tardar)(?:\s+(?:el|finales\s+de))*",
    "pt": r"(?:antes\s+d[eo]|até|para)(?:\s+(?:ao?|o|dia))*",
    "it": r"(?:entro|prima\s+del?|non\s+oltre)(?:\s+(?:il|la|l['’]))*",
    "nl": r"(?:v[óo]{2}r|tot(?:\s+en\s+met)?|uiterlijk)(?:\s+(?:op|het))*",
    "sv": r"(?:senast|före|till)(?:\s+den)?",
    "da": r"(?:senest|inden|før)(?:\s+(?:den|udgangen\s+af))?",
    "nb": r"(?:senest|innen|før)(?:\s+(?:den|utgangen\s+av))?",
    "pl": r"(?:do|przed)(?:\s+dnia)?",
}
"""What says until when, by language."""
_END = (
    r"(?:(?:das\s+|la\s+|el\s+|o\s+|het\s+)?"
    r"(?:ende|fin(?:al(?:es)?)?|fine|fim|eind(?:e)?|slutet\s+av|slutningen\s+af|slutten\s+av|końca))"
)
_OF = r"(?:\s*(?:de\s+la|del?|di|d['’]|van))?"
_YEAR = r"(?:19|20)\d\d"
_LAST_GREGORIAN_IN = frozenset({"th"})
"""Languages whose years are counted from elsewhere."""


def local_dates(text: str, locale: str | None) -> tuple[LocalDate, ...]:
    """The dates of `text` in order, in a locale that is not of English; none where the locale is not known.

    >>> [(one.span.of(text), one.day) for text in ["Bis 31. März 2026 fertig"] for one in local_dates(text, "de_DE")]
    [('Bis 31. März 2026', datetime.date(2026, 3, 31))]
    """
    found = cldr(locale)
    if found is None or found.language in {"en", *_LAST_GREGORIAN_IN}:
        return ()
    return tuple(_dates(text, str(found)))


def _dates(text: str, locale: str) -> Iterator[LocalDate]:
    for match in _pattern(locale).finditer(text):
        is_deadline = match["until"] is not None or match["end"] is not None
        if _is_date(match, locale, is_deadline=is_deadline):
            yield LocalDate(
                span=Span(start=match.start(), end=match.end()), day=_day(match, locale), is_deadline=is_deadline
            )


@lru_cache(maxsize=64)
def _pattern(locale: str) -> re.Pattern[str]:
    forms = date_forms(locale)
    names = sorted(forms.months if forms is not None else (), key=len, reverse=True)
    month = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names) or "(?!)"
    until = _UNTIL.get(language(locale), "(?!)")
    return re.compile(
        rf"""(?<![\w.,/-])(?:(?P<until>{until})\s*)?(?:(?P<end>{_END}){_OF}\s*)?(?:
            (?P<d>\d{{1,2}})(?:\.|º|°|er\b|:e\b)?{_OF}\s*(?P<m1>{month})\b\.?(?:{_OF}\s+(?P<y1>{_YEAR})\b)?
          | (?P<m2>{month})\b\.?{_OF}\s+(?P<y2>{_YEAR})\b
          | (?P<m3>{month})\b
          | (?P<figures>\d{{1,2}}(?P<mark>[./-])\d{{1,2}}(?P=mark)(?:{_YEAR}|\d\d)\b|{_YEAR}-\d\d-\d\d\b)
          | (?P<no_year>\d{{1,2}}\.\d{{1,2}}\.(?!\d))
          | (?P<part>[QH][1-4])\b(?:[\s/-]+(?P<y3>{_YEAR})\b)?
          | (?P<y4>{_YEAR})\b
        )(?!\s?%)""",
        re.IGNORECASE | re.VERBOSE,
    )


@lru_cache(maxsize=64)
def _whole_names(locale: str) -> frozenset[str]:
    """The names of months that are no short forms, which may be other words too (`mar`, `set`)."""
    found = cldr(locale)
    contexts = found.months.values() if found is not None else ()
    return frozenset(normalized_name(name) for widths in contexts for name in widths.get("wide", {}).values())


def _is_date(match: re.Match[str], locale: str, *, is_deadline: bool) -> bool:
    """Whether the match is no other word or number: `para 2000` says how many, `el mar` is the sea."""
    if match["y4"]:
        return match["end"] is not None
    if match["m3"] or match["figures"] or match["no_year"] or match["part"]:
        is_whole = match["m3"] is None or normalized_name(match["m3"]) in _whole_names(locale)
        return is_deadline and is_whole
    return is_deadline or bool(match["y1"] or match["y2"]) or normalized_name(match["m1"]) in _whole_names(locale)


def _day(match: re.Match[str], locale: str) -> date | None:
    try:
        return _last_day(match, locale)
    except ValueError:
        return None


def _last_day(match: re.Match[str], locale: str) -> date | None:
    if match["figures"]:
        return read_day(match["figures"], locale)
    if match["d"] and match["y1"]:
        return date(int(match["y1"]), _month(match["m1"], locale), int(match["d"]))
    if match["m2"]:
        year, month = int(match["y2"]), _month(match["m2"], locale)
        return date(year, month, calendar.monthrange(year, month)[1])
    if match["part"] and match["y3"]:
        return Cycle.parse(f"{match['y3']}-{match['part'].upper()}").end
    return Cycle.parse(match["y4"]).end if match["y4"] else None


def _month(name: str, locale: str) -> int:
    forms = date_forms(locale)
    return forms.months[normalized_name(name)] if forms is not None else 0
