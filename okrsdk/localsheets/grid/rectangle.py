"""Rectangles of cells and the API's JSON for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.a1 import cell_name

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject


@dataclass(frozen=True, slots=True)
class Rect:
    """Rows ``top`` to ``bottom`` and columns ``left`` to ``right`` of one sheet, ends exclusive, starts zero-based."""

    sheet_id: int
    top: int
    bottom: int
    left: int
    right: int

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left

    @property
    def size(self) -> int:
        """Number of cells."""
        return self.height * self.width

    def holds(self, row: int, column: int) -> bool:
        """Whether the cell is inside."""
        return self.top <= row < self.bottom and self.left <= column < self.right

    def meets(self, other: Rect) -> bool:
        """Whether the two share a cell."""
        return (
            self.sheet_id == other.sheet_id
            and self.top < other.bottom
            and other.top < self.bottom
            and self.left < other.right
            and other.left < self.right
        )

    def covers(self, other: Rect) -> bool:
        """Whether the other is wholly inside."""
        return (
            self.sheet_id == other.sheet_id
            and self.top <= other.top
            and other.bottom <= self.bottom
            and self.left <= other.left
            and other.right <= self.right
        )

    def a1(self) -> str:
        """The rectangle in A1, without sheet; one cell collapses to its name."""
        first, last = cell_name(self.top, self.left), cell_name(self.bottom - 1, self.right - 1)
        return first if first == last else f"{first}:{last}"

    def json(self) -> JsonObject:
        """The rectangle as a stored GridRange (sheetId always there; printing drops a zero one)."""
        return {
            "sheetId": self.sheet_id,
            "startRowIndex": self.top,
            "endRowIndex": self.bottom,
            "startColumnIndex": self.left,
            "endColumnIndex": self.right,
        }
