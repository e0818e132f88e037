"""The one reader of numbers: for cells and forms (`read_amount`) and for the words of a sentence (`amounts`).

Both give an `Amount`: all its readings, its unit, its bound and where it is. What a run of figures and marks may
mean is settled in `okrsdk.language.digits`, with what is known about the text: its locale, the marks of its other
numbers, its language. One that is not sure keeps all its readings, so that a finding can show them and a column can
choose.

A digit is not yet an amount: `P1`, `tier 2`, `Q4`, `v3`, `SOC 2`, `24/7` and `2026` are names. A letter in the place of
a number (`from X to Y`, `$N`, `TBD`) is an amount that is still open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsdk.language.currencies import currency_before, is_money
from okrsdk.language.date_mentions import date_mentions
from okrsdk.language.digits import RUN, Convention, Evidence, readings, shown_convention
from okrsdk.language.durations import composed_amounts
from okrsdk.language.languages import is_english
from okrsdk.language.locales import number_marks, plain_characters
from okrsdk.language.number_words import is_label, open_amounts, spelled_amounts
from okrsdk.language.scales import multiplied
from okrsdk.language.text import Span, body_start, overlaps
from okrsdk.language.unit_after import UnitAfter, unit_after

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount as it is written.

    Attributes:
        span: where it is.
        readings: the numbers it may mean, scale included (`$1.2M` is 1200000): one when it is sure, several when it
            is not, none when a placeholder holds the place or its value is not exact.
        unit: `%`, an ISO code of a currency (its sign where several share it), `x`, `hours`, `/week`, … or empty.
        bound: `>=`, `>`, `<=`, `<` when the amount is a limit, otherwise empty. `10+` is `>=`.
        is_range_end: whether it closes a range whose other end is the amount before it (`4-5`).
        whole: of `2 of 3`, the 3; otherwise None.
        power: the power of ten of its scale word (6 of `million`); 0 without one.
    """

    span: Span
    readings: tuple[Decimal, ...]
    unit: str = ""
    bound: str = ""
    is_range_end: bool = False
    whole: Decimal | None = None
    power: int = 0

    @property
    def value(self) -> Decimal | None:
        """Its number; None when it is open or not sure."""
        return self.readings[0] if len(self.readings) == 1 else None

    @property
    def is_open(self) -> bool:
        """Whether there is a placeholder where the number should be."""
        return not self.readings

    @property
    def is_unsure(self) -> bool:
        """Whether it may mean several numbers."""
        return len(self.readings) > 1


_LONGEST = 100
"""Characters of a cell that is read as a number."""
_NUMBER = re.compile(RUN)
_BOUND = re.compile(r"(?<![-=–—<>])(?P<bound>>=|<=|=<|[<>≤≥~≈])\s?$")
_BOUNDS = {"≤": "<=", "=<": "<=", "≥": ">=", "~": "", "≈": ""}
_PLUS_OR_PER = re.compile(r"(?P<plus>\+)?(?P<per>/(?:[a-zA-Z]+|5|10|100)\b)?")
_BEFORE_ACCOUNTS = re.compile(r"(?:\b(?:from|to|of|at)|→|->|=>)\s*$", re.IGNORECASE)
_OF_WHOLE = re.compile(r"\s(?:(?:out\s)?of|(?P<in>in))\s(?:(?:the|our|all|its)\s)?(?P<whole>\d{1,9})(?![\w.,:/%]|\s?%)")
_RANGE = re.compile(r"\s?(?:-|–|—)\s?")
_MOST_PERCENT = 10_000
_ENGLISH_MONEY = frozenset(("$", "USD", "CAD", "AUD", "NZD", "SGD", "HKD", "GBP", "INR"))
"""Currencies whose sign before a number goes with a comma for thousands: no one writes `$1,200` for 1.2 dollars."""


@lru_cache(maxsize=4096)
def amounts(text: str, locale: str | None = None) -> tuple[Amount, ...]:
    """The amounts of a sentence in the order of the text; dates and names with a digit in them are none.

    >>> [(str(a.value), a.unit) for a in amounts("Grow MRR from $1.2M to $2M by Q4, <2% churn")]
    [('1200000', '$'), ('2000000', '$'), ('2', '%')]
    >>> amounts("Resolve P1 tickets of tier 2 in Q3 2026")
    ()
    """
    plain = plain_characters(text)
    taken = [mention.span for mention in date_mentions(text, locale)]
    composed = [
        Amount(span=found.span, readings=found.readings, unit=found.unit)
        for found in composed_amounts(plain)
        if not overlaps(found.span, taken)
    ]
    taken += [amount.span for amount in composed]
    evidence = _evidence(plain, taken, locale)
    found = [amount for amount in composed if amount.readings]
    found += _written(plain, taken, evidence)
    found += [Amount(span=s.span, readings=(s.value,), unit=s.unit) for s in spelled_amounts(plain, taken)]
    found += [Amount(span=span, readings=(), unit=unit) for span, unit in open_amounts(plain, taken)]
    found.sort(key=lambda amount: amount.span.start)
    return tuple(_with_ranges(found, plain))


