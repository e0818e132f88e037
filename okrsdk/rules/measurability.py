"""Rules M301 to M308: will we be able to see whether it was reached?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.source_references import Misread, source_reference
from okrsdk.language.text import overlaps
from okrsdk.language.word_set import word_set
from okrsdk.model import Client, FunnelStage, FunnelStep, KeyResult, Visibility
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_CALLS = KeyResult(text="Increase booked jobs from 40 to 60 a month", baseline=Decimal(40), target=Decimal(60))


@key_result_rule(
    RuleMeta(
        code="M301",
        name="missing-source",
        severity=Severity.WARNING,
        why="A key result answers the question: where will we look to know? A metric without a place to look it "
        "up ends in an argument at the end of the quarter.",
        source="practice 3",
        bad=example(_CALLS),
        good=example(KeyResult(text=_CALLS.text, baseline=Decimal(40), target=Decimal(60), source="Booking calendar")),
    )
)
def missing_source(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its source is blank."""
    if view.key_result.source.strip() or not view.key_result.text.strip():
        return None
    return Violation(
        field="source",
        message=text("Nothing says where the number will be looked up."),
        suggestion=text("Name the report, dashboard or system in which anyone can see it."),
    )


@key_result_rule(
    RuleMeta(
        code="M302",
        name="blind-funnel-stage",
        severity=Severity.WARNING,
        why="On a stage we cannot see, success cannot be proved, nor failure noticed in time. Access to the "
        "CRM usually turns blind into visible.",
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
def blind_funnel_stage(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its funnel stage, in the column or else in its words, is marked blind."""
    stage = view.stage
    if stage is None or visibility_of(stage, context.client) is not Visibility.BLIND:
        return None
    return Violation(
        field="funnel_stage",
        message=text("The stage {stage} is blind here, so this key result cannot be proved.", stage=stage),
        suggestion=text(
            "Get access to the system that shows it, such as the CRM, or measure the last stage you can see."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="M303",
        name="partly-visible-funnel-stage",
        severity=Severity.INFO,
        why="A stage that is only partly visible can be argued about. Those who know which part is missing can "
        "say so before the quarter starts.",
        source="practice 5",
        bad=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.MQL, visibility=Visibility.PARTIAL),)),
            KeyResult(text="Raise marketing-qualified leads from 40 to 70", funnel_stage=FunnelStage.MQL),
        ),
        good=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.MQL, visibility=Visibility.VISIBLE, system="CRM"),)),
            KeyResult(text="Raise marketing-qualified leads from 40 to 70", funnel_stage=FunnelStage.MQL, source="CRM"),
        ),
    )
)
def partly_visible_funnel_stage(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its funnel stage, in the column or else in its words, is marked partial."""
    stage = view.stage
    if stage is None or visibility_of(stage, context.client) is not Visibility.PARTIAL:
        return None
    return Violation(
        field="funnel_stage",
        message=text("The stage {stage} is only partly visible here.", stage=stage),
        suggestion=text("Write down which part is counted and which is not, and ask for access to the rest."),
    )


@key_result_rule(
    RuleMeta(
        code="M304",
        name="missing-crm",
        severity=Severity.WARNING,
        why="Below the lead only the CRM shows what becomes of it: whether it is real, how far it gets "
        "and what it buys. Without it we prove activity, not business.",
        source="practice 5",
        bad=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.LEAD, visibility=Visibility.VISIBLE, system="Web analytics"),)),
            KeyResult(text="Raise new customers from 10 to 16", funnel_stage=FunnelStage.CUSTOMER),
        ),
        good=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.CUSTOMER, visibility=Visibility.VISIBLE, system="CRM"),)),
            KeyResult(text="Raise new customers from 10 to 16", funnel_stage=FunnelStage.CUSTOMER),
        ),
    )
)
def missing_crm(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It measures a stage below Lead, and neither the funnel nor its source names a system that shows it."""
    stage = view.stage
    if (
        stage is None
        or not context.client.funnel
        or _ORDER.index(stage) <= _ORDER.index(FunnelStage.LEAD)
        or view.key_result.source.strip()
    ):
        return None
    step = next((step for step in context.client.funnel if step.stage is stage), None)
    if step is not None and (step.system.strip() or step.visibility in (Visibility.BLIND, Visibility.PARTIAL)):
        return None
    return Violation(
        field="funnel_stage",
        message=text("No system is named that shows the stage {stage}.", stage=stage),
        suggestion=text("Ask for access to the CRM, and name it in the funnel table and as the source."),
    )


@key_result_rule(
    RuleMeta(
        code="M305",
        name="missing-metric",
        severity=Severity.WARNING,
        why="A key result names its metric. Two people who read only the sentence should count the same thing.",
        source="practice 3",
        bad=example(KeyResult(text="Reach 40", target=Decimal(40))),
        good=example(KeyResult(text="Net promoter score of 40", target=Decimal(40))),
        is_wording=True,
    )
)
def missing_metric(view: KeyResultView, context: RuleContext) -> Violation | None:
    """It has a number, and neither its column nor its words name what is counted."""
    key_result, sentence = view.key_result, view.sentence
    has_amount = key_result.target is not None or sentence.has_number
    if key_result.metric.strip() or key_result.unit.strip() or not has_amount or not key_result.text.strip():
        return None
    dated = [sentence.due.span] if sentence.due else []
    named = [word for word in sentence.opening.rest if not overlaps(word.span, dated) and word.plain not in _NO_NAMES]
    if sentence.metric is not None or named or any(amount.unit for amount in sentence.amounts if amount.unit != "%"):
        return None
    return Violation(
        message=text('"{quote}" does not say what is counted.', quote=key_result.text.strip()),
        suggestion=text("Name the metric as the report does."),
    )


@key_result_rule(
    RuleMeta(
        code="M306",
        name="unavailable-source",
        severity=Severity.INFO,
        why="A source that is still to be found is no source: if it does not exist by the first check-in, the "
        "key result is flown blind.",
        source="practice 3",
        bad=example(KeyResult(text=_CALLS.text, source="TBD")),
        good=example(KeyResult(text=_CALLS.text, source="Booking calendar")),
    )
)
def unavailable_source(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its source is a placeholder."""
    source = view.key_result.source.strip()
    if _OPEN_SOURCE.fullmatch(source) is None:
        return None
    return Violation(
        field="source",
        message=text('"{quote}" is not a place where one could look.', quote=source),
        suggestion=text("Name the report, dashboard or system, or make setting it up the first thing in the plan."),
    )


_NO_NAMES = word_set("from to at of by up down least most the a an end in until over under")


@key_result_rule(
    RuleMeta(
        code="M307",
        name="unclear-funnel-visibility",
        severity=Severity.INFO,
        why="Behind the lead most funnels are blind without access to the CRM. Who asks before the quarter starts "
        "whether a number can be seen does not promise what no one can prove.",
        source="practice 5",
        bad=example(KeyResult(text="Raise sales-qualified leads from 12 to 20 a month")),
        good=example(
            Client(funnel=(FunnelStep(stage=FunnelStage.SQL, visibility=Visibility.VISIBLE, system="CRM"),)),
            KeyResult(text="Raise sales-qualified leads from 12 to 20 a month"),
        ),
        is_structure=True,
    )
)
def unclear_funnel_visibility(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its words name a stage below Lead, and neither a source nor the client's funnel says whether it can be seen."""
    is_told = bool(view.key_result.funnel_stage or view.key_result.source.strip())
    is_counted = view.sentence.has_number or view.key_result.target is not None
    stage = view.stage if is_counted and not is_told and view.work is None else None
    if stage is None or _ORDER.index(stage) <= _ORDER.index(FunnelStage.LEAD):
        return None
    if visibility_of(stage, context.client) is not None or context.client.funnel:
        return None
    return Violation(
        message=text("This counts {what}, and nothing says whether anyone can see them.", what=_STAGE_NAMES[stage]),
        suggestion=text(
            "Who can look that number up, and in which system? If no one can, measure the last stage you see."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="M308",
        name="unreadable-source-reference",
        severity=Severity.WARNING,
        why="A source may say where a program finds the number, so that no one has to type it. One that cannot be "
        "understood brings no value, and the key result falls silent.",
        source="practice 3",
        bad=example(KeyResult(text=_CALLS.text, source="csv: https://example.com/jobs.csv")),
        good=example(KeyResult(text=_CALLS.text, source="csv: https://example.com/jobs.csv#column=Booked")),
    )
)
def unreadable_source_reference(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its source is written like a reference (`sheet:`, `csv:`, `json:`, `sql:`), and is none."""
    found = source_reference(view.key_result.source)
    if not isinstance(found, Misread):
        return None
    return Violation(
        field="source",
        message=text("The source looks like a reference to a value, and cannot be read as one."),
        suggestion=found.problem,
    )


_STAGE_NAMES = {
    FunnelStage.MQL: text("marketing-qualified leads"),
    FunnelStage.SQL: text("sales-qualified leads"),
    FunnelStage.CUSTOMER: text("customers won"),
    FunnelStage.ADVOCACY: text("recommendations"),
}


def visibility_of(stage: FunnelStage, client: Client) -> Visibility | None:
    """How well the client's funnel shows `stage`; None when the client's table does not say."""
    return next((step.visibility for step in client.funnel if step.stage is stage), None)


_ORDER = tuple(FunnelStage)
_OPEN_SOURCE = re.compile(
    r"(?:tb[dca]|todo|to do|unknown|none|n/?a|\?+|-+|x+|later|open|(?:still )?to be [a-z ]+|"
    r"not (?:yet )?(?:known|clear|sure)|(?:we(?:'ll| will)?|let'?s) (?:see|check|find out|decide|ask)\b.*|"
    r"(?:no idea|who knows|don'?t know)\b.*|somewhere|various|nowhere)[.!?…]*",
    re.IGNORECASE,
)

RULES: tuple[Rule, ...] = (
    missing_source,
    blind_funnel_stage,
    partly_visible_funnel_stage,
    missing_crm,
    missing_metric,
    unavailable_source,
    unclear_funnel_visibility,
    unreadable_source_reference,
)
