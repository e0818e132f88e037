"""Rules M311 to M314: do the targets fit what a customer is worth and what the client can deliver?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.amount_text import amount_text, plain_text
from okrsdk.language.metric_meaning import stage_named
from okrsdk.language.text import base_forms, words
from okrsdk.model import Client, Cycle, FunnelStage, KeyResult, Kind
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule
from okrsdk.texts import text

if TYPE_CHECKING:
    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_COST_PER_CUSTOMER = re.compile(
    r"\b(?:cpa|cac|(?:customer |client )?acquisition costs?|"
    r"costs?[- ]per[- ](?:acquisition|customer|client|sale|new customer))\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:(?P<adverb>dai|week|month|quarter|year)ly|(?:an?|per|each|every) (?P<noun>day|week|month|quarter|year))\b|"
    r"/\s?(?P<unit>day|week|month|mo|quarter|year)\b",
    re.IGNORECASE,
)
_PER_MONTH = {
    "dai": Decimal(30), "day": Decimal(30), "week": Decimal(52) / 12, "month": Decimal(1), "mo": Decimal(1),
    "quarter": Decimal(1) / 3, "year": Decimal(1) / 12,
}  # fmt: skip
"""How often a period comes in a month."""
_RESTS_ON_REVENUE = re.compile(
    r"\b(?:revenue|turnover|leads?(?! times?\b)|mqls?|sqls?|new (?:customers?|clients?))\b", re.IGNORECASE
)
_HUNDRED = KeyResult(
    text="Bring cost per acquisition down to $100",
    kind=Kind.AT_MOST,
    metric="Cost per acquisition",
    unit="$",
    target=Decimal(100),
)


@key_result_rule(
    RuleMeta(
        code="M311",
        name="high-cost-per-acquisition",
        severity=Severity.WARNING,
        why="What a new customer may cost follows from what a customer is worth. $100 is a good price for a sale "
        "of $800 to $1,000 and probably too much for one of $400 to $500; $196 is nothing where a client is "
        "worth $72,000 a year.",
        source="practice 6",
        bad=example(Client(currency="USD", average_sale=Decimal(450)), _HUNDRED),
        good=example(Client(currency="USD", average_sale=Decimal(900)), _HUNDRED),
    )
)
def high_cost_per_acquisition(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its target is a cost per new customer beyond the policy's share of what a customer is worth."""
    cost, worth = view.key_result.target, _worth(context.client)
    if cost is None or worth is None or not _is_cost_per_customer(view.key_result):
        return None
    limit = context.policy.limits.max_cost_share
    if cost <= limit * worth:
        return None
    return Violation(
        field="target",
        message=text(
            "A new customer would cost {cost}, {share} of what a customer is worth ({worth}); the limit is {limit}.",
            cost=_money(cost, context.client),
            share=_share(cost / worth),
            worth=_money(worth, context.client),
            limit=_share(limit),
        ),
        suggestion=text(
            "Lower the target, or show in the Client tab that a customer is worth more (lifetime value per year)."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="M312",
        name="missing-revenue-data",
        severity=Severity.WARNING,
        why="What a customer may cost, or a campaign bring in, rests on what a sale is worth. Without revenue "
        "data the number is a guess, so ask for the data before it is final.",
        source="practice 6",
        bad=example(_HUNDRED),
        good=example(Client(currency="USD", average_sale=Decimal(900)), _HUNDRED),
    )
)
def missing_revenue_data(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its target is a cost per customer, leads or revenue, and there is neither average sale nor lifetime value."""
    key_result = view.key_result
    if key_result.target is None or _worth(context.client) is not None:
        return None
    is_cost = _is_cost_per_customer(key_result)
    if not is_cost and not _RESTS_ON_REVENUE.search(key_result.metric or key_result.text):
        return None
    return Violation(
        field="target",
        message=text("Nothing says what a customer is worth, so no one can tell whether this cost is good.")
        if is_cost
        else text("Nothing says what a customer is worth, so no one can tell whether this target is good."),
        suggestion=text(
            "Ask for the average revenue per sale or the lifetime value, and write it into the Client tab."
        ),
    )


@key_result_rule(
    RuleMeta(
        code="M313",
        name="target-beyond-capacity",
        severity=Severity.WARNING,
        why="Beds, trucks, staff and stock set the limit: what cannot be delivered should not be promoted.",
        source="practice 6",
        bad=example(
            Client(monthly_capacity=Decimal(80), capacity_unit="jobs"),
            KeyResult(
                text="Increase booked jobs from 60 to 120 a month",
                baseline=Decimal(60),
                target=Decimal(120),
                unit="jobs",
            ),
        ),
        good=example(
            Client(monthly_capacity=Decimal(80), capacity_unit="jobs"),
            KeyResult(
                text="Increase booked jobs from 60 to 78 a month", baseline=Decimal(60), target=Decimal(78), unit="jobs"
            ),
        ),
    )
)
def target_beyond_capacity(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its target, or what the close rate makes of its leads, is more than the client can deliver in that time."""
    key_result, client = view.key_result, context.client
    wants_more = key_result.kind in (Kind.INCREASE, Kind.AT_LEAST)
    if client.monthly_capacity is None or not client.capacity_unit.strip() or key_result.target is None:
        return None
    sold = _sold(key_result, client) if wants_more else None
    if sold is None:
        return None
    per_month = _times_a_month(key_result)
    wanted = sold * per_month if per_month is not None else sold
    able = client.monthly_capacity if per_month is not None else client.monthly_capacity * _months(context.cycle)
    if wanted <= able:
        return None
    asked = plain_text(key_result.target)
    if sold != key_result.target:
        asked = text("{target} at a close rate of {rate}", target=asked, rate=_share(sold / key_result.target))
    return Violation(
        field="target",
        message=text(
            "The target of {target} asks for {wanted} {unit} {period}; {able} can be delivered.",
            target=asked,
            wanted=plain_text(_rounded(wanted)),
            unit=client.capacity_unit,
            period=text("a month")
            if per_month is not None
            else text("in {months:f} months, if it is counted over the cycle", months=_months(context.cycle)),
            able=plain_text(able),
        ),
        suggestion=text("Aim at a service that has room, or at what a sale is worth, until more can be delivered."),
    )


@key_result_rule(
    RuleMeta(
        code="M314",
        name="cost-above-today",
        severity=Severity.WARNING,
        why="What a customer costs today is in the Client tab. A target above it makes things worse, unless each of "
        "the new customers is worth more.",
        source="practice 6",
        bad=example(Client(currency="USD", average_sale=Decimal(900), cost_per_acquisition=Decimal(80)), _HUNDRED),
        good=example(Client(currency="USD", average_sale=Decimal(900), cost_per_acquisition=Decimal(130)), _HUNDRED),
    )
)
def cost_above_today(view: KeyResultView, context: RuleContext) -> Violation | None:
    """Its target is a cost per customer above the one that the Client tab gives for today."""
    cost, today = view.key_result.target, context.client.cost_per_acquisition
    if cost is None or today is None or cost <= today or not _is_cost_per_customer(view.key_result):
        return None
    return Violation(
        field="target",
        message=text(
            "A new customer would cost {cost}; today one costs {today}.",
            cost=_money(cost, context.client),
            today=_money(today, context.client),
        ),
        suggestion=text("Lower the target, or correct the cost per acquisition in the Client tab."),
    )


def _sold(key_result: KeyResult, client: Client) -> Decimal | None:
    """What the target asks the client to deliver; None where it counts something else."""
    if key_result.target is None:
        return None
    if _counts(key_result, client.capacity_unit):
        return key_result.target
    is_lead = stage_named(key_result.metric or key_result.text) is FunnelStage.SQL and key_result.unit.strip() != "%"
    return key_result.target * client.close_rate if is_lead and client.close_rate is not None else None


def _times_a_month(key_result: KeyResult) -> Decimal | None:
    """How often a month the period of the target comes; None where it names none."""
    match = _PERIOD.search(f"{key_result.text} {key_result.metric} {key_result.unit}")
    if match is None:
        return None
    return _PER_MONTH[next(word for word in match.groups() if word).lower()]


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"))


def _worth(client: Client) -> Decimal | None:
    known = [value for value in (client.average_sale, client.lifetime_value) if value]
    return max(known) if known else None


def _is_cost_per_customer(key_result: KeyResult) -> bool:
    return _COST_PER_CUSTOMER.search(f"{key_result.metric} {key_result.text}") is not None


def _counts(key_result: KeyResult, capacity_unit: str) -> bool:
    """Whether unit or metric name what the capacity counts, in singular or plural; money and shares never do."""
    if key_result.unit.strip() in ("%", "$", "€", "£"):
        return False
    wanted = {form for word in words(capacity_unit) for form in base_forms(word.plain)}
    counted = key_result.unit if words(key_result.unit) else key_result.metric or key_result.text
    return any(form in wanted for word in words(counted) for form in base_forms(word.plain))


def _months(cycle: Cycle | None) -> Decimal:
    """Months of the cycle; without a cycle a quarter, the usual one."""
    if cycle is None:
        return Decimal(3)
    return Decimal((cycle.end.year - cycle.start.year) * 12 + cycle.end.month - cycle.start.month + 1)


def _money(amount: Decimal, client: Client) -> str:
    return amount_text(amount, client.currency)


def _share(share: Decimal) -> str:
    """A share in percent, exact enough not to look like another: 15.4 %, not 15 %."""
    return amount_text((share * 100).quantize(Decimal("0.1")), "%", factor=Decimal(1))


RULES: tuple[Rule, ...] = (
    high_cost_per_acquisition,
    missing_revenue_data,
    target_beyond_capacity,
    cost_above_today,
)
