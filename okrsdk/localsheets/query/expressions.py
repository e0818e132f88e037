"""Columns, constants, functions and arithmetic in a query."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.dates import SECONDS_PER_DAY, serial
from okrsdk.localsheets.query.errors import QueryError
from okrsdk.localsheets.query.syntax import Aggregate, Column, Constant, Expression, Function

if TYPE_CHECKING:
    from okrsdk.localsheets.query.reader import Reader

AGGREGATES = ("sum", "avg", "count", "min", "max")
SCALARS = {
    "year": 1,
    "month": 1,
    "day": 1,
    "hour": 1,
    "minute": 1,
    "second": 1,
    "millisecond": 1,
    "quarter": 1,
    "dayofweek": 1,
    "now": 0,
    "datediff": 2,
    "todate": 1,
    "upper": 1,
    "lower": 1,
}
ARITHMETIC = {"+": "sum", "-": "difference", "*": "product", "/": "quotient", "%": "modulo"}
MOMENTS = ("date", "datetime", "timeofday", "timestamp")
RESERVED = frozenset(
    (
        *(
            "and",
            "asc",
            "by",
            "date",
            "datetime",
            "desc",
            "false",
            "format",
            "group",
            "label",
            "limit",
            "not",
            "offset",
        ),
        *("offset", "options", "or", "order", "pivot", "select", "timeofday", "timestamp", "true", "where"),
    )
)
DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
TIME = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,3}))?")


def parse_expression(reader: Reader) -> Expression:
    """The expression that comes next.

    Raises:
        QueryError: when none does.
    """
    left = _term(reader)
    while operator := reader.takes_operator("+", "-"):
        left = Function(ARITHMETIC[operator], (left, _term(reader)))
    return left


def _term(reader: Reader) -> Expression:
    left = _factor(reader)
    while operator := reader.takes_operator("*", "/", "%"):
        left = Function(ARITHMETIC[operator], (left, _factor(reader)))
    return left


def _factor(reader: Reader) -> Expression:
    token = reader.token
    if reader.takes_operator("("):
        inner = parse_expression(reader)
        reader.expect_operator(")")
        return inner
    if token.kind == "operator" and token.text == "-":
        reader.take()
        if reader.token.kind != "number":
            raise QueryError(reader.encountered())
        return Constant(-float(reader.take().text), "number")
    if token.kind == "number":
        return Constant(float(reader.take().text), "number")
    if token.kind == "text":
        return Constant(reader.text(), "string")
    if token.kind == "quoted":
        return Column(reader.take().text[1:-1])
    if token.kind == "word":
        return _word(reader)
    raise QueryError(reader.encountered())


def _word(reader: Reader) -> Expression:
    word = reader.token.text.lower()
    if word in ("true", "false"):
        reader.take()
        return Constant(word == "true", "boolean")
    if word in MOMENTS:
        reader.take()
        return _moment(word, reader.text())
    if word in RESERVED:
        raise QueryError(reader.encountered())
    name = reader.take().text
    return _call(reader, word) if reader.takes_operator("(") else Column(name)


def _call(reader: Reader, name: str) -> Expression:
    if name in AGGREGATES:
        if reader.token.kind not in ("word", "quoted"):
            raise QueryError(reader.encountered())
        column = Column(reader.take().text.strip("`"))
        reader.expect_operator(")")
        return Aggregate(name, column)
    if name not in SCALARS:
        raise QueryError(reader.encountered())
    arguments: list[Expression] = []
    while not reader.takes_operator(")"):
        arguments.append(parse_expression(reader))
        if len(arguments) < SCALARS[name]:
            reader.expect_operator(",")
    if len(arguments) != SCALARS[name]:
        raise QueryError(f"Invalid query: Number of required parameters for the {name} function is {SCALARS[name]}")
    return Function(name, tuple(arguments))


def _moment(kind: str, text: str) -> Constant:
    day, _, time = text.strip().partition(" ")
    if kind == "timeofday":
        return Constant(_time(text.strip(), kind), kind)
    found = DATE.fullmatch(day)
    if found is None or (kind == "date" and time) or (kind != "date" and not time):
        form = "yyyy-MM-dd" if kind == "date" else "yyyy-MM-dd HH:mm:ss[.SSS]"
        raise QueryError(f"Invalid {kind} literal [{text}]. {kind.capitalize()} literals should be of form {form}.")
    try:
        days = serial(dt.date(int(found[1]), int(found[2]), int(found[3])))
    except ValueError:
        raise QueryError(f"Invalid {kind} literal [{text}].") from None
    return Constant(float(days), "date") if kind == "date" else Constant(days + _time(time, kind), "datetime")


def _time(text: str, kind: str) -> float:
    found = TIME.fullmatch(text)
    if found is None:
        raise QueryError(f"Invalid {kind} literal [{text}].")
    seconds = int(found[1]) * 3600 + int(found[2]) * 60 + int(found[3]) + int((found[4] or "0").ljust(3, "0")) / 1000
    return seconds / SECONDS_PER_DAY
