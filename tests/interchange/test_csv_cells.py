from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.interchange.csv_cells import csv_cell, text_of_csv_cell


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1 (555) 0100", "'+1 (555) 0100"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\tx", "'\tx"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("＝1+1", "'＝1+1"),
        ("-5", "-5"),
        ("+3.5", "+3.5"),
        ("a=b", "a=b"),
        ("", ""),
        (None, ""),
        (Decimal("-0.50"), "-0.5"),
        (Decimal("1E+6"), "1000000"),
        (Decimal("NaN"), ""),
        (Decimal(0), "0"),
        (date(2026, 3, 1), "2026-03-01"),
        (("=a", "b"), "'=a, b"),
    ],
)
def test_a_cell_is_data_and_never_a_formula(value, cell):
    assert csv_cell(value) == cell


@given(st.text("'=+-@ \t＝5.a", max_size=8) | st.text(max_size=12))
def test_no_text_becomes_a_formula_and_each_comes_back(text):
    cell = csv_cell(text)
    assert not cell.lstrip().startswith(("=", "@"))
    assert text_of_csv_cell(cell) == (text if text.strip() else "")
