"""Rule O117: does the objective aim at one thing?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.objective_clauses import two_aims_in
from okrsdk.language.objective_vagueness import bare_metric_in, vagueness_in
from okrsdk.language.objective_wording import tactic_in
from okrsdk.model import Objective
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, objective_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.rules.rule_context import ObjectiveView, RuleContext


@objective_rule(
    RuleMeta(
        code="O117",
        name="two-objectives",
        severity=Severity.WARNING,
        why="Two aims in one sentence pull at the same people and hide behind one score: when the first is reached and "
        "the second is not, no one can say whether the objective was.",
        source="practice 9",
        bad=example(Objective(text="Win back lost customers and become the favourite employer in town")),
        good=example(Objective(text="Win back the customers we lost to slow deliveries")),
        is_wording=True,
    )
)
def two_objectives(view: ObjectiveView, context: RuleContext) -> Violation | None:
    """`and` joins two aims, each with a verb and an object of its own."""
    sentence = view.sentence
    aims = two_aims_in(sentence)
    if aims is None or tactic_in(sentence) or vagueness_in(sentence) or bare_metric_in(sentence):
        return None
    return Violation(
        message=text('"{one}" and "{other}" are two objectives.', one=aims[0], other=aims[1]),
        suggestion=text("Which of the two matters more this cycle? Keep that one, or write a second objective."),
    )


RULES: tuple[Rule, ...] = (two_objectives,)
