"""What the tab of a portfolio holds, what it should hold, and the cells in which they differ: by ID, never by row."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias, cast

from okrsdk.portfolio.sheet_columns import COLUMNS, ID, STATE, Cell, Cells, cells_of
from okrsdk.portfolio.sheet_template import COLUMN_MARK, SHEET_ID
from okrsdk.workbook.sheets_types import json_objects
from okrsdk.workbook.writing.response import is_same, last_row, place_of, values_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from okrsdk.portfolio.summary import WorkbookRow
    from okrsdk.workbook.sheets_types import JsonObject, ValueRange

Writes: TypeAlias = Mapping[str, Mapping[int, Cell]]
"""What is written: by field and 0-based row."""
_ID = re.compile(r"[A-Za-z0-9_-]{15,}")
_LEFT = "Not in the portfolio any more"
_ROWS_BELOW = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetState:
    """What okrsdk's columns hold.

    Attributes:
        columns: what each holds from row 0 down, by field.
        places: the 0-based place of each.
        grid_rows: number of rows of the tab.
    """

    columns: Mapping[str, Sequence[object]]
    places: Mapping[str, int]
    grid_rows: int

    @property
    def keys(self) -> tuple[str, ...]:
        """What the column of IDs holds in each row: of the header its title."""
        return tuple(str(value).strip() for value in self.columns.get(ID, ()))

    @property
    def height(self) -> int:
        """Number of rows down to the last that holds anything in these columns."""
        return max(map(len, self.columns.values()), default=0)

    def at(self, field: str, row: int) -> Cell:
        """What a column holds in a row."""
        values = self.columns[field]
        return cast("Cell", values[row]) if row < len(values) and values[row] is not None else ""


def read_request() -> JsonObject:
    """The body of a `values:batchGetByDataFilter` that shows all columns, wherever they were moved."""
    return {
        "dataFilters": [_filter(own.field) for own in COLUMNS],
        "majorDimension": "COLUMNS",
        "valueRenderOption": "UNFORMATTED_VALUE",
        "dateTimeRenderOption": "SERIAL_NUMBER",
    }


def write_request(writes: Writes, state: SheetState) -> JsonObject:
    """The body of a `values:batchUpdateByDataFilter` that writes cells, leaves all others, and shows the columns."""
    span = min(state.grid_rows, state.height + _ROWS_BELOW)
    entries = []
    for field in state.places:
        own = writes.get(field, {})
        values = [own.get(row) for row in range(span)]
        entries.append({"dataFilter": _filter(field), "majorDimension": "COLUMNS", "values": [values]})
    return {
        "valueInputOption": "RAW",
        "data": entries,
        "includeValuesInResponse": True,
        "responseValueRenderOption": "UNFORMATTED_VALUE",
        "responseDateTimeRenderOption": "SERIAL_NUMBER",
    }


def state_of_read(answer: JsonObject) -> SheetState:
    """What the answer to `read_request` shows."""
    ranges = json_objects(answer.get("valueRanges", []))
    return _state(
        (_field(json_objects(own["dataFilters"])[0]), cast("ValueRange", own["valueRange"])) for own in ranges
    )


def state_of_write(answer: JsonObject) -> SheetState:
    """What the answer to `write_request` shows: the rows that it spans."""
    parts = json_objects(answer.get("responses", []))
    return _state(
        (_field(cast("JsonObject", own["dataFilter"])), cast("ValueRange", own["updatedData"])) for own in parts
    )


def wanted_cells(rows: Iterable[WorkbookRow], state: SheetState, on: date) -> dict[str, Cells]:
    """What should be beside each ID.

    A workbook that could not be read keeps the figures that it had, and one that left the portfolio keeps its row; the
    column State says so.

    Args:
        rows: the workbooks of the portfolio.
        state: the tab as it was read.
        on: the day that is said of those that left.
    """
    there = set(state.keys)
    wanted = {
        row["spreadsheet_id"]: cells_of(row) for row in rows if row["is_okr_workbook"] or row["spreadsheet_id"] in there
    }
    for number, key in enumerate(state.keys):
        if _ID.fullmatch(key) and key not in wanted and STATE in state.places:
            told = state.at(STATE, number)
            is_told = str(told).startswith(_LEFT)
            wanted[key] = {STATE: told if is_told else f"{_LEFT}, found so on {on.isoformat()}"}
    return wanted


def held_cells(state: SheetState) -> dict[str, Cells]:
    """What is beside each key of the column of IDs, the header's and people's rows among them; none that is on two."""
    times = Counter(state.keys)
    return {
        key: {field: state.at(field, row) for field in state.places}
        for row, key in enumerate(state.keys)
        if key and times[key] == 1
    }


def differing(wanted: Mapping[str, Cells], state: SheetState) -> dict[str, dict[int, Cell]]:
    """The cells that do not hold what is wanted beside the ID of their row."""
    writes: dict[str, dict[int, Cell]] = defaultdict(dict)
    for row, key in enumerate(state.keys):
        for field, value in wanted.get(key, {}).items():
            if field in state.places and field != ID and not is_same(state.at(field, row), value):
                writes[field][row] = value
    return dict(writes)


def misplaced(
    written: Writes, state: SheetState, wanted: Mapping[str, Cells], before: Mapping[str, Cells]
) -> dict[str, dict[int, Cell]]:
    """What puts back cells that nothing should have been written into, but rows were moved.

    Args:
        written: the last write.
        state: the tab after it.
        wanted: what should be beside each ID, which is not put back here.
        before: what was beside each key; a row without one gets blanks.
    """
    keys, back = state.keys, defaultdict[str, dict[int, Cell]](dict)
    for field, cells in written.items():
        for row, value in cells.items():
            key = keys[row] if row < len(keys) else ""
            own = before.get(key, {}).get(field, "")
            is_ours = field in wanted.get(key, {}) or field not in state.places
            if not is_ours and is_same(state.at(field, row), value) and not is_same(value, own):
                back[field][row] = own
    return dict(back)


def doubled(state: SheetState) -> tuple[str, ...]:
    """The IDs that are on several rows."""
    return tuple(key for key, number in Counter(state.keys).items() if number > 1 and _ID.fullmatch(key))


def _filter(field: str) -> JsonObject:
    return {
        "developerMetadataLookup": {
            "locationType": "COLUMN",
            "metadataLocation": {"sheetId": SHEET_ID},
            "locationMatchingStrategy": "INTERSECTING_LOCATION",
            "metadataKey": COLUMN_MARK,
            "metadataValue": field,
        }
    }


def _field(data_filter: JsonObject) -> str:
    lookup = cast("Mapping[str, object]", data_filter["developerMetadataLookup"])
    return str(lookup["metadataValue"])


def _state(found: Iterator[tuple[str, ValueRange]]) -> SheetState:
    columns: dict[str, Sequence[object]] = {}
    places: dict[str, int] = {}
    grid_rows = 0
    for field, data in found:
        columns[field], places[field] = values_of(data), place_of(data)
        grid_rows = max(grid_rows, last_row(data) or len(columns[field]))
    return SheetState(columns=columns, places=places, grid_rows=grid_rows)
