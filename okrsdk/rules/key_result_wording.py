"""Rules K207 to K213: what else the words of a key result may be asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language import nouns
from okrsdk.language.changes import joined_results, means_in
from okrsdk.language.direction import Direction
from okrsdk.language.phrases import heads, is_in, phrase
from okrsdk.model import KeyResult
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount
    from okrsdk.rules.rule_context import KeyResultView, RuleContext


@key_result_rule(
    RuleMeta(
        code="K207",
        name="multiple-metrics",
        severity=Severity.WARNING,
        why="Two metrics in one key result have two baselines and two targets, and one score cannot tell which "
        "was missed.",
        source="practice 9",
        bad=example(KeyResult(text="Increase trials by 20% and reduce cancellations by 10%")),
        good=example(
            KeyResult(text="Increase trials from 200 to 240 a month"),
            KeyResult(text="Reduce cancellations from 50 to 45 a month"),
        ),
        is_wording=True,
    )
)
def multiple_metrics(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Two metrics, each with its own amount, are joined in one sentence."""
    joined = joined_results(view.sentence)
    if not joined or view.work is not None:
        return None
    return Violation(
        message=text('"{one}" and "{other}" are two results in one key result.', one=joined[0], other=joined[1]),
        suggestion=text("Make it two key results, or keep the one without which the other would not count."),
    )


@key_result_rule(
    RuleMeta(
        code="K208",
        name="unfilled-placeholder",
        severity=Severity.WARNING,
        why="A draft may leave the number open until the revenue data is there; a cycle cannot start on it.",
        source="practice 6",
        bad=example(KeyResult(text="Raise lead conversion from X to Y")),
        good=example(KeyResult(text="Raise lead conversion from 12% to 18%")),
        is_wording=True,
    )
)
def unfilled_placeholder(view: KeyResultView, context: RuleContext) -> Violation | None:
    """A letter is where a number should be."""
    sentence = view.sentence
    still_open = next(
        (amount for amount in sentence.amounts if amount.is_open and not _is_kept_back(amount, sentence.text)), None
    )
    if still_open is None or view.key_result.target is not None:
        return None
    return Violation(
        message=text('"{quote}" is still there in place of a number.', quote=still_open.span.of(sentence.text).strip()),
        suggestion=text("Ask for the figure; if no one has it, make finding the baseline the key result."),
    )


