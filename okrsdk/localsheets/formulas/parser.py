"""Formula text to syntax tree.

Binding, loosest first: comparison, ``&``, ``+ -``, ``* /``, ``^``, sign, ``%``, ``:``. A sign binds tighter than
``^``: ``-2^2`` is 4, as in Google Sheets.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

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
    depth,
)
from okrsdk.localsheets.grid.cells import ErrorText
from okrsdk.localsheets.grid.refs import REFERENCE, read_reference

ERRORS = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|ERROR!)", re.IGNORECASE)
OPERATOR = re.compile(r"<>|<=|>=|[-+*/^&=<>%(){},;\\:@]")
POINT_NUMBER = re.compile(r"(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?", re.ASCII)
COMMA_NUMBER = re.compile(r"(?:\d+(?:,\d+)?|,\d+)(?:[eE][-+]?\d+)?", re.ASCII)
ROWS = re.compile(r"\$?[0-9]+:\$?[0-9]")
BINDING = {"=": 1, "<>": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "&": 2, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5, ":": 8}
#: Brackets and arguments within each other, and levels of the tree: `1+1+1` has three of them.
MAX_NESTED = 120
MAX_DEPTH = 250
#: Second arguments that Google lets one leave out and the engine does not.
DEFAULTS = {"ROUND": 0.0, "ROUNDUP": 0.0, "ROUNDDOWN": 0.0, "CEILING": 1.0, "FLOOR": 1.0}


class FormulaError(ValueError):
    """The text is not a formula."""


class Token(NamedTuple):
    """One piece of the text: ``kind`` is operator, number, text, error, ref, name or end."""

    kind: str
    text: str
    node: Node | None = None


@lru_cache(maxsize=32768)
def parse(formula: str, *, decimal_comma: bool = False) -> Node:
    """The tree of a formula with its ``=``.

    Args:
        formula: as typed.
        decimal_comma: whether numbers are written ``1,5``; arguments are then separated by ``;`` and the columns of
            an array by a backslash.

    Raises:
        FormulaError: when it is none.
    """
    return _Parser(_tokens(formula[1:], decimal_comma=decimal_comma), decimal_comma=decimal_comma).whole()


def _completed(name: str, arguments: tuple[Node, ...]) -> Call:
    default = DEFAULTS.get(name)
    return Call(name, (*arguments, Literal(default)) if default is not None and len(arguments) == 1 else arguments)


def _tokens(text: str, *, decimal_comma: bool) -> list[Token]:
    number = COMMA_NUMBER if decimal_comma else POINT_NUMBER
    tokens, place, end = [], 0, len(text)
    while place < end:
        letter = text[place]
        if letter.isspace():
            place += 1
            continue
        token, place = _token(text, place, number)
        tokens.append(token)
    return [*tokens, Token("end", "")]


def _token(text: str, place: int, numbers: re.Pattern[str]) -> tuple[Token, int]:  # noqa: PLR0911 - one return for each kind
    letter = text[place]
    if letter in "(),+*/&=<>^%{};\\:@-" and (operator := OPERATOR.match(text, place)):
        found = numbers.match(text, place) if letter == "," else None
        if found is None:
            return Token("operator", operator[0]), operator.end()
        return Token("number", found[0], Literal(float(found[0].replace(",", ".")))), found.end()
    if letter in "0123456789." and not ROWS.match(text, place):
        number = numbers.match(text, place)
        if number:
            return Token("number", number[0], Literal(float(number[0].replace(",", ".")))), number.end()
    if letter == "#":
        error = ERRORS.match(text, place)
        if error:
            return Token("error", error[0], Literal(ErrorText(error[0].upper()))), error.end()
    found = REFERENCE.match(text, place)
    if found and found["first"]:
        return Token("ref", found[0], Ref(read_reference(found))), found.end()
    if found and letter == '"':
        return Token("text", found[0], Literal(found[0][1:-1].replace('""', '"'))), found.end()
    if found and letter != "'" and not found[0].endswith("!"):
        return Token("name", found[0]), found.end()
    raise FormulaError(text[place:])


class _Parser:
    def __init__(self, tokens: list[Token], *, decimal_comma: bool) -> None:
        self._tokens = tokens
        self._place = 0
        self._depth = 0
        # Where commas are decimal only ";" separates; elsewhere both do.
        self._separators = (";",) if decimal_comma else (",", ";")
        self._columns = ("\\",) if decimal_comma else (",", "\\")

    def whole(self) -> Node:
        node = self._expression(0)
        if self._next().kind != "end":
            raise FormulaError(self._next().text)
        if depth(node) > MAX_DEPTH:
            raise FormulaError("too many operators in a row")
        return node

    def _next(self) -> Token:
        return self._tokens[self._place]

    def _take(self) -> Token:
        token = self._tokens[self._place]
        self._place += 1
        return token

    def _at(self, *operators: str) -> bool:
        token = self._next()
        return token.kind == "operator" and token.text in operators

    def _expect(self, operator: str) -> None:
        if not self._at(operator):
            raise FormulaError(self._next().text)
        self._take()

    def _expression(self, least: int) -> Node:
        self._depth += 1
        if self._depth > MAX_NESTED:
            raise FormulaError("nested too deep")
        node = self._operand()
        while self._next().kind == "operator":
            operator = self._next().text
            if operator == "%":
                self._take()
                node = Unary("%", node)
            elif operator == "(":
                node = Invoke(node, self._arguments())
            elif BINDING.get(operator, 0) > least:
                self._take()
                node = Binary(operator, node, self._expression(BINDING[operator]))
            else:
                break
        self._depth -= 1
        return node

    def _operand(self) -> Node:  # noqa: PLR0911 - one return for each kind of part
        token = self._take()
        if token.node is not None:
            return token.node
        if token.kind == "name":
            if self._at("("):
                return _completed(token.text.upper(), self._arguments())
            if token.text.upper() in ("TRUE", "FALSE"):
                return Literal(token.text.upper() == "TRUE")
            return Name(token.text)
        if token.kind == "operator" and token.text in "-+@":
            return Unary(token.text, self._expression(BINDING["^"]))
        if token.kind == "operator" and token.text == "(":
            inner = self._expression(0)
            self._expect(")")
            return inner
        if token.kind == "operator" and token.text == "{":
            return self._array()
        raise FormulaError(token.text)

    def _arguments(self) -> tuple[Node, ...]:
        self._expect("(")
        if self._at(")"):
            self._take()
            return ()
        found: list[Node] = []
        while True:
            found.append(Omitted() if self._at(")", *self._separators) else self._expression(0))
            if self._at(")"):
                self._take()
                return tuple(found)
            if not self._at(*self._separators):
                raise FormulaError(self._next().text)
            self._take()

    def _array(self) -> Node:
        rows: list[list[Node]] = [[]]
        while not self._at("}"):
            rows[-1].append(self._expression(0))
            if self._at(";"):
                rows.append([])
            elif not self._at("}", *self._columns):
                raise FormulaError(self._next().text)
            if not self._at("}"):
                self._take()
        self._take()
        return Array(tuple(tuple(row) for row in rows))
