"""Scores as one `values:batchUpdateByDataFilter` request.

People sort, insert and delete rows while scores are worked out, so what a row number meant at the read cannot be
trusted at the write. Columns are found by their marks, wherever they have moved. Rows cannot be: so the request lists
the columns that tell who stands in a row beside those of the scores, with null for every cell that is not to be
touched, and asks for all of them back. `writing.verify` then tells from the answer alone whether every score is beside
its own key result, and if not, what to write next.

By its documentation the API sends back whole columns. In case it only sends what the request spans, every column spans
the same rows, and some below the last record.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.schema.column import is_blank
from okrsdk.workbook.cell_data import sheet_value
from okrsdk.workbook.ids import fill_ids
from okrsdk.workbook.overview import BLOCK_COLUMNS, BLOCK_ROWS, overview_block
from okrsdk.workbook.score_values import score_values
from okrsdk.workbook.writing.columns import TableTargets, targets

if TYPE_CHECKING:
    from okrsdk.findings import Finding
    from okrsdk.grading import Scores
    from okrsdk.model import KeyResult, Objective
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

_ROWS_BELOW = 20

Written: TypeAlias = str | float | bool | None
Columns: TypeAlias = Mapping[str, Sequence[Written]]


def write_request(reading: WorkbookReading, scores: Scores, *, findings: Sequence[Finding] = ()) -> JsonObject:
    """The body of the one request that writes the scores, fills blank IDs and renews the Overview.

    Every user's cell in it is null and stays as it is, but for the blank IDs. Rows that hold no record lose what
    okrsdk once wrote there.

    Args:
        reading: the workbook as it was read.
        scores: the scores of exactly these OKRs.
        findings: what was found in them, for the Overview.

    Raises:
        InvalidOkrError: an ID stands twice, so that a score could come to rest beside the wrong record.
        ValueError: the scores are those of other OKRs.
    """
    refuse_doubled_ids(reading)
    wanted = wanted_values(reading, scores)
    columns = {
        own.layout.table: _first_columns(reading, own, wanted[own.layout.table]) for own in targets(reading.layout)
    }
    overview = _overview_entry(reading, overview_block(fill_ids(reading.okr_set), scores, findings))
    return body(reading, columns, overview)


def wanted_values(reading: WorkbookReading, scores: Scores) -> Mapping[Table, Sequence[Mapping[str, Written]]]:
    """What is to stand beside each record, by table, position and field; blank as the empty text, which clears.

    Raises:
        ValueError: the scores are those of other OKRs.
    """
    found = {
        table: [{name: cleared(value) for name, value in values.items()} for values in records]
        for table, records in score_values(scores).items()
    }
    for own in targets(reading.layout):
        if len(found[own.layout.table]) != len(own.layout.rows):
            raise ValueError(f"the scores are not those of this reading: another number of {own.layout.table}")
    return found


def cleared(value: object) -> Written:
    """A canonical value as it is written: blank as the empty text, which clears a cell."""
    own = sheet_value(value)
    return "" if own is None else own


def wanted_ids(reading: WorkbookReading, layout: TableLayout) -> list[str]:
    """The ID that each record has or gets, by position; empty where it can have none.

    A record can have none where it names no objective, and where a formula in its cell shows nothing.
    """
    filled = fill_ids(reading.okr_set)
    records: Sequence[Objective | KeyResult] = (
        filled.objectives if layout.table is Table.OBJECTIVES else filled.key_results
    )
    place = layout.columns["id"]
    return [
        "" if is_blank(place.values[row]) and row in place.formulas else record.id
        for row, record in zip(layout.rows, records, strict=True)
    ]


def body(reading: WorkbookReading, columns: Mapping[Table, Columns], *further: JsonObject) -> JsonObject:
    """The request that writes columns of values from row 1 down, null for every cell that is not to be touched."""
    entries: list[JsonObject] = []
    for own in targets(reading.layout):
        given = columns.get(own.layout.table, {})
        height = max([_span(own), *map(len, given.values())])
        for name in own.fields:
            values = list(given.get(name, ()))
            values += [None] * (height - len(values))
            entries.append({"dataFilter": own.data_filter(name), "majorDimension": "COLUMNS", "values": [values]})
    return {
        "valueInputOption": "RAW",
        "data": [*entries, *(entry for entry in further if entry)],
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
        "responseDateTimeRenderOption": "SERIAL_NUMBER",
    }


def refuse_doubled_ids(reading: WorkbookReading) -> None:
    """Stop where an ID stands twice.

    Raises:
        InvalidOkrError: an ID stands twice.
    """
    okr_set = reading.okr_set
    for records in (okr_set.objectives, okr_set.key_results):
        counts = Counter(record.id for record in records if record.id)
        if doubled := [own for own, count in counts.items() if count > 1]:
            raise InvalidOkrError(
                f"The ID {doubled[0]} stands twice, so a score could come to rest beside the wrong record. "
                "Clear one of the two; it gets the next free ID.",
                findings=reading.placed(reading.findings),
            )


def _first_columns(reading: WorkbookReading, own: TableTargets, wanted: Sequence[Mapping[str, Written]]) -> Columns:
    layout = own.layout
    columns: dict[str, list[Written]] = {name: stale_cells(own, name) for name in own.scores}
    columns["id"] = [None] * own.layout.height
    ids = wanted_ids(reading, layout)
    place = layout.columns["id"]
    for position, row in enumerate(layout.rows):
        for name in own.scores:
            columns[name][row] = wanted[position][name]
        if is_blank(place.values[row]) and ids[position]:
            columns["id"][row] = ids[position]
    return columns


def stale_cells(own: TableTargets, name: str) -> list[Written]:
    """A column from row 0 that clears what okrsdk once wrote below the header; a formula there is someone's own."""
    place = own.layout.columns[name]
    values: list[Written] = [None] * own.layout.height
    for row in range(own.layout.header_row + 1, own.layout.height):
        if not is_blank(place.values[row]) and row not in place.formulas:
            values[row] = ""
    return values


def _span(own: TableTargets) -> int:
    """How many rows each column of a request spans: some below the last record, as far as the sheet has them."""
    wanted = own.layout.height + _ROWS_BELOW
    return min(wanted, own.layout.grid_rows) if own.layout.grid_rows else own.layout.height


def _overview_entry(reading: WorkbookReading, block: Sequence[Sequence[object]]) -> JsonObject:
    place = reading.layout.overview
    if place is None:
        return {}
    area = {"startRowIndex": 0, "endRowIndex": BLOCK_ROWS, "startColumnIndex": 0, "endColumnIndex": BLOCK_COLUMNS}
    return {
        "dataFilter": {"gridRange": {"sheetId": place.sheet_id, **area}},
        "majorDimension": "ROWS",
        "values": [[cleared(value) for value in row] for row in block],
    }
