"""The assessment: findings, scores and pace of one set on one day, and the questions that are asked of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import okrsdk
from okrsdk import Client, Commitment, Cycle, KeyResult, Objective, OkrSet, Policy, Severity, Status, assess
from okrsdk.findings import Finding, Location, Table
from okrsdk.model import CheckIn
from okrsdk.rules import TEAM, Limits

DAY = date(2026, 2, 14)  # half of the quarter
LEADS = KeyResult(
    id="O1-KR1",
    objective_id="O1",
    text="Increase leads from 100 to 200 a month",
    baseline=Decimal(100),
    target=Decimal(200),
    current=Decimal(135),
)
CALLS = replace(LEADS, id="O1-KR2", text="Increase answered calls from 100 to 200 a week", current=Decimal(105))
OKRS = OkrSet(
    client=Client(name="Harbor Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Be the practice that families choose first"),),
    key_results=(LEADS, CALLS),
    check_ins=(
        CheckIn(day=DAY, key_result_id="O1-KR1", confidence=Decimal("0.3")),
        CheckIn(day=DAY, key_result_id="O1-KR2", confidence=Decimal("0.8")),
    ),
)


def test_findings_scores_and_pace_are_of_one_day_and_one_policy():
    assessment = assess(OKRS, on=DAY, policy=TEAM, final=True)
    assert (assessment.on, assessment.policy, assessment.final) == (DAY, TEAM, True)
    assert assessment.scores.overall == Decimal("0.20")  # the mean of 0.35 and 0.05
    assert "M301" in {finding.code for finding in assessment.findings}


def test_without_a_policy_the_client_s_own_holds():
    own = replace(OKRS, client=Client(name="Harbor Dental", policy="team -M301"))
    assert assess(own, on=DAY).policy.name == "team"
    assert "M301" not in {finding.code for finding in assess(own, on=DAY).findings}


def test_what_was_found_in_the_tables_comes_with_it_and_outranks_the_rules_on_its_cell():
    source = Location(table=Table.KEY_RESULTS, record="O1-KR1", position=0, field="source")
    unread = Finding(code="T204", severity=Severity.ERROR, location=source, message="The cell holds #REF!.")
    assessment = assess(OKRS, on=DAY, table_findings=[unread])
    assert assessment.errors == (unread,)
    assert [found.code for found in assessment.findings if found.location.cell == source.cell] == ["T204"]
    assert unread in assessment.findings_at(Table.KEY_RESULTS, 0)
    assert unread not in assessment.findings_at(Table.KEY_RESULTS, 1)


def test_a_key_result_is_found_by_its_id_with_its_score():
    assessment = assess(OKRS, on=DAY)
    found = assessment.key_result("O1-KR2")
    assert found is not None
    assert (found[0], found[1].score) == (CALLS, Decimal("0.05"))
    assert assessment.key_result("O9-KR9") is None
    assert assess(replace(OKRS, key_results=(replace(LEADS, id=""),)), on=DAY).key_result("") is None


def test_what_slips_and_what_is_doubted_are_concerns():
    # Half of the quarter asks for 0.35: leads are there but doubted, calls are 0.43 of the pass mark short.
    assert [(one.key_result.id, one.slip, one.doubt) for one in assess(OKRS, on=DAY).concerns()] == [
        ("O1-KR1", "", "confidence 0.3"),
        ("O1-KR2", "at risk", ""),
    ]


def test_how_much_doubt_is_a_concern_is_the_policy_s():
    trusting = Policy(name="trusting", why="", limits=Limits(low_confidence=Decimal("0.2")))
    assert [one.reason for one in assess(OKRS, on=DAY, policy=trusting).concerns()] == ["at risk"]


def test_what_is_replaced_concerns_no_one():
    dropped = tuple(replace(one, status=Status.DROPPED) for one in OKRS.key_results)
    assert assess(replace(OKRS, key_results=dropped), on=DAY).concerns() == ()


def test_the_pass_mark_is_1_only_where_all_that_counts_is_promised():
    promised = replace(CALLS, objective_id="O2", commitment=Commitment.COMMITTED)
    okr_set = replace(OKRS, objectives=(*OKRS.objectives, Objective(id="O2")), key_results=(LEADS, promised))
    assessment = assess(okr_set, on=DAY)
    assert assessment.pass_mark(okr_set.objectives[0]) == Decimal("0.7")
    assert assessment.pass_mark(okr_set.objectives[1]) == 1
    assert assessment.pass_mark() == Decimal("0.7")


def test_scores_worked_out_before_are_kept():
    scores = assess(OKRS, on=DAY).scores
    later = replace(OKRS, key_results=(replace(LEADS, current=Decimal(200)), CALLS))
    assert assess(later, on=DAY, scores=scores).scores == scores


def _error(table, position, field="text"):
    return Finding(
        code="T206",
        severity=Severity.ERROR,
        location=Location(table=table, position=position, field=field),
        message="It is blank.",
        suggestion="Fill it in.",
    )


def test_an_error_takes_its_own_key_result_out_of_the_scores_and_no_other():
    scores = assess(OKRS, on=DAY, table_findings=[_error(Table.KEY_RESULTS, 1)]).scores
    kept, left_out = scores.key_results
    assert (kept.score, kept.reason) == (Decimal("0.35"), "")
    assert (left_out.score, left_out.progress, left_out.band, left_out.pace) == (None, None, None, None)
    assert left_out.reason == "It is blank. Fill it in."
    assert (scores.overall, str(scores.coverage)) == (Decimal("0.35"), "0 of 2 met, 1 graded")


def test_an_error_of_an_objective_takes_it_out_of_the_overall_score_and_its_key_results_keep_theirs():
    other = Objective(id="O2", text="Win back the shops we lost")
    okr_set = replace(
        OKRS, objectives=(*OKRS.objectives, other), key_results=(LEADS, replace(CALLS, objective_id="O2"))
    )
    scores = assess(okr_set, on=DAY, table_findings=[_error(Table.OBJECTIVES, 1)]).scores
    assert [score.score for score in scores.key_results] == [Decimal("0.35"), Decimal("0.05")]
    assert [score.score for score in scores.objectives] == [Decimal("0.35"), None]
    assert (scores.overall, str(scores.coverage)) == (Decimal("0.35"), "0 of 2 met, 1 graded")


def test_what_is_wrong_with_a_check_in_or_the_client_takes_nothing_out():
    found = [_error(Table.CHECK_INS, 0), _error(Table.CLIENT, 0)]
    assert assess(OKRS, on=DAY, table_findings=found).scores == assess(OKRS, on=DAY).scores


def test_only_what_makes_writing_unsafe_refuses_the_whole_set_unless_it_is_to_be_strict():
    unsafe = replace(_error(Table.KEY_RESULTS, 1, "id"), code="T301")
    assessment = assess(OKRS, on=DAY, table_findings=[unsafe, _error(Table.KEY_RESULTS, 0)])
    assert [finding.code for finding in assessment.refusals()] == ["T301"]
    assert [finding.code for finding in assessment.refusals(strict=True)] == ["T206", "T301"]


def test_a_day_that_is_a_text_is_refused_by_name():
    text: Any = "2026-02-14"
    with pytest.raises(TypeError, match=r"on is '2026-02-14', of type str: write date\(2026, 2, 14\)"):
        assess(OKRS, on=text)
    with pytest.raises(TypeError, match="on is"):
        okrsdk.check(OKRS, on=text)
    with pytest.raises(TypeError, match="on is"):
        okrsdk.grade(OKRS, on=text)
