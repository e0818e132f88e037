"""Rules M311 to M313: do the targets fit what a customer is worth and what the client can deliver?"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Severity
from okrsdk.language.text import base_forms, words
from okrsdk.model import Client, Cycle, KeyResult, Kind
from okrsdk.rules.example import example
from okrsdk.rules.rule import Rule, RuleMeta, Violation, key_result_rule

if TYPE_CHECKING:
    from okrsdk.rules.rule_context import KeyResultView, RuleContext

_COST_PER_CUSTOMER = re.compile(
    r"\b(?:cpa|cac|(?:customer |client )?acquisition costs?|"
    r"costs?[- ]per[- ](?:acquisition|customer|client|sale|new customer))\b",
    re.IGNORECASE,
)
_PER_MONTH = re.compile(r"\b(?:monthly|(?:a|per|each|every) month)\b|/\s?(?:month|mo)\b", re.IGNORECASE)
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
        message=f"A new customer would cost {_money(cost, context.client)}, {cost / worth:.0%} of the "
        f"{_money(worth, context.client)} that one is worth; {limit:.0%} is the limit.",
        suggestion="Lower the target, or show in the Client tab that a customer is worth more (lifetime value "
        "per year).",
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
    """Its target is a cost per new customer, and the client has neither average sale nor lifetime value."""
    if view.key_result.target is None or _worth(context.client) is not None:
        return None
    if not _is_cost_per_customer(view.key_result):
        return None
    return Violation(
        field="target",
        message="Nothing says what a customer is worth, so no one can tell whether this cost is good.",
        suggestion="Ask the client for average revenue per sale or lifetime value, and write it into the Client tab.",
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
    """It counts what the client's capacity counts, and its target is more than the client can deliver."""
    key_result, capacity, unit = view.key_result, context.client.monthly_capacity, context.client.capacity_unit
    wants_more = key_result.kind in (Kind.INCREASE, Kind.AT_LEAST)
    if capacity is None or not unit.strip() or key_result.target is None or not wants_more:
        return None
    if not _counts(key_result, unit):
        return None
    is_monthly = _PER_MONTH.search(f"{key_result.text} {key_result.metric} {key_result.unit}") is not None
    months = Decimal(1) if is_monthly else _months(context.cycle)
    if key_result.target <= capacity * months:
        return None
    period = "a month" if is_monthly else "in the cycle"
    return Violation(
        field="target",
        message=f"The target of {key_result.target:,f} is more than the client can deliver {period}: "
        f"{capacity * months:,f} {unit}.",
        suggestion="Aim at a service that has room, or at what a sale is worth, until the client can deliver more.",
    )


def _worth(client: Client) -> Decimal | None:
    known = [value for value in (client.average_sale, client.lifetime_value) if value]
    return max(known) if known else None


def _is_cost_per_customer(key_result: KeyResult) -> bool:
    return _COST_PER_CUSTOMER.search(f"{key_result.metric} {key_result.text}") is not None


def _counts(key_result: KeyResult, capacity_unit: str) -> bool:
    """Whether unit or metric name what the capacity counts, in singular or plural; money and shares never do."""
    if key_result.unit.strip() in ("%", "$", "€", "£"):
        return False
    wanted = {form for word in words(capacity_unit) for form in base_forms(word.folded)}
    counted = key_result.unit if words(key_result.unit) else key_result.metric
    return any(form in wanted for word in words(counted) for form in base_forms(word.folded))


def _months(cycle: Cycle | None) -> Decimal:
    """Months of the cycle; without a cycle a quarter, the usual one."""
    if cycle is None:
        return Decimal(3)
    return Decimal((cycle.end.year - cycle.start.year) * 12 + cycle.end.month - cycle.start.month + 1)


def _money(amount: Decimal, client: Client) -> str:
    return f"{amount:,f} {client.currency}".rstrip()


RULES: tuple[Rule, ...] = (high_cost_per_acquisition, missing_revenue_data, target_beyond_capacity)
