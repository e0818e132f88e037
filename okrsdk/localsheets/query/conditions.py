"""The conditions of a where clause: parsed, and put to a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.query.errors import QueryError
from okrsdk.localsheets.query.expressions import parse_expression
from okrsdk.localsheets.query.syntax import All, AnyOf, Comparison, Condition, IsNull, Not

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.query.reader import Reader
    from okrsdk.localsheets.query.syntax import Expression
    from okrsdk.localsheets.query.table import Item

COMPARED = ("=", "!=", "<>", "<", "<=", ">", ">=")


def parse_condition(reader: Reader) -> Condition:
    """The condition that comes next.

    Raises:
        QueryError: when none does.
    """
    found = [_conjunction(reader)]
    while reader.takes("or"):
        found.append(_conjunction(reader))
    return found[0] if len(found) == 1 else AnyOf(tuple(found))


def _conjunction(reader: Reader) -> Condition:
    found = [_single(reader)]
    while reader.takes("and"):
        found.append(_single(reader))
    return found[0] if len(found) == 1 else All(tuple(found))


def _single(reader: Reader) -> Condition:
    if reader.takes("not"):
        return Not(_single(reader))
    if reader.token.kind == "operator" and reader.token.text == "(":
        # A bracket opens a condition or an expression: tried as the one, then as the other.
        place = reader.place
        try:
            reader.take()
            inner = parse_condition(reader)
            reader.expect_operator(")")
            if not _goes_on(reader):
                return inner
        except QueryError:
            pass
        reader.place = place
    return _comparison(reader)


def _goes_on(reader: Reader) -> bool:
    return reader.token.kind == "operator" and reader.token.text != ")"


def _comparison(reader: Reader) -> Condition:
    left = parse_expression(reader)
    if reader.takes("is"):
        negated = reader.takes("not")
        reader.expect("null")
        return Not(IsNull(left)) if negated else IsNull(left)
    if operator := reader.takes_operator(*COMPARED):
        return Comparison("!=" if operator == "<>" else operator, left, parse_expression(reader))
    for word in ("contains", "matches", "like"):
        if reader.takes(word):
            return Comparison(word, left, parse_expression(reader))
    for word in ("starts", "ends"):
        if reader.takes(word):
            reader.expect("with")
            return Comparison(word, left, parse_expression(reader))
    raise QueryError(reader.encountered())


def holds(  # noqa: PLR0911 - one return for each kind of condition
    condition: Condition, value_of: Callable[[Expression], Item], matches: Callable[[str, str], bool]
) -> bool:
    """Whether the condition is true of a row.

    Args:
        condition: the condition.
        value_of: gives the row's value of an expression and its kind.
        matches: whether a pattern matches a whole text.
    """
    if isinstance(condition, All):
        return all(holds(one, value_of, matches) for one in condition.conditions)
    if isinstance(condition, AnyOf):
        return any(holds(one, value_of, matches) for one in condition.conditions)
    if isinstance(condition, Not):
        return not holds(condition.condition, value_of, matches)
    if isinstance(condition, IsNull):
        return value_of(condition.operand)[0] is None
    left, right = value_of(condition.left), value_of(condition.right)
    if left[0] is None or right[0] is None:
        return False
    if condition.operator in COMPARED:
        return _compared(condition.operator, left, right)
    return _like(condition.operator, _text(left), _text(right), matches)


def _compared(operator: str, left: Item, right: Item) -> bool:
    if _family(left[1]) != _family(right[1]):
        return False
    order = _order(left, right)
    return {
        "=": order == 0,
        "!=": order != 0,
        "<": order < 0,
        "<=": order <= 0,
        ">": order > 0,
        ">=": order >= 0,
    }[operator]


def _family(kind: str) -> str:
    return "moment" if kind in ("date", "datetime") else kind


def _order(left: Item, right: Item) -> int:
    if isinstance(left[0], str) and isinstance(right[0], str):
        return (left[0] > right[0]) - (left[0] < right[0])
    # Times of day are fractions: what is closer than a millisecond is the same.
    first, second = round(float(left[0] or 0), 9), round(float(right[0] or 0), 9)
    return (first > second) - (first < second)


def _text(item: Item) -> str:
    value = item[0]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return str(int(value))
    return str(value)


def _like(operator: str, text: str, pattern: str, matches: Callable[[str, str], bool]) -> bool:
    if operator == "contains":
        return pattern in text
    if operator == "starts":
        return text.startswith(pattern)
    if operator == "ends":
        return text.endswith(pattern)
    if operator == "like":
        wild = "".join({"%": ".*", "_": "."}.get(letter, re.escape(letter)) for letter in pattern)
        return re.fullmatch(wild, text, re.DOTALL) is not None
    return matches(text, pattern)
