"""How a locale writes numbers, days and money: the facts of Unicode's CLDR as Babel carries them.

A locale is named as a spreadsheet names its own (`de_DE`, `en-US`). None, an empty name and a name that CLDR does not
know all mean that nothing is known, and the readers then give every reading a text may have. Babel is imported by the
first look-up and a locale is loaded once, so that a run that meets no locale pays nothing.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from babel import Locale
    from babel.numbers import NumberPattern


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberMarks:
    """The marks of a locale's numbers.

    Attributes:
        decimal: `.` or `,`.
        groups: the marks between groups of digits: `,`, `.`, `'` or a blank.
        sizes: digits of the group before the decimal mark, and of the groups before that one (3 and 2 in India).
    """

    decimal: str
    groups: frozenset[str]
    sizes: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DateForms:
    """How a locale writes days.

    Attributes:
        months: number of each month by its name, whole or short, normalized; a name of two months is left out.
        orders: the orders of day, month and year when all are figures, such as `dmy`.
        fillers: further words of a written date, normalized: names of weekdays, `de`, `год`, `年`.
    """

    months: Mapping[str, int]
    orders: frozenset[str]
    fillers: frozenset[str]


_INVISIBLE = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u200b\ufeff"), " ")
_GROUP_BLANKS = frozenset("\u0020\u00a0\u2007\u2008\u2009\u200a\u202f")
_APOSTROPHES = frozenset("'’ʼ‘`´")
_MINUS = frozenset("\u2212\u2012\ufe63\uff0d")
_OTHER_SIGNS = {"\u066a": "%", "\u060c": ",", "\u2e41": ",", "\uffe5": "¥", "\uffe1": "£", "\uffe6": "₩"}
_FIELD = re.compile(r"'(?P<quoted>[^']*)'|(?P<field>d+|[ML]+|[yu]+)|(?P<other>[^\W\d_a-zA-Z]+)")
_LENGTHS = ("short", "medium", "long", "full")


@lru_cache(maxsize=4096)
def _plain_character(character: str) -> str:
    if character in _GROUP_BLANKS:
        return " "
    if character in _APOSTROPHES:
        return "'"
    if character in _MINUS:
        return "-"
    if unicodedata.category(character) == "Nd":
        return str(unicodedata.decimal(character))
    if "\uff01" <= character <= "\uff5e":
        return chr(ord(character) - 0xFEE0)
    return _OTHER_SIGNS.get(character, character)


def plain_characters(text: str) -> str:
    """`text` with figures, blanks, apostrophes, minus and percent signs of all scripts as those of ASCII.

    The result is as long as `text`, so that places in one are places in the other.

    >>> plain_characters("١٬٢٣٤ − ５\u202f%")
    '1٬234 - 5 %'
    """
    if text.isascii():
        return text
    return "".join(map(_plain_character, text.translate(_INVISIBLE)))


def number_marks(locale: str | None) -> NumberMarks | None:
    """The marks of a locale's numbers; None when the locale is not known.

    >>> number_marks("de_DE")
    NumberMarks(decimal=',', groups=frozenset({'.'}), sizes=(3, 3))
    """
    found = cldr(locale)
    return None if found is None else _number_marks(str(found))


@lru_cache(maxsize=64)
def _number_marks(name: str) -> NumberMarks | None:
    found = cldr(name)
    symbols = found.number_symbols.get("latn") if found is not None else None
    if found is None or not symbols:
        return None
    decimals = {_plain_character(symbols[key]) for key in ("decimal", "currencyDecimal") if symbols.get(key)}
    groups = {_plain_character(symbols[key]) for key in ("group", "currencyGroup") if symbols.get(key)}
    if len(decimals) != 1 or decimals & groups or not decimals <= {".", ","}:
        return None  # one mark for two things, or two for one: every reading stays possible
    primary, secondary = found.decimal_formats[None].grouping
    return NumberMarks(decimal=decimals.pop(), groups=frozenset(groups), sizes=(primary, secondary))


def form_locale(sheet: str, person: str) -> str:
    """The locale by which a form reads what a person typed into it, for a sheet that has one of its own.

    It is the sheet's where both write decimals alike, and the person's where nothing is known of the sheet's. Where the
    two differ it is empty: what may be two numbers is then asked about, and neither is guessed.

    >>> form_locale("en_US", "en-GB"), form_locale("de_DE", "en"), form_locale("", "fr-CA")
    ('en_US', '', 'fr-CA')
    """
    if not sheet or not person or (sheet[:2], person[:2]) == ("en", "en"):
        return sheet or person
    marks = [number_marks(one) for one in (sheet, person)]
    return sheet if None in marks or len({one.decimal for one in marks if one}) == 1 else ""


def local_figures(figures: str, locale: Locale) -> str:
    """Figures with English marks, `1,234.5`, with those of a locale.

    >>> local_figures("1,234.5", cldr("de-CH"))
    '1’234.5'
    """
    marks = locale.number_symbols.get("latn", {})
    return figures.translate(str.maketrans({".": marks.get("decimal", "."), ",": marks.get("group", ",")}))


def local_percent(figures: str, locale: Locale) -> str:
    r"""Figures with the sign for percent where a locale writes it.

    >>> local_percent("12", cldr("es-MX")), local_percent("12", cldr("de"))
    ('12%', '12\xa0%')
    """
    return _between(figures, locale.percent_formats[None])


def local_money(figures: str, sign: str, locale: Locale) -> str:
    r"""Figures with the sign of a currency where a locale writes it.

    >>> local_money("12", "$", cldr("de")), local_money("12", "$", cldr("es-MX"))
    ('12\xa0$', '$12')
    """
    return _between(figures, locale.currency_formats["standard"]).replace("¤", sign)


def _between(figures: str, pattern: NumberPattern) -> str:
    return f"{pattern.prefix[0]}{figures}{pattern.suffix[0]}"


def currency_signs(locale: str | None) -> Mapping[str, str]:
    """The ISO code of each sign that a locale uses, its own currency first; empty when the locale is not known."""
    found = cldr(locale)
    return {} if found is None else _currency_signs(str(found))


@lru_cache(maxsize=64)
def _currency_signs(name: str) -> Mapping[str, str]:
    from babel.numbers import get_territory_currencies

    found = cldr(name)
    if found is None:
        return {}
    own = get_territory_currencies(found.territory) if found.territory else []
    codes = [code for code in (*own, *found.currency_symbols) if code in found.currency_symbols]
    signs: dict[str, str] = {}
    for code in codes:
        sign = plain_characters(found.currency_symbols[code]).strip()
        if sign and not sign.isdigit():
            signs.setdefault(sign, code)
    return signs


def own_currency(locale: str | None) -> str:
    """The ISO code of the currency of a locale's territory; empty when it has none or is not known."""
    found = cldr(locale)
    return "" if found is None or not found.territory else _own_currency(found.territory)


