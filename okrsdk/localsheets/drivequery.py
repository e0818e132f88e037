"""Drive's search language, as ``files.list`` takes it in ``q``: comparisons joined by and, or, not and parentheses."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import DriveError
from okrsdk.localsheets.store.files import stamp

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.store.files import File

TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<sign>!=|<=|>=|=|<|>|\(|\))|(?P<word>[A-Za-z]\w*))""",
    re.DOTALL,
)
FIELDS: dict[str, Callable[[File], str]] = {
    "name": lambda file: file.name,
    "title": lambda file: file.name,
    "fullText": lambda file: file.name,
    "mimeType": lambda file: file.mime,
    "trashed": lambda file: "true" if file.trashed else "false",
    "starred": lambda file: "true" if file.extra.get("starred") else "false",
    "modifiedTime": lambda file: stamp(file.modified),
    "createdTime": lambda file: stamp(file.created),
}
COLLECTIONS: dict[str, Callable[[File], list[str]]] = {
    "parents": lambda file: list(file.extra.get("parents", ["root"])),
    "owners": lambda file: ["me", *file.extra.get("owners", [])],
    "writers": lambda file: ["me", *file.extra.get("writers", [])],
    "readers": lambda file: ["me", *file.extra.get("readers", [])],
}
MAX_TOKENS = 500


def matcher(query: str) -> Callable[[File], bool]:
    """The test that a ``q`` text describes; an empty one takes every file.

    Raises:
        DriveError: 400 when the text is not a query.
    """
    if not query.strip():
        return lambda _file: True
    parser = _Parser(query)
    test = parser.either()
    if parser.peek():
        raise _invalid()
    return test


def _invalid() -> DriveError:
    return DriveError(400, "Invalid Value", reason="invalid", location="q")


class _Parser:
    def __init__(self, text: str) -> None:
        self.tokens: list[str] = []
        place = 0
        text = text.strip()
        while place < len(text):
            found = TOKEN.match(text, place)
            if not found or len(self.tokens) > MAX_TOKENS:
                raise _invalid()
            self.tokens.append(found[0].strip())
            place = found.end()
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def either(self) -> Callable[[File], bool]:
        tests = [self.both()]
        while self.peek().lower() == "or":
            self.take()
            tests.append(self.both())
        return lambda file: any(test(file) for test in tests)

    def both(self) -> Callable[[File], bool]:
        tests = [self.one()]
        while self.peek().lower() == "and":
            self.take()
            tests.append(self.one())
        return lambda file: all(test(file) for test in tests)

    def one(self) -> Callable[[File], bool]:
        if self.peek().lower() == "not":
            self.take()
            inner = self.one()
            return lambda file: not inner(file)
        if self.peek() == "(":
            self.take()
            inner = self.either()
            if self.take() != ")":
                raise _invalid()
            return inner
        return self.comparison()

    def comparison(self) -> Callable[[File], bool]:
        left, operator, right = self.take(), self.take(), self.take()
        if operator.lower() == "in" and right in COLLECTIONS:
            wanted = _text(left)
            return lambda file: wanted in COLLECTIONS[right](file)
        if left not in FIELDS or not right:
            raise _invalid()
        value = _text(right) if right[0] in "'\"" else right.lower()
        return _compared(FIELDS[left], operator.lower(), value)


def _text(token: str) -> str:
    if not token or token[0] not in "'\"":
        raise _invalid()
    return re.sub(r"\\(.)", r"\1", token[1:-1])


def _compared(field: Callable[[File], str], operator: str, value: str) -> Callable[[File], bool]:
    folded = value.casefold()
    tests: dict[str, Callable[[File], bool]] = {
        "=": lambda file: field(file).casefold() == folded,
        "!=": lambda file: field(file).casefold() != folded,
        "contains": lambda file: folded in field(file).casefold(),
        "<": lambda file: field(file) < value,
        "<=": lambda file: field(file) <= value,
        ">": lambda file: field(file) > value,
        ">=": lambda file: field(file) >= value,
    }
    if operator not in tests:
        raise _invalid()
    return tests[operator]
