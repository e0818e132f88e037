"""Values as a script types them."""

from datetime import date
from decimal import Decimal

import pytest

from sheets_addon.container_bound.typed import typed


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@x",
        "'quoted",
        "1-2",
        "March 2026",
        "TRUE",
        "vero",
        "45 %",
        "$5",
        " ",
        "a\n=b",
        "007",
        "O1-KR1x",
    ],
)
def test_what_people_wrote_is_typed_as_text(text):
    assert typed(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "green", "at_risk", "Overall score", "Needs attention", "O12", "Q1.2-KR3"])
def test_our_own_words_and_ids_are_typed_as_they_are(text):
    assert typed(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Decimal("0.70"), 0.7),
        (Decimal(3), 3),
        (0.25, 0.25),
        (True, True),
        (None, ""),
        (date(2026, 3, 31), "2026-03-31"),
    ],
)
def test_numbers_ticks_days_and_blanks_are_what_they_are(value, expected):
    assert typed(value) == expected
    assert type(typed(value)) is type(expected)
