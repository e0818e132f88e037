"""One call of a function that is imitated here: its arguments, evaluated when asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.operators import broadcast
from okrsdk.localsheets.formulas.syntax import Call, Omitted
from okrsdk.localsheets.formulas.values import Failure, Matrix, Operand, Stop
from okrsdk.localsheets.grid.cells import ErrorText, Value

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.formulas.evaluator import Evaluator


@dataclass(frozen=True, slots=True)
class Context:
    """Where an expression stands: what its variables are, and whether ranges are taken whole."""

    variables: Mapping[str, Operand] = field(default_factory=dict)
    array: bool = False
    depth: int = 0


class Site:
    """One call of a function with an own imitation: its arguments, evaluated when asked for."""

    def __init__(self, evaluator: Evaluator, node: Call, context: Context) -> None:
        self.evaluator = evaluator
        self.name = node.name
        self.nodes = node.arguments
        self.context = context

    def expect(self, least: int, most: int | None = None) -> None:
        """Checks the number of arguments.

        Raises:
            Stop: #N/A.
        """
        given = len(self.nodes)
        if given >= least and (most is None or given <= most):
            return
        wanted = (
            f"at least {least}" if most is None else (f"{least}" if least == most else f"between {least} and {most}")
        )
        text = f"Wrong number of arguments to {self.name}. Expected {wanted} arguments, but got {given} arguments."
        raise Stop(Failure("#N/A", text))

    def has(self, index: int) -> bool:
        """Whether the argument is there and not left out."""
        return index < len(self.nodes) and not isinstance(self.nodes[index], Omitted)

    def operand(self, index: int, *, array: bool | None = None) -> Operand:
        """The argument as it is: a range stays a range."""
        context = self.context if array is None else replace(self.context, array=array)
        return self.evaluator.evaluate(self.nodes[index], context)

    def values(self, index: int, *, array: bool | None = None) -> Value | Matrix:
        """The argument with all its values.

        Raises:
            Stop: it is an error value.
        """
        found = self.evaluator.whole(self.operand(index, array=array))
        if isinstance(found, ErrorText):
            raise Stop(found)
        return found

    def table(self, index: int, *, array: bool | None = None) -> Matrix:
        """The argument as a matrix, a single value as one of one cell."""
        found = self.values(index, array=array)
        return found if isinstance(found, Matrix) else Matrix(((found,),))

    def one(self, index: int) -> Value | Matrix:
        """The argument where one value is wanted; a matrix only in array context."""
        return self.evaluator.one(self.operand(index), array=self.context.array)

    def single(self, index: int) -> Value:
        """The argument as one value, the first of a matrix.

        Raises:
            Stop: it is an error value.
        """
        found = self.one(index)
        value = found.rows[0][0] if isinstance(found, Matrix) else found
        if isinstance(value, ErrorText):
            raise Stop(value)
        return value

    def each(self, function: Callable[..., Value], count: int) -> Operand:
        """The function of every set of elements of the first ``count`` arguments; error values pass through."""

        def guarded(*values: Value) -> Value:
            try:
                return function(*values)
            except Stop as stop:
                return stop.failure

        return broadcast(guarded, self.name, *(self.one(index) for index in range(count)))
