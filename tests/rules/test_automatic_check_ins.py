"""A value that came in by itself is measured, not said: rules on what people say look past it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from okrsdk.assessment import assess
from okrsdk.grading import Pace
from okrsdk.model import CheckIn, Cycle, KeyResult, Objective, OkrSet, automatic_author

ON = date(2026, 2, 16)
TRIALS = KeyResult(
    id="O1-KR1", objective_id="O1", text="Grow weekly trials from 40 to 90", baseline=Decimal(40), target=Decimal(90)
)
SAID = CheckIn(day=date(2026, 1, 19), key_result_id="O1-KR1", value=Decimal(50), confidence=Decimal("0.2"), by="Kim")
READ = CheckIn(day=ON, key_result_id="O1-KR1", value=Decimal(64), by=automatic_author("csv"))
CODES = {"C507", "C508", "C509"}


def judged(*check_ins):
    okr_set = OkrSet(
        cycle=Cycle.parse("2026-Q1"), objectives=(Objective(id="O1"),), key_results=(TRIALS,), check_ins=check_ins
    )
    found = assess(okr_set, on=ON)
    told = {one.code: one.message for one in found.findings if one.code in CODES}
    return told, found.scores.key_results[0].pace


def test_silence_is_never_green_however_fresh_the_number_is():
    # half of the quarter has passed: 0.35 is on track, and 64 is (64 - 40) / 50 = 0.48
    told, pace = judged(SAID, READ)
    assert pace is Pace.OUTDATED
    assert told["C507"].startswith("The latest check-in by a person is of 2026-01-19: 28 days of silence")
    assert "There is no check-in by a person yet" in judged(READ)[0]["C507"]
    assert judged(replace(SAID, day=ON), READ)[1] is Pace.ON_TRACK


def test_no_confidence_is_asked_of_it_and_what_a_person_said_last_is_still_looked_at():
    told, _ = judged(SAID, READ)
    assert "C508" not in told
    assert told["C509"] == "The confidence is 0.2, and nothing says what blocks."
    assert "C508" in judged(replace(SAID, confidence=None), READ)[0]
