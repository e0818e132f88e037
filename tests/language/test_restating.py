from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.language.filling import filled
from okrsdk.language.restating import restated
from okrsdk.model import KeyResult


def numbered(baseline, target):
    return KeyResult(
        baseline=None if baseline is None else Decimal(baseline), target=None if target is None else Decimal(target)
    )


@pytest.mark.parametrize(
    ("text", "before", "after", "restated_text"),
    [
        ("Grow weekly trials from 40 to 90", (40, 90), (60, 90), "Grow weekly trials from 60 to 90"),
        ("Grow weekly trials from 40 to 90", (40, 90), (40, 120), "Grow weekly trials from 40 to 120"),
        ("Grow weekly trials from 40 to 90", (40, 90), (60, 120), "Grow weekly trials from 60 to 120"),
        ("Raise revenue from $1,200 to $2,400", (1200, 2400), (1650, 2400), "Raise revenue from $1,650 to $2,400"),
        (
            "Grow MRR from $1.2M to $2M by Q4",
            (1_200_000, 2_000_000),
            (1_550_000, 2_000_000),
            "Grow MRR from $1.55M to $2M by Q4",
        ),
        (
            "Raise the close rate from 20% to 25%",
            ("0.2", "0.25"),
            ("0.225", "0.25"),
            "Raise the close rate from 22.5% to 25%",
        ),
        ("Raise the close rate from 20% to 25%", (20, 25), (22, 25), "Raise the close rate from 22% to 25%"),
        ("NPS of 40 (up from 25)", (25, 40), (31, 40), "NPS of 40 (up from 31)"),
        ("Reach 90 weekly trials", (40, 90), (60, 90), "Reach 90 weekly trials"),
        ("Reach 90 weekly trials", (40, 90), (40, 120), "Reach 120 weekly trials"),
        # What it says is not what the columns say, so nothing of it is touched.
        ("Grow weekly trials from 45 to 90", (40, 90), (60, 90), "Grow weekly trials from 45 to 90"),
        ("Go live in three countries", (0, 1), (0, 2), "Go live in three countries"),
    ],
)
def test_a_sentence_says_the_new_numbers_where_it_said_the_old_ones(text, before, after, restated_text):
    assert restated(text, numbered(*before), numbered(*after)) == restated_text


@given(st.integers(0, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_a_restated_sentence_is_read_with_the_new_numbers_or_is_as_it_was(baseline, target, value):
    text = f"Move weekly trials from {baseline:,} to {target:,}"
    new = restated(text, numbered(baseline, target), numbered(value, target))
    said = filled(KeyResult(text=new))
    assert new == text or (said.baseline, said.target) == (value, target)