@lru_cache(maxsize=64)
def _own_currency(territory: str) -> str:
    from babel.numbers import get_territory_currencies

    return next(iter(get_territory_currencies(territory)), "")


def date_forms(locale: str | None) -> DateForms | None:
    """How a locale writes days; None when the locale is not known."""
    found = cldr(locale)
    return None if found is None else _date_forms(str(found))


@lru_cache(maxsize=64)
def _date_forms(name: str) -> DateForms | None:
    found = cldr(name)
    if found is None:
        return None
    orders, fillers = set(), set()
    named = [(normalized_name(name), number) for name, number in _month_names(found)]
    has_figures = any(re.search(r"\d", name) for name, _ in named)
    for length in _LENGTHS:
        order, words, is_figures = _pattern_parts(found.date_formats[length].pattern)
        fillers |= words
        if is_figures or has_figures:
            orders.add(order)
    months: dict[str, int] = {}
    for month, number in named:
        if months.setdefault(month, number) != number:
            months[month] = 0
    for named_day in map(normalized_name, _day_and_era_names(found)):
        fillers |= {named_day, *re.findall(r"[^\W\d_]+", named_day)}
    fillers |= {word for month in months for word in re.findall(r"[^\W\d_]+", month) if re.search(r"\d", month)}
    return DateForms(
        months={month: number for month, number in months.items() if number and not re.search(r"\d", month)},
        orders=frozenset(orders or {_pattern_parts(found.date_formats["short"].pattern)[0]}),
        fillers=frozenset(fillers - {""}),
    )


def _pattern_parts(pattern: str) -> tuple[str, set[str], bool]:
    """Order of the fields (`dmy`), the words between them, and whether the month is a figure."""
    order, words, is_figures = "", set(), True
    for match in _FIELD.finditer(pattern):
        if match["field"]:
            letter = {"L": "m", "M": "m", "u": "y"}.get(match["field"][0], match["field"][0])
            order += "" if letter in order else letter
            is_figures = is_figures and not (letter == "m" and len(match["field"]) > len("MM"))
        else:
            words |= set(re.findall(r"[^\W\d_]+", normalized_name(match["quoted"] or match["other"] or "")))
    return order, words, is_figures


def _month_names(found: Locale) -> Iterator[tuple[str, int]]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in found.months[context].get(width, {}).items():
                yield name, number


def _day_and_era_names(found: Locale) -> Iterator[str]:
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from found.days[context].get(width, {}).values()
    for width in ("wide", "abbreviated"):
        yield from found.eras.get(width, {}).values()


def normalized_name(name: str) -> str:
    """A month's or weekday's name without case and the points of its short form; accents are kept.

    >>> normalized_name("Sept."), normalized_name("März")
    ('sept', 'märz')
    """
    return " ".join(unicodedata.normalize("NFC", plain_characters(name)).lower().replace(".", " ").split())


def language(locale: str | None) -> str:
    """The language of a locale (`de`); empty when the locale is not known."""
    found = cldr(locale)
    return "" if found is None else found.language


def cldr(locale: str | None) -> Locale | None:
    """Babel's record of a locale, that of its language where CLDR has none for its territory; None when unknown."""
    return _cldr(locale) if locale else None


@lru_cache(maxsize=64)
def _cldr(name: str) -> Locale | None:
    from babel import Locale, UnknownLocaleError

    plain = name.strip().replace("-", "_").split(".")[0]
    for wanted in (plain, plain.split("_")[0]):
        try:
            return Locale.parse(wanted)
        except (UnknownLocaleError, ValueError, TypeError):
            continue
    return None
