"""Cells to write: canonical values as JSON numbers, texts and ticks, so that nothing is parsed again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from okrsdk.model import Stage
from okrsdk.schema.column import is_blank
from okrsdk.workbook.days import serial_of

if TYPE_CHECKING:
    from okrsdk.workbook.sheets_types import GridData, JsonObject


_CONTROL_SIGNS = {place: None for place in (*range(0x20), 0x7F) if chr(place) not in "\t\n"}
"""Signs that no one can type into a cell, such as NUL; a sheet that holds them cannot be saved as .xlsx."""
MAX_TEXT = 50_000
"""How many characters a cell holds."""


def sheet_value(value: object) -> str | float | bool | None:
    """A canonical value as a sheet keeps it: days as serial numbers, people and stages as text; blank as None.

    >>> sheet_value((Stage(score=Decimal("0.3"), name="pilot signed"), Stage(score=Decimal(1), name="live")))
    '0.3: pilot signed | 1: live'
    """
    if is_blank(value) or (isinstance(value, Decimal) and not value.is_finite()):
        return None
    match value:
        case bool():
            return value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case date():
            return serial_of(value)
        case tuple():
            return _joined(value)
        case _:
            return str(value)


def typed_value(value: object) -> str | float | bool | None:
    """The same, a text without the control characters that no one can type.

    >>> typed_value("Calls" + chr(0) + " a week")
    'Calls a week'
    """
    own = sheet_value(value)
    return own.translate(_CONTROL_SIGNS) if isinstance(own, str) else own


def first_long_text(sheet: JsonObject) -> tuple[int, int, int] | None:
    """0-based row and column of the first text of a `Sheet` that no cell can hold, and its length; None without one."""
    for block in cast("list[GridData]", sheet.get("data", [])):
        for row, cells in enumerate(block.get("rowData", [])):
            for column, own in enumerate(cells.get("values", [])):
                length = len(own.get("userEnteredValue", {}).get("stringValue", ""))
                if length > MAX_TEXT:
                    return row, column, length
    return None


def cell(value: object, **further: object) -> JsonObject:
    """The API's `CellData` that holds a canonical value; a text that begins with = stays a text.

    Args:
        value: the value; blank leaves the cell empty.
        further: other parts of the cell: `note`, `userEnteredFormat`, `dataValidation`.
    """
    own = typed_value(value)
    parts = {key: part for key, part in further.items() if part}
    if own is None:
        return parts
    kind = "boolValue" if isinstance(own, bool) else "stringValue" if isinstance(own, str) else "numberValue"
    return {"userEnteredValue": {kind: own}, **parts}


def _joined(values: tuple[object, ...]) -> str:
    if any(isinstance(value, Stage) for value in values):
        stages = (value for value in values if isinstance(value, Stage))
        return " | ".join(f"{stage.score.normalize():f}: {stage.name}" for stage in stages)
    return ", ".join(str(value) for value in values)
