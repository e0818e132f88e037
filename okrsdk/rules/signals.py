"""Rules C501 to C506: what progress and confidence say on the day asked about."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.grading import grade
from okrsdk.model import CheckIn, Commitment, Cycle, KeyResult, Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_QUARTER = Cycle.parse("2026-Q1")
_GOAL = Objective(id="O1", text="Make trying the product the natural first step")
_TRIALS = KeyResult(
    id="O1-KR1", objective_id="O1", text="Grow weekly trials from 40 to 90", baseline=Decimal(40), target=Decimal(90)
)


def _check_in(day: date, value: str, confidence: str | None = None) -> CheckIn:
    return CheckIn(
        day=day,
        key_result_id=_TRIALS.id,
        value=Decimal(value),
        confidence=None if confidence is None else Decimal(confidence),
    )


@key_result_rule(
    RuleMeta(
        code="C501",
        name="low-midcycle-confidence",
        severity=Severity.WARNING,
        why="At a confidence of 0.3 in week 6 of 13, either the work changes or the key result does. Left alone "
        "it limps to the end of the quarter and takes the team's time with it.",
        source="practice 14",
        bad=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 2, 9), "45", "0.3"), on=date(2026, 2, 10)),
        good=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 2, 9), "60", "0.6"), on=date(2026, 2, 10)),
    )
)
def low_midcycle_confidence(view: KeyResultView, context: RuleContext) -> Violation | None:
    """From the pivot week until the last weeks, the latest confidence is at or below the policy's limit."""
    week, confidence = _week(context), latest_confidence(view)
    if week is None or context.cycle is None or confidence is None or _is_last_call(context, week):
        return None
    limits = context.policy.limits
    pivot = Fraction(limits.pivot_week * context.cycle.weeks, _WEEKS_OF_A_QUARTER)
    if week < pivot or confidence > limits.low_confidence:
        return None
    return Violation(
        field=None,
        message=text(
            "In week {week} of {weeks} the owner's confidence is {confidence:f}.",
            week=week,
            weeks=context.cycle.weeks,
            confidence=confidence,
        ),
        suggestion=text(
            "Change the work or change the key result now; a replaced one stays on record with what it taught."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="C502",
        name="early-completion",
        severity=Severity.WARNING,
        why="100 % early in the quarter means that the aim was too low; all of it after a month, that something "
        "was wrong with the target.",
        source="practice 11",
        bad=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 1, 28), "95"), on=date(2026, 1, 29)),
        good=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 1, 28), "58"), on=date(2026, 1, 29)),
    )
)
def early_completion(view: KeyResultView, context: RuleContext) -> Violation | None:
    """An aspirational target is reached in the first third of the cycle."""
    elapsed, made = _elapsed(context), view.progress
    is_stretch = view.key_result.commitment is Commitment.ASPIRATIONAL and view.key_result.kind.is_linear
    if elapsed is None or made is None or not is_stretch or elapsed > _THIRD or made < 1:
        return None
    return Violation(
        field=None,
        message=text(
            "{made:.0%} of the way is done after {elapsed:.0%} of the cycle: the aim was low.",
            made=made,
            elapsed=float(elapsed),
        ),
        suggestion=text("Ask why it was so easy, and set the stretch you would have set had you known."),
    )


@key_result_rule(
    RuleMeta(
        code="C503",
        name="no-midcycle-progress",
        severity=Severity.WARNING,
        why="0 % at half-time, or less than that on any day, usually says that the key result was chosen badly, not "
        "that people were lazy.",
        source="practice 11",
        bad=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 2, 20), "39", "0.5"), on=date(2026, 2, 21)),
        good=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 2, 20), "55", "0.5"), on=date(2026, 2, 21)),
    )
)
def no_midcycle_progress(view: KeyResultView, context: RuleContext) -> Violation | None:
    """A linear key result is on the wrong side of its baseline, or from half of the cycle on still at it."""
    elapsed, made = _elapsed(context), view.progress
    if elapsed is None or made is None or not view.key_result.kind.is_linear:
        return None
    if made > 0 or (made == 0 and elapsed < _HALF):
        return None
    values: dict[str, object] = {"elapsed": float(elapsed), "made": made}
    return Violation(
        field=None,
        message=text("After {elapsed:.0%} of the cycle it is at its baseline ({made:.0%}).", **values)
        if made == 0
        else text("After {elapsed:.0%} of the cycle it is on the wrong side of its baseline ({made:.0%}).", **values),
        suggestion=text("Ask why, and why again: is it the work, the metric, or the choice of key result?"),
    )


