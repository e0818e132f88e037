"""From the records that a layout found to OKRs: cycles, IDs, values, and where each record was.

The records go the way of a sheet and of a document: frames, then the same validation, then the model. What sentences
say fills what columns leave blank, and a progress without a current value is turned into one where both ends of the way
are known.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from okrsdk.findings import Finding, Location, Table, in_reading_order
from okrsdk.interchange.importers.found_records import (
    FoundCheckIn,
    FoundDoubt,
    FoundKeyResult,
    FoundRecord,
    FoundRecords,
)
from okrsdk.interchange.importers.import_rules import UNSURE_SCALE
from okrsdk.interchange.importers.kept_initiatives import keep_initiatives
from okrsdk.interchange.importers.logged_values import logged_check_ins
from okrsdk.interchange.importers.progress_values import with_progress, with_progress_of_check_ins
from okrsdk.interchange.importers.record_units import take_units
from okrsdk.interchange.importers.source_reading import ColumnReading, Initiative, RecordPlace, SourceReading
from okrsdk.interchange.importers.source_table import text_of
from okrsdk.interchange.importers.source_values import (
    Manner,
    raw_amount,
    read_confidence,
    read_source_day,
    status_of,
)
from okrsdk.language.normalize import normalized
from okrsdk.schema import columns, load_tables
from okrsdk.schema.table_cells import table_cells
from okrsdk.workbook.layout.cell_values import CellContext, context_of, read_value
from okrsdk.workbook.record_ids import link_records

if TYPE_CHECKING:
    from okrsdk.schema import Column

_DAYS = ("day", "corrects")
_MEASURED = ("baseline", "target", "current")
_OWN_OBJECTIVE = re.compile(r"O\d{1,9}", re.ASCII)
_OWN_KEY_RESULT = re.compile(r"O\d{1,9}-KR\d{1,9}", re.ASCII)
_KEPT_BESIDE = ("score", "progress", "confidence", "status", "checked_on")
_TITLES = {"checked_on": "Last updated"}

Row = dict[str, object]


@dataclass(slots=True, kw_only=True)
class _Rows:
    """The records of one table on their way: raw rows, places, and what is carried along."""

    rows: list[Row] = field(default_factory=list)
    places: list[RecordPlace] = field(default_factory=list)
    carried: list[dict[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceInfo:
    """What is known of a source beside its records.

    Attributes:
        name: what it is called.
        layout: how it holds its OKRs.
        columns: how its columns were understood.
        cycle: the cycle that it is of, as written; empty where it does not say.
        said: what was found out about it.
    """

    name: str
    layout: str
    columns: Sequence[ColumnReading] = ()
    cycle: str = ""
    said: Sequence[str] = ()


def reading_of(found: FoundRecords, source: SourceInfo, manner: Manner) -> SourceReading:
    """What a source says, from the records that were found in it.

    Args:
        found: the records, of one cycle.
        source: the source.
        manner: how its cells are written.
    """
    keep_initiatives(found)
    making = _Making(manner=manner)
    making.add(found)
    rows: dict[Table, list[dict[str, object]]] = {
        Table.CLIENT: [{"cycle": source.cycle or None}],
        Table.OBJECTIVES: making.objectives.rows,
        Table.KEY_RESULTS: making.key_results.rows,
        Table.CHECK_INS: making.check_ins.rows,
    }
    loaded = load_tables({table: table_cells(table, own) for table, own in rows.items()})
    okr_set, doubts = with_progress(loaded.okr_set, making.shares)
    okr_set = with_progress_of_check_ins(okr_set, making.check_in_shares)
    tables = {
        Table.OBJECTIVES: making.objectives,
        Table.KEY_RESULTS: making.key_results,
        Table.CHECK_INS: making.check_ins,
    }
    return SourceReading(
        name=source.name,
        layout=source.layout,
        okr_set=okr_set,
        findings=in_reading_order([*loaded.findings, *making.findings, *doubts]),
        columns=tuple(replace(one, remark=found.remarks.get(one.header, one.remark)) for one in source.columns),
        not_taken=tuple(sorted(found.not_taken, key=lambda one: one.line)),
        initiatives=tuple(making.initiatives(found)),
        carried={table: tuple(own.carried) for table, own in tables.items() if table is not Table.CHECK_INS},
        places={table: tuple(own.places) for table, own in tables.items()},
        said=tuple(source.said),
    )


@dataclass(slots=True, kw_only=True)
class _Making:
    """Turns found records into rows of our tables."""

    manner: Manner
    objectives: _Rows = field(default_factory=_Rows)
    key_results: _Rows = field(default_factory=_Rows)
    check_ins: _Rows = field(default_factory=_Rows)
    shares: dict[int, tuple[object, Manner]] = field(default_factory=dict)
    check_in_shares: dict[int, tuple[object, Manner]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    row_of: dict[int, Row] = field(default_factory=dict)
    logged: list[FoundCheckIn] = field(default_factory=list)

    def add(self, found: FoundRecords) -> None:
        for objective in found.objectives:
            row = self._row(Table.OBJECTIVES, self.objectives, objective, own_id=_OWN_OBJECTIVE)
            self.row_of[id(objective)] = row
        parents: list[tuple[Row, Row]] = []
        for one in found.key_results:
            row = self._key_result(one)
            if one.objective is not None and id(one.objective) in self.row_of:
                parents.append((row, self.row_of[id(one.objective)]))
        self._link(parents)
        for position, one in enumerate(found.key_results):
            if not one.log:
                self._check_in(one.record, position)
        for check_in in (*self.logged, *found.check_ins):
            self._dated_check_in(check_in)
        for doubt in found.doubts:
            self._doubt(doubt)

    def _link(self, parents: Sequence[tuple[Row, Row]]) -> None:
        """Gives every record its ID, and key results that of their objective; counted where none has one yet."""
        rows = {Table.OBJECTIVES: self.objectives.rows, Table.KEY_RESULTS: self.key_results.rows}
        if any("id" in row for own in rows.values() for row in own) or len(parents) < len(rows[Table.KEY_RESULTS]):
            link_records(rows, parents)
            return
        counts: dict[str, int] = defaultdict(int)
        for number, row in enumerate(rows[Table.OBJECTIVES], 1):
            row["id"] = f"O{number}"
        for row, objective in parents:
            own = str(objective["id"])
            counts[own] += 1
            row["objective_id"], row["id"] = own, f"{own}-KR{counts[own]}"

    def initiatives(self, found: FoundRecords) -> Iterable[Initiative]:
        for one in found.initiatives:
            own = [self.row_of.get(id(record), {}) for record in (one.objective, one.key_result)]
            yield Initiative(
                text=one.record.text,
                objective_id=str(own[0].get("id") or ""),
                key_result_id=str(own[1].get("id") or ""),
                external_id=one.record.key,
                line=one.record.line,
            )

    def _key_result(self, one: FoundKeyResult) -> Row:
        record = one.record
        self.logged += logged_check_ins(one, self.manner)
        if not record.is_typed:
            take_units(record)
        position = len(self.key_results.rows)
        row = self._row(Table.KEY_RESULTS, self.key_results, record, own_id=_OWN_KEY_RESULT)
        if one.objective is None and one.reference:
            row["objective_id"] = one.reference
        self.row_of[id(record)] = row
        if "progress" in record.cells:
            self.shares[position] = (record.cells["progress"], self.manner)
        return row

    def _row(self, table: Table, rows: _Rows, record: FoundRecord, *, own_id: re.Pattern[str]) -> Row:
        row: Row = {"text": record.text or None}
        if record.key:
            row["id" if own_id.fullmatch(record.key) else "external_id"] = record.key
        known = _columns(table)
        for name, cell in record.cells.items():
            if name == "status":
                row["status"] = status_of(text_of(cell))
            elif name in known and name not in _MEASURED:
                row[name] = self._value(known[name], cell)
        context = context_of(row, self.manner.number_locale)
        for name in _MEASURED:
            if name in record.cells and name in known:
                row[name] = self._amount(known[name], record.cells[name], context)
        rows.rows.append(row)
        rows.places.append(
            RecordPlace(line=record.line, tab=record.tab, columns=dict(record.columns), path=record.path)
        )
        rows.carried.append(_carried(table, record, row))
        return row

    def _value(self, column: Column, cell: object) -> object:
        if column.name in ("due", "checked_on"):
            # A decimal mark says nothing of the order of day and month.
            day = read_source_day(cell, self.manner)
            return read_value(column, day, context=CellContext(locale=self.manner.day_locale))
        if column.name == "commitment" and isinstance(cell, str):
            cell = re.sub(r"\s+goal$", "", cell.strip(), flags=re.IGNORECASE)
        return read_value(column, cell, context=CellContext(locale=self.manner.number_locale))

    def _amount(self, column: Column, cell: object, context: CellContext) -> object:
        return read_value(column, raw_amount(cell), context=context)

    def _check_in(self, record: FoundRecord, position: int) -> None:
        """A check-in of a key result whose row says a confidence and the day of it."""
        if "confidence" not in record.cells:
            return
        key_result_id = self.key_results.rows[position].get("id")
        confidence = read_confidence(record.cells["confidence"], self.manner)
        if confidence is None:
            shown = text_of(record.cells["confidence"])
            message = f'Confidence is "{shown}", and nothing tells on which scale.'
            cure = "Write the scale into the header, as in Confidence (1-10), or the confidence as 0.7 or 70 %."
            place = Location(table=Table.KEY_RESULTS, position=position, record=str(key_result_id or "") or None)
            self.findings.append(UNSURE_SCALE.finding(place, message, cure))
            return
        day = read_source_day(record.cells.get("checked_on"), self.manner)
        if day is None or isinstance(day, str) or not key_result_id:
            return
        self.check_ins.rows.append({"day": day, "key_result_id": key_result_id, "confidence": confidence})
        self.check_ins.places.append(RecordPlace(line=record.line, tab=record.tab, columns=dict(record.columns)))

    def _dated_check_in(self, check_in: FoundCheckIn) -> None:
        key_result = self.row_of.get(id(check_in.key_result))
        if key_result is None:
            return
        context = context_of(key_result, self.manner.number_locale)
        days = CellContext(locale=self.manner.day_locale)
        known = _columns(Table.CHECK_INS)
        row: Row = {"key_result_id": key_result.get("id")}
        if "progress" in check_in.cells:
            self.check_in_shares[len(self.check_ins.rows)] = (check_in.cells["progress"], self.manner)
        for name, cell in check_in.cells.items():
            if name in _DAYS:
                row[name] = read_value(known[name], read_source_day(cell, self.manner), context=days)
            elif name in known:
                row[name] = read_value(known[name], cell, context=context)
        self.check_ins.rows.append(row)
        self.check_ins.places.append(RecordPlace(line=check_in.line, tab=check_in.tab or check_in.key_result.tab))

    def _doubt(self, doubt: FoundDoubt) -> None:
        """A doubt at its record; one of a record of another cycle is none of this reading."""
        row = self.row_of.get(id(doubt.record))
        for table, own in ((Table.OBJECTIVES, self.objectives), (Table.KEY_RESULTS, self.key_results)):
            position = next((at for at, held in enumerate(own.rows) if held is row), None)
            if position is not None:
                place = Location(table=table, position=position, record=str((row or {}).get("id") or "") or None)
                self.findings.append(doubt.rule.finding(place, doubt.message, doubt.cure))


def _carried(table: Table, record: FoundRecord, row: Row) -> dict[str, str]:
    """What goes along beside a record: unknown columns, and what has no column of ours or was not taken into it."""
    known = _columns(table)
    beside = {
        _TITLES.get(name, name.replace("_", " ").capitalize()): text_of(cell)
        for name, cell in record.cells.items()
        if (name in _KEPT_BESIDE or name not in known) and not (name == "status" and row.get("status"))
    }
    if not beside and not record.carried:
        return {}
    titles = _own_titles(table)
    return {
        f"{header} (source)" if normalized(header) in titles else header: text
        for header, text in {**record.carried, **beside}.items()
    }


@cache
def _columns(table: Table) -> dict[str, Column]:
    return {column.name: column for column in columns(table)}


@cache
def _own_titles(table: Table) -> frozenset[str]:
    """The headers of our own columns, under which nothing of others may go along."""
    return frozenset(normalized(title) for column in columns(table) for title in (column.title, *column.aliases))


def records_in(found: FoundRecords) -> list[FoundRecord]:
    """All objectives and key results that were found, with what the rows of a log say of them."""
    return [*found.objectives, *(own for one in found.key_results for own in (one.record, *one.log, *one.updates))]
