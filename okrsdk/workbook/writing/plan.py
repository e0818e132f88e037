"""The plan of a write: what is written where, what was there before, and what identifies each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.schema import ColumnOwner
from okrsdk.schema.column import is_blank
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.cell_data import MAX_TEXT, typed_value
from okrsdk.workbook.ids import fill_ids
from okrsdk.workbook.overview import FIELDS, overview_block
from okrsdk.workbook.score_values import SCORED_TABLES, score_values
from okrsdk.workbook.tabs import Tab
from okrsdk.workbook.writing.columns import (
    ColumnPlan,
    column_plan,
    identity_columns,
    stray_rows,
    with_name_back,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from okrsdk.assessment import Assessment
    from okrsdk.model import KeyResult, Objective
    from okrsdk.workbook.layout.positions import OverviewLayout, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.overview import Row

Written: TypeAlias = str | float | bool
"""What a cell is given; the empty text clears it."""
_NAME_LENGTH = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedRecord:
    """A record and what is written beside it.

    Attributes:
        row: the 0-based row in which it was read.
        name: what people call it: its ID, else the beginning of its text.
        id: the ID that it had; empty when it had none.
        new_id: the ID that it gets; empty when it has one or can have none.
        identity: what its identity columns hold.
        scores: the value of each of okrsdk's columns, by field; none for a cell that is people's own.
    """

    row: int
    name: str
    id: str
    new_id: str
    identity: tuple[object, ...]
    scores: Mapping[str, Written]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedTable:
    """What is written to one table.

    Attributes:
        table: the table.
        title: its tab's title.
        sheet_id: its sheet.
        header_row: the 0-based row of its header.
        grid_rows: number of rows of the sheet; 0 when that is not known.
        id_column: the column of the IDs.
        identity_columns: the columns by which a record is known whose ID is blank; never written.
        score_columns: the columns that okrsdk owns.
        stray_rows: the rows above the header in which a write that was not finished has left something.
        records: its records, in the order of the sheet.
    """

    table: Table
    title: str
    sheet_id: int
    header_row: int
    grid_rows: int
    id_column: ColumnPlan
    identity_columns: tuple[ColumnPlan, ...]
    score_columns: tuple[ColumnPlan, ...]
    stray_rows: tuple[int, ...]
    records: tuple[PlannedRecord, ...]

    @property
    def columns(self) -> tuple[ColumnPlan, ...]:
        """All columns that a request lists."""
        return (self.id_column, *self.identity_columns, *self.score_columns)

    @property
    def new_ids(self) -> frozenset[str]:
        """The IDs that records get; none of them was anywhere in the workbook before."""
        return frozenset(record.new_id for record in self.records) - {""}

    def address(self, row: int) -> str:
        """The address of a row's ID, as people write it."""
        return f"{quoted(self.title)}!{cell_name(row, self.id_column.index)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedOverview:
    """What is written to the Overview: each column of okrsdk's block, from row 0 to the block's last.

    Attributes:
        columns: the columns of okrsdk's block.
        values: what each of them is given, by field.
        grid_rows: number of rows of the sheet.
    """

    columns: tuple[ColumnPlan, ...]
    values: Mapping[str, tuple[Written, ...]]
    grid_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WritePlan:
    """What one grade writes to a workbook.

    Attributes:
        spreadsheet_id: the spreadsheet.
        title: its title.
        tables: what is written to each table.
        overview: what is written to the Overview; None when it is not there as okrsdk made it.
    """

    spreadsheet_id: str
    title: str
    tables: tuple[PlannedTable, ...]
    overview: PlannedOverview | None = None

    @property
    def new_ids(self) -> frozenset[str]:
        """The IDs that records get; none of them was anywhere in the workbook before."""
        return frozenset().union(*(table.new_ids for table in self.tables))

    @property
    def names(self) -> tuple[str, ...]:
        """What people call the records, table by table."""
        return tuple(record.name for table in self.tables for record in table.records)

    def cleared(self) -> WritePlan:
        """The plan that blanks every score and fills no ID."""
        return replace(self, tables=tuple(map(_cleared, self.tables)), overview=None)

    def without_new_ids(self) -> WritePlan:
        """The plan that fills no ID."""
        return replace(self, tables=tuple(map(_without_new_ids, self.tables)))


def plan_write(reading: WorkbookReading, assessment: Assessment) -> WritePlan:
    """What a grade writes: scores beside their records, IDs where they are blank, and the Overview.

    Args:
        reading: the workbook as it was read.
        assessment: what came of exactly these OKRs.

    Raises:
        InvalidOkrError: an ID is on two rows, so that a score could be put beside the wrong record, or a text is too
            long for a cell.
        ValueError: the scores are those of other OKRs.
    """
    _refuse_doubled_ids(reading)
    scores = score_values(assessment.scores)
    tables = []
    for layout in _scored_tables(reading):
        if len(scores[layout.table]) != len(layout.rows):
            raise ValueError(f"the scores are not those of this reading: another number of {layout.table}")
        tables.append(_planned_table(reading, layout, scores[layout.table]))
    plan = WritePlan(
        spreadsheet_id=reading.spreadsheet_id,
        title=reading.title,
        tables=tuple(tables),
        overview=_planned_overview(reading, assessment),
    )
    _refuse_long_texts(plan)
    return plan


