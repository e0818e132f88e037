"""What a grade and a check-in write, as areas of values and formats, and what must not have moved meanwhile.

People sort and insert rows while scores are worked out. The Sheets API can be asked for what is where it wrote; a
script can look itself. So with what is to be written goes a list of guards: header rows and columns that tell which
record is in a row. The script compares them with what it sent before it writes and once more after, and asks again when
they differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.findings import Table
from okrsdk.schema import ColumnType
from okrsdk.schema.tables import columns
from okrsdk.workbook import adoption_request
from okrsdk.workbook.days import day_from_serial
from okrsdk.workbook.overview import HEADER_ROW
from okrsdk.workbook.tabs import Tab
from okrsdk.workbook.writing.blank_ids import can_be_typed
from okrsdk.workbook.writing.check_in import appended_row, current_writes
from okrsdk.workbook.writing.current_cell import Formula
from okrsdk.workbook.writing.stretch_mark_formats import fitting_formats
from sheets_addon.container_bound.script_terms import Area, areas, look_of, typed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from okrsdk.workbook import Layout, WorkbookReading
    from okrsdk.workbook.layout.positions import ColumnPlace, OverviewLayout, TableLayout
    from okrsdk.workbook.sheets_types import AppendCellsRequest, DeveloperMetadata, JsonObject
    from okrsdk.workbook.writing.check_in import CheckInPlan
    from okrsdk.workbook.writing.columns import ColumnPlan
    from okrsdk.workbook.writing.current_cell import CellWrite
    from okrsdk.workbook.writing.plan import WritePlan
    from okrsdk.workbook.writing.request import Writes
    from sheets_addon.container_bound.script_terms import Cell

_DAYS = frozenset(column.name for table in Table for column in columns(table) if column.type is ColumnType.DAY)


def score_edits(plan: WritePlan, writes: Writes, now: Layout) -> list[JsonObject]:
    """The areas of values that the writes come to.

    Args:
        plan: the plan that they are of.
        writes: what is written, by column and row.
        now: where the columns are.
    """
    edits: list[JsonObject] = []
    for table in plan.tables:
        place = now.tables[table.table]
        edits += _edits(place.sheet_id, _cells(table.columns, writes, place.columns))
    if plan.overview is not None and now.overview is not None:
        edits += _edits(now.overview.sheet_id, _cells(plan.overview.columns, writes, now.overview.columns))
    return edits


def stretch_mark_formats(now: WorkbookReading) -> list[JsonObject]:
    """The number formats of stretch marks, in the units of their key results, as areas of one `format` each.

    A script is not asked for the formats there are, so all of them are set.
    """
    fitting = fitting_formats(now)
    if fitting is None:
        return []
    patterns = {(row, fitting.column): str(look["pattern"]) for row, look in fitting.formats.items()}
    return [{"gid": fitting.sheet_id, **area.document, "format": pattern} for area, pattern in areas(patterns)]


def score_guards(plan: WritePlan, now: Layout) -> list[JsonObject]:
    """What must be where it was read when scores are written."""
    guards = []
    for table in plan.tables:
        place = now.tables[table.table]
        known_by = (table.id_column, *table.identity_columns)
        guards.append(guard(place, [place.columns[column.field].index for column in known_by]))
    return guards


def overview_guard(overview: OverviewLayout) -> JsonObject:
    """The headers and columns of the Overview's block, beside which people's notes are."""
    return _guard(overview.sheet_id, HEADER_ROW, [place.index for place in overview.columns.values()])


def check_in_changes(reading: WorkbookReading, plans: Sequence[CheckInPlan]) -> JsonObject:
    """The rows of check-ins, their Currents, and the guards.

    No other check-in may have come since: it may be the very one, sent twice.
    """
    key_results = reading.layout.tables[Table.KEY_RESULTS]
    layout, owns = plans[0].layout, current_writes(plans)
    days = [place.index for name, place in layout.columns.items() if name in ("day", "key_result_id")]
    after = [guard(key_results, [key_results.columns["id"].index])] if owns else []
    changes: JsonObject = {"before": [guard(layout, days), *after], "after": after}
    if new := [plan for plan in plans if not plan.is_there]:
        changes["appended"] = {"gid": layout.sheet_id, "rows": [_appended(plan) for plan in new]}
    if owns:
        changes["edits"] = current_edits(key_results, owns)
    return changes


def correcting_changes(reading: WorkbookReading, writes: Sequence[CellWrite]) -> JsonObject:
    """Single cells of the key results, and their guards; nothing without any."""
    layout = reading.layout.tables[Table.KEY_RESULTS]
    guards = [guard(layout, [layout.columns["id"].index])]
    return {"before": guards, "edits": current_edits(layout, writes), "after": guards} if writes else {}


def current_edits(layout: TableLayout, writes: Sequence[CellWrite]) -> list[JsonObject]:
    """Single cells as areas of one."""
    return [
        {
            "gid": layout.sheet_id,
            **Area(write.row, write.column, 1, 1).document,
            "values": [[write.content.text if isinstance(write.content, Formula) else typed(write.content)]],
        }
        for write in writes
    ]


def _appended(plan: CheckInPlan) -> JsonObject:
    """A check-in as a row to append: `values`, and a number format for each; empty where it is automatic."""
    request = cast("AppendCellsRequest", appended_row(plan))
    cells = request["rows"][0]["values"]
    values: list[object] = [""] * len(cells)
    for name, place in plan.layout.columns.items():
        values[place.index] = typed(getattr(plan.check_in, name))
    formats = [look_of(cell.get("userEnteredFormat", {})).get("format", "") for cell in cells]
    return {"values": values, "formats": formats}


def missing_marks(reading: WorkbookReading) -> list[JsonObject]:
    """The developer metadata that a sheet lacks which okrsdk did not make: `key`, `value`, `gid`, `column`."""
    return list(_marks(adoption_request(reading) or {}))


def _marks(request: Mapping[str, object]) -> Iterator[JsonObject]:
    for one in cast("list[dict[str, dict[str, DeveloperMetadata]]]", request.get("requests", [])):
        yield mark_of(one["createDeveloperMetadata"]["developerMetadata"])


def mark_of(mark: DeveloperMetadata) -> JsonObject:
    """Developer metadata as a script leaves it: `key`, `value`, `gid`, `column`."""
    place = mark["location"]
    column = place.get("dimensionRange")
    return {
        "key": mark["metadataKey"],
        "value": mark["metadataValue"],
        "gid": place.get("sheetId") if column is None else column["sheetId"],
        "column": None if column is None else column["startIndex"] + 1,
    }


def _cells(columns: Sequence[ColumnPlan], writes: Writes, places: Mapping[str, ColumnPlace]) -> dict[Cell, object]:
    return {
        (row, places[column.field].index): _entered(column.field, value)
        for column in columns
        if column.field in places
        for row, value in writes.get(column.key, {}).items()
        if column.key.owner == Tab.OVERVIEW or _is_inert(column.field, value)
    }


def _is_inert(name: str, value: object) -> bool:
    """Whether an ID can be written at all: what a person wrote elsewhere may make it look like a formula."""
    return name != "id" or can_be_typed(str(value))


def _entered(name: str, value: object) -> object:
    """A score's cell as it is typed; days come as serial numbers, which a cell without a format would show as such."""
    return day_from_serial(value) if name in _DAYS and isinstance(value, int) else value


def _edits(gid: int, cells: Mapping[Cell, object]) -> Iterator[JsonObject]:
    return typed_areas(gid, {place: typed(value) for place, value in cells.items()})


def typed_areas(gid: int, cells: Mapping[Cell, str | float | bool]) -> Iterator[JsonObject]:
    """What is typed into cells as areas of values."""
    for area, _ in areas(dict.fromkeys(cells, "")):
        block = [
            [cells[row, column] for column in range(area.column, area.column + area.columns)]
            for row in range(area.row, area.row + area.rows)
        ]
        yield {"gid": gid, **area.document, "values": block}


def guard(layout: TableLayout, indexes: Collection[int]) -> JsonObject:
    """The header row and columns of a table, which must be as they were sent.

    Args:
        layout: the table.
        indexes: the columns, from 0.
    """
    return _guard(layout.sheet_id, layout.header_row, indexes)


def _guard(gid: int, header_row: int, indexes: Collection[int]) -> JsonObject:
    return {"gid": gid, "headerRow": header_row + 1, "columns": sorted(index + 1 for index in indexes)}
