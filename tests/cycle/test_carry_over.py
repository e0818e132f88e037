from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.cycle import carry_over, following_cycle
from okrsdk.model import (
    CheckIn,
    Client,
    Cycle,
    KeyResult,
    Kind,
    Month,
    Objective,
    OkrSet,
    Stage,
    Status,
    StrategyEntry,
    StrategyPart,
)

QUARTER = Cycle.parse("2026-Q1")
GOAL = Objective(id="O1", text="Make trying the product the natural first step", owner="Head of Growth")
TRIALS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Grow weekly trials from 40 to 90",
    unit="trials",
    baseline=Decimal(40),
    target=Decimal(90),
    current=Decimal(60),
    due=date(2026, 3, 31),
)


def carried(*key_results, objectives=(GOAL,), check_ins=()):
    okr_set = OkrSet(
        client=Client(name="Harbor Dental"),
        cycle=QUARTER,
        objectives=objectives,
        key_results=key_results,
        check_ins=check_ins,
    )
    return carry_over(assess(okr_set, on=date(2026, 4, 1), final=True))


def test_the_strategy_goes_on_whole_and_objectives_keep_the_challenge_that_they_answer():
    strategy = (
        StrategyEntry(id="C1", part=StrategyPart.CHALLENGE, text="Trials end before anyone has seen a result"),
        StrategyEntry(part=StrategyPart.KPI, text="Support backlog", healthy_to=Decimal(20), current=Decimal(31)),
    )
    goal = replace(GOAL, challenge="C1")
    ended = OkrSet(cycle=QUARTER, objectives=(goal,), key_results=(TRIALS,), strategy=strategy)
    following = carry_over(assess(ended, on=date(2026, 4, 1), final=True))
    assert (following.strategy, following.objectives) == (strategy, (goal,))


def test_what_was_not_reached_goes_on_from_where_it_is_in_words_too():
    following = carried(TRIALS)
    assert following.client.name == "Harbor Dental"
    assert following.cycle == Cycle.parse("2026-Q2")
    assert following.objectives == (GOAL,)
    assert following.key_results == (
        replace(TRIALS, text="Grow weekly trials from 60 to 90", baseline=Decimal(60), current=None, due=None),
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"current": Decimal(75)},  # 0.7 of the way: reached
        {"status": Status.DROPPED},
        {"status": Status.REPLACED, "replaced_by": "O1-KR2"},
    ],
)
def test_what_was_reached_replaced_or_dropped_does_not_go_on_nor_an_objective_with_nothing_left(changes):
    following = carried(replace(TRIALS, **changes))
    assert following.key_results == ()
    assert following.objectives == ()


def test_an_objective_that_has_no_key_results_yet_goes_on_and_one_that_was_dropped_does_not():
    blank, dropped = Objective(id="O2", text="Be found"), replace(GOAL, status=Status.DROPPED)
    assert carried(TRIALS, objectives=(dropped, blank)).objectives == (blank,)


def test_the_latest_check_in_is_the_baseline_where_current_is_blank():
    said = CheckIn(day=date(2026, 3, 20), key_result_id="O1-KR1", value=Decimal(55))
    (following,) = carried(replace(TRIALS, current=None), check_ins=(said,)).key_results
    assert following.baseline == 55
    (unknown,) = carried(replace(TRIALS, current=None)).key_results
    assert (unknown.baseline, unknown.text) == (TRIALS.baseline, TRIALS.text)


def test_stages_go_on_from_the_one_that_was_reached_and_a_later_day_stays_due():
    stages = (Stage(score=Decimal("0.3"), name="pilot signed"), Stage(score=Decimal(1), name="live"))
    pilot = replace(
        TRIALS,
        text="Go live with the partner",
        kind=Kind.STAGES,
        baseline=None,
        target=None,
        stages=stages,
        current=Decimal("0.3"),
        due=date(2026, 6, 15),
    )
    assert carried(pilot).key_results == (pilot,)


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("2026-Q4", "2027-Q1"),
        ("2026-H2", "2027-H1"),
        ("2026", "2027"),
        ("2027-12", "2028-01"),
        ("15 Jan 2026 – 31 Mar 2026", "2026-04-01 to 2026-06-15"),
    ],
)
def test_the_following_cycle_is_of_the_same_length(name, following):
    assert following_cycle(Cycle.parse(name)) == Cycle.parse(following)


@pytest.mark.parametrize(("name", "following"), [("FY26-Q4", "FY27-Q1"), ("FY26-H1", "FY26-H2"), ("FY2026", "FY2027")])
def test_the_following_quarter_of_a_fiscal_year_is_called_after_its_own_year(name, following):
    known = Cycle.parse(name, fiscal_year_starts=Month.FEBRUARY)
    assert following_cycle(known) == Cycle.parse(following, fiscal_year_starts=Month.FEBRUARY)


@given(
    st.lists(st.tuples(st.integers(-50, 200), st.sampled_from(Status)), max_size=6),
)
def test_what_goes_on_starts_at_a_score_of_0_and_nothing_else_is_lost(currents):
    key_results = [
        replace(TRIALS, id=f"O1-KR{place}", current=Decimal(value), status=status)
        for place, (value, status) in enumerate(currents, 1)
    ]
    following = carried(*key_results)
    going_on = [one.id for one, (value, _) in zip(key_results, currents, strict=True) if one.is_active and value < 75]
    assert [one.id for one in following.key_results] == going_on
    for one in following.key_results:
        assert one.target == TRIALS.target
        begun = assess(replace(following, key_results=(replace(one, current=one.baseline),)), on=date(2026, 4, 2))
        assert begun.scores.key_results[0].score == 0
