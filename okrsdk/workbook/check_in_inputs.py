"""What people type for a check-in, in a form or in the terminal, read as a cell of the Check-ins tab would be."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.language.amount_text import amount_text, plain_text
from okrsdk.language.column_numbers import column_readings
from okrsdk.model import CheckIn, Kind
from okrsdk.rules.value_doubts import on_own_scale
from okrsdk.schema import columns
from okrsdk.texts import strung, text
from okrsdk.workbook.layout.cell_values import CellContext, read_value

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from okrsdk.model import KeyResult
    from okrsdk.schema import Column

VALUE, CONFIDENCE, CHANGED, BLOCKS, LATE = "value", "confidence", "changed", "blocks", "late"
LONGEST = {VALUE: 100, CONFIDENCE: 20, CHANGED: 1000, BLOCKS: 1000, LATE: 500}
"""The most characters that are taken of each field."""
_LARGEST = Decimal(10) ** 15
_SIGN = "%"
NO_NUMBER = text(
    "This is no number. Write it as {whole}, {decimal} or {share}.",
    whole=1250,
    decimal=Decimal("12.5"),
    share=amount_text(Decimal("0.45"), "%"),
)
"""What is said of a text that is no number."""


def read_check_in(
    inputs: Mapping[str, str],
    key_result: KeyResult,
    *,
    on: date,
    by: str,
    locale: str = "",
    before: CheckIn | None = None,
) -> CheckIn | dict[str, str]:
    """The check-in that the inputs say, or what is wrong with them and what to do, by field.

    Args:
        inputs: what was typed, by field.
        key_result: the key result; its kind tells what a value may be.
        on: the day of the check-in.
        by: who says so.
        locale: the spreadsheet's locale.
        before: the check-in whose value and confidence a field means that is left blank; of an empty one, none. By
            default both must be told.
    """
    context = CellContext(
        locale=locale, kind=key_result.kind, stages=key_result.stages, unit=key_result.unit, words=key_result.text
    )
    value, confidence = _read(VALUE, inputs, context), _read(CONFIDENCE, inputs, context)
    is_as_before = before is not None and value is None
    told = before.value if before and is_as_before else None
    if before is not None and confidence is None:
        confidence = before.confidence
    errors = {
        VALUE: "" if is_as_before else _value_error(value, key_result, locale),
        CONFIDENCE: "" if before is not None and confidence is None else _confidence_error(confidence),
        CHANGED: _length_error(CHANGED, inputs),
        BLOCKS: _length_error(BLOCKS, inputs),
    }
    if any(errors.values()):
        return {name: error for name, error in errors.items() if error}
    return CheckIn(
        day=on,
        key_result_id=key_result.id,
        value=_scaled(key_result, value, inputs[VALUE]) if isinstance(value, Decimal) else told,
        confidence=confidence if isinstance(confidence, Decimal) else None,
        changed=inputs.get(CHANGED, "").strip(),
        blocks=inputs.get(BLOCKS, "").strip(),
        by=by,
    )


def read_measured(
    raw: object, key_result: KeyResult, *, locale: str = "", number_format_type: str | None = None
) -> Decimal | str:
    """The amount of a key result that a text or a value means, on its scale; what is wrong with it where it is none.

    Args:
        raw: what was typed, or what a cell of a sheet, a database or a document holds.
        key_result: the key result.
        locale: the spreadsheet's locale.
        number_format_type: of a sheet's cell, the type of its number format.
    """
    context = CellContext(
        locale=locale, kind=key_result.kind, stages=key_result.stages, unit=key_result.unit, words=key_result.text
    )
    typed = raw[: LONGEST[VALUE]] if isinstance(raw, str) else raw
    value = read_value(_column(VALUE), typed, number_format_type=number_format_type, context=context)
    error = _value_error(value, key_result, locale)
    typed_as = _SIGN if number_format_type == "PERCENT" else raw
    return _scaled(key_result, value, typed_as) if isinstance(value, Decimal) and not error else error


def _scaled(key_result: KeyResult, value: Decimal, typed: object) -> Decimal:
    return on_own_scale(key_result, value, has_sign=isinstance(typed, str) and _SIGN in typed)


def _read(name: str, inputs: Mapping[str, str], context: CellContext) -> object:
    return read_value(_column(name), inputs.get(name, "")[: LONGEST[name]], context=context)


def _column(name: str) -> Column:
    return next(own for own in columns(Table.CHECK_INS) if own.name == name)


def _value_error(value: object, key_result: KeyResult, locale: str) -> str:
    if isinstance(value, str) and len(readings := column_readings(value, locale)) > 1:
        *others, last = map(plain_text, readings)
        return text(
            "This may be {first} or {last}. Write it so that it is only one of them.",
            first=strung(others, ", "),
            last=last,
        )
    if value is None:
        return text("Write the value of today. Number and confidence belong together: progress is not a straight line.")
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value) > _LARGEST:
        return NO_NUMBER
    if key_result.kind is Kind.MILESTONE and value not in (0, 1):
        return text("A milestone is done (1) or not (0).")
    if key_result.kind is Kind.STAGES and key_result.stages and value not in _stage_scores(key_result):
        return text("This is none of the stages.")
    return ""


def _confidence_error(confidence: object) -> str:
    if confidence is None:
        return text("Say how sure you are, from 0 to 1.")
    if not isinstance(confidence, Decimal) or not 0 <= confidence <= 1:
        return text("Write a number from 0 to 1, such as {share}.", share=Decimal("0.7"))
    return ""


def _length_error(name: str, inputs: Mapping[str, str]) -> str:
    length, most = len(inputs.get(name, "")), LONGEST[name]
    return too_long(length, most) if length > most else ""


def too_long(length: int, most: int) -> str:
    """That a field holds more than is taken."""
    return text("This is too long: {length} characters, {most} at most.", length=length, most=most)


def _stage_scores(key_result: KeyResult) -> set[Decimal]:
    return {Decimal(0), *(stage.score for stage in key_result.stages)}
