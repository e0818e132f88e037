"""Filling the columns of a key result from its sentence: only blank ones, and only with what the words say."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.currencies import shown_unit
from okrsdk.language.date_mentions import date_mentions
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import Cycle, Kind

if TYPE_CHECKING:
    from datetime import date

    from okrsdk.language.date_mentions import DateMention
    from okrsdk.model import KeyResult


def filled(key_result: KeyResult, *, cycle: Cycle | None = None) -> KeyResult:
    """`key_result` with its blank columns taken from its text; what a person has set stays as it is.

    Percentages are filled as shares, as a sheet holds them. The kind is filled only where neither it nor baseline nor
    target was set, since a blank kind reads as `increase`.

    Args:
        key_result: the key result.
        cycle: what `by Q4` and `end of the quarter` refer to; without one such dates stay blank.

    >>> from okrsdk.model import KeyResult
    >>> raised = filled(KeyResult(text="Raise the close rate from 20% to 25%"))
    >>> raised.metric, raised.baseline, raised.target, raised.unit
    ('close rate', Decimal('0.2'), Decimal('0.25'), '%')
    """
    said = parse_key_result(key_result.text, None)  # as the rules ask, so that it is read once
    is_untouched = key_result.kind is Kind.INCREASE and key_result.baseline is None and key_result.target is None
    return replace(
        key_result,
        metric=key_result.metric or (said.metric.of(said.text) if said.metric else ""),
        unit=key_result.unit or shown_unit(said.unit),
        kind=said.kind if is_untouched and said.kind is not None else key_result.kind,
        baseline=_number(said.start_value, said.unit) if key_result.baseline is None else key_result.baseline,
        target=_number(said.target_value, said.unit) if key_result.target is None else key_result.target,
        due=key_result.due or (last_day(said.due, cycle) if said.due else None),
    )


def last_day(mention: DateMention, cycle: Cycle | None) -> date | None:
    """The last day that a date in a sentence means within `cycle`; None when that is not certain.

    >>> from okrsdk.language.date_mentions import date_mentions
    >>> str(last_day(date_mentions("by March 31")[0], Cycle.parse("2026-Q1")))
    '2026-03-31'
    >>> str(last_day(date_mentions("by Q4")[0], Cycle.parse("2026-Q1")))
    '2026-12-31'
    """
    if mention.day is not None or cycle is None or not mention.is_deadline:
        return mention.day
    part = re.search(r"\b([QH][1-4])\b", mention.text, re.IGNORECASE)
    if part is not None and part[1].upper() not in ("H3", "H4"):
        end = Cycle.parse(f"{cycle.start.year}-{part[1]}").end
        return end if end >= cycle.start else None  # that of the next year, perhaps
    if re.search(r"\b(?:EOY|year)\b", mention.text, re.IGNORECASE):
        return cycle.end.replace(month=12, day=31)
    if re.search(r"\b(?:EOQ|quarter)\b", mention.text, re.IGNORECASE) and "Q" in cycle.name:
        return cycle.end
    return _day_in(mention.text, cycle)


def _day_in(text: str, cycle: Cycle) -> date | None:
    """The day of a date without its year, where it is in the cycle: no one means the one of another year."""
    years = sorted({cycle.start.year, cycle.end.year})
    dated = (found.day for year in years for glue in (", ", " ") for found in date_mentions(f"{text}{glue}{year}"))
    return next((day for day in dated if day is not None and day in cycle), None)


def _number(value: Decimal | None, unit: str) -> Decimal | None:
    return value / 100 if value is not None and unit == "%" else value
