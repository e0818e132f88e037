"""The reading: a value of a key result from where it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrsdk.model.field_types import check_field_types


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a source says of a key result.

    Attributes:
        value: its value, in the key result's unit and on its scale; of a milestone 1 or 0, of `stages` a stage's score.
        as_of: the day that it is of.
        source: what it was read from, a word or two: `csv`, `sheet`, `CRM`.
    """

    value: Decimal
    as_of: date
    source: str

    def __post_init__(self) -> None:
        check_field_types(self)
