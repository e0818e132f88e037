"""Whether what was written is where it belongs: a judgement on what the columns hold afterwards.

Every row is matched with its record: by ID and identity columns, by these alone, by an ID that no write of ours can
have put there. From that follows what each of okrsdk's cells should hold, and the difference is what to write next: a
score beside its record, a blank beside a row that is new, a header or an ID that a shifted write went over.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from okrsdk.workbook.writing.columns import is_header_lost
from okrsdk.workbook.writing.plan import Written, id_text
from okrsdk.workbook.writing.request import Writes, formulas_below
from okrsdk.workbook.writing.response import is_same
from okrsdk.workbook.writing.row_matching import Row, match_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.writing.columns import ColumnKey, ColumnPlan
    from okrsdk.workbook.writing.plan import PlannedOverview, PlannedRecord, PlannedTable, WritePlan
    from okrsdk.workbook.writing.response import SheetState


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteOutcome:
    """What became of a write.

    Attributes:
        corrections: the cells of okrsdk's columns that do not hold what they should, with what they should hold.
        id_corrections: the same of the columns of IDs, where scores and IDs are written by row in one.
        misplaced: what people call the records beside which something of another record is.
        blank_ids: the ID cells that are blank, or hold a new ID of another, and get one, wherever their rows are.
        stray_ids: the new IDs that are beside another record or beside none.
        ids_in_place: the new IDs that are beside their own record.
        may_hide_records: whether a record is missing that may be below what the answer shows.
        plan: the plan, with what people changed in the rows that were recognised. A write of IDs may go over the very
            ID by which such a row was known; then it is known by what it held in this answer.
    """

    corrections: Writes
    id_corrections: Writes
    misplaced: tuple[str, ...]
    blank_ids: Writes
    stray_ids: Mapping[ColumnKey, tuple[str, ...]]
    ids_in_place: tuple[str, ...]
    may_hide_records: bool
    plan: WritePlan


def verify_write(
    plan: WritePlan, state: SheetState, sent: Writes, *, ids_we_wrote: frozenset[str] = frozenset()
) -> WriteOutcome:
    """What became of a write.

    Args:
        plan: the plan.
        state: what its columns hold now.
        sent: what the last request wrote.
        ids_we_wrote: the IDs that this write and those before it may have put anywhere.
    """
    tables = [_Seen(table, state, sent, ids_we_wrote) for table in plan.tables]
    corrections: dict[ColumnKey, Mapping[int, Written]] = {}
    for seen in tables:
        corrections |= seen.corrections()
    if plan.overview is not None:
        corrections |= _left_below(plan.overview, state, sent)
    return WriteOutcome(
        corrections=corrections,
        id_corrections={seen.id_key: cells for seen in tables if (cells := seen.id_corrections())},
        misplaced=tuple(name for seen in tables for name in seen.misplaced()),
        blank_ids={seen.id_key: cells for seen in tables if (cells := seen.blank_ids())},
        stray_ids={seen.id_key: ids for seen in tables if (ids := seen.stray_ids())},
        ids_in_place=tuple(own for seen in tables for own in seen.ids_in_place()),
        may_hide_records=any(seen.may_hide_records for seen in tables),
        plan=replace(plan, tables=tuple(seen.table_as_seen() for seen in tables)),
    )


def clearing_writes(plan: WritePlan, state: SheetState, sent: Writes) -> Writes:
    """Blanks for the whole of every score column, whatever row a score may move to; headers that are put back.

    What is left above the header is blanked with them. Where people keep formulas of their own below the records, the
    blanks end with the last row that may be ours.
    """
    writes: dict[ColumnKey, Mapping[int, Written]] = {}
    for table in plan.tables:
        seen = _Seen(table, state, sent, frozenset())
        restored = seen.corrections()
        for column in seen.score_columns:
            end = max(seen.grid_rows, state.height(table))
            if formulas_below(table, column):
                end = seen.last_own_row(column) + 1
            kept = seen.rows_of_people(column)
            blanks = {row: "" for row in range(seen.header + 1, end) if row not in kept}
            above = {row: value for row, value in restored.get(column.key, {}).items() if row <= seen.header}
            writes[column.key] = blanks | above
    return writes


class _Seen:
    """One table as it is seen after a write: which record is in each row, and what is beside it."""

    def __init__(self, table: PlannedTable, state: SheetState, sent: Writes, ids_we_wrote: frozenset[str]) -> None:
        self._table = table
        self._state = state
        self._sent = sent
        self._ids_we_wrote = ids_we_wrote
        self.score_columns = [column for column in table.score_columns if column.key in state.columns]
        self.header = _header_row(table, state)
        self._rows = [self._row(number) for number in range(state.height(table))]
        self._positions = match_rows(_records(table), self._rows, ids_we_wrote)

    @property
    def id_key(self) -> ColumnKey:
        """Which column holds the IDs."""
        return self._table.id_column.key

    @property
    def grid_rows(self) -> int:
        """Number of rows of the sheet."""
        return self._state.ends.get(self._table.table) or self._table.grid_rows

    @property
    def may_hide_records(self) -> bool:
        """Whether a record is not in the answer and may be below what the answer shows."""
        end = self._state.ends.get(self._table.table)
        found = {position for position in self._positions if position is not None}
        return end is not None and end <= self._table.grid_rows and len(found) < len(self._table.records)

    def corrections(self) -> Writes:
        """The cells of scores to write; empty when all is right."""
        found = {column.key: self._score_corrections(column) for column in self.score_columns}
        return {key: cells for key, cells in found.items() if cells}

    def table_as_seen(self) -> PlannedTable:
        """The table, each record with what its identity columns hold now."""
        identities = {position: row.identity for row, position in zip(self._rows, self._positions, strict=True)}
        records = enumerate(self._table.records)
        seen = (replace(record, identity=identities.get(at, record.identity)) for at, record in records)
        return replace(self._table, records=tuple(seen))

    def blank_ids(self) -> Mapping[int, Written]:
        """The ID cells of records that get one and have none of their own yet."""
        may_be_ours = self._ids_we_wrote | {""}
        waiting = (one for one in self._matched() if one[1].new_id not in {"", one[0].id})
        return {row.number: record.new_id for row, record in waiting if row.id in may_be_ours}

    def stray_ids(self) -> tuple[str, ...]:
        """The IDs that this write gave and that are not beside the record that gets them."""
        owned = {row.number: record.new_id for row, record in self._matched()}
        held = {row.number: row.id for row in self._rows}
        held[self.header] = id_text(self._state.at(self._table.id_column, max(self.header, 0)))
        return tuple(own for number, own in held.items() if own in self._ids_we_wrote and owned.get(number) != own)

    def ids_in_place(self) -> tuple[str, ...]:
        """The IDs that records got, in the order of the records."""
        placed = {row.id for row, record in self._matched() if row.id == record.new_id}
        return tuple(record.new_id for record in self._table.records if record.new_id in placed - {""})

    def misplaced(self) -> list[str]:
        """What people call the records beside which something is that is not theirs."""
        names = [record.name for row, record in self._matched() if self._is_beside_another(row, record)]
        for row, position in zip(self._rows, self._positions, strict=True):
            if position is None and row.number != self.header and self._has_ours(row.number):
                names.append(row.id or self._words_in(row) or self._table.address(row.number))
        return names

    def last_own_row(self, column: ColumnPlan) -> int:
        """The last row that is a record's or that the last request wrote to."""
        last: int = max([self.header, *(row.number for row, _ in self._matched()), *self._sent.get(column.key, ())])
        return last

    def rows_of_people(self, column: ColumnPlan) -> frozenset[int]:
        """The rows without a score in which a column may hold a formula of people's."""
        places = zip(self._rows, self._positions, strict=True)
        rows = (row.number for row, position in places if self._score(position, column) is None)
        held = (row for row in rows if self._state.at(column, row) != "" and not self._was_sent(column, row))
        return frozenset(held) if formulas_below(self._table, column) else frozenset()

    def _matched(self) -> list[tuple[Row, PlannedRecord]]:
        return [
            (row, self._table.records[position])
            for row, position in zip(self._rows, self._positions, strict=True)
            if position is not None
        ]

    def _row(self, number: int) -> Row:
        is_ours = number in self._sent.get(self._table.id_column.key, {})
        if number == self.header:
            return Row(number=number, id="", identity=(), is_ours=is_ours)
        identity = tuple(self._state.at(column, number) for column in self._table.identity_columns)
        return Row(
            number=number,
            id=id_text(self._state.at(self._table.id_column, number)),
            identity=identity,
            is_ours=is_ours,
        )

    def id_corrections(self) -> Mapping[int, Written]:
        """IDs to put back or to take off; none before an ID was written, since then each is people's own."""
        if not self._ids_we_wrote:
            return {}
        cells: dict[int, Written] = {}
        for row, position in zip(self._rows, self._positions, strict=True):
            record = None if position is None else self._table.records[position]
            wanted = "" if record is None else record.id or record.new_id
            may_be_ours = row.is_ours or row.id in self._ids_we_wrote
            is_blanked = not row.id and wanted != ""
            if row.number != self.header and row.id != wanted and (may_be_ours or is_blanked):
                cells[row.number] = wanted
        held = self._state.at(self._table.id_column, max(self.header, 0))
        is_lost = held != self._table.id_column.header and (held == "" or held in self._ids_we_wrote)
        if self.header >= 0 and is_lost:
            cells[self.header] = self._table.id_column.header
        return cells

    def _score_corrections(self, column: ColumnPlan) -> Mapping[int, Written]:
        cells: dict[int, Written] = {}
        for row, position in zip(self._rows, self._positions, strict=True):
            number, held = row.number, self._state.at(column, row.number)
            if number == self.header:
                if is_header_lost(*column.key, held) and not is_same(held, column.header):
                    cells[number] = column.header
                continue
            score = self._score(position, column)
            is_ours = score is not None or self._may_be_ours(column, number, held)
            wanted = "" if score is None else score
            if is_ours and not is_same(held, wanted):
                cells[number] = wanted
        return cells

    def _score(self, position: int | None, column: ColumnPlan) -> Written | None:
        """What a column holds beside a record; None beside none, and where the cell is people's own."""
        return None if position is None else self._table.records[position].scores.get(column.field)

    def _is_of_people(self, column: ColumnPlan, number: int, held: object) -> bool:
        """Whether people may have put this into okrsdk's column: a banner above the header, a mean below."""
        above = (row for row in range(self._table.header_row) if row not in self._table.stray_rows)
        if any(column.held(row) == held for row in above):
            return True
        if number < self.header:
            return held != column.header and not is_header_lost(*column.key, held)
        return formulas_below(self._table, column)

    def _is_beside_another(self, row: Row, record: PlannedRecord) -> bool:
        if self._ids_we_wrote and row.id not in {"", record.id or record.new_id} and row.id in self._all_ids():
            return True
        for column in self.score_columns:
            held = self._state.at(column, row.number)
            if held != "" and not is_same(held, record.scores.get(column.field, held)):
                return True
        return False

    def _all_ids(self) -> frozenset[str]:
        return self._ids_we_wrote | {record.id for record in self._table.records}

    def _has_ours(self, number: int) -> bool:
        """Whether a row beside no record holds what a write of ours left there, be it the last or one before."""
        held = ((column, self._state.at(column, number)) for column in self.score_columns)
        return any(value != "" and self._may_be_ours(column, number, value) for column, value in held)

    def _may_be_ours(self, column: ColumnPlan, number: int, held: object) -> bool:
        return self._was_sent(column, number) or not self._is_of_people(column, number, held)

    def _was_sent(self, column: ColumnPlan, number: int) -> bool:
        return number in self._sent.get(column.key, {})

    def _words_in(self, row: Row) -> str:
        return next((str(value)[:60] for value in reversed(row.identity) if value != ""), "")


