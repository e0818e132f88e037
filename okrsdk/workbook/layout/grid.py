"""A sheet's cells as the API gives them, and what one cell holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.schema import CellError
from okrsdk.workbook.layout.cell_values import ERROR_CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.workbook.sheets_types import CellData, DeveloperMetadata, GridData, NumberFormat, Sheet


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet from its first row and column on; rows are as long as they were sent.

    Attributes:
        rows: the rows.
        values: what each cell holds unformatted; None where it is empty.
        marks: developer metadata by 0-based column.
    """

    rows: list[list[CellData]]
    values: list[list[object]]
    marks: Mapping[int, list[DeveloperMetadata]]

    @property
    def height(self) -> int:
        """Number of rows down to the last that holds anything."""
        filled = (number for number, row in enumerate(self.values, 1) if any(value is not None for value in row))
        return max(filled, default=0)

    @property
    def width(self) -> int:
        """Number of columns up to the last that holds anything."""
        lasts = (next((at for at in range(len(row), 0, -1) if row[at - 1] is not None), 0) for row in self.values)
        return max(lasts, default=0)

    def raw(self, row: int, column: int) -> object:
        """What a cell holds unformatted, None where it is empty or beyond what was sent."""
        if row < len(self.values) and column < len(self.values[row]):
            return self.values[row][column]
        return None

    def text(self, row: int, column: int) -> str:
        """A cell's text, empty where it holds something else."""
        value = self.raw(row, column)
        return value.strip() if isinstance(value, str) else ""

    def column(self, index: int) -> tuple[object, ...]:
        """What a column holds, from row 0 down to the last row that was sent."""
        return tuple([row[index] if index < len(row) else None for row in self.values])

    def formulas(self, index: int) -> Mapping[int, str]:
        """The formulas of a column, by row."""
        return {
            number: row[index]["userEnteredValue"]["formulaValue"]
            for number, row in enumerate(self.rows)
            if index < len(row) and has_formula(row[index])
        }

    def number_formats(self, index: int) -> Mapping[int, NumberFormat]:
        """The number formats of a column, by row; a cell whose format is automatic has none."""
        looks = ((at, row[index].get("effectiveFormat")) for at, row in enumerate(self.rows) if index < len(row))
        return {at: look["numberFormat"] for at, look in looks if look and "numberFormat" in look}


def grid_of(sheet: Sheet) -> Grid:
    """The grid of a sheet, from all the blocks that were sent of it."""
    rows: list[list[CellData]] = []
    marks: dict[int, list[DeveloperMetadata]] = {}
    for block in sheet.get("data", []):
        _add(rows, block)
        for index, properties in enumerate(block.get("columnMetadata", []), block.get("startColumn", 0)):
            for found in properties.get("developerMetadata", []):
                place = found.get("location", {}).get("dimensionRange", {}).get("startIndex", index)
                marks.setdefault(place, []).append(found)
    return Grid(rows, [[raw_value(cell) if cell else None for cell in row] for row in rows], marks)


def _add(rows: list[list[CellData]], block: GridData) -> None:
    left = block.get("startColumn", 0)
    for number, row in enumerate(block.get("rowData", []), block.get("startRow", 0)):
        rows.extend([] for _ in range(number + 1 - len(rows)))
        cells = row.get("values", [])
        own = rows[number]
        own.extend({} for _ in range(left - len(own)))
        own[left : left + len(cells)] = cells


def raw_value(cell: CellData) -> object:
    """What a cell holds unformatted: a number, a text, a truth value or a `CellError`; None when it is empty."""
    held = cell.get("effectiveValue")
    if not held:
        return None
    if "errorValue" in held:
        kind = held["errorValue"].get("type", "ERROR")
        return CellError(ERROR_CODES.get(kind, f"#{kind}!"))
    return next(iter(held.values()))


def number_format_type(cell: CellData) -> str | None:
    """The type of the cell's number format (`DATE`, `PERCENT`, …), None when it is automatic."""
    shape = cell.get("effectiveFormat")
    return shape.get("numberFormat", {}).get("type") if shape else None


def has_formula(cell: CellData) -> bool:
    """Whether there is a formula in the cell."""
    return "formulaValue" in cell.get("userEnteredValue", ())
