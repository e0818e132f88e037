"""Amounts in another unit of the same measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.language.units import converted


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        ("800", "ms", "seconds", "0.8"),
        ("90", "minutes", "hours", "1.5"),
        ("3", "days", "day", "3"),
        ("10", "days", "weeks", None),
        ("5", "hours", "%", None),
        ("1E+60", "hours", "seconds", None),
        ("9E+999999", "hours", "seconds", None),
    ],
)
def test_an_amount_is_given_in_another_unit_only_where_that_is_exact(value, unit, into, expected):
    assert converted(Decimal(value), unit, into) == (None if expected is None else Decimal(expected))