def _records(table: PlannedTable) -> list[Row]:
    return [
        Row(number=record.row, id=record.id or record.new_id, identity=record.identity, is_ours=False)
        for record in table.records
    ]


def _header_row(table: PlannedTable, state: SheetState) -> int:
    """Where the header is now: the row with the most headers of the columns people write, some of which may be new."""
    columns = (table.id_column, *table.identity_columns)

    def likeness(row: int) -> tuple[int, int]:
        headers = sum(id_text(state.at(column, row)) == column.header != "" for column in columns)
        return headers, -abs(row - table.header_row)

    best = max(range(state.height(table)), key=likeness, default=table.header_row)
    return best if likeness(best)[0] else table.header_row


def _left_below(overview: PlannedOverview, state: SheetState, sent: Writes) -> Writes:
    """Blanks for the rows of an earlier block that rows inserted above it pushed out below the new one."""
    end = max(map(len, overview.values.values()), default=0)
    columns = [column for column in overview.columns if column.key in state.columns and column.key in sent]
    height = max((max(len(own.before), len(state.columns[own.key])) for own in columns), default=0)

    def is_pushed(by: int) -> bool:
        rows = range(end, height + by)
        return all(is_same(state.at(own, row), own.held(row - by)) for own in columns for row in rows)

    pushed = next((by for by in range(end) if is_pushed(by)), 0)
    gone = range(end, end + pushed)
    blanks = {own.key: {row: "" for row in gone if state.at(own, row) != ""} for own in columns}
    return {key: cells for key, cells in blanks.items() if cells}
