"""Rules C507 to C510: is the rhythm kept, and does a check-in say what it should?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.grading import score
from okrsdk.model import CheckIn, Cycle, KeyResult, Objective, Status
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_QUARTER = Cycle.parse("2026-Q1")
_GOAL = Objective(id="O1", text="Make trying the product the natural first step")
_TRIALS = KeyResult(id="O1-KR1", objective_id="O1", text="Grow weekly trials from 40 to 90")


@key_result_rule(
    RuleMeta(
        code="C507",
        name="overdue-check-in",
        severity=Severity.WARNING,
        why="OKRs are looked at every week, every other week at the least: number and confidence together. "
        "Silence is not a good sign.",
        source="practice 13",
        bad=example(
            _QUARTER, _GOAL, _TRIALS, CheckIn(day=date(2026, 1, 12), key_result_id="O1-KR1"), on=date(2026, 2, 16)
        ),
        good=example(
            _QUARTER, _GOAL, _TRIALS, CheckIn(day=date(2026, 2, 9), key_result_id="O1-KR1"), on=date(2026, 2, 16)
        ),
    )
)
def overdue_check_in(view: KeyResultView, context: RuleContext) -> Violation | None:
    """The latest check-in by a person, or the day from which one could be, is older than rhythm and grace allow."""
    if context.on is None or context.cycle is None or context.on not in context.cycle or not view.key_result.id:
        return None
    latest = context.okr_set.last_heard(view.key_result.id, on=context.on)
    since = context.okr_set.silent_since(view.key_result.id, on=context.on) or context.cycle.start
    silent, limits = (context.on - since).days, context.policy.limits
    if silent <= limits.check_in_days + limits.grace_days or _is_done(view):
        return None
    return Violation(
        field=None,
        message=_silence(latest, silent, limits.check_in_days, by_people=any(ci.is_automatic for ci in view.check_ins)),
        suggestion=text("Ask the owner for today's number, their confidence, what changed and what blocks."),
    )


def _silence(latest: date | None, silent: int, rhythm: int, *, by_people: bool) -> str:
    values: dict[str, object] = {"day": latest, "silent": silent, "rhythm": rhythm}
    if by_people and latest is not None:
        return text(
            "The latest check-in by a person is of {day}: {silent} days of silence, where a check-in is due every "
            "{rhythm}.",
            **values,
        )
    if by_people:
        return text(
            "There is no check-in by a person yet: {silent} days of silence, where a check-in is due every {rhythm}.",
            **values,
        )
    if latest is not None:
        return text(
            "The latest check-in is of {day}: {silent} days of silence, where a check-in is due every {rhythm}.",
            **values,
        )
    return text("There is no check-in yet: {silent} days of silence, where a check-in is due every {rhythm}.", **values)


def _is_done(view: KeyResultView) -> bool:
    """Whether it has reached its pass mark, after which no one waits for news."""
    return view.progress is not None and score(view.progress) >= view.key_result.commitment.pass_mark


@set_rule(
    RuleMeta(
        code="C508",
        name="incomplete-check-in",
        severity=Severity.INFO,
        why="Number and confidence belong together, since progress is not linear: the one says where we are, the "
        "other whether we will get there.",
        source="practice 13",
        bad=example(_TRIALS, CheckIn(day=date(2026, 1, 12), key_result_id="O1-KR1", value=Decimal(44))),
        good=example(
            _TRIALS,
            CheckIn(day=date(2026, 1, 12), key_result_id="O1-KR1", value=Decimal(44), confidence=Decimal("0.6")),
        ),
    )
)
def incomplete_check_in(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """The latest check-in of a key result has a value without a confidence, or the reverse."""
    for place, check_in in _latest(context):
        if (check_in.value is None) == (check_in.confidence is None):
            continue
        missing = "confidence" if check_in.confidence is None else "value"
        yield (
            Location(table=Table.CHECK_INS, record=check_in.key_result_id, position=place, field=missing),
            Violation(
                field=missing,
                message=text("The latest check-in of {id} has no confidence.", id=check_in.key_result_id)
                if missing == "confidence"
                else text("The latest check-in of {id} has no value.", id=check_in.key_result_id),
                suggestion=text(
                    "Write both: today's number, and from 0 to 1 how sure the owner is to reach the target."
                ),
            ),
        )


def _latest(context: RuleContext) -> Iterator[tuple[int, CheckIn]]:
    """The latest check-in by a person of each key result up to the day asked about, with its place in the table."""
    counted = context.okr_set.counted_check_ins()
    dated = [(ci.day, place, ci) for place, ci in counted if ci.day and ci.key_result_id and not ci.is_automatic]
    in_order = sorted(dated, key=lambda known: known[:2])
    latest = {ci.key_result_id: (place, ci) for day, place, ci in in_order if context.on is None or day <= context.on}
    yield from latest.values()


@key_result_rule(
    RuleMeta(
        code="C509",
        name="unexplained-low-confidence",
        severity=Severity.INFO,
        why="A check-in says what changed and what blocks. A low confidence alone does not show how to help.",
        source="practice 13",
        bad=example(
            _TRIALS,
            CheckIn(day=date(2026, 1, 12), key_result_id="O1-KR1", value=Decimal(41), confidence=Decimal("0.2")),
        ),
        good=example(
            _TRIALS,
            CheckIn(
                day=date(2026, 1, 12),
                key_result_id="O1-KR1",
                value=Decimal(41),
                confidence=Decimal("0.2"),
                blocks="The sign-up form is down on phones.",
            ),
        ),
    )
)
def unexplained_low_confidence(view: KeyResultView, context: RuleContext) -> Violation | None:
    """The latest check-in is at or below the policy's confidence and names no block."""
    latest = next((ci for ci in reversed(view.check_ins) if not ci.is_automatic), None)
    if latest is None or latest.confidence is None or latest.blocks.strip():
        return None
    if latest.confidence > context.policy.limits.low_confidence:
        return None
    return Violation(
        field=None,
        message=text("The confidence is {confidence:f}, and nothing says what blocks.", confidence=latest.confidence),
        suggestion=text(
            "Ask the owner what would have to be out of the way for a 0.7, and write it under What blocks."
        ),
    )


@set_rule(
    RuleMeta(
        code="C510",
        name="missing-successor",
        severity=Severity.INFO,
        why="A replaced key result is still tracked: the one that took its place shows what was learned.",
        source="practice 14",
        bad=example(_GOAL, KeyResult(id="O1-KR1", objective_id="O1", text=_TRIALS.text, status=Status.REPLACED)),
        good=example(
            _GOAL,
            KeyResult(id="O1-KR1", objective_id="O1", text=_TRIALS.text, status=Status.REPLACED, replaced_by="O1-KR2"),
            KeyResult(id="O1-KR2", objective_id="O1", text="Trials that become customers from 10% to 16%"),
        ),
    )
)
def missing_successor(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """A key result has the status replaced and does not say by which."""
    for place, key_result in enumerate(context.okr_set.key_results):
        if key_result.status is Status.REPLACED and not key_result.replaced_by.strip():
            yield (
                Location(table=Table.KEY_RESULTS, record=key_result.id or None, position=place, field="replaced_by"),
                Violation(
                    field="replaced_by",
                    message=text("{id} was replaced, and nothing says by which.", id=key_result.id)
                    if key_result.id
                    else text("A key result was replaced, and nothing says by which."),
                    suggestion=text(
                        "Write the ID of the key result that took its place, or set the status to dropped."
                    ),
                ),
            )


RULES: tuple[Rule, ...] = (
    overdue_check_in,
    incomplete_check_in,
    unexplained_low_confidence,
    missing_successor,
)
