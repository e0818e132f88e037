"""The check as a whole: order, policies, forms, and what it leaves alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import ConfigError
from okrsdk.findings import Severity
from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Kind, Objective, OkrSet, Status
from okrsdk.rules import AGENCY, CATALOGUE, COMPANY, STANDARD, TEAM, Form, Policy, check, policy_named

D = Decimal


def objective(number, text="Become the first choice of families in town", **fields):
    return Objective(id=f"O{number}", text=text, **fields)


def key_result(objective_number, number, text="Bookings from 100 to 140 a month", **fields):
    return KeyResult(id=f"O{objective_number}-KR{number}", objective_id=f"O{objective_number}", text=text, **fields)


def codes(findings):
    return [finding.code for finding in findings]


def test_an_empty_set_has_no_findings():
    assert check(OkrSet()) == ()


def test_findings_come_in_reading_order():
    okr_set = OkrSet(
        objectives=(objective(1, "Launch the app"),),
        key_results=(key_result(1, 1, "Release the app"), key_result(1, 2, "Keep 90%", baseline=D(9), target=D(9))),
    )
    found = [f for f in check(okr_set) if f.code in ("K201", "K221", "M301", "O101", "O115")]
    assert [(f.code, f.location.record) for f in found] == [
        ("O101", "O1"),
        ("O115", "O1"),
        ("K201", "O1-KR1"),
        ("M301", "O1-KR1"),
        ("K221", "O1-KR2"),
        ("M301", "O1-KR2"),
    ]


def test_replaced_and_dropped_key_results_are_not_judged():
    okr_set = OkrSet(
        objectives=(objective(1),),
        key_results=(
            key_result(1, 1, "Launch the app", status=Status.REPLACED),
            key_result(1, 2, "Launch the shop", status=Status.DROPPED),
        ),
    )
    assert {code for code in codes(check(okr_set)) if code[0] in "KM"} == set()


def test_key_results_of_a_dropped_objective_are_not_judged():
    okr_set = OkrSet(
        objectives=(objective(1, status=Status.DROPPED),), key_results=(key_result(1, 1, "Launch the app"),)
    )
    assert check(okr_set) == ()


@pytest.mark.parametrize(("policy", "limit"), [(STANDARD, 4), (AGENCY, 4), (COMPANY, 3), (TEAM, 3)])
def test_the_count_of_objectives_is_the_policys(policy, limit):
    texts = ("Win the north", "Win the south", "Win the west", "Win the east", "Win the islands")
    at_limit = OkrSet(objectives=tuple(objective(n, text) for n, text in enumerate(texts[:limit], 1)))
    beyond = OkrSet(objectives=tuple(objective(n, text) for n, text in enumerate(texts[: limit + 1], 1)))
    assert "O110" not in codes(check(at_limit, policy=policy))
    assert "O110" in codes(check(beyond, policy=policy))


def test_two_key_results_are_enough_for_the_standard_and_too_few_for_a_team():
    okr_set = OkrSet(objectives=(objective(1),), key_results=(key_result(1, 1), key_result(1, 2, "Rating from 4 to 5")))
    assert "O112" not in codes(check(okr_set, policy=STANDARD))
    assert "O112" in codes(check(okr_set, policy=TEAM))


def test_policy_names_fold_case_and_blank_is_the_default():
    assert policy_named(" Agency ") is AGENCY
    assert policy_named("") is STANDARD


def test_an_unknown_policy_is_a_clear_error():
    with pytest.raises(ConfigError, match="standard, agency, company, team"):
        policy_named("strict")


def test_a_policy_selects_ignores_and_weighs_rules():
    okr_set = OkrSet(objectives=(objective(1, "Launch the app by 40%"),))
    selected = Policy(name="own", why="", select=("O10",), ignore=("O102",), severities={"O101": Severity.INFO})
    assert [(f.code, f.severity) for f in check(okr_set, policy=selected)] == [("O101", Severity.INFO)]


def test_text_alone_is_not_asked_for_columns():
    okr_set = OkrSet(objectives=(objective(1),), key_results=(key_result(1, 1), key_result(1, 2, "Rating from 4 to 5")))
    assert "M301" in codes(check(okr_set))
    assert check(okr_set, form=Form.TEXT) == ()


def test_without_a_day_the_cycle_has_no_signals():
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(objective(1),),
        key_results=(key_result(1, 1),),
        check_ins=(CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", confidence=D("0.1")),),
    )
    assert "C501" in codes(check(okr_set, on=date(2026, 2, 10)))
    assert "C501" not in codes(check(okr_set))


def test_a_check_in_after_the_day_asked_about_is_not_known_yet():
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(objective(1),),
        key_results=(key_result(1, 1),),
        check_ins=(CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", confidence=D("0.1")),),
    )
    assert "C501" not in codes(check(okr_set, on=date(2026, 2, 8)))


@pytest.mark.parametrize(
    ("sale", "lifetime", "cost", "is_found"),
    [
        (800, None, 100, False),
        (1000, None, 100, False),
        (500, None, 100, True),
        (400, None, 100, True),
        (None, 72_000, 196, False),
        (1000, 72_000, 196, False),
        (1000, None, 196, True),
        (None, None, 100_000, False),
    ],
)
def test_cost_per_acquisition_is_weighed_against_what_a_customer_is_worth(sale, lifetime, cost, is_found):
    client = Client(average_sale=sale and D(sale), lifetime_value=lifetime and D(lifetime))
    wanted = key_result(1, 1, "CPA of the search campaigns", kind=Kind.AT_MOST, unit="$", target=D(cost))
    found = codes(check(OkrSet(client=client, objectives=(objective(1),), key_results=(wanted,))))
    assert ("M311" in found) is is_found


def test_capacity_counts_for_the_whole_cycle_unless_the_target_is_a_months():
    client = Client(monthly_capacity=D(80), capacity_unit="Jobs")
    quarter = key_result(1, 1, "Booked jobs from 180 to 235", baseline=D(180), target=D(235), unit="job")
    month = key_result(1, 2, "Jobs booked per month from 60 to 90", baseline=D(60), target=D(90), unit="jobs")
    found = check(
        OkrSet(client=client, cycle=Cycle.parse("2026-Q1"), objectives=(objective(1),), key_results=(quarter, month))
    )
    assert [f.location.record for f in found if f.code == "M313"] == ["O1-KR2"]


def test_every_rule_is_asked_by_the_check():
    for rule in CATALOGUE:
        example = rule.meta.bad
        assert rule.code in codes(check(example.okr_set, on=example.on)), rule.code
