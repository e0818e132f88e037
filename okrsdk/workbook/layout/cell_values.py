"""One cell: from what a person typed to the value its column means.

What is not understood for sure is returned as typed, and `okrsdk.schema.validate` reports it. Every rule here is
with an example in `docs.typed_values`, from which the docs page and the tests are made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.language.column_numbers import column_number
from okrsdk.language.dates import read_day
from okrsdk.language.normalize import normalized
from okrsdk.model import Kind, Stage
from okrsdk.schema.column import CellError, Column, ColumnType, is_blank
from okrsdk.schema.header_words import listed_words
from okrsdk.workbook.days import day_from_serial, is_likely_serial, time_of_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ERROR_CODES = {
    "ERROR": "#ERROR!",
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "Loading...",
}
MEASURED = frozenset({"baseline", "target", "current", "value"})
_SHOWN_ERRORS = frozenset(ERROR_CODES.values())
_DATED = frozenset({"DATE", "DATE_TIME"})
_DONE = frozenset(
    listed_words(
        """yes, y, true, done, complete, completed, x, ✓, ✔, ✅, ja, erledigt, fertig, abgeschlossen, oui, fait
        terminé, terminée, sí, hecho, terminado, completado, sim, feito, concluído, fatto, completato, gedaan, klaar
        afgerond, はい, 完了, 済"""
    )
)
_NOT_DONE = frozenset(
    listed_words(
        """no, n, false, not done, not yet, open, nein, offen, nicht erledigt, noch nicht, non, pas fait, pas encore
        no hecho, pendiente, não, não feito, pendente, non fatto, non ancora, nee, niet gedaan, nog niet
        いいえ, 未完了, 未"""
    )
)
_PEOPLE = re.compile(r"[,;\n]")
_STAGES = re.compile(r"[|\n]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CellContext:
    """What is known about a cell beside what it holds.

    Attributes:
        locale: the locale of the spreadsheet or document; empty when it is not known.
        kind: the kind of the key result: a milestone is done or not, of `stages` a stage may be named.
        stages: the key result's stages.
        unit: the key result's unit.
        words: the key result's sentence.
    """

    locale: str = ""
    kind: Kind | None = None
    stages: tuple[Stage, ...] = ()
    unit: str = ""
    words: str = ""


NO_CONTEXT = CellContext()
CONTEXT_FIELDS = ("kind", "stages", "unit", "text")
"""What of a key result says how its amounts are to be read."""


def context_of(record: Mapping[str, object], locale: str = "") -> CellContext:
    """How the amounts of a key result are to be read, from its canonical values."""
    kind, stages, unit, words = (record.get(name) for name in CONTEXT_FIELDS)
    return CellContext(
        locale=locale,
        kind=next((known for known in Kind if known == kind), None),
        stages=tuple(stage for stage in stages if isinstance(stage, Stage)) if isinstance(stages, tuple) else (),
        unit=unit if isinstance(unit, str) else "",
        words=words if isinstance(words, str) else "",
    )


def read_value(
    column: Column,
    raw: object,
    *,
    number_format_type: str | None = None,
    context: CellContext = NO_CONTEXT,
) -> object:
    """The canonical value of a cell; what is not understood for sure comes back unchanged, blank as None.

    Args:
        column: the column the cell is in.
        raw: what the cell holds: a JSON value as the Sheets API gives it unformatted, a Decimal, a day or a CellError.
        number_format_type: type of the cell's number format (`DATE`, `PERCENT`, …), which tells a day from a number.
        context: what is known beside the cell.
    """
    if is_blank(raw):
        return None
    if isinstance(raw, str) and (code := _error_code(raw)) is not None:
        return CellError(code)
    if isinstance(raw, int | float | Decimal) and not isinstance(raw, bool):
        raw = _number(raw, number_format_type, is_day=column.type is ColumnType.DAY)
    if isinstance(raw, datetime):
        raw = raw.date()
    if column.name in MEASURED and context.kind in _BY_KIND:
        return _BY_KIND[context.kind](raw, context)
    return _BY_TYPE[column.type](column, raw, context)


def _error_code(text: str) -> str | None:
    """The error value in a text; unformatted ones come with their message: ``#REF! (Reference does not exist.)``."""
    shown = text.strip()
    code, bracket, _ = shown.partition(" (")
    return code if code in _SHOWN_ERRORS and (not bracket or shown.endswith(")")) else None


