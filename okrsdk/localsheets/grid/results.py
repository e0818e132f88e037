"""The computed values of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Value

if TYPE_CHECKING:
    from okrsdk.localsheets.grid.entry import NumberFormat

Place = tuple[int, int]


class Results(dict[Place, Value]):
    """By row and column, what formulas give and what their arrays spill into empty cells.

    ``formats`` are the number formats that values bring along. ``blanks`` are the formulas whose result is an empty
    cell; their value here is ``""``. ``inferred`` remembers the formats found out for formulas of the engine.
    """

    __slots__ = ("blanks", "formats", "inferred")

    def __init__(self) -> None:
        super().__init__()
        self.formats: dict[Place, NumberFormat] = {}
        self.blanks: set[Place] = set()
        self.inferred: dict[Place, NumberFormat | None] = {}
