"""Rules K251 and K252: do the values of milestones and stages fit their kind?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.model import KeyResult, Kind, Stage
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_SOFT_LAUNCH = Stage(score=Decimal("0.5"), name="one region live")
_LAUNCH = Stage(score=Decimal(1), name="all regions live")
_DONE_OR_NOT = frozenset({Decimal(0), Decimal(1)})


@key_result_rule(
    RuleMeta(
        code="K251",
        name="milestone-partly-done",
        severity=Severity.WARNING,
        why="A milestone is done or not done and scores 1 or 0, so two thirds of one score nothing. Steps on the way "
        "that are worth something are stages, each with its score.",
        source="practice 9",
        bad=example(
            KeyResult(
                text="Families book their visits online in all regions", kind=Kind.MILESTONE, current=Decimal("0.66")
            )
        ),
        good=example(
            KeyResult(
                text="Families book their visits online in all regions",
                kind=Kind.STAGES,
                stages=(_SOFT_LAUNCH, _LAUNCH),
                current=Decimal("0.5"),
            )
        ),
    )
)
def milestone_partly_done(view: KeyResultView, context: RuleContext) -> Violation | None:
    """The current value of a milestone, or its latest check-in, is neither done nor not done."""
    key_result = view.key_result
    latest = view.latest_value
    current = latest if key_result.current is None else key_result.current
    if key_result.kind is not Kind.MILESTONE or current is None or current in _DONE_OR_NOT:
        return None
    shown = current.normalize()
    return Violation(
        field="current",
        message=text(
            "A milestone is done or not done, and Current is {current:f}, which scores as done.", current=shown
        )
        if current > 1
        else text("A milestone is done or not done, and Current is {current:f}, which scores 0.", current=shown),
        suggestion=text(
            "Choose the kind stages and give each step its score (0.5: one region live | 1: all live); where a "
            "number is counted, choose increase."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="K252",
        name="missing-stages",
        severity=Severity.ERROR,
        why="The stage reached is the score of a key result of kind stages. Without a list of them nothing can be "
        "graded.",
        source="practice 9",
        bad=example(KeyResult(text="Families book their visits online in all regions", kind=Kind.STAGES)),
        good=example(
            KeyResult(
                text="Families book their visits online in all regions",
                kind=Kind.STAGES,
                stages=(_SOFT_LAUNCH, _LAUNCH),
            )
        ),
    )
)
def missing_stages(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its kind is stages, and none are written."""
    if view.key_result.kind is not Kind.STAGES or view.key_result.stages:
        return None
    return Violation(
        field="stages",
        message=text("The kind is stages, and no stages are written, so it cannot be graded."),
        suggestion=text(
            "Write each step with its score: 0.3: pilot signed | 0.7: live with one client | 1: live with all."
        ),
    )


RULES: tuple[Rule, ...] = (milestone_partly_done, missing_stages)
