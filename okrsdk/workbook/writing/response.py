"""What the columns of a plan hold after a write: from the API's answer, or from a further reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from okrsdk.workbook.addresses import column_index
from okrsdk.workbook.writing.columns import plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from okrsdk.workbook.layout.positions import Layout
    from okrsdk.workbook.sheets_types import JsonObject, UpdateByDataFilterResponse, ValueRange
    from okrsdk.workbook.writing.columns import ColumnKey, ColumnPlan
    from okrsdk.workbook.writing.plan import PlannedTable, WritePlan

_TOLERANCE = 1e-9
_LAST_ROW = re.compile(r"\d+$")
_COLUMN = re.compile("[A-Z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetState:
    """What the columns of a plan hold.

    Attributes:
        columns: what each holds from row 0 down.
        ends: how many rows of each table, and of the Overview, the answer shows; None where that is all of them.
        places: the 0-based place of each column in its sheet.
    """

    columns: Mapping[ColumnKey, Sequence[object]]
    ends: Mapping[str, int | None]
    places: Mapping[ColumnKey, int]

    def height(self, table: PlannedTable) -> int:
        """Number of rows down to the last that holds anything in a listed column."""
        return max((len(self.columns[column.key]) for column in table.columns if column.key in self.columns), default=0)

    def at(self, column: ColumnPlan, row: int) -> object:
        """What a column holds in a row, as it is compared: blank as the empty text."""
        values = self.columns[column.key]
        return plain(values[row]) if row < len(values) else ""


def state_of_response(plan: WritePlan, response: Mapping[str, object]) -> SheetState | None:
    """What the answer shows; None when it does not show every column of every table, all equally far down.

    Every part of the answer is known by the data filter that it names, never by its place.
    """
    parts = [
        part for part in cast("UpdateByDataFilterResponse", response).get("responses", []) if "updatedData" in part
    ]
    by_filter = {_filter_key(part.get("dataFilter", {})): part for part in parts}
    columns: dict[ColumnKey, Sequence[object]] = {}
    ends: dict[str, int | None] = {}
    places: dict[ColumnKey, int] = {}
    for table in plan.tables:
        found = {column.key: by_filter.get(_filter_key(column.data_filter)) for column in table.columns}
        shown = [part["updatedData"] for part in found.values() if part is not None]
        last_rows = {last_row(data) for data in shown}
        if len(shown) < len(found) or len(last_rows) != 1:
            return None
        ends[table.table] = last_rows.pop()
        columns |= {key: values_of(part["updatedData"]) for key, part in found.items() if part is not None}
        places |= {key: place_of(part["updatedData"]) for key, part in found.items() if part is not None}
    for column in plan.overview.columns if plan.overview else ():
        if part := by_filter.get(_filter_key(column.data_filter)):
            columns[column.key] = values_of(part["updatedData"])
            ends[column.key.owner] = last_row(part["updatedData"])
    return SheetState(columns=columns, ends=ends, places=places)


def state_of_layout(plan: WritePlan, layout: Layout) -> SheetState | None:
    """What a further reading shows; None when a column by which rows are known is gone."""
    columns: dict[ColumnKey, Sequence[object]] = {}
    indexes: dict[ColumnKey, int] = {}
    for table in plan.tables:
        found = layout.tables.get(table.table)
        places = found.columns if found else {}
        if any(column.field not in places for column in (table.id_column, *table.identity_columns)):
            return None
        columns |= {own.key: places[own.field].values for own in table.columns if own.field in places}
        indexes |= {own.key: places[own.field].index for own in table.columns if own.field in places}
    if plan.overview and layout.overview:
        places = layout.overview.columns
        columns |= {own.key: places[own.field].values for own in plan.overview.columns if own.field in places}
    return SheetState(columns=columns, ends={}, places=indexes)


def is_same(held: object, wanted: object) -> bool:
    """Whether a cell holds what was wanted; numbers may differ by what a float loses."""
    if isinstance(held, int | float) and isinstance(wanted, int | float):
        return abs(held - wanted) <= _TOLERANCE * max(1.0, abs(held))
    return held == wanted


def _filter_key(data_filter: JsonObject) -> object:
    lookup = cast("Mapping[str, object]", data_filter.get("developerMetadataLookup", {}))
    location = cast("Mapping[str, object]", lookup.get("metadataLocation", {}))
    return lookup.get("metadataId") or (location.get("sheetId"), lookup.get("metadataValue"))


def last_row(data: ValueRange) -> int | None:
    """The last row that was looked at, None where the range is open downwards (`Objectives!A:A`)."""
    digits = _LAST_ROW.search(data.get("range", ""))
    return int(digits[0]) if digits else None


def place_of(data: ValueRange) -> int:
    """The column of a range of one column (`'Key Results'!A1:A40`)."""
    cells = data.get("range", "").rpartition("!")[2]
    return column_index(_COLUMN.findall(cells)[0])


def values_of(data: ValueRange) -> Sequence[object]:
    """What a range of one column holds, from its first row down."""
    values = data.get("values", [])
    if data.get("majorDimension") == "COLUMNS":
        return values[0] if values else []
    return [row[0] if row else "" for row in values]
