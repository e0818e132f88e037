"""An `ImportPlan` as one `batchUpdate`, and the cells it writes, each with the record and column it is meant for.

Values are written as they are, texts as texts: nothing becomes a formula. New columns are inserted, never written over;
new rows are appended by Sheets itself.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.schema.tables import columns
from okrsdk.texts import text
from okrsdk.workbook.cell_data import MAX_TEXT, cell, typed_value
from okrsdk.workbook.developer_metadata import COLUMN_KEY, MEMORY_MARK, mark
from okrsdk.workbook.importing.memory import FURTHER, MEMORY_NOTE, header_key
from okrsdk.workbook.importing.source import IMPORTED_TABLES
from okrsdk.workbook.tabs import REFERENCE_FIELDS
from okrsdk.workbook.template.number_formats import TEXT, amount_format, column_format
from okrsdk.workbook.writing.current_cell import Content, content_cell
from okrsdk.workbook.writing.new_columns import inserted_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from decimal import Decimal

    from okrsdk.model import CheckIn
    from okrsdk.workbook.importing.import_plan import ImportedCell, ImportPlan, NewColumn, NewRecord
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

_AMOUNTS = ("baseline", "target", "current")
_WRITTEN = "userEnteredValue,userEnteredFormat.numberFormat"


@dataclass(frozen=True, slots=True, kw_only=True)
class SentCell:
    """A cell that was written, and whose it is.

    Attributes:
        table: its table.
        owner: the record's position in the workbook as it was read, from -2 downwards that of a new one; None for a
            header.
        key: its column.
        row: the row that was written, from 0.
        index: the column that was written, from 0.
        content: what was written.
    """

    table: Table
    owner: int | None
    key: str
    row: int
    index: int
    content: Content


def sent_cells(plan: ImportPlan, reading: WorkbookReading) -> tuple[SentCell, ...]:
    """The cells of rows that are there already which the plan writes: changes, memories, headers of new columns."""
    return tuple(own for table in IMPORTED_TABLES for own in _sent(plan, reading.layout.tables[table]))


def appended_cells(plan: ImportPlan, reading: WorkbookReading, table: Table) -> tuple[tuple[SentCell, ...], ...]:
    """The cells of each new row of a table; which row that is only the answer shows, so that it is -1 here."""
    indexes = _indexes(plan, reading.layout.tables[table])
    rows = (_values(one) for one in plan.new if one.table is table)
    return tuple(
        tuple(
            SentCell(table=table, owner=-2 - number, key=key, row=-1, index=indexes[key], content=typed_value(value))
            for key, value in values.items()
            if key in indexes
        )
        for number, values in enumerate(rows)
    )


def import_request(plan: ImportPlan, reading: WorkbookReading) -> JsonObject:
    """The body of the `batchUpdate`; send it with the fields `CHANGED_FIELDS`.

    Raises:
        InvalidOkrError: a text is longer than a cell holds.
    """
    requests: list[JsonObject] = []
    for table in IMPORTED_TABLES:
        layout = reading.layout.tables[table]
        requests += _added_columns(layout, plan.columns.get(table, ()))
        requests += update_requests(layout.sheet_id, [own for own in _sent(plan, layout) if own.owner is not None])
        indexes = _indexes(plan, layout)
        if rows := [_row(indexes, one) for one in plan.new if one.table is table]:
            requests.append(_append(layout, rows))
    if plan.check_ins:
        layout = reading.layout.tables[Table.CHECK_INS]
        requests.append(_append(layout, [_check_in_row(layout, one) for one in plan.check_ins]))
    _refuse_long_texts(plan)
    return {"requests": requests, "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}


def update_requests(sheet_id: int, cells: Sequence[SentCell]) -> Iterator[JsonObject]:
    """The requests that write single cells; those below each other are one. Formats stay as they are."""
    by_column: dict[int, list[SentCell]] = defaultdict(list)
    for own in sorted(cells, key=lambda own: (own.index, own.row)):
        by_column[own.index].append(own)
    for index, own_cells in by_column.items():
        run: list[SentCell] = []
        for own in own_cells:
            if run and own.row != run[-1].row + 1:
                yield _run(sheet_id, index, run)
                run = []
            run.append(own)
        yield _run(sheet_id, index, run)


def _run(sheet_id: int, index: int, cells: Sequence[SentCell]) -> JsonObject:
    start = {"sheetId": sheet_id, "rowIndex": cells[0].row, "columnIndex": index}
    rows = [{"values": [content_cell(own.content)]} for own in cells]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def _sent(plan: ImportPlan, layout: TableLayout) -> Iterator[SentCell]:
    indexes = _indexes(plan, layout)
    for own in plan.changes:
        if own.table is layout.table:
            row = layout.rows[own.position]
            yield _cell_of(layout, own.position, own.key, row, indexes, _content(own))
    for position, memory in plan.memories.get(layout.table, {}).items():
        yield _cell_of(layout, position, MEMORY_MARK, layout.rows[position], indexes, memory)
    for added in plan.columns.get(layout.table, ()):
        yield _cell_of(layout, None, added.key, layout.header_row, indexes, added.header)


def _cell_of(
    layout: TableLayout, owner: int | None, key: str, row: int, indexes: Mapping[str, int], content: Content
) -> SentCell:
    return SentCell(table=layout.table, owner=owner, key=key, row=row, index=indexes[key], content=content)


def _content(own: ImportedCell) -> Content:
    """What a changed cell is given; a box that can be ticked stays one."""
    value = typed_value(own.after)
    return bool(value) if isinstance(own.before, bool) and value in (0, 1) else value


def _indexes(plan: ImportPlan, layout: TableLayout) -> Mapping[str, int]:
    """The 0-based index of each column once the new ones are there."""
    found = {name: place.index for name, place in layout.columns.items()}
    found |= {header_key(place.header): place.index for place in layout.others.values()}
    if layout.memory is not None:
        found[MEMORY_MARK] = layout.memory.index
    added = plan.columns.get(layout.table, ())
    return found | {own.key: layout.width + at for at, own in enumerate(added)}


def _added_columns(layout: TableLayout, added: Sequence[NewColumn]) -> Iterator[JsonObject]:
    """The columns on the right with their headers, which look like that of the first column of the table."""
    if not added:
        return
    sheet_id, first, end = layout.sheet_id, layout.width, layout.width + len(added)
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": first, "endIndex": end}
    yield from inserted_columns(sheet_id, first, len(added), grid_columns=layout.grid_columns)
    header = {"sheetId": sheet_id, "startRowIndex": layout.header_row, "endRowIndex": layout.header_row + 1}
    like = min(place.index for place in layout.columns.values())
    source = {**header, "startColumnIndex": like, "endColumnIndex": like + 1}
    target = {**header, "startColumnIndex": first, "endColumnIndex": end}
    yield {"copyPaste": {"source": source, "destination": target, "pasteType": "PASTE_FORMAT"}}
    notes = {own.name: own.description for own in columns(layout.table)} | {MEMORY_MARK: MEMORY_NOTE}
    start = {"sheetId": sheet_id, "rowIndex": layout.header_row, "columnIndex": first}
    cells = [cell(own.header, note=notes.get(own.key, "")) for own in added]
    yield {"updateCells": {"start": start, "rows": [{"values": cells}], "fields": "userEnteredValue,note"}}
    for index, own in enumerate(added, first):
        if not own.key.startswith(FURTHER):
            place = {**span, "startIndex": index, "endIndex": index + 1}
            metadata = {**mark(COLUMN_KEY, own.key), "location": {"dimensionRange": place}}
            yield {"createDeveloperMetadata": {"developerMetadata": metadata}}
        if own.key == MEMORY_MARK:
            place = {**span, "startIndex": index, "endIndex": index + 1}
            hidden = {"range": place, "properties": {"hiddenByUser": True}, "fields": "hiddenByUser"}
            yield {"updateDimensionProperties": hidden}


def _append(layout: TableLayout, rows: Sequence[JsonObject]) -> JsonObject:
    return {"appendCells": {"sheetId": layout.sheet_id, "rows": list(rows), "fields": _WRITTEN}}


def _row(indexes: Mapping[str, int], record: NewRecord) -> JsonObject:
    """A new record as a row, each value in its column."""
    values = _values(record)
    formats = _formats(record)
    cells: list[JsonObject] = [{} for _ in range(max(indexes.values()) + 1)]
    for key, index in indexes.items():
        cells[index] = _with_format(values.get(key), formats.get(key))
    return {"values": cells}


def _values(record: NewRecord) -> Mapping[str, object]:
    return {**record.values, **record.further, MEMORY_MARK: record.memory}


def _formats(record: NewRecord) -> Mapping[str, JsonObject | None]:
    """The number format of each field's cell: its column's, of amounts that of the key result's unit."""
    own = {column.name: column for column in columns(record.table)}
    found = {name: TEXT if name in REFERENCE_FIELDS else column_format(column) for name, column in own.items()}
    amounts: list[Decimal | None] = [record.values.get(name) for name in _AMOUNTS]  # type: ignore[misc]  # numbers
    shared = amount_format(str(record.values.get("unit", "")), amounts)
    return found | dict.fromkeys((*_AMOUNTS, "stretch_mark") if shared else (), shared)


