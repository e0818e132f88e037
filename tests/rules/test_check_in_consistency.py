"""Days and values of check-ins at their edges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn, Cycle, KeyResult, Objective, OkrSet
from okrsdk.rules import check

RULES = {"C511", "C512", "C513"}
ON = date(2026, 2, 20)


def found(*check_ins, current=None, on=ON):
    key_result = KeyResult(id="O1-KR1", objective_id="O1", text="Beds ready by noon from 40 to 90", current=current)
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text="Give every patient a bed without a wait"),),
        key_results=(key_result,),
        check_ins=tuple(CheckIn(day=day, key_result_id="O1-KR1", value=value) for day, value in check_ins),
    )
    return [finding for finding in check(okr_set, on=on) if finding.code in RULES]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2026, 2, 20), []),  # the day asked about itself
        (date(2026, 2, 21), ["C511"]),
        (date(2026, 1, 1), []),  # the first day of the cycle
        (date(2025, 12, 31), ["C512"]),
        (date(2027, 2, 10), ["C511"]),  # told once, though it is outside the cycle too
    ],
)
def test_a_check_in_is_of_a_day_of_the_cycle_that_has_come(day, codes):
    assert [finding.code for finding in found((day, Decimal(50)))] == codes


def test_after_the_cycle_only_its_own_days_count():
    (finding,) = found((date(2026, 4, 2), Decimal(50)), on=date(2026, 4, 10))
    assert (finding.code, finding.location.position, finding.location.field) == ("C512", 0, "day")
    assert "after the cycle 2026-Q1 (2026-01-01 to 2026-03-31)" in finding.message


@pytest.mark.parametrize(
    ("check_ins", "current", "disagree"),
    [
        ([(date(2026, 2, 12), Decimal(62))], Decimal(55), True),
        ([(date(2026, 2, 12), Decimal(55))], Decimal("55.0"), False),
        ([(date(2026, 2, 12), Decimal(62))], None, False),
        ([(date(2026, 2, 12), Decimal(55)), (date(2026, 2, 19), None)], Decimal(55), False),
        ([(date(2026, 2, 19), Decimal(55)), (date(2026, 2, 12), Decimal(62))], Decimal(55), False),
        ([(date(2026, 2, 12), Decimal(55)), (date(2026, 3, 12), Decimal(62))], Decimal(55), False),
    ],
    ids=["other value", "same value", "no current", "no value", "older differs", "not yet"],
)
def test_current_is_compared_with_the_latest_value_that_counts(check_ins, current, disagree):
    assert ("C513" in {finding.code for finding in found(*check_ins, current=current)}) is disagree
