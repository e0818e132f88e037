"""What people type into the form of an objective or key result, read as the cells of its row would be."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema import ColumnType, columns
from okrsdk.schema.column import is_blank
from okrsdk.texts import text
from okrsdk.workbook.check_in_inputs import NO_NUMBER, too_long
from okrsdk.workbook.layout.cell_values import context_of, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.schema import Column

FORM_FIELDS: Mapping[Table, tuple[str, ...]] = {
    Table.OBJECTIVES: ("text", "why", "owner"),
    Table.KEY_RESULTS: ("text", "baseline", "target", "unit", "kind", "source", "owner", "due"),
}
"""The columns that the forms have, in order."""
LONGEST_INPUT = 1_000
"""The most characters that are taken of each field."""
_LARGEST = Decimal(10) ** 15
_WRONG = {
    ColumnType.NUMBER: NO_NUMBER,
    ColumnType.DAY: text("Write a day as {day}.", day=date(2026, 3, 31)),
    ColumnType.CHOICE: text("Choose one of the list."),
}


def read_row(table: Table, inputs: Mapping[str, str], *, locale: str = "") -> tuple[dict[str, object], dict[str, str]]:
    """The values that the inputs say by field, blank ones as None, and what is wrong with them and what to do.

    Args:
        table: Objectives or Key Results.
        inputs: what was typed, by field; a field that is missing is left out of the values.
        locale: the spreadsheet's locale.
    """
    values: dict[str, object] = {}
    errors: dict[str, str] = {}
    own = {column.name: column for column in columns(table)}
    said = {"kind": inputs.get("kind"), "unit": inputs.get("unit"), "text": inputs.get("text")}
    context = context_of(said, locale)
    for name in FORM_FIELDS[table]:
        if name in inputs:
            typed = inputs[name]
            values[name] = read_value(own[name], " ".join(typed.split()), context=context)
            if error := _error(own[name], typed, values[name]):
                errors[name] = error
    if is_blank(values.get("text")):
        errors["text"] = (
            text("Write the sentence: what will be better, and for whom.")
            if table is Table.OBJECTIVES
            else (text("Write the sentence: what is counted, from what to what, by when."))
        )
    return values, errors


def _error(column: Column, typed: str, value: object) -> str:
    if len(typed) > LONGEST_INPUT:
        return too_long(len(typed), LONGEST_INPUT)
    if value is None or (column.allows(value) and not (isinstance(value, Decimal) and abs(value) > _LARGEST)):
        return ""
    return _WRONG.get(column.type, text("This cannot be read."))
