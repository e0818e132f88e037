"""Rules A406 to A411: is the set well-rounded, kept alive, and free of what OKRs are not?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Location, Severity, Table
from okrsdk.language.metric_meaning import indicator_named
from okrsdk.language.rewording import same_meaning
from okrsdk.model import Indicator, KeyResult, Level, Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, objective_rule, set_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.rules.rule_context import ObjectiveView, RuleContext


@objective_rule(
    RuleMeta(
        code="A406",
        name="zero-weights",
        severity=Severity.WARNING,
        why="A weight of 0 leaves a key result out of the mean. When all of them are left out, the objective has "
        "no score.",
        source="practice 12",
        bad=example(
            Objective(id="O1", text="Fill the quiet months"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings in January from 20 to 45", weight=Decimal(0)),
        ),
        good=example(
            Objective(id="O1", text="Fill the quiet months"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Bookings in January from 20 to 45", weight=Decimal(2)),
        ),
    )
)
def zero_weights(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """All its active key results weigh 0."""
    if not view.key_results or any(key_result.weight for key_result in view.key_results):
        return None
    return Violation(
        field=None,
        message=text("All key results of {name} weigh 0, so it will have no score.", name=view.name),
        suggestion=text("Clear the weights to count all alike, or give the one that matters most a weight."),
    )


@objective_rule(
    RuleMeta(
        code="A407",
        name="missing-leading-indicator",
        severity=Severity.INFO,
        why="Lagging numbers such as revenue or churn tell when it is too late to turn. A leading one among them "
        "moves early enough to act on.",
        source="practice 18",
        bad=example(
            Objective(id="O1", text="Fill the quiet months"),
            *(
                KeyResult(objective_id="O1", text=text, indicator=Indicator.LAGGING)
                for text in ("Revenue in January from $20k to $32k", "Margin of January from 12% to 15%")
            ),
        ),
        good=example(
            Objective(id="O1", text="Fill the quiet months"),
            KeyResult(objective_id="O1", text="Revenue in January from $20k to $32k", indicator=Indicator.LAGGING),
            KeyResult(objective_id="O1", text="Enquiries for January from 60 to 110", indicator=Indicator.LEADING),
        ),
    )
)
def missing_leading_indicator(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """It has two key results or more, and all are lagging, by their column or else by their words."""
    indicators = [kr.indicator or indicator_named(f"{kr.metric} {kr.text}") for kr in view.key_results]
    if len(indicators) <= 1 or any(indicator is not Indicator.LAGGING for indicator in indicators):
        return None
    return Violation(
        field=None,
        message=text(
            "All {count} key results of {name} are lagging: they move when it is over.",
            count=len(indicators),
            name=view.name,
        ),
        suggestion=text("What would you see weeks earlier if this were going well? Put that number beside them."),
    )


@set_rule(
    RuleMeta(
        code="A408",
        name="missing-champion",
        severity=Severity.INFO,
        why="One champion keeps check-ins, reviews and the next cycle on time. Without one, OKRs are set and "
        "forgotten.",
        source="practice 17",
        bad=example(Objective(id="O1", text="Fill the quiet months")),
        good=example(Objective(id="O1", text="Fill the quiet months", champion="Chief of Staff")),
    )
)
def missing_champion(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """No objective names a champion."""
    if context.objectives and not any(view.objective.champion.strip() for view in context.objectives):
        yield (
            Location(table=Table.OBJECTIVES, field="champion"),
            Violation(
                message=text("No champion is named."),
                suggestion=text("Name the role that calls the weekly check-in and looks after the workbook."),
            ),
        )


@objective_rule(
    RuleMeta(
        code="A409",
        name="individual-objective",
        severity=Severity.INFO,
        why="OKRs of single people work for individual contributors, such as in sales. Where a team does the "
        "work together they pull it apart.",
        source="practice 16",
        bad=example(Objective(id="O1", text="Fill the quiet months", level=Level.INDIVIDUAL)),
        good=example(Objective(id="O1", text="Fill the quiet months", level=Level.TEAM)),
    )
)
def individual_objective(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """Its level is individual."""
    if view.objective.level is not Level.INDIVIDUAL:
        return None
    return Violation(
        field="level",
        message=text("{name} is the objective of a single person.", name=view.name),
        suggestion=text(
            "Could the team own it together? Keep it only where one person's work alone moves the numbers."
        ),
    )


@set_rule(
    RuleMeta(
        code="A410",
        name="restated-objective",
        severity=Severity.WARNING,
        why="A key result proves the objective. The objective said again proves nothing.",
        source="practice 1",
        bad=example(
            Objective(id="O1", text="Turn first-time guests into regulars"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Turn first-time guests into regulars"),
        ),
        good=example(
            Objective(id="O1", text="Turn first-time guests into regulars"),
            KeyResult(id="O1-KR1", objective_id="O1", text="Guests who come again within a year from 18% to 30%"),
        ),
        is_structure=True,
    )
)
def restated_objective(context: RuleContext) -> Iterator[tuple[Location, Violation]]:
    """Its sentence is that of its objective."""
    for view in context.key_results:
        if view.objective is None or not same_meaning(view.key_result.text):
            continue
        if same_meaning(view.key_result.text) == same_meaning(view.objective.text):
            yield (
                view.at("text"),
                Violation(
                    message=text('"{quote}" only repeats the objective.', quote=view.key_result.text.strip()),
                    suggestion=text("Where will you look to know that it was reached? The answer is the key result."),
                ),
            )


@objective_rule(
    RuleMeta(
        code="A411",
        name="tied-to-pay",
        severity=Severity.INFO,
        why="OKRs are not pay and not a performance review. Where money hangs on them, no one aims high or rates their "
        "confidence honestly.",
        source="practice 19",
        bad=example(Objective(id="O1", text="Fill the quiet months", why="Half of the sales bonus depends on it.")),
        good=example(Objective(id="O1", text="Fill the quiet months", why="Fixed costs run on in January.")),
    )
)
def tied_to_pay(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """Its reason speaks of bonus, pay or a performance review."""
    match = _PAY.search(view.objective.why)
    if match is None:
        return None
    return Violation(
        field="why",
        message=text('"{quote}" ties this objective to pay or appraisal.', quote=match[0]),
        suggestion=text(
            "Keep the two apart, and say what {people} will {test}.",
            people=context.policy.beneficiary,
            test=context.policy.test,
        ),
    )


_PAY = re.compile(
    r"\b(?:bonus(?:es)?|salar(?:y|ies)|pay rise|variable pay|performance reviews?|appraisals?)\b", re.IGNORECASE
)

RULES: tuple[Rule, ...] = (
    zero_weights,
    missing_leading_indicator,
    missing_champion,
    individual_objective,
    restated_objective,
    tied_to_pay,
)
