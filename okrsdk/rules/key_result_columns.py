"""Rules K229 to K242: do the columns of a key result fit its words and its cycle?"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.amount_text import plain_text
from okrsdk.language.percentages import is_in_percent
from okrsdk.language.units import converted
from okrsdk.model import Cycle, KeyResult, Kind
from okrsdk.rules.example import example
from okrsdk.rules.percent_scales import other_scale
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.language.numbers import Amount
    from okrsdk.rules.rule_context import KeyResultView, RuleContext


@key_result_rule(
    RuleMeta(
        code="K229",
        name="text-column-mismatch",
        severity=Severity.WARNING,
        why="Owners read the sentence, the score comes from the columns. When they name different numbers, the "
        "score answers another question than the one people ask.",
        source="practice 9",
        bad=example(KeyResult(text="Increase trials from 40 to 90 a week", baseline=Decimal(40), target=Decimal(80))),
        good=example(KeyResult(text="Increase trials from 40 to 90 a week", baseline=Decimal(40), target=Decimal(90))),
    )
)
def text_column_mismatch(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its sentence names a baseline or target other than the column's."""
    if view.sentence.baseline is None:
        return None
    for field, told, held in _told_and_held(view):
        if not _agree(told, held, view.key_result.unit):
            words = told.span.of(view.sentence.text).strip()
            return Violation(
                field=field,
                message=text(
                    "The words say {words}, the target column says {held}.", words=words, held=plain_text(held)
                )
                if field == "target"
                else text(
                    "The words say {words}, the baseline column says {held}.", words=words, held=plain_text(held)
                ),
                suggestion=text("Correct the one that is out of date."),
            )
    return None


def has_other_numbers(view: KeyResultView) -> bool:
    """Whether a column holds another baseline or target than the words, under every reading of the words."""
    return any(not _agree(told, held, view.key_result.unit) for _, told, held in _told_and_held(view))


def _told_and_held(view: KeyResultView) -> Iterator[tuple[str, Amount, Decimal]]:
    sentence, key_result = view.sentence, view.key_result
    pairs = (("target", sentence.target, key_result.target), ("baseline", sentence.baseline, key_result.baseline))
    for field, told, held in pairs:
        if told is not None and told.readings and held is not None:
            yield field, told, held


