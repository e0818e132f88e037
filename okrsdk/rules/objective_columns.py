"""Rules O110 to O116: are there few enough, with enough beside them, and do they say why, who and when?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.model import Cycle, KeyResult, Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, objective_rule, set_rule
from okrsdk.texts import plural, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import ObjectiveView, RuleContext


@set_rule(
    RuleMeta(
        code="O110",
        name="too-many-objectives",
        severity=Severity.WARNING,
        why="A team with ten priorities has none. The sources stop at three or four a quarter, and a team that "
        "is new to OKRs begins with one.",
        source="practice 7",
        bad=example(*(Objective(id=f"O{n}", text=f"Win the {n}. market") for n in range(1, 6))),
        good=example(Objective(id="O1", text="Become the first choice of families in town")),
        is_structure=True,
    )
)
def too_many_objectives(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """There are more than the policy's limit."""
    count, limit = len(context.objectives), context.policy.limits.max_objectives
    if count > limit:
        yield (
            Location(table=Table.OBJECTIVES),
            Violation(
                message=text(
                    "There are {count} objectives; the {policy} policy stops at {limit}.",
                    count=count,
                    policy=context.policy.name,
                    limit=limit,
                ),
                suggestion=text(
                    "Which {limit} would you defend if you could keep no more? Drop the rest until next cycle.",
                    limit=limit,
                ),
            ),
        )


@objective_rule(
    RuleMeta(
        code="O111",
        name="too-many-key-results",
        severity=Severity.WARNING,
        why="With more than five key results no one can trace progress back to a cause.",
        source="practice 8",
        bad=example(
            Objective(id="O1", text="Become the first choice of families in town"),
            *(
                KeyResult(id=f"O1-KR{n}", objective_id="O1", text=f"Service {n} bookings from 10 to 20")
                for n in range(1, 7)
            ),
        ),
        good=example(
            Objective(id="O1", text="Become the first choice of families in town"),
            *(
                KeyResult(id=f"O1-KR{n}", objective_id="O1", text=f"Service {n} bookings from 10 to 20")
                for n in range(1, 4)
            ),
        ),
        is_structure=True,
    )
)
def too_many_key_results(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It has more key results than the policy's limit."""
    count, limit = len(view.key_results), context.policy.limits.max_key_results
    if count <= limit:
        return None
    return Violation(
        field=None,
        message=text(
            "{name} has {count} key results; the {policy} policy stops at {limit}.",
            name=view.name,
            count=count,
            policy=context.policy.name,
            limit=limit,
        ),
        suggestion=text("Keep those without which the objective could not be called achieved."),
    )


@objective_rule(
    RuleMeta(
        code="O112",
        name="too-few-key-results",
        severity=Severity.WARNING,
        why="A single number can be met while the objective is missed. Two to five together show it from several "
        "sides.",
        source="practice 8",
        bad=example(
            Objective(id="O1", text="Become the first choice of families in town"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings from 100 to 140 a month"),
        ),
        good=example(
            Objective(id="O1", text="Become the first choice of families in town"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings from 100 to 140 a month"),
            KeyResult(id="O1-KR2", objective_id="O1", text="Bookings by recommendation from 10% to 25%"),
        ),
        is_structure=True,
    )
)
def too_few_key_results(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It has fewer key results than the policy's limit."""
    count, limit = len(view.key_results), context.policy.limits.min_key_results
    if count == 0 or count >= limit:
        return None
    return Violation(
        field=None,
        message=plural(
            "{name} has {n} key result; the {policy} policy asks for {limit}.",
            "{name} has {n} key results; the {policy} policy asks for {limit}.",
            n=count,
            name=view.name,
            policy=context.policy.name,
            limit=limit,
        ),
        suggestion=text(
            "Could all key results be met and the objective still be missed? Add the number that would show it."
        ),
    )


@objective_rule(
    RuleMeta(
        code="O113",
        name="missing-key-results",
        severity=Severity.WARNING,
        why="An OKR is an objective plus its key results. Without them nothing says whether it was reached.",
        source="practice 1",
        bad=example(Objective(id="O1", text="Become the first choice of families in town")),
        good=example(
            Objective(id="O1", text="Become the first choice of families in town"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings from 100 to 140 a month"),
        ),
    )
)
def missing_key_results(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """No active key result belongs to it."""
    if view.key_results or not view.objective.text.strip():
        return None
    return Violation(
        field=None,
        message=text("{name} has no key results.", name=view.name),
        suggestion=text("Where will you look to know that it was reached? Two to five answers are its key results."),
    )


@objective_rule(
    RuleMeta(
        code="O114",
        name="missing-reason",
        severity=Severity.INFO,
        why="Why this one and not another: the reason ties the objective to the strategy, and lets people decide "
        "rightly when no one is there to ask.",
        source="practice 9",
        bad=example(Objective(text="Become the first choice of families in town")),
        good=example(
            Objective(
                text="Become the first choice of families in town",
                why="Families book three services a year, offices one, and our growth has stalled with offices.",
            )
        ),
    )
)
def missing_reason(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """Why it matters is blank, and the sentence says no reason either."""
    if view.objective.why.strip() or view.sentence.has_reason or not view.objective.text.strip():
        return None
    return Violation(
        field="why",
        message=text("Nothing says why this objective and not another."),
        suggestion=text("Write one sentence: what happens if this does not get better this cycle, and to whom?"),
    )


@objective_rule(
    RuleMeta(
        code="O115",
        name="missing-objective-owner",
        severity=Severity.WARNING,
        why="Each level has owners. An objective that belongs to all waits for someone.",
        source="practice 17",
        bad=example(Objective(text="Become the first choice of families in town")),
        good=example(Objective(text="Become the first choice of families in town", owner="Head of Marketing")),
    )
)
def missing_objective_owner(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """Its owner is blank."""
    if view.objective.owner.strip() or not view.objective.text.strip():
        return None
    return Violation(
        field="owner",
        message=text("No one answers for this objective."),
        suggestion=text("Name the role that can move people and money for it."),
    )


@objective_rule(
    RuleMeta(
        code="O116",
        name="missing-time-frame",
        severity=Severity.WARNING,
        why="Three months to a year: without a time frame there is no pace and no grade.",
        source="practice 9",
        bad=example(Objective(text="Become the first choice of families in town")),
        good=example(Cycle.parse("2026-Q1"), Objective(text="Become the first choice of families in town")),
    )
)
def missing_time_frame(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """The set has no cycle and the sentence no date."""
    if context.cycle is not None or view.sentence.dates or not view.objective.text.strip():
        return None
    return Violation(
        message=text("Nothing says by when: the workbook has no cycle and the sentence no date."),
        suggestion=text("Write the cycle (2026-Q1) into the Client tab."),
    )


RULES: tuple[Rule, ...] = (
    too_many_objectives,
    too_many_key_results,
    too_few_key_results,
    missing_key_results,
    missing_reason,
    missing_objective_owner,
    missing_time_frame,
)
