"""What the close of a cycle writes: final scores beside their records, the Overview, a copy of all inputs, and a line.

All in one request. The scores are written as an import writes cells, so that rows which people move in the same moment
are put right by what the answer shows.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewColumn
from okrsdk.workbook.recalibrating.planning import DecisionPlan, claim_of, refuse_long_texts
from okrsdk.workbook.writing.current_cell import content_cell, is_same_content
from okrsdk.workbook.writing.plan import plan_write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.cycle import Closing
    from okrsdk.model import Decision
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject
    from okrsdk.workbook.writing.plan import PlannedOverview, PlannedTable, Written


def plan_close(reading: WorkbookReading, closing: Closing) -> DecisionPlan:
    """What is to be written for the close of a cycle.

    Args:
        reading: the workbook as it was read; every record has its ID.
        closing: the close, made of exactly these OKRs.

    Raises:
        InvalidOkrError: an ID is on two rows, or a text is too long for a cell.
    """
    written = plan_write(reading, closing.assessment)
    records = ImportPlan(
        spreadsheet_id=reading.spreadsheet_id,
        title=reading.title,
        changes=tuple(change for table in written.tables for change in _changes(table)),
        columns={Table.KEY_RESULTS: tuple(_lesson(reading))},
    )
    refuse_long_texts(closing.decision)
    return DecisionPlan(
        decision=closing.decision,
        records=records,
        claim=claim_of(reading),
        final_scores=closing.final_scores,
        further=() if written.overview is None else tuple(_overview_requests(written.overview)),
    )


def plan_line(reading: WorkbookReading, decision: Decision) -> DecisionPlan:
    """What is to be written for a decision that changes nothing but the log.

    Args:
        reading: the workbook as it was read.
        decision: the decision.

    Raises:
        InvalidOkrError: a text is too long for a cell.
    """
    refuse_long_texts(decision)
    records = ImportPlan(spreadsheet_id=reading.spreadsheet_id, title=reading.title)
    return DecisionPlan(decision=decision, records=records, claim=claim_of(reading))


def is_overview_in_place(before: WorkbookReading, after: WorkbookReading) -> bool:
    """Whether the columns of the Overview were where they had been read when it was written."""
    old, new = before.layout.overview, after.layout.overview
    if old is None or new is None:
        return old is None
    places = {name: place.index for name, place in old.columns.items()}
    return places == {name: place.index for name, place in new.columns.items()}


def _changes(table: PlannedTable) -> Iterator[ImportedCell]:
    """The cells of okrsdk that do not hold yet what they are to hold."""
    titles = {own.name: own.title for own in columns(table.table)}
    for position, record in enumerate(table.records):
        for column in table.score_columns:
            if column.field not in record.scores:
                continue
            value, held = record.scores[column.field], column.held(record.row)
            if is_same_content(held, value) and record.row not in column.formulas:
                continue
            yield ImportedCell(
                table=table.table,
                record=record.name,
                position=position,
                key=column.field,
                title=titles[column.field],
                before=None if held == "" else held,
                after=_canonical(value),
            )


def _canonical(value: Written) -> object:
    """A number as a Decimal, which an import writes as a number."""
    return Decimal(str(value)) if isinstance(value, float | int) and not isinstance(value, bool) else value


def _lesson(reading: WorkbookReading) -> Iterator[NewColumn]:
    """The column for lessons, where a workbook of before has none."""
    layout = reading.layout.tables[Table.KEY_RESULTS]
    own = next(column for column in columns(Table.KEY_RESULTS) if column.name == "lesson")
    if own.name not in layout.columns:
        yield NewColumn(key=own.name, header=own.title)


def _overview_requests(overview: PlannedOverview) -> Iterator[JsonObject]:
    """The columns of the Overview's block; formats stay as they are."""
    for column in overview.columns:
        start = {"sheetId": column.sheet_id, "rowIndex": 0, "columnIndex": column.index}
        rows = [{"values": [content_cell(None if value == "" else value)]} for value in overview.values[column.field]]
        yield {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}
