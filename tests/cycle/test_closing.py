from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from okrsdk.assessment import assess
from okrsdk.cycle import Puzzle, as_closed, at_close, closing, history, refusal, reopening
from okrsdk.errors import InvalidOkrError
from okrsdk.model import (
    Change,
    CheckIn,
    Commitment,
    Cycle,
    Decision,
    FinalScore,
    KeyResult,
    Kind,
    Objective,
    OkrSet,
    Status,
)

ON = date(2026, 4, 2)
QUARTER = Cycle.parse("2026-Q1")
GOAL = Objective(id="O1", text="Make trying the product the natural first step")
TRIALS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Grow weekly trials from 40 to 90",
    unit="trials",
    baseline=Decimal(40),
    target=Decimal(90),
    current=Decimal(75),
)


def key_result(number, current, **changes):
    return replace(TRIALS, id=f"O1-KR{number}", current=None if current is None else Decimal(current), **changes)


def okrs(*key_results, check_ins=(), decisions=(), final_scores=()):
    return OkrSet(
        cycle=QUARTER,
        objectives=(GOAL,),
        key_results=key_results,
        check_ins=check_ins,
        decisions=decisions,
        final_scores=final_scores,
    )


def closed(okr_set, on=ON, **told):
    return closing(assess(okr_set, on=on, final=True), **told)


def written(okr_set, on=ON):
    """The OKRs once their close was written down."""
    found = closed(okr_set, on)
    return replace(
        okr_set,
        decisions=(*okr_set.decisions, found.decision),
        final_scores=(*okr_set.final_scores, *found.final_scores),
    )


def said(day, value, of="O1-KR1", confidence="0.6"):
    return CheckIn(day=day, key_result_id=of, value=Decimal(value), confidence=Decimal(confidence))


def test_a_close_keeps_every_score_with_what_it_rests_on():
    found = closed(okrs(TRIALS, key_result(2, None)), by="Head of Growth")
    assert found.decision == Decision(day=ON, change=Change.CLOSED, after="0.35", by="Head of Growth")  # (0.7 + 0) / 2
    assert found.final_scores == (
        FinalScore(day=ON, record_id="O1", text=GOAL.text, score=Decimal("0.35")),
        FinalScore(
            day=ON,
            record_id="O1-KR1",
            text=TRIALS.text,
            objective_id="O1",
            commitment=Commitment.ASPIRATIONAL,
            kind=Kind.INCREASE,
            baseline=Decimal(40),
            target=Decimal(90),
            current=Decimal(75),
            score=Decimal("0.70"),
        ),
        replace(found.final_scores[1], record_id="O1-KR2", current=None, score=Decimal("0.00")),
    )


@pytest.mark.parametrize(
    ("currents", "met", "is_achieved"),
    [((75, 75, 40), 2, True), ((75, 40, 40), 1, False), ((75, 40), 1, False), ((75,), 1, True), ((), 0, False)],
)
def test_an_objective_is_achieved_when_most_of_its_key_results_reached_their_pass_mark(currents, met, is_achieved):
    (outcome,) = closed(okrs(*(key_result(n, one) for n, one in enumerate(currents, 1)))).outcomes
    assert (outcome.met, outcome.total, outcome.is_achieved) == (met, len(currents), is_achieved)


def test_what_was_reached_in_the_first_third_or_stayed_at_0_asks_for_whys():
    check_ins = (
        said(date(2026, 1, 20), 90, "O1-KR1"),
        said(date(2026, 1, 20), 80, "O1-KR2"),
        said(date(2026, 3, 20), 95, "O1-KR2"),
        said(date(2026, 1, 20), 90, "O1-KR4"),
    )
    found = closed(
        okrs(
            key_result(1, 95),
            key_result(2, 95),
            key_result(3, 38),
            key_result(4, 95, commitment=Commitment.COMMITTED),  # a promise may be kept early
            key_result(5, None, status=Status.DROPPED),
            check_ins=check_ins,
        )
    )
    assert [(why.key_result.id, why.puzzle, why.reached_on) for why in found.whys] == [
        ("O1-KR1", Puzzle.TOO_EARLY, date(2026, 1, 20)),
        ("O1-KR3", Puzzle.STAYED_AT_0, None),
    ]


def test_lessons_are_asked_of_what_was_missed_given_up_or_puzzling_and_has_none():
    replaced = key_result(3, 60, status=Status.REPLACED, replaced_by="O1-KR4")
    found = closed(okrs(TRIALS, key_result(2, 50), replaced, key_result(4, 50, lesson="Ask the users first")))
    assert [one.id for one in found.without_lesson] == ["O1-KR2", "O1-KR3"]


def test_what_goes_on_begins_the_next_cycle():
    following = closed(okrs(TRIALS, key_result(2, 50))).following
    assert following.cycle == Cycle.parse("2026-Q2")
    assert [(one.id, one.baseline) for one in following.key_results] == [("O1-KR2", Decimal(50))]


@pytest.mark.parametrize(
    ("okr_set", "on", "message"),
    [
        (replace(okrs(TRIALS), cycle=None), ON, "names no cycle"),
        (okrs(TRIALS), date(2025, 12, 31), "begins on 2026-01-01: there is nothing to close yet"),
        (okrs(TRIALS), date(2026, 3, 20), r"runs until 2026-03-31, 11 days from 2026-03-20.*\(--yes\)"),
        (
            written(okrs(TRIALS)),
            date(2026, 4, 3),
            "was closed on 2026-04-02. To close it anew, open it first: okr reopen",
        ),
    ],
)
def test_what_cannot_be_closed_is_refused_with_what_to_do(okr_set, on, message):
    with pytest.raises(InvalidOkrError, match=message):
        closed(okr_set, on)


