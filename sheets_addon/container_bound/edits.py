"""What a grade and a check-in write, as areas of values, and what must not have moved meanwhile.

People sort and insert rows while scores are worked out. The Sheets API can be asked for what stands where it wrote;
a script can look itself. So with what is to be written goes a list of guards: header rows and columns that tell who
stands in a row. The script compares them with what it sent before it writes and once more after, and asks again when
they differ.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from okrsdk.findings import Table
from okrsdk.schema import ColumnType
from okrsdk.schema.tables import columns
from okrsdk.workbook import adoption_request
from okrsdk.workbook.days import day_from_serial
from okrsdk.workbook.writing.check_in import check_in_request
from okrsdk.workbook.writing.columns import plain, targets
from okrsdk.workbook.writing.request import stale_cells
from sheets_addon.container_bound.script_terms import areas, look_of, typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.model import CheckIn
    from okrsdk.workbook import Layout, WorkbookReading
    from okrsdk.workbook.layout.positions import TableLayout
    from okrsdk.workbook.sheets_types import AppendCellsRequest, DeveloperMetadata, JsonObject, ValueRange
    from sheets_addon.container_bound.script_terms import Cell

_DAYS = frozenset(column.name for table in Table for column in columns(table) if column.type is ColumnType.DAY)
_LIKE_A_FORMULA = ("=", "+", "-", "@", "'")


def score_edits(request: Mapping[str, object], layout: Layout, now: Layout) -> list[JsonObject]:
    """The areas of values that a request for scores comes to.

    Args:
        request: from `write_request`, or the `next_request` of a landing.
        layout: of the reading that the request was made from.
        now: where the columns stand.
    """
    entries = iter(cast("list[ValueRange]", request["data"]))
    edits: list[JsonObject] = []
    for own in targets(layout):
        places = now.tables[own.layout.table].columns
        cells: dict[Cell, object] = {}
        for name in own.fields:
            values = next(entries)["values"][0]
            written = {(row, places[name].index): value for row, value in enumerate(values) if value is not None}
            cells |= {cell: _entered(name, value) for cell, value in written.items() if _is_inert(name, value)}
        edits += _edits(now.tables[own.layout.table].sheet_id, cells)
    if now.overview is not None:
        # Only the first request of a grade has the Overview's block behind the columns.
        for block in entries:
            rows = enumerate(block["values"])
            cells = {(row, column): value for row, values in rows for column, value in enumerate(values)}
            edits += _edits(now.overview.sheet_id, cells)
    return edits


def echo_of(request: Mapping[str, object], layout: Layout, now: Layout) -> JsonObject | None:
    """What the Sheets API would answer to the request if it found the cells as they stand now.

    Args:
        request: the request.
        layout: of the reading that it was made from.
        now: the layout of what stands there now.

    Returns:
        The answer; None where a column is gone.
    """
    answers: list[JsonObject] = []
    for own in targets(layout):
        found = now.tables.get(own.layout.table)
        if found is None or not set(own.fields) <= set(found.columns):
            return None
        columns = [[plain(value) for value in found.columns[name].values] for name in own.fields]
        answers += [{"updatedData": {"majorDimension": "COLUMNS", "values": [values]}} for values in columns]
    rest = len(cast("list[ValueRange]", request["data"])) - len(answers)
    return {"responses": [*answers, *({"updatedData": {}} for _ in range(rest))]}


def blanking_edits(layout: Layout) -> list[JsonObject]:
    """The areas that blank every score, whatever row it stands in."""
    edits: list[JsonObject] = []
    for own in targets(layout):
        cells: dict[Cell, object] = {}
        for name in own.scores:
            index = own.layout.columns[name].index
            cells |= {(row, index): "" for row, value in enumerate(stale_cells(own, name)) if value is not None}
        edits += _edits(own.layout.sheet_id, cells)
    return edits


def score_guards(layout: Layout) -> list[JsonObject]:
    """What must stand where it was read when scores are written."""
    return [
        _guard(own.layout, [own.layout.columns[name].index for name in ("id", *own.identity_fields)])
        for own in targets(layout)
    ]


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
