"""What expressions evaluate to, and how one kind of value becomes another."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from okrsdk.localsheets.grid.cells import ErrorText, Value, number
from okrsdk.localsheets.grid.entry import read_entry
from okrsdk.localsheets.grid.numberformat import automatic
from okrsdk.localsheets.grid.rect import Rect

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from okrsdk.localsheets.formulas.syntax import Node
    from okrsdk.localsheets.grid.entry import NumberFormat

NO_YEAR = dt.date(1970, 1, 1)


class Failure(ErrorText):
    """An error value with the sentence that Google shows beside it."""

    __slots__ = ("message",)
    message: str

    def __new__(cls, code: str, message: str) -> Failure:
        """The error value of this code."""
        self = super().__new__(cls, code)
        self.message = message
        return self


class Shown(float):
    """A number that brings a number format along."""

    __slots__ = ("number_format",)
    number_format: NumberFormat

    def __new__(cls, value: float, number_format: NumberFormat) -> Shown:
        """The number in this format."""
        self = super().__new__(cls, value)
        self.number_format = number_format
        return self


class Stop(Exception):  # noqa: N818 - it carries an error value, and is none itself
    """Ends the evaluation of an expression with an error value."""

    def __init__(self, failure: ErrorText) -> None:
        super().__init__(failure)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Matrix:
    """Values row by row; every row has the same length; never empty."""

    rows: tuple[tuple[Value, ...], ...]

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)

    @property
    def width(self) -> int:
        """Number of columns."""
        return len(self.rows[0])

    def items(self) -> Iterator[Value]:
        """All values, row by row."""
        for row in self.rows:
            yield from row

    def turned(self) -> Matrix:
        """Rows and columns exchanged."""
        return Matrix(tuple(zip(*self.rows, strict=True)))


@dataclass(frozen=True, slots=True)
class Closure:
    """A LAMBDA, or a variable that stands for one."""

    parameters: tuple[str, ...]
    body: Node
    variables: Mapping[str, Operand]


Operand = Value | Matrix | Rect | Closure


def matrix(rows: Iterable[Iterable[Value]]) -> Matrix:
    """The rows as a matrix.

    Raises:
        Stop: #REF! when nothing is left.
    """
    found = tuple(tuple(row) for row in rows)
    if not found or not found[0]:
        raise Stop(Failure("#REF!", "Reference does not exist."))
    return Matrix(found)


def plain(value: Value) -> Value:
    """The value without the format it brings along, whole numbers as integers."""
    return number(float(value)) if isinstance(value, float) else value


def format_of(value: object) -> NumberFormat | None:
    """The number format that the value brings along."""
    return value.number_format if isinstance(value, Shown) else None


def with_format(value: Value, number_format: NumberFormat | None) -> Value:
    """The number in this format; other values as they are."""
    if number_format is None or isinstance(value, bool) or not isinstance(value, (int, float)):
        return value
    return Shown(float(value), number_format)


def is_number(value: object) -> bool:
    """Whether it is a number (a boolean is none)."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


@lru_cache(maxsize=4096)
def number_in(text: str) -> float | None:
    """The number that a text stands for, None where it stands for none: ``"3"``, ``"12%"``, ``"2026-01-31"``."""
    value, _ = read_entry(text, NO_YEAR)
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def as_number(value: Value, function: str, parameter: int) -> float:
    """The value as a number; blank is 0, TRUE is 1, a text that reads as a number is that number.

    Raises:
        Stop: #VALUE! for another text, and any error value.
    """
    if isinstance(value, ErrorText):
        raise Stop(value)
    if value is None:
        return 0.0
    if not isinstance(value, str):
        return float(value)
    found = number_in(value) if value else None
    if found is None:
        text = f"But '{value}' is a text and cannot be coerced to a number."
        raise Stop(Failure("#VALUE!", f"Function {function} parameter {parameter} expects number values. {text}"))
    return found


def as_text(value: Value) -> str:
    """The value as a text: numbers as the automatic format shows them.

    Raises:
        Stop: any error value.
    """
    if isinstance(value, ErrorText):
        raise Stop(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return value if isinstance(value, str) else automatic(float(value))


def as_boolean(value: Value, function: str, parameter: int) -> bool:
    """The value as a condition; blank is FALSE, a number is TRUE unless 0.

    Raises:
        Stop: #VALUE! for a text other than TRUE and FALSE, and any error value.
    """
    if isinstance(value, ErrorText):
        raise Stop(value)
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        text = f"But '{value}' is a text and cannot be coerced to a boolean."
        raise Stop(Failure("#VALUE!", f"Function {function} parameter {parameter} expects boolean values. {text}"))
    return bool(value)
