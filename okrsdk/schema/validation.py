"""Validation of the tables: all structure findings (family T) at once, each problem once.

pandera's reports are translated here and nowhere else; no pandera type leaves `okrsdk.schema`. Two habits of pandera
are undone: a failure without a cell (a missing column) belongs to the sheet's layout and is left out, and of two
failures of one cell the first one counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
from pandera.errors import SchemaErrorReason, SchemaErrors

from okrsdk.findings import Finding, Location, RuleInfo, Table, in_reading_order
from okrsdk.language.column_numbers import column_readings
from okrsdk.language.dates import day_readings
from okrsdk.language.enumeration import alternatives
from okrsdk.model import Kind
from okrsdk.model.cycle import UnreadableCycleError
from okrsdk.schema.column import CellError, Column, ColumnType, is_blank, is_number
from okrsdk.schema.frames import cycle_of, okr_set_from_frames, tables_of
from okrsdk.schema.references import reference_findings, resolve_references
from okrsdk.schema.table_findings import (
    BELONGS_ELSEWHERE,
    CELL_ERROR,
    MUST_BE_FILLED,
    NOT_A_CHOICE,
    NOT_A_CYCLE,
    NOT_A_DAY,
    NOT_A_NUMBER,
    NOT_A_TEXT,
    NOT_STAGES,
    OUT_OF_RANGE,
)
from okrsdk.schema.tables import MODELS, columns
from okrsdk.schema.weights import weight_findings
from okrsdk.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.model import OkrSet
    from okrsdk.schema.frames import Frames
    from okrsdk.schema.table_cells import TableCells, Tables

_WRONG_TYPE = {
    ColumnType.NUMBER: NOT_A_NUMBER,
    ColumnType.DAY: NOT_A_DAY,
    ColumnType.CHOICE: NOT_A_CHOICE,
    ColumnType.STAGES: NOT_STAGES,
    ColumnType.TEXT: NOT_A_TEXT,
    ColumnType.PEOPLE: NOT_A_TEXT,
}
_CURES = {
    NOT_A_DAY: text("Write a date, such as 2026-03-31."),
    NOT_STAGES: text("Write each stage with its score: 0.3: pilot signed | 0.7: live with one | 1: live with all."),
    NOT_A_TEXT: text("Write words."),
    CELL_ERROR: text("Correct the formula in the cell, or write the value."),
}
_SHOWN = 40
_MOST_DECIMALS = 6
_FIGURES_OF_A_GROUP = 3


def validate(frames: Frames | Tables) -> tuple[Finding, ...]:
    """All structure findings of the tables, in reading order.

    Args:
        frames: the tables that exist. A column that is missing is not reported here but where the sheet was read.
    """
    found: list[Finding] = []
    tables = tables_of(frames)
    for table, cells in tables.items():
        found += _cell_findings(table, cells)
        found += _blank_findings(table, cells)
    found += _cycle_findings(tables)
    found += reference_findings(tables)
    found += weight_findings(tables)
    return in_reading_order(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedTables:
    """What tables say.

    Attributes:
        okr_set: the OKRs; a cell its column does not allow counts as blank.
        findings: all that is wrong with the tables, in reading order.
    """

    okr_set: OkrSet
    findings: tuple[Finding, ...]


def load_tables(frames: Frames | Tables) -> LoadedTables:
    """The OKRs that tables say and what is wrong with them: the one gate of workbooks, documents and rows.

    Args:
        frames: the tables that exist. A reference that names its record by words is read as the record's ID.
    """
    resolved = resolve_references(tables_of(frames))
    return LoadedTables(okr_set=okr_set_from_frames(resolved), findings=validate(resolved))


def _cell_findings(table: Table, cells: TableCells) -> Iterator[Finding]:
    own = {column.name: column for column in columns(table)}
    for position, name in sorted(_failing_cells(table, cells)):
        yield _cell_finding(table, own[name], cells, position)


def _failing_cells(table: Table, cells: TableCells) -> set[tuple[int, str]]:
    doubtful = _doubtful_columns(table, cells)
    if not doubtful:
        return set()
    try:
        MODELS[table].validate(pd.DataFrame({name: cells.of(name) for name in doubtful}, dtype=object), lazy=True)
    except SchemaErrors as errors:
        return {
            (int(position), str(error.schema.name))
            for error in errors.schema_errors
            if error.reason_code is not SchemaErrorReason.COLUMN_NOT_IN_DATAFRAME
            for position in error.failure_cases["index"]
        }
    return set()


def _doubtful_columns(table: Table, cells: TableCells) -> list[str]:
    """The columns with a cell that they do not allow: pandera takes a millisecond for each, also where all is well."""
    return [column.name for column in columns(table) if False in cells.judged(column)]


def _cell_finding(table: Table, column: Column, cells: TableCells, position: int) -> Finding:
    location = Location(table=table, record=_record_id(cells, position), position=position, field=column.name)
    rule, message, suggestion = diagnosis(column, cells.at(column.name, position), cells.at("kind", position))
    return rule.finding(location, message, suggestion)


def diagnosis(column: Column, value: object, kind: object = None) -> tuple[RuleInfo, str, str]:
    """Why a column does not allow a filled cell: the rule, what is wrong, and what to write.

    Args:
        column: the column.
        value: what the cell holds.
        kind: the kind of the key result whose cell it is.
    """
    cell = {"column": column.title, "value": _show(value)}
    if isinstance(value, CellError):
        return CELL_ERROR, text("{column} shows {value}.", **cell), _CURES[CELL_ERROR]
    if isinstance(value, str) and (elsewhere := column.belongs_elsewhere(value)):
        return BELONGS_ELSEWHERE, text("{column} is {value}, which does not belong there.", **cell), elsewhere
    if column.choices:
        cure = text("Choose one of: {choices}.", choices=", ".join(column.choices))
        return NOT_A_CHOICE, text("{column} is {value}, which is none of its choices.", **cell), cure
    if column.type is ColumnType.NUMBER and is_number(value):
        message = text("{column} is {value}, but must be {bounds}.", bounds=_bounds(column), **cell)
        return OUT_OF_RANGE, message, _number_cure(column, kind)
    rule = _WRONG_TYPE[column.type]
    readings = _readings(column, value)
    if readings:
        cure = text("Write it so that it has one reading: {readings}.", readings=readings)
        return rule, text("{column} is {value}, which may be {readings}.", readings=readings, **cell), cure
    return rule, _wrong_type(column, value, cell), _number_cure(column, kind) if rule is NOT_A_NUMBER else _CURES[rule]


def _readings(column: Column, value: object) -> str:
    """The readings of a text that may be several numbers or days (`1234 or 1.2340`); empty where it has none or one.

    Written as they are shown, each has one reading in every locale: a fraction of three figures gets a zero behind it.
    """
    if not isinstance(value, str):
        return ""
    if column.type is ColumnType.DAY:
        days = day_readings(value)
        return alternatives([day.isoformat() for day in days]) if len(days) > 1 else ""
    if column.type is not ColumnType.NUMBER:
        return ""
    return alternatives([_unmistakable(reading) for reading in column_readings(value)])


def _unmistakable(number: Decimal) -> str:
    whole, point, fraction = f"{number:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".").partition(".")
    return f"{whole}{point}{fraction}0" if len(fraction) == _FIGURES_OF_A_GROUP else f"{whole}{point}{fraction}"


def _wrong_type(column: Column, value: object, cell: Mapping[str, object]) -> str:
    if column.type is ColumnType.NUMBER and isinstance(value, date):
        return text("{column} is {value}, which is a date where a number belongs.", **cell)
    if column.type is ColumnType.NUMBER:
        return text("{column} is {value}, which is not a number.", **cell)
    if column.type is ColumnType.DAY:
        return text("{column} is {value}, which is not a date.", **cell)
    if column.type is ColumnType.STAGES:
        return text("{column} is {value}, which is not a list of stages with their scores.", **cell)
    return text("{column} is {value}, which is not text.", **cell)


def _bounds(column: Column) -> str:
    if column.maximum is None:
        return text("{least} or more", least=column.minimum)
    return text("from {least} to {most}", least=column.minimum, most=column.maximum)


def _number_cure(column: Column, kind: object) -> str:
    if column.maximum is not None:
        return text("Write a number {bounds}, such as 0.7.", bounds=_bounds(column))
    if column.minimum is not None:
        return text("Write a number, {bounds}.", bounds=_bounds(column))
    if kind == Kind.MILESTONE:
        return text("A milestone is done or not done: write one of these. For steps on the way choose the kind stages.")
    if kind == Kind.STAGES:
        return text("Write the name of the stage that was reached, as in Stages, or its score.")
    return text("Write the number alone, such as 50, 45 % or $1,200; say what it means in the key result.")


def _blank_findings(table: Table, cells: TableCells) -> Iterator[Finding]:
    for column in columns(table):
        for position, value in enumerate(cells.of(column.name) if column.must_be_filled else ()):
            if is_blank(value):
                location = Location(
                    table=table, record=_record_id(cells, position), position=position, field=column.name
                )
                message = text("{column} is blank.", column=column.title)
                yield MUST_BE_FILLED.finding(location, message, text(column.description))


def _cycle_findings(tables: Tables) -> Iterator[Finding]:
    try:
        cycle_of(tables)
    except UnreadableCycleError as error:
        yield NOT_A_CYCLE.finding(Location(table=Table.CLIENT, position=0, field="cycle"), error.what, error.cure)


def _record_id(cells: TableCells, position: int) -> str | None:
    value = cells.at("id", position)
    return value if isinstance(value, str) and value.strip() else None


def _show(value: object) -> str:
    words = str(value)
    words = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
    return text('"{words}"', words=words) if isinstance(value, str) else Text(words, "{value}", {"value": value})
