"""Numbers as people type them, when the cell holds them as text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

_MOST_DIGITS = 28  # what decimal arithmetic keeps without rounding
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_CODES = frozenset({"AUD", "CAD", "CHF", "CNY", "DKK", "EUR", "GBP", "INR", "JPY", "NOK", "PLN", "SEK", "USD"})
_BEFORE_SYMBOL = frozenset({"", "US", "A", "C"})
_SCALES = {"": 0, "k": 3, "K": 3, "M": 6, "bn": 9, "Bn": 9, "B": 9}
_AMOUNT = re.compile(
    r"(?P<sign>[+-]?) ?(?P<digits>[\d., ']*\d\.?) ?(?:(?P<scale>k|K|M|bn|Bn|B)|(?P<percent>%))?", re.ASCII
)
_PLAIN = re.compile(r"\d*(?:\.\d*)?", re.ASCII)
_GROUPED = re.compile(r"(?!0)\d{1,3}(?P<mark>[., '])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,]\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"\d*,\d+", re.ASCII)


def number_from_text(text: str) -> Decimal | None:
    """The number that `text` says, None when it says none for sure.

    Understood are a sign, a currency, groups of three, a decimal point or comma, `k`, `M`, `bn` and a percent sign;
    a number in brackets is negative. Where one comma could be either, three digits behind it make it a separator of
    thousands; one point is always a decimal point.

    >>> [str(number_from_text(text)) for text in ("45 %", "1,234", "1.234,5", "$1.2k", "(5)", "about 5")]
    ['0.45', '1234', '1234.5', '1200', '-5', 'None']
    """
    if sum(character.isdigit() for character in text) > _MOST_DIGITS:
        return None
    plain = _SPACES.sub(" ", text.strip()).replace("\u2212", "-").replace("’", "'")
    if plain.startswith("(") and plain.endswith(")"):
        inner = _signed(plain[1:-1].strip(), may_be_signed=False)
        return None if inner is None else _negated(inner)
    return _signed(plain, may_be_signed=True)


def _signed(text: str, *, may_be_signed: bool) -> Decimal | None:
    sign = text[0] if text[:1] in ("+", "-") else ""
    match = _AMOUNT.fullmatch(_without_currency(text[len(sign) :].strip()))
    if match is None or (sign and match["sign"]) or ((sign or match["sign"]) and not may_be_signed):
        return None
    value = _value(match["digits"])
    if value is None:
        return None
    value = _plain(value.scaleb(-2 if match["percent"] else _SCALES[match["scale"] or ""]))
    return _negated(value) if "-" in (sign, match["sign"]) else value


def _without_currency(text: str) -> str:
    for length in (3, 2, 1):
        if _is_currency(text[:length]):
            return text[length:].strip()
        if _is_currency(text[-length:]):
            return text[:-length].strip()
    return text


def _is_currency(text: str) -> bool:
    return text in _CODES or (
        bool(text) and unicodedata.category(text[-1]) == "Sc" and text[:-1] in ("", "US", "A", "C")
    )


def _value(digits: str) -> Decimal | None:
    if _PLAIN.fullmatch(digits):
        return Decimal(digits)
    grouped = _GROUPED.fullmatch(digits)
    if grouped is not None and not _is_one_point(digits):
        return Decimal(digits.replace(grouped["mark"], "").replace(",", "."))
    if _DECIMAL_COMMA.fullmatch(digits):
        return Decimal(digits.replace(",", "."))
    return None


def _is_one_point(digits: str) -> bool:
    return digits.count(".") == 1 and not set(digits) & {",", " ", "'"}


def _plain(value: Decimal) -> Decimal:
    """The same number without an exponent, so that 1.2k reads 1200."""
    return Decimal(int(value)) if value == value.to_integral_value() else value


def _negated(value: Decimal) -> Decimal:
    """The negative, which arithmetic would round where a scale has made a number longer than it keeps."""
    return value.copy_negate() if value else value
