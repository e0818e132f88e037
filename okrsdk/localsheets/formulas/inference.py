"""The number format that a formula's result brings along, found in the formula and the cells it refers to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.resultformat import FIXED, KEPT, THIRD_OR_FIRST, of_call, of_operation
from okrsdk.localsheets.formulas.routing import PASS_ON
from okrsdk.localsheets.formulas.site import Context
from okrsdk.localsheets.formulas.syntax import Binary, Call, Name, Node, Ref, Unary
from okrsdk.localsheets.formulas.values import Matrix, Stop, format_of
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from okrsdk.localsheets.formulas.evaluator import Evaluator
    from okrsdk.localsheets.grid.entry import NumberFormat

#: Cells of a range looked at for a format.
MAX_LOOKED_AT = 200


def inferred(node: Node, evaluator: Evaluator) -> NumberFormat | None:  # noqa: PLR0911 - one return for each kind of part
    """The number format of the result; None where it is shown in the automatic format."""
    if isinstance(node, (Ref, Name)):
        return _of_reference(node, evaluator)
    if isinstance(node, Unary):
        return inferred(node.operand, evaluator) if node.operator != "%" else None
    if isinstance(node, Binary):
        left, right = inferred(node.left, evaluator), inferred(node.right, evaluator)
        return of_operation(node.operator, left, right)
    if not isinstance(node, Call):
        return None
    if node.name in PASS_ON:
        return _of_result(node, evaluator)
    if node.name in FIXED:
        return FIXED[node.name]
    if node.name in KEPT or node.name in THIRD_OR_FIRST:
        return of_call(node.name, [inferred(item, evaluator) for item in node.arguments])
    return None


def _of_reference(node: Ref | Name, evaluator: Evaluator) -> NumberFormat | None:
    try:
        block = evaluator.evaluate(node, Context())
    except Stop:
        return None
    if not isinstance(block, Rect):
        return None
    places = [(row, column) for row in range(block.top, block.bottom) for column in range(block.left, block.right)]
    formats = (evaluator.cells.number_format(block.sheet_id, *place) for place in places[:MAX_LOOKED_AT])
    return next((found for found in formats if found), None)


def _of_result(node: Call, evaluator: Evaluator) -> NumberFormat | None:
    result = evaluator.result(node)
    return format_of(result.rows[0][0] if isinstance(result, Matrix) else result)
