"""From a source and a workbook as it was read to the `ImportPlan`. Nothing that people typed is written over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.errors import UnsafePlanError
from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.developer_metadata import MEMORY_MARK
from okrsdk.workbook.importing.comparing import Verdict, compared, remembered_after
from okrsdk.workbook.importing.import_plan import (
    ImportedCell,
    ImportPlan,
    KeptFor,
    LeftOut,
    NewColumn,
    NewRecord,
    Settle,
)
from okrsdk.workbook.importing.matching import match_key_results, match_objectives
from okrsdk.workbook.importing.memory import FURTHER, MEMORY_HEADER, digest, memory_of, memory_text
from okrsdk.workbook.importing.new_check_ins import new_check_ins
from okrsdk.workbook.importing.new_ids import new_ids
from okrsdk.workbook.importing.sides import Sides
from okrsdk.workbook.importing.source import IMPORTED_TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.importing.matching import Matches
    from okrsdk.workbook.importing.sides import Side
    from okrsdk.workbook.importing.source import ImportSource, OkrRecord
    from okrsdk.workbook.layout.reading import WorkbookReading

_NAME_LENGTH = 60
_EXTERNAL = "external_id"
_OWN_LOG = text("a workbook keeps its own log")
_OWN_STRATEGY = text("a workbook keeps its own strategy")
_KEPT = {Verdict.TYPED: KeptFor.TYPED, Verdict.CONFLICT: KeptFor.CONFLICT, Verdict.FORMULA: KeptFor.FORMULA}


def plan_import(reading: WorkbookReading, source: ImportSource, *, settle: Settle | None = None) -> ImportPlan:
    """What an import of the source does to the workbook.

    Args:
        reading: the workbook as it was read; it has its Objectives and Key Results tabs, each ID once.
        source: what is to be imported.
        settle: whose value stays where both sides changed a cell; None to keep it and show both.

    Raises:
        UnsafePlanError: the source is of another cycle than the workbook.
    """
    _refuse_other_cycle(reading, source)
    there = reading.okr_set
    objectives = match_objectives(source, there)
    matches = {Table.OBJECTIVES: objectives, Table.KEY_RESULTS: match_key_results(source, there, objectives)}
    named = new_ids(source, there, objectives, matches[Table.KEY_RESULTS])
    added: dict[Table, Mapping[int, OkrRecord]] = {
        Table.OBJECTIVES: named.objectives,
        Table.KEY_RESULTS: named.key_results,
    }
    sides = Sides(reading, source, named.parents)
    parts = {
        table: _TablePlan(sides, source, table, matches=matches[table], added=added[table], settle=settle)
        for table in IMPORTED_TABLES
    }
    names = {at: there.key_results[to].id for at, to in matches[Table.KEY_RESULTS].pairs.items()}
    names |= {at: one.id for at, one in named.key_results.items()}
    check_ins, without = new_check_ins(reading, source, names)
    return ImportPlan(
        spreadsheet_id=reading.spreadsheet_id,
        title=reading.title,
        new=tuple(one for part in parts.values() for one in part.new),
        changes=tuple(cell for part in parts.values() for cell in part.cells if cell.kept is None),
        kept=tuple(cell for part in parts.values() for cell in part.cells if cell.kept is not None),
        unchanged=tuple(name for part in parts.values() for name in part.unchanged),
        gone=tuple(name for part in parts.values() for name in part.gone()),
        left_out=(*(one for part in parts.values() for one in part.left_out()), *without, *_logs(reading, source)),
        check_ins=check_ins,
        columns={table: part.columns() for table, part in parts.items()},
        memories={table: part.memories for table, part in parts.items()},
    )


def _logs(reading: WorkbookReading, source: ImportSource) -> Iterator[LeftOut]:
    """What the source has of logs and strategy that the workbook does not have: these are its own."""
    there, own = reading.okr_set, source.okr_set
    for table, logged, known in (
        (Table.DECISIONS, own.decisions, there.decisions),
        (Table.FINAL_SCORES, own.final_scores, there.final_scores),
        (Table.STRATEGY, own.strategy, there.strategy),
    ):
        new = sum(one not in known for one in logged)
        if new:
            yield LeftOut(
                table=table, name=f"{table} ({new})", reason=_OWN_STRATEGY if table is Table.STRATEGY else _OWN_LOG
            )


def _refuse_other_cycle(reading: WorkbookReading, source: ImportSource) -> None:
    own, other = reading.okr_set.cycle, source.okr_set.cycle
    if own is not None and other is not None and own != other:
        raise UnsafePlanError(
            text(
                "The OKRs to import are of {cycle}, {title!r} is of {own}. Nothing was written. Import them into the "
                "workbook of their own cycle, or make one with `okr new`.",
                cycle=other.name,
                title=reading.title,
                own=own.name,
            )
        )


class _TablePlan:
    """The plan of one table, worked out as it is made."""

    def __init__(
        self,
        sides: Sides,
        source: ImportSource,
        table: Table,
        *,
        matches: Matches,
        added: Mapping[int, OkrRecord],
        settle: Settle | None,
    ) -> None:
        self._sides = sides
        self._source = source
        self._table = table
        self._layout = sides.layout(table)
        self._matches = matches
        self._settle = settle
        self._headers: dict[str, str] = {}
        self.cells: list[ImportedCell] = []
        self.unchanged: list[str] = []
        self.memories: dict[int, str] = {}
        for at, position in matches.pairs.items():
            self._compare(at, position)
        self.new = tuple(self._new(at, record) for at, record in added.items())

    def gone(self) -> tuple[str, ...]:
        """The names of records of earlier imports that the source no longer has."""
        found = set(self._matches.pairs.values())
        left = (at for at in range(len(self._layout.rows)) if at not in found and self._remembered(at))
        return tuple(map(self._name, left))

    def left_out(self) -> tuple[LeftOut, ...]:
        """The records that are not imported."""
        own = self._source.records(self._table)
        unclear = sorted(self._matches.unclear.items())
        return tuple(LeftOut(table=self._table, name=_named(own[at]), reason=reason) for at, reason in unclear)

    def columns(self) -> tuple[NewColumn, ...]:
        """The columns that the tab lacks for what is written: fields, further columns, and the memory."""
        used = {cell.key for cell in self.cells if cell.kept is None}
        used |= {key for one in self.new for key in (*one.values, *one.further)}
        absent = [own for own in columns(self._table) if own.name in used and own.name not in self._layout.columns]
        found = [NewColumn(key=own.name, header=own.title) for own in absent]
        found += [NewColumn(key=key, header=header) for key, header in self._headers.items() if key in used]
        if self._layout.memory is None and (self.memories or self.new):
            found.append(NewColumn(key=MEMORY_MARK, header=MEMORY_HEADER))
        return tuple(found)

    def _name(self, position: int) -> str:
        return _named(self._sides.records(self._table)[position]) or f"row {self._layout.rows[position] + 1}"

    def _remembered(self, position: int) -> Mapping[str, str]:
        place, row = self._layout.memory, self._layout.rows[position]
        return memory_of(place.values[row]) if place is not None and row < len(place.values) else {}

    def _compare(self, at: int, position: int) -> None:
        """Compare a record of the source with its own in the workbook, cell by cell."""
        remembered = self._remembered(position)
        known = dict(remembered)
        before = len(self.cells)
        for side in self._sides.of(self._table, at, position):
            last = remembered.get(side.key)
            verdict = compared(side.said, side.held, last, self._settle)
            if verdict is Verdict.CONFLICT and side.is_respelt:
                verdict = Verdict.SAME
            following = remembered_after(side.said, verdict, last, self._settle)
            if following is not None and side.key != _EXTERNAL:
                known[side.key] = following
            if verdict is not Verdict.SAME:
                self.cells.append(self._cell(position, side, _KEPT.get(verdict)))
        if len(self.cells) == before:
            self.unchanged.append(self._name(position))
        if known != remembered:
            self.memories[position] = memory_text(known)

    def _cell(self, position: int, side: Side, kept: KeptFor | None) -> ImportedCell:
        if side.key.startswith(FURTHER) and self._sides.further(self._table, side.title)[2] is None:
            self._headers[side.key] = side.title
        return ImportedCell(
            table=self._table,
            record=self._name(position),
            position=position,
            key=side.key,
            title=side.title,
            before=side.held.value,
            after=side.said,
            kept=kept,
        )

    def _new(self, at: int, record: OkrRecord) -> NewRecord:
        said = self._sides.said(self._table, at)
        names = [name for name in self._source.names(self._source.records(self._table)[at]) if name != record.id]
        further: dict[str, object] = {}
        titles: dict[str, str] = {}
        for header, value in self._source.further(self._table, at).items():
            key, shown, place = self._sides.further(self._table, header)
            further[key], titles[key] = value, shown
            if place is None:
                self._headers[key] = shown
        remembered = {key: digest(value) for key, value in (*said.items(), *further.items())}
        return NewRecord(
            table=self._table,
            id=record.id,
            text=record.text,
            values={**{"id": record.id}, **({_EXTERNAL: names[0]} if names else {}), **said},
            further=further,
            titles=titles,
            memory=memory_text(remembered),
        )


def _named(record: OkrRecord) -> str:
    return record.id or " ".join(record.text.split())[:_NAME_LENGTH]