def plan_clearing(reading: WorkbookReading) -> WritePlan:
    """The plan that blanks every score of a workbook, also of one that cannot be graded."""
    tables = (_planned_table(reading, layout, [{}] * len(layout.rows)) for layout in _scored_tables(reading))
    return WritePlan(spreadsheet_id=reading.spreadsheet_id, title=reading.title, tables=tuple(map(_cleared, tables)))


def new_ids(reading: WorkbookReading) -> tuple[str, ...]:
    """The IDs that records of a workbook get, in the order of the tables; none of them is anywhere in it yet."""
    planned = (_planned_table(reading, own, [{}] * len(own.rows)) for own in _scored_tables(reading))
    return tuple(record.new_id for table in planned for record in table.records if record.new_id)


def written(value: object) -> Written:
    """A canonical value as it is written: blank as the empty text, which clears a cell."""
    own = typed_value(value)
    return "" if own is None else own


def id_text(value: object) -> str:
    """An ID as it is compared: 7 and "7 " are one."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def _scored_tables(reading: WorkbookReading) -> Iterator[TableLayout]:
    for table in SCORED_TABLES:
        layout = reading.layout.tables.get(table)
        if layout is not None and "id" in layout.columns:
            yield layout


def _planned_table(
    reading: WorkbookReading, layout: TableLayout, scores: Sequence[Mapping[str, object]]
) -> PlannedTable:
    own = [c.name for c in columns(layout.table) if c.owner is ColumnOwner.OKR and c.name in layout.columns]
    identity = identity_columns(layout)
    id_column = column_plan(layout.table, layout, "id")
    score_columns = tuple(column_plan(layout.table, layout, name) for name in own)
    stray = stray_rows(layout.header_row, (id_column, *identity), score_columns)
    records = []
    for row, record, values in zip(layout.rows, _with_ids(reading, layout.table), scores, strict=True):
        held = id_text(id_column.held(row))
        has_formula = row in id_column.formulas
        records.append(
            PlannedRecord(
                row=row,
                name=held or " ".join(record.text.split())[:_NAME_LENGTH] or f"{layout.title} row {row + 1}",
                id=held,
                new_id="" if held or has_formula else record.id,
                identity=tuple(column.held(row) for column in identity),
                scores={
                    column.field: written(values.get(column.field))
                    for column in score_columns
                    # A row that says nothing is no record yet: a new ID may have strayed to a mean below the records.
                    if record.text or row not in column.formulas
                },
            )
        )
    return PlannedTable(
        table=layout.table,
        title=layout.title,
        sheet_id=layout.sheet_id,
        header_row=layout.header_row,
        grid_rows=layout.grid_rows,
        id_column=id_column,
        identity_columns=identity,
        score_columns=tuple(with_name_back(column, layout.header_row, stray) for column in score_columns),
        stray_rows=stray,
        records=tuple(records),
    )


def _with_ids(reading: WorkbookReading, table: Table) -> Sequence[Objective | KeyResult]:
    filled = fill_ids(reading.okr_set)
    return filled.objectives if table is Table.OBJECTIVES else filled.key_results


def _cleared(table: PlannedTable) -> PlannedTable:
    records = tuple(replace(own, scores=dict.fromkeys(own.scores, "")) for own in table.records)
    return _without_new_ids(replace(table, records=records))


def _without_new_ids(table: PlannedTable) -> PlannedTable:
    return replace(table, records=tuple(replace(own, new_id="") for own in table.records))


def _planned_overview(reading: WorkbookReading, assessment: Assessment) -> PlannedOverview | None:
    layout = reading.layout.overview
    if layout is None or 0 < layout.grid_rows < layout.rows:
        return None
    filled = fill_ids(reading.okr_set)
    block = overview_block(filled, assessment.scores, assessment.findings, rows_in_all=layout.rows)
    return PlannedOverview(
        columns=tuple(column_plan(Tab.OVERVIEW, layout, name) for name in layout.columns),
        values=_by_column(layout, block),
        grid_rows=layout.grid_rows,
    )


def _by_column(layout: OverviewLayout, block: Sequence[Row]) -> Mapping[str, tuple[Written, ...]]:
    return {name: tuple(written(row[FIELDS.index(name)]) for row in block) for name in layout.columns}


def _refuse_doubled_ids(reading: WorkbookReading) -> None:
    okr_set = reading.okr_set
    for records in (okr_set.objectives, okr_set.key_results):
        counts = Counter(record.id for record in records if not is_blank(record.id))
        if doubled := [own for own, count in counts.items() if count > 1]:
            raise InvalidOkrError(
                text(
                    "The ID {id} is given twice, so a score could be put beside the wrong record. Clear one of the "
                    "two; it gets the next free ID.",
                    id=doubled[0],
                ),
                findings=reading.placed(reading.findings),
            )


def _refuse_long_texts(plan: WritePlan) -> None:
    for table in plan.tables:
        for record in table.records:
            for written in (record.new_id, *record.scores.values()):
                if isinstance(written, str) and len(written) > MAX_TEXT:
                    raise InvalidOkrError(
                        text(
                            "What is to be written beside {place} is {n:,} characters long; a cell holds {most:,}. "
                            "Shorten the ID of its objective.",
                            place=table.address(record.row),
                            n=len(written),
                            most=MAX_TEXT,
                        )
                    )
