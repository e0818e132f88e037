"""Evaluates a formula as Google Sheets does.

Outside ``ARRAYFORMULA`` (and the few functions that imply it) an operator or a parameter that wants one value takes one
cell of a range: the one in the formula's own row or column. Functions without an own imitation are computed by the
engine.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.messages import engine_failure
from okrsdk.localsheets.formulas.operators import NAMES, broadcast, operate, sign
from okrsdk.localsheets.formulas.resultformat import of_call
from okrsdk.localsheets.formulas.shapes import LOOK_AT_ERRORS, MAKE_ARRAYS, NOT_GOOGLES, ONE_VALUE, is_one_value
from okrsdk.localsheets.formulas.site import Context, Site
from okrsdk.localsheets.formulas.syntax import Array, Binary, Call, Invoke, Literal, Name, Node, Omitted, Ref, Unary
from okrsdk.localsheets.formulas.values import (
    Closure,
    Failure,
    Matrix,
    Operand,
    Stop,
    format_of,
    matrix,
    with_format,
)
from okrsdk.localsheets.grid.cells import ErrorText, Value
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from collections.abc import Mapping

    from okrsdk.localsheets.formulas.cells import Cells, World
    from okrsdk.localsheets.grid.entry import NumberFormat
    from okrsdk.localsheets.grid.refs import Reference

MAX_NESTED = 200
NO_ARRAY = Failure("#VALUE!", "An array value could not be found.")
CIRCULAR = Failure("#REF!", "Circular dependency detected. To resolve with iterative calculation, see File > Settings.")
NO_REFERENCE = Failure("#REF!", "Reference does not exist.")
Function = Callable[[Site], Operand]


class Evaluator:
    """Evaluates the formula of one cell."""

    def __init__(
        self, cells: Cells, world: World, place: tuple[int, int, int], functions: Mapping[str, Function]
    ) -> None:
        self.cells = cells
        self.world = world
        self.place = place
        self.functions = functions

    def result(self, node: Node) -> Value | Matrix:
        """The formula's result; an error value when it fails."""
        try:
            found = self.evaluate(node, Context())
            return self.whole(found)
        except Stop as stop:
            return stop.failure
        except RecursionError:
            return Failure("#REF!", "Recursion limit has been exceeded.")

    def evaluate(self, node: Node, context: Context) -> Operand:  # noqa: PLR0911 - one return for each kind of part
        """The value of an expression.

        Raises:
            Stop: it is an error value.
        """
        if isinstance(node, Literal):
            return node.value
        if isinstance(node, Ref):
            return self._block(node.reference)
        if isinstance(node, Binary):
            return self._binary(node, context)
        if isinstance(node, Call):
            return self._call(node, context)
        if isinstance(node, Name):
            return self._name(node.text, context)
        if isinstance(node, Unary):
            if node.operator == "@":
                return self.one(self.evaluate(node.operand, context), array=False)
            operand = self._operand(node.operand, context)
            return broadcast(lambda value: sign(node.operator, value), "UMINUS", operand)
        if isinstance(node, Array):
            return self._array(node, context)
        if isinstance(node, Invoke):
            return self._invoke(node, context)
        return None

    # References

    def _block(self, reference: Reference) -> Rect:
        sheet_id = self.place[0] if reference.sheet is None else self.cells.sheet_id(reference.sheet)
        if sheet_id is None:
            raise Stop(Failure("#REF!", f"Unresolved sheet name '{reference.sheet}'."))
        rows, columns = self.cells.size(sheet_id)
        first, second = reference.first, reference.second or reference.first
        top, bottom = _side(first.row, second.row, rows)
        left, right = _side(first.column, second.column, columns)
        if top >= rows or left >= columns:
            raise Stop(NO_REFERENCE)
        return Rect(sheet_id, top, min(bottom, rows), left, min(right, columns))

    def _name(self, text: str, context: Context) -> Operand:
        folded = text.casefold()
        if folded in context.variables:
            return context.variables[folded]
        found = self.cells.named(text)
        if found is None:
            raise Stop(Failure("#NAME?", f"Unknown range name: '{text.upper()}'."))
        return found

    def whole(self, operand: Operand) -> Value | Matrix:
        """The operand with ranges replaced by their values; a range of one cell by its value."""
        if isinstance(operand, Closure):
            return Failure("#N/A", "LAMBDA function must be called with arguments.")
        if not isinstance(operand, Rect):
            return operand
        sheet_id, row, column = self.place
        if operand.sheet_id == sheet_id and operand.holds(row, column):
            raise Stop(CIRCULAR)
        if operand.height == operand.width == 1:
            return self.cells.value(operand.sheet_id, operand.top, operand.left)
        return self.cells.values(operand)

    def one(self, operand: Operand, *, array: bool) -> Value | Matrix:
        """The operand where one value is wanted: in array context all of it, else the cell that lies in line.

        Raises:
            Stop: #VALUE! when no cell of the range is in the formula's row or column.
        """
        if array or (not isinstance(operand, (Rect, Matrix))):
            return self.whole(operand)
        if isinstance(operand, Matrix):
            return operand.rows[0][0]
        if operand.height == operand.width == 1:
            return self.whole(operand)
        _, row, column = self.place
        if operand.width == 1 and operand.top <= row < operand.bottom:
            return self.cells.value(operand.sheet_id, row, operand.left)
        if operand.height == 1 and operand.left <= column < operand.right:
            return self.cells.value(operand.sheet_id, operand.top, column)
        raise Stop(NO_ARRAY)

    # Operators

    def _operand(self, node: Node, context: Context) -> Value | Matrix:
        return self.one(self.evaluate(node, context), array=context.array)

    def _binary(self, node: Binary, context: Context) -> Operand:
        if node.operator == ":":
            return self._span(node, context)
        left, right = self._operand(node.left, context), self._operand(node.right, context)
        return broadcast(lambda a, b: operate(node.operator, a, b), NAMES[node.operator], left, right)

    def _span(self, node: Binary, context: Context) -> Rect:
        ends = [self.evaluate(side, context) for side in (node.left, node.right)]
        first, second = ends
        if not isinstance(first, Rect) or not isinstance(second, Rect) or first.sheet_id != second.sheet_id:
            raise Stop(Failure("#VALUE!", "Argument must be a range."))
        return Rect(
            first.sheet_id,
            min(first.top, second.top),
            max(first.bottom, second.bottom),
            min(first.left, second.left),
            max(first.right, second.right),
        )

    def _array(self, node: Array, context: Context) -> Operand:
        bands = [self._band([self.whole(self.evaluate(item, context)) for item in row]) for row in node.rows if row]
        if not bands:
            raise Stop(NO_REFERENCE)
        if any(band.width != bands[0].width for band in bands):
            raise Stop(_ragged("ARRAY_LITERAL"))
        return matrix(row for band in bands for row in band.rows)

    def _band(self, items: list[Value | Matrix]) -> Matrix:
        parts = [item if isinstance(item, Matrix) else Matrix(((item,),)) for item in items]
        if any(part.height != parts[0].height for part in parts):
            raise Stop(_ragged("ARRAY_ROW"))
        return matrix([value for part in rows for value in part] for rows in zip(*(p.rows for p in parts), strict=True))

    # Calls

    def _call(self, node: Call, context: Context) -> Operand:
        local = context.variables.get(node.name.casefold())
        if isinstance(local, Closure):
            return self.apply(local, [self.evaluate(item, context) for item in node.arguments], context)
        function = self.functions.get(node.name)
        if function is not None:
            return function(Site(self, node, context))
        if node.name in NOT_GOOGLES or not self.world.engine_knows(node.name):
            raise Stop(Failure("#NAME?", f"Unknown function: '{node.name}'."))
        return self._by_engine(node, context)

    def _invoke(self, node: Invoke, context: Context) -> Operand:
        callee = self.evaluate(node.callee, context)
        if not isinstance(callee, Closure):
            raise Stop(Failure("#ERROR!", "Formula parse error."))
        return self.apply(callee, [self.evaluate(item, context) for item in node.arguments], context)

    def apply(self, closure: Closure, values: list[Operand], context: Context) -> Operand:
        """The result of a LAMBDA called with these values.

        Raises:
            Stop: #N/A for a wrong number of values, #REF! when calls are nested too deep.
        """
        if len(values) != len(closure.parameters):
            wanted, given = len(closure.parameters), len(values)
            raise Stop(
                Failure("#N/A", f"Wrong number of arguments to LAMBDA. Expected {wanted} arguments, but got {given}.")
            )
        if context.depth > MAX_NESTED:
            raise Stop(Failure("#REF!", "Recursion limit has been exceeded."))
        variables = {**closure.variables, **dict(zip(closure.parameters, values, strict=True))}
        return self.evaluate(closure.body, replace(context, variables=variables, depth=context.depth + 1))

    def _by_engine(self, node: Call, context: Context) -> Operand:
        given = [
            None if isinstance(item, Omitted) else self._argument(node.name, index, item, context)
            for index, item in enumerate(node.arguments)
        ]
        number_format = of_call(node.name, [first_format(item) for item in given])

        def finished(result: Value | Matrix) -> Value:
            single = result.rows[0][0] if isinstance(result, Matrix) else result
            if isinstance(single, ErrorText) and not isinstance(single, Failure):
                return engine_failure(node.name, str(single), given)
            return with_format(single, number_format)

        if any(isinstance(item, Matrix) and is_one_value(node.name, index) for index, item in enumerate(given)):
            return self._elementwise(node.name, given, finished)
        found = self.world.by_engine(node.name, [tuple(given)])[0]
        if isinstance(found, Matrix) and node.name in MAKE_ARRAYS:
            return found
        return finished(found)

    def _argument(self, name: str, index: int, node: Node, context: Context) -> Value | Matrix:
        try:
            operand = self.evaluate(node, context)
        except Stop as stop:
            if name in LOOK_AT_ERRORS:
                return stop.failure
            raise
        if not is_one_value(name, index):
            found = self.whole(operand)
            # Aggregates pass over texts in cells and refuse texts as arguments: a cell goes to them as a cell.
            if isinstance(found, Matrix) or not isinstance(operand, Rect):
                return found
            return Matrix(((found,),))
        found = self.one(operand, array=context.array)
        if isinstance(found, ErrorText) and name in ONE_VALUE - LOOK_AT_ERRORS:
            raise Stop(found)
        return found

    def _elementwise(
        self, name: str, given: list[Value | Matrix], finished: Callable[[Value | Matrix], Value]
    ) -> Operand:
        single = [i for i, item in enumerate(given) if isinstance(item, Matrix) and is_one_value(name, i)]
        calls: list[tuple[Value | Matrix, ...]] = []

        def collect(*values: Value) -> Value:
            chosen = dict(zip(single, values, strict=True))
            calls.append(tuple(chosen.get(i, item) for i, item in enumerate(given)))
            return len(calls) - 1

        places = broadcast(collect, name, *(given[i] for i in single))
        results = self.world.by_engine(name, calls)
        # A failed call stays where it is: the others keep their results.
        return broadcast(lambda place: finished(results[int(place or 0)]), name, places)


def first_format(operand: Value | Matrix) -> NumberFormat | None:
    """The first number format found in the operand."""
    if isinstance(operand, Matrix):
        return next((found for found in map(format_of, operand.items()) if found), None)
    return format_of(operand)


def _side(first: int | None, second: int | None, size: int) -> tuple[int, int]:
    if first is None or second is None:
        start = first if second is None else second
        return start or 0, size
    return min(first, second), max(first, second) + 1


def _ragged(name: str) -> Failure:
    return Failure("#VALUE!", f"Function {name} parameter 2 has mismatched row size.")
