"""The parser of key-result sentences: every part with its place, nothing guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from okrsdk.language.direction import Direction
from okrsdk.language.sentence import parse_key_result
from okrsdk.model import Kind
from tests.present import present

D = Decimal


def value(amount):
    return None if amount is None else amount.value


CASES = [
    # text, metric, baseline, target, unit, kind
    ("Increase monthly trial sign-ups from 100 to 200 by Q4", "monthly trial sign-ups", 100, 200, "", Kind.INCREASE),
    (
        "Reduce average wait time on calls from 5 minutes to 2 minutes",
        "average wait time on calls",
        5,
        2,
        "minutes",
        Kind.DECREASE,
    ),
    ("NPS of 40 (up from 25)", "NPS", 25, 40, "", Kind.INCREASE),
    ("at least three new press mentions", "press mentions", None, 3, "", Kind.AT_LEAST),
    ("$1.2M", None, None, 1_200_000, "$", None),
    ("<2%", None, None, 2, "%", Kind.AT_MOST),
    ("≥ 99.9 %", None, None, D("99.9"), "%", Kind.AT_LEAST),
    ("Developer NPS 42 → 60", "Developer NPS", 42, 60, "", Kind.INCREASE),
    ("Achieve eNPS of 60+ (currently 35)", "eNPS", 35, 60, "", Kind.INCREASE),
    ("Keep churn below 3%", "churn", None, 3, "%", Kind.AT_MOST),
    ("Resolve 85% of cases within 8 hours", "cases", None, 85, "%", None),
    ("Occupancy of 85% (72% last year)", "Occupancy", None, 85, "%", None),
    ("Reduce recovery time from 2 hours to 30 minutes", "recovery time", 2, 30, "hours", Kind.DECREASE),
    ("Achieve $196 cost per acquisition or less", "cost per acquisition", None, 196, "$", None),
    ("Increase trials to 90", "trials", None, 90, "", Kind.INCREASE),
    ("Rating between 4 and 5", "Rating", None, 5, "", Kind.BETWEEN),
    ("Raise lead conversion from X to Y", "lead conversion", None, None, "", Kind.INCREASE),
    ("Win the trust of families", None, None, None, "", None),
]


@pytest.mark.parametrize(("text", "metric", "baseline", "target", "unit", "kind"), CASES, ids=[c[0] for c in CASES])
def test_a_sentence_is_taken_apart(text, metric, baseline, target, unit, kind):
    said = parse_key_result(text)
    assert (said.metric.of(text) if said.metric else None) == metric
    assert (value(said.baseline), value(said.target)) == (baseline, target)
    assert (said.unit, said.kind) == (unit, kind)


@pytest.mark.parametrize(
    ("text", "change", "unit"),
    [
        ("Gain 20% more qualified leads", 20, "%"),
        ("Increase conversion by 15%", 15, "%"),
        ("Branded search up 30% by end of Q3", 30, "%"),
        ("2x weekly activation", 2, "x"),
        ("Double the sign-ups", 2, "x"),
        ("Raise first-call resolution by 15 points", 15, "points"),
    ],
)
def test_a_relative_change_is_no_target(text, change, unit):
    said = parse_key_result(text)
    assert (value(said.change), present(said.change).unit, said.target) == (change, unit, None)


def test_amounts_of_different_units_are_not_paired():
    said = parse_key_result("Achieve a score of 85% for accounts of mid-size (currently $60)")
    assert said.baseline is None


def test_times_in_different_units_are_compared_by_length():
    assert parse_key_result("Lead time from 3 days to 12 hours").kind is Kind.DECREASE


def test_minutes_and_seconds_that_are_no_round_minutes_are_seconds():
    said = parse_key_result("Cut call time from 5:30 minutes to 1:10 minutes")
    assert (said.start_value, said.target_value, said.unit) == (D(330), D(70), "seconds")


def test_baseline_and_target_of_different_measures_are_not_paired():
    said = parse_key_result("Move from 5 hours to 3 %")
    assert (said.start_value, said.target_value, said.unit) == (None, D(3), "%")


def test_a_time_of_day_is_no_number():
    said = parse_key_result("Answer 9 of 10 letters by 10am")
    assert [(amount.value, amount.whole) for amount in said.amounts] == [(D(9), D(10))]


def test_words_and_numbers_that_disagree_leave_the_kind_open():
    said = parse_key_result("Reduce complaints from 5 to 9")
    assert (said.direction, said.kind) == (Direction.DOWN, None)


def test_of_a_range_both_ends_are_kept():
    said = parse_key_result("Keep utilisation between 70% and 85%")
    assert (value(said.lower), value(said.target)) == (70, 85)


def test_the_date_is_no_amount():
    said = parse_key_result("Reach 40 by March 7, 2026")
    assert [amount.value for amount in said.amounts] == [40]
    assert str(present(said.due).day) == "2026-03-07"


def test_of_a_pasted_page_only_the_beginning_is_read():
    said = parse_key_result("Reach 40 customers " + "1 " * 10_000)
    assert len(said.text) == 1_000
    assert present(said.target).value == 40
