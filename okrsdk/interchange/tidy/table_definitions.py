"""What the tidy tables are: their columns, made from those of the schema, and their keys."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from okrsdk.findings import Table
from okrsdk.schema.column import DAY, Column, ColumnOwner, ColumnType

COUNT = "0"
"""The number format of whole numbers."""


class Scored(StrEnum):
    """What a row of the scores is about."""

    SET = "set"
    OBJECTIVE = "objective"
    KEY_RESULT = "key_result"


class Grade(StrEnum):
    """Whether a grade was made while the cycle ran, or closes it: then unknown values count as 0."""

    RUNNING = "running"
    FINAL = "final"


@dataclass(frozen=True, slots=True, kw_only=True)
class TableDefinition:
    """One tidy table.

    Attributes:
        name: its name: that of its file, its tab, its table in a database.
        description: what a row is.
        columns: its columns, in order.
        key: the columns that tell its rows apart, also where an ID is blank or given twice.
        source: the table of the schema that its rows are records of; None where they are made of several.
    """

    name: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    source: Table | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(column.name for column in self.columns)


def is_whole(column: Column) -> bool:
    """Whether the numbers of a column are whole."""
    return column.type is ColumnType.NUMBER and column.number_format == COUNT


def is_never_blank(column: Column) -> bool:
    """Whether every row has a value: what people have to fill may be blank all the same, and is exported so."""
    return column.must_be_filled and column.owner is ColumnOwner.OKR


@cache
def tidy_tables() -> tuple[TableDefinition, ...]:
    """The tables that hold everything: clients, funnel, objectives, key results, check-ins, decisions, scores."""
    return (
        _clients(),
        _records("funnel", Table.FUNNEL, "A stage of a client's funnel."),
        _records("objectives", Table.OBJECTIVES, "An objective."),
        _records("key_results", Table.KEY_RESULTS, "A key result."),
        _records("check_ins", Table.CHECK_INS, "A check-in of a key result."),
        _records("decisions", Table.DECISIONS, "A decision in mid-cycle: what was changed, and why."),
        _records("final_scores", Table.FINAL_SCORES, "What a record scored at the close, with its inputs."),
        _records("strategy", Table.STRATEGY, "An entry of the strategy: a challenge, a KPI, or a few sentences."),
        _scores(),
    )


@cache
def facts_table() -> TableDefinition:
    """The table that grows: a key result on a day that it was graded, with all that a report needs in its row."""
    of_client = [_renamed(Table.CLIENT, "name", "client"), _of(Table.CLIENT, "cycle"), *_cycle_days()]
    of_objective = [
        _renamed(Table.KEY_RESULTS, "objective_id", "objective_id"),
        _renamed(Table.OBJECTIVES, "text", "objective"),
        _renamed(Table.OBJECTIVES, "owner", "objective_owner"),
        _renamed(Table.OBJECTIVES, "score", "objective_score"),
        _renamed(Table.OBJECTIVES, "band", "objective_band"),
    ]
    left_out = ("id", "text", "objective_id", "mute")
    of_key_result = [
        _renamed(Table.KEY_RESULTS, "id", "key_result_id"),
        _renamed(Table.KEY_RESULTS, "text", "key_result"),
        *(_as_graded(column) for column in _written(Table.KEY_RESULTS) if column.name not in left_out),
        *_graded(Table.KEY_RESULTS, without=("graded_at",)),
        _REASON,
    ]
    return TableDefinition(
        name="facts",
        description="A key result on a day that it was graded, with its client, objective and scores.",
        columns=(_WORKBOOK, *_grading(), _POSITION, *of_client, *of_objective, *of_key_result),
        key=("workbook", "graded_at", "position"),
    )


def _as_graded(column: Column) -> Column:
    if column.name != "current":
        return column
    return replace(column, description="The value that was graded: Current, or that of the latest check-in.")


def _clients() -> TableDefinition:
    return TableDefinition(
        name="clients",
        description="A client and cycle: one row per workbook.",
        columns=(_WORKBOOK, *_written(Table.CLIENT), *_cycle_days()),
        key=("workbook",),
        source=Table.CLIENT,
    )


def _records(name: str, table: Table, description: str) -> TableDefinition:
    return TableDefinition(
        name=name,
        description=description,
        columns=(_WORKBOOK, _POSITION, *_written(table)),
        key=("workbook", "position"),
        source=table,
    )


def _scores() -> TableDefinition:
    scored = Column(
        name="scored",
        title="Scored",
        description="What the row is about: a key result, an objective, or the whole set.",
        type=ColumnType.CHOICE,
        owner=ColumnOwner.OKR,
        choices=tuple(Scored),
        must_be_filled=True,
    )
    return TableDefinition(
        name="scores",
        description="What a key result, an objective or the whole set scores on the day that it was graded.",
        columns=(
            _WORKBOOK,
            *_grading(),
            scored,
            _POSITION,
            _renamed(Table.OBJECTIVES, "id", "objective_id"),
            _renamed(Table.KEY_RESULTS, "id", "key_result_id"),
            *_graded(Table.KEY_RESULTS, without=("graded_at",)),
            _count("graded", "Graded", "How many of the active key results below it are graded."),
            _count("active", "Active", "How many active key results are below it."),
            _REASON,
        ),
        key=("workbook", "graded_at", "scored", "position"),
    )


_WORKBOOK = Column(
    name="workbook",
    title="Workbook",
    description="The client and the cycle, which together name the workbook: Harbor Dental · 2026-Q1.",
    type=ColumnType.TEXT,
    owner=ColumnOwner.OKR,
    must_be_filled=True,
    width=220,
)
_REASON = Column(
    name="reason", title="Reason", description="Why there is no score.", type=ColumnType.TEXT, owner=ColumnOwner.OKR
)


def _count(name: str, title: str, description: str) -> Column:
    return Column(
        name=name,
        title=title,
        description=description,
        type=ColumnType.NUMBER,
        owner=ColumnOwner.OKR,
        number_format=COUNT,
        width=80,
    )


_POSITION = replace(
    _count("position", "Position", "Its place in its table of the workbook, from 0."), must_be_filled=True
)


def _grading() -> tuple[Column, Column]:
    grade = Column(
        name="grade",
        title="Grade",
        description="running, or final: the grade that closes the cycle, in which unknown values count as 0.",
        type=ColumnType.CHOICE,
        owner=ColumnOwner.OKR,
        choices=tuple(Grade),
        must_be_filled=True,
    )
    return replace(_of(Table.KEY_RESULTS, "graded_at"), must_be_filled=True), grade


def _cycle_days() -> tuple[Column, Column]:
    first, last = (
        Column(name=name, title=title, description=description, type=ColumnType.DAY, number_format=DAY, width=100)
        for name, title, description in (
            ("cycle_starts", "Cycle starts", "The first day of the cycle."),
            ("cycle_ends", "Cycle ends", "The last day of the cycle."),
        )
    )
    return first, last


def _columns(table: Table) -> tuple[Column, ...]:
    from okrsdk.schema import columns

    return columns(table)


def _written(table: Table) -> tuple[Column, ...]:
    return tuple(column for column in _columns(table) if column.owner is ColumnOwner.USER)


def _graded(table: Table, *, without: tuple[str, ...] = ()) -> tuple[Column, ...]:
    return tuple(column for column in _columns(table) if column.owner is ColumnOwner.OKR and column.name not in without)


def _of(table: Table, name: str) -> Column:
    return next(column for column in _columns(table) if column.name == name)


def _renamed(table: Table, name: str, new: str) -> Column:
    column = _of(table, name)
    title = new[0].upper() + new[1:].replace("_id", " ID").replace("_", " ")
    return replace(column, name=new, title=title, must_be_filled=False)
