"""The computed values of one sheet."""

from __future__ import annotations

from okrsdk.localsheets.grid.cells import Value

#: By row and column, what formulas give and what their arrays fill of the empty cells beside them.
Results = dict[tuple[int, int], Value]
