"""One cell: what was entered, its format, and what else hangs on it."""

from __future__ import annotations

import re
from typing import NamedTuple

from okrsdk.localsheets.jsontypes import JsonObject

MAX_EXACT = 10**15
#: Texts, which may speak of anything, and the function that draws.
DRAWS = re.compile(r'"(?:[^"]|"")*"|(?P<draws>\bSPARKLINE\s*\()', re.IGNORECASE)


class Formula(str):
    """A formula as entered, ``=`` included."""

    __slots__ = ()

    def is_drawn(self) -> bool:
        """Whether it gives a picture, which is no value and is not computed."""
        return any(found["draws"] for found in DRAWS.finditer(self))


class ErrorText(str):
    """An error value typed into a cell or given by a formula: ``#REF!`` and the like."""

    __slots__ = ()


Value = float | int | str | bool | None


class Cell(NamedTuple):
    """What one cell holds.

    ``value``: number, text, boolean, ``Formula`` or None. ``format``: the ``userEnteredFormat``. ``extra``: the other
    ``CellData`` fields that a user sets (note, dataValidation, textFormatRuns, chipRuns, pivotTable), by their names.
    All three are treated as immutable.
    """

    value: Value = None
    format: JsonObject | None = None
    extra: JsonObject | None = None

    def with_value(self, value: Value) -> Cell:
        """The cell with another value; text runs belong to the old text and go with it."""
        extra = self.extra
        if extra and ("textFormatRuns" in extra or "chipRuns" in extra):
            extra = {key: item for key, item in extra.items() if key not in ("textFormatRuns", "chipRuns")} or None
        return Cell(value, self.format, extra)


BLANK = Cell()


def number(value: float) -> float | int:
    """The number as JSON prints it: whole numbers without a fraction."""
    return int(value) if value == int(value) and abs(value) < MAX_EXACT else value
