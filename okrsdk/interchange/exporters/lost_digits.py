"""The numbers of people that a double does not hold whole, so that an export in doubles says so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.schema.column import ColumnOwner, ColumnType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.assessment import Assessment

LOST_DIGITS = "digits beyond the 15th or so of a number"


def lost_digits(assessments: Sequence[Assessment]) -> Mapping[str, int]:
    """How many numbers that people wrote come back otherwise from a double; empty where none does.

    Raises:
        ConfigError: two workbooks are of one client and cycle.
    """
    from okrsdk.interchange.tidy.rows import tidy_rows
    from okrsdk.interchange.tidy.table_definitions import tidy_tables

    rows = tidy_rows(assessments)
    numbers = (
        row[column.name]
        for table in tidy_tables()
        for column in table.columns
        if column.type is ColumnType.NUMBER and column.owner is ColumnOwner.USER
        for row in rows[table.name]
    )
    lost = sum(isinstance(number, Decimal) and not _is_held(number) for number in numbers)
    return {LOST_DIGITS: lost} if lost else {}


def _is_held(number: Decimal) -> bool:
    """Whether a double gives the number back.

    >>> _is_held(Decimal("0.1")), _is_held(Decimal("12345678901234567.8"))
    (True, False)
    """
    return not number.is_finite() or Decimal(str(float(number))) == number
