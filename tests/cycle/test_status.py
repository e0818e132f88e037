from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.cycle import ASKED, blank_strategy, open_questions, status
from okrsdk.grading import Pace
from okrsdk.model import (
    Change,
    CheckIn,
    Cycle,
    Decision,
    KeyResult,
    Kind,
    Objective,
    OkrSet,
    Status,
    StrategyEntry,
    StrategyPart,
    automatic_author,
)

QUARTER = Cycle.parse("2026-Q1")
ON = date(2026, 2, 16)
A_WEEK_AGO = date(2026, 2, 9)
GOAL = Objective(id="O1", text="Make trying the product the natural first step", owner="Head of Growth")
TRIALS = KeyResult(
    id="O1-KR1", objective_id="O1", text="Grow weekly trials from 40 to 90", baseline=Decimal(40), target=Decimal(90)
)
CHURN = KeyResult(
    id="O1-KR2",
    objective_id="O1",
    text="Cut monthly churn from 6 % to 3 %",
    kind=Kind.DECREASE,
    unit="%",
    baseline=Decimal("0.06"),
    target=Decimal("0.03"),
    owner="Head of Success",
)


def said(day, value=None, confidence=None, *, of="O1-KR1", blocks=""):
    return CheckIn(
        day=day,
        key_result_id=of,
        value=None if value is None else Decimal(value),
        confidence=None if confidence is None else Decimal(confidence),
        blocks=blocks,
    )


def status_of(*check_ins, key_results=(TRIALS,), on=ON, since=A_WEEK_AGO, objective=GOAL):
    okr_set = OkrSet(cycle=QUARTER, objectives=(objective,), key_results=key_results, check_ins=check_ins)
    return status(assess(okr_set, on=on), since=since)


def test_nothing_was_owed_of_a_key_result_before_it_took_the_place_of_another_one():
    old = replace(TRIALS, status=Status.REPLACED, replaced_by="O1-KR2")
    took = Decision(day=date(2026, 2, 9), key_result_id="O1-KR1", change=Change.REPLACED)
    okr_set = OkrSet(cycle=QUARTER, objectives=(GOAL,), key_results=(old, CHURN), decisions=(took,))
    assessed = {day: assess(okr_set, on=date(2026, 2, day)) for day in (22, 23, 27)}
    # 14 days after 9 February one is owed, and after three more days it is late.
    assert [[(one.days, one.is_late) for one in status(one).owed] for one in assessed.values()] == [
        [],
        [(14, False)],
        [(18, True)],
    ]
    silent = {day: [one.code for one in found.findings if one.code == "C507"] for day, found in assessed.items()}
    assert silent == {22: [], 23: [], 27: ["C507"]}
    outdated = {day: found.scores.key_results[1].pace for day, found in assessed.items()}
    assert outdated == {22: None, 23: None, 27: Pace.OUTDATED}


def test_what_has_another_value_than_a_week_ago_moved():
    found = status_of(said(date(2026, 2, 9), "50"), said(date(2026, 2, 12), "55"), said(ON, "58"))
    assert [(one.key_result.id, one.before, one.now) for one in found.moved] == [("O1-KR1", 50, 58)]
    assert found.stuck == ()


def test_a_first_value_moved_from_the_baseline():
    assert [(one.before, one.now) for one in status_of(said(ON, "58")).moved] == [(40, 58)]


def test_what_was_told_again_with_the_same_value_is_stuck_since_it_had_it():
    found = status_of(
        said(date(2026, 1, 12), "44"), said(date(2026, 1, 19), "50"), said(date(2026, 2, 2), "50"), said(ON, "50")
    )
    assert [(one.now, one.unchanged_since) for one in found.stuck] == [(50, date(2026, 1, 19))]
    assert found.moved == ()


def test_no_news_is_neither_moved_nor_stuck():
    found = status_of(said(date(2026, 2, 9), "50"))
    assert (found.moved, found.stuck) == ((), ())


def test_what_is_done_and_a_milestone_that_is_not_are_not_stuck():
    done = status_of(said(date(2026, 2, 2), "80"), said(ON, "80"))
    milestone = replace(TRIALS, kind=Kind.MILESTONE, baseline=None, target=None)
    waiting = status_of(said(date(2026, 2, 2), "0"), said(ON, "0"), key_results=(milestone,))
    assert (done.stuck, waiting.stuck) == ((), ())


