"""Rules K2..: does the key result say in words what will be measurably different?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.model import KeyResult, Kind
from okrsdk.parsing import words as lists
from okrsdk.parsing.opening import Act
from okrsdk.parsing.work import work_in
from okrsdk.rules.example import example
from okrsdk.rules.rule import About, Doubt, Rule, key_result_rule

if TYPE_CHECKING:
    from okrsdk.rules.review import KeyResultCase, Review


@key_result_rule(
    About(
        code="K201",
        name="key-result-is-a-task",
        severity=Severity.WARNING,
        why="A task tells what the team will have done, not whether it helped. If one cannot tell from the "
        "dashboard alone whether it succeeded, it is a task, and its place is the plan below the OKR.",
        source="practice 4",
        bad=example(KeyResult(text="Implement the new contact forms")),
        good=example(KeyResult(text="Raise the share of enquiries with complete contact data from 55% to 90%")),
        is_wording=True,
    )
)
def key_result_is_a_task(case: KeyResultCase, review: Review) -> Doubt | None:
    """Its leading verb orders work, and no number says what should come of it."""
    work = work_in(case.sentence)
    if work is None or work.counted:
        return None
    return Doubt(
        message=f'"{work.quote}" orders work: once it is done, no number will show whether it helped.',
        suggestion="Ask why: what would the client notice, and in which number, if this were done and worked?",
    )


@key_result_rule(
    About(
        code="K202",
        name="key-result-counts-work",
        severity=Severity.WARNING,
        why="Counting newsletters, interviews or features counts effort. All of it can be done to the last piece "
        "without anything changing for the client.",
        source="practice 4",
        bad=example(KeyResult(text="Send 100% of scheduled newsletters")),
        good=example(KeyResult(text="Raise newsletter subscribers who book a call from 12 to 30 a month")),
        is_wording=True,
    )
)
def key_result_counts_work(case: KeyResultCase, review: Review) -> Doubt | None:
    """Its number counts pieces of work."""
    work = work_in(case.sentence)
    if work is None or not work.counted:
        return None
    return Doubt(
        message=f'"{work.quote}" counts the work itself ({work.counted}), not what it brings.',
        suggestion="Ask why: what should be different after the last one, and where would one see it?",
    )


@key_result_rule(
    About(
        code="K203",
        name="change-without-a-number",
        severity=Severity.WARNING,
        why="A change of unstated size is reached by the smallest step and never reached by the largest. A key "
        "result says from which number to which.",
        source="practice 9",
        bad=example(KeyResult(text="Acquire more leads")),
        good=example(KeyResult(text="Increase leads from organic search from 40 to 70 a month")),
        is_wording=True,
    )
)
def change_without_a_number(case: KeyResultCase, review: Review) -> Doubt | None:
    """It promises more, less or better, and neither its words nor its columns say how much."""
    sentence = case.sentence
    if sentence.has_number or case.key_result.target is not None or case.key_result.stages:
        return None
    if case.key_result.kind is Kind.FIND_BASELINE:
        return None
    quote = _unmeasured_change(case)
    if quote is None:
        return None
    return Doubt(
        message=f'"{quote}" does not say how much.',
        suggestion="Write the number it stands at today and the number you want: from … to …, by when.",
    )


def _unmeasured_change(case: KeyResultCase) -> str | None:
    head = case.sentence.opening
    if head.act in (Act.RISE, Act.FALL, Act.HOLD) and head.verb is not None:
        return None if head.base in lists.TO_ZERO else head.verb.text
    if head.act is Act.REACH:
        vague = next((word for word in head.rest if word.folded in lists.VAGUE_DEGREES), None)
        return vague.text if vague else None
    first = head.rest[0] if head.rest else None
    return first.text if first is not None and first.folded in lists.VAGUE_DEGREES else None


@key_result_rule(
    About(
        code="K204",
        name="baseline-is-the-target",
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
def baseline_is_the_target(case: KeyResultCase, review: Review) -> Doubt | None:
    """A linear key result starts where it should end."""
    key_result = case.key_result
    if not key_result.kind.is_linear or key_result.target is None or key_result.baseline != key_result.target:
        return None
    return Doubt(
        field="target",
        message=f"Baseline and target are both {key_result.target:f}, so there is no way to grade.",
        suggestion="Correct one of them, or choose the kind at_least or at_most if the number is to stay as it is.",
    )


@key_result_rule(
    About(
        code="K205",
        name="baseline-is-missing",
        severity=Severity.WARNING,
        why="Progress is measured from somewhere: without the number at the start neither stretch nor score "
        "means anything. If nobody knows it, finding it out is the first key result.",
        source="practice 9",
        bad=example(KeyResult(text="Increase demo requests to 60 a month", target=Decimal(60))),
        good=example(
            KeyResult(text="Increase demo requests from 35 to 60 a month", baseline=Decimal(35), target=Decimal(60))
        ),
    )
)
def baseline_is_missing(case: KeyResultCase, review: Review) -> Doubt | None:
    """A linear key result has a target and no baseline."""
    key_result = case.key_result
    if not key_result.kind.is_linear or key_result.target is None or key_result.baseline is not None:
        return None
    return Doubt(
        field="baseline",
        message=f"The way to {key_result.target:f} has no start: the baseline is blank.",
        suggestion="Look up today's number; if nobody knows it yet, choose the kind find_baseline for this cycle.",
    )


@key_result_rule(
    About(
        code="K206",
        name="percent-scales-are-mixed",
        severity=Severity.WARNING,
        why="A sheet holds 45 % as 0.45. When one cell of a key result has the share and another the "
        "hundredfold, its score is wrong by a factor of a hundred.",
        source="practice 9",
        bad=example(KeyResult(text="Raise the close rate", unit="%", baseline=Decimal("0.2"), target=Decimal(45))),
        good=example(KeyResult(text="Raise the close rate", unit="%", baseline=Decimal("0.2"), target=Decimal("0.45"))),
    )
)
def percent_scales_are_mixed(case: KeyResultCase, review: Review) -> Doubt | None:
    """In percent, one amount lies below 1 and another far above it."""
    key_result = case.key_result
    if key_result.unit.strip().lower() not in ("%", "percent", "pct"):
        return None
    named = {"baseline": key_result.baseline, "target": key_result.target, "current": key_result.current}
    known = {name: value for name, value in named.items() if value}
    if len(known) < 2:  # noqa: PLR2004 - one amount alone cannot be mixed
        return None
    low, high = min(known, key=lambda name: abs(known[name])), max(known, key=lambda name: abs(known[name]))
    is_mixed = (
        abs(known[low]) < 1 and abs(known[high]) >= _SURELY_POINTS and abs(known[high] / known[low]) >= _FAR_APART
    )
    if not is_mixed:
        return None
    return Doubt(
        field=high,
        message=f"In %, the {low} {known[low]:f} and the {high} {known[high]:f} seem to be on two scales.",
        suggestion=f"Write both as percentages (45 %) or both as shares (0.45): is the {high} {known[high] / 100:f}?",
    )


_SURELY_POINTS = Decimal(10)
_FAR_APART = Decimal(20)

RULES: tuple[Rule, ...] = (
    key_result_is_a_task,
    key_result_counts_work,
    change_without_a_number,
    baseline_is_the_target,
    baseline_is_missing,
    percent_scales_are_mixed,
)
