"""Query text to its parts.

The clauses come in this order, each at most once: select, where, group by, pivot, order by, skipping, limit, offset,
label, format, options.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from okrsdk.localsheets.query.conditions import parse_condition
from okrsdk.localsheets.query.errors import QueryError
from okrsdk.localsheets.query.expressions import parse_expression
from okrsdk.localsheets.query.lexer import tokens
from okrsdk.localsheets.query.reader import Reader
from okrsdk.localsheets.query.syntax import Expression, Query

if TYPE_CHECKING:
    from typing import Any

OPTIONS = {"no_format", "no_values"}


def parse_query(text: str) -> Query:
    """The parts of a query; an empty text selects everything.

    Raises:
        QueryError: when it is none.
    """
    reader = Reader(tokens(text))
    parts: dict[str, Any] = {}
    for words, name, parse in CLAUSES:
        if reader.takes(words[0]):
            for word in words[1:]:
                reader.expect(word)
            parts[name] = parse(reader)
    reader.end()
    return Query(**parts)


def _select(reader: Reader) -> tuple[Expression, ...] | None:
    return None if reader.takes_operator("*") else _list(reader)


def _list(reader: Reader) -> tuple[Expression, ...]:
    found = [parse_expression(reader)]
    while reader.takes_operator(","):
        found.append(parse_expression(reader))
    return tuple(found)


def _order(reader: Reader) -> tuple[tuple[Expression, bool], ...]:
    found = []
    while True:
        expression = parse_expression(reader)
        descending = reader.takes("desc")
        if not descending:
            reader.takes("asc")
        found.append((expression, not descending))
        if not reader.takes_operator(","):
            return tuple(found)


def _texts(reader: Reader) -> dict[Expression, str]:
    found: dict[Expression, str] = {}
    while True:
        expression = parse_expression(reader)
        found[expression] = reader.text()
        if not reader.takes_operator(","):
            return found


def _options(reader: Reader) -> frozenset[str]:
    found = set()
    while reader.token.is_word(*OPTIONS):
        found.add(reader.take().text.lower())
    if not found:
        raise QueryError(reader.encountered())
    return frozenset(found)


#: The words that begin each clause, the part of a query it becomes, and how it is parsed; in their order.
CLAUSES: tuple[tuple[tuple[str, ...], str, Callable[[Reader], object]], ...] = (
    (("select",), "select", _select),
    (("where",), "where", parse_condition),
    (("group", "by"), "group", _list),
    (("pivot",), "pivot", _list),
    (("order", "by"), "order", _order),
    (("skipping",), "skipping", Reader.count),
    (("limit",), "limit", Reader.count),
    (("offset",), "offset", Reader.count),
    (("label",), "labels", _texts),
    (("format",), "formats", _texts),
    (("options",), "options", _options),
)
