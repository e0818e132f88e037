"""Frames to and from the model.

A frame is a table as pandas sees it: one column per field, one row per record, the index counting records from 0. Cells
hold the values of their column's type, None where blank, and what people typed where it could not be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import pandas as pd

from okrsdk.findings import Table
from okrsdk.model import (
    CheckIn,
    Client,
    Commitment,
    Cycle,
    FunnelStage,
    FunnelStep,
    Indicator,
    KeyResult,
    Kind,
    Level,
    Objective,
    OkrSet,
    Stage,
    Status,
    Visibility,
)
from okrsdk.schema.column import Column, ColumnOwner, ColumnType, is_blank
from okrsdk.schema.declaration import is_allowed
from okrsdk.schema.tables import columns
from okrsdk.schema.types import is_number

if TYPE_CHECKING:
    from enum import StrEnum

Frames: TypeAlias = Mapping[Table, pd.DataFrame]
Record: TypeAlias = Mapping[str, object]

_E = TypeVar("_E", bound="StrEnum")


def frame(table: Table, records: list[dict[str, object]]) -> pd.DataFrame:
    """The frame of a table with these records: the columns people write, in order; a key that is absent is blank."""
    names = [column.name for column in columns(table) if column.owner is ColumnOwner.USER]
    data = {name: [record.get(name) for record in records] for name in names}
    return pd.DataFrame(data, dtype=object)


def okr_set_from_frames(frames: Frames) -> OkrSet:
    """The OKR set that the frames say. A cell its column does not allow counts as blank; `validate` reports it."""
    client = next(iter(_records(frames, Table.CLIENT)), {})
    return OkrSet(
        client=_client(client, _records(frames, Table.FUNNEL)),
        cycle=cycle_of(client.get("cycle")),
        objectives=tuple(_objective(record) for record in _records(frames, Table.OBJECTIVES)),
        key_results=tuple(_key_result(record) for record in _records(frames, Table.KEY_RESULTS)),
        check_ins=tuple(_check_in(record) for record in _records(frames, Table.CHECK_INS)),
    )


def frames_from_okr_set(okr_set: OkrSet) -> Frames:
    """The frames of an OKR set: every column that people write, defaults included."""
    client = okr_set.client
    cycle = None if okr_set.cycle is None else okr_set.cycle.name
    records: dict[Table, list[dict[str, object]]] = {
        Table.CLIENT: [{**_values(client, Table.CLIENT, but={"cycle"}), "cycle": cycle}],
        Table.FUNNEL: [_values(step, Table.FUNNEL) for step in client.funnel],
        Table.OBJECTIVES: [_values(objective, Table.OBJECTIVES) for objective in okr_set.objectives],
        Table.KEY_RESULTS: [_values(key_result, Table.KEY_RESULTS) for key_result in okr_set.key_results],
        Table.CHECK_INS: [_values(check_in, Table.CHECK_INS) for check_in in okr_set.check_ins],
    }
    return {table: frame(table, rows) for table, rows in records.items()}


def cycle_of(value: object) -> Cycle | None:
    """The cycle that a cell names, None when it names none."""
    try:
        return Cycle.parse(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _values(record: object, table: Table, but: frozenset[str] | set[str] = frozenset()) -> dict[str, object]:
    names = [column.name for column in columns(table) if column.owner is ColumnOwner.USER and column.name not in but]
    return {name: _cell(getattr(record, name)) for name in names}


def _cell(value: object) -> object:
    if is_blank(value):
        return None
    return str(value) if isinstance(value, str) else value


def _records(frames: Frames, table: Table) -> list[Record]:
    if table not in frames:
        return []
    own = {column.name: column for column in columns(table)}
    known = frames[table][[str(name) for name in frames[table].columns if name in own]]
    return [
        {str(name): _readable(own[str(name)], value) for name, value in record.items()}
        for record in known.to_dict(orient="records")
    ]


def _readable(column: Column, value: object) -> object:
    is_right = not is_blank(value) and _TYPES[column.type](value) and is_allowed(column, value)
    return value if is_right else None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


_TYPES: dict[ColumnType, Callable[[object], bool]] = {
    ColumnType.TEXT: _is_text,
    ColumnType.CHOICE: _is_text,
    ColumnType.NUMBER: is_number,
    ColumnType.DAY: lambda value: isinstance(value, date),
    ColumnType.PEOPLE: lambda value: isinstance(value, tuple),
    ColumnType.STAGES: lambda value: isinstance(value, tuple),
}


def _text(record: Record, name: str) -> str:
    value = record.get(name)
    return value.strip() if isinstance(value, str) else ""


def _number(record: Record, name: str) -> Decimal | None:
    value = record.get(name)
    if value is None:
        return None
    return value if isinstance(value, Decimal) else Decimal(str(value))


def _weight(record: Record) -> Decimal:
    weight = _number(record, "weight")
    return Decimal(1) if weight is None else weight


def _day(record: Record, name: str) -> date | None:
    value = record.get(name)
    return value if isinstance(value, date) else None


def _choice(record: Record, name: str, choices: type[_E]) -> _E | None:
    value = record.get(name)
    return choices(value) if isinstance(value, str) else None


def _people(record: Record, name: str) -> tuple[str, ...]:
    value = record.get(name)
    return value if isinstance(value, tuple) else ()


def _stages(record: Record) -> tuple[Stage, ...]:
    value = record.get("stages")
    stages = value if isinstance(value, tuple) else ()
    return tuple(sorted(stages, key=lambda stage: stage.score))


def _client(record: Record, funnel: list[Record]) -> Client:
    steps = ((_choice(row, "stage", FunnelStage), row) for row in funnel)
    return Client(
        name=_text(record, "name"),
        currency=_text(record, "currency"),
        time_zone=_text(record, "time_zone"),
        average_sale=_number(record, "average_sale"),
        lifetime_value=_number(record, "lifetime_value"),
        close_rate=_number(record, "close_rate"),
        monthly_capacity=_number(record, "monthly_capacity"),
        capacity_unit=_text(record, "capacity_unit"),
        cost_per_acquisition=_number(record, "cost_per_acquisition"),
        policy=_text(record, "policy"),
        funnel=tuple(
            FunnelStep(stage=stage, visibility=_choice(row, "visibility", Visibility), system=_text(row, "system"))
            for stage, row in steps
            if stage is not None
        ),
    )


def _objective(record: Record) -> Objective:
    return Objective(
        id=_text(record, "id"),
        text=_text(record, "text"),
        why=_text(record, "why"),
        owner=_text(record, "owner"),
        co_owners=_people(record, "co_owners"),
        champion=_text(record, "champion"),
        level=_choice(record, "level", Level),
        contributes_to=_text(record, "contributes_to"),
        weight=_weight(record),
        status=_choice(record, "status", Status) or Status.ACTIVE,
        mute=_text(record, "mute"),
    )


def _key_result(record: Record) -> KeyResult:
    return KeyResult(
        id=_text(record, "id"),
        objective_id=_text(record, "objective_id"),
        text=_text(record, "text"),
        kind=_choice(record, "kind", Kind) or Kind.INCREASE,
        commitment=_choice(record, "commitment", Commitment) or Commitment.ASPIRATIONAL,
        metric=_text(record, "metric"),
        source=_text(record, "source"),
        funnel_stage=_choice(record, "funnel_stage", FunnelStage),
        indicator=_choice(record, "indicator", Indicator),
        unit=_text(record, "unit"),
        baseline=_number(record, "baseline"),
        target=_number(record, "target"),
        stages=_stages(record),
        current=_number(record, "current"),
        due=_day(record, "due"),
        owner=_text(record, "owner"),
        weight=_weight(record),
        status=_choice(record, "status", Status) or Status.ACTIVE,
        replaced_by=_text(record, "replaced_by"),
        mute=_text(record, "mute"),
    )


def _check_in(record: Record) -> CheckIn:
    return CheckIn(
        day=_day(record, "day"),
        key_result_id=_text(record, "key_result_id"),
        value=_number(record, "value"),
        confidence=_number(record, "confidence"),
        changed=_text(record, "changed"),
        blocks=_text(record, "blocks"),
        by=_text(record, "by"),
    )
