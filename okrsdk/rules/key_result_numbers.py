"""Rules K221 to K228: can the numbers of a key result be graded, and are they a stretch one believes?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.amount_text import plain_text
from okrsdk.language.direction import Direction
from okrsdk.language.percentages import is_in_percent, percent_factor
from okrsdk.language.units import comparable
from okrsdk.model import KeyResult, Kind
from okrsdk.rules.example import example
from okrsdk.rules.key_result_columns import has_other_numbers
from okrsdk.rules.percent_scales import other_scale
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.rules.rule_context import KeyResultView, RuleContext


@key_result_rule(
    RuleMeta(
        code="K221",
        name="baseline-equals-target",
        severity=Severity.ERROR,
        why="On a way of no length there is no progress: nothing can be graded. Where the number is to stay as "
        "it is, the kind is at_least or at_most, and where the start is not known it is find_baseline.",
        source="practice 9",
        bad=example(
            KeyResult(text="Keep the renewal rate at 90%", baseline=Decimal("0.9"), target=Decimal("0.9"), unit="%")
        ),
        good=example(
            KeyResult(text="Keep the renewal rate at 90%", kind=Kind.AT_LEAST, target=Decimal("0.9"), unit="%")
        ),
    )
)
def baseline_equals_target(view: KeyResultView, context: RuleContext) -> Violation | None:
    """A linear key result starts where it should end."""
    key_result = view.key_result
    if not key_result.kind.is_linear or key_result.target is None or key_result.baseline != key_result.target:
        return None
    return Violation(
        field="target",
        message=text("Baseline and target are both {value:f}, so there is no way to grade.", value=key_result.target),
        suggestion=text(
            "Correct one of them, or choose the kind at_least or at_most if the number is to stay as it is."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K222",
        name="missing-baseline",
        severity=Severity.WARNING,
        why="Progress is measured from somewhere: without the number at the start neither stretch nor score "
        "means anything. If no one knows it, finding it out is the first key result.",
        source="practice 9",
        bad=example(KeyResult(text="Increase demo requests to 60 a month", target=Decimal(60))),
        good=example(
            KeyResult(text="Increase demo requests from 35 to 60 a month", baseline=Decimal(35), target=Decimal(60))
        ),
    )
)
def missing_baseline(view: KeyResultView, context: RuleContext) -> Violation | None:
    """A linear key result has a target and no baseline."""
    key_result = view.key_result
    if not key_result.kind.is_linear or key_result.target is None or key_result.baseline is not None:
        return None
    return Violation(
        field="baseline",
        message=text("The way to {target:f} has no start: the baseline is blank.", target=key_result.target),
        suggestion=text(
            "Look up today's number; if no one knows it yet, choose the kind find_baseline for this cycle."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K223",
        name="missing-target",
        severity=Severity.WARNING,
        why="Without a target no one knows what to try for, and nothing can be graded.",
        source="practice 9",
        bad=example(KeyResult(text="Increase demo requests from 35 to 60", baseline=Decimal(35))),
        good=example(KeyResult(text="Increase demo requests from 35 to 60", baseline=Decimal(35), target=Decimal(60))),
    )
)
def missing_target(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its kind needs a target and the cell is blank; where its words hold no number either, they have a finding."""
    key_result = view.key_result
    needs_none = key_result.kind in (Kind.MILESTONE, Kind.STAGES, Kind.FIND_BASELINE)
    if needs_none or key_result.target is not None or not view.sentence.has_number:
        return None
    change, told = view.sentence.change, view.sentence.target
    if change is not None and told is None and change.value is not None and change.unit == "%":
        share = change.span.of(view.sentence.text).strip().lstrip("+-")
        return Violation(
            field="target",
            message=text("The target is blank, and {share} of an unknown number cannot be graded.", share=share),
            suggestion=text(
                "Write today's number and the one you want; or grade the change itself: baseline 0 %, "
                "target {change:f} %.",
                change=change.value,
            ),
        )
    blank = text("The target is blank, so this key result cannot be graded.")
    if told is not None and told.value:
        blank = text(
            "The target is blank, so this key result cannot be graded. The words say {words}.",
            words=told.span.of(view.sentence.text).strip(),
        )
    return Violation(
        field="target",
        message=blank,
        suggestion=text(
            "Write the number you really want to see; if it will only be done or not, choose the kind milestone."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K224",
        name="mixed-percent-scales",
        severity=Severity.WARNING,
        why="A sheet holds 45 % as 0.45. When one cell of a key result has the share and another the "
        "hundredfold, its score is wrong by a factor of a hundred.",
        source="practice 9",
        bad=example(KeyResult(text="Raise the close rate", unit="%", baseline=Decimal("0.2"), target=Decimal(45))),
        good=example(KeyResult(text="Raise the close rate", unit="%", baseline=Decimal("0.2"), target=Decimal("0.45"))),
    )
)
def mixed_percent_scales(view: KeyResultView, context: RuleContext) -> Violation | None:
    """In percent, one amount is the hundredfold or a hundredth of what fits the others."""
    key_result = view.key_result
    if not is_in_percent(key_result.unit):
        return None
    found = other_scale(key_result, view.latest_value)
    if found is None:
        return None
    (low, low_value), (high, high_value) = found.low, found.high
    return Violation(
        field="current" if found.suspect == "value" else found.suspect,
        message=text(
            "In %, the {low} {low_value} and the {high} {high_value} seem to be on two scales.",
            low=_AMOUNTS[low],
            low_value=plain_text(low_value),
            high=_AMOUNTS[high],
            high_value=plain_text(high_value),
        ),
        suggestion=text(
            "Write both as percentages (45 %) or both as shares (0.45): is the {name} {meant}?",
            name=_AMOUNTS[found.suspect],
            meant=plain_text(found.meant),
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K225",
        name="contradictory-direction",
        severity=Severity.ERROR,
        why="A number that goes up where the words say down is a slip in one of the two, and whichever is "
        "graded, half of the team works the other way.",
        source="practice 9",
        bad=example(KeyResult(text="Reduce complaints from 5 to 9 a month")),
        good=example(KeyResult(text="Reduce complaints from 9 to 5 a month")),
        is_wording=True,
    )
)
def contradictory_direction(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It says reduce and goes from less to more, or increase and goes from more to less."""
    sentence = view.sentence
    direction, values = sentence.direction, _compared(sentence.baseline, sentence.target)
    if has_other_numbers(view):
        return None  # what is graded goes another way than these words: that has a finding of its own
    if values is None or sentence.opening.base not in _PLAIN_CHANGES or sentence.opening.verb is None:
        return None
    goes_down = values[1] < values[0]
    is_against = (direction is Direction.UP and goes_down) or (direction is Direction.DOWN and values[1] > values[0])
    if not is_against or sentence.baseline is None or sentence.target is None:
        return None
    first, last = (amount.span.of(sentence.text).strip() for amount in (sentence.baseline, sentence.target))
    told = {"verb": sentence.opening.verb.text, "first": first, "last": last}
    return Violation(
        message=text('"{verb}" goes down here, from {first} to {last}.', **told)
        if goes_down
        else text('"{verb}" goes up here, from {first} to {last}.', **told),
        suggestion=text("Swap the two numbers, or write the verb that fits them."),
    )


@key_result_rule(
    RuleMeta(
        code="K226",
        name="contradictory-kind",
        severity=Severity.WARNING,
        why="The kind says which way is better. When baseline and target say the opposite, stretch mark and "
        "words on the overview mislead.",
        source="practice 9",
        bad=example(
            KeyResult(text="Waiting time", kind=Kind.INCREASE, unit="minutes", baseline=Decimal(9), target=Decimal(5))
        ),
        good=example(
            KeyResult(text="Waiting time", kind=Kind.DECREASE, unit="minutes", baseline=Decimal(9), target=Decimal(5))
        ),
    )
)
def contradictory_kind(view: KeyResultView, context: RuleContext) -> Violation | None:
    """An increase ends below its baseline, a decrease above it."""
    key_result = view.key_result
    baseline, target = key_result.baseline, key_result.target
    if baseline is None or target is None:
        return None
    is_downward = key_result.kind is Kind.INCREASE and target < baseline
    if not is_downward and not (key_result.kind is Kind.DECREASE and target > baseline):
        return None
    values: dict[str, object] = {"kind": key_result.kind, "baseline": baseline, "target": target}
    return Violation(
        field="kind",
        message=text("The kind is {kind}, and the way from {baseline:f} to {target:f} goes down.", **values)
        if is_downward
        else text("The kind is {kind}, and the way from {baseline:f} to {target:f} goes up.", **values),
        suggestion=text("Choose the kind that fits the numbers, or swap them."),
    )


@key_result_rule(
    RuleMeta(
        code="K227",
        name="trivial-stretch",
        severity=Severity.WARNING,
        why="The target is a stretch: what one really wants is 70 % of the way. A change that chance alone would "
        "bring is reached without doing anything.",
        source="practice 10",
        bad=example(KeyResult(text="Increase orders from 1,000 to 1,010 a month")),
        good=example(KeyResult(text="Increase orders from 1,000 to 1,300 a month")),
        is_wording=True,
    )
)
def trivial_stretch(view: KeyResultView, context: RuleContext) -> Violation | None:
    """The change is smaller than the policy's share of the baseline, and of what is missing to 100 %."""
    ends = _ends(view)
    if ends is None or ends[0] == ends[1] or not ends[0]:
        return None
    baseline, target, is_share = ends
    change = abs(target - baseline) / abs(baseline)
    rest = abs(target - baseline) / (_WHOLE - baseline) if is_share and 0 < baseline < _WHOLE else change
    if max(change, rest) >= context.policy.limits.trivial_change:
        return None
    return Violation(
        message=text(
            "From {baseline:,f} to {target:,f} is a change of {change:.1%}.",
            baseline=baseline,
            target=target,
            change=change,
        ),
        suggestion=text("What would you really like to see? Write down a target of which that is 70 %."),
    )


@key_result_rule(
    RuleMeta(
        code="K228",
        name="unrealistic-stretch",
        severity=Severity.WARNING,
        why="A stretch that no one believes is ignored from the first day. Targets rest on what the business can "
        "carry.",
        source="practice 10",
        bad=example(KeyResult(text="Grow orders from 200 to 9,000 a month")),
        good=example(KeyResult(text="Grow orders from 200 to 320 a month")),
        is_wording=True,
    )
)
def unrealistic_stretch(view: KeyResultView, context: RuleContext) -> Violation | None:
    """The target is a multiple of the baseline beyond the policy's limit."""
    ends = _ends(view)
    if ends is None or ends[2] or ends[0] < _SMALL_START:
        return None
    baseline, target, _ = ends
    if target <= context.policy.limits.absurd_multiple * baseline:
        return None
    return Violation(
        message=text(
            "From {baseline:,f} to {target:,f} is {times:.0f} times as much.",
            baseline=baseline,
            target=target,
            times=target / baseline,
        ),
        suggestion=text("What would be a bold result that the owner still believes in at a confidence of 0.5?"),
    )


def _ends(view: KeyResultView) -> tuple[Decimal, Decimal, bool] | None:
    """Baseline and target from the columns, else from the words, and whether they are shares in percent."""
    key_result, sentence = view.key_result, view.sentence
    if key_result.baseline is not None and key_result.target is not None:
        if not key_result.kind.is_linear:
            return None
        is_share = is_in_percent(key_result.unit)
        factor = percent_factor(key_result) if is_share else 1
        return key_result.baseline * factor, key_result.target * factor, is_share
    values = _compared(sentence.baseline, sentence.target)
    if values is None or sentence.target is None or sentence.baseline is None:
        return None
    is_share = "%" in (sentence.target.unit, sentence.baseline.unit)
    return values[0], values[1], is_share


def _compared(baseline: Amount | None, target: Amount | None) -> tuple[Decimal, Decimal] | None:
    if baseline is None or target is None or baseline.value is None or target.value is None:
        return None
    return comparable((baseline.value, baseline.unit), (target.value, target.unit))


_AMOUNTS = {
    "baseline": text("baseline"),
    "target": text("target"),
    "current": text("current value"),
    "value": text("value of the newest check-in"),
}
_PLAIN_CHANGES = frozenset(
    {"increase", "raise", "grow", "boost", "lift", "reduce", "decrease", "cut", "lower", "drop", "shorten", "shrink"}
)
_WHOLE = 100
_SMALL_START = 10

RULES: tuple[Rule, ...] = (
    baseline_equals_target,
    missing_baseline,
    missing_target,
    mixed_percent_scales,
    contradictory_direction,
    contradictory_kind,
    trivial_stretch,
    unrealistic_stretch,
)