def _check_in_row(layout: TableLayout, check_in: CheckIn) -> JsonObject:
    own = {column.name: column for column in columns(Table.CHECK_INS)}
    cells: list[JsonObject] = [{} for _ in range(max(place.index for place in layout.columns.values()) + 1)]
    for name, place in layout.columns.items():
        number_format = TEXT if name in REFERENCE_FIELDS else column_format(own[name])
        cells[place.index] = _with_format(getattr(check_in, name), number_format)
    return {"values": cells}


def _with_format(value: object, number_format: JsonObject | None) -> JsonObject:
    return cell(value, userEnteredFormat={"numberFormat": number_format} if number_format else {})


def _refuse_long_texts(plan: ImportPlan) -> None:
    said = [(own.record, own.title, own.after) for own in plan.changes]
    said += [(own.name, key, value) for own in plan.new for key, value in {**own.values, **own.further}.items()]
    for name, title, value in said:
        typed = typed_value(value)
        if isinstance(typed, str) and len(typed) > MAX_TEXT:
            raise InvalidOkrError(
                text(
                    "{column} of {name} is {n:,} characters long; a cell holds {most:,}. Shorten it in the source; "
                    "nothing was written.",
                    column=title,
                    name=name,
                    n=len(typed),
                    most=MAX_TEXT,
                )
            )
