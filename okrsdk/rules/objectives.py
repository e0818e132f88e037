"""Rules O101 to O109: is the objective an outcome one would want, said in one plain sentence?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.changes import means_in
from okrsdk.language.objective_vagueness import bare_metric_in, vagueness_in
from okrsdk.language.objective_wording import tactic_in, topic_in
from okrsdk.language.text import body_start
from okrsdk.model import Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, objective_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.rules.rule_context import ObjectiveView, RuleContext


@objective_rule(
    RuleMeta(
        code="O101",
        name="tactic-as-objective",
        severity=Severity.WARNING,
        why="An objective is what those we work for care about and, as clients, pay for. What we do for it is a "
        "tactic: it belongs in the execution plan, where it may change every week.",
        source="practice 2",
        bad=example(Objective(text="Build landing pages for every service")),
        good=example(Objective(text="Bring new customers to the services that have room")),
        is_wording=True,
    )
)
def tactic_as_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It orders work."""
    quote = tactic_in(view.sentence)
    if quote is None:
        return None
    return Violation(
        message=text('"{quote}" says what we do, not what it is for.', quote=quote),
        suggestion=text(
            "Ask why, and again why, until the answer is something that {people} would {test}.",
            people=context.policy.beneficiary,
            test=context.policy.test,
        ),
    )


@objective_rule(
    RuleMeta(
        code="O102",
        name="number-in-objective",
        severity=Severity.WARNING,
        why="The objective says where to and why; the numbers that prove it are the key results. A number in the "
        "objective is a key result in the wrong place, and the team stops looking for the others.",
        source="practice 9",
        bad=example(Objective(text="Increase qualified pipeline by 40%")),
        good=example(Objective(text="Give sales a pipeline it can live on")),
        is_wording=True,
    )
)
def number_in_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It holds an amount."""
    quote = view.sentence.stated_number
    if quote is None:
        return None
    if any(amount.is_open and amount.span.of(view.sentence.text).strip() == quote for amount in view.sentence.amounts):
        return Violation(
            message=text('"{quote}" is still there in place of what is meant.', quote=quote),
            suggestion=text("Write who or what is meant. If it is a number, it belongs into a key result."),
        )
    return Violation(
        message=text('"{quote}" is a number in an objective.', quote=quote),
        suggestion=text(
            "Move the number into a key result, and let the objective say what will be better and for whom."
        ),
    )


@objective_rule(
    RuleMeta(
        code="O103",
        name="vague-objective",
        severity=Severity.WARNING,
        why="An objective takes sides: it says what gets better, for whom or where, so that something else can "
        "wait. Words that fit every team in every quarter exclude nothing and cannot be missed.",
        source="practice 9",
        bad=example(Objective(text="Improve quality and efficiency")),
        good=example(Objective(text="Ship orders so complete that no one has to ask for the rest")),
        is_wording=True,
    )
)
def vague_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It only holds words that fit everyone."""
    quote = vagueness_in(view.sentence)
    if quote is None or tactic_in(view.sentence) is not None:
        return None
    return Violation(
        message=text('"{quote}" would fit every team in every quarter.', quote=quote),
        suggestion=text(
            "Ask what exactly should be better, for whom, and how they would notice: that is the objective."
        ),
    )


@objective_rule(
    RuleMeta(
        code="O104",
        name="topic-as-objective",
        severity=Severity.WARNING,
        why="A topic has no direction. An objective is a sentence that says what will be different.",
        source="practice 9",
        bad=example(Objective(text="Customer support")),
        good=example(Objective(text="Customers find answers without having to ask us")),
        is_wording=True,
    )
)
def topic_as_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It has no verb and few words."""
    quote = topic_in(view.sentence)
    if quote is None or vagueness_in(view.sentence) is not None:
        return None
    return Violation(
        message=text('"{quote}" names a topic, not where it should go.', quote=quote),
        suggestion=text("Say what will be different about it at the end of the cycle, and for whom."),
    )


@objective_rule(
    RuleMeta(
        code="O105",
        name="metric-as-objective",
        severity=Severity.WARNING,
        why="A number of the dashboard that should go up or down is a key result without its amount. The "
        "objective behind it says what one wants to have achieved when it moves.",
        source="practice 9",
        bad=example(Objective(text="Reduce churn and improve retention across our customer base")),
        good=example(Objective(text="Customers of the first year find a reason to stay")),
        is_wording=True,
    )
)
def metric_as_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It moves a well-known metric and says neither for whom nor what for."""
    quote = bare_metric_in(view.sentence)
    if quote is None or tactic_in(view.sentence) is not None:
        return None
    return Violation(
        message=text('"{quote}" moves a number and does not say what for.', quote=quote),
        suggestion=text(
            "Ask why that number matters now: what would be true of the business or its customers if it moved?"
        ),
    )