def read_amount(text: str, locale: str | None = None, *, shown: Convention | None = None) -> Amount | None:
    """The amount that a cell says, None when its words are no amount, or more than one.

    Brackets around an amount make it negative, as in accounts; a percentage keeps its number (`45 %` is 45, unit `%`).

    Args:
        text: what the cell holds.
        locale: the locale of the sheet or document; without one, `1.234` keeps both readings.
        shown: the convention in which the words of the same record are written.

    >>> read_amount("1.234").readings, read_amount("1.234", "de_DE").readings
    ((Decimal('1234'), Decimal('1.234')), (Decimal('1234'),))
    >>> read_amount("($450,000)", "en_US").value, read_amount("50 leads")
    (Decimal('-450000'), None)
    """
    if len(text) > _LONGEST:
        return None
    plain, evidence = " ".join(plain_characters(text).split()), Evidence(locale=locale, shown=shown)
    if plain.startswith("(") and plain.endswith(")"):
        inner = _whole(plain[1:-1].strip(), evidence)
        is_signed = inner is None or any(reading.is_signed() for reading in inner.readings) or "+" in plain
        return None if inner is None or is_signed else _negated(inner)
    if len(plain) > 1 and plain.endswith("-"):
        inner = _whole(plain[:-1].strip(), evidence)
        return None if inner is None or plain[0] in "+-" else _negated(inner)
    return _whole(plain, evidence)


def convention_of(text: str, found: tuple[Amount, ...]) -> Convention | None:
    """The convention of the sure amounts `found` in `text`, where their marks show one and the same; else None.

    >>> text = "Searches from 6,200 to 9,500"
    >>> convention_of(text, amounts(text))
    <Convention.POINT: '.'>
    """
    plain, shown = plain_characters(text), set()
    for amount in found:
        match = _NUMBER.search(plain, amount.span.start, amount.span.end)
        both = readings(match[0]) if match is not None else ()
        if match is not None and len(both) > 1 and amount.value is not None:
            mark = Convention.POINT if "." in match[0] else Convention.COMMA
            is_thousands = abs(amount.value) == multiplied(both[0], amount.power)
            shown.add(_other(mark) if is_thousands else mark)
        elif match is not None and (convention := shown_convention(match[0])) is not None:
            shown.add(convention)
    return _only(shown)


def _other(convention: Convention) -> Convention:
    return Convention.COMMA if convention is Convention.POINT else Convention.POINT


def chosen(amount: Amount, given: Decimal) -> Amount:
    """The amount with the one reading that equals `given`, itself when none does.

    >>> chosen(read_amount("1.234"), Decimal("1.234")).readings
    (Decimal('1.234'),)
    """
    return replace(amount, readings=(given,)) if given in amount.readings else amount


def _negated(amount: Amount) -> Amount:
    return replace(amount, readings=tuple(_minus(reading) for reading in amount.readings))


def _minus(value: Decimal) -> Decimal:
    """The negative, which arithmetic would round where a scale has made a number longer than it keeps."""
    return value.copy_negate() if value else value


def _whole(plain: str, evidence: Evidence) -> Amount | None:
    """The amount that `plain` is from its first to its last character; a point at its end may be left out."""
    shown = re.sub(r"^([+-])\s+", r"\1", plain)
    found = _exactly(shown, evidence)
    return found if found is not None or not shown.endswith(".") else _exactly(shown[:-1], evidence)


def _exactly(shown: str, evidence: Evidence) -> Amount | None:
    whole = Span(start=0, end=len(shown))
    for composed in composed_amounts(shown):
        if composed.span == whole and composed.readings:
            return Amount(span=whole, readings=composed.readings, unit=composed.unit)
    found = list(_written(shown, [], evidence))
    return found[0] if len(found) == 1 and found[0].span == whole and not found[0].bound else None


def _evidence(plain: str, taken: list[Span], locale: str | None) -> Evidence:
    """What the sentence shows: its language, and the convention that all of its plain cases follow."""
    if "." not in plain and "," not in plain:
        return Evidence(locale=locale)  # no mark whose meaning could be in doubt
    runs = (
        match for match in _NUMBER.finditer(plain) if not overlaps(Span(start=match.start(), end=match.end()), taken)
    )
    shown = {convention for match in runs if (convention := shown_convention(match[0])) is not None}
    return Evidence(locale=locale, shown=_only(shown), is_english=is_english(plain))


def _only(shown: set[Convention]) -> Convention | None:
    return next(iter(shown)) if len(shown) == 1 else None


def _written(plain: str, taken: list[Span], evidence: Evidence) -> Iterator[Amount]:
    end, body = 0, body_start(plain)
    for match in _NUMBER.finditer(plain):
        span = Span(start=match.start(), end=match.end())
        if match.start() < max(end, body) or overlaps(span, taken):
            continue
        amount = _amount(plain, match, evidence)
        if amount is not None:
            end = amount.span.end
            yield amount


