import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.assessment import assess
from okrsdk.cycle import (
    Reason,
    doubts,
    dropped,
    kept,
    open_signals,
    reassigned,
    recommitted,
    replaced,
    retargeted,
    status,
)
from okrsdk.errors import InvalidOkrError
from okrsdk.model import Change, CheckIn, Commitment, Cycle, Decision, KeyResult, Kind, Objective, OkrSet, Status

ON = date(2026, 2, 16)  # week 7 of 13, the middle of the quarter
WHY = Reason(why="  Trials were\nnever the bottleneck ", on=ON, by="Head of Growth")
TRIALS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Grow weekly trials from 40 to 90",
    unit="trials",
    baseline=Decimal(40),
    target=Decimal(90),
    owner="Growth Lead",
    commitment=Commitment.COMMITTED,
    weight=Decimal(2),
)
STUCK = CheckIn(day=date(2026, 2, 15), key_result_id="O1-KR1", value=Decimal(40), confidence=Decimal("0.3"))
OKRS = OkrSet(
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Make trying the product the natural first step"),),
    key_results=(TRIALS,),
    check_ins=(STUCK,),
)


def logged(*decisions, okr_set=OKRS):
    return replace(okr_set, decisions=decisions)


def due(okr_set, on=ON):
    return {(one.key_result.id, one.finding.code) for one in status(assess(okr_set, on=on)).decisions}


def test_a_replaced_key_result_stays_as_it_was_and_its_successor_is_read_from_its_sentence():
    found = replaced(
        OKRS, "o1-kr1", "Raise activated accounts from 12% to 30% by March 20", new_id="O1-KR2", reason=WHY
    )
    assert found.after == replace(TRIALS, status=Status.REPLACED, replaced_by="O1-KR2")
    assert found.new == KeyResult(
        id="O1-KR2",
        objective_id="O1",
        text="Raise activated accounts from 12% to 30% by March 20",
        kind=Kind.INCREASE,
        metric="activated accounts",
        unit="%",
        baseline=Decimal("0.12"),
        target=Decimal("0.3"),
        due=date(2026, 3, 20),
        owner="Growth Lead",
        commitment=Commitment.COMMITTED,
        weight=Decimal(2),
    )
    assert found.decision == Decision(
        day=ON,
        key_result_id="O1-KR1",
        change=Change.REPLACED,
        before="Grow weekly trials from 40 to 90",
        after="O1-KR2: Raise activated accounts from 12% to 30% by March 20",
        why="Trials were never the bottleneck",
        by="Head of Growth",
    )


def test_a_new_target_is_in_the_sentence_too_and_answers_what_asked_for_it():
    found = retargeted(OKRS, "O1-KR1", Decimal(60), reason=WHY)
    assert (found.after.target, found.after.text) == (Decimal(60), "Grow weekly trials from 40 to 60")
    assert (found.decision.before, found.decision.after) == ("90 trials", "60 trials")
    assert found.decision.answers == "C501 C503"


def test_a_dropped_key_result_is_dropped():
    assert dropped(OKRS, "O1-KR1", reason=WHY).after == replace(TRIALS, status=Status.DROPPED)


def test_a_signal_is_raised_until_it_is_answered_and_then_no_more():
    assert due(OKRS) == {("O1-KR1", "C501"), ("O1-KR1", "C503")}
    found = kept(OKRS, "O1-KR1", reason=WHY)
    assert (found.decision.change, found.decision.answers, found.after) == (Change.KEPT, "C501 C503", TRIALS)
    answered = logged(found.decision)
    assert due(answered) == set()
    assert due(answered, on=date(2026, 3, 10)) == set()
    assert due(answered, on=date(2026, 2, 15)) == {("O1-KR1", "C501"), ("O1-KR1", "C503")}  # the day before
    # In the last two weeks another question is asked, of a key result that is dead.
    assert due(answered, on=date(2026, 3, 25)) == {("O1-KR1", "C505")}


def test_a_line_that_people_typed_answers_all_that_is_asked_of_its_key_result():
    typed = Decision(day=ON, key_result_id="O1-KR1", change=Change.KEPT, why="It comes late")
    assert due(logged(typed)) == set()
    assert due(logged(replace(typed, key_result_id="O1-KR2"))) == due(OKRS)
    assert due(logged(replace(typed, change=Change.RETARGETED))) == due(OKRS)
    assert due(logged(replace(typed, answers="C503"))) == {("O1-KR1", "C501")}


def test_work_that_changes_is_noted_also_where_nothing_asks_for_it_and_silences_nothing_to_come():
    calm = replace(OKRS, check_ins=())
    assert open_signals(calm, "O1-KR1", on=ON) == ()
    found = kept(calm, "O1-KR1", reason=WHY, work="Call the ten largest leads")
    assert (found.decision.change, found.decision.after) == (Change.WORK, "Call the ten largest leads")
    assert due(logged(found.decision)) == due(OKRS)


