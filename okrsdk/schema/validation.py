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
from okrsdk.model import Kind
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

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    NOT_A_DAY: "Write a date, such as 2026-03-31.",
    NOT_STAGES: "Write each stage with its score: 0.3: pilot signed | 0.7: live with one | 1: live with all.",
    NOT_A_TEXT: "Write words.",
    CELL_ERROR: "Correct the formula in the cell, or write the value.",
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
    return [
        column.name
        for column in columns(table)
        if not all(is_blank(value) or column.allows(value) for value in cells.of(column.name))
    ]


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
    shown = _show(value)
    if isinstance(value, CellError):
        return CELL_ERROR, f"{column.title} shows {shown}.", _CURES[CELL_ERROR]
    if isinstance(value, str) and (elsewhere := column.belongs_elsewhere(value)):
        return BELONGS_ELSEWHERE, f"{column.title} is {shown}, which does not belong there.", elsewhere
    if column.choices:
        choices = ", ".join(column.choices)
        message = f"{column.title} is {shown}, which is none of its choices."
        return NOT_A_CHOICE, message, f"Choose one of: {choices}."
    if column.type is ColumnType.NUMBER and is_number(value):
        return OUT_OF_RANGE, f"{column.title} is {shown}, but must be {_bounds(column)}.", _number_cure(column, kind)
    rule = _WRONG_TYPE[column.type]
    readings = _readings(column, value)
    if readings:
        cure = f"Write it so that it has one reading: {readings}."
        return rule, f"{column.title} is {shown}, which may be {readings}.", cure
    cure = _number_cure(column, kind) if rule is NOT_A_NUMBER else _CURES[rule]
    return rule, f"{column.title} is {shown}, which is {_not_a(column, value)}.", cure


def _readings(column: Column, value: object) -> str:
    """The readings of a text that may be several numbers or days (`1234 or 1.2340`); empty where it has none or one.

    Written as they are shown, each has one reading in every locale: a fraction of three figures gets a zero behind it.
    """
    if not isinstance(value, str):
        return ""
    if column.type is ColumnType.DAY:
        days = day_readings(value)
        return " or ".join(day.isoformat() for day in days) if len(days) > 1 else ""
    if column.type is not ColumnType.NUMBER:
        return ""
    return " or ".join(_unmistakable(reading) for reading in column_readings(value))


def _unmistakable(number: Decimal) -> str:
    whole, point, fraction = f"{number:.{_MOST_DECIMALS}f}".rstrip("0").rstrip(".").partition(".")
    return f"{whole}{point}{fraction}0" if len(fraction) == _FIGURES_OF_A_GROUP else f"{whole}{point}{fraction}"


def _not_a(column: Column, value: object) -> str:
    if column.type is ColumnType.NUMBER:
        return "a date where a number belongs" if isinstance(value, date) else "not a number"
    return {
        ColumnType.DAY: "not a date",
        ColumnType.STAGES: "not a list of stages with their scores",
    }.get(column.type, "not text")


def _bounds(column: Column) -> str:
    if column.maximum is None:
        return f"{column.minimum} or more"
    return f"from {column.minimum} to {column.maximum}"


def _number_cure(column: Column, kind: object) -> str:
    if column.maximum is not None:
        return f"Write a number {_bounds(column)}, such as 0.7."
    if column.minimum is not None:
        return f"Write a number, {_bounds(column)}."
    if kind == Kind.MILESTONE:
        return "A milestone is done or not done: write one of these. For steps on the way choose the kind stages."
    if kind == Kind.STAGES:
        return "Write the name of the stage that was reached, as in Stages, or its score."
    return "Write the number alone, such as 50, 45 % or $1,200; say what it means in the key result."


def _blank_findings(table: Table, cells: TableCells) -> Iterator[Finding]:
    for column in columns(table):
        for position, value in enumerate(cells.of(column.name) if column.must_be_filled else ()):
            if is_blank(value):
                location = Location(
                    table=table, record=_record_id(cells, position), position=position, field=column.name
                )
                yield MUST_BE_FILLED.finding(location, f"{column.title} is blank.", column.description)


def _cycle_findings(tables: Tables) -> Iterator[Finding]:
    try:
        cycle_of(tables)
    except ValueError as error:
        message, _, cure = str(error).partition(". ")
        yield NOT_A_CYCLE.finding(Location(table=Table.CLIENT, position=0, field="cycle"), f"{message}.", cure)


def _record_id(cells: TableCells, position: int) -> str | None:
    value = cells.at("id", position)
    return value if isinstance(value, str) and value.strip() else None


def _show(value: object) -> str:
    text = str(value)
    text = text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
    return f'"{text}"' if isinstance(value, str) else text
