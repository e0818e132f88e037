"""What a person edits in a form, as an `ImportPlan`: single cells of records, and new records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective
from okrsdk.schema.column import is_blank
from okrsdk.schema.frames import cells_of
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewColumn, NewRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """One cell that is to hold something else.

    Attributes:
        table: Objectives or Key Results.
        position: the record's 0-based place in it.
        field: the column.
        value: what it is to hold, in canonical form; None to clear it.
    """

    table: Table
    position: int
    field: str
    value: object


def plan_edits(reading: WorkbookReading, edits: Sequence[CellEdit]) -> ImportPlan:
    """The edits as they are to be written.

    Raises:
        InvalidOkrError: a cell holds a formula, its record is gone, or its tab has no headers.
    """
    changes = tuple(_change(reading, edit) for edit in edits)
    return _plan(reading, changes=changes)


def plan_addition(reading: WorkbookReading, record: Objective | KeyResult) -> ImportPlan:
    """A new record, with its ID and all that is not blank, as it is to be written below the others.

    Raises:
        InvalidOkrError: its tab is gone, or has no headers.
    """
    table = Table.OBJECTIVES if isinstance(record, Objective) else Table.KEY_RESULTS
    held = cells_of(table, record)
    user = [own for own in columns(table) if own.name in held and not is_blank(held[own.name])]
    values = {own.name: held[own.name] for own in user if held[own.name] != own.default}
    return _plan(reading, new=(NewRecord(table=table, id=record.id, text=record.text, values=values),))


def _plan(
    reading: WorkbookReading, *, changes: tuple[ImportedCell, ...] = (), new: tuple[NewRecord, ...] = ()
) -> ImportPlan:
    used = {(cell.table, cell.key) for cell in changes} | {(one.table, key) for one in new for key in one.values}
    return ImportPlan(
        spreadsheet_id=reading.spreadsheet_id,
        title=reading.title,
        changes=changes,
        new=new,
        columns={table: _absent(reading, table, {key for own, key in used if own is table}) for table, _ in used},
    )


def _absent(reading: WorkbookReading, table: Table, used: Iterable[str]) -> tuple[NewColumn, ...]:
    """The columns that the tab lacks for what is written."""
    layout, own = _layout(reading, table), set(used)
    return tuple(
        NewColumn(key=column.name, header=column.title)
        for column in columns(table)
        if column.name in own and column.name not in layout.columns
    )


def _layout(reading: WorkbookReading, table: Table) -> TableLayout:
    """Where the table is.

    Raises:
        InvalidOkrError: it has no tab, or a tab without headers.
    """
    layout = reading.layout.tables.get(table)
    if layout is None:
        raise InvalidOkrError(
            text(
                "{title!r} has no {table} tab, so nothing was written. Put it back.",
                title=reading.title,
                table=str(table),
            )
        )
    if not layout.columns:
        raise InvalidOkrError(
            text("The {tab} tab has no header row, so its records cannot be told from their headers.", tab=layout.title)
        )
    return layout


def _change(reading: WorkbookReading, edit: CellEdit) -> ImportedCell:
    layout = _layout(reading, edit.table)
    title = next(own.title for own in columns(edit.table) if own.name == edit.field)
    if edit.position >= len(layout.rows):
        raise InvalidOkrError(
            text("The row is no longer in {title!r}. Nothing was written; look again.", title=reading.title)
        )
    row, place = layout.rows[edit.position], layout.columns.get(edit.field)
    address = "" if place is None else f"{quoted(layout.title)}!{cell_name(row, place.index)}"
    if place is not None and row in place.formulas:
        raise InvalidOkrError(
            text(
                "{column} ({address}) is a formula, which is not written over. Nothing was written.",
                column=title,
                address=address,
            )
        )
    records = reading.okr_set.objectives if edit.table is Table.OBJECTIVES else reading.okr_set.key_results
    return ImportedCell(
        table=edit.table,
        record=records[edit.position].id or address,
        position=edit.position,
        key=edit.field,
        title=title,
        before=None if place is None or row >= len(place.values) else place.values[row],
        after=edit.value,
    )
