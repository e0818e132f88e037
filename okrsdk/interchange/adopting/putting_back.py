"""Columns of people's own that were deleted in the place of added ones, because columns were moved in that moment.

The API deletes a column by its index alone. So the answer shows whether an added one is left; then a column beside it
is gone instead, and is put back as it was read: values, formulas and number formats.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.interchange.adopting.undoing import added_columns, is_added_tab, sheets_of
from okrsdk.schema import CellError
from okrsdk.workbook.developer_metadata import COLUMN_KEY, marked_value
from okrsdk.workbook.layout.grid import grid_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import JsonObject, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LostColumn:
    """A column that was deleted in the place of an added one.

    Attributes:
        title: its tab's title.
        name: what its first filled cell says, as a rule its header.
        sheet_id: its sheet.
        index: where it is put back.
        cells: its cells from row 0 down, as the API takes them.
    """

    title: str
    name: str
    sheet_id: int
    index: int
    cells: tuple[JsonObject, ...]


def lost_columns(before: Mapping[str, object], after: Mapping[str, object]) -> tuple[LostColumn, ...]:
    """The columns that went in the place of those which are still there.

    Args:
        before: the spreadsheet as it was read.
        after: the same once the columns that an adoption added were to be gone.
    """
    now = {_id(sheet): sheet for sheet in sheets_of(after)}
    own = (sheet for sheet in sheets_of(before) if not is_added_tab(sheet) and _id(sheet) in now)
    return tuple(one for sheet in own for one in _lost(sheet, grid_of(sheet), grid_of(now[_id(sheet)])))


def put_back_requests(lost: Sequence[LostColumn]) -> Iterator[JsonObject]:
    """The requests that put columns back, once none of the added ones is left."""
    for own in reversed(lost):
        span = {"sheetId": own.sheet_id, "dimension": "COLUMNS", "startIndex": own.index, "endIndex": own.index + 1}
        yield {"insertDimension": {"range": span, "inheritFromBefore": own.index > 0}}
        start = {"sheetId": own.sheet_id, "rowIndex": 0, "columnIndex": own.index}
        rows = [{"values": [cell]} for cell in own.cells]
        yield {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue,userEnteredFormat"}}


def _lost(sheet: Sheet, before: Grid, after: Grid) -> Iterator[LostColumn]:
    ours, left = added_columns(before), added_columns(after)
    if not left:
        return
    # Where ours were moved to the right, the last of them is still there, and those on their left are gone. Else those
    # on their right are, to which one from the left may have been moved.
    nearest = list(reversed(range(min(ours))))
    if _field(before, max(ours)) not in {_field(after, index) for index in left}:
        nearest = [*range(max(ours) + 1, before.width), *nearest]
    there = {_name(after, index) for index in range(after.width)}
    gone = [index for index in nearest if _name(before, index) and _name(before, index) not in there]
    for index in sorted(gone[: len(left)]):
        yield LostColumn(
            title=sheet.get("properties", {}).get("title", ""),
            name=_name(before, index),
            sheet_id=_id(sheet),
            index=min(left),
            cells=tuple(_cell(before, row, index) for row in range(before.height)),
        )


def _name(grid: Grid, index: int) -> str:
    return next((str(value) for value in grid.column(index) if value is not None), "")


def _field(grid: Grid, index: int) -> str | None:
    return marked_value(grid.marks[index], COLUMN_KEY)


def _cell(grid: Grid, row: int, index: int) -> JsonObject:
    value, formula = grid.raw(row, index), grid.formulas(index).get(row)
    look = grid.number_formats(index).get(row)
    shown: JsonObject = {"userEnteredFormat": {"numberFormat": look}} if look else {}
    if formula is not None:
        return {"userEnteredValue": {"formulaValue": formula}, **shown}
    if value is None or isinstance(value, CellError):
        return shown
    kind = "boolValue" if isinstance(value, bool) else "stringValue" if isinstance(value, str) else "numberValue"
    return {"userEnteredValue": {kind: value}, **shown}


def _id(sheet: Sheet) -> int:
    return sheet.get("properties", {}).get("sheetId", 0)