def test_a_cycle_that_still_runs_is_closed_where_that_is_meant():
    assert closed(okrs(TRIALS), date(2026, 3, 20), is_meant=True).decision.day == date(2026, 3, 20)


def test_a_closed_cycle_is_graded_finally_and_refuses_check_ins_without_a_reason():
    okr_set = written(okrs(TRIALS, key_result(2, None)))
    assert assess(okr_set, on=ON).scores.overall == Decimal("0.35")
    assert assess(okr_set, on=date(2026, 4, 1)).final is False
    late = said(date(2026, 3, 31), 80)
    assert "was closed on 2026-04-02" in refusal(okr_set, late, on=ON)
    assert refusal(okr_set, late, on=ON, late_reason="The report came late") == ""


def test_a_cycle_that_is_opened_again_is_open_and_can_be_closed_anew():
    okr_set = written(okrs(TRIALS))
    reopened = replace(okr_set, decisions=(*okr_set.decisions, reopening(okr_set, on=ON, why=" One came\nlate ")))
    assert reopened.closed_on is None
    assert reopened.decisions[-1].why == "One came late"
    again = written(replace(reopened, key_results=(key_result(1, 85),)), on=date(2026, 4, 9))
    assert again.scores_at_close()["O1-KR1"].score == Decimal("0.90")
    assert at_close(assess(again, on=date(2026, 5, 1), final=True)).scores.overall == Decimal("0.90")
    with pytest.raises(InvalidOkrError, match="not closed"):
        reopening(reopened, on=ON, why="x")
    with pytest.raises(InvalidOkrError, match="--why"):
        reopening(okr_set, on=ON, why=" ")


def changed_inputs(okr_set):
    return [
        (one.location.record, one.location.field, one.message)
        for one in assess(okr_set, on=date(2026, 4, 9)).findings
        if one.code == "C514"
    ]


def test_an_input_that_changed_since_the_close_is_told():
    okr_set = written(okrs(TRIALS, key_result(2, None)))
    assert changed_inputs(okr_set) == []
    edited = replace(okr_set, key_results=(replace(TRIALS, target=Decimal(100)), key_result(2, None)))
    assert changed_inputs(edited) == [
        (
            "O1-KR1",
            "target",
            "Target was 90 at the close on 2026-04-02 and is 100 now. The final score stays 0.70.",
        )
    ]
    late = replace(okr_set, check_ins=(said(date(2026, 3, 31), 80, "O1-KR2"),))
    assert changed_inputs(late) == [
        (
            "O1-KR2",
            "current",
            "Current was blank at the close on 2026-04-02 and is 80 now. The final score stays 0.00.",
        )
    ]
    heavier = replace(okr_set, objectives=(replace(GOAL, weight=Decimal(2)),))
    assert [(record, field) for record, field, _ in changed_inputs(heavier)] == [("O1", "weight")]


EDITS = st.fixed_dictionaries(
    {},
    optional={
        "target": st.integers(41, 300).map(Decimal),
        "baseline": st.integers(-50, 39).map(Decimal),
        "current": st.none() | st.integers(0, 300).map(Decimal),
        "weight": st.integers(0, 3).map(Decimal),
        "status": st.sampled_from(Status),
        "kind": st.sampled_from([Kind.INCREASE, Kind.AT_LEAST, Kind.MILESTONE]),
    },
)


@given(
    st.lists(st.none() | st.integers(0, 200), min_size=1, max_size=4),
    st.lists(EDITS, min_size=4, max_size=4),
    st.lists(st.integers(0, 200), max_size=3),
    st.booleans(),
)
def test_whatever_is_edited_after_the_close_history_reads_what_was_closed(currents, edits, late, is_deleted):
    okr_set = written(okrs(*(key_result(n, one) for n, one in enumerate(currents, 1))))
    final = assess(okr_set, on=ON, final=True).scores
    edited = replace(
        okr_set,
        key_results=tuple(
            replace(one, **edit) for one, edit in zip(okr_set.key_results[is_deleted:], edits, strict=False)
        ),
        check_ins=tuple(said(date(2026, 3, 31), value) for value in late),
    )
    found = at_close(assess(edited, on=date(2026, 5, 1), final=True))
    assert found.scores.overall == final.overall
    assert {one.id: one.score for one in found.scores.key_results} == {one.id: one.score for one in final.key_results}
    assert history([assess(edited, on=date(2026, 5, 1), final=True)]).cycles[0].overall == final.overall


def test_history_tells_what_was_given_up_why_and_what_it_taught():
    given_up = key_result(1, 50, status=Status.REPLACED, replaced_by="O1-KR2", lesson="Count what they do")
    decision = Decision(day=date(2026, 2, 9), key_result_id="O1-KR1", change=Change.REPLACED, why="No one looked at it")
    okr_set = written(okrs(given_up, key_result(2, 80, text="Activated accounts"), decisions=(decision,)))
    (learnt,) = history([assess(okr_set, on=ON, final=True)]).learnt
    assert (learnt.cycle, learnt.key_result.id, learnt.lesson) == ("2026-Q1", "O1-KR1", "Count what they do")
    assert (learnt.why, learnt.successor) == ("No one looked at it", "Activated accounts")


def test_an_open_cycle_is_as_it_is():
    okr_set = okrs(TRIALS)
    assert as_closed(okr_set) is okr_set


def test_only_a_final_grade_closes_a_cycle():
    with pytest.raises(ValueError, match="assess it with final=True"):
        closing(assess(okrs(TRIALS), on=ON))


def test_records_without_an_id_have_no_final_score():
    nameless = replace(okrs(replace(TRIALS, id=""), TRIALS), objectives=(GOAL, replace(GOAL, id="")))
    assert [own.record_id for own in closed(nameless).final_scores] == ["O1", "O1-KR1"]
