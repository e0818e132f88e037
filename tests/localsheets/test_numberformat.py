"""Numbers, dates and times as a sheet shows them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.localsheets.grid.dates import moment, serial
from okrsdk.localsheets.grid.entry import read_entry
from okrsdk.localsheets.grid.numberformat import automatic, format_number, format_text

TODAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (0, "0"),
        (7, "7"),
        (-2.5, "-2.5"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.3333333333"),
        (100 / 3, "33.33333333"),
        (123456789.125, "123456789.1"),
        (999999999999999, "999999999999999"),
        (1e15, "1E+15"),
        (1.5e21, "1.5E+21"),
        (0.00001, "0.00001"),
        (1.25e-9, "1.25E-09"),
    ],
)
def test_the_automatic_format(value: float, shown: str) -> None:
    assert automatic(value) == shown


@pytest.mark.parametrize(
    ("value", "pattern", "shown"),
    [
        (1234.5, "#,##0.00", "1,234.50"),
        (1234567, "#,##0", "1,234,567"),
        (0.005, "0.00", "0.01"),
        (2.675, "0.00", "2.68"),
        (-0.001, "0.00", "0.00"),
        (0.456, "0%", "46%"),
        (0.456, "0.0%", "45.6%"),
        (5, "000", "005"),
        (0.5, "#.##", ".5"),
        (3, "0.##", "3."),
        (3.25, "0.#", "3.3"),
        (1234.5, '"$"#,##0.00', "$1,234.50"),
        (5, "[$€]#,##0", "€5"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"none"', "none"),
        (-5, "[Red]0", "-5"),
        (150, '[>100]"big";"small"', "big"),
        (50, '[>100]"big";"small"', "small"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E+0", "1.2E-4"),
        (1500000, '0.0,,"M"', "1.5M"),
        (1500, "0,", "2"),
        (2.5, "# ?/?", "2 1/2"),
        (7, '0 "pcs"', "7 pcs"),
        (7, r"0\x", "7x"),
        (43831, "yyyy-mm-dd", "2020-01-01"),
        (43831, "d mmm yyyy", "1 Jan 2020"),
        (43831, "dddd, mmmm d, yy", "Wednesday, January 1, 20"),
        (43831.75, "m/d/yyyy h:mm am/pm", "1/1/2020 6:00 PM"),
        (43831.5208333333, "hh:mm:ss", "12:30:00"),
        (0.0104166667, "m:ss", "15:00"),
        (1.5, "[h]:mm", "36:00"),
        (43831, "m", "1"),
        (-1e9, "yyyy", "-1e+09"),
        (7, "General", "7"),
        (7, '"only text"', "only text"),
    ],
)
def test_patterns(value: float, pattern: str, shown: str) -> None:
    assert format_number(value, {"type": "NUMBER", "pattern": pattern}) == shown


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("PERCENT", "50.00%"),
        ("CURRENCY", "$0.50"),
        ("NUMBER", "0.50"),
        ("DATE", "12/30/1899"),
        ("TIME", "12:00:00 PM"),
        ("TEXT", "0.5"),
    ],
)
def test_a_format_without_pattern_has_its_standard_one(kind: str, shown: str) -> None:
    assert format_number(0.5, {"type": kind}) == shown


def test_texts_are_only_changed_by_an_at_sign() -> None:
    assert format_text("x", {"type": "NUMBER", "pattern": "0.00"}) == "x"
    assert format_text("x", {"type": "TEXT", "pattern": "@"}) == "x"
    assert format_text("x", {"type": "TEXT", "pattern": '0;0;0;"<"@">"'}) == "<x>"


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_date_that_is_shown_is_read_back(day: dt.date) -> None:
    shown = format_number(serial(day), {"type": "DATE", "pattern": "yyyy-mm-dd"})
    assert shown == day.isoformat()
    assert read_entry(shown, TODAY)[0] == serial(day)


@given(
    st.floats(min_value=-1e14, max_value=1e14),
    st.sampled_from(["0.00", "#,##0.0", "0%", "0.00E+00", "# ?/?", "yyyy-mm-dd hh:mm"]),
)
def test_any_number_is_shown_somehow(value: float, pattern: str) -> None:
    assert format_number(value, {"type": "NUMBER", "pattern": pattern})


@given(st.integers(-(10**14), 10**14))
def test_grouped_integers_are_read_back(value: int) -> None:
    assert read_entry(f"{value:,}", TODAY)[0] == value


@given(st.text(max_size=20))
def test_any_text_is_read_as_something(text: str) -> None:
    value, _ = read_entry(text, TODAY)
    assert value is None if not text else value is not None


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("3/31", serial(TODAY)),
        ("Jan 5", serial(dt.date(2026, 1, 5))),
        ("5-Jan-21", serial(dt.date(2021, 1, 5))),
        ("1/1/99", serial(dt.date(1999, 1, 1))),
    ],
)
def test_dates_are_completed(typed: str, value: int) -> None:
    assert read_entry(typed, TODAY)[0] == value


def test_times_beyond_a_day_are_durations() -> None:
    assert read_entry("36:00", TODAY) == (1.5, {"type": "TIME", "pattern": "[h]:mm:ss"})
    assert moment(1.5) == dt.datetime(1899, 12, 31, 12, 0)
