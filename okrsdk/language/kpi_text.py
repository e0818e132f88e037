"""A KPI in words: its value and its healthy range, in its own unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.language.amount_text import amount_text
from okrsdk.language.percentages import factor_of_size
from okrsdk.texts import text

if TYPE_CHECKING:
    from decimal import Decimal

    from okrsdk.model import StrategyEntry


def kpi_value(kpi: StrategyEntry) -> str:
    """Its value now; `not known` without one."""
    return text("not known") if kpi.current is None else _amount(kpi, kpi.current)


def kpi_range(kpi: StrategyEntry) -> str:
    """What is healthy; `no range yet` where nothing says so.

    >>> from decimal import Decimal
    >>> from okrsdk.model import StrategyEntry
    >>> kpi_range(StrategyEntry(healthy_to=Decimal(5), unit="%")), kpi_range(StrategyEntry(healthy_from=Decimal(40)))
    ('at most 5 %', 'at least 40')
    """
    low, high = kpi.healthy_from, kpi.healthy_to
    if low is not None and high is not None:
        return text("{low} to {high}", low=_amount(kpi, low), high=_amount(kpi, high))
    if low is not None:
        return text("at least {end}", end=_amount(kpi, low))
    return text("no range yet") if high is None else text("at most {end}", end=_amount(kpi, high))


def _amount(kpi: StrategyEntry, value: Decimal) -> str:
    known = [abs(one) for one in (kpi.healthy_from, kpi.healthy_to, kpi.current) if one is not None]
    return amount_text(value, kpi.unit, factor=factor_of_size(max(known)))