def _amount(plain: str, match: re.Match[str], evidence: Evidence) -> Amount | None:
    before = _before(plain, match.start(), evidence.locale)
    if before is None:
        return None
    after = unit_after(plain, match.end(), has_money=bool(before.currency), locale=evidence.locale)
    if after is None:
        return None
    unit = before.currency or after.unit
    tail = _PLUS_OR_PER.match(plain, after.end)
    end = tail.end() if tail else after.end
    is_plain = not (before.currency or before.bound or after.unit == "%")
    if re.match(r"\w|[/:]\d", plain[end:]) or (is_plain and _is_name(plain, before.start, end)):
        return None
    if before.currency in _ENGLISH_MONEY and number_marks(evidence.locale) is None:
        evidence = replace(evidence, is_english=True)
    found = _values(readings(match[0], evidence), after, unit)
    if not found:
        return None
    is_letter = len(after.powers) > 1 and not unit
    amount = Amount(
        span=Span(start=before.start, end=end),
        readings=tuple(_minus(value) for value in found) if before.is_negative else found,
        unit="m" if is_letter else unit or (tail["per"] if tail and tail["per"] else "").lower(),
        bound=before.bound or (">=" if tail and tail["plus"] else ""),
        power=0 if is_letter else after.powers[0],
    )
    return _of_accounts(plain, amount) if unit else _with_whole(plain, amount)


def _with_whole(plain: str, amount: Amount) -> Amount:
    """`2 of 3` as one amount; `1 in 5` may be kept as 1 or as 0.2."""
    match = _OF_WHOLE.match(plain, amount.span.end)
    if match is None or amount.value is None or not 0 <= amount.value <= int(match["whole"]) or amount.bound:
        return amount
    whole = Decimal(match["whole"])
    is_rate = match["in"] is not None and whole > 0
    return replace(
        amount,
        span=Span(start=amount.span.start, end=match.end()),
        readings=(amount.value, amount.value / whole) if is_rate else amount.readings,
        whole=whole,
    )


def _of_accounts(plain: str, amount: Amount) -> Amount:
    """A sum in brackets of its own behind `from`, `to` or an arrow is negative, as in accounts: `from ($450,000)`."""
    start, end = amount.span.start, amount.span.end
    is_alone = plain[start - 1 : start] == "(" and plain[end : end + 1] == ")"
    if not is_alone or not _BEFORE_ACCOUNTS.search(plain, 0, start - 1) or not is_money(amount.unit):
        return amount
    return replace(_negated(amount), span=Span(start=start - 1, end=end + 1))


def _values(found: tuple[Decimal, ...], after: UnitAfter, unit: str) -> tuple[Decimal, ...]:
    """The readings with their scale. A percentage of ten thousand and more is none that people plan: `99.995 %`."""
    values = tuple(dict.fromkeys(multiplied(value, power) for value in found for power in after.powers))
    if unit == "%" and len(values) > 1:
        return tuple(value for value in values if value < _MOST_PERCENT) or values
    return values


@dataclass(frozen=True, slots=True, kw_only=True)
class _Before:
    """What comes before a run of figures: `>= -$`."""

    start: int
    currency: str
    bound: str
    is_negative: bool


def _before(plain: str, start: int, locale: str | None) -> _Before | None:
    """Sign, currency and bound before a run; None when the run belongs to a word (`P1`, `#12`, `1/2`)."""
    sign, place = _sign(plain, start)
    currency, place = currency_before(plain, place, locale)
    if currency and not sign:
        sign, place = _sign(plain, place)
    if place and (plain[place - 1].isalnum() or plain[place - 1] in "_.,/#:") and plain[place - 1 : place + 1] != ", ":
        return None
    found = _BOUND.search(plain, max(0, place - 3), place)
    bound = "" if found is None else _BOUNDS.get(found["bound"], found["bound"])
    return _Before(
        start=place if found is None else found.start(), currency=currency, bound=bound, is_negative=sign == "-"
    )


def _sign(plain: str, start: int) -> tuple[str, int]:
    """The sign that ends at `start` and its place; a hyphen behind a word or a number is none (`4-5`, `COVID-19`)."""
    if not start or plain[start - 1] not in "+-":
        return "", start
    before = plain[: start - 1]
    if currency_before(plain, start - 1)[0] and before[-1:] != " ":
        return plain[start - 1], start - 1  # `EUR-5`, `$-5`
    is_sign = not before.rstrip().endswith(tuple("0123456789%+-")) and not (before and before[-1].isalnum())
    return (plain[start - 1], start - 1) if is_sign else ("", start)


def _is_name(plain: str, start: int, end: int) -> bool:
    behind = plain[end:]
    return is_label(plain, start) or behind.startswith(("-o", "/7", "-on-", "-to-"))


def _with_ranges(found: list[Amount], text: str) -> Iterator[Amount]:
    previous: Amount | None = None
    for amount in found:
        if previous is not None and amount.span.start < previous.span.end:
            continue
        closes = previous is not None and _RANGE.fullmatch(text, previous.span.end, amount.span.start) is not None
        previous = replace(amount, is_range_end=True) if closes else amount
        yield previous
