"""What a value that was read comes to: people come first, and where nothing changed nothing is added."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.cycle import RefreshOutcome, refreshed_value, unread_value
from okrsdk.model import CheckIn, Cycle, KeyResult, OkrSet, Reading, automatic_author

ON = date(2026, 2, 16)
YESTERDAY = ON - timedelta(days=1)
CALLS = KeyResult(id="O1-KR1", text="Calls", baseline=Decimal(64), target=Decimal(110))
CHECKED_IN, UNCHANGED, KEPT, TYPED, DOUBTFUL, UNREAD = RefreshOutcome


def read(value, as_of=ON, source="csv"):
    return Reading(value=Decimal(value), as_of=as_of, source=source)


def said(value, day, by="Kim"):
    return CheckIn(day=day, key_result_id="O1-KR1", value=Decimal(value), by=by)


def told(value, day):
    return said(value, day, automatic_author("csv"))


def refreshed(reading, *check_ins, current=None, **options):
    key_result = replace(CALLS, current=None if current is None else Decimal(current))
    okr_set = OkrSet(cycle=Cycle.parse("2026-Q1"), key_results=(key_result,), check_ins=check_ins)
    return refreshed_value(okr_set, key_result, reading, on=ON, **options)


def test_a_value_becomes_a_check_in_of_its_own_day_that_says_whence_it_came():
    found = refreshed(read("80", YESTERDAY), said("70", date(2026, 2, 9)), current="70")
    assert (found.outcome, found.before) == (CHECKED_IN, Decimal(70))
    assert found.check_in == CheckIn(day=YESTERDAY, key_result_id="O1-KR1", value=Decimal(80), by="okrsdk (csv)")
    assert not found.needs_people
    strange = refreshed(read("80", source=" my (own)\nsource "))
    assert strange.check_in is not None
    assert strange.check_in.by == "okrsdk (my own source)"
    assert strange.check_in.is_automatic


@pytest.mark.parametrize(
    ("check_ins", "as_of", "outcome"),
    [
        ([told("80", YESTERDAY)], ON, UNCHANGED),
        ([said("80", YESTERDAY)], ON, UNCHANGED),
        ([told("80", ON - timedelta(days=6))], ON, UNCHANGED),
        ([told("80", ON - timedelta(days=7))], ON, CHECKED_IN),  # once a week it is on record that it stayed
        ([told("80", YESTERDAY)], YESTERDAY, UNCHANGED),
        ([told("79", YESTERDAY)], YESTERDAY, CHECKED_IN),  # the source mended what it had said of that day
        ([told("79", ON)], YESTERDAY, KEPT),
    ],
)
def test_no_row_is_added_where_nothing_changed(check_ins, as_of, outcome):
    found = refreshed(read("80", as_of), *check_ins, current=check_ins[-1].value)
    assert found.outcome is outcome
    assert (found.check_in is not None) is (outcome is CHECKED_IN)


@pytest.mark.parametrize(
    ("check_ins", "as_of", "outcome"),
    [
        ([said("75", ON)], YESTERDAY, KEPT),
        ([said("75", ON)], ON, KEPT),
        ([said("75", YESTERDAY)], ON, CHECKED_IN),
        ([told("75", ON), said("76", ON)], ON, KEPT),
        ([said("76", ON), told("75", ON)], ON, KEPT),
        ([replace(said("75", ON), value=None, confidence=Decimal("0.5"))], ON, CHECKED_IN),  # a rating alone
    ],
)
def test_what_a_person_said_that_day_or_later_stays(check_ins, as_of, outcome):
    assert refreshed(read("80", as_of), *check_ins, current=check_ins[-1].value).outcome is outcome


@pytest.mark.parametrize(
    ("check_ins", "current", "as_of", "outcome"),
    [
        ([], "70", YESTERDAY, TYPED),  # typed some day, perhaps today
        ([], "64", YESTERDAY, CHECKED_IN),  # the baseline is no news
        ([], "80", YESTERDAY, CHECKED_IN),  # the same: now it has a day
        ([], "70", ON, CHECKED_IN),
        ([told("75", date(2026, 2, 9))], "70", YESTERDAY, TYPED),
        ([told("75", date(2026, 2, 9))], "70", ON, CHECKED_IN),
        ([told("80", ON)], "70", ON, TYPED),  # typed over what was read today
    ],
)
def test_what_was_typed_into_current_stays_where_it_may_be_newer(check_ins, current, as_of, outcome):
    found = refreshed(read("80", as_of), *check_ins, current=current)
    assert found.outcome is outcome
    if outcome is CHECKED_IN and current == "70":
        assert found.check_in is not None
        assert found.check_in.changed == "Current held 70, without a day."


def test_a_formula_in_current_was_not_typed():
    assert refreshed(read("80", YESTERDAY), current="70", is_current_formula=True).outcome is CHECKED_IN


def test_a_value_far_off_the_way_waits_for_people():
    found = refreshed(read("80000"), told("80", YESTERDAY), current="80")
    assert (found.outcome, found.check_in, found.needs_people) == (DOUBTFUL, None, True)
    assert found.doubt is not None
    assert found.doubt.meant == Decimal(80)
    assert refreshed(read("8000"), current="80", save_doubtful=True).outcome is CHECKED_IN
    assert refreshed(read("8100"), told("8000", YESTERDAY), current="8000").outcome is CHECKED_IN


def test_a_step_back_is_what_a_source_may_measure():
    assert refreshed(read("66"), told("100", YESTERDAY), current="100").outcome is CHECKED_IN


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (read("80", ON + timedelta(days=1)), "a day to come (today is 2026-02-16). Is it a plan?"),
        (read("80", date(2025, 12, 31)), "before the cycle 2026-Q1"),
        (read("NaN"), "no number that a key result can have"),
        (read("-1e16"), "no number that a key result can have"),
    ],
)
def test_what_cannot_be_is_not_taken(reading, words):
    found = refreshed(reading, current="70")
    assert (found.outcome, found.before, found.check_in) == (UNREAD, Decimal(70), None)
    assert words in found.problem


def test_no_value_is_never_0():
    okr_set = OkrSet(key_results=(CALLS,), check_ins=(said("70", YESTERDAY),))
    found = unread_value(okr_set, CALLS, "No answer.", on=ON)
    assert (found.outcome, found.before, found.check_in, found.problem) == (UNREAD, Decimal(70), None, "No answer.")


@given(
    value=st.integers(64, 110),
    days=st.lists(st.tuples(st.integers(0, 20), st.integers(64, 110), st.booleans()), max_size=5),
    age=st.integers(0, 20),
)
def test_what_was_written_is_written_once_and_nothing_of_a_later_day_is_touched(value, days, age):
    rows = [
        said(number, ON - timedelta(days=back), automatic_author("csv") if by_itself else "Kim")
        for back, number, by_itself in days
    ]
    newest = max(rows, key=lambda row: row.day, default=None)
    reading = read(value, ON - timedelta(days=age))
    found = refreshed(reading, *rows)
    if found.check_in is not None:
        assert newest is None or newest.day <= reading.as_of
        assert refreshed(reading, *rows, found.check_in, current=value).check_in is None
