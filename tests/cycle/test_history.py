from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.cycle.chances import chances
from okrsdk.cycle.history import Situation, history, owner_calibration, situation
from okrsdk.model import CheckIn, Commitment, Cycle, KeyResult, Objective, OkrSet, Status

QUARTERS = [Cycle.parse(name) for name in ("2025-Q3", "2025-Q4")]
GROWTH = Objective(id="O1", text="Make trying the product the natural first step", owner="Head of Growth")
TRIALS = KeyResult(id="O1-KR1", objective_id="O1", text="Weekly trials", baseline=Decimal(0), target=Decimal(100))


def closed(cycle, currents, *check_ins, objective=GROWTH, commitment=Commitment.ASPIRATIONAL):
    key_results = tuple(
        replace(
            TRIALS,
            id=f"O1-KR{place}",
            commitment=commitment,
            current=None if current is None else Decimal(current),
        )
        for place, current in enumerate(currents, 1)
    )
    okr_set = OkrSet(cycle=cycle, objectives=(objective,), key_results=key_results, check_ins=check_ins)
    return assess(okr_set, on=cycle.end, final=True)


def said(day, value, confidence, *, of="O1-KR1"):
    rating = None if confidence is None else Decimal(confidence)
    return CheckIn(day=day, key_result_id=of, value=Decimal(value), confidence=rating)


def test_each_cycle_tells_its_score_its_aim_and_how_many_reached_their_pass_mark():
    found = history([closed(QUARTERS[1], [90, 100]), closed(QUARTERS[0], [70, 20, None])])
    assert [(one.cycle, one.overall, one.reached, one.total) for one in found.cycles] == [
        ("2025-Q3", Decimal("0.30"), 1, 3),  # 0.7, 0.2 and, not known at the end, 0
        ("2025-Q4", Decimal("0.95"), 2, 2),
    ]
    assert [str(one.interpretation) for one in found.cycles] == ["overreached", "aimed_too_low"]


def test_aims_are_of_the_owner_of_the_objective_over_all_cycles():
    other = replace(GROWTH, owner="Head of Sales")
    promise = closed(
        QUARTERS[1], [100], objective=replace(GROWTH, owner="Finance Lead"), commitment=Commitment.COMMITTED
    )
    found = history(
        [closed(QUARTERS[0], [50, 70]), closed(QUARTERS[1], [80]), closed(QUARTERS[1], [95], objective=other), promise]
    )
    assert [(one.owner, one.key_results, one.mean, str(one.interpretation)) for one in found.aims] == [
        ("Head of Growth", 3, Decimal("0.67"), "sweet_spot"),  # (0.5 + 0.7 + 0.8) / 3
        ("Head of Sales", 1, Decimal("0.95"), "aimed_too_low"),
    ]


def test_confidence_is_held_against_what_came():
    # The first reached its pass mark, the second did not.
    rows = [
        said(date(2025, 8, 1), 10, "0.9"),
        said(date(2025, 9, 1), 50, "0.7"),
        said(date(2025, 8, 1), 10, "0.8", of="O1-KR2"),
        said(date(2025, 9, 1), 10, "0.2", of="O1-KR2"),
    ]
    found = history([closed(QUARTERS[0], [75, 20], *rows)]).calibration
    assert found is not None
    # (0.1² + 0.3² + 0.8² + 0.2²) / 4 = 0.195; half of the cases came true, so always saying 0.5 makes 0.25
    assert (found.cases, found.brier, found.base_rate, found.base_brier) == (
        4,
        Decimal("0.195"),
        Decimal("0.5"),
        Decimal("0.25"),
    )
    assert [(one.least, one.most, one.cases, one.mean, one.reached) for one in found.groups] == [
        (Decimal("0.2"), Decimal("0.4"), 1, Decimal("0.2"), 0),
        (Decimal("0.6"), Decimal("0.8"), 1, Decimal("0.7"), 1),
        (Decimal("0.8"), 1, 2, Decimal("0.85"), Decimal("0.5")),
    ]


def test_without_a_rating_nothing_is_said_of_confidence():
    assert history([closed(QUARTERS[0], [75], said(date(2025, 8, 1), 10, None))]).calibration is None
    assert history([]).cycles == ()


@pytest.mark.parametrize(
    ("day", "value", "confidence", "expected"),
    [
        (date(2025, 7, 10), 5, "0.9", Situation(phase=0, way=0, confidence=2)),
        (date(2025, 8, 30), 36, None, Situation(phase=2, way=1, confidence=None)),  # 61 of 92 days; 0.36 / 0.7 = 0.51
        (date(2025, 9, 30), 70, "1", Situation(phase=3, way=3, confidence=2)),
        (date(2025, 7, 10), -20, "0.3", Situation(phase=0, way=0, confidence=0)),
    ],
)
def test_a_situation_is_phase_way_and_confidence_in_coarse_parts(day, value, confidence, expected):
    assert situation(TRIALS, said(day, value, confidence), QUARTERS[0]) == expected


