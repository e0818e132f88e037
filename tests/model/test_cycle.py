from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.model import Cycle, Month


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


@pytest.mark.parametrize("text", ["", "Q1", "2026-Q5", "2026-H3", "spring 2026", "0000-Q1", "2026-Q1-Q2"])
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


@pytest.mark.parametrize(
    ("text", "name", "start", "end"),
    [
        ("Q3 2027", "2027-Q3", date(2027, 7, 1), date(2027, 9, 30)),
        ("2Q27", "2027-Q2", date(2027, 4, 1), date(2027, 6, 30)),
        ("Q4 '26", "2026-Q4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2nd half 2027", "2027-H2", date(2027, 7, 1), date(2027, 12, 31)),
        ("Quarter 2, 2027", "2027-Q2", date(2027, 4, 1), date(2027, 6, 30)),
        ("February 2028", "2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("09/2027", "2027-09", date(2027, 9, 1), date(2027, 9, 30)),
        ("2027-05-10 to 2027-06-20", "2027-05-10 to 2027-06-20", date(2027, 5, 10), date(2027, 6, 20)),
        ("10 May – 20 June 2027", "2027-05-10 to 2027-06-20", date(2027, 5, 10), date(2027, 6, 20)),
        ("10.05.2027 - 20.06.2027", "2027-05-10 to 2027-06-20", date(2027, 5, 10), date(2027, 6, 20)),
        ("Apr–Jun 2027", "2027-Q2", date(2027, 4, 1), date(2027, 6, 30)),
        ("Dec - Feb 2027", "2026-12-01 to 2027-02-28", date(2026, 12, 1), date(2027, 2, 28)),
        ("2027-01-01/2027-12-31", "2027", date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_a_cycle_is_understood_as_people_write_it_and_has_one_name(text, name, start, end):
    assert Cycle.parse(text) == Cycle(name=name, start=start, end=end)
    assert Cycle.parse(name) == Cycle.parse(text)


@pytest.mark.parametrize(
    ("text", "starts", "name", "start", "end"),
    [
        ("FY27-Q1", Month.APRIL, "FY27-Q1", date(2026, 4, 1), date(2026, 6, 30)),
        ("Q4 FY2027", Month.APRIL, "FY27-Q4", date(2027, 1, 1), date(2027, 3, 31)),
        ("FY26/27 H2", Month.JULY, "FY27-H2", date(2027, 1, 1), date(2027, 6, 30)),
        ("fy27", Month.OCTOBER, "FY27", date(2026, 10, 1), date(2027, 9, 30)),
        ("FY27Q3", Month.JANUARY, "FY27-Q3", date(2027, 7, 1), date(2027, 9, 30)),
    ],
)
def test_a_part_of_a_fiscal_year_is_counted_from_the_month_in_which_that_starts(text, starts, name, start, end):
    assert Cycle.parse(text, fiscal_year_starts=starts) == Cycle(name=name, start=start, end=end)


def test_a_fiscal_year_without_its_start_is_refused_with_where_to_say_it():
    with pytest.raises(ValueError, match="Fiscal year starts"):
        Cycle.parse("FY27-Q1")


@pytest.mark.parametrize(
    "text", ["2027-05-10", "2027-06-20 to 2027-05-10", "30 Feb 2027 to 1 Mar 2027", "FY27-Q5", "Q1"]
)
def test_one_day_days_in_the_wrong_order_and_days_that_never_come_are_no_cycle(text):
    with pytest.raises(ValueError, match="is not a cycle"):
        Cycle.parse(text, fiscal_year_starts=Month.MAY)


@given(first=st.dates(), length=st.integers(0, 800))
def test_a_cycle_of_two_days_comes_back_by_its_name(first, length):
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    cycle = Cycle.parse(f"{first} to {last}")
    assert (cycle.start, cycle.end) == (first, last)
    assert Cycle.parse(cycle.name) == cycle
    assert cycle.weeks >= 1
