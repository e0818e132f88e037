"""LET, LAMBDA and the functions that call one for each value."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.functions.declaration import function
from okrsdk.localsheets.formulas.operators import broadcast
from okrsdk.localsheets.formulas.syntax import Name
from okrsdk.localsheets.formulas.values import Closure, Failure, Matrix, Stop, as_number, matrix

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.site import Site
    from okrsdk.localsheets.formulas.values import Operand
    from okrsdk.localsheets.grid.cells import Value

MAX_MADE = 1_000_000
ONE_RESULT = Failure("#VALUE!", "Single value expected. Nested array results are not supported.")


@function("LET", least=3)
def let(site: Site) -> Operand:
    """The last argument, with names for the values before it."""
    if len(site.nodes) % 2 == 0:
        raise Stop(Failure("#N/A", "Wrong number of arguments to LET."))
    context = site.context
    for name, value in zip(site.nodes[:-1:2], site.nodes[1::2], strict=True):
        found = site.evaluator.evaluate(value, context)
        context = replace(context, variables={**context.variables, _named(name, "LET"): found})
    return site.evaluator.evaluate(site.nodes[-1], context)


@function("LAMBDA", least=1)
def lambda_(site: Site) -> Operand:
    """A function of its own names."""
    parameters = tuple(_named(node, "LAMBDA") for node in site.nodes[:-1])
    return Closure(parameters, site.nodes[-1], site.context.variables)


def _named(node: object, function_name: str) -> str:
    if isinstance(node, Name):
        return node.text.casefold()
    raise Stop(Failure("#NAME?", f"Argument 1 of function {function_name} is not a valid name."))


def _closure(site: Site, index: int) -> Closure:
    found = site.operand(index)
    if not isinstance(found, Closure):
        raise Stop(Failure("#N/A", f"Argument {index + 1} must be a LAMBDA."))
    return found


def _called(site: Site, closure: Closure, *values: Operand) -> Value:
    """The single result of a call."""
    try:
        found = site.evaluator.whole(site.evaluator.apply(closure, list(values), site.context))
    except Stop as stop:
        return stop.failure
    if isinstance(found, Matrix):
        if found.height == found.width == 1:
            return found.rows[0][0]
        raise Stop(ONE_RESULT)
    return found


@function("MAP", least=2)
def map_(site: Site) -> Operand:
    """The LAMBDA of the values of one or more arrays, element by element."""
    closure = _closure(site, len(site.nodes) - 1)
    arrays = [site.table(index) for index in range(len(site.nodes) - 1)]
    return broadcast(lambda *values: _called(site, closure, *values), "MAP", *arrays)


@function("BYROW", least=2, most=2)
def by_row(site: Site) -> Operand:
    """The LAMBDA of each row."""
    closure = _closure(site, 1)
    return matrix([_called(site, closure, Matrix((row,)))] for row in site.table(0).rows)


@function("BYCOL", least=2, most=2)
def by_column(site: Site) -> Operand:
    """The LAMBDA of each column."""
    closure = _closure(site, 1)
    columns = site.table(0).turned().rows
    return matrix([[_called(site, closure, Matrix(tuple((value,) for value in column))) for column in columns]])


@function("REDUCE", least=3, most=3)
def reduce(site: Site) -> Operand:
    """One value out of all, the LAMBDA called with what has come so far and the next."""
    so_far, closure = site.operand(0), _closure(site, 2)
    for value in site.table(1).items():
        so_far = site.evaluator.apply(closure, [so_far, value], site.context)
    return so_far


@function("SCAN", least=3, most=3)
def scan(site: Site) -> Operand:
    """Like REDUCE, with all the values on the way."""
    so_far, closure = site.operand(0), _closure(site, 2)
    rows = []
    for row in site.table(1).rows:
        found = []
        for value in row:
            so_far = _called(site, closure, so_far, value)
            found.append(so_far)
        rows.append(found)
    return matrix(rows)


@function("MAKEARRAY", least=3, most=3)
def make_array(site: Site) -> Operand:
    """An array of this size out of the LAMBDA of row and column numbers."""
    height = int(as_number(site.single(0), "MAKEARRAY", 1))
    width = int(as_number(site.single(1), "MAKEARRAY", 2))
    if height < 1 or width < 1 or height * width > MAX_MADE:
        raise Stop(Failure("#NUM!", f"Function MAKEARRAY cannot make an array of {height} rows and {width} columns."))
    closure = _closure(site, 2)
    return matrix(
        [_called(site, closure, row, column) for column in range(1, width + 1)] for row in range(1, height + 1)
    )


FUNCTIONS = (
    let,
    lambda_,
    map_,
    by_row,
    by_column,
    reduce,
    scan,
    make_array,
)
