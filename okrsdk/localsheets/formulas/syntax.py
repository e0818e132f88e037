"""The parts of a formula."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets.grid.refs import Reference


@dataclass(frozen=True, slots=True)
class Literal:
    """A constant: number, text, boolean or error value."""

    value: float | str | bool


@dataclass(frozen=True, slots=True)
class Omitted:
    """An argument left out between two separators."""


@dataclass(frozen=True, slots=True)
class Ref:
    """A cell or a range, open ends included."""

    reference: Reference


@dataclass(frozen=True, slots=True)
class Name:
    """A named range, or a variable of LET or LAMBDA."""

    text: str


@dataclass(frozen=True, slots=True)
class Unary:
    """``-x``, ``+x``, ``@x``; or ``x%`` with the operator ``%``."""

    operator: str
    operand: Node


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands; ``:`` makes a range of two references."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """A function by name (upper case), called."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Invoke:
    """The result of an expression, called: ``LAMBDA(x, x)(1)``."""

    callee: Node
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Array:
    """``{1, 2; 3, 4}``, row by row."""

    rows: tuple[tuple[Node, ...], ...]


Node = Literal | Omitted | Ref | Name | Unary | Binary | Call | Invoke | Array


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below."""
    if isinstance(node, Unary):
        return (node.operand,)
    if isinstance(node, Binary):
        return (node.left, node.right)
    if isinstance(node, Call):
        return node.arguments
    if isinstance(node, Invoke):
        return (node.callee, *node.arguments)
    if isinstance(node, Array):
        return tuple(item for row in node.rows for item in row)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, from the left."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        waiting += reversed(children(found))


def depth(node: Node) -> int:
    """How many levels the tree has; 1 for a number."""
    levels, below = 0, [node]
    while below:
        levels, below = levels + 1, [child for found in below for child in children(found)]
    return levels
