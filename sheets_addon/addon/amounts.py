"""Amounts as people write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.model import Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from okrsdk.model import KeyResult

_BEFORE_THE_NUMBER = frozenset("$€£¥₹")
_UNKNOWN = "not known"
_AIMS = {
    Kind.MILESTONE: "to be done",
    Kind.FIND_BASELINE: "to find out where we stand",
    Kind.AT_LEAST: "at least {end}",
    Kind.AT_MOST: "at most {end}",
    Kind.BETWEEN: "between {start} and {end}",
    Kind.STAGES: "through its stages",
}


def amount(number: Decimal, unit: str) -> str:
    """A number with its unit; a share in % is shown as such.

    >>> from decimal import Decimal
    >>> amount(Decimal("1200.50"), "$"), amount(Decimal("0.125"), "%"), amount(Decimal(60), "jobs")
    ('$1,200.5', '12.5 %', '60 jobs')
    """
    if unit == "%" and abs(number) <= 1:
        return f"{_short(number * 100)} %"
    if unit in _BEFORE_THE_NUMBER:
        return f"{unit}{_short(number)}"
    return f"{_short(number)} {unit}".rstrip()


def measured(key_result: KeyResult, value: Decimal | None) -> str:
    """A value of a key result in its own terms: a milestone is done or not, of stages the one reached is named."""
    if value is None:
        return _UNKNOWN
    if key_result.kind is Kind.MILESTONE and value in (0, 1):
        return "done" if value else "not done"
    if key_result.kind is Kind.STAGES:
        return next((stage.name for stage in key_result.stages if stage.score == value), _short(value))
    return amount(value, key_result.unit)


def aim(key_result: KeyResult) -> str:
    """Where the key result goes from and to."""
    if key_result.kind is Kind.STAGES and key_result.stages:
        return " → ".join(stage.name for stage in key_result.stages)
    start, end = measured(key_result, key_result.baseline), measured(key_result, key_result.target)
    return _AIMS.get(key_result.kind, "from {start} to {end}").format(start=start, end=end)


def _short(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
