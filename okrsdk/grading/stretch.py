"""The 70 % convention: targets are stretch, and what one really expects is 70 % of the way to them."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from okrsdk.errors import UngradableError
from okrsdk.grading.exact import cut, exact
from okrsdk.grading.progress import bounds, falls_short
from okrsdk.model import Commitment, Kind

if TYPE_CHECKING:
    from okrsdk.model import KeyResult

_SHARE = Fraction(Commitment.ASPIRATIONAL.pass_mark)
_EXTRA_PLACES = 2


def stretch_mark(key_result: KeyResult) -> Decimal | None:
    """The value that scores 0.7, exact, in the key result's unit: `baseline + 0.7 × (target − baseline)`.

    None where no value does: milestones, stages, `between`, `find_baseline`, thresholds without a baseline that is
    worse than the target, and key results that cannot be graded.

    >>> from okrsdk.model import KeyResult
    >>> stretch_mark(KeyResult(baseline=Decimal(100), target=Decimal(200)))
    Decimal('170')
    """
    if not (key_result.kind.is_linear or key_result.kind in (Kind.AT_LEAST, Kind.AT_MOST)):
        return None
    try:
        baseline, target = bounds(key_result)
    except UngradableError:
        return None
    if baseline == target or not (key_result.kind.is_linear or falls_short(key_result, baseline, target)):
        return None
    # One decimal more than the numbers have holds the product whole.
    return cut(baseline + _SHARE * (target - baseline), _places(key_result.baseline, key_result.target) + 1)


def stretch_target(baseline: Decimal, expected: Decimal) -> Decimal:
    """The target to write down so that the result one really expects scores 0.7.

    `baseline + (expected − baseline) / 0.7`, rounded half-up to two decimals more than the more precise of the two
    numbers has: the fewest with which the expected result still scores 0.70 whatever the numbers are. Where one
    expects to stay at the baseline, that is the baseline.

    >>> stretch_target(Decimal(100), Decimal(170))
    Decimal('200')
    >>> stretch_target(Decimal("0.10"), Decimal("0.15"))
    Decimal('0.1714')

    Raises:
        UngradableError: a number is not finite, or out of range.
    """
    start, end = exact(baseline, field="baseline"), exact(expected, field="expected")
    places = _places(baseline, expected) + _EXTRA_PLACES
    target = start + (end - start) / _SHARE
    half_up = cut(abs(target) + Fraction(1, 2 * 10**places), places)
    return half_up if target >= 0 else 0 - half_up


def _places(*values: Decimal | None) -> int:
    exponents = (value.as_tuple().exponent for value in values if value is not None)
    return max(0, *(-exponent for exponent in exponents if isinstance(exponent, int)))
