"""On which scale the percentages of a key result are held: as shares (0.45 for 45 %) or in points (45)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.sentence import parse_key_result
from okrsdk.language.units import unit_of

if TYPE_CHECKING:
    from okrsdk.model import KeyResult

SHARE_UP_TO = 2
"""Where all amounts in % are at most this, they are shares: 2 is 200 %. Above it they were written in points."""
_SHARE, _POINT = Decimal(100), Decimal(1)


def is_in_percent(unit: str) -> bool:
    """Whether a unit is percent, however it is written."""
    return unit_of(unit) == "%"


def percent_factor(key_result: KeyResult) -> Decimal:
    """What its baseline and target are to be multiplied with to be percentages: 100 for shares, 1 for points.

    The words decide where they name a baseline or target of the columns, so that `from 1.5% to 0.5%` beside 1.5 and 0.5
    is in points; without them the size does.

    >>> from okrsdk.model import KeyResult
    >>> percent_factor(KeyResult(text="Renewals from 97% to 112%", baseline=Decimal("0.97"), target=Decimal("1.12")))
    Decimal('100')
    >>> percent_factor(KeyResult(text="Bounces from 1.5% to 0.5%", baseline=Decimal("1.5"), target=Decimal("0.5")))
    Decimal('1')
    """
    told = _told_factors(key_result)
    if len(told) == 1:
        return told.pop()
    known = [value for value in (key_result.baseline, key_result.target) if value is not None]
    return factor_of_size(max(map(abs, known), default=Decimal(0)))


def factor_of_size(largest: Decimal) -> Decimal:
    """The factor that the largest of several percentages shows by its size."""
    return _SHARE if largest <= SHARE_UP_TO else _POINT


def _told_factors(key_result: KeyResult) -> set[Decimal]:
    said = parse_key_result(key_result.text)
    if said.unit != "%":
        return set()
    pairs = ((said.start_value, key_result.baseline), (said.target_value, key_result.target))
    return {
        factor
        for told, held in pairs
        for factor in (_SHARE, _POINT)
        if told and held is not None and held * factor == told
    }
