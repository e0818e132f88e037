"""The health of a KPI: where its value is, seen from its range."""

from decimal import Decimal

import pytest

from okrsdk.model import Health, StrategyEntry


def _kpi(low, high, now, unit=""):
    ends = (None if one is None else Decimal(str(one)) for one in (low, high, now))
    healthy_from, healthy_to, current = ends
    return StrategyEntry(healthy_from=healthy_from, healthy_to=healthy_to, current=current, unit=unit)


@pytest.mark.parametrize(
    ("low", "high", "now", "health"),
    [
        (40, 60, 39, Health.BELOW),
        (40, 60, 40, Health.WITHIN),
        (40, 60, 60, Health.WITHIN),
        (40, 60, "60.1", Health.ABOVE),
        (40, None, 900, Health.WITHIN),
        (None, 60, -5, Health.WITHIN),
        (40, 60, None, Health.UNKNOWN),
        (None, None, 50, Health.UNKNOWN),
        (60, 40, 50, Health.UNKNOWN),
    ],
)
def test_the_ends_of_a_range_are_healthy_and_what_is_not_clear_is_not_known(low, high, now, health):
    assert _kpi(low, high, now).health is health


def test_shares_are_not_compared_with_percent_points():
    mixed = _kpi("0.9", None, 95, "%")
    assert (mixed.has_mixed_scales, mixed.health, mixed.is_out_of_range) == (True, Health.UNKNOWN, False)
    assert _kpi(None, 8, 12, "%").is_out_of_range
    assert _kpi(None, 8, 0, "%").health is Health.WITHIN
