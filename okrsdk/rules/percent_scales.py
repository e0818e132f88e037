"""Which amount of a key result in percent is on another scale than the rest: 36 beside shares, 0.36 beside points."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from okrsdk.language.percentages import percent_factor

if TYPE_CHECKING:
    from okrsdk.model import KeyResult

_HUNDRED = Decimal(100)
_FAR_APART = Decimal(20)
_SURELY_POINTS = Decimal(10)
_ALIKE = Decimal(5)
_BESIDE_THE_WAY = Decimal("0.5")


class OtherScale(NamedTuple):
    """An amount that seems to be on another scale.

    Attributes:
        low: what the name says of the smaller one, and its value.
        high: the same of the greater one.
        suspect: name of the one to correct.
        meant: its value on the scale of the others.
    """

    low: tuple[str, Decimal]
    high: tuple[str, Decimal]
    suspect: str
    meant: Decimal


def other_scale(key_result: KeyResult, latest: Decimal | None) -> OtherScale | None:
    """The amount on another scale; None when all seem to be on one.

    Baseline and target are compared first, by their size. A current value, or the newest check-in's, is on the other
    scale when it is off the way from baseline to target and a hundredth or the hundredfold of it is on it.

    Args:
        key_result: a key result in percent.
        latest: the value of its newest check-in; None without one.
    """
    baseline, target = key_result.baseline, key_result.target
    if baseline and target and _are_far_apart(baseline, target):
        return _pair(("baseline", baseline), ("target", target))
    for name, value in (("current", key_result.current), ("value", latest)):
        meant = None if not value or target is None else _meant(key_result, value, target)
        if value is not None and target is not None and meant is not None:
            ends = sorted((("target", target), (name, value)), key=lambda pair: abs(pair[1]))
            return OtherScale(low=ends[0], high=ends[1], suspect=name, meant=meant)
    return None


def _are_far_apart(one: Decimal, other: Decimal) -> bool:
    low, high = sorted((abs(one), abs(other)))
    return low < 1 and high >= _SURELY_POINTS and high / low >= _FAR_APART


def _pair(one: tuple[str, Decimal], other: tuple[str, Decimal]) -> OtherScale:
    low, high = sorted((one, other), key=lambda pair: abs(pair[1]))
    return OtherScale(low=low, high=high, suspect=high[0], meant=high[1] / _HUNDRED)


def _meant(key_result: KeyResult, value: Decimal, target: Decimal) -> Decimal | None:
    """The value on the scale of baseline and target, when it seems to be on the other one."""
    other = value / _HUNDRED if percent_factor(key_result) == _HUNDRED else value * _HUNDRED
    baseline = key_result.baseline
    if baseline is None or baseline == target or not key_result.kind.is_linear:
        is_far = bool(target) and not 1 / _FAR_APART < abs(value / target) < _FAR_APART
        return other if is_far and 1 / _ALIKE <= abs(other / target) <= _ALIKE else None
    is_off = not _is_on_way(value, baseline, target) or _is_of_another_size(value, baseline, target)
    return other if is_off and _is_on_way(other, baseline, target) else None


def _is_of_another_size(value: Decimal, baseline: Decimal, target: Decimal) -> bool:
    low, high = sorted((abs(baseline), abs(target)))
    return abs(value) * _FAR_APART < low or abs(value) > high * _FAR_APART


def _is_on_way(value: Decimal, baseline: Decimal, target: Decimal) -> bool:
    progress = (value - baseline) / (target - baseline)
    return -_BESIDE_THE_WAY <= progress <= 1 + _BESIDE_THE_WAY
