"""Dates and time boxes in a sentence: `by Q4`, `end of June`, `March 7`, `EOY`, `2026-03-31`, each with its place."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from okrsdk.language.dates import ENGLISH_MONTHS, read_day
from okrsdk.language.local_dates import local_dates
from okrsdk.language.text import Span, overlaps
from okrsdk.model import Cycle

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_FISCAL = r"(?:fy|cy)\s?'?(?:\d{4}|\d\d)(?:[-\s]?[qh][1-4])?(?:[-–/]\d\d)?"
_OF_YEAR = rf"(?:(?:\s|[-/]|\s?'|\s+of\s+)(?:{_YEAR}|\d\d))?"
_PERIOD = r"(?:quarter|year|month|half|cycle|semester|week)"
_LEAD = r"(?:\b(?:by|before|until|till|in|during|through|throughout|for|of|at|on|within)\s+)?"
_END = r"(?:(?:the\s+)?(?:end|close|start|beginning|middle)\s+of\s+|mid[-\s]|early\s+|late\s+)?(?:the\s+)?"
_DATE = re.compile(
    rf"""(?P<lead>{_LEAD})(?P<box>{_END})(?:
        (?P<iso>{_YEAR}-\d\d-\d\d)
      | (?P<slash>\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d))
      | (?P<dots>\d{{1,2}}\.\d{{1,2}}\.{_YEAR})
      | (?P<month_day>(?P<m1>{_MONTH})\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?!%|\s?%)(?:,?\s+(?P<y1>{_YEAR}))?)
      | (?P<day_month>(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})(?:,?\s+(?P<y2>{_YEAR}))?)
      | (?P<cycle>(?:{_YEAR}[-\s]?[QH][1-4]|[QH][1-4]{_OF_YEAR}(?:\s?(?:and|\+|&|/)\s?[QH][1-4])?)\b)
      | (?P<fiscal>\b{_FISCAL}\b)
      | (?P<eo>\b(?:EOY|EOQ|EOM|EOD|YE|year[-\s]end|quarter[-\s]end|month[-\s]end)\b)
      | (?P<relative>\b(?:this|next|the|current|coming|end\s+of)\s+(?:next\s+)?{_PERIOD}\b)
      | (?P<month>(?P<m3>{_MONTH})\s+(?P<y3>{_YEAR}))
      | (?P<year>\b{_YEAR}\b(?!\s?%|[.,]\d))
      | (?P<bare_month>(?P<m4>{_MONTH}))
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_DAYS_BEFORE = frozenset({"by", "before", "until", "till"})


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention:
    """A date or time box as it is written.

    Attributes:
        span: where it is, preposition included (`by end of Q3`).
        text: the same in words.
        day: the last day it means; None when the text alone does not say (no year, or relative to today).
        is_deadline: whether it says until when (`by`, `before`, `until`, `EOQ`).
    """

    span: Span
    text: str
    day: date | None
    is_deadline: bool


@lru_cache(maxsize=4096)
def date_mentions(text: str, locale: str | None = None) -> tuple[DateMention, ...]:
    """The dates and time boxes of `text`, in order, in English and as `locale` writes them.

    The locale also decides which part of `03/04/2026` is the month.

    >>> [(m.text, str(m.day)) for m in date_mentions("Reach 40 by March 7, 2026, then 60 by Q4")]
    [('by March 7, 2026', '2026-03-07'), ('by Q4', 'None')]
    """
    own = [
        DateMention(span=found.span, text=found.span.of(text), day=found.day, is_deadline=found.is_deadline)
        for found in local_dates(text, locale)
    ]
    if not _MAY_HOLD_DATE.search(text):
        return tuple(own)
    taken = [mention.span for mention in own]
    english = (_mention(match, locale) for match in _DATE.finditer(text) if _is_date(match, text))
    others = (mention for mention in english if not overlaps(mention.span, taken))
    return tuple(sorted([*own, *others], key=lambda mention: mention.span.start))


# What every alternative of the pattern above needs; it is far quicker, and most sentences hold no date.
_MAY_HOLD_DATE = re.compile(
    r"(?:19|20)\d\d|\d/\d|[qQhH][1-4]|(?<![^\W\d_])(?i:[fc]y|eo[yqmd]|ye\b|(?:year|quarter|month)[-\s]end"
    rf"|(?:this|next|the|current|coming|of)\s+(?:next\s+)?{_PERIOD}"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


def _is_date(match: re.Match[str], text: str) -> bool:
    """Whether the match is no other word or number: `May`, `2000 users`, `the week` alone are none."""
    lead, has_lead = match["lead"].strip().lower(), bool(match["lead"].strip() or match["box"])
    if match["bare_month"]:
        month = match["bare_month"]
        return month[0].isupper() and (has_lead or (len(month) > _ABBREVIATED and month not in ("May", "March")))
    if match["year"]:
        is_counted = _COUNTED.match(text, match.end()) is not None
        is_number = int(match["year"]) < _FIRST_PLANNED or lead in ("of", "at", "for", "within", "to")
        return bool(match["box"]) or (has_lead and not (is_counted and is_number))
    if match["relative"]:
        return has_lead or match["relative"].lower().startswith(("this", "next", "end"))
    return True


_ABBREVIATED = 3
_FIRST_PLANNED = 2015
"""No one plans for an earlier year: `by 2000 users` says how many."""
_COUNTED = re.compile(r"\s+(?!(?:by|in|and|to|with|for|so|from)\b)(?!\w+ed\b)[a-z]")


def _mention(match: re.Match[str], locale: str | None) -> DateMention:
    lead = match["lead"].strip().lower()
    is_deadline = lead in _DAYS_BEFORE or bool(match["eo"]) or "end of" in match[0].lower()
    span = Span(start=match.start(), end=match.end())
    return DateMention(span=span, text=match[0].strip(), day=_day(match, locale), is_deadline=is_deadline)


def _day(match: re.Match[str], locale: str | None) -> date | None:
    try:
        return _last_day(match, locale)
    except ValueError:
        return None


def _last_day(match: re.Match[str], locale: str | None) -> date | None:
    figures = match["iso"] or match["dots"] or match["slash"]
    if figures:
        return read_day(figures, locale)
    for month_group, day_group, year_group in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if match[month_group] and match[year_group]:
            return date(int(match[year_group]), _month(match[month_group]), int(match[day_group]))
    if match["month"]:
        year, month = int(match["y3"]), _month(match["m3"])
        return date(year, month, calendar.monthrange(year, month)[1])
    named = match["cycle"] or match["year"]
    return _cycle_end(named) if named else None


def _month(name: str) -> int:
    key = name.rstrip(".").lower()
    return ENGLISH_MONTHS.get(key) or ENGLISH_MONTHS[key[:3]]


def _cycle_end(text: str) -> date | None:
    """The last day of `2026-Q1`, `Q1 2026` or `2026`; None when the year is missing."""
    year = re.search(_YEAR, text)
    part = re.search(r"[QH][1-4]", text, re.IGNORECASE)
    if year is None:
        return None
    return Cycle.parse(f"{year[0]}-{part[0]}" if part else year[0]).end
