"""One row per objective, its key results in columns of their own: `key_result_1_title`, `key_result_1_completion`, ….

::

    name,owner,key_result_1_title,key_result_1_completion,key_result_2_title
    Win the north,Head of Sales,Bookings from 10 to 20,0.4,Rating of 4.6
"""

from __future__ import annotations

from okrsdk.interchange.importers.field_values import is_blank_cell
from okrsdk.interchange.importers.found_records import (
    OWN_OF,
    FoundKeyResult,
    FoundRecord,
    FoundRecords,
    TableContent,
    sentence,
)
from okrsdk.interchange.importers.header_meanings import CYCLE, ID, KEY_RESULT, OBJECTIVE, TEXT, TITLE
from okrsdk.interchange.importers.layouts.layout import Layout
from okrsdk.interchange.importers.source_table import SourceRow
from okrsdk.schema.column import is_blank
from okrsdk.texts import text

_NOTHING_IN_IT = text("no objective and no key result in it")


def _numbers(content: TableContent) -> list[int]:
    """The numbers of the key results that have a column for their sentence."""
    meanings = (column.meaning for column in content.columns)
    return sorted(
        {one.number for one in meanings if one and one.record == KEY_RESULT and one.number and one.field == TEXT}
    )


def read_wide(content: TableContent) -> FoundRecords:
    """The records of a table with a row per objective."""
    found = FoundRecords()
    for row in content.rows:
        text = content.text(row, OBJECTIVE, TEXT) or content.text(row, "", TITLE)
        key_results = [one for number in _numbers(content) if (one := _key_result(content, row, number)) is not None]
        if not text and not key_results:
            found.leave_out(row, _NOTHING_IN_IT)
            continue
        objective = None
        if text:
            key = content.text(row, OBJECTIVE, ID) or content.text(row, "", ID)
            objective = content.record(row, of=OWN_OF[OBJECTIVE], text=sentence(text), key=key)
            found.objectives.append(objective)
        for record in key_results:
            cycle = content.text(row, "", CYCLE)
            if cycle:
                record.cells.setdefault(CYCLE, cycle)
            found.key_results.append(FoundKeyResult(record=record, objective=objective))
    return found


def _key_result(content: TableContent, row: SourceRow, number: int) -> FoundRecord | None:
    record = FoundRecord(line=row.line, tab=content.tab)
    for column in content.columns:
        meaning, cell = column.meaning, row.cell(column.index)
        if meaning is None or meaning.record != KEY_RESULT or meaning.number != number or is_blank(cell):
            continue
        if isinstance(cell, str) and is_blank_cell(cell):
            continue
        if meaning.field == TEXT:
            record.text = sentence(row.text(column.index))
        elif meaning.field == ID:
            record.key = row.text(column.index)
        else:
            record.cells[meaning.field] = cell
            record.columns[meaning.field] = column.index
    return record if record.text or record.cells else None


WIDE = Layout(
    name=text("one row per objective, its key results in columns"),
    detect=lambda content: bool(_numbers(content)),
    read=read_wide,
)