def test_by_default_is_looked_from_one_rhythm_of_check_ins_ago():
    assert status_of(since=None).since == date(2026, 2, 2)


def test_the_day_from_which_is_looked_can_be_asked():
    found = status_of(said(date(2026, 1, 12), "44"), said(date(2026, 2, 2), "50"), since=date(2026, 1, 15))
    assert [(one.before, one.now) for one in found.moved] == [(44, 50)]


def test_a_check_in_is_owed_after_two_weeks_and_late_after_the_days_of_grace():
    due = status_of(said(date(2026, 2, 2), "50"), key_results=(TRIALS, CHURN))
    assert [(one.key_result.id, one.owner, one.last, one.days, one.is_late) for one in due.owed] == [
        ("O1-KR1", "Head of Growth", date(2026, 2, 2), 14, False),
        ("O1-KR2", "Head of Success", None, 46, True),
    ]


def test_nothing_is_owed_when_it_is_done_or_the_cycle_is_over():
    assert status_of(said(date(2026, 1, 5), "80")).owed == ()
    over = status_of(said(date(2026, 1, 5), "50"), on=date(2026, 4, 20))
    assert (over.owed, over.is_over) == ((), True)


def test_a_block_counts_from_the_first_of_the_check_ins_that_all_name_one():
    found = status_of(
        said(date(2026, 1, 12), "41", blocks="No access to the CRM"),
        said(date(2026, 1, 19), "44"),
        said(date(2026, 1, 26), "45", blocks="Legal review"),
        said(date(2026, 2, 9), "46", blocks="Legal review, third round"),
    )
    assert [(one.text, one.since, one.days) for one in found.blockers] == [
        ("Legal review, third round", date(2026, 1, 26), 21)
    ]


def test_a_block_of_a_week_is_not_old_and_one_that_went_is_none():
    assert status_of(said(date(2026, 2, 9), "46", blocks="Legal review")).blockers == ()
    assert status_of(said(date(2026, 1, 26), "45", blocks="Legal review"), said(ON, "46")).blockers == ()


def test_of_confidence_the_fall_is_told_not_the_level():
    found = status_of(said(date(2026, 2, 2), "46", "0.8"), said(date(2026, 2, 9), "46", "0.7"), said(ON, "47", "0.5"))
    assert [(one.ratings, one.change) for one in found.fallen] == [
        ((Decimal("0.8"), Decimal("0.7"), Decimal("0.5")), Decimal("-0.2"))
    ]
    assert status_of(said(date(2026, 2, 9), "46", "0.4"), said(ON, "47", "0.4")).fallen == ()


def test_what_needs_more_than_its_best_week_is_an_alarm():
    slow = status_of(said(date(2026, 1, 14), "42"), said(date(2026, 1, 28), "44"), said(date(2026, 2, 11), "46"))
    assert [one.key_result.id for one in slow.alarms] == ["O1-KR1"]
    assert slow.alarms[0].weekly.best == 1


def test_a_decision_comes_with_the_row_of_the_practice_that_asks_for_it():
    found = status_of(said(date(2026, 2, 9), "45", "0.3"))
    assert [(one.key_result.id, one.finding.code, one.source) for one in found.decisions] == [
        ("O1-KR1", "C501", "practice 14")
    ]


def test_the_last_two_weeks_turn_to_the_next_cycle():
    assert [status_of(on=date(2026, 3, day)).turns_to_next for day in (17, 18, 31)] == [False, True, True]
    assert status_of(on=date(2026, 4, 1)).turns_to_next is False


def test_what_was_replaced_or_belongs_to_a_dropped_objective_is_not_asked_about():
    rows = (said(date(2026, 1, 5), "41"), said(ON, "42", "0.3"))
    for found in (
        status_of(*rows, key_results=(replace(TRIALS, status=Status.REPLACED),)),
        status_of(*rows, objective=replace(GOAL, status=Status.DROPPED)),
    ):
        assert (found.moved, found.owed, found.alarms, found.fallen) == ((), (), (), ())


