"""Amounts in sentences: what counts as one, its value, unit and bound."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.language.numbers import amounts

D = Decimal


def told(text):
    return [(amount.value, amount.unit, amount.bound) for amount in amounts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$1.2M", (D("1200000"), "$", "")),
        ("€ 40k", (D(40_000), "EUR", "")),
        ("<2%", (D(2), "%", "<")),
        ("≥ 99.9 %", (D("99.9"), "%", ">=")),
        ("2x", (D(2), "x", "")),
        ("1,234.5 units", (D("1234.5"), "", "")),
        ("1.234,5 units", (D("1234.5"), "", "")),
        ("10 000 visits", (D(10_000), "", "")),
        ("0,5 %", (D("0.5"), "%", "")),
        ("3 million users", (D(3_000_000), "", "")),
        ("40 percent", (D(40), "%", "")),
        ("72h", (D(72), "hours", "")),
        ("5 minutes", (D(5), "minutes", "")),
        ("250ms", (D(250), "ms", "")),
        ("10+ calls", (D(10), "", ">=")),
        ("8/quarter", (D(8), "/quarter", "")),
        ("three mentions", (D(3), "", "")),
        ("a dozen partners", (D(12), "", "")),
        ("double the sign-ups", (D(2), "x", "")),
        ("15 points", (D(15), "points", "")),
        ("-5 degrees", (D(-5), "degrees", "")),
        ("from X", (None, "", "")),
        ("$X of pipeline", (None, "$", "")),
        ("TBD customers", (None, "", "")),
    ],
)
def test_an_amount_has_value_unit_and_bound(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "P1 tickets",
        "tier 2 support",
        "Q4 results of FY22",
        "SOC 2 and ISO 27001",
        "support 24/7",
        "by March 7",
        "by end of 2026",
        "2026-03-31",
        "B2B sales",
        "version 3",
        "Fortune 500 companies",
        "no one at all",
        "XML files",
        "one of the best",
        "June 30",
        "",
    ],
)
def test_a_name_or_date_with_a_digit_is_no_amount(text):
    assert amounts(text) == ()


def test_a_range_closes_with_its_second_amount():
    first, second = amounts("4-5x growth")
    assert (first.value, first.is_range_end) == (D(4), False)
    assert (second.value, second.is_range_end) == (D(5), True)


def test_spans_point_at_what_is_written():
    text = "Grow MRR from $1.2M to 2 million by Q4"
    assert [amount.span.of(text).strip() for amount in amounts(text)] == ["$1.2M", "2 million"]
