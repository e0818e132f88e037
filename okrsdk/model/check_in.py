"""The check-in: a dated value with its owner's confidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrsdk.model.field_types import check_field_types


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """What an owner says of a key result on one day.

    Attributes:
        day: the day.
        key_result_id: the key result.
        value: its value that day, in its unit.
        confidence: the owner's own rating, 0–1.
        changed: what changed.
        blocks: what blocks.
        by: who says so.
        corrects: the day of an earlier check-in of this key result, above it, whose place it takes; None of most.
    """

    day: date | None = None
    key_result_id: str = ""
    value: Decimal | None = None
    confidence: Decimal | None = None
    changed: str = ""
    blocks: str = ""
    by: str = ""
    corrects: date | None = None

    def __post_init__(self) -> None:
        check_field_types(self)
