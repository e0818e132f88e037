"""The key result: a metric, its source, a baseline and a target, by a date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from okrsdk.model.client import FunnelStage
from okrsdk.model.field_types import check_field_types
from okrsdk.model.objective import Status

if TYPE_CHECKING:
    from collections.abc import Iterable


class Kind(StrEnum):
    """How a key result is measured."""

    INCREASE = "increase"
    DECREASE = "decrease"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    MILESTONE = "milestone"
    STAGES = "stages"
    FIND_BASELINE = "find_baseline"

    @property
    def is_linear(self) -> bool:
        """Whether progress runs in a straight line from baseline to target."""
        return self in (Kind.INCREASE, Kind.DECREASE)


class Commitment(StrEnum):
    """What the target is: a stretch (`aspirational`, pass mark 0.7) or a promise (`committed`, pass mark 1.0)."""

    ASPIRATIONAL = "aspirational"
    COMMITTED = "committed"

    @property
    def pass_mark(self) -> Decimal:
        """The score from which the key result counts as achieved."""
        return Decimal("0.7") if self is Commitment.ASPIRATIONAL else Decimal(1)

    @classmethod
    def shared(cls, key_results: Iterable[KeyResult]) -> Commitment:
        """That of several key results together: committed when there are some and all are, else aspirational."""
        return cls.COMMITTED if {one.commitment for one in key_results} == {cls.COMMITTED} else cls.ASPIRATIONAL


class Indicator(StrEnum):
    """Whether the metric moves before the outcome (`leading`) or after it (`lagging`)."""

    LEADING = "leading"
    LAGGING = "lagging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of a key result of kind `stages`.

    Attributes:
        score: what reaching it scores, 0–1.
        name: what has been reached, in words.
    """

    score: Decimal
    name: str

    def __post_init__(self) -> None:
        check_field_types(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyResult:
    """Metric, source, baseline and target, by a date.

    Attributes:
        id: `O1-KR2`; empty until the next write fills it.
        objective_id: the objective it belongs to.
        text: the key result as people write it.
        kind: how it is measured.
        commitment: aspirational or committed.
        metric: what is counted.
        source: where we look to know.
        funnel_stage: the stage of the client's funnel it measures.
        indicator: leading or lagging.
        unit: unit of baseline, current and target (`leads`, `%`, `$`, `minutes`).
        baseline: the value at the start, in that unit; of `between` the lower bound.
        target: the stretch, which scores 1.0; of `between` the upper bound.
        stages: the steps of kind `stages`, lowest score first.
        current: the value now; of `milestone` 1 when done and 0 when not, of `stages` the score of the stage reached.
        due: the day by which.
        owner: who answers for it.
        weight: its weight in the objective's score, 0 or more.
        status: active, replaced or dropped.
        replaced_by: ID of the key result that took its place.
        lesson: what it taught, above all where it was replaced, dropped, missed or reached too early.
        mute: rules that people have decided to live with here, each with the reason (`M301: CRM access in May`).
        external_id: its ID in the file or tool it was imported from.
    """

    id: str = ""
    objective_id: str = ""
    text: str = ""
    kind: Kind = Kind.INCREASE
    commitment: Commitment = Commitment.ASPIRATIONAL
    metric: str = ""
    source: str = ""
    funnel_stage: FunnelStage | None = None
    indicator: Indicator | None = None
    unit: str = ""
    baseline: Decimal | None = None
    target: Decimal | None = None
    stages: tuple[Stage, ...] = ()
    current: Decimal | None = None
    due: date | None = None
    owner: str = ""
    weight: Decimal = Decimal(1)
    status: Status = Status.ACTIVE
    replaced_by: str = ""
    lesson: str = ""
    mute: str = ""
    external_id: str = ""

    def __post_init__(self) -> None:
        check_field_types(self)

    @property
    def is_active(self) -> bool:
        """Whether it counts in its objective's score."""
        return self.status is Status.ACTIVE
