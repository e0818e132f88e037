"""Signs and codes of currencies: which ISO code a sign means, and the sign to show for a code.

Codes are those in use today by CLDR's list. `$`, `kr`, `¥` and `Rs` belong to several countries: only a locale settles
which one is meant, and without it the sign itself is the unit. Euro and zloty have a sign of their own.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from okrsdk.language.locales import currency_signs, own_currency

_OWN_SIGNS = {
    "€": "EUR", "£": "GBP", "₹": "INR", "₽": "RUB", "₺": "TRY", "₪": "ILS", "₩": "KRW", "₫": "VND", "₱": "PHP",
    "₦": "NGN", "₴": "UAH", "฿": "THB", "₡": "CRC", "₲": "PYG", "₸": "KZT", "₾": "GEL", "₼": "AZN", "֏": "AMD",
    "₵": "GHS", "₭": "LAK", "₮": "MNT", "៛": "KHR", "৳": "BDT", "₨": "₨",
    "US$": "USD", "R$": "BRL", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "NZ$": "NZD", "HK$": "HKD",
    "S$": "SGD", "NT$": "TWD", "MX$": "MXN", "CN¥": "CNY", "JP¥": "JPY", "zł": "PLN", "Kč": "CZK", "Ft": "HUF",
    "Fr.": "CHF", "Fr": "CHF", "SFr.": "CHF", "sFr.": "CHF", "руб.": "RUB", "руб": "RUB", "грн": "UAH", "лв.": "BGN",
    "лв": "BGN", "円": "JPY", "원": "KRW", "元": "CNY",
}  # fmt: skip
_SHARED_SIGNS = frozenset({"$", "¥", "kr", "kr.", "Kr", "Kr.", "Rs", "Rs.", "₨"})
"""Signs of several currencies."""
_WORDS = {
    "dollars": "$", "dollar": "$", "euro": "EUR", "euros": "EUR", "yen": "JPY", "rupees": "INR", "zloty": "PLN",
    "zlotys": "PLN", "francs": "CHF", "franken": "CHF", "kronor": "SEK", "kroner": "kr",
}  # fmt: skip
_ALSO_WORDS = frozenset({"ALL", "TOP", "TRY", "MAD", "PEN", "CUP", "COP", "GEL", "SOS", "RON", "ANG", "BAM", "MOP"})
"""Codes that are words as well: before a number in a sentence they are words (`TOP 10`)."""
_CODE = re.compile(r"[A-Z]{3}")
LONGEST_SIGN = 6
"""Characters of the longest sign: `F CFA`."""


@lru_cache(maxsize=1)
def currency_codes() -> frozenset[str]:
    """The ISO codes of all currencies in use.

    >>> len(currency_codes()) > 150, "CHF" in currency_codes(), "DEM" in currency_codes()
    (True, True, False)
    """
    from babel.core import get_global

    dated = get_global("territory_currencies").values()
    return frozenset(code for entries in dated for code, _, end, is_tender in entries if end is None and is_tender)


@lru_cache(maxsize=4096)
def currency_of(text: str, locale: str | None = None) -> str:
    """The currency that a sign, a code or a word names: its ISO code, the sign where several share it, else empty.

    >>> currency_of("zł"), currency_of("$"), currency_of("$", "en_CA"), currency_of("chf"), currency_of("kg")
    ('PLN', '$', 'CAD', '', '')
    """
    if not text or len(text) > LONGEST_SIGN + 2:
        return ""
    if text in _SHARED_SIGNS and text not in currency_signs(locale):
        return _shared_sign(text, locale)
    return currency_signs(locale).get(text) or _OWN_SIGNS.get(text) or _WORDS.get(text.lower()) or _code(text)


def _shared_sign(text: str, locale: str | None) -> str:
    """The locale's own currency where the sign is one of its family, else the sign itself without a point."""
    own = own_currency(locale)
    if own and is_same_money(text, own):
        return own
    plain = text.rstrip(".")
    return plain.lower() if plain in ("Kr", "KR") else plain


