"""Functions about references: ROW, COLUMN, ROWS, COLUMNS, OFFSET, INDIRECT, ISFORMULA, FORMULATEXT."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.values import Failure, Matrix, Stop, as_boolean, as_number, as_text
from okrsdk.localsheets.grid.a1 import parse_area, split_sheet
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand

NO_RANGE = Failure("#N/A", "Argument must be a range.")


def _block(site: Site, index: int = 0) -> Rect:
    found = site.operand(index)
    if not isinstance(found, Rect):
        raise Stop(NO_RANGE)
    return found


@function("ROW", least=0, most=1)
def row(site: Site) -> Operand:
    """The row number: of the formula's cell, or of a range; in array context all of them."""
    if not site.has(0):
        return site.evaluator.place[1] + 1
    block = _block(site)
    if site.context.array and block.height > 1:
        return Matrix(tuple((number + 1,) for number in range(block.top, block.bottom)))
    return block.top + 1


@function("COLUMN", least=0, most=1)
def column(site: Site) -> Operand:
    """The column number: of the formula's cell, or of a range; in array context all of them."""
    if not site.has(0):
        return site.evaluator.place[2] + 1
    block = _block(site)
    if site.context.array and block.width > 1:
        return Matrix((tuple(number + 1 for number in range(block.left, block.right)),))
    return block.left + 1


@function("ROWS", least=1, most=1)
def rows(site: Site) -> Operand:
    """The number of rows."""
    return _sized(site).height


@function("COLUMNS", least=1, most=1)
def columns(site: Site) -> Operand:
    """The number of columns."""
    return _sized(site).width


def _sized(site: Site) -> Rect | Matrix:
    found = site.operand(0)
    return found if isinstance(found, (Rect, Matrix)) else site.table(0)


@function("OFFSET", least=3, most=5)
def offset(site: Site) -> Operand:
    """A range moved and, where asked for, resized."""
    block = _block(site)
    given = [int(as_number(site.single(i), "OFFSET", i + 1)) if site.has(i) else None for i in range(1, 5)]
    height = block.height if given[2] is None else given[2]
    width = block.width if given[3] is None else given[3]
    top, left = block.top + (given[0] or 0), block.left + (given[1] or 0)
    rows, columns = site.evaluator.cells.size(block.sheet_id)
    if top < 0 or left < 0 or height < 1 or width < 1 or top + height > rows or left + width > columns:
        raise Stop(Failure("#REF!", "Function OFFSET evaluates to an out of bounds range."))
    return Rect(block.sheet_id, top, top + height, left, left + width)


@function("INDIRECT", least=1, most=2)
def indirect(site: Site) -> Operand:
    """The range that a text names."""
    text = as_text(site.single(0))
    if site.has(1):
        as_boolean(site.single(1), "INDIRECT", 2)
    cells = site.evaluator.cells
    title, rest = split_sheet(text)
    sheet_id = site.evaluator.place[0] if title is None else cells.sheet_id(title)
    area = parse_area(rest.strip())
    if sheet_id is None or area is None:
        found = cells.named(text) if title is None else None
        if found is None:
            said = f"Function INDIRECT parameter 1 value is '{text}'. It is not a valid cell/range reference."
            raise Stop(Failure("#REF!", said))
        return found
    rows, columns = cells.size(sheet_id)
    top, left = area.start_row or 0, area.start_column or 0
    bottom = rows if area.end_row is None else min(area.end_row, rows)
    right = columns if area.end_column is None else min(area.end_column, columns)
    if top >= bottom or left >= right:
        raise Stop(Failure("#REF!", f"Function INDIRECT parameter 1 value is '{text}'. It is out of bounds."))
    return Rect(sheet_id, top, bottom, left, right)


@function("ISFORMULA", least=1, most=1)
def is_formula(site: Site) -> Operand:
    """Whether the cell holds a formula."""
    block = _block(site)
    return site.evaluator.cells.formula(block.sheet_id, block.top, block.left) is not None


@function("FORMULATEXT", least=1, most=1)
def formula_text(site: Site) -> Operand:
    """The formula of the cell."""
    block = _block(site)
    found = site.evaluator.cells.formula(block.sheet_id, block.top, block.left)
    return Failure("#N/A", "Argument must be a reference to a cell with a formula.") if found is None else found


@function("ISREF", least=1, most=1)
def is_reference(site: Site) -> Operand:
    """Whether the argument is a reference."""
    try:
        return isinstance(site.operand(0), Rect)
    except Stop:
        return False


FUNCTIONS = (
    row,
    column,
    rows,
    columns,
    offset,
    indirect,
    is_formula,
    formula_text,
    is_reference,
)
