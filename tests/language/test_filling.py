"""Columns filled from a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.language.filling import filled
from okrsdk.model import Cycle, KeyResult, Kind

D = Decimal


def test_blank_columns_take_what_the_words_say():
    key_result = filled(
        KeyResult(text="Reduce wait time on calls from 5 minutes to 2 minutes by Q2"), cycle=Cycle.parse("2026-Q1")
    )
    assert key_result == KeyResult(
        text=key_result.text,
        metric="wait time on calls",
        unit="minutes",
        kind=Kind.DECREASE,
        baseline=D(5),
        target=D(2),
        due=date(2026, 6, 30),
    )


def test_percentages_become_shares():
    key_result = filled(KeyResult(text="Raise the close rate from 20 to 25%"))
    assert (key_result.baseline, key_result.target, key_result.unit) == (D("0.2"), D("0.25"), "%")


def test_a_range_fills_both_bounds():
    key_result = filled(KeyResult(text="Keep utilisation between 70% and 85%"))
    assert (key_result.kind, key_result.baseline, key_result.target) == (Kind.BETWEEN, D("0.7"), D("0.85"))


def test_what_a_person_set_stays():
    by_hand = KeyResult(text="Reduce complaints from 9 to 5", target=D(4), metric="Complaints", unit="a month")
    key_result = filled(by_hand)
    assert (key_result.target, key_result.metric, key_result.unit) == (D(4), "Complaints", "a month")
    assert (key_result.baseline, key_result.kind) == (D(9), Kind.INCREASE)


def test_what_is_not_understood_stays_blank():
    assert filled(KeyResult(text="Win the trust of families")) == KeyResult(text="Win the trust of families")
    assert filled(KeyResult(text="Raise conversion from X to Y")).target is None


@pytest.mark.parametrize(
    ("text", "cycle", "day"),
    [
        ("Calls from 2 to 5 by March 31", "2026-Q1", date(2026, 3, 31)),
        ("Calls from 2 to 5 by 15 November", "2026-Q4", date(2026, 11, 15)),
        ("Calls from 2 to 5 by November 15", "2026-Q1", None),
        ("Calls from 2 to 5 by June 30", "2026", date(2026, 6, 30)),
        ("Calls from 2 to 5 by Q4", "2026-Q4", date(2026, 12, 31)),
        ("Calls from 2 to 5 by Q1", "2026-Q4", None),
    ],
)
def test_a_date_without_a_year_is_the_one_in_the_cycle_or_none(text, cycle, day):
    assert filled(KeyResult(text=text), cycle=Cycle.parse(cycle)).due == day