def _code(text: str) -> str:
    if _CODE.fullmatch(text):
        return text if text in currency_codes() else ""
    return text if len(text) == 1 and unicodedata.category(text) == "Sc" else ""


def currency_before(text: str, end: int, locale: str | None = None) -> tuple[str, int]:
    """The currency whose sign ends at `end`, blanks between left out, and where it starts; empty and `end` without one.

    >>> currency_before("about US$ 5", 10), currency_before("TOP 10 list", 4)
    (('USD', 6), ('', 4))
    """
    stop = len(text[:end].rstrip())
    for length in range(min(LONGEST_SIGN, stop), 0, -1):
        start = stop - length
        sign = text[start:stop]
        if sign != sign.strip() or _continues_word(text, start, sign):
            continue
        code = currency_of(sign, locale)
        if code and not (sign in _ALSO_WORDS and _has_words(text[:start] + text[end:])):
            return code, start
    return "", end


def _has_words(text: str) -> bool:
    return re.search(r"[^\W\d_]", text) is not None


def _continues_word(text: str, start: int, sign: str) -> bool:
    return start > 0 and sign[0].isalpha() and text[start - 1].isalnum()


def currency_after(text: str, start: int, locale: str | None = None) -> tuple[str, int]:
    """The currency whose sign, code or word starts at `start` or behind a blank there, and where it ends."""
    begin = start + (len(text[start:]) - len(text[start:].lstrip(" ")) if text[start : start + 2].strip() else 0)
    for length in range(min(LONGEST_SIGN + 2, len(text) - begin), 0, -1):
        end = begin + length
        sign = text[begin:end]
        if sign != sign.strip() or (sign[-1].isalpha() and end < len(text) and text[end].isalpha()):
            continue
        code = currency_of(sign, locale)
        if code:
            return code, end
    return "", start


def is_money(unit: str) -> bool:
    """Whether a unit is a currency, by its code, its sign or its word.

    >>> is_money("EUR"), is_money("$"), is_money("leads")
    (True, True, False)
    """
    return bool(currency_of(unit.strip()))


def is_same_money(unit: str, other: str) -> bool:
    """Whether two currencies may be one: `$` is the dollar of whichever country the other one names.

    >>> is_same_money("$", "CAD"), is_same_money("USD", "CAD"), is_same_money("€", "EUR")
    (True, False, True)
    """
    first, second = currency_of(unit.strip()), currency_of(other.strip())
    if not first or not second or first == second:
        return bool(first) and first == second
    families = {"$": "D", "kr": "K", "¥": "Y", "Rs": "R", "₨": "R"}
    for shared, code in ((first, second), (second, first)):
        if shared in families and _family(code) == families[shared]:
            return True
    return False


def _family(code: str) -> str:
    if code.endswith("D") or code in ("MXN", "ARS", "CLP", "COP", "UYU", "$"):
        return "D"
    if code in ("SEK", "NOK", "DKK", "ISK", "kr"):
        return "K"
    if code in ("JPY", "CNY", "¥"):
        return "Y"
    return "R" if code in ("INR", "PKR", "LKR", "NPR", "MUR", "Rs", "₨") else ""


_SHOWN_BEFORE = {"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "$": "$", "¥": "¥"}


def sign_before(unit: str) -> str:
    """The sign that is shown before an amount of a currency; empty where the unit is shown behind it.

    >>> sign_before("EUR"), sign_before("€"), sign_before("CHF")
    ('€', '€', '')
    """
    return _SHOWN_BEFORE.get(currency_of(unit.strip()), "")


def shown_unit(unit: str) -> str:
    """A unit as people write it: the sign of a currency that has a well-known one, else as it is.

    >>> shown_unit("EUR"), shown_unit("CHF"), shown_unit("hours")
    ('€', 'CHF', 'hours')
    """
    return sign_before(unit) or unit
