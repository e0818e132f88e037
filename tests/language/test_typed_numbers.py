"""Numbers in forms: read by the locale of whoever types, and shown so that they read back as the same."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.language.column_numbers import column_number, typed_text
from okrsdk.language.locales import form_locale


@pytest.mark.parametrize(
    ("sheet", "person", "read"),
    [
        ("de_DE", "de-CH", ""),
        ("de_DE", "fr", "de_DE"),
        ("en_US", "de", ""),
        ("en_US", "en-GB", "en_US"),
        ("en_US", "", "en_US"),
        ("", "es-ES", "es-ES"),
        ("xx_XX", "de", "xx_XX"),
        ("", "", ""),
    ],
)
def test_a_form_is_read_by_what_sheet_and_person_agree_on(sheet, person, read):
    assert form_locale(sheet, person) == read


def test_where_they_differ_what_may_be_two_numbers_is_not_guessed():
    locale = form_locale("en_US", "de-DE")
    assert column_number("12,5", locale=locale) == Decimal("12.5")
    assert column_number("1.234", locale=locale) is None


@pytest.mark.parametrize(
    ("number", "locale", "typed"),
    [
        ("1234.5", "de_DE", "1234,5"),
        ("1234.5", "en_US", "1234.5"),
        ("1.234", "", "1.2340"),
        ("1.5", "", "1.5"),
        ("1.5", "xx_XX", "1.5"),
    ],
)
def test_a_number_is_shown_as_the_forms_locale_types_it_and_never_as_two(number, locale, typed):
    assert typed_text(Decimal(number), locale) == typed
    assert column_number(typed, locale=locale) == Decimal(number)


@given(
    st.decimals(min_value=-(10**9), max_value=10**9, places=4, allow_nan=False),
    st.sampled_from(["", "en_US", "de_DE", "fr_FR", "de_CH", "es_MX"]),
)
def test_a_number_in_a_form_reads_back_as_the_same(number, locale):
    assert column_number(typed_text(number, locale), locale=locale) == number
