"""What an evaluation may ask of the spreadsheet around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import datetime as dt

    from okrsdk.localsheets.formulas.values import Matrix
    from okrsdk.localsheets.grid.cells import Value
    from okrsdk.localsheets.grid.entry import NumberFormat
    from okrsdk.localsheets.grid.rect import Rect


#: The arguments of several calls of one function; blank or left out is None.
Calls = Sequence[tuple["Value | Matrix", ...]]


class Cells(Protocol):
    """The cells of a spreadsheet with their computed values; numbers bring their cell's format along."""

    def sheet_id(self, title: str) -> int | None:
        """The sheet of this name, whatever the case; None where there is none."""

    def title(self, sheet_id: int) -> str:
        """The sheet's name."""

    def size(self, sheet_id: int) -> tuple[int, int]:
        """The sheet's rows and columns."""

    def named(self, name: str) -> Rect | None:
        """The named range; None where there is none."""

    def value(self, sheet_id: int, row: int, column: int) -> Value:
        """The computed value of one cell."""

    def values(self, block: Rect) -> Matrix:
        """The computed values of a range."""

    def number_format(self, sheet_id: int, row: int, column: int) -> NumberFormat | None:
        """The number format that a cell is shown in."""

    def formula(self, sheet_id: int, row: int, column: int) -> str | None:
        """The formula of a cell; None where it has none."""


class World(Protocol):
    """What lies outside of the spreadsheet: the engine's functions, other spreadsheets, the time."""

    def engine_knows(self, function: str) -> bool:
        """Whether the engine has the function."""

    def by_engine(self, function: str, calls: Calls) -> list[Value | Matrix]:
        """The results of several calls of one function."""

    def imported(self, spreadsheet: str, area: str) -> Matrix:
        """The values of a range of another spreadsheet.

        Raises:
            Stop: #REF! where there is none or access is not allowed.
        """

    def now(self) -> dt.datetime:
        """The date and time in the spreadsheet's time zone."""