@objective_rule(
    RuleMeta(
        code="O106",
        name="long-objective",
        severity=Severity.INFO,
        why="An objective that cannot be said in a breath is not remembered, and what is not remembered guides no one.",
        source="practice 9",
        bad=example(
            Objective(
                text="Become the first choice of families in town for everything that has to do with heating, "
                "water and air by offering a service that is quicker, cleaner and friendlier than that of "
                "the other firms"
            )
        ),
        good=example(Objective(text="Become the first choice of families in town")),
        is_wording=True,
    )
)
def long_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It has more words than the policy's limit."""
    count, limit = len(view.sentence.words), context.policy.limits.max_objective_words
    if count <= limit:
        return None
    return Violation(
        message=text(
            "This objective has {count} words; the {policy} policy stops at {limit}.",
            count=count,
            policy=context.policy.name,
            limit=limit,
        ),
        suggestion=text("Say it as you would at lunch; the rest belongs in Why it matters and in the key results."),
    )


@objective_rule(
    RuleMeta(
        code="O107",
        name="multiple-sentences",
        severity=Severity.INFO,
        why="An objective is one sentence. The second usually holds the reason, which has its own column, or a "
        "second objective.",
        source="practice 9",
        bad=example(Objective(text="Win back lost customers. Make our deliveries reliable.")),
        good=example(Objective(text="Win back the customers we lost to slow deliveries")),
        is_wording=True,
    )
)
def multiple_sentences(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It has a full stop in the middle."""
    if _SENTENCE_END.search(view.sentence.text.strip()) is None:
        return None
    return Violation(
        message=text("This objective is more than one sentence."),
        suggestion=text(
            "Keep the outcome, and put the reason into Why it matters; a second aim is a second objective."
        ),
    )


@objective_rule(
    RuleMeta(
        code="O108",
        name="tactic-in-objective",
        severity=Severity.INFO,
        why="How it will be reached is a tactic: kept out of the objective it can change when it does not work.",
        source="practice 1",
        bad=example(Objective(text="Win back lost customers by launching a loyalty card")),
        good=example(Objective(text="Win back the customers we lost to slow deliveries")),
        is_wording=True,
    )
)
def tactic_in_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """After the outcome it says by what work (`by launching …`)."""
    quote = means_in(view.sentence.text)
    if quote is None or tactic_in(view.sentence) is not None:
        return None
    return Violation(
        message=text('"{quote}" is how, not what for: a tactic inside the objective.', quote=quote),
        suggestion=text("Move it to the execution plan, and let the objective end where the outcome ends."),
    )


@objective_rule(
    RuleMeta(
        code="O109",
        name="negative-objective",
        severity=Severity.INFO,
        why="An objective describes the state one wants, not the absence of the one that hurts: it gives people "
        "somewhere to go.",
        source="practice 20",
        bad=example(Objective(text="Do not lose customers to slow deliveries any more")),
        good=example(Objective(text="Be so quick that customers stop looking elsewhere")),
        is_wording=True,
    )
)
def negative_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It begins with a negation."""
    match = _NEGATION.match(view.sentence.text, body_start(view.sentence.text))
    if match is None:
        return None
    return Violation(
        message=text('"{quote}" names what should end, not what should be there instead.', quote=match[0]),
        suggestion=text("Ask what it looks like when the problem is gone, and write that."),
    )


_SENTENCE_END = re.compile(r"[a-z)]{2,}[.!?]\s+[A-Z]")
_NEGATION = re.compile(r"(?:do not|don't|never|no longer|not|no more|avoid)\b", re.IGNORECASE)

RULES: tuple[Rule, ...] = (
    tactic_as_objective,
    number_in_objective,
    vague_objective,
    topic_as_objective,
    metric_as_objective,
    long_objective,
    multiple_sentences,
    tactic_in_objective,
    negative_objective,
)
