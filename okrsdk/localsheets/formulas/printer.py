"""A syntax tree as text in the engine's dialect."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.syntax import Array, Binary, Call, Invoke, Literal, Name, Node, Ref, Unary

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.grid.refs import Reference


def printed(node: Node, reference: Callable[[Reference], str]) -> str:  # noqa: PLR0911 - one return for each kind of part
    """The expression as text.

    Args:
        node: the expression.
        reference: prints a reference.
    """
    if isinstance(node, Literal):
        return literal(node.value)
    if isinstance(node, Ref):
        return reference(node.reference)
    if isinstance(node, Name):
        return node.text
    if isinstance(node, Unary):
        operand = _bracketed(node.operand, reference)
        return f"{operand}%" if node.operator == "%" else f"{node.operator}{operand}"
    if isinstance(node, Binary):
        return f"{_bracketed(node.left, reference)}{node.operator}{_bracketed(node.right, reference)}"
    if isinstance(node, Call):
        return f"{node.name}({_listed(node.arguments, reference)})"
    if isinstance(node, Invoke):
        return f"{printed(node.callee, reference)}({_listed(node.arguments, reference)})"
    if isinstance(node, Array):
        rows = (",".join(printed(item, reference) for item in row) for row in node.rows)
        return "{" + ";".join(rows) + "}"
    return ""


def _listed(nodes: tuple[Node, ...], reference: Callable[[Reference], str]) -> str:
    return ",".join(printed(node, reference) for node in nodes)


def _bracketed(node: Node, reference: Callable[[Reference], str]) -> str:
    text = printed(node, reference)
    return f"({text})" if isinstance(node, (Binary, Unary)) else text


def literal(value: float | str) -> str:
    """A constant as text."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, (int, float)):
        if not math.isfinite(value):
            return "#NUM!"
        return repr(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)  # noqa: PLR2004
    if type(value) is str:
        return '"' + value.replace('"', '""') + '"'
    return str(value)  # an error value
