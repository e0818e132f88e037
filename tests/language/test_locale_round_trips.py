"""A number or a day written in a locale and read in it comes back, or is said to be unsure: never another one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers
from babel.numbers import format_compact_decimal, format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from okrsdk.language.dates import day_readings
from okrsdk.language.numbers import read_amount
from tests.present import present

LOCALES = sorted(locale_identifiers())
COMPACT = [locale for locale in LOCALES if locale.split("_")[0] not in ("sw", "vec")]
"""Without two whose short forms Babel writes wrong: 3 billion as `30B`, a thousand as `1`."""
GOOGLE_SHEETS = ("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "sv_SE", "pl_PL", "cs_CZ",
                 "ru_RU", "tr_TR", "ja_JP", "ko_KR", "zh_CN", "ar_EG", "he_IL", "hi_IN", "en_IN", "da_DK", "nb_NO",
                 "fi_FI", "hu_HU", "el_GR", "uk_UA", "th_TH", "vi_VN", "id_ID", "ro_RO", "bg_BG")  # fmt: skip
NUMBERS = st.decimals(-(10**9), 10**9, places=3, allow_nan=False).map(lambda number: number.normalize())
DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
EXAMPLES = ("1234", "1.234", "-1234567.89", "0.125", "12345", "999999999", "0.5")


def is_not_another(amount, number):
    """Whether the amount says the number, or says that it is not sure of it."""
    return amount is None or number in amount.readings


@pytest.mark.parametrize("number", EXAMPLES)
def test_a_number_comes_back_in_every_locale_there_is(number):
    written = Decimal(number)
    wrong = [
        (locale, text)
        for locale in LOCALES
        for text in (
            format_decimal(written, locale=locale, decimal_quantization=False),
            format_decimal(written, locale=locale, decimal_quantization=False, numbering_system="default"),
        )
        if not is_not_another(read_amount(text, locale), written)
    ]
    assert wrong == []


@given(NUMBERS, st.sampled_from(LOCALES), st.sampled_from(("EUR", "USD", "JPY", "INR", "CHF", "SEK", "PLN", "BRL")))
@settings(max_examples=100)
def test_money_comes_back_in_its_currency(number, locale, currency):
    text = format_currency(number, currency, locale=locale, currency_digits=False, decimal_quantization=False)
    amount = read_amount(text, locale)
    assert is_not_another(amount, number)
    assert amount is None or amount.unit == currency


@given(NUMBERS, st.sampled_from(LOCALES))
@settings(max_examples=100)
def test_a_percentage_comes_back(number, locale):
    amount = read_amount(format_percent(number / 100, locale=locale, decimal_quantization=False), locale)
    assert is_not_another(amount, number)


@given(st.integers(1, 999), st.sampled_from((1_000, 1_000_000, 1_000_000_000)), st.sampled_from(COMPACT))
@settings(max_examples=100)
def test_a_short_form_of_a_large_number_is_never_another(number, scale, locale):
    for length in set(Locale.parse(locale).compact_decimal_formats):
        text = format_compact_decimal(number * scale, format_type=length, locale=locale, fraction_digits=3)
        assert is_not_another(read_amount(text, locale), Decimal(number * scale)), text


@given(NUMBERS, st.sampled_from(GOOGLE_SHEETS))
@settings(max_examples=100)
def test_in_the_locales_of_sheets_it_is_sure(number, locale):
    text = format_decimal(number, locale=locale, decimal_quantization=False)
    assert present(read_amount(text, locale)).value == number


@pytest.mark.parametrize("length", ["short", "medium", "long", "full"])
@pytest.mark.parametrize("day", [date(2026, 3, 31), date(2026, 4, 3), date(2031, 12, 26)])
def test_a_day_comes_back_in_every_locale_there_is(length, day):
    read = {locale: day_readings(format_date(day, length, locale), locale) for locale in LOCALES}
    assert [locale for locale, days in read.items() if days and day not in days] == []
    assert sum(days == (day,) for days in read.values()) > 0.95 * len(LOCALES)


@given(DAYS, st.sampled_from(LOCALES), st.sampled_from(("short", "medium", "long", "full")))
@settings(max_examples=100)
def test_any_day_comes_back_or_is_not_sure(day, locale, length):
    found = day_readings(format_date(day, length, locale), locale)
    assert not found or day in found


@given(DAYS, st.sampled_from(GOOGLE_SHEETS), st.sampled_from(("short", "medium", "long", "full")))
@settings(max_examples=100)
def test_in_the_locales_of_sheets_the_day_is_sure(day, locale, length):
    assert day_readings(format_date(day, length, locale), locale) == (day,)
