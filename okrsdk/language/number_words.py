"""Amounts without figures: `three`, `a dozen`, `double`, `X`, `TBD`; and the words whose numbers are names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.currencies import currency_of
from okrsdk.language.normalize import unaccented
from okrsdk.language.scales import multiplied
from okrsdk.language.text import Span, overlaps
from okrsdk.language.unit_after import unit_after
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class SpelledAmount:
    """An amount in words: where it is, its number and its unit."""

    span: Span
    value: Decimal
    unit: str


_COUNTS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_WORDS: dict[str, Decimal] = {word: Decimal(number) for number, word in enumerate(_COUNTS)} | {
    "thirty": Decimal(30), "forty": Decimal(40), "fifty": Decimal(50), "sixty": Decimal(60), "seventy": Decimal(70),
    "eighty": Decimal(80), "ninety": Decimal(90), "dozen": Decimal(12), "hundred": Decimal(100),
}  # fmt: skip
_FACTORS = {
    "double": Decimal(2), "doubling": Decimal(2), "triple": Decimal(3), "treble": Decimal(3),
    "quadruple": Decimal(4), "halve": Decimal("0.5"),
}  # fmt: skip
_LABELS = word_set(
    "fortune forbes tier phase version stage level step priority release sprint iteration wave batch week day "
    "month year chapter page part option type class series round grade category appendix section severity sev p q h "
    "fy v no kr o iso soc pci ga http ios android web windows office python java node angular rails vue room floor "
    "building unit line gate platform zone lot cohort module lesson figure table article rule hall ward track "
    "berth pier bay wing basin depot boiler turbine reactor shaft kiln silo studio hangar runway terminal court pitch"
)
"""A number right behind one of these words names a thing (`tier 1`, `SOC 2`, `Year 9`) and counts nothing."""
_PERIODS = word_set("week day month year")
_SEVERAL = _LABELS - _PERIODS | {"year"}
_RATE_BEFORE = re.compile(r"(?:\b(?:per|a|an|each|every|this|last|next)\s+|/)$", re.IGNORECASE)
"""Behind one of these a period is no label: `calls a day 40`."""
_BEFORE_NUMBERS = word_set(
    "to of from by with at least most than below above under over and or about only exactly in for within"
)
"""What may come before a number that ends a phrase; behind any other word it is a name (`hall two`)."""
_PLACEHOLDER = re.compile(
    r"(?<![\w&-])[$€£<>]?\s?(?:X{1,3}|Y{1,3}|Z{1,3}|N\d{0,2}|M(?=\+)|TBD|TBC|tbd|tbc|xx+|_{2,}|\?{2,}|"
    r"\[\s*(?:number|x|n|y|target|value|tbd|\.{2,3}|…|_+|\?+)\s*\]|\[\s*\](?=\s?%)|(?:…|\?)(?=\s?%))"
    r"(?:[kKMx]\b)?\s?%?\+?(?![\w&'’-])"
)
_WORD_NUMBER = re.compile(
    r"(?<![\w-])(?:(?P<factor>twice(?=\s+(?:as|the)\b)|"
    + "|".join(_FACTORS)
    + r")|(?P<word>"
    + "|".join(_WORDS)
    + r"))(?![\w-])",
    re.IGNORECASE,
)
_RATE_OF = re.compile(r"\bone\s+(?:in|out\s+of)\s+$", re.IGNORECASE)
"""`one in five` counts neither one nor five."""
_SEVERAL_BEFORE = re.compile(r"(?P<word>[^\W\d_]+)\s+\d{1,2}\s*(?:,|and|&)\s*$")
_ANOTHER = re.compile(r"\d{1,2}\s*(?:,|and|&)\s*\d{1,2}(?![\w%.,])")
_LONGEST_LABEL = 40


def is_label(text: str, start: int) -> bool:
    """Whether the word before `start` makes of a number a name (`tier 2`)."""
    if _is_one_of_labels(text, start):
        return True
    before = _word_before(text, start)
    word = unaccented(before.of(text))
    if word not in _LABELS or is_order(text, before.start, start):
        return False
    return not (word in _PERIODS and _RATE_BEFORE.search(text, 0, before.start))


def _is_one_of_labels(text: str, start: int) -> bool:
    """Whether the number is one of several names: `years 5 and 6`."""
    named = _word_before(text, start).of(text) if _ANOTHER.match(text, start) else ""
    if text[:start].rstrip().endswith((",", "and", "&")):
        first = _SEVERAL_BEFORE.search(text, max(0, start - _LONGEST_LABEL), start)
        named = first["word"] if first else named
    return unaccented(named).removesuffix("s") in _SEVERAL


def _word_before(text: str, end: int) -> Span:
    """The word before `end`, blanks, hyphens and `#` between left out; empty where there is none."""
    while end and (text[end - 1].isspace() or text[end - 1] in "#-"):
        end -= 1
    start = end
    while start and text[start - 1].isalpha():
        start -= 1
    return Span(start=start, end=end)


def is_order(text: str, start: int, number: int) -> bool:
    """Whether the word at `start` begins the sentence with several things behind the number: `Release 4 updates`."""
    is_verb = unaccented(text[start:number]).strip() in ("release", "track")
    several = re.compile(r"\d+\s+(?:[a-z-]+\s+)?[a-z-]+[^\Ws]s\b").match(text, number)
    return is_verb and several is not None and not re.search(r"\w", text[:start])


def spelled_amounts(text: str, taken: list[Span]) -> Iterator[SpelledAmount]:
    """The amounts in words, those in `taken` left out; a factor (`double`) has the unit `x`."""
    for match in _WORD_NUMBER.finditer(text):
        span = Span(start=match.start(), end=match.end())
        if overlaps(span, taken) or _RATE_OF.search(text, 0, span.start):
            continue
        if match["factor"]:
            yield SpelledAmount(span=span, value=_FACTORS.get(match["factor"].lower(), Decimal(2)), unit="x")
        elif not _is_pronoun(text, match):
            after = unit_after(text, span.end, has_money=False)
            if after is not None:
                value = multiplied(_WORDS[match["word"].lower()], after.powers[0])
                yield SpelledAmount(span=Span(start=span.start, end=after.end), value=value, unit=after.unit)


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    """Whether `one` counts nothing: `one of`, `one place`, `no one`, `which one`, `tier one`."""
    previous = unaccented(_word_before(text, match.start()).of(text))
    is_last = re.match(r"\s*(?:$|[.;,)]|in\b|on\b|at\b)", text[match.end() :]) is not None
    if previous in _LABELS or (is_last and previous and previous not in _BEFORE_NUMBERS):
        return True
    return match["word"].lower() == "one" and previous not in ("least", "minimum", "than", "with", "in")


def open_amounts(text: str, taken: list[Span]) -> Iterator[tuple[Span, str]]:
    """The placeholders where a number should be, and their units."""
    for match in _PLACEHOLDER.finditer(text):
        span = Span(start=match.start(), end=match.end())
        if not overlaps(span, taken) and not _is_name(text, match[0], span):
            yield span, "%" if "%" in match[0] else currency_of(match[0][0])


def _is_name(text: str, written: str, span: Span) -> bool:
    """Whether a single letter behind a noun names a thing (`Feature X`, `Gen Z`) and holds no number's place."""
    if not re.fullmatch(r"\s?[XYZN]", written) or re.match(r"\s?%", text[span.end :]):
        return False
    before = _word_before(text, span.start)
    if before.start == before.end or text[before.end : span.start].strip():
        return False
    return unaccented(before.of(text)) not in _BEFORE_LETTERS


_BEFORE_LETTERS = _BEFORE_NUMBERS | word_set(
    "reach hit get win sign gain add sell book hire land generate secure close increase reduce raise grow cut lower "
    "another until first next top score all each every exceed achieve than is are up down"
)
"""Behind one of these a single letter is a number to be filled in, behind any other word it is a name."""
