"""Between the API's ``CellData`` and a stored cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import Cell, ErrorText, Formula, Value, number
from okrsdk.localsheets.wire.masks import Mask, assign

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

#: CellData fields kept as they are, in the order in which the API prints them.
EXTRAS = ("note", "textFormatRuns", "dataValidation", "pivotTable", "dataSourceTable", "chipRuns")
EXTRA_NAMES = frozenset(EXTRAS)

#: Google's name for each error value.
ERROR_TYPES = {
    "#DIV/0!": "DIVIDE_BY_ZERO",
    "#N/A": "N_A",
    "#NAME?": "NAME",
    "#NULL!": "NULL_VALUE",
    "#NUM!": "NUM",
    "#REF!": "REF",
    "#VALUE!": "VALUE",
    "#ERROR!": "ERROR",
    "Loading...": "LOADING",
}
#: What an error value says of itself.
ERROR_MESSAGES = {
    "#DIV/0!": "Evaluation caused a divide by zero error.",
    "#N/A": "Did not find a value in the evaluation.",
    "#NAME?": "Unknown function or range name.",
    "#NULL!": "The ranges do not intersect.",
    "#NUM!": "The result is not a number that can be shown.",
    "#REF!": "Reference does not exist, or depends on itself.",
    "#VALUE!": "A parameter expects values of another type.",
    "#ERROR!": "Formula parse error.",
}


def message_of(error: ErrorText) -> str:
    """The sentence beside an error value."""
    return ERROR_MESSAGES.get(error, ERROR_MESSAGES["#ERROR!"])


def value_of(extended: JsonObject) -> Value:
    """The value that an ``ExtendedValue`` gives a cell."""
    if "numberValue" in extended:
        return number(extended["numberValue"])
    if "stringValue" in extended:
        return str(extended["stringValue"]) or None
    if "boolValue" in extended:
        return bool(extended["boolValue"])
    if "formulaValue" in extended:
        text = str(extended["formulaValue"])
        return Formula(text if text.startswith("=") else "=" + text)
    return None


def extended(value: Value) -> JsonObject | None:
    """The value as an ``ExtendedValue``; None for an empty cell."""
    if value is None:
        return None
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, (int, float)):
        return {"numberValue": value}
    if isinstance(value, Formula):
        return {"formulaValue": str(value)}
    if isinstance(value, ErrorText):
        return {"errorValue": {"type": ERROR_TYPES.get(value, "ERROR"), "message": message_of(value)}}
    return {"stringValue": value}


def from_data(data: JsonObject) -> Cell:
    """The cell that a whole ``CellData`` describes."""
    extra = {name: data[name] for name in EXTRAS if data.get(name)} if data.keys() & EXTRA_NAMES else None
    value = value_of(data["userEnteredValue"]) if "userEnteredValue" in data else None
    return Cell(value, data.get("userEnteredFormat") or None, extra or None)


def merged(cell: Cell, data: JsonObject, mask: Mask) -> Cell:
    """The cell after those fields of ``data`` that the mask names were written to it; absent ones are cleared."""
    if not mask:
        return from_data(data)
    if "userEnteredValue" in mask:
        cell = cell.with_value(value_of(data.get("userEnteredValue", {})))
    cell_format, extra = cell.format, dict(cell.extra or {})
    if "userEnteredFormat" in mask:
        branch = mask["userEnteredFormat"]
        wanted = data.get("userEnteredFormat", {})
        cell_format = (assign(cell_format or {}, wanted, branch, "CellFormat") if branch else wanted) or None
    for name in EXTRAS:
        if name in mask:
            extra.pop(name, None)
            if data.get(name):
                extra[name] = data[name]
    return Cell(cell.value, cell_format, extra or None)