@given(st.randoms(use_true_random=False), st.lists(st.integers(40, 90), min_size=1, max_size=7))
def test_the_order_of_rows_changes_nothing(random, values):
    rows = [
        said(ON - timedelta(days=6 * at), value, "0.5", blocks="x" * (value % 2)) for at, value in enumerate(values)
    ]
    shuffled = random.sample(rows, len(rows))
    told, again = status_of(*rows), status_of(*shuffled)
    parts = ("moved", "stuck", "owed", "blockers", "fallen", "alarms")
    assert [getattr(told, part) for part in parts] == [getattr(again, part) for part in parts]


def test_values_that_come_in_by_themselves_move_a_key_result_and_silence_goes_on():
    read = replace(said(ON, "58"), by=automatic_author("csv"))
    found = status_of(said(date(2026, 1, 19), "50", "0.7", blocks="No access to the CRM"), read)
    assert [(one.before, one.now) for one in found.moved] == [(50, 58)]
    assert [(one.last, one.days, one.is_late) for one in found.owed] == [(date(2026, 1, 19), 28, True)]
    assert [(one.text, one.days) for one in found.blockers] == [("No access to the CRM", 28)]


def _strategy():
    return (
        StrategyEntry(id="C1", part=StrategyPart.CHALLENGE, text="Trials end before a result", why="Ads got dearer"),
        StrategyEntry(id="C2", part=StrategyPart.CHALLENGE, text="Support is slow"),
        StrategyEntry(part=StrategyPart.KPI, text="Backlog", healthy_to=Decimal(20), current=Decimal(31)),
        StrategyEntry(part=StrategyPart.KPI, text="Uptime", healthy_from=Decimal(99), current=Decimal(99), unit="%"),
    )


def _in_the_last_weeks(on=date(2026, 3, 18), strategy=()):
    goal = replace(GOAL, challenge="c1")
    results = (replace(TRIALS, current=Decimal(42), lesson="Calls beat mails"), replace(CHURN, current=Decimal("0.03")))
    okr_set = OkrSet(cycle=QUARTER, objectives=(goal,), key_results=results, strategy=strategy)
    return status(assess(okr_set, on=on)).next_cycle


def test_the_last_two_weeks_turn_to_the_next_cycle_and_no_day_before_or_after():
    days = (date(2026, 3, 17), date(2026, 3, 18), date(2026, 3, 31), date(2026, 4, 1))
    assert [_in_the_last_weeks(day) is not None for day in days] == [False, True, True, False]


def test_the_next_cycle_begins_with_what_is_open_ill_out_of_reach_and_learnt():
    found = _in_the_last_weeks(strategy=_strategy())
    assert found is not None
    assert found.cycle.name == "2026-Q2"
    assert [one.id for one in found.unanswered] == ["C2"]
    assert [one.text for one in found.ill] == ["Backlog"]
    assert [one.id for one in found.unreached] == ["O1-KR1"]
    assert [one.id for one in found.lessons] == ["O1-KR1"]
    assert [(one.part.value, one.about.id if one.about else None) for one in found.questions] == [
        ("where_we_stand", None),
        ("challenge", "C2"),
        ("success", None),
    ]


def test_without_a_strategy_each_part_is_asked_about_once():
    found = _in_the_last_weeks()
    assert found is not None
    assert [one.text for one in found.questions] == list(ASKED.values())


def test_a_blank_strategy_asks_the_same_and_an_entry_is_asked_for_what_it_lacks():
    assert [one.about for one in open_questions(OkrSet(strategy=blank_strategy()))] == [None] * 4
    lacking = (
        StrategyEntry(part=StrategyPart.CHALLENGE, text="Support is slow", why="Renewals are in May"),
        StrategyEntry(part=StrategyPart.KPI, text="Uptime"),
        StrategyEntry(part=StrategyPart.KPI, text="Backlog", source="Help desk", healthy_to=Decimal(20)),
        StrategyEntry(part=StrategyPart.KPI, text="Reviews", healthy_from=Decimal(4)),
    )
    told = [one.text for one in open_questions(OkrSet(strategy=lacking)) if one.about]
    assert told == [
        "Support is slow: which ID does it get, such as C4, so that objectives name it?",
        "Uptime: from which value on, or up to which, is it healthy?",
        "Backlog: what is it today (Help desk)?",
        "Reviews: what is it today, and where do we look?",
    ]
