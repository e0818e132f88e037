"""Cells of number columns: in the unit of their record, in line with its words."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.language.column_numbers import column_number, column_readings

D = Decimal


@pytest.mark.parametrize(
    ("text", "unit", "words", "locale", "number"),
    [
        ("45 %", "%", "", None, "0.45"),
        ("3 ‰", "", "", None, "0.003"),
        ("1.234", "", "", None, None),
        ("1.234", "", "", "de_DE", "1234"),
        ("1.234", "", "Trials from 900 to 1234", None, "1234"),
        ("1.234", "", "Rating from 0.9 to 1.234", None, "1.234"),
        ("8,510", "", "Searches from 6,200 to 9,500", None, "8510"),
        ("1.100", "€", "Umsatz von 900,50 € auf 1.600 €", None, "1100"),
        ("1.100", "", "Reach 1.200 members", None, None),
        ("1.100", "€", "Increase revenue from 900 € to 1.200 €", None, "1100"),
        ("5m", "", "Sell 5,000,000 seats", None, "5000000"),
        ("80 kg", "kg", "", None, "80"),
        ("800 kg", "t", "", None, "0.8"),
        ("80 kg", "", "", None, None),
        ("80 kg", "minutes", "", None, None),
        ("1h30", "minutes", "", None, "90"),
        ("1h30", "hours", "", None, "1.5"),
        ("9:12 min", "minutes", "", None, "9.2"),
        ("1:50:00", "minutes", "", None, "110"),
        ("1:50", "minutes", "", None, None),
        ("50 leads", "leads", "", None, "50"),
        ("50 Leads", "leads", "", None, "50"),
        ("50 leads", "calls", "", None, None),
        ("5 EUR", "€", "", None, "5"),
        ("5 EUR", "$", "", None, None),
        ("5 EUR", "", "", None, "5"),
        ("$5", "USD", "", None, "5"),
        ("1.8x", "x", "", None, "1.8"),
        ("2 of 3", "", "", None, None),
        ("about 50", "", "", None, None),
    ],
)
def test_a_cell_means_its_number_in_the_unit_of_the_record_or_none(text, unit, words, locale, number):
    assert column_number(text, unit=unit, words=words, locale=locale) == (None if number is None else D(number))


def test_only_what_is_not_sure_has_readings():
    assert column_readings("1.234 %") == (D("12.34"), D("0.01234"))
    assert column_readings("1.234", "de_DE") == ()
    assert column_readings("lots") == ()
