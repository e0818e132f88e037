"""Numbers, dates and times as a sheet shows them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.localsheets.grid.date_format import moment, serial
from okrsdk.localsheets.grid.number_format import automatic, format_number, format_text
from okrsdk.localsheets.grid.typed_values import read_entry

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
        (5551234, "000-0000", "555-1234"),
        (123456789, "000-00-0000", "123-45-6789"),
        (5, "0,000", "0,005"),
        (1234567, "#,###", "1,234,567"),
        (12.34, "000.0#", "012.34"),
        (12, "#.0#", "12.0"),
        (3.5, "0.0??", "3.5  "),
        (5, "??0", "  5"),
        (12345.125, "####.#", "12345.1"),
        (1234500000, "0.00e+00", "1.23e+09"),
        (12345, "##0.0E+0", "12.3E+3"),
        (2.5, "# ?/?", "2.5"),
        (99.95, '_("$"* #,##0.00_)', " $ 99.95 "),
        (-23.45, r'_("$"* #,##0.00_);_("$"* \(#,##0.00\)', " $ (23.45)"),
        (5, "[Color5]0", "5"),
        (5, "[$USD] 0", "USD 5"),
        (1234.5, '0.00 "€"', "1234.50 €"),
        (-3, '[<0]"minus";"plus"', "minus"),
        (0, "#", ""),
        (43831.25, "h a/p", "6 a"),
        (43831.75, "h A/P", "6 P"),
        (43831.25, "hh:mm AM/PM", "06:00 AM"),
        (43831.5, "yyyy M", "2020 1"),
        (43831.5, 'd "de" mmmm', "1 de January"),
        (43831.0001, "s.000", "8.640"),
        (-1.5, "[hh]:mm", "-36:00"),
        (0.5, "[mm]", "720"),
        (0.5, "General%", "0.5%"),
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
    assert format_text("x", {"type": "NUMBER", "pattern": '0;0;0;"text"'}) == "text"


@given(st.dates(min_value=dt.date(1, 1, 1)))
def test_every_date_that_is_shown_is_read_back(day: dt.date) -> None:
    shown = format_number(serial(day), {"type": "DATE", "pattern": "yyyy-mm-dd"})
    assert shown == day.isoformat()
    assert read_entry(shown, TODAY)[0] == serial(day)


@given(
    st.floats(min_value=-1e14, max_value=1e14),
    st.sampled_from(["0.00", "#,##0.0", "0%", "0.00E+00", "yyyy-mm-dd hh:mm"]),
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


@pytest.mark.parametrize(
    ("typed", "value", "shown_as"),
    [
        ("1234.5", 1234.5, None),
        ("1,234.5", 1234.5, ("NUMBER", "#,##0.00")),
        ("1,23", "1,23", None),
        (".5", 0.5, None),
        ("5%", 0.05, ("PERCENT", "0%")),
        ("5.5 %", 0.055, ("PERCENT", "0.00%")),
        ("$5", 5, ("CURRENCY", '"$"#,##0')),
        ("-$5.50", -5.5, ("CURRENCY", '"$"#,##0.00')),
        ("($5)", -5, ("CURRENCY", '"$"#,##0')),
        ("€5", 5, ("CURRENCY", "[$€]#,##0")),
        ("£5.10", 5.1, ("CURRENCY", "[$£]#,##0.00")),
        ("¥500", 500, ("CURRENCY", "[$¥]#,##0")),
        ("(5.25)", -5.25, None),
        ("1e5", 100000, ("SCIENTIFIC", "0.00E+00")),
        ("1:30", 0.0625, ("TIME", "h:mm")),
        ("1:30 PM", 0.5625, ("TIME", "h:mm am/pm")),
        ("26:00", 26 / 24, ("TIME", "[h]:mm:ss")),
        ("2026-03-31", serial(TODAY), ("DATE", "yyyy-mm-dd")),
        ("3/31/2026 6:00 PM", serial(TODAY) + 0.75, ("DATE_TIME", "m/d/yyyy h:mm am/pm")),
        ("31.3.2026", "31.3.2026", None),
        ("true", True, None),
        ("'007", "007", None),
        ("'=1", "=1", None),
        ("=1+1", "=1+1", None),
        ("+49 30 1234", "=+49 30 1234", None),
        ("+5", 5, None),
        ("12 m", "12 m", None),
        ("may", "may", None),
    ],
)
def test_what_is_typed_is_typed(typed: str, value: object, shown_as: tuple[str, str] | None) -> None:
    found, brought = read_entry(typed, TODAY)
    assert found == value
    assert (brought and (brought["type"], brought["pattern"])) == shown_as