@pytest.mark.parametrize(
    ("key_result", "check_in"),
    [
        (TRIALS, said(date(2025, 10, 1), 5, "0.9")),
        (TRIALS, replace(said(date(2025, 8, 1), 5, "0.9"), value=None)),
        (replace(TRIALS, target=None), said(date(2025, 8, 1), 5, "0.9")),
    ],
)
def test_what_has_no_place_in_the_cycle_or_no_progress_is_in_no_situation(key_result, check_in):
    assert situation(key_result, check_in, QUARTERS[0]) is None


def test_a_chance_is_the_share_of_those_like_it_shrunk_to_that_of_all():
    # Ten cycles of two: the first kind reached, the second did not, but for one.
    rows = [said(date(2025, 8, 1), 30, "0.9"), said(date(2025, 8, 1), 5, "0.2", of="O1-KR2")]
    finals = [closed(QUARTERS[0], [80, 80 if place == 0 else 10], *rows) for place in range(10)]
    found = history(finals)
    like = situation(TRIALS, rows[0], QUARTERS[0])
    assert like is not None
    chance = found.chance(like)
    assert chance is not None
    # 10 of 10 like it, 11 of 20 of all: (10 + 10 × 0.55) / 20 = 0.775
    assert (chance.share, chance.cases, chance.all_cases) == (Decimal("0.775"), 10, 20)
    assert found.chance(replace(like, phase=3)) is None
    assert history(finals[:9]).chance(like) is None  # 18 cases


def test_what_was_replaced_teaches_no_score():
    final = closed(QUARTERS[0], [80])
    replaced = replace(final.okr_set, key_results=(replace(TRIALS, status=Status.REPLACED, current=Decimal(80)),))
    assert history([assess(replaced, on=QUARTERS[0].end, final=True)]).aims == ()


@given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
def test_who_says_what_comes_is_perfect(currents):
    day = date(2025, 8, 1)
    rows = [said(day, 10, "1" if current >= 70 else "0", of=f"O1-KR{at}") for at, current in enumerate(currents, 1)]
    found = history([closed(QUARTERS[0], currents, *rows)]).calibration
    assert found is not None
    assert found.brier == 0
    assert found.cases == len(currents)
    assert {one.reached for one in found.groups} <= {0, 1}


def test_chances_are_said_of_key_results_that_are_not_there_yet_and_were_seen_at_such_a_point():
    rows = [said(date(2025, 8, 1), 30, "0.9"), said(date(2025, 8, 1), 5, "0.2", of="O1-KR2")]
    past = history([closed(QUARTERS[0], [80, 80 if place == 0 else 10], *rows) for place in range(10)])
    now = [
        said(date(2025, 11, 1), 30, "0.9"),
        said(date(2025, 11, 1), 50, "0.9", of="O1-KR2"),  # as far as none was by then
        said(date(2025, 11, 1), 75, "0.9", of="O1-KR3"),  # there already
        replace(said(date(2025, 11, 2), 0, "0.9"), value=None),
    ]
    running = closed(QUARTERS[1], [30, 50, 75, 10], *now)
    (found,) = chances(running, past)
    # Half-way to 0.7 in the second quarter of the cycle, sure: the first kind, as above.
    assert (found.key_result.id, found.chance.share, found.chance.cases) == ("O1-KR1", Decimal("0.775"), 10)
    dropped = replace(running.okr_set, objectives=(replace(GROWTH, status=Status.DROPPED),))
    assert chances(assess(dropped, on=QUARTERS[1].end), past) == ()
    assert chances(running, history([])) == ()


def test_an_owners_confidence_is_told_from_ten_ratings_on_and_of_their_key_results_alone():
    # Nine ratings of 0.5 of what reached its pass mark, one of 1: (9 × 0.25 + 0) / 10 = 0.225; others say 0.
    rows = [said(date(2025, 8, day), 30, "0.5") for day in range(1, 10)]
    others = [said(date(2025, 8, day), 30, "0", of="O1-KR2") for day in range(1, 10)]

    def of_two(*check_ins):
        final = closed(QUARTERS[0], [80, 10], *check_ins)
        first, second = final.okr_set.key_results
        owned = (replace(first, owner="Head of Sales"), second)
        return assess(replace(final.okr_set, key_results=owned), on=QUARTERS[0].end, final=True)

    assert owner_calibration([of_two(*rows, *others)], "head of sales ") is None
    found = owner_calibration([of_two(*rows, *others), of_two(said(date(2025, 8, 1), 30, "1"))], "head of sales ")
    assert found is not None
    assert (found.cases, found.brier, found.base_rate) == (10, Decimal("0.225"), Decimal(1))
    assert owner_calibration([of_two(*others)], "Head of Growth") is None
    assert owner_calibration([of_two(*rows, *others)] * 2, "") is None
