"""KPIs apart from key results, both ways; challenges that are answered, under the policy that asks."""

from dataclasses import replace
from decimal import Decimal

import pytest

from okrsdk.model import Client, KeyResult, Kind, Objective, OkrSet, StrategyEntry, StrategyPart
from okrsdk.rules import check

NO_SHOWS = StrategyEntry(
    part=StrategyPart.KPI, text="No-show rate", healthy_to=Decimal(8), current=Decimal(6), unit="%"
)
WINTER = StrategyEntry(id="C1", part=StrategyPart.CHALLENGE, text="Half of the chairs are empty in winter")
QUIET = Objective(id="O1", text="Fill the quiet months")
OF_STRATEGY = tuple(f"A{number}" for number in range(412, 419))


def found(*strategy, objectives=(QUIET,), key_results=(), policy=""):
    okr_set = OkrSet(client=Client(policy=policy), objectives=objectives, key_results=key_results, strategy=strategy)
    return [(one.code, one.location.position, one.location.field) for one in check(okr_set) if one.code in OF_STRATEGY]


def key_result(text, kind, baseline, target, metric=""):
    start, end = (None if one is None else Decimal(one) for one in (baseline, target))
    return KeyResult(
        id="O1-KR1", objective_id="O1", text=text, kind=kind, metric=metric, unit="%", baseline=start, target=end
    )


@pytest.mark.parametrize(
    ("own", "now", "codes"),
    [
        (key_result("No-show rate at most 8%", Kind.AT_MOST, None, 8), 6, ["A414"]),
        (key_result("Keep the no-show rate at 6%", Kind.AT_MOST, 6, 6), 6, ["A414"]),
        (key_result("Patients who come", Kind.BETWEEN, 3, 8, "No-show rate"), 6, ["A414"]),
        (key_result("No-show rate at most 8%", Kind.AT_MOST, None, 8), 12, ["A413"]),
        (key_result("No-show rate at most 8%", Kind.AT_MOST, 12, 8), 6, []),
        (key_result("Lower the no-show rate from 6% to 3%", Kind.DECREASE, 6, 3), 6, ["A415"]),
        (key_result("Lower the no-show rate from 12% to 6%", Kind.DECREASE, 12, 6), 12, ["A413"]),
        (key_result("Lower the no-show rate of new patients from 6% to 3%", Kind.DECREASE, 6, 3), 6, []),
        (key_result("Bookings in January from 20 to 45", Kind.INCREASE, 20, 45), 6, []),
    ],
)
def test_a_key_result_that_keeps_a_kpi_is_one_and_one_that_cures_it_is_not(own, now, codes):
    kpi = replace(NO_SHOWS, current=Decimal(now))
    assert [code for code, _, _ in found(kpi, key_results=(own,))] == codes


def test_the_eleventh_kpi_is_one_too_many_unless_a_policy_says_otherwise():
    kpis = [replace(NO_SHOWS, text=f"Waiting time, site {number}") for number in range(11)]
    assert found(WINTER, *kpis) == [("A412", 11, "text")]
    assert found(WINTER, *kpis[:10]) == []
    assert found(*kpis, policy="standard max_kpis=11") == []


def test_a_range_the_wrong_way_round_or_on_two_scales_is_asked_about_and_never_told_as_ill():
    reversed_range = replace(NO_SHOWS, healthy_from=Decimal(20))
    mixed = replace(NO_SHOWS, healthy_to=Decimal("0.08"))
    blank = replace(NO_SHOWS, healthy_to=None)
    assert found(reversed_range, mixed, blank) == [("A418", place, "healthy_from") for place in range(3)]
    assert found(replace(blank, current=None)) == []


def test_challenges_and_objectives_are_matched_under_the_company_policy_alone():
    assert found(WINTER) == []
    assert found(WINTER, policy="company") == [("A416", 0, "challenge"), ("A417", 0, "text")]
    assert found(WINTER, policy="team A417=info") == [("A417", 0, "text")]
    assert found(WINTER, policy="company -A417") == [("A416", 0, "challenge")]


def test_an_objective_answers_a_challenge_by_id_or_by_its_words():
    for said in ("c1", "half of the chairs are empty in winter"):
        assert found(WINTER, objectives=(replace(QUIET, challenge=said),), policy="company") == []


def test_without_a_challenge_that_says_something_no_objective_is_asked_and_without_objectives_no_challenge():
    assert found(replace(WINTER, text=""), NO_SHOWS, policy="company") == []
    assert found(WINTER, objectives=(), policy="company") == []
