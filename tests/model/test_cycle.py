from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.model import Cycle


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("2026-Q1", "2026-Q1", date(2026, 1, 1), date(2026, 3, 31)),
        ("2026-q4", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        (" 2026 H1 ", "2026-H1", date(2026, 1, 1), date(2026, 6, 30)),
        ("2026H2", "2026-H2", date(2026, 7, 1), date(2026, 12, 31)),
        ("2024", "2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_cycle_is_named_by_year_and_part(text, name, start, end):
    assert Cycle.parse(text) == Cycle(name=name, start=start, end=end)


@pytest.mark.parametrize("text", ["", "Q1", "2026-Q5", "2026-H3", "26-Q1", "spring 2026", "0000-Q1", "2026-Q1-Q2"])
def test_what_is_no_cycle_is_refused_with_the_way_to_write_one(text):
    with pytest.raises(ValueError, match="Write a quarter"):
        Cycle.parse(text)


def test_a_quarter_has_thirteen_weeks_whatever_its_days():
    assert [Cycle.parse(f"2026-Q{q}").weeks for q in (1, 2, 3, 4)] == [13, 13, 13, 13]  # 90, 91, 92 and 92 days
    assert (Cycle.parse("2026-H1").weeks, Cycle.parse("2024").weeks) == (26, 52)


def test_a_week_has_seven_days_from_the_first_day_and_the_last_takes_those_that_remain():
    cycle = Cycle.parse("2026-Q4")  # 92 days: 13 weeks and one day
    assert cycle.weeks == 13
    assert cycle.week(date(2026, 10, 1)) == 1
    assert cycle.week(date(2026, 10, 7)) == 1
    assert cycle.week(date(2026, 10, 8)) == 2
    assert cycle.week(date(2026, 12, 31)) == 13


def test_days_outside_the_cycle_count_as_its_first_or_last_week():
    cycle = Cycle.parse("2026-Q1")
    assert cycle.week(date(2025, 12, 1)) == 1
    assert cycle.week(date(2026, 5, 1)) == 13


def test_elapsed_counts_a_day_at_its_end():
    cycle = Cycle.parse("2026-Q1")  # 90 days
    assert cycle.elapsed(date(2025, 12, 31)) == 0
    assert cycle.elapsed(date(2026, 1, 1)) == Fraction(1, 90)
    assert cycle.elapsed(date(2026, 2, 14)) == Fraction(1, 2)
    assert cycle.elapsed(date(2026, 3, 31)) == 1
    assert cycle.elapsed(date(2026, 4, 1)) == 1


def test_a_day_lies_in_the_cycle_from_its_first_to_its_last():
    cycle = Cycle.parse("2026-H1")
    assert date(2026, 1, 1) in cycle
    assert date(2026, 6, 30) in cycle
    assert date(2026, 7, 1) not in cycle


@given(year=st.integers(1, 9999), part=st.sampled_from(["", "-Q1", "-Q2", "-Q3", "-Q4", "-H1", "-H2"]))
def test_a_cycle_is_read_back_from_its_name(year, part):
    cycle = Cycle.parse(f"{year:04d}{part}")
    assert Cycle.parse(cycle.name) == cycle
    assert cycle.start <= cycle.end
    assert cycle.week(cycle.end) == cycle.weeks