@key_result_rule(
    RuleMeta(
        code="K209",
        name="vanity-metric",
        severity=Severity.INFO,
        why="Followers, likes and impressions rise without anyone buying. They are worth a key result only where "
        "a later stage of the funnel is known to follow them.",
        source="practice 5",
        bad=example(KeyResult(text="Increase followers from 2,000 to 5,000")),
        good=example(KeyResult(text="Increase enquiries from social media from 10 to 25 a month")),
        is_wording=True,
    )
)
def vanity_metric(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It counts followers, likes, impressions and the like."""
    sentence = view.sentence
    if not sentence.has_number or sentence.metric is None:
        return None
    metric = phrase(sentence.text, sentence.metric.start)
    vain = next((word for word in heads(metric) if is_in(word, nouns.VANITY_NOUNS)), None)
    if vain is None:
        return None
    return Violation(
        message=text(
            '"{quote}" can rise while nothing changes for {people}.', quote=vain.text, people=context.policy.beneficiary
        ),
        suggestion=text("Ask what these people should do next, and count those who do it."),
    )


@key_result_rule(
    RuleMeta(
        code="K210",
        name="unanchored-100-percent",
        severity=Severity.INFO,
        why="100 % leaves no room for a stretch, and without a count of the whole it cannot be checked.",
        source="practice 10",
        bad=example(KeyResult(text="100% of customers are happy")),
        good=example(KeyResult(text="Share of customers who rate us 4 or better from 71% to 90%")),
        is_wording=True,
    )
)
def unanchored_100_percent(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its target is 100 %, from no baseline."""
    sentence = view.sentence
    if view.work is not None or view.key_result.baseline is not None or sentence.baseline is not None:
        return None
    whole = next((a for a in sentence.amounts if a.value == _WHOLE and a.unit == "%"), None)
    if whole is None:
        return None
    return Violation(
        message=text(
            '"{quote}" does not say of how many, nor what it is today.', quote=whole.span.of(sentence.text).strip()
        ),
        suggestion=text("Write today's share and what all of them are: 100 % of which 40, and how many now?"),
    )


@key_result_rule(
    RuleMeta(
        code="K211",
        name="long-key-result",
        severity=Severity.INFO,
        why="What cannot be said in a breath is not remembered in week six.",
        source="practice 9",
        bad=example(
            KeyResult(
                text="Increase the share of bookings that come through the app from 10% to 35%, counting only those of "
                "guests who have stayed before and who have not called the reception in the week before arrival, as "
                "agreed with the hotel managers of all three houses at the kick-off, with the exception of groups"
            )
        ),
        good=example(KeyResult(text="Increase bookings of returning guests through the app from 10% to 35%")),
        is_wording=True,
    )
)
def long_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It has more words than the policy's limit."""
    count, limit = len(view.sentence.opening.rest), context.policy.limits.max_key_result_words
    if count <= limit:
        return None
    return Violation(
        message=text(
            "This key result has {count} words; the {policy} policy stops at {limit}.",
            count=count,
            policy=context.policy.name,
            limit=limit,
        ),
        suggestion=text("Keep metric, from, to and when; how it is counted belongs in Metric and Source."),
    )


@key_result_rule(
    RuleMeta(
        code="K212",
        name="tactic-in-key-result",
        severity=Severity.INFO,
        why="How it will be reached is a tactic and may change every week. Inside the key result it ties the "
        "team to one way before anyone knows that it works.",
        source="practice 1",
        bad=example(KeyResult(text="Increase bookings from 100 to 140 by launching a new website")),
        good=example(KeyResult(text="Increase bookings from 100 to 140 a month")),
        is_wording=True,
    )
)
def tactic_in_key_result(view: KeyResultView, context: RuleContext) -> Violation | None:
    """After the result it says by what work (`by launching …`)."""
    quote = means_in(view.sentence.text)
    if quote is None or not view.sentence.has_number or view.work is not None:
        return None
    return Violation(
        message=text('"{quote}" is how, not what: a tactic inside the key result.', quote=quote),
        suggestion=text("Move it to the execution plan and keep the number; another way may turn out to be better."),
    )


@key_result_rule(
    RuleMeta(
        code="K213",
        name="health-metric",
        severity=Severity.INFO,
        why="A KPI shows whether the business is healthy; an OKR changes something. Keeping a number where it is "
        "belongs on the dashboard, unless what you change puts it in danger.",
        source="practice 19",
        bad=example(KeyResult(text="Maintain uptime of 99.9%")),
        good=example(KeyResult(text="Reduce outages that stop an order from 6 to 1 a month")),
        is_wording=True,
    )
)
def health_metric(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It keeps a number where it is."""
    sentence = view.sentence
    if sentence.direction is not Direction.HOLD or not sentence.has_number or sentence.opening.verb is None:
        return None
    if view.work is not None:
        return None
    return Violation(
        message=text(
            '"{quote}" keeps things as they are: a health metric rather than a change.',
            quote=sentence.opening.verb.text,
        ),
        suggestion=text("Watch it as a KPI; keep it here only as the guardrail of another key result."),
    )


def _is_kept_back(amount: Amount, text: str) -> bool:
    """Whether a numbered letter (`N4 customers`) is in place of a figure that is known and not published."""
    return re.search(r"N\d|M", amount.span.of(text)) is not None


_WHOLE = 100

RULES: tuple[Rule, ...] = (
    multiple_metrics,
    unfilled_placeholder,
    vanity_metric,
    unanchored_100_percent,
    long_key_result,
    tactic_in_key_result,
    health_metric,
)
