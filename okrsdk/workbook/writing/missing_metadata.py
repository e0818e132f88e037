"""Taking on a sheet that okrsdk did not make: marks for its tabs and columns, so that writes find them when they move.

People may move a column between the read and this request. So the answer shows the workbook anew, and marks that came
to rest on another column are taken off again before anything is written by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.workbook.developer_metadata import COLUMN_KEY, SCHEMA_KEY, SCHEMA_VERSION, TABLE_KEY, mark, overview_mark
from okrsdk.workbook.sheets_types import showing_changes
from okrsdk.workbook.tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.layout.positions import ColumnPlace, Layout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


def adoption_request(reading: WorkbookReading) -> JsonObject | None:
    """The `batchUpdate` that marks what has no mark yet; None when all of it has.

    Send it with the fields `CHANGED_FIELDS`, read the workbook from the answer's `updatedSpreadsheet`, and send what
    `slipped_marks` gives, if anything, before the next try.
    """
    requests = [_create(metadata, place) for metadata, place in _missing(reading.layout)]
    return showing_changes(requests) if requests else None


def slipped_marks(before: WorkbookReading, after: WorkbookReading) -> JsonObject | None:
    """The `batchUpdate` that takes off new marks that came to rest on another column; None when none did.

    Args:
        before: the reading that the adoption was made from.
        after: the reading of its answer.
    """
    slipped = [
        mark_id
        for table, layout in after.layout.tables.items()
        if table in before.layout.tables
        for mark_id in _slipped(before.layout.tables[table].columns, layout.columns)
    ]
    filters = ({"developerMetadataLookup": {"metadataId": mark_id}} for mark_id in slipped)
    requests: list[JsonObject] = [{"deleteDeveloperMetadata": {"dataFilter": one}} for one in filters]
    return showing_changes(requests) if requests else None


def _slipped(before: Mapping[str, ColumnPlace], after: Mapping[str, ColumnPlace]) -> Iterator[int]:
    for name, place in after.items():
        was = before.get(name)
        is_new = was is not None and was.metadata_id is None
        if is_new and place.metadata_id is not None and was is not None and was.header != place.header:
            yield place.metadata_id


def _missing(layout: Layout) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Each mark that is missing, and the location it belongs to."""
    if not layout.has_schema_mark:
        yield mark(SCHEMA_KEY, SCHEMA_VERSION), {"spreadsheet": True}
    if layout.profile is not None and not layout.profile.has_mark:
        yield mark(TABLE_KEY, Tab.CLIENT), {"sheetId": layout.profile.sheet_id}
    for table, own in layout.tables.items():
        if not own.has_mark and table is not Table.FUNNEL:
            yield mark(TABLE_KEY, table), {"sheetId": own.sheet_id}
        yield from _missing_columns(own.sheet_id, own.columns)
    if layout.overview is not None:
        named = {overview_mark(field): place for field, place in layout.overview.columns.items()}
        yield from _missing_columns(layout.overview.sheet_id, named)


def _missing_columns(sheet_id: int, columns: Mapping[str, ColumnPlace]) -> Iterator[tuple[JsonObject, JsonObject]]:
    for value, place in columns.items():
        if place.metadata_id is None:
            span = {"startIndex": place.index, "endIndex": place.index + 1}
            yield mark(COLUMN_KEY, value), {"dimensionRange": {"sheetId": sheet_id, "dimension": "COLUMNS", **span}}


def _create(metadata: JsonObject, location: JsonObject) -> JsonObject:
    return {"createDeveloperMetadata": {"developerMetadata": {**metadata, "location": location}}}
