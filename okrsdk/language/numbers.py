"""Amounts in a sentence: `$1.2M`, `<2 %`, `2x`, `at least three`, `8/quarter`, each with the place it stands at.

A digit is not yet an amount: `P1`, `tier 2`, `Q4`, `v3`, `SOC 2`, `24/7` and `2026` are names. A letter in the place of
a number (`from X to Y`, `$N`, `TBD`) is an amount that is still open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.date_mentions import date_mentions
from okrsdk.language.text import Span, fold, overlaps
from okrsdk.language.units import CURRENCIES, SCALES, UNITS
from okrsdk.language.word_set import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """One amount as it is written.

    Attributes:
        span: where it stands.
        value: its number, scale included (`$1.2M` is 1200000); None when a placeholder holds the place.
        unit: `%`, `$`, `x`, `hours`, `/week`, … or empty.
        bound: `>=`, `>`, `<=`, `<` when the amount is a limit, otherwise empty. `10+` is `>=`.
        is_range_end: whether it closes a range whose other end is the amount before it (`4-5`).
    """

    span: Span
    value: Decimal | None
    unit: str = ""
    bound: str = ""
    is_range_end: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a placeholder stands where the number should be."""
        return self.value is None


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
    "month chapter page part option type class series round grade category appendix section severity sev p q h "
    "fy v no kr o iso soc pci ga http ios android web windows office python java node angular rails vue section"
)
"""A number right behind one of these words names a thing (`tier 1`, `SOC 2`) and counts nothing."""

_BEFORE_NUMBERS = word_set(
    "to of from by with at least most than below above under over and or about only exactly in for"
)
"""What may stand before a number that ends a phrase; behind any other word it is a name (`hall two`)."""

