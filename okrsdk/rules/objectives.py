"""Rules O1..: is the objective an outcome one would want, said in one plain sentence?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.model import KeyResult, Objective
from okrsdk.parsing.opening import Act
from okrsdk.rules.example import example
from okrsdk.rules.rule import About, Doubt, Rule, objective_rule, set_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.review import ObjectiveCase, Review


@objective_rule(
    About(
        code="O101",
        name="objective-is-a-tactic",
        severity=Severity.WARNING,
        why="An objective is what the client cares about and would pay for. What we do to get there is a tactic: "
        "it belongs in the execution plan, where it may change every week.",
        source="practice 2",
        bad=example(Objective(text="Build landing pages for service lines")),
        good=example(Objective(text="Increase leads for underutilized services")),
        is_wording=True,
    )
)
def objective_is_a_tactic(case: ObjectiveCase, review: Review) -> Doubt | None:
    """It orders work."""
    head = case.sentence.opening
    if head.act is not Act.ACTIVITY or head.verb is None:
        return None
    return Doubt(
        message=f'"{head.verb.text}" says what we do, not what the client gets.',
        suggestion="Ask why, and again why, until the answer is something the client would notice and pay for.",
    )


@objective_rule(
    About(
        code="O102",
        name="objective-holds-a-number",
        severity=Severity.WARNING,
        why="The objective says where to and why; the numbers that prove it are the key results. A number in the "
        "objective is a key result in the wrong place, and the team stops looking for the others.",
        source="practice 9",
        bad=example(Objective(text="Increase qualified pipeline by 40%")),
        good=example(Objective(text="Give sales a pipeline it can live on")),
        is_wording=True,
    )
)
def objective_holds_a_number(case: ObjectiveCase, review: Review) -> Doubt | None:
    """It holds an amount."""
    sentence = case.sentence
    if not sentence.amounts:
        return None
    quote = sentence.amounts[0].span.of(sentence.text).strip()
    return Doubt(
        message=f'"{quote}" is a number in an objective.',
        suggestion="Move the number into a key result, and let the objective say what will be better and for whom.",
    )


@set_rule(
    About(
        code="O110",
        name="too-many-objectives",
        severity=Severity.WARNING,
        why="Whoever has ten priorities has none. The sources stop at three or four a quarter, and a team that "
        "is new to OKRs begins with one.",
        source="practice 7",
        bad=example(*(Objective(id=f"O{n}", text=f"Win the {n}. market") for n in range(1, 6))),
        good=example(Objective(id="O1", text="Become the first choice of families in town")),
        is_structure=True,
    )
)
def too_many_objectives(review: Review) -> Iterator[tuple[Location, Doubt]]:
    """There are more than the policy's limit."""
    count, limit = len(review.objectives), review.policy.limits.max_objectives
    if count > limit:
        yield (
            Location(table=Table.OBJECTIVES),
            Doubt(
                message=f"There are {count} objectives; the {review.policy.name} policy stops at {limit}.",
                suggestion=f"Which {limit} would you defend if you could keep no more? Drop the rest until next cycle.",
            ),
        )


@objective_rule(
    About(
        code="O111",
        name="too-many-key-results",
        severity=Severity.WARNING,
        why="With more than five key results nobody can trace progress back to a cause.",
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
def too_many_key_results(case: ObjectiveCase, review: Review) -> Doubt | None:
    """It has more key results than the policy's limit."""
    count, limit = len(case.key_results), review.policy.limits.max_key_results
    if count <= limit:
        return None
    return Doubt(
        field=None,
        message=f"{case.name} has {count} key results; the {review.policy.name} policy stops at {limit}.",
        suggestion="Keep those without which the objective could not be called achieved.",
    )


@objective_rule(
    About(
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
def too_few_key_results(case: ObjectiveCase, review: Review) -> Doubt | None:
    """It has fewer key results than the policy's limit."""
    count, limit = len(case.key_results), review.policy.limits.min_key_results
    if count == 0 or count >= limit:
        return None
    return Doubt(
        field=None,
        message=f"{case.name} has {count} key result{'s' if count > 1 else ''}; the {review.policy.name} policy "
        f"asks for {limit}.",
        suggestion="Could all key results be met and the objective still be missed? Add the number that would show it.",
    )


RULES: tuple[Rule, ...] = (
    objective_is_a_tactic,
    objective_holds_a_number,
    too_many_objectives,
    too_many_key_results,
    too_few_key_results,
)
