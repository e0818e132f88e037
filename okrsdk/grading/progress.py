"""Progress: how far a key result has come, by its kind."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.grading.exact import cut, exact
from okrsdk.model import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from decimal import Decimal

    from okrsdk.model import KeyResult

_NOTHING, _ALL = Fraction(0), Fraction(1)


def progress(key_result: KeyResult, current: Decimal) -> Decimal:
    """The signed share of the way from baseline to target at the value `current`: 0 at the baseline, 1 at the target.

    Nothing is clamped: beyond the target it is above 1, on the wrong side of the baseline below 0. A value that does
    not end is cut to 12 decimals, which changes no score. By kind:

    - `increase`, `decrease`: `(current − baseline) / (target − baseline)`; the numbers give the direction.
    - `at_least`, `at_most`: 1 on the target or better. Worse: the same line from a baseline that is worse than the
      target; 0 where the baseline is blank, or no worse than the target.
    - `between`: 1 from baseline to target, both included, else 0; the bounds may come in either order.
    - `milestone`: 1 when `current` is 1 or more, else 0.
    - `stages`: the score of the highest stage that `current` reaches, 0 before the first.
    - `find_baseline`: 1, whatever the value.

    Args:
        key_result: its kind, baseline, target and stages are looked at.
        current: the value now, in its unit; of `stages` the score of the stage reached.

    >>> from decimal import Decimal
    >>> from okrsdk.model import KeyResult, Kind
    >>> leads = KeyResult(kind=Kind.INCREASE, baseline=Decimal("62.19"), target=Decimal("96.59"))
    >>> progress(leads, Decimal("86.27"))
    Decimal('0.7')

    Raises:
        UngradableError: a number it needs is missing or out of range, or a linear kind has its baseline as its target.
    """
    return cut(exact_progress(key_result, current))


def exact_progress(key_result: KeyResult, current: Decimal) -> Fraction:
    """The same as `progress`, as an exact fraction.

    Raises:
        UngradableError: as `progress`; it names the key result.
    """
    try:
        return _MEASURES[key_result.kind](key_result, exact(current, field="current"))
    except UngradableError as error:
        raise UngradableError(str(error), key_result_id=key_result.id or None, field=error.field) from None


def measured_progress(key_result: KeyResult, current: Decimal | None, *, final: bool) -> Decimal:
    """Progress where the current value may be unknown: that counts as 0 at the final grade and is an error before.

    Raises:
        UngradableError: it cannot be graded; `field` is `current` when only the current value is missing.
    """
    if current is not None:
        return progress(key_result, current)
    unknown = cut(_NOTHING)
    # What else is missing is said first: it has to be put right whether or not a value arrives.
    progress(key_result, unknown)
    if final:
        return unknown
    message = "There is no current value yet: fill in Current, or add a check-in with a value."
    raise UngradableError(message, key_result_id=key_result.id or None, field="current")


def bounds(key_result: KeyResult) -> tuple[Fraction, Fraction]:
    """Baseline and target, both of which there must be.

    Raises:
        UngradableError: one is missing or out of range.
    """
    return _needed(key_result.baseline, "baseline"), _needed(key_result.target, "target")


def falls_short(key_result: KeyResult, value: Fraction, target: Fraction) -> bool:
    """Whether `value` is worse than `target`, for the kinds `at_least` and `at_most`."""
    return value < target if key_result.kind is Kind.AT_LEAST else value > target


def _needed(value: Decimal | None, field: str) -> Fraction:
    if value is None:
        raise UngradableError(f"The {field} is missing: fill in {field.capitalize()}.", field=field)
    return exact(value, field=field)


def _linear(key_result: KeyResult, current: Fraction) -> Fraction:
    baseline, target = bounds(key_result)
    if baseline == target:
        message = f"Baseline and target are both {key_result.target}: set a target that differs from the baseline."
        raise UngradableError(message, field="target")
    return (current - baseline) / (target - baseline)


def _threshold(key_result: KeyResult, current: Fraction) -> Fraction:
    target = _needed(key_result.target, "target")
    if not falls_short(key_result, current, target):
        return _ALL
    if key_result.baseline is None:
        return _NOTHING
    baseline = exact(key_result.baseline, field="baseline")
    return (current - baseline) / (target - baseline) if falls_short(key_result, baseline, target) else _NOTHING


def _between(key_result: KeyResult, current: Fraction) -> Fraction:
    lower, upper = sorted(bounds(key_result))
    return _ALL if lower <= current <= upper else _NOTHING


def _milestone(_: KeyResult, current: Fraction) -> Fraction:
    return _ALL if current >= 1 else _NOTHING


def _stages(key_result: KeyResult, current: Fraction) -> Fraction:
    if not key_result.stages:
        message = "The stages are missing: write them as “0.3: pilot signed | 0.7: live with one client | 1.0: live”."
        raise UngradableError(message, field="stages")
    scores = (exact(stage.score, field="stages") for stage in key_result.stages)
    return max((score for score in scores if score <= current), default=_NOTHING)


def _find_baseline(_: KeyResult, current: Fraction) -> Fraction:
    return _ALL


_MEASURES: Mapping[Kind, Callable[[KeyResult, Fraction], Fraction]] = {
    Kind.INCREASE: _linear,
    Kind.DECREASE: _linear,
    Kind.AT_LEAST: _threshold,
    Kind.AT_MOST: _threshold,
    Kind.BETWEEN: _between,
    Kind.MILESTONE: _milestone,
    Kind.STAGES: _stages,
    Kind.FIND_BASELINE: _find_baseline,
}
