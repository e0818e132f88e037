"""Taking on a sheet that okrsdk did not make: marks for its tabs and columns, so that writes find them when they move.

People may move a column between the read and this request. So the answer shows the workbook anew, and marks that came
to rest on another column are taken off again before anything is written by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.workbook.developer_metadata import COLUMN_KEY, SCHEMA_KEY, SCHEMA_VERSION, TABLE_KEY, mark
from okrsdk.workbook.sheets_types import READ_FIELDS
from okrsdk.workbook.tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.workbook.layout.positions import Layout, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject

ADOPTION_FIELDS = f"updatedSpreadsheet({READ_FIELDS})"
"""The `fields` mask of the adoption: its `updatedSpreadsheet` is what `read_workbook` takes."""


def adoption_request(reading: WorkbookReading) -> JsonObject | None:
    """The `batchUpdate` that marks what has no mark yet; None when all of it has.

    Send it with the fields `ADOPTION_FIELDS`, read the workbook from the answer's `updatedSpreadsheet`, and send what
    `slipped_marks` gives, if anything, before the next try.
    """
    requests = [_create(metadata, place) for metadata, place in _missing(reading.layout)]
    return _body(requests) if requests else None


def slipped_marks(before: WorkbookReading, after: WorkbookReading) -> JsonObject | None:
    """The `batchUpdate` that takes off new marks that came to rest on another column; None when none did.

    Args:
        before: the reading that the adoption was made from.
        after: the reading of its answer.
    """
    requests: list[JsonObject] = []
    for table, layout in after.layout.tables.items():
        known = before.layout.tables[table].columns if table in before.layout.tables else {}
        for name, place in layout.columns.items():
            was = known.get(name)
            is_new = was is not None and was.metadata_id is None and place.metadata_id is not None
            if is_new and was is not None and was.header != place.header:
                lookup = {"developerMetadataLookup": {"metadataId": place.metadata_id}}
                requests.append({"deleteDeveloperMetadata": {"dataFilter": lookup}})
    return _body(requests) if requests else None


def _body(requests: list[JsonObject]) -> JsonObject:
    return {"requests": requests, "includeSpreadsheetInResponse": True, "responseIncludeGridData": True}


def _missing(layout: Layout) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Each mark that is missing, and the location it belongs to."""
    if not layout.has_schema_mark:
        yield mark(SCHEMA_KEY, SCHEMA_VERSION), {"spreadsheet": True}
    if layout.profile is not None and not layout.profile.has_mark:
        yield mark(TABLE_KEY, Tab.CLIENT), {"sheetId": layout.profile.sheet_id}
    for table, own in layout.tables.items():
        if not own.has_mark and table is not Table.FUNNEL:
            yield mark(TABLE_KEY, table), {"sheetId": own.sheet_id}
        yield from _missing_columns(own)


def _missing_columns(own: TableLayout) -> Iterator[tuple[JsonObject, JsonObject]]:
    for name, place in own.columns.items():
        if place.metadata_id is None:
            span = {"startIndex": place.index, "endIndex": place.index + 1}
            yield (
                mark(COLUMN_KEY, name),
                {"dimensionRange": {"sheetId": own.sheet_id, "dimension": "COLUMNS", **span}},
            )


def _create(metadata: JsonObject, location: JsonObject) -> JsonObject:
    return {"createDeveloperMetadata": {"developerMetadata": {**metadata, "location": location}}}
