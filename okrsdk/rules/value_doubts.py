"""Whether a value that is about to be checked in can be meant: asked of the person before it is saved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.percentages import SHARE_UP_TO, is_in_percent, percent_factor
from okrsdk.rules.percent_scales import other_scale

if TYPE_CHECKING:
    from okrsdk.model import KeyResult

_MOST_WAYS = 3
_BESIDE_THE_WAY = Decimal("0.5")
_SCALES = tuple(Decimal(10) ** power for power in (3, 6, 9, -3, -6, -9))
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueDoubt:
    """Why a value may be a slip.

    Attributes:
        ways: how many times the way from baseline to target it is away from both.
        meant: the value on the scale of baseline and target; None where no scale makes sense of it.
    """

    ways: Decimal
    meant: Decimal | None = None


def on_own_scale(key_result: KeyResult, value: Decimal, *, has_sign: bool = False) -> Decimal:
    """A value in percent on the scale of its key result: 36 is 0.36 where the way is from 0.31 to 0.42.

    Args:
        key_result: the key result.
        value: the value, a share where it has its sign.
        has_sign: whether it was written with the sign of percent, so that nobody can mean points by a share.

    >>> from okrsdk.model import KeyResult
    >>> share = KeyResult(text="Renewals", unit="%", baseline=Decimal("0.31"), target=Decimal("0.42"))
    >>> on_own_scale(share, Decimal(36)), on_own_scale(share, Decimal("0.36"))
    (Decimal('0.36'), Decimal('0.36'))
    >>> on_own_scale(share, Decimal(8400)), on_own_scale(share, Decimal(84), has_sign=True)
    (Decimal('84'), Decimal('84'))
    """
    if not is_in_percent(key_result.unit):
        return value
    is_in_shares = percent_factor(key_result) == _HUNDRED
    if is_in_shares and has_sign:
        return value
    found = other_scale(replace(key_result, current=None), value)
    if found is not None and found.suspect == "value":
        return found.meant
    has_way = key_result.baseline is not None and key_result.target is not None
    is_off = has_way and value_doubt(key_result, value) is not None
    return value / _HUNDRED if is_in_shares and is_off and abs(value) > SHARE_UP_TO else value


def value_doubt(key_result: KeyResult, value: Decimal) -> ValueDoubt | None:
    """Why a value seems to be a slip; None where it does not, or where no way tells.

    It does where it is more than three times the way from baseline to target away from both, or where it is off that
    way and a thousand, a million or a billion times more or less is on it; in percent a hundred times, too.

    >>> from okrsdk.model import KeyResult
    >>> calls = KeyResult(text="Calls", baseline=Decimal(64), target=Decimal(110))
    >>> value_doubt(calls, Decimal("1234.56")).ways, value_doubt(calls, Decimal(130))
    (Decimal('24'), None)
    """
    baseline, target = key_result.baseline, key_result.target
    if baseline is None or target is None or baseline == target or not key_result.kind.is_linear:
        return None
    progress = (value - baseline) / (target - baseline)
    ways = max(progress - 1, -progress)
    if ways <= _BESIDE_THE_WAY:
        return None
    scales = (*_SCALES, 1 / _HUNDRED, _HUNDRED) if is_in_percent(key_result.unit) else _SCALES
    meant = next((value * scale for scale in scales if _is_on_way(value * scale, baseline, target)), None)
    if meant is None and ways <= _MOST_WAYS:
        return None
    return ValueDoubt(ways=ways.quantize(Decimal(1)), meant=meant)


def _is_on_way(value: Decimal, baseline: Decimal, target: Decimal) -> bool:
    low, high = sorted((baseline, target))
    return low <= value <= high and bool(value)
