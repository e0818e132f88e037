"""The engine's functions by themselves: computed in an empty workbook, out of given values."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import ironcalc

from okrsdk.localsheets.formulas.printer import literal
from okrsdk.localsheets.formulas.shapes import MAKE_ARRAYS
from okrsdk.localsheets.formulas.values import Matrix, plain
from okrsdk.localsheets.grid.cells import ErrorText, Value, number

if TYPE_CHECKING:
    from collections.abc import Sequence

#: The engine's error values that Google does not have, as Google shows them.
ERRORS = {"#CIRC!": "#REF!", "#SPILL!": "#REF!", "#CALC!": "#N/A", "#N/IMPL!": "#NAME?", "#NIMPL": "#NAME?"}
GOOGLE_ERRORS = ("#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#ERROR!")
#: A cell that is never written to.
BLANK = "Values!$XFD$1048576"
MAX_TEXT = 8000


@lru_cache(maxsize=1024)
def knows(function: str) -> bool:
    """Whether the engine has a function of this name (upper case)."""
    model = _model()
    try:
        model.update_cell_with_formula(0, 1, 1, f"={function}(1)")
    except ironcalc.WorkbookError:
        return False
    text = model.get_cell_formula(0, 1, 1) or ""
    return text.startswith(f"={function}(")  # unknown ones it writes in lower case


def _model() -> ironcalc.Model:
    model = ironcalc.create("scratch", "en", "UTC", "en")
    model.rename_sheet(0, "Calls")
    model.add_sheet("Values")
    return model


def compute(function: str, calls: Sequence[tuple[Value | Matrix, ...]]) -> list[Value | Matrix]:
    """The results of several calls; blank values are cells without content. Error values are ``ErrorText``."""
    model = _model()
    known: dict[int, str] = {}
    width = 1
    for row, arguments in enumerate(calls, 1):
        texts = []
        for argument in arguments:
            if not isinstance(argument, Matrix) and not (isinstance(argument, str) and len(argument) > MAX_TEXT):
                texts.append(BLANK if argument is None else literal(argument))
                continue
            if id(argument) not in known:
                matrix = argument if isinstance(argument, Matrix) else Matrix(((argument,),))
                known[id(argument)] = _written(model, matrix, width)
                width += matrix.width
            texts.append(known[id(argument)])
        _enter(model, row, f"={function}({','.join(texts)})")
    if not evaluate(model):
        return _one_by_one(function, calls)
    if function in MAKE_ARRAYS:
        return [_spilled(model)]
    return [read(model, 0, row, 1) for row in range(1, len(calls) + 1)]


def _one_by_one(function: str, calls: Sequence[tuple[Value | Matrix, ...]]) -> list[Value | Matrix]:
    """The results when the engine has broken down over one of the calls: that one is #NUM!."""
    if len(calls) == 1:
        return [ErrorText("#NUM!")]
    return [compute(function, [call])[0] for call in calls]


def evaluate(model: ironcalc.Model) -> bool:
    """Computes the workbook; False where the engine broke down, as it does over some absurd numbers."""
    try:
        model.evaluate()
    except Exception:
        raise
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # the engine's language has no other name for it
            raise
        return False
    return True


def _enter(model: ironcalc.Model, row: int, formula: str) -> None:
    try:
        model.update_cell_with_formula(0, row, 1, formula)
    except ironcalc.WorkbookError:
        model.update_cell_with_formula(0, row, 1, "=#ERROR!")


def _written(model: ironcalc.Model, matrix: Matrix, left: int) -> str:
    for row, values in enumerate(matrix.rows, 1):
        for column, value in enumerate(values, left):
            write(model, 1, (row, column), value)
    first, last = (ironcalc.column_name_from_number(number) for number in (left, left + matrix.width - 1))
    return f"Values!${first}$1:${last}${matrix.height}"


def write(model: ironcalc.Model, sheet: int, place: tuple[int, int], value: Value) -> None:
    """Writes a value into a cell of the engine; places count from 1."""
    if value is None:
        model.clear_cell_contents(sheet, *place)
    elif isinstance(value, bool):
        model.update_cell_with_bool(sheet, *place, value)
    elif isinstance(value, (int, float)):
        model.update_cell_with_number(sheet, *place, float(value))
    elif isinstance(value, ErrorText):
        model.update_cell_with_formula(sheet, *place, f"={value}")
    else:
        model.update_cell_with_text(sheet, *place, value)


def read(model: ironcalc.Model, sheet: int, row: int, column: int) -> Value:
    """The value of a cell of the engine; places count from 1."""
    value = model.get_cell_value(sheet, row, column)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, float):
        return number(value)
    if model.get_cell_type(sheet, row, column) == ironcalc.CellType.ErrorValue:
        return ErrorText(ERRORS.get(value, value if value in GOOGLE_ERRORS else "#ERROR!"))
    return value


def _spilled(model: ironcalc.Model) -> Value | Matrix:
    height = width = 1
    while not model.is_empty_cell(0, height + 1, 1):
        height += 1
    while not model.is_empty_cell(0, 1, width + 1):
        width += 1
    if height == width == 1:
        return read(model, 0, 1, 1)
    return Matrix(
        tuple(tuple(plain(read(model, 0, row + 1, column + 1)) for column in range(width)) for row in range(height))
    )
