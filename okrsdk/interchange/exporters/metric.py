"""A key result as the metric of another tool: a start, a target and a current number in a unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.interchange.exporters.goals import percent
from okrsdk.language.currencies import currency_codes, currency_of
from okrsdk.language.percentages import is_in_percent
from okrsdk.model import Kind

if TYPE_CHECKING:
    from okrsdk.interchange.exporters.goals import Goal

_BY_PROGRESS = frozenset({Kind.STAGES, Kind.BETWEEN, Kind.FIND_BASELINE})


class MetricUnit(StrEnum):
    """What a metric counts."""

    NUMBER = "number"
    PERCENT = "percent"
    MONEY = "money"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """A metric.

    Attributes:
        unit: what it counts.
        start: the number at the start, percentages in points.
        target: the number aimed at.
        current: the number now; None when it is not known.
        name: the unit in words, for numbers.
        currency: ISO code, for money.
    """

    unit: MetricUnit
    start: Decimal
    target: Decimal
    current: Decimal | None
    name: str = ""
    currency: str = ""


def metric_of(goal: Goal) -> Metric | None:
    """The metric of a key result; None for an objective, and for a key result without a target.

    Stages, bounds and baselines to be found have no start and target that another tool could work with: their metric
    is the score in percent. A limit without a baseline starts at 0.
    """
    own = goal.key_result
    if own is None:
        return None
    if own.kind is Kind.MILESTONE:
        return Metric(unit=MetricUnit.DONE, start=Decimal(0), target=Decimal(1), current=goal.current)
    if own.kind in _BY_PROGRESS:
        score = goal.score.score
        current = None if score is None else percent(score)
        return Metric(unit=MetricUnit.PERCENT, start=Decimal(0), target=Decimal(100), current=current)
    target = goal.in_points("target")
    if target is None:
        return None
    unit, currency = _unit(goal, own.unit)
    return Metric(
        unit=unit,
        start=goal.in_points("baseline") or Decimal(0),
        target=target,
        current=goal.in_points("current"),
        name=own.unit if unit is MetricUnit.NUMBER else "",
        currency=currency,
    )


def _unit(goal: Goal, unit: str) -> tuple[MetricUnit, str]:
    if is_in_percent(unit):
        return MetricUnit.PERCENT, ""
    own = goal.assessment.okr_set.client.currency
    code = currency_of(unit)
    # A sign that several currencies share means the client's.
    code = code if code in currency_codes() else own if code and own else ""
    return (MetricUnit.MONEY, code) if code else (MetricUnit.NUMBER, "")
