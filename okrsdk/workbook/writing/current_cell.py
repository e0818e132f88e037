"""The Current cell of a key result: where it is, and how to put right what a row that moved has done to it.

A request can name a cell by its row only, and people sort and insert rows meanwhile. So the answer is asked who is in
that row (`is_beside`). Where it is another key result, a further reading is compared with the one before the write:
what the write put over somebody else's cell is found by its value and gets back what it held.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.findings import Table
from okrsdk.model import Kind
from okrsdk.schema import CellError
from okrsdk.schema.column import is_blank
from okrsdk.texts import plural, strung, text
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.cell_data import sheet_value
from okrsdk.workbook.layout.grid import grid_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from okrsdk.model import CheckIn, KeyResult
    from okrsdk.workbook.layout.positions import ColumnPlace, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject, Spreadsheet

_REFERENCE = re.compile(r"[A-Za-z]\$?\d")
_IDENTITY = ("id", "objective_id", "text")


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula as it is entered, with its `=`."""

    text: str


Content: TypeAlias = str | float | bool | Formula | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CellWrite:
    """One cell to write.

    Attributes:
        record: ID of the key result in its row; empty where it has none.
        field: its column.
        row: its row, from 0.
        column: its column, from 0.
        content: what it is to hold.
    """

    record: str
    field: str
    row: int
    column: int
    content: Content


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What puts a Current right that was written while rows moved.

    Attributes:
        writes: the cells to write; none where all is right.
        in_doubt: names of records, or cells, that may hold the value in place of their own, which is not known.
    """

    writes: tuple[CellWrite, ...] = ()
    in_doubt: tuple[str, ...] = ()


def has_formula_in_current(reading: WorkbookReading, key_result_id: str) -> bool:
    """Whether the Current of a key result is a formula's, which no check-in takes the place of."""
    layout, row = _place(reading, key_result_id)
    return layout is not None and row is not None and row in layout.columns["current"].formulas


def current_write(reading: WorkbookReading, check_in: CheckIn) -> CellWrite | None:
    """The Current that a check-in sets.

    None where it says no value or is older than another one of the key result that does, where Current holds that
    value or a formula, or where there is no one cell for it.
    """
    layout, row = _place(reading, check_in.key_result_id)
    key_result = reading.okr_set.key_result(check_in.key_result_id)
    if layout is None or row is None or key_result is None or check_in.value is None or _is_outdated(reading, check_in):
        return None
    place = layout.columns["current"]
    if row in place.formulas or key_result.current == check_in.value:
        return None
    content = _content(check_in.value, key_result, _held(layout, "current", row))
    return CellWrite(record=check_in.key_result_id, field="current", row=row, column=place.index, content=content)


def update_request(sheet_id: int, write: CellWrite) -> JsonObject:
    """The request of a `batchUpdate` that writes one cell and leaves its format as it is."""
    start = {"sheetId": sheet_id, "rowIndex": write.row, "columnIndex": write.column}
    rows = [{"values": [content_cell(write.content)]}]
    return {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}


def witness_ranges(layout: TableLayout, writes: Sequence[CellWrite]) -> list[str]:
    """What an answer has to show for `is_beside`: the header row, and the row of each write."""
    rows = sorted({layout.header_row, *(write.row for write in writes)})
    return [f"{quoted(layout.title)}!{row + 1}:{row + 1}" for row in rows]


def is_beside(layout: TableLayout, writes: Sequence[CellWrite], after: Spreadsheet) -> bool:
    """Whether each cell that was written is in its column and beside its own key result.

    Args:
        layout: of the Key Results, as the writes were made for.
        writes: the writes.
        after: the answer's spreadsheet.
    """
    sheet = next((own for own in after.get("sheets", []) if own["properties"]["sheetId"] == layout.sheet_id), None)
    if sheet is None:
        return False
    grid, ids = grid_of(sheet), layout.columns["id"]
    names = {"id", *(write.field for write in writes)}
    places = [layout.columns[name] for name in names]
    return all(grid.text(layout.header_row, place.index) == place.header for place in places) and all(
        grid.text(write.row, ids.index) == write.record for write in writes
    )


