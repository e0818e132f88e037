"""The final score: what an objective or key result scored when the cycle was closed, with all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrsdk.model.field_types import check_field_types
from okrsdk.model.key_result import Commitment, Kind, Stage
from okrsdk.model.objective import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalScore:
    """What the close of a cycle wrote down of one record.

    Attributes:
        day: the day of the close.
        record_id: the objective (`O1`) or key result (`O1-KR2`).
        text: its words.
        objective_id: of a key result, its objective.
        status: active, replaced or dropped.
        commitment: of a key result, aspirational or committed.
        kind: of a key result, how it is measured.
        baseline: of a key result, the value at the start.
        target: of a key result, the stretch.
        stages: of a key result of kind `stages`, its steps.
        current: of a key result, the value that was graded; None where it was not known, which scores 0.
        weight: its weight in the mean above it.
        score: its score, 0–1; None where it could not be graded.
    """

    day: date | None = None
    record_id: str = ""
    text: str = ""
    objective_id: str = ""
    status: Status = Status.ACTIVE
    commitment: Commitment | None = None
    kind: Kind | None = None
    baseline: Decimal | None = None
    target: Decimal | None = None
    stages: tuple[Stage, ...] = ()
    current: Decimal | None = None
    weight: Decimal = Decimal(1)
    score: Decimal | None = None

    def __post_init__(self) -> None:
        check_field_types(self)