@key_result_rule(
    RuleMeta(
        code="C504",
        name="falling-confidence",
        severity=Severity.WARNING,
        why="Of confidence the trend counts, not the figure. Three check-ins down in a row say that something is "
        "not being talked about.",
        source="practice 13",
        bad=example(
            _QUARTER,
            _GOAL,
            _TRIALS,
            _check_in(date(2026, 1, 12), "44", "0.9"),
            _check_in(date(2026, 1, 19), "46", "0.7"),
            _check_in(date(2026, 1, 26), "47", "0.5"),
            on=date(2026, 1, 27),
        ),
        good=example(
            _QUARTER,
            _GOAL,
            _TRIALS,
            _check_in(date(2026, 1, 12), "44", "0.6"),
            _check_in(date(2026, 1, 19), "46", "0.7"),
            _check_in(date(2026, 1, 26), "50", "0.6"),
            on=date(2026, 1, 27),
        ),
    )
)
def falling_confidence(view: KeyResultView, context: RuleContext) -> Violation | None:
    """The last three confidences fall, and not yet to the policy's limit, which has its own finding."""
    known = [ci.confidence for ci in view.check_ins if ci.confidence is not None][-_TREND:]
    if _week(context) is None or len(known) < _TREND or known[-1] <= context.policy.limits.low_confidence:
        return None
    if not all(later < earlier for earlier, later in pairwise(known)):
        return None
    return Violation(
        field=None,
        message=text(
            "Confidence has fallen over the last three check-ins: {first:f}, {second:f}, {third:f}.",
            first=known[0],
            second=known[1],
            third=known[2],
        ),
        suggestion=text("Ask the owner what they know now that they did not know then, and what would turn it."),
    )


@key_result_rule(
    RuleMeta(
        code="C505",
        name="dead-key-result",
        severity=Severity.WARNING,
        why="A dead key result never limps to week 13. Dropped or replaced it stays on record, and its lesson "
        "feeds the next cycle.",
        source="practice 14",
        bad=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 3, 23), "47", "0.1"), on=date(2026, 3, 25)),
        good=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 3, 23), "72", "0.6"), on=date(2026, 3, 25)),
    )
)
def dead_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """In the last two weeks it is active with a confidence at or below the policy's limit."""
    week, confidence = _week(context), latest_confidence(view)
    if week is None or confidence is None or not _is_last_call(context, week):
        return None
    if confidence > context.policy.limits.low_confidence:
        return None
    return Violation(
        field="status",
        message=text(
            "In week {week} it is still active, at a confidence of {confidence:f}.", week=week, confidence=confidence
        ),
        suggestion=text("Set it to dropped or replaced, and write down what it taught for the next cycle."),
    )


@set_rule(
    RuleMeta(
        code="C506",
        name="unambitious-targets",
        severity=Severity.WARNING,
        why="Targets are stretch: what one really wants is 70 % of them. When nearly everything was reached, the "
        "next cycle can ask for more.",
        source="practice 10",
        bad=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 3, 30), "90"), on=date(2026, 3, 31)),
        good=example(_QUARTER, _GOAL, _TRIALS, _check_in(date(2026, 3, 30), "76"), on=date(2026, 3, 31)),
    )
)
def unambitious_targets(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """At the end of the cycle the aspirational key results score above 0.85 in the mean."""
    elapsed = _elapsed(context)
    is_stretch = any(view.key_result.commitment is Commitment.ASPIRATIONAL for view in context.key_results)
    if context.on is None or elapsed is None or elapsed < 1 or not is_stretch:
        return
    overall = grade(context.okr_set, on=context.on).overall
    if overall is not None and overall > _TOO_EASY:
        yield (
            Location(table=Table.OBJECTIVES),
            Violation(
                message=text(
                    "The cycle closes with an overall score of {overall:f}: nearly everything was reached.",
                    overall=overall,
                ),
                suggestion=text("For the next cycle, set targets of which you expect to reach 70 %."),
            ),
        )


def latest_confidence(view: KeyResultView) -> Decimal | None:
    """The confidence of the latest check-in that has one."""
    return next((ci.confidence for ci in reversed(view.check_ins) if ci.confidence is not None), None)


def _week(context: RuleContext) -> int | None:
    """The week of the cycle on the day asked about; None outside the cycle and where no day is asked about."""
    if context.on is None or context.cycle is None or context.on not in context.cycle:
        return None
    return context.cycle.week(context.on)


def _elapsed(context: RuleContext) -> Fraction | None:
    if context.on is None or context.cycle is None or context.on < context.cycle.start:
        return None
    return context.cycle.elapsed(context.on)


def _is_last_call(context: RuleContext, week: int) -> bool:
    return context.cycle is not None and week > context.cycle.weeks - _LAST_WEEKS


_WEEKS_OF_A_QUARTER = 13
_LAST_WEEKS = 2
_TREND = 3
_HALF = Fraction(1, 2)
_THIRD = Fraction(1, 3)
_TOO_EASY = Decimal("0.85")

RULES: tuple[Rule, ...] = (
    low_midcycle_confidence,
    early_completion,
    no_midcycle_progress,
    falling_confidence,
    dead_key_result,
    unambitious_targets,
)
