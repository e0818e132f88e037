"""Words that multiply a number: `k`, `Mio.`, `lakh`, `billion`, `тыс.`."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from okrsdk.language.locales import cldr, language, plain_characters

_THOUSAND, _MILLION, _BILLION, _TRILLION = 3, 6, 9, 12
_POWERS = {
    _THOUSAND: "k thousand thousands tsd tsd. tausend mila tys tys. tis tis. тыс тыс. тысяч duizend tusen",
    _MILLION: "million millions mio mio. mn mln mln. mill mill. millionen millón millones milhão milhões milioni "
    "milione miljoen miljoner milj milj. млн млн. миллионов",
    _BILLION: "bn billions mrd mrd. md mld mld. milliard milliards milliarde milliarden miljard miljarder mia mia. "
    "miliardi миллиардов млрд млрд.",
    _TRILLION: "tn trillions billionen billones biljoen biljoner",
    5: "lakh lakhs lac lacs",
    7: "crore crores",
    2: "hundred hundreds",
}
_EVERYWHERE = {word: power for power, words in _POWERS.items() for word in words.split()}
_ATTACHED = {"k": 3, "K": 3, "M": 6, "B": 9, "b": 9, "Bn": 9, "bn": 9, "mn": 6, "Mn": 6, "千": 3, "万": 4, "萬": 4,
             "億": 8, "亿": 8, "만": 4, "억": 8}  # fmt: skip
_WITH_MONEY = {"m": 6, "mm": 6, "MM": 6, "T": 12, "t": 12, "L": 5, "Cr": 7, "cr": 7, "Cr.": 7}
"""Letters that multiply an amount of money, and are a unit (metre, tonne, litre) of anything else."""
_LONG_SCALE = frozenset(("de", "fr", "es", "it", "nl", "sv", "nb", "nn", "no", "da", "pl", "cs", "hu", "fi"))
"""Languages whose billion has twelve zeros."""
_BILLIONS = frozenset(("billion", "billón", "bilhão"))
_WORD = re.compile(r"\s?(?P<word>[^\W\d_](?:[^\W\d_]|[^\x00-\x7f\s])*\.?)")
_PLACES = re.compile(r"0+")


@lru_cache(maxsize=4096)
def powers_of(word: str, *, is_attached: bool, is_money: bool, locale: str | None = None) -> tuple[int, ...]:
    """The powers of ten a word may multiply by, none when it is no such word; 0 where it may be a unit as well.

    >>> powers_of("Mio.", is_attached=False, is_money=False), powers_of("m", is_attached=True, is_money=False)
    ((6,), (6, 0))
    >>> powers_of("m", is_attached=True, is_money=True), powers_of("Billion", is_attached=False, is_money=False)
    ((6,), (9,))
    """
    own = _of_locale(locale).get(word)
    if own is not None:
        return (own,)
    if is_money and word in _WITH_MONEY:
        return (_WITH_MONEY[word],)
    if word in _ATTACHED and (is_attached or word not in ("b", "B")):
        return (_ATTACHED[word],)
    return _of_word(word.lower(), language(locale))


def _of_word(word: str, spoken: str) -> tuple[int, ...]:
    """The powers of a word in small letters, which may depend on the language it is spoken in."""
    powers: tuple[int, ...] = (_EVERYWHERE[word],) if word in _EVERYWHERE else ()
    if word == "m":
        powers = (_MILLION, 0)
    elif word in _BILLIONS:
        powers = (_TRILLION,) if spoken in _LONG_SCALE else (_BILLION,)
    elif word == "trillion":
        powers = (2 * _BILLION,) if spoken in _LONG_SCALE else (_TRILLION,)
    elif word == "mil":
        powers = {"": (_THOUSAND, _MILLION), "en": (_MILLION,)}.get(spoken, (_THOUSAND,))
    return powers


def multiplied(value: Decimal, power: int) -> Decimal:
    """`value` times ten to the `power`, without an exponent and without rounding.

    >>> multiplied(Decimal("1.2"), 6)
    Decimal('1200000')
    """
    scaled = value.scaleb(power) if power else value
    return Decimal(int(scaled)) if power > 0 and scaled == scaled.to_integral_value() else scaled


@lru_cache(maxsize=64)
def _of_locale(locale: str | None) -> dict[str, int]:
    """The scale words of a locale's short and long forms of large numbers: `Mio.`, `mil`, `Tsd.`, `万`."""
    found = cldr(locale)
    if found is None:
        return {}
    powers: dict[str, set[int]] = {}
    for form in found.compact_decimal_formats.values():
        for patterns in form.values():
            for size, pattern in patterns.items():
                word = _PLACES.sub("", plain_characters(pattern.pattern.partition(";")[0]).replace("'", "")).strip()
                places = max(map(len, _PLACES.findall(pattern.pattern)), default=0)
                if word and places and " " not in word:
                    powers.setdefault(word, set()).add(len(size) - places)
    return {word: found_powers.pop() for word, found_powers in powers.items() if len(found_powers) == 1}


def next_word(text: str, start: int) -> re.Match[str] | None:
    """The word at `start` or behind one blank there."""
    return _WORD.match(text, start)
