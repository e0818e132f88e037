"""What is behind a run of figures and belongs to it: its scale, its unit, its currency (`1.5 Mio. €`, `80kg`)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from okrsdk.language.currencies import currency_after, currency_of
from okrsdk.language.scales import next_word, powers_of
from okrsdk.language.units import LONGEST_UNIT, SINGLE_LETTERS, looks_like_unit, unit_of


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAfter:
    """Scale and unit behind a number.

    Attributes:
        powers: the powers of ten it may be multiplied by; `(0,)` without a scale, `(6, 0)` for `5m`.
        unit: its unit in its usual form, empty without one.
        end: where it ends.
    """

    powers: tuple[int, ...]
    unit: str
    end: int


_ATTACHED = re.compile(r"(?P<letters>[^\W\d_]+[²³]?)")
_PERCENT = re.compile(r"\s?(?:%[-\s]points?\b|%[-\s]pts\b|%|‰|°\s?[CF]\b|°|×)")
_ORDINALS = frozenset(("st", "nd", "rd", "th"))
_TIMES_OF_DAY = frozenset(("am", "pm"))
_PREFIXES = ("Mio", "Mrd", "bn", "Bn", "k", "K", "M", "m", "B")
_WORDS = re.compile(r"[\s-]?(?P<words>[^\W\d_]+\.?(?:[\s][^\W\d_]+){0,2})")
_MOST_SCALES = 2


def unit_after(text: str, start: int, *, has_money: bool, locale: str | None = None) -> UnitAfter | None:
    """Scale and unit behind a number that ends at `start`; None when letters there make it a name (`5G`, `2FA`).

    Args:
        text: a text of plain characters.
        start: where the figures end.
        has_money: whether there is a currency before them.
        locale: the locale, which knows further scale words and signs.

    >>> unit_after("1.5 Mio. € more", 3, has_money=False)
    UnitAfter(powers=(6,), unit='EUR', end=10)
    >>> unit_after("80kg", 2, has_money=False).unit, unit_after("5G", 1, has_money=False)
    ('kg', None)
    """
    attached = _ATTACHED.match(text, start)
    if attached is None:
        return _spaced(text, start, has_money=has_money, locale=locale)
    letters, end = attached["letters"], attached.end()
    powers = powers_of(letters, is_attached=True, is_money=has_money, locale=locale)
    if powers:  # before the currencies: the K of `5K` is a thousand where the kwacha is the currency, too
        return _scaled(text, _behind_point(text, end), powers, has_money=has_money, locale=locale)
    code, money_end = currency_after(text, start, locale)
    if code:
        return UnitAfter(powers=(0,), unit=code, end=money_end)
    unit = _attached_unit(letters)
    return UnitAfter(powers=(0,), unit=unit, end=end) if unit else _prefixed_money(letters, end, locale)


def _attached_unit(letters: str) -> str:
    if letters.lower() in _TIMES_OF_DAY:
        return ""
    if letters.lower() in _ORDINALS:
        return "ordinal"
    return unit_of(letters) or (letters if looks_like_unit(letters) else "")


def _behind_point(text: str, end: int) -> int:
    """The end of a short form with its point (`5Mio.`); the point of a sentence's end is not taken."""
    return end + 1 if re.match(r"\.\s?\S", text[end:]) else end


def _scaled(text: str, end: int, powers: tuple[int, ...], *, has_money: bool, locale: str | None) -> UnitAfter:
    """What follows a scale: a unit or a currency, which makes of `m` a million."""
    behind = _spaced(text, end, has_money=has_money, locale=locale)
    is_money = has_money or bool(currency_of(behind.unit, locale))
    sure = powers[:1] if is_money or behind.unit else powers
    return UnitAfter(
        powers=tuple(power + more for power in sure for more in behind.powers), unit=behind.unit, end=behind.end
    )


def _spaced(text: str, start: int, *, has_money: bool, locale: str | None, depth: int = 0) -> UnitAfter:
    """What is behind a blank: `%`, scale words, a unit of up to three words, a currency."""
    sign = _PERCENT.match(text, start)
    if sign is not None:
        shown = sign[0].strip()
        return UnitAfter(powers=(0,), unit="pp" if "p" in shown else unit_of(shown.replace(" ", "")), end=sign.end())
    word = next_word(text, start)
    nothing = UnitAfter(powers=(0,), unit="", end=start)
    if word is not None and depth < _MOST_SCALES:
        powers, end = _scale_word(word, has_money=has_money, locale=locale)
        if powers:
            behind = _spaced(text, end, has_money=has_money, locale=locale, depth=depth + 1)
            is_money = has_money or bool(currency_of(behind.unit, locale))
            sure = powers[:1] if is_money or behind.unit else powers
            total = tuple(power + more for power in sure for more in behind.powers)
            return UnitAfter(powers=total, unit=behind.unit, end=behind.end)
    return _money(text, start, locale) or _unit_words(text, start) or nothing


def _scale_word(word: re.Match[str], *, has_money: bool, locale: str | None) -> tuple[tuple[int, ...], int]:
    """The powers of a scale word and where it ends; a point that is not of the word ends the sentence."""
    for shown in dict.fromkeys((word["word"], word["word"].rstrip("."))):
        powers = powers_of(shown, is_attached=False, is_money=has_money, locale=locale)
        if powers:
            return powers, word.start("word") + len(shown)
    return (), word.end()


def _unit_words(text: str, start: int) -> UnitAfter | None:
    match = _WORDS.match(text, start)
    if match is None:
        return None
    begin, found = match.start("words"), match["words"].split()
    for count in range(min(len(found), LONGEST_UNIT), 0, -1):
        shown = " ".join(found[:count])
        unit = unit_of(shown)
        is_letter = len(shown) == 1 and shown not in SINGLE_LETTERS
        if unit and not is_letter:
            return UnitAfter(powers=(0,), unit=unit, end=begin + len(shown))
    return None


def _money(text: str, start: int, locale: str | None) -> UnitAfter | None:
    code, end = currency_after(text, start, locale)
    if code:
        return UnitAfter(powers=(0,), unit=code, end=end)
    word = next_word(text, start)
    return _prefixed_money(word["word"], word.end(), locale) if word is not None else None


def _prefixed_money(letters: str, end: int, locale: str | None) -> UnitAfter | None:
    """A scale and a currency in one word: `kEUR`, `M€`."""
    for prefix in _PREFIXES:
        money = currency_of(letters.removeprefix(prefix), locale) if letters.startswith(prefix) else ""
        if money:
            powers = powers_of(prefix, is_attached=True, is_money=True, locale=locale)
            return UnitAfter(powers=powers, unit=money, end=end)
    return None