_NUMBER = re.compile(
    r"""(?<![\w.,/#])(?P<bound>>=|<=|=>|=<|[<>≤≥~≈])?\s?
        (?P<sign>[-−+])?(?P<currency>[$€£¥₹])?\s?
        (?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+,\d+
          |\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?)
        (?P<letters>[^\W\d_]+)?(?P<percent>\s?%)?(?P<plus>\+)?
        (?P<per>/(?:[a-zA-Z]+|5|10|100)\b)?(?![\w])""",
    re.VERBOSE,
)
_PLACEHOLDER = re.compile(
    r"(?<![\w&-])[$€£<>]?\s?(?:X{1,3}|Y{1,3}|Z{1,3}|N\d{0,2}|M(?=\+)|TBD|TBC|tbd|tbc|_{2,}|\?{2,}|\[(?:number|x|n|y)\])"
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
_NEXT_WORD = re.compile(r"\s?-?(?P<word>[^\W\d_]+)")
_LAST_WORD = re.compile(r"(?P<word>[^\W\d_]+)[\s#-]*$")
_RANGE = re.compile(r"\s?(?:-|–|—|to)\s?")


def amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of `text` in the order they stand; dates and names with a digit in them are none.

    >>> [(str(a.value), a.unit) for a in amounts("Grow MRR from $1.2M to $2M by Q4, <2% churn")]
    [('1200000.0', '$'), ('2000000', '$'), ('2', '%')]
    >>> amounts("Resolve P1 tickets of tier 2 in Q3 2026")
    ()
    """
    taken = [mention.span for mention in date_mentions(text)]
    found = [*_written(text, taken), *_spelled(text, taken), *_open(text, taken)]
    found.sort(key=lambda amount: amount.span.start)
    return tuple(_with_ranges(found, text))


def _written(text: str, taken: list[Span]) -> Iterator[Amount]:
    for match in _NUMBER.finditer(text):
        span = Span(start=match.start(), end=match.end())
        if overlaps(span, taken) or _is_name(text, match):
            continue
        unit, scale, end = _unit(text, match)
        if unit is None:
            continue
        value = read_number(match["digits"]) * scale
        if match["sign"] in ("-", "−") and not text[: match.start("sign")].rstrip().endswith(tuple("0123456789%")):
            value = -value
        bound = {"≤": "<=", "=<": "<=", "≥": ">=", "=>": ">=", "~": "", "≈": ""}.get(
            match["bound"] or "", match["bound"]
        )
        yield Amount(
            span=Span(start=span.start, end=end), value=value, unit=unit, bound=bound or (">=" if match["plus"] else "")
        )


def _is_name(text: str, match: re.Match[str]) -> bool:
    if match["currency"] or match["percent"] or match["bound"] or match["plus"]:
        return False
    before = _LAST_WORD.search(text, 0, match.start())
    if before is not None and fold(before["word"]) in _LABELS:
        return True
    return text[match.end() : match.end() + 2] in ("-o", "/7") or text[match.end() :].startswith(("-on-", "-to-"))


def _unit(text: str, match: re.Match[str]) -> tuple[str | None, int, int]:
    """Unit (None: letters make it a name), scale and the end of the amount with its unit."""
    scale, unit, end = 1, "", match.end()
    letters = fold(match["letters"] or "")
    if letters in SCALES:
        scale = SCALES[letters]
    elif letters in UNITS:
        unit = UNITS[letters]
    elif letters in ("st", "nd", "rd", "th"):
        unit = "ordinal"
    elif letters:
        return None, 1, end
    if not letters and not match["percent"]:
        scale, unit, end = _following_unit(text, end)
    unit = "%" if match["percent"] else match["currency"] or unit
    return unit or (match["per"] or "").lower(), scale, end


def _following_unit(text: str, end: int) -> tuple[int, str, int]:
    """Scale, unit and end of what stands as a word behind the digits (`2 million`, `5 minutes`, `20 percent`)."""
    scale, unit = 1, ""
    word = _NEXT_WORD.match(text, end)
    if word is not None and fold(word["word"]) in SCALES and len(word["word"]) > 1:
        scale, end = SCALES[fold(word["word"])], word.end()
        word = _NEXT_WORD.match(text, end)
    if word is not None and len(word["word"]) > 1 and fold(word["word"]) in UNITS:
        unit, end = UNITS[fold(word["word"])], word.end()
    return scale, unit, end


def _spelled(text: str, taken: list[Span]) -> Iterator[Amount]:
    for match in _WORD_NUMBER.finditer(text):
        span = Span(start=match.start(), end=match.end())
        if overlaps(span, taken):
            continue
        if match["factor"]:
            yield Amount(span=span, value=_FACTORS.get(match["factor"].lower(), Decimal(2)), unit="x")
        elif not _is_pronoun(text, match):
            scale, unit, end = _following_unit(text, span.end)
            yield Amount(span=Span(start=span.start, end=end), value=_WORDS[match["word"].lower()] * scale, unit=unit)


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    """Whether `one` counts nothing: `one of`, `one place`, `no one`, `which one`, `tier one`."""
    before = _LAST_WORD.search(text, 0, match.start())
    previous = fold(before["word"]) if before else ""
    is_last = re.match(r"\s*(?:$|[.;,)]|in\b|on\b|at\b)", text[match.end() :]) is not None
    if previous in _LABELS or (is_last and previous and previous not in _BEFORE_NUMBERS):
        return True
    return match["word"].lower() == "one" and previous not in ("least", "minimum", "than", "with", "in")


def _open(text: str, taken: list[Span]) -> Iterator[Amount]:
    for match in _PLACEHOLDER.finditer(text):
        span = Span(start=match.start(), end=match.end())
        if overlaps(span, taken):
            continue
        unit = "%" if "%" in match[0] else match[0][0] if match[0][0] in CURRENCIES else ""
        yield Amount(span=span, value=None, unit=unit)


def _with_ranges(found: list[Amount], text: str) -> Iterator[Amount]:
    previous: Amount | None = None
    for amount in found:
        if previous is not None and amount.span.start < previous.span.end:
            continue
        closes = (
            previous is not None
            and _RANGE.fullmatch(text, previous.span.end, amount.span.start) is not None
            and "to" not in text[previous.span.end : amount.span.start]
        )
        previous = Amount(
            span=amount.span, value=amount.value, unit=amount.unit, bound=amount.bound, is_range_end=closes
        )
        yield previous


def read_number(digits: str) -> Decimal:
    """The number written as `digits`: `1,234.5`, `1.234,5`, `1 234` or `0,5`.

    >>> read_number("1.234,5"), read_number("10,000"), read_number("0,5")
    (Decimal('1234.5'), Decimal('10000'), Decimal('0.5'))
    """
    plain = re.sub(r"\s", "", digits)
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", plain):
        return Decimal(plain.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    return Decimal(plain.replace(",", "."))
