"""What two amounts of one change tell of each other: their scale, their unit, and the readings that fit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.scales import multiplied
from okrsdk.language.units import comparable, dimension, is_same_unit

if TYPE_CHECKING:
    from okrsdk.language.numbers import Amount

_MINUTES_OR_MILLIONS = "m"
_NEAR = 20
"""Beside `1.8 million`, a bare 1.2 is in millions too: they are within this factor then."""


def read_together(first: Amount, last: Amount, *, is_upward: bool | None) -> tuple[Amount, Amount]:
    """Baseline and target, each with what the other one tells of it.

    `from 1.2 to 1.8 million` are both millions; the `8m` of `from 12 min to 8m` are minutes. `from 1.200 to 800` under
    a verb that says down is 1200, since 1.2 would go up. Both follow one way of writing, so that their readings are
    taken together; what still has two readings keeps them.

    Args:
        first: the baseline.
        last: the target.
        is_upward: whether the words say that the number goes up; None when they do not say.
    """
    first, last = _of_letter(first, last), _of_letter(last, first)
    first, last = _on_scale_of(first, last), _on_scale_of(last, first)
    if is_upward is None or not (first.is_unsure or last.is_unsure) or not first.readings or not last.readings:
        return first, last
    pairs = dict.fromkeys((first.readings[place], last.readings[place]) for place in (0, -1))
    fitting = [pair for pair in pairs if goes_up(pair[0], _unit(first), pair[1], _unit(last)) is is_upward]
    return (_read_as(first, fitting[0][0]), _read_as(last, fitting[0][1])) if len(fitting) == 1 else (first, last)


def goes_up(value: Decimal, unit: str, other: Decimal, other_unit: str) -> bool | None:
    """Whether the second amount is the greater one; None when they are equal or have no unit in common.

    >>> goes_up(Decimal(90), "minutes", Decimal(1), "hours")
    False
    """
    values = comparable((value, unit), (other, other_unit))
    return None if values is None or values[0] == values[1] else values[1] > values[0]


def _of_letter(amount: Amount, other: Amount) -> Amount:
    """An `8m` beside a time or a length: minutes, or metres."""
    if amount.unit != _MINUTES_OR_MILLIONS or not amount.is_unsure:
        return amount
    unit = {"time": "minutes", "length": "m"}.get(dimension(other.unit)) if not other.is_unsure else None
    return amount if unit is None else replace(amount, readings=amount.readings[-1:], unit=unit)


def _on_scale_of(amount: Amount, other: Amount) -> Amount:
    has_own_unit = bool(amount.unit) and not is_same_unit(amount.unit, other.unit)
    if amount.power or has_own_unit or not other.power or amount.value is None or not other.value:
        return amount
    scaled = multiplied(amount.value, other.power)
    is_near = other.value / _NEAR <= abs(scaled) <= abs(other.value) * _NEAR
    return replace(amount, readings=(scaled,), unit=other.unit, power=other.power) if is_near else amount


def _unit(amount: Amount) -> str:
    return "" if amount.unit == _MINUTES_OR_MILLIONS and amount.is_unsure else amount.unit


def _read_as(amount: Amount, value: Decimal) -> Amount:
    """The amount with one of its readings; of `2m` the millions have no unit."""
    is_scaled = amount.unit == _MINUTES_OR_MILLIONS and amount.is_unsure and value == amount.readings[0]
    return replace(amount, readings=(value,), unit="" if is_scaled else amount.unit)
