"""The strategy: where one stands, the challenges, the KPIs that matter, and what success looks like."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from okrsdk.model.field_types import check_field_types

_SHARES_UP_TO = 2


class StrategyPart(StrEnum):
    """What an entry of the strategy is, in the order in which a cycle is set."""

    WHERE_WE_STAND = "where_we_stand"
    CHALLENGE = "challenge"
    KPI = "kpi"
    SUCCESS = "success"


class Health(StrEnum):
    """Where a KPI is, seen from its healthy range."""

    BELOW = "below"
    WITHIN = "within"
    ABOVE = "above"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class StrategyEntry:
    """One entry of the strategy: a sentence or a few, or a KPI with its healthy range.

    Attributes:
        id: of a challenge, the name by which objectives answer it (`C1`).
        part: what it is.
        text: what is so, in a few sentences; of a KPI its name.
        why: of a challenge, why now.
        source: of a KPI, where we look.
        healthy_from: of a KPI, the lowest healthy value; None where any low value is healthy.
        healthy_to: of a KPI, the highest healthy value; None where any high value is healthy.
        current: of a KPI, its value now.
        unit: of a KPI, the unit of all three.
    """

    id: str = ""
    part: StrategyPart | None = None
    text: str = ""
    why: str = ""
    source: str = ""
    healthy_from: Decimal | None = None
    healthy_to: Decimal | None = None
    current: Decimal | None = None
    unit: str = ""

    def __post_init__(self) -> None:
        check_field_types(self)

    @property
    def has_range(self) -> bool:
        """Whether it says what is healthy: one end at least, both ends in order and on one scale of percentages."""
        low, high = self.healthy_from, self.healthy_to
        if low is None and high is None:
            return False
        return not self.has_mixed_scales and (low is None or high is None or low <= high)

    @property
    def has_mixed_scales(self) -> bool:
        """Whether some of its percentages are shares (0.9) and others points (95), so that none can be compared."""
        if "%" not in self.unit:
            return False
        sizes = {abs(one) <= _SHARES_UP_TO for one in (self.healthy_from, self.healthy_to, self.current) if one}
        return len(sizes) > 1

    @property
    def health(self) -> Health:
        """Where its value is, seen from its range; the ends are healthy. Unknown without a value or a clear range.

        >>> StrategyEntry(healthy_from=Decimal(90), current=Decimal(88)).health
        <Health.BELOW: 'below'>
        """
        if self.current is None or not self.has_range:
            return Health.UNKNOWN
        if self.healthy_from is not None and self.current < self.healthy_from:
            return Health.BELOW
        if self.healthy_to is not None and self.current > self.healthy_to:
            return Health.ABOVE
        return Health.WITHIN

    @property
    def is_out_of_range(self) -> bool:
        """Whether its value is known to be unhealthy."""
        return self.health in (Health.BELOW, Health.ABOVE)
