"""The number formats that stretch marks lack, so that 0.843 shows as 84.3% also on a row that people added.

Sheets has no format that follows a unit. A workbook is made with a format for each of its key results; what people add
or change later gets its own once scores are written, in one request that is made only where a format is lacking.

A request can name a cell by its row only, and people sort and insert rows meanwhile. So its answer shows the workbook
anew, and `is_in_place` tells whether each format is beside the key result that it was made for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.grading import stretch_mark
from okrsdk.workbook.addresses import cell_name, quoted
from okrsdk.workbook.ids import fill_ids
from okrsdk.workbook.sheets_types import showing_changes
from okrsdk.workbook.tabs import STRETCH_MARK
from okrsdk.workbook.template.number_formats import key_result_format, shows_like

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


@dataclass(frozen=True, slots=True, kw_only=True)
class StretchMarkFormats:
    """Stretch mark cells and the number formats that they get.

    Attributes:
        title: the tab's title.
        sheet_id: its sheet.
        column: the 0-based column.
        records: ID and text of the key result in each row, by 0-based row.
        formats: the number format that a row's cell gets, by row.
    """

    title: str
    sheet_id: int
    column: int
    records: Mapping[int, tuple[str, str]]
    formats: Mapping[int, JsonObject]


def fitting_formats(reading: WorkbookReading) -> StretchMarkFormats | None:
    """The number format of every stretch mark; None where there is none, or no column for it."""
    layout = reading.layout.tables.get(Table.KEY_RESULTS)
    if layout is None or STRETCH_MARK not in layout.columns:
        return None
    formats: dict[int, JsonObject] = {}
    for row, key_result in zip(layout.rows, reading.okr_set.key_results, strict=True):
        mark = stretch_mark(key_result)
        fitting = None if mark is None else key_result_format(key_result, mark)
        if fitting is not None:
            formats[row] = fitting
    if not formats:
        return None
    return StretchMarkFormats(
        title=layout.title,
        sheet_id=layout.sheet_id,
        column=layout.columns[STRETCH_MARK].index,
        records=_records(reading),
        formats=formats,
    )


def lacking_formats(reading: WorkbookReading) -> StretchMarkFormats | None:
    """The number formats that stretch marks lack; None where each is shown in its unit.

    Whoever chose more decimals keeps them.
    """
    fitting = fitting_formats(reading)
    if fitting is None:
        return None
    held = reading.layout.tables[Table.KEY_RESULTS].columns[STRETCH_MARK].number_formats
    lacking = {row: look for row, look in fitting.formats.items() if not shows_like(held.get(row), look)}
    return replace(fitting, formats=lacking) if lacking else None


def format_request(sent: StretchMarkFormats) -> JsonObject:
    """The body of the `batchUpdate` that sets the formats and nothing else; send it with `CHANGED_FIELDS`."""
    return showing_changes([_repeated(sent, start, end, look) for start, end, look in _runs(sent.formats)])


def is_in_place(sent: StretchMarkFormats, after: WorkbookReading) -> bool:
    """Whether each format came to rest beside the key result that it was made for.

    Args:
        sent: what was sent.
        after: the reading of its answer.
    """
    layout = after.layout.tables.get(Table.KEY_RESULTS)
    place = None if layout is None else layout.columns.get(STRETCH_MARK)
    records = _records(after)
    is_there = place is not None and place.index == sent.column
    return is_there and all(records.get(row) == sent.records[row] for row in sent.formats)


def cells_astray(sent: StretchMarkFormats, after: WorkbookReading) -> tuple[str, ...]:
    """The cells of people that got a format in place of a stretch mark, because columns or rows were moved.

    Beside another key result nothing is astray: what its stretch mark lacks now, the next request sets.
    """
    layout = after.layout.tables.get(Table.KEY_RESULTS)
    place = None if layout is None else layout.columns.get(STRETCH_MARK)
    if place is not None and place.index == sent.column:
        records, values = _records(after), place.values
        numbers = {row for row, value in enumerate(values) if isinstance(value, int | float)} - set(records)
        rows = [row for row in sent.formats if row in numbers]
    else:
        rows = list(sent.formats)
    return tuple(f"{quoted(sent.title)}!{cell_name(row, sent.column)}" for row in rows)


def _records(reading: WorkbookReading) -> Mapping[int, tuple[str, str]]:
    """The key result in each row: the ID that it has or gets, and its text."""
    rows = reading.layout.tables[Table.KEY_RESULTS].rows if Table.KEY_RESULTS in reading.layout.tables else ()
    filled = fill_ids(reading.okr_set).key_results
    return {row: (key_result.id, key_result.text) for row, key_result in zip(rows, filled, strict=True)}


def _runs(formats: Mapping[int, JsonObject]) -> Iterator[tuple[int, int, JsonObject]]:
    """First row and end of each run of rows with one format."""
    # Within a run the row and its place in the list grow alike.
    numbered = enumerate(sorted(formats.items(), key=lambda item: item[0]))
    for _, run in groupby(numbered, key=lambda one: (one[1][0] - one[0], one[1][1])):
        rows = [item for _, item in run]
        yield rows[0][0], rows[-1][0] + 1, rows[0][1]


def _repeated(sent: StretchMarkFormats, start: int, end: int, look: JsonObject) -> JsonObject:
    area = {
        "sheetId": sent.sheet_id,
        "startRowIndex": start,
        "endRowIndex": end,
        "startColumnIndex": sent.column,
        "endColumnIndex": sent.column + 1,
    }
    cell = {"userEnteredFormat": {"numberFormat": look}}
    return {"repeatCell": {"range": area, "cell": cell, "fields": "userEnteredFormat.numberFormat"}}