def _number(raw: float | Decimal, number_format_type: str | None, *, is_day: bool) -> object:
    """A sheet's number: a day or a time where it is formatted so, else the number with the digits that are shown."""
    if isinstance(raw, Decimal):
        return raw if not raw or abs(raw.adjusted()) <= _MOST_PLACES else str(raw)
    try:
        if number_format_type == "TIME":
            return time_of_day(raw)
        if number_format_type in _DATED or (is_day and is_likely_serial(raw)):
            day = day_from_serial(raw)
            if day is not None:
                return day
        exact = Decimal(raw) if isinstance(raw, int) else _decimal(raw)
        return exact if not exact or abs(exact.adjusted()) <= _MOST_PLACES else str(raw)
    except (OverflowError, ValueError):
        return raw


def _decimal(raw: float) -> Decimal:
    """The float with the 15 significant digits that sheets show, so that 0.1 + 0.2 is 0.3."""
    value = Decimal(f"{raw:.15g}")
    if not value.is_finite():
        raise ValueError("not a number")
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value.adjusted() < _EXACT else value


_EXACT = 15
_MOST_PLACES = 40
"""Places before or behind the point of a number that is read: written out, `1e999999` would fill a megabyte."""


def _text(column: Column, raw: object, context: CellContext) -> object:
    del column, context
    if isinstance(raw, str):
        return raw.strip()
    if isinstance(raw, Decimal):
        return f"{raw:f}"
    return raw.isoformat() if isinstance(raw, date) else raw


def _amount(column: Column, raw: object, context: CellContext) -> object:
    return _amount_of(raw, context if column.name in MEASURED else CellContext(locale=context.locale))


def _day(column: Column, raw: object, context: CellContext) -> object:
    del column
    return (read_day(raw, context.locale) or raw) if isinstance(raw, str) else raw


def _choice(column: Column, raw: object, context: CellContext) -> object:
    text = _text(column, raw, context)
    return (column.choice(text) or raw) if isinstance(text, str) else raw


def _people(column: Column, raw: object, context: CellContext) -> object:
    text = _text(column, raw, context)
    if not isinstance(text, str):
        return raw
    names = tuple(" ".join(name.split()) for name in _PEOPLE.split(text) if name.strip())
    return names or raw


def _stages(column: Column, raw: object, context: CellContext) -> object:
    del column
    if not isinstance(raw, str):
        return raw
    parts = [part.strip() for part in _STAGES.split(raw) if part.strip()]
    stages = tuple(stage for part in parts if (stage := _stage(part, context)) is not None)
    return stages if stages and len(stages) == len(parts) else raw


def _stage(part: str, context: CellContext) -> Stage | None:
    score, colon, name = part.partition(":")
    number = column_number(score, locale=context.locale)
    if not colon or not name.strip() or number is None or not 0 <= number <= 1:
        return None
    return Stage(score=number, name=name.strip())


def _milestone(raw: object, context: CellContext) -> object:
    if isinstance(raw, bool):
        return Decimal(int(raw))
    if isinstance(raw, str) and normalized(raw) in _DONE | _NOT_DONE:
        return Decimal(int(normalized(raw) in _DONE))
    return _amount_of(raw, context)


def _stage_reached(raw: object, context: CellContext) -> object:
    if isinstance(raw, str):
        scores = {stage.score for stage in context.stages if normalized(stage.name) == normalized(raw)}
        if len(scores) == 1:
            return scores.pop()
    return _amount_of(raw, context)


def _amount_of(raw: object, context: CellContext) -> object:
    if not isinstance(raw, str):
        return raw
    number = column_number(raw, unit=context.unit, words=context.words, locale=context.locale)
    return raw if number is None else number


_BY_TYPE: dict[ColumnType, Callable[[Column, object, CellContext], object]] = {
    ColumnType.TEXT: _text,
    ColumnType.NUMBER: _amount,
    ColumnType.DAY: _day,
    ColumnType.CHOICE: _choice,
    ColumnType.PEOPLE: _people,
    ColumnType.STAGES: _stages,
}
_BY_KIND: dict[Kind | None, Callable[[object, CellContext], object]] = {
    Kind.MILESTONE: _milestone,
    Kind.STAGES: _stage_reached,
}
