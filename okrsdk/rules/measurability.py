"""Rules M30.: will we be able to see whether it was reached?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.model import Client, FunnelStage, FunnelStep, KeyResult, Visibility
from okrsdk.rules.example import example
from okrsdk.rules.rule import About, Doubt, Rule, key_result_rule

if TYPE_CHECKING:
    from okrsdk.rules.review import KeyResultCase, Review

_CALLS = KeyResult(text="Increase booked jobs from 40 to 60 a month", baseline=Decimal(40), target=Decimal(60))


@key_result_rule(
    About(
        code="M301",
        name="source-is-missing",
        severity=Severity.WARNING,
        why="A key result answers the question: where will we look to know? A metric without a place to look it "
        "up ends in an argument at the end of the quarter.",
        source="practice 3",
        bad=example(_CALLS),
        good=example(KeyResult(text=_CALLS.text, baseline=Decimal(40), target=Decimal(60), source="Booking calendar")),
    )
)
def source_is_missing(case: KeyResultCase, review: Review) -> Doubt | None:
    """Its source is blank."""
    if case.key_result.source.strip() or not case.key_result.text.strip():
        return None
    return Doubt(
        field="source",
        message="Nothing says where the number will be looked up.",
        suggestion="Name the report, dashboard or system in which anyone can see it.",
    )


@key_result_rule(
    About(
        code="M302",
        name="funnel-stage-is-blind",
        severity=Severity.WARNING,
        why="On a stage we cannot see, success cannot be proved, nor failure noticed in time. Access to the "
        "client's CRM usually turns blind into visible.",
        source="practice 5",
        bad=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.SQL, visibility=Visibility.BLIND),)),
            KeyResult(text="Raise sales-qualified leads from 12 to 20", funnel_stage=FunnelStage.SQL),
        ),
        good=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.SQL, visibility=Visibility.VISIBLE, system="CRM"),)),
            KeyResult(text="Raise sales-qualified leads from 12 to 20", funnel_stage=FunnelStage.SQL, source="CRM"),
        ),
    )
)
def funnel_stage_is_blind(case: KeyResultCase, review: Review) -> Doubt | None:
    """Its funnel stage is marked blind."""
    stage = case.key_result.funnel_stage
    if stage is None or visibility_of(stage, review.client) is not Visibility.BLIND:
        return None
    return Doubt(
        field="funnel_stage",
        message=f"The stage {stage} is blind for this client, so this key result cannot be proved.",
        suggestion="Get access to the system that shows it, such as the CRM, or measure the last stage you can see.",
    )


def visibility_of(stage: FunnelStage, client: Client) -> Visibility | None:
    """How well the client's funnel shows `stage`; None when the client's table does not say."""
    return next((step.visibility for step in client.funnel if step.stage is stage), None)


RULES: tuple[Rule, ...] = (source_is_missing, funnel_stage_is_blind)
