"""Rules C5..: what the cycle so far says, on the day asked about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.model import CheckIn, Cycle, KeyResult
from okrsdk.rules.example import example
from okrsdk.rules.rule import About, Doubt, Rule, key_result_rule

if TYPE_CHECKING:
    from okrsdk.rules.review import KeyResultCase, Review

_QUARTER = Cycle.parse("2026-Q1")
_WEEKS_OF_A_QUARTER = 13
_TRIALS = KeyResult(id="O1-KR1", objective_id="O1", text="Grow weekly trials from 40 to 90")


@key_result_rule(
    About(
        code="C501",
        name="confidence-is-low-midway",
        severity=Severity.WARNING,
        why="At a confidence of 0.3 in week 6 of 13, either the work changes or the key result does. Left alone "
        "it limps to the end of the quarter and takes the team's time with it.",
        source="practice 14",
        bad=example(
            _QUARTER,
            _TRIALS,
            CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", value=Decimal(45), confidence=Decimal("0.3")),
            on=date(2026, 2, 10),
        ),
        good=example(
            _QUARTER,
            _TRIALS,
            CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1", value=Decimal(60), confidence=Decimal("0.6")),
            on=date(2026, 2, 10),
        ),
    )
)
def confidence_is_low_midway(case: KeyResultCase, review: Review) -> Doubt | None:
    """From the pivot week on, the latest confidence is at or below the policy's limit."""
    if review.on is None or review.cycle is None or review.on not in review.cycle:
        return None
    limits, week = review.policy.limits, review.cycle.week(review.on)
    pivot = Fraction(limits.pivot_week * review.cycle.weeks, _WEEKS_OF_A_QUARTER)
    confidence = next((ci.confidence for ci in reversed(case.check_ins) if ci.confidence is not None), None)
    if confidence is None or week < pivot or confidence > limits.low_confidence:
        return None
    return Doubt(
        field=None,
        message=f"In week {week} of {review.cycle.weeks} the owner's confidence is {confidence:f}.",
        suggestion="Change the work or change the key result now; if you replace it, keep it on record and write "
        "down what it taught.",
    )


RULES: tuple[Rule, ...] = (confidence_is_low_midway,)