def correction_of(
    before: WorkbookReading, now: WorkbookReading, owns: Sequence[CellWrite], *, written: Sequence[Content]
) -> Correction:
    """What is still to write, after the rows moved.

    Args:
        before: the reading that the first write was made from.
        now: a reading after it.
        owns: the Currents that were to be set, one a key result.
        written: what the writes so far put anywhere.
    """
    old, new = before.layout.tables[Table.KEY_RESULTS], now.layout.tables.get(Table.KEY_RESULTS)
    if new is None or "current" not in new.columns or "id" not in new.columns:
        return Correction(in_doubt=tuple(own.record for own in owns))
    rows, own_cells = _rows_by_record(old), {(own.record, "current") for own in owns}
    writes: list[CellWrite] = []
    in_doubt: list[str] = []
    for row in new.rows:
        record = _record(new, row, rows)
        for name in new.columns:
            if (record, name) in own_cells or not _is_written(new, name, row, written):
                continue
            if record in rows and name in old.columns:
                content = _held(old, name, rows[record])
                if row != rows[record] and is_tied_to_its_row(content):
                    in_doubt.append(record)  # its references would be those of the row that it has left
                else:
                    writes += _restoring(new, record, name, row, content)
            elif name == "current":
                # A row that holds nothing else is none of the people's; of another one it is not known what was there.
                is_stray = not any(_held(new, own_name, row) for own_name in _IDENTITY)
                writes += _restoring(new, record, name, row, None) if is_stray else ()
                in_doubt += () if is_stray else (record or cell_name(row, new.columns[name].index),)
    for own in owns:
        set_writes, doubted = _setting(new, own)
        writes += set_writes
        in_doubt += doubted
    return Correction(writes=tuple(writes), in_doubt=tuple(in_doubt))


def _setting(layout: TableLayout, own: CellWrite) -> tuple[list[CellWrite], list[str]]:
    """The write that puts a Current beside its key result, where it is not; and its name where that is gone."""
    row = next((row for row in layout.rows if _held(layout, "id", row) == own.record), None)
    if row is None:
        return [], [own.record]
    if row in layout.columns["current"].formulas:
        return [], []
    return _restoring(layout, own.record, "current", row, own.content), []


def _place(reading: WorkbookReading, key_result_id: str) -> tuple[TableLayout | None, int | None]:
    """The table of key results and the row of one of them; None where it has no Current, or no row of its own."""
    layout = reading.layout.tables.get(Table.KEY_RESULTS)
    if layout is None or not {"id", "current"} <= set(layout.columns):
        return None, None
    pairs = zip(layout.rows, reading.okr_set.key_results, strict=True)
    rows = [row for row, key_result in pairs if key_result.id == key_result_id]
    # The ID of an answer is compared with that of the cell, so it has to be there to the letter.
    is_clear = len(rows) == 1 and _held(layout, "id", rows[0]) == key_result_id
    return layout, rows[0] if is_clear else None


def _is_outdated(reading: WorkbookReading, check_in: CheckIn) -> bool:
    said = reading.okr_set.check_ins_of(check_in.key_result_id)
    return any(one.value is not None and one.day and check_in.day and one.day > check_in.day for one in said)


def _content(value: Decimal, key_result: KeyResult, held: Content) -> Content:
    """A value as Current keeps it: a box that can be ticked stays one, a word is followed by a word."""
    if isinstance(held, bool) and value in (0, 1):
        return bool(value)
    if isinstance(held, str) and key_result.kind is Kind.MILESTONE and value in (0, 1):
        return "done" if value else "not done"
    names = [stage.name for stage in key_result.stages if stage.score == value]
    return names[0] if isinstance(held, str) and key_result.kind is Kind.STAGES and names else sheet_value(value)


