"""Signs and codes of money, alone and in a locale that shares a sign with others."""

from __future__ import annotations

import pytest

from okrsdk.language.currencies import currency_of, is_same_money


@pytest.mark.parametrize(
    ("text", "locale", "currency"),
    [
        ("$", None, "$"),
        ("Kr", "sv_SE", "SEK"),
        ("Kr", "nb_NO", "NOK"),
        ("Kr", None, "kr"),
        ("Kr", "ja_JP", "kr"),
        ("", None, ""),
        ("XQZ", None, ""),
    ],
)
def test_a_shared_sign_is_the_locales_own_money_where_it_may_be(text, locale, currency):
    assert currency_of(text, locale) == currency


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("kr", "SEK", True),
        ("DKK", "kr", True),
        ("¥", "CNY", True),
        ("¥", "SEK", False),
        ("$", "MXN", True),
        ("$", "EUR", False),
        ("Rs", "INR", True),
        ("EUR", "EUR", True),
        ("", "", False),
        ("", "EUR", False),
    ],
)
def test_a_sign_may_mean_every_money_that_is_written_with_it(one, other, is_same):
    assert is_same_money(one, other) is is_same