@key_result_rule(
    RuleMeta(
        code="K230",
        name="missing-unit",
        severity=Severity.INFO,
        why="40 what? A unit settles whether the number is leads, percent or dollars, a month or in all.",
        source="practice 3",
        bad=example(KeyResult(text="Raise demo requests", baseline=Decimal(35), target=Decimal(60))),
        good=example(KeyResult(text="Raise demo requests", unit="requests", baseline=Decimal(35), target=Decimal(60))),
    )
)
def missing_unit(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It has a target, and neither unit nor words say of what."""
    key_result, target = view.key_result, view.sentence.target
    if key_result.target is None or key_result.unit.strip() or key_result.kind in (Kind.MILESTONE, Kind.STAGES):
        return None
    if target is not None and target.unit:
        return None
    return Violation(
        field="unit",
        message=text("The target is {target:f}, and the unit is blank.", target=key_result.target),
        suggestion=text("Write what is counted: leads, %, $, minutes."),
    )


@key_result_rule(
    RuleMeta(
        code="K231",
        name="implausible-progress",
        severity=Severity.WARNING,
        why="A value many times the whole way off is a slip of the hand, a lost decimal mark or another unit; it "
        "scores 1.00 or 0 all the same.",
        source="practice 9",
        bad=example(
            KeyResult(text="Registrations a month", baseline=Decimal(10), target=Decimal(20), current=Decimal(12444))
        ),
        good=example(
            KeyResult(text="Registrations a month", baseline=Decimal(10), target=Decimal(20), current=Decimal(14))
        ),
    )
)
def implausible_progress(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its current value, or its newest check-in, is many times the way from baseline to target away from both."""
    key_result = view.key_result
    baseline, target = key_result.baseline, key_result.target
    if not key_result.kind.is_linear or baseline is None or target is None or baseline == target:
        return None
    latest = view.latest_value
    if is_in_percent(key_result.unit) and other_scale(key_result, latest) is not None:
        return None  # that has a finding of its own
    amounts = ((text("current value"), key_result.current), (text("value of the newest check-in"), latest))
    for name, value in amounts:
        progress = None if value is None else (value - baseline) / (target - baseline)
        if value is not None and progress is not None and abs(progress) >= _MOST_WAYS:
            return Violation(
                field="current",
                message=text(
                    "The {name} {value} is {times:,.0f} times the way from {baseline} to {target}.",
                    name=name,
                    value=plain_text(value),
                    times=abs(progress),
                    baseline=plain_text(baseline),
                    target=plain_text(target),
                ),
                suggestion=text("Check its decimal mark, scale and unit; if it is right, baseline and target are not."),
            )
    return None


@key_result_rule(
    RuleMeta(
        code="K241",
        name="date-outside-cycle",
        severity=Severity.WARNING,
        why="What falls due after the cycle cannot be graded in it, and what was due before it is history.",
        source="practice 15",
        bad=example(Cycle.parse("2026-Q1"), KeyResult(text="Rating from 4.1 to 4.6 stars", due=date(2026, 6, 30))),
        good=example(Cycle.parse("2026-Q1"), KeyResult(text="Rating from 4.1 to 4.6 stars", due=date(2026, 3, 31))),
    )
)
def date_outside_cycle(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its due date, or the date in its words, is outside the cycle."""
    told = view.sentence.due.day if view.sentence.due and view.sentence.due.is_deadline else None
    due, field = (view.key_result.due, "due") if view.key_result.due else (told, "text")
    if due is None or context.cycle is None or due in context.cycle:
        return None
    return Violation(
        field=field,
        message=text(
            "It is due on {due}, outside {cycle} ({start} to {end}).",
            due=due,
            cycle=context.cycle.name,
            start=context.cycle.start,
            end=context.cycle.end,
        ),
        suggestion=text(
            "Say what should be reached by the end of this cycle, or move the key result to the one it belongs to."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K242",
        name="missing-key-result-owner",
        severity=Severity.INFO,
        why="The owner answers for the number and gives an honest confidence every week. What everyone owns, "
        "no one checks in.",
        source="practice 17",
        bad=example(KeyResult(text="Rating from 4.1 to 4.6 stars")),
        good=example(KeyResult(text="Rating from 4.1 to 4.6 stars", owner="Head of Service")),
    )
)
def missing_key_result_owner(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its owner is blank, and so is its objective's."""
    if view.key_result.owner.strip() or (view.objective is not None and view.objective.owner.strip()):
        return None
    if not view.key_result.text.strip():
        return None
    return Violation(
        field="owner",
        message=text("No one answers for this key result."),
        suggestion=text("Name the role that sees the number first and can do something about it."),
    )


def _agree(told: Amount, held: Decimal, unit: str) -> bool:
    """Whether the words may mean the column's number, in its unit or on another scale: `1.2M` 1.2, `45 %` 0.45."""
    in_unit = (converted(reading, told.unit, unit) for reading in told.readings)
    return any(_are_equal(reading, held) for reading in (*told.readings, *in_unit) if reading is not None)


def _are_equal(told: Decimal, held: Decimal) -> bool:
    if not told or not held:
        return told == held
    ratio = told / held
    power = ratio.adjusted()
    return power in _POWERS and ratio.scaleb(-power) == 1


_MOST_WAYS = 20
_POWERS = frozenset((-9, -6, -3, -2, 0, 2, 3, 6, 9))
"""The powers of ten by which two scales of one number differ: thousands, percent, and so on."""

RULES: tuple[Rule, ...] = (
    text_column_mismatch,
    missing_unit,
    implausible_progress,
    date_outside_cycle,
    missing_key_result_owner,
)
