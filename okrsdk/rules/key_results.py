"""Rules K201 to K206: does the key result say in words what will be measurably different?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language import nouns
from okrsdk.language.leading_verb import may_be_finite
from okrsdk.language.unnumbered import tells_habit, unnumbered
from okrsdk.language.vagueness import tells_amount, topic_of_key_result, unmeasured_change
from okrsdk.model import KeyResult, Kind
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.language.sentence import KeyResultSentence
    from okrsdk.rules.rule_context import KeyResultView, RuleContext


@key_result_rule(
    RuleMeta(
        code="K201",
        name="task-as-key-result",
        severity=Severity.WARNING,
        why="A task says what the team will have done, not whether it helped. If one cannot tell from the "
        "dashboard alone whether it succeeded, it is a task, and its place is the plan below the OKR.",
        source="practice 4",
        bad=example(KeyResult(text="Implement the new contact forms")),
        good=example(KeyResult(text="Raise the share of enquiries with complete contact data from 55% to 90%")),
        is_wording=True,
    )
)
def task_as_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It orders work or tells it as done, and no number says what should come of it."""
    work = view.work
    if work is None or work.counted:
        return None
    return Violation(
        message=text('"{quote}" is work: no number will show whether it helped.', quote=work.quote),
        suggestion=text(
            "Ask why: what would {people} notice, and in which number, if this worked?",
            people=context.policy.beneficiary,
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K202",
        name="output-as-key-result",
        severity=Severity.WARNING,
        why="Counting newsletters, interviews or features counts effort. All of it can be done to the last piece "
        "without anything changing for anyone.",
        source="practice 4",
        bad=example(KeyResult(text="Send 100% of the planned newsletters")),
        good=example(KeyResult(text="Raise newsletter subscribers who book a call from 12 to 30 a month")),
        is_wording=True,
    )
)
def output_as_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its number counts pieces of work, or the people and places that get it."""
    work = view.work
    if work is None or not work.counted:
        return None
    return Violation(
        message=text('"{quote}" counts the work itself, not what it brings.', quote=work.quote),
        suggestion=text("Ask why: what should be different after the last one, and where would one see it?"),
    )


@key_result_rule(
    RuleMeta(
        code="K203",
        name="unquantified-change",
        severity=Severity.WARNING,
        why="A change of unstated size is reached by the smallest step and never reached by the largest. A key "
        "result says from which number to which.",
        source="practice 9",
        bad=example(KeyResult(text="Win more leads")),
        good=example(KeyResult(text="Increase leads from organic search from 40 to 70 a month")),
        is_wording=True,
    )
)
def unquantified_change(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It promises more, less or better, or tells what people do or can do, and nothing says how much or how many."""
    if _has_measure(view):
        return None
    quote = unmeasured_change(view.sentence)
    if quote is None or view.work is not None:
        return None
    return Violation(
        message=text('"{quote}" does not say how many.', quote=quote)
        if _counts_people(view.sentence, quote)
        else text('"{quote}" does not say how much.', quote=quote),
        suggestion=text("Write the number today and the number you want: from … to …, by when."),
    )


@key_result_rule(
    RuleMeta(
        code="K204",
        name="topic-as-key-result",
        severity=Severity.WARNING,
        why="A name of something one could measure is a column header waiting for data. A key result says which "
        "number it should show, and from which it starts.",
        source="practice 9",
        bad=example(KeyResult(text="Customer satisfaction")),
        good=example(KeyResult(text="Customer satisfaction from 3.9 to 4.5 stars")),
        is_wording=True,
    )
)
def topic_as_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It has no verb and no number, and its columns have no target either."""
    quote = topic_of_key_result(view.sentence)
    if quote is None or _has_measure(view) or view.work is not None:
        return None
    return Violation(
        message=text('"{quote}" holds no number, so no one can tell whether it was reached.', quote=quote),
        suggestion=text("Write the number today and the number you want: from … to …, by when."),
    )


@key_result_rule(
    RuleMeta(
        code="K205",
        name="internal-metric",
        severity=Severity.WARNING,
        why="Numbers that only the team itself can notice, such as test coverage or closed tickets, show how it "
        "works. They can all rise while no one else sees a difference.",
        source="practice 18",
        bad=example(KeyResult(text="Increase test coverage to 80%")),
        good=example(KeyResult(text="Reduce failures that customers report from 30 to 8 a month")),
        is_wording=True,
    )
)
def internal_metric(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its metric is one of the team's own working, and no starting point makes it at least an improvement."""
    sentence = view.sentence
    if not sentence.has_number or sentence.baseline is not None or view.work is not None:
        return None
    is_statement = sentence.opening.verb is None and any(may_be_finite(word) for word in sentence.opening.rest)
    match = _OWN_WORK.search(sentence.metric.of(sentence.text)) if sentence.metric and not is_statement else None
    if match is None:
        return None
    return Violation(
        message=text('"{quote}" shows how we work, not what others get from it.', quote=match[0]),
        suggestion=text(
            "Ask why it matters: what would users meet less often, or get sooner, if this number were better?"
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K206",
        name="binary-key-result",
        severity=Severity.INFO,
        why="A key result that is either done or not is legitimate where no number says it better. It scores 0 "
        "until it scores 1, so no one sees progress in between.",
        source="practice 9",
        bad=example(KeyResult(text="Regulator approves the new device")),
        good=example(KeyResult(text="Regulator approves the new device", kind=Kind.MILESTONE)),
        is_wording=True,
    )
)
def binary_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It holds no number, and neither its kind nor its columns say how it will be graded."""
    sentence = view.sentence
    if sentence.has_number or tells_amount(sentence) or not sentence.opening.rest or _has_measure(view):
        return None
    if view.work or unmeasured_change(sentence) or topic_of_key_result(sentence):
        return None
    return Violation(
        message=text("No number says how far along this is: it will be done or not."),
        suggestion=text(
            "Write down who decides that it is done and on what evidence, or split it into stages with scores."
        ),
    )


def _counts_people(sentence: KeyResultSentence, quote: str) -> bool:
    """Whether a count of those who do it is missing, not the size of a change."""
    return tells_habit(sentence) and quote == unnumbered(sentence)


def _has_measure(view: KeyResultView) -> bool:
    """Whether the columns say how it will be graded, whatever the words say."""
    key_result = view.key_result
    is_told = key_result.kind in (Kind.MILESTONE, Kind.STAGES, Kind.FIND_BASELINE)
    return is_told or key_result.target is not None or bool(key_result.stages)


_OWN_WORK = re.compile(rf"\b(?:{nouns.OWN_WORK_METRICS})\b", re.IGNORECASE)

RULES: tuple[Rule, ...] = (
    task_as_key_result,
    output_as_key_result,
    unquantified_change,
    topic_as_key_result,
    internal_metric,
    binary_key_result,
)