def content_cell(content: Content) -> JsonObject:
    """The API's `CellData` that holds a content."""
    if isinstance(content, Formula):
        return {"userEnteredValue": {"formulaValue": content.text}}
    if content is None:
        return {}
    kind = "boolValue" if isinstance(content, bool) else "stringValue" if isinstance(content, str) else "numberValue"
    return {"userEnteredValue": {kind: content}}


def content_at(place: ColumnPlace | None, row: int) -> Content:
    """What the cell of a column holds in a row, as it is written again."""
    if place is None or row >= len(place.values):
        return None
    if row in place.formulas:
        return Formula(place.formulas[row])
    value = place.values[row]
    if is_blank(value) or isinstance(value, CellError):
        return None
    return value if isinstance(value, bool | str | int | float) else str(value)


def is_same_content(held: object, content: Content) -> bool:
    """Whether a cell holds what it is to hold; numbers may differ by what a float loses."""
    if isinstance(held, bool) or isinstance(content, bool) or not isinstance(held, int | float):
        return held == content and isinstance(held, bool) == isinstance(content, bool)
    return isinstance(content, int | float) and math.isclose(held, content, rel_tol=1e-9)


def is_tied_to_its_row(content: Content) -> bool:
    """Whether it is a formula with references, which would be those of another row."""
    return isinstance(content, Formula) and _REFERENCE.search(content.text) is not None


def _held(layout: TableLayout, name: str, row: int) -> Content:
    return content_at(layout.columns.get(name), row)


def _record(layout: TableLayout, row: int, known: Mapping[str, int]) -> str:
    """The name of the record in a row: its ID where that is known, else what it says."""
    id_ = _held(layout, "id", row)
    if isinstance(id_, str) and id_ in known:
        return id_
    said = tuple(_held(layout, name, row) or "" for name in _IDENTITY[1:])
    return f"{said[1]}" if any(said) else ""


def _rows_by_record(layout: TableLayout) -> dict[str, int]:
    """The row of each record, by its ID and by its words where these are its alone."""
    rows: dict[str, list[int]] = {}
    for row in layout.rows:
        for name in ("id", "text"):
            if isinstance(held := _held(layout, name, row), str):
                rows.setdefault(held, []).append(row)
    return {name: own[0] for name, own in rows.items() if len(set(own)) == 1}


def _is_written(layout: TableLayout, name: str, row: int, written: Sequence[Content]) -> bool:
    held = _held(layout, name, row)
    return any(is_same_content(held, content) for content in written)


def _restoring(layout: TableLayout, record: str, name: str, row: int, content: Content) -> list[CellWrite]:
    if is_same_content(_held(layout, name, row), content):
        return []
    id_ = _held(layout, "id", row)
    named = content if name == "id" else id_
    return [CellWrite(record=str(named or ""), field=name, row=row, column=layout.columns[name].index, content=content)]


def current_in_doubt(values: Mapping[str, Content], elsewhere: Sequence[str] = ()) -> str:
    """What to say where Current could not be put right: by key result, what may be wrong and what to do.

    Args:
        values: by the ID of each key result, what its Current was to be.
        elsewhere: names of what may hold one of them instead of its own value.
    """
    names = strung(list(dict.fromkeys(name for name in elsewhere if name not in values)), ", ")
    saved = plural(
        "The check-in of {ids} is saved, but rows were moved while Current was set.",
        "The check-ins of {ids} are saved, but rows were moved while Current was set.",
        n=len(values),
        ids=", ".join(values),
    )
    told = text(
        "{values} may be in Current of {names} instead of its own value.",
        values=strung([str(value) for value in values.values()], " / "),
        names=names,
    )
    look = text("Look at Current of these rows; File > Version history shows what was in them.")
    return strung([saved, told if names else "", look])
