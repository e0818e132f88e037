"""Amounts as they are shown to people."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.language.amount_text import amount_text, plain_text


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("-150000", "$", "-$150,000"),
        ("1200.50", "EUR", "€1,200.50"),
        ("60", "jobs", "60 jobs"),
        ("1234567", "", "1,234,567"),
        ("0.125", "%", "12.5 %"),
        ("45", "%", "45 %"),
    ],
)
def test_an_amount_has_its_unit_where_people_write_it(number, unit, text):
    assert amount_text(Decimal(number), unit) == text


def test_a_factor_that_is_told_makes_the_percentage():
    assert amount_text(Decimal("1.075"), "%", factor=Decimal(100)) == "107.5 %"
    assert amount_text(Decimal("1.075"), "%", factor=Decimal(1)) == "1.075 %"


@pytest.mark.parametrize(
    ("number", "unit", "text"),
    [
        ("150.8", "$", "$150.80"),
        ("-150.8", "$", "-$150.80"),
        ("150.8", "CHF", "150.80 CHF"),
        ("150", "$", "$150"),
        ("150.805", "$", "$150.805"),
        ("150.8", "kg", "150.8 kg"),
        ("1E-41", "$", "$1E-41"),
    ],
)
def test_cents_have_two_figures(number, unit, text):
    assert amount_text(Decimal(number), unit) == text


@pytest.mark.parametrize(("number", "text"), [("1E+40", "10" + 13 * ",000"), ("1E+41", "1E+41"), ("1E-41", "1E-41")])
def test_a_number_of_more_than_forty_places_is_not_written_out(number, text):
    assert plain_text(Decimal(number)) == text
