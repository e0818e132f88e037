"""Where okrsdk's block on the Overview is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.workbook.developer_metadata import COLUMN_KEY, TABLE_KEY, marked_value, overview_mark
from okrsdk.workbook.layout.grid import grid_of
from okrsdk.workbook.layout.locate import new_marks
from okrsdk.workbook.layout.positions import ColumnPlace, OverviewLayout
from okrsdk.workbook.overview import (
    ATTENTION_HEADERS,
    ATTENTION_ROW,
    BLOCK_ROWS,
    FIELDS,
    HEADER_ROW,
    HEADERS,
    LINES,
    OVERALL_LABEL,
    TABLE_FIELDS,
    is_own_row,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from okrsdk.workbook.layout.grid import Grid
    from okrsdk.workbook.sheets_types import Sheet


def find_overview(sheet: Sheet) -> OverviewLayout | None:
    """The block, by the developer metadata of its columns; None when its labels are not in the rows of the template.

    Columns that were deleted are left out. In a workbook whose columns have no metadata yet the block counts when all
    of it is where the template puts it.
    """
    if marked_value(sheet.get("developerMetadata", []), TABLE_KEY) is None:
        return None
    grid = grid_of(sheet)
    ids = _metadata_ids(grid, FIELDS)
    indexes = {field: index for field, (index, _) in ids.items()} or _places_of_template(grid)
    headers = dict(zip(FIELDS, HEADERS, strict=True))
    if any(grid.text(HEADER_ROW, index) != headers[field] for field, index in indexes.items()):
        return None
    if not _has_labels(grid, indexes):
        return None
    properties = sheet.get("properties", {})
    return OverviewLayout(
        sheet_id=properties.get("sheetId", 0),
        title=properties.get("title", ""),
        columns={
            field: ColumnPlace(
                index=index,
                header=headers[field],
                metadata_id=ids[field][1] if field in ids else None,
                values=grid.column(index),
                formulas=grid.formulas(index),
            )
            for field, index in indexes.items()
        },
        rows=_rows(grid, indexes),
        lines={field: index for field, (index, _) in _metadata_ids(grid, LINES).items()},
        grid_rows=properties.get("gridProperties", {}).get("rowCount", 0),
        new_marks=new_marks(grid, {overview_mark(field): index for field, index in indexes.items()}),
    )


def _has_labels(grid: Grid, indexes: Mapping[str, int]) -> bool:
    """Whether the overall score and the header of what needs attention are where the template puts them."""
    where, what = (indexes.get(field) for field in FIELDS[:2])
    if where is None or grid.text(ATTENTION_ROW, where) != ATTENTION_HEADERS[0]:
        return False
    if what is not None and grid.text(ATTENTION_ROW, what) != ATTENTION_HEADERS[1]:
        return False
    return any(grid.text(row, where) == OVERALL_LABEL for row in range(HEADER_ROW))


def _rows(grid: Grid, indexes: Mapping[str, int]) -> int:
    """How many rows the block has; rows deleted from it pull people's notes up into its last ones."""
    for row in range(ATTENTION_ROW + 1, BLOCK_ROWS):
        if not is_own_row({field: grid.raw(row, index) for field, index in indexes.items()}):
            return row
    return BLOCK_ROWS


def _places_of_template(grid: Grid) -> Mapping[str, int]:
    """Where the template puts the columns; an earlier one had no key results, so that what is there may be people's."""
    beside = len(TABLE_FIELDS)
    has_key_results = [grid.text(HEADER_ROW, index) for index in range(beside, len(FIELDS))] == [*HEADERS[beside:]]
    fields = FIELDS if has_key_results else TABLE_FIELDS
    return {field: index for index, field in enumerate(fields)}


def _metadata_ids(grid: Grid, wanted: Iterable[str]) -> Mapping[str, tuple[int, int]]:
    """Index and metadata ID of each marked column, by field; of a copied column, whose mark is a copy, the first."""
    fields = {overview_mark(field): field for field in wanted}
    found: dict[str, tuple[int, int]] = {}
    for index in sorted(grid.marks):
        for mark in grid.marks[index]:
            field = fields.get(mark.get("metadataValue", "")) if mark.get("metadataKey") == COLUMN_KEY else None
            if field is not None:
                found.setdefault(field, (index, mark["metadataId"]))
    return {field: found[field] for field in fields.values() if field in found}
