"""Which formulas the engine computes, and how they read for it.

The engine computes a formula when it would do so as Google does. A range where one value is wanted is replaced by the
cell of it that lies in line with the formula's own. Everything else is for ``okrsdk.localsheets.formulas.evaluator``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from okrsdk.localsheets.formulas.evaluator import NO_ARRAY
from okrsdk.localsheets.formulas.shapes import MAKE_ARRAYS, NOT_GOOGLES, is_one_value
from okrsdk.localsheets.formulas.syntax import (
    Array,
    Binary,
    Call,
    Invoke,
    Literal,
    Name,
    Node,
    Omitted,
    Ref,
    Unary,
    children,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.grid.rect import Rect
    from okrsdk.localsheets.grid.refs import Corner, Reference

#: Functions that the engine has and computes otherwise than Google, or whose results keep blank cells only here.
OWN = MAKE_ARRAYS | NOT_GOOGLES
OWN |= frozenset(
    (
        *("ARRAYFORMULA", "FILTER", "SORT", "UNIQUE", "TRANSPOSE", "TOCOL", "TOROW", "HSTACK", "VSTACK", "CHOOSECOLS"),
        *("CHOOSEROWS", "WRAPROWS", "WRAPCOLS", "MAP", "BYROW", "BYCOL", "REDUCE", "SCAN", "MAKEARRAY", "LAMBDA"),
        *("LET", "REGEXEXTRACT", "REGEXREPLACE", "SPARKLINE", "ROW", "COLUMN", "XLOOKUP", "XMATCH"),
    )
)
#: Functions that take their arguments whole, as in ARRAYFORMULA.
WHOLE = frozenset(("SUMPRODUCT", "INDEX"))
#: Functions whose result is one of their arguments as it is, or a range.
PASS_ON = frozenset(
    "IF IFS IFERROR IFNA SWITCH CHOOSE INDEX OFFSET INDIRECT VLOOKUP HLOOKUP LOOKUP XLOOKUP LET".split()  # noqa: SIM905 - names read better in one text
)
RANGES = frozenset(("OFFSET", "INDIRECT"))
#: Functions to which the engine wants single cells given as ranges.
AS_RANGES = frozenset(
    ("COUNTIF", "COUNTIFS", "SUMIF", "SUMIFS", "AVERAGEIF", "AVERAGEIFS", "MINIFS", "MAXIFS", "COUNTBLANK", "INDEX")
)


def is_own(node: Node, functions: frozenset[str]) -> bool:
    """Whether the formula is not for the engine.

    Args:
        node: the formula.
        functions: names of the functions that are only imitated here.
    """
    for part in walk(node):
        if isinstance(part, Call) and (part.name in OWN or part.name in functions or _leaves_out(part)):
            return True
        if isinstance(part, Invoke) or (isinstance(part, Binary) and part.operator == ":"):
            return True
        if isinstance(part, Array) and not all(isinstance(item, Literal) for item in children(part)):
            return True
    return _spills(node)


def _leaves_out(call: Call) -> bool:
    if call.name in ("IFERROR", "IFNA") and len(call.arguments) == 1:
        return True
    return call.name in PASS_ON and any(isinstance(item, Omitted) for item in call.arguments)


def _spills(node: Node) -> bool:
    """Whether the result may be more than one value."""
    if isinstance(node, (Array, Name)) or (isinstance(node, Ref) and node.reference.second is not None):
        return True
    if isinstance(node, Binary):
        return node.operator == ":"
    if not isinstance(node, Call):
        return False
    if node.name in RANGES or (node.name == "INDEX" and len(node.arguments) < 3):  # noqa: PLR2004 - no column
        return True
    return node.name in PASS_ON - {"VLOOKUP", "HLOOKUP", "LOOKUP", "INDEX"} and any(map(_spills, node.arguments))


def passes_on(node: Node) -> bool:
    """Whether the result may be an empty cell, which the engine gives as 0."""
    if isinstance(node, Unary):
        return node.operator == "+" and passes_on(node.operand)
    return (isinstance(node, Ref) and node.reference.second is None) or (
        isinstance(node, Call) and node.name in PASS_ON
    )


def has_lines(node: Node) -> bool:
    """Whether the formula has anything that ``in_line`` could change."""
    return any(
        isinstance(part, Name)
        or (isinstance(part, Ref) and part.reference.second is not None)
        or (isinstance(part, Call) and (part.name in RANGES or part.name in AS_RANGES))
        for part in walk(node)
    )


def in_line(node: Node, place: tuple[int, int], named: Callable[[str], Rect | None]) -> Node:
    """The formula with every range in the place of one value replaced by the cell in line with ``place``."""
    return _Lines(place, named).changed(node, array=False, single=True)


class _Lines:
    def __init__(self, place: tuple[int, int], named: Callable[[str], Rect | None]) -> None:
        self._row, self._column = place
        self._named = named

    def changed(self, node: Node, *, array: bool, single: bool) -> Node:  # noqa: PLR0911 - one return for each kind of part
        if isinstance(node, Ref):
            return self._cell(node.reference) if single and not array else node
        if isinstance(node, Name):
            return self._of_name(node) if single and not array else node
        if isinstance(node, Unary):
            if node.operator == "@":
                return node
            return replace(node, operand=self.changed(node.operand, array=array, single=True))
        if isinstance(node, Binary):
            wanted = node.operator != ":"
            left = self.changed(node.left, array=array, single=wanted)
            return replace(node, left=left, right=self.changed(node.right, array=array, single=wanted))
        if isinstance(node, Call):
            return self._call(node, array=array, single=single)
        return node

    def _call(self, node: Call, *, array: bool, single: bool) -> Node:
        inside = array or node.name in WHOLE
        arguments = [
            self.changed(item, array=inside, single=_wants_one(node.name, index))
            for index, item in enumerate(node.arguments)
        ]
        changed = replace(node, arguments=tuple(_as_ranges(node.name, arguments)))
        return Unary("@", changed) if node.name in RANGES and single and not array else changed

    def _of_name(self, node: Name) -> Node:
        block = self._named(node.text)
        if block is None or block.height == block.width == 1:
            return node
        return Unary("@", node)

    def _cell(self, reference: Reference) -> Node:
        first, second = reference.first, reference.second
        if second is None:
            return Ref(reference)
        if first.column == second.column and first.column is not None and _within(self._row, first.row, second.row):
            return Ref(replace(reference, first=_at(first, row=self._row), second=None))
        if first.row == second.row and first.row is not None and _within(self._column, first.column, second.column):
            return Ref(replace(reference, first=_at(first, column=self._column), second=None))
        return Literal(NO_ARRAY)


def _as_ranges(name: str, arguments: list[Node]) -> list[Node]:
    """The arguments with single cells written as ranges where the engine wants ranges.

    What is added up by SUMIF and AVERAGEIF is as large as what is tested, wherever it ends.
    """
    if name not in AS_RANGES:
        return arguments
    found = [
        item if _wants_one(name, index) or not isinstance(item, Ref) or item.reference.second else _span(item, item)
        for index, item in enumerate(arguments)
    ]
    third = arguments[2] if name in ("SUMIF", "AVERAGEIF") and len(arguments) > 2 else None  # noqa: PLR2004
    if isinstance(third, Ref) and isinstance(found[0], Ref):
        found[2] = _span(third, found[0])
    return found


def _span(start: Ref, size: Ref) -> Ref:
    """The range that begins where one does and is as large as another."""
    first, second = start.reference.first, start.reference.second
    low, high = size.reference.first, size.reference.second or size.reference.first
    if None in (first.row, first.column, low.row, low.column):
        return start if second else Ref(replace(start.reference, second=first))
    row = None if high.row is None else (first.row or 0) + high.row - (low.row or 0)
    column = None if high.column is None else (first.column or 0) + high.column - (low.column or 0)
    return Ref(replace(start.reference, second=replace(first, row=row, column=column)))


def _wants_one(name: str, index: int) -> bool:
    if name in ("IF", "IFS"):
        return index % 2 == 0 and (name == "IFS" or index == 0)
    if name in ("VLOOKUP", "HLOOKUP"):
        return index in (0, 2)
    if name in ("MATCH", "XMATCH", "LOOKUP", "SWITCH", "CHOOSE"):
        return index == 0
    if name == "INDEX":
        return index > 0
    return is_one_value(name, index)


def _within(place: int, first: int | None, second: int | None) -> bool:
    if first is None or second is None:
        return place >= (first or second or 0)
    return min(first, second) <= place <= max(first, second)


def _at(corner: Corner, *, row: int | None = None, column: int | None = None) -> Corner:
    return replace(corner, row=corner.row if row is None else row, column=corner.column if column is None else column)
