"""Frames to and from the model. Which field of a record a column holds follows from the column's name alone.

A frame is a table as pandas sees it: one column per field, one row per record, the index counting records from 0. Cells
hold the values of their column's type, None where blank, and what people typed where it could not be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias

import pandas as pd

from okrsdk.findings import Table
from okrsdk.model import (
    CheckIn,
    Client,
    Cycle,
    Decision,
    FinalScore,
    FunnelStep,
    KeyResult,
    Objective,
    OkrSet,
    Stage,
    StrategyEntry,
)
from okrsdk.schema.column import Column, ColumnOwner, ColumnType, is_blank
from okrsdk.schema.table_cells import TableCells, Tables, table_cells
from okrsdk.schema.tables import columns

if TYPE_CHECKING:
    from collections.abc import Iterable

Frames: TypeAlias = Mapping[Table, pd.DataFrame]
Values: TypeAlias = dict[str, Any]
"""The values of one record by field, each of its column's type, so of the field's type in the model."""

_RECORD_TYPES: dict[Table, type] = {
    Table.CLIENT: Client,
    Table.FUNNEL: FunnelStep,
    Table.OBJECTIVES: Objective,
    Table.KEY_RESULTS: KeyResult,
    Table.CHECK_INS: CheckIn,
    Table.DECISIONS: Decision,
    Table.FINAL_SCORES: FinalScore,
    Table.STRATEGY: StrategyEntry,
}


def frame(table: Table, records: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """The frame of a table with these records: the columns people write, in order; a key that is absent is blank."""
    return pd.DataFrame(dict(table_cells(table, records).columns), dtype=object)


def tables_of(frames: Frames | Tables) -> Tables:
    """The cells of frames, those of them that are cells already as they are."""
    return {table: own if isinstance(own, TableCells) else _cells_of(own) for table, own in frames.items()}


def _cells_of(own: pd.DataFrame) -> TableCells:
    return TableCells(count=len(own), columns={str(name): own[name].tolist() for name in own})


def okr_set_from_frames(frames: Frames | Tables) -> OkrSet:
    """The OKR set that the frames say. A cell its column does not allow counts as blank; `validate` reports it."""
    tables = tables_of(frames)
    profile = next(iter(_values(tables, Table.CLIENT)), {})
    funnel = (FunnelStep(**step) for step in _values(tables, Table.FUNNEL) if "stage" in step)
    return OkrSet(
        client=Client(**profile, funnel=tuple(funnel)),
        cycle=_known_cycle(tables),
        objectives=tuple(Objective(**values) for values in _values(tables, Table.OBJECTIVES)),
        key_results=tuple(KeyResult(**values) for values in _values(tables, Table.KEY_RESULTS)),
        check_ins=tuple(CheckIn(**values) for values in _values(tables, Table.CHECK_INS)),
        decisions=tuple(Decision(**values) for values in _values(tables, Table.DECISIONS)),
        final_scores=tuple(FinalScore(**values) for values in _values(tables, Table.FINAL_SCORES)),
        strategy=tuple(StrategyEntry(**values) for values in _values(tables, Table.STRATEGY)),
    )


def frames_from_okr_set(okr_set: OkrSet) -> Frames:
    """The frames of an OKR set: every column that people write, defaults included."""
    cycle = None if okr_set.cycle is None else okr_set.cycle.name
    records: dict[Table, Iterable[object]] = {
        Table.FUNNEL: okr_set.client.funnel,
        Table.OBJECTIVES: okr_set.objectives,
        Table.KEY_RESULTS: okr_set.key_results,
        Table.CHECK_INS: okr_set.check_ins,
        Table.DECISIONS: okr_set.decisions,
        Table.FINAL_SCORES: okr_set.final_scores,
        Table.STRATEGY: okr_set.strategy,
    }
    profile = {**cells_of(Table.CLIENT, okr_set.client), "cycle": cycle}
    rows = {table: [cells_of(table, record) for record in own] for table, own in records.items()}
    return {table: frame(table, own) for table, own in {Table.CLIENT: [profile], **rows}.items()}


def cells_of(table: Table, record: object) -> dict[str, object]:
    """The cells of a record by field, blank as None: those of the columns that people write and the model carries."""
    values = {column.name: getattr(record, column.name) for column in _carried(table)}
    return {name: None if is_blank(value) else value for name, value in values.items()}


def cycle_of(tables: Tables) -> Cycle | None:
    """The cycle that the client's profile names, None when it names none.

    Raises:
        ValueError: it names one that cannot be read; the message says what to write.
    """
    text = next(iter(tables[Table.CLIENT].of("cycle")), None) if Table.CLIENT in tables else None
    if not isinstance(text, str) or is_blank(text):
        return None
    starts = next(iter(_values(tables, Table.CLIENT))).get("fiscal_year_starts")
    return Cycle.parse(text, fiscal_year_starts=starts)


def _known_cycle(tables: Tables) -> Cycle | None:
    try:
        return cycle_of(tables)
    except ValueError:
        return None


@cache
def _carried(table: Table) -> tuple[Column, ...]:
    """The columns that people write whose field the model's record has."""
    known = {field.name for field in fields(_RECORD_TYPES[table])}
    return tuple(column for column in columns(table) if column.owner is ColumnOwner.USER and column.name in known)


def _values(tables: Tables, table: Table) -> list[Values]:
    """The values of each record; what is blank or not allowed is left out, so that the model's own default holds."""
    if table not in tables:
        return []
    records: list[Values] = [{} for _ in range(tables[table].count)]
    for column in _carried(table):
        judged = tables[table].judged(column)
        for record, cell, is_allowed in zip(records, tables[table].of(column.name), judged, strict=False):
            if is_allowed:
                record[column.name] = _value(column, cell)
    return records


def _value(column: Column, cell: Any) -> Any:  # noqa: ANN401 - of the column's type, which only its declaration tells
    match column.type:
        case ColumnType.TEXT:
            return cell.strip()
        case ColumnType.NUMBER:
            return cell if isinstance(cell, Decimal) else Decimal(str(cell))
        case ColumnType.CHOICE:
            return next(choice for choice in column.choices if choice == cell)
        case ColumnType.STAGES:
            return tuple(sorted(cell, key=_score))
        case _:
            return cell


def _score(stage: Stage) -> Decimal:
    return stage.score
