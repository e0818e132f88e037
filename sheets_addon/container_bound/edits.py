"""What a grade and a check-in write, as areas of values, and what must not have moved meanwhile.

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
from okrsdk.workbook.tabs import Tab
from okrsdk.workbook.writing.check_in import check_in_request
from sheets_addon.container_bound.script_terms import areas, look_of, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.model import CheckIn
    from okrsdk.workbook import Layout, WorkbookReading
    from okrsdk.workbook.layout.positions import ColumnPlace, TableLayout
    from okrsdk.workbook.sheets_types import AppendCellsRequest, DeveloperMetadata, JsonObject
    from okrsdk.workbook.writing.columns import ColumnPlan
    from okrsdk.workbook.writing.plan import WritePlan
    from okrsdk.workbook.writing.request import Writes
    from sheets_addon.container_bound.script_terms import Cell

_DAYS = frozenset(column.name for table in Table for column in columns(table) if column.type is ColumnType.DAY)
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'")


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


def score_guards(plan: WritePlan, now: Layout) -> list[JsonObject]:
    """What must be where it was read when scores are written."""
    guards = []
    for table in plan.tables:
        place = now.tables[table.table]
        known_by = (table.id_column, *table.identity_columns)
        guards.append(_guard(place, [place.columns[column.field].index for column in known_by]))
    return guards


def check_in_row(reading: WorkbookReading, check_in: CheckIn) -> JsonObject:
    """A check-in as a row to append: `values`, and a number format for each; empty where it is automatic.

    Raises:
        InvalidOkrError: there is no Check-ins tab to write to, or no such key result.
    """
    layout = reading.layout.tables.get(Table.CHECK_INS)
    (request,) = cast("list[dict[str, AppendCellsRequest]]", check_in_request(reading, check_in)["requests"])
    cells = request["appendCells"]["rows"][0]["values"]
    values: list[object] = [""] * len(cells)
    for name, place in layout.columns.items() if layout else ():
        values[place.index] = typed(getattr(check_in, name))
    formats = [look_of(cell.get("userEnteredFormat", {})).get("format", "") for cell in cells]
    return {"gid": request["appendCells"]["sheetId"], "values": values, "formats": formats}


def check_in_guards(reading: WorkbookReading) -> list[JsonObject]:
    """What must stand where it was read when a check-in is appended: the headers of its tab."""
    layout = reading.layout.tables.get(Table.CHECK_INS)
    return [] if layout is None else [_guard(layout, [])]


def missing_marks(reading: WorkbookReading) -> list[JsonObject]:
    """The developer metadata that a sheet lacks which okrsdk did not make: `key`, `value`, `gid`, `column`."""
    return list(_marks(adoption_request(reading) or {}))


def _marks(request: Mapping[str, object]) -> Iterator[JsonObject]:
    for one in cast("list[dict[str, dict[str, DeveloperMetadata]]]", request.get("requests", [])):
        mark = one["createDeveloperMetadata"]["developerMetadata"]
        place = mark["location"]
        column = place.get("dimensionRange")
        yield {
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
    return name != "id" or not str(value).startswith(_LIKE_A_FORMULA)


def _entered(name: str, value: object) -> object:
    """A score's cell as it is typed; days come as serial numbers, which a cell without a format would show as such."""
    return day_from_serial(value) if name in _DAYS and isinstance(value, int) else value


def _edits(gid: int, cells: Mapping[Cell, object]) -> Iterator[JsonObject]:
    for area, _ in areas(dict.fromkeys(cells, "")):
        block = [
            [typed(cells[row, column]) for column in range(area.column, area.column + area.columns)]
            for row in range(area.row, area.row + area.rows)
        ]
        yield {"gid": gid, **area.document, "values": block}


def _guard(layout: TableLayout, indexes: Sequence[int]) -> JsonObject:
    return {
        "gid": layout.sheet_id,
        "headerRow": layout.header_row + 1,
        "columns": sorted(index + 1 for index in indexes),
    }
