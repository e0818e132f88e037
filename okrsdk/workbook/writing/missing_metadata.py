"""Taking on a sheet that okrsdk did not make: marks for its tabs and columns, so that writes find them when they move.

A request can name a column by its place only, and people may move one in that moment. So a column is marked in two
steps: a new mark counts as nothing, whatever happens next, until an answer showed it on the column whose header it
belongs to; then it is confirmed by its ID, wherever the column is by then. One that is elsewhere is taken off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.findings import Table
from okrsdk.workbook.developer_metadata import (
    COLUMN_KEY,
    NEW_COLUMN_KEY,
    SCHEMA_KEY,
    SCHEMA_VERSION,
    TABLE_KEY,
    mark,
    overview_mark,
    taken_off,
)
from okrsdk.workbook.sheets_types import showing_changes
from okrsdk.workbook.tabs import Tab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from okrsdk.workbook.layout.positions import ColumnPlace, Layout, NewMark, OverviewLayout, TableLayout
    from okrsdk.workbook.layout.reading import WorkbookReading
    from okrsdk.workbook.sheets_types import JsonObject


def marking_request(reading: WorkbookReading) -> JsonObject | None:
    """The next `batchUpdate` that marks what has no mark yet; None when all of it has.

    Send it with the fields `CHANGED_FIELDS`, read the workbook from the answer's `updatedSpreadsheet`, and go on with
    that reading.
    """
    layouts: list[TableLayout | OverviewLayout] = list(reading.layout.tables.values())
    layouts += [reading.layout.overview] if reading.layout.overview else []
    marks = [own for layout in layouts for own in layout.new_marks]
    waiting = {(layout.sheet_id, own.value) for layout in layouts for own in layout.new_marks if own.is_in_place}
    requests: list[JsonObject] = [_confirmed(own) if own.is_in_place else taken_off(own.metadata_id) for own in marks]
    for metadata, place in _missing(reading.layout, NEW_COLUMN_KEY):
        span = place.get("dimensionRange", {})
        if not isinstance(span, dict) or (span.get("sheetId"), metadata["metadataValue"]) not in waiting:
            requests.append(_create(metadata, place))
    return showing_changes(requests) if requests else None


def adoption_request(reading: WorkbookReading) -> JsonObject | None:
    """The `batchUpdate` that marks what has no mark yet at once, for who makes sure that no column is moved meanwhile.

    None when all of it has its mark.
    """
    requests = [_create(metadata, place) for metadata, place in _missing(reading.layout, COLUMN_KEY)]
    return showing_changes(requests) if requests else None


def _confirmed(own: NewMark) -> JsonObject:
    lookup = {"developerMetadataLookup": {"metadataId": own.metadata_id}}
    update = {"dataFilters": [lookup], "developerMetadata": {"metadataKey": COLUMN_KEY}, "fields": "metadataKey"}
    return {"updateDeveloperMetadata": update}


def _missing(layout: Layout, key: str) -> Iterator[tuple[JsonObject, JsonObject]]:
    """Each mark that is missing, and the location it belongs to."""
    if not layout.has_schema_mark:
        yield mark(SCHEMA_KEY, SCHEMA_VERSION), {"spreadsheet": True}
    if layout.profile is not None and not layout.profile.has_mark:
        yield mark(TABLE_KEY, Tab.CLIENT), {"sheetId": layout.profile.sheet_id}
    for table, own in layout.tables.items():
        if not own.has_mark and table is not Table.FUNNEL:
            yield mark(TABLE_KEY, table), {"sheetId": own.sheet_id}
        yield from _missing_columns(key, own.sheet_id, own.columns)
    if layout.overview is not None:
        named = {overview_mark(field): place for field, place in layout.overview.columns.items()}
        yield from _missing_columns(key, layout.overview.sheet_id, named)


def _missing_columns(
    key: str, sheet_id: int, columns: Mapping[str, ColumnPlace]
) -> Iterator[tuple[JsonObject, JsonObject]]:
    for value, place in columns.items():
        if place.metadata_id is None:
            span = {"startIndex": place.index, "endIndex": place.index + 1}
            yield mark(key, value), {"dimensionRange": {"sheetId": sheet_id, "dimension": "COLUMNS", **span}}


def _create(metadata: JsonObject, location: JsonObject) -> JsonObject:
    return {"createDeveloperMetadata": {"developerMetadata": {**metadata, "location": location}}}
