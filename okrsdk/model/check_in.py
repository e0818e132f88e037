"""The check-in: a dated value with its owner's confidence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from okrsdk.model.field_types import check_field_types

_AUTOMATIC = re.compile(r"okrsdk \([^()]+\)", re.IGNORECASE)
_LONGEST_SOURCE = 40


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

    @property
    def is_automatic(self) -> bool:
        """Whether no person said it: it was read from where the value is kept, and `by` names how.

        >>> CheckIn(by=automatic_author("csv")).is_automatic, CheckIn(by="Ops Lead").is_automatic
        (True, False)
        """
        return _AUTOMATIC.fullmatch(self.by.strip()) is not None


def automatic_author(source: str) -> str:
    """What By says of a check-in that was read from a source of this kind.

    >>> automatic_author("csv")
    'okrsdk (csv)'
    """
    plain = " ".join(source.replace("(", " ").replace(")", " ").split())[:_LONGEST_SOURCE]
    return f"okrsdk ({plain or 'source'})"