@pytest.mark.parametrize(
    ("decide", "message"),
    [
        (lambda: dropped(OKRS, "O1-KR7", reason=WHY), "There is no key result O1-KR7. There are O1-KR1."),
        (lambda: dropped(OKRS, "O1-KR1", reason=replace(WHY, why=" ")), "Say why O1-KR1 changes"),
        (
            lambda: dropped(
                replace(OKRS, key_results=(replace(TRIALS, status=Status.REPLACED, replaced_by="O1-KR2"),)),
                "O1-KR1",
                reason=WHY,
            ),
            "O1-KR1 was replaced by O1-KR2 already",
        ),
        (
            lambda: dropped(logged(Decision(day=ON, change=Change.CLOSED)), "O1-KR1", reason=WHY),
            "The cycle was closed on 2026-02-16.*okr reopen",
        ),
        (lambda: replaced(OKRS, "O1-KR1", "  ", new_id="O1-KR2", reason=WHY), "is blank"),
        (lambda: replaced(OKRS, "O1-KR1", f" {TRIALS.text} ", new_id="O1-KR2", reason=WHY), "what O1-KR1 says already"),
        (lambda: retargeted(OKRS, "O1-KR1", Decimal(90), reason=WHY), "90 trials is the target of O1-KR1 already"),
        (
            lambda: retargeted(OKRS, "O1-KR1", Decimal(40), reason=WHY),
            "is the baseline of O1-KR1, so that there would be no way",
        ),
        (
            lambda: retargeted(OKRS, "O1-KR1", Decimal(20), reason=WHY),
            "20 trials is on the other side of the baseline of O1-KR1, which is to increase.*okr replace",
        ),
        (
            lambda: kept(replace(OKRS, check_ins=()), "O1-KR1", reason=WHY),
            "Nothing asks for a decision about O1-KR1 on 2026-02-16",
        ),
    ],
)
def test_what_cannot_be_decided_is_refused_with_what_to_do(decide, message):
    with pytest.raises(InvalidOkrError, match=message):
        decide()


def test_another_owner_and_another_commitment_are_decisions_with_what_was_and_what_is():
    found = reassigned(OKRS, "O1-KR1", "  Product\nLead ", reason=WHY)
    assert found.after == replace(TRIALS, owner="Product Lead")
    said = found.decision
    assert (said.change, said.before, said.after) == (Change.REASSIGNED, "Growth Lead", "Product Lead")
    assert (said.why, said.by) == ("Trials were never the bottleneck", "Head of Growth")
    found = recommitted(OKRS, "O1-KR1", Commitment.ASPIRATIONAL, reason=WHY)
    assert found.after == replace(TRIALS, commitment=Commitment.ASPIRATIONAL)
    said = found.decision
    assert (said.change, said.before, said.after) == (Change.RECOMMITTED, "committed", "aspirational")


def test_a_new_owner_or_commitment_answers_no_signal():
    okr_set = logged(reassigned(OKRS, "O1-KR1", "Product Lead", reason=WHY).decision)
    assert due(okr_set) == due(OKRS)


@pytest.mark.parametrize("owner", ["", "  ", "Growth Lead"])
def test_an_owner_must_be_named_and_another(owner):
    with pytest.raises(InvalidOkrError, match="Say who owns O1-KR1 from now on: it is Growth Lead so far"):
        reassigned(OKRS, "O1-KR1", owner, reason=WHY)


def test_a_commitment_that_it_has_already_is_no_decision():
    with pytest.raises(InvalidOkrError, match="O1-KR1 is committed already"):
        recommitted(OKRS, "O1-KR1", Commitment.COMMITTED, reason=WHY)


NUMBERLESS = KeyResult(id="O1-KR2", objective_id="O1", text="CRM access", kind=Kind.MILESTONE)


@pytest.mark.parametrize(
    ("key_result", "message"),
    [
        (replace(TRIALS, status=Status.DROPPED), "O1-KR1 was dropped already"),
        (replace(TRIALS, status=Status.REPLACED), "O1-KR1 was replaced already"),
        (replace(TRIALS, status=Status.REPLACED, replaced_by="O1-KR2"), "O1-KR1 was replaced by O1-KR2 already"),
        (replace(TRIALS, id=""), "There are none with an ID yet: grade the workbook first"),
        (replace(TRIALS, id="O1-KR7"), "There is no key result O1-KR1. There are O1-KR7"),
    ],
)
def test_a_key_result_that_is_no_longer_counted_or_not_there_cannot_change(key_result, message):
    with pytest.raises(InvalidOkrError, match=re.escape(message)):
        dropped(replace(OKRS, key_results=(key_result,)), "O1-KR1", reason=WHY)


def test_what_has_no_target_gets_no_other_one():
    with pytest.raises(InvalidOkrError, match="has no target: it is of kind milestone"):
        retargeted(replace(OKRS, key_results=(NUMBERLESS,)), "O1-KR2", Decimal(1), reason=WHY)


def test_what_is_doubtful_about_a_successor_is_told_and_hints_are_not():
    clear = replaced(OKRS, "O1-KR1", "Raise activated accounts from 12% to 30%", new_id="O1-KR2", reason=WHY)
    work = replaced(OKRS, "O1-KR1", "Launch the new landing page", new_id="O1-KR2", reason=WHY)
    assert doubts(clear) == ()
    assert [one.code for one in doubts(work)] == ["K201"]
    assert doubts(dropped(OKRS, "O1-KR1", reason=WHY)) == ()
