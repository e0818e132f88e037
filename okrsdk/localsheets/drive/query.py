"""Drive's search language, as ``files.list`` takes it in ``q``: comparisons joined by and, or, not and parentheses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from okrsdk.localsheets.access import ROLES
from okrsdk.localsheets.drive.resources import ROOT_ID, parents_of, permissions_of
from okrsdk.localsheets.errors import DriveError

if TYPE_CHECKING:
    from okrsdk.localsheets.store.files import File

Test = Callable[["File"], bool]

TOKEN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<sign>!=|<=|>=|=|<|>|[(){}])|(?P<word>[A-Za-z]\w*))""",
    re.DOTALL,
)
WORD = re.compile(r"\w+")
EQUALITY = ("=", "!=")
TEXTS: dict[str, Callable[[File], str]] = {"name": lambda file: file.name, "mimeType": lambda file: file.mime}
FLAGS: dict[str, Test] = {
    "trashed": lambda file: file.trashed,
    "starred": lambda file: bool(file.extra.get("starred")),
}
TIMES: dict[str, Callable[[File], float]] = {
    "modifiedTime": lambda file: file.modified,
    "createdTime": lambda file: file.created,
    "viewedByMeTime": lambda file: file.modified,
}
PEOPLE = {"owners": ("owner",), "writers": ROLES[ROLES.index("writer") :], "readers": ROLES}
MAPS = ("properties", "appProperties")
COMPARISONS: dict[str, Callable[[float, float], bool]] = {
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
MAX_TOKENS = 500
#: What the list of a folder's files tells by itself.
LISTED = frozenset({"parents", "trashed", "mimeType"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What ``files.list`` looks for: the test of a file, and the fields that it asks about."""

    matches: Test
    fields: frozenset[str]

    @property
    def is_of_a_folder(self) -> bool:
        """Whether it can be answered from the list of a folder's files, without the index of all files."""
        return "parents" in self.fields and self.fields <= LISTED


def parsed(query: str, who: str) -> Query:
    """The query that a ``q`` text describes; an empty one takes every file.

    Args:
        query: the text.
        who: the e-mail address that ``me`` means.

    Raises:
        DriveError: 400 when the text is not a query.
    """
    if not query.strip():
        return Query(matches=lambda _file: True, fields=frozenset())
    parser = _Parser(query, who)
    test = parser.joined()
    if parser.peek():
        raise _invalid()
    return Query(matches=test, fields=frozenset(parser.fields))


def _invalid() -> DriveError:
    return DriveError(400, "Invalid Value", reason="invalid", location="q")


class _Parser:
    def __init__(self, text: str, who: str) -> None:
        self.who = who
        self.tokens: list[str] = []
        self.fields: set[str] = set()
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

    def must_take(self, wanted: str) -> None:
        if self.take().lower() != wanted:
            raise _invalid()

    def joined(self) -> Test:
        """Tests joined by ``and`` and ``or``, which bind alike: from left to right."""
        test = self.one()
        while (word := self.peek().lower()) in ("and", "or"):
            self.take()
            test = _both(test, self.one()) if word == "and" else _either(test, self.one())
        return test

    def one(self) -> Test:
        if self.peek().lower() == "not":
            self.take()
            inner = self.one()
            return lambda file: not inner(file)
        if self.peek() == "(":
            self.take()
            inner = self.joined()
            self.must_take(")")
            return inner
        return self.comparison()

    def comparison(self) -> Test:
        left, operator = self.take(), self.take().lower()
        if operator == "in" and left in ("parents", *PEOPLE):
            return self.member(_text(self.take()), left)  # the way round that gspread writes it, which Google takes
        if operator == "in":
            return self.member(_text(left), self.take())
        self.fields.add(left)
        if operator == "has" and left in MAPS:
            return self.entry(left)
        return _compared(left, operator, self.take())

    def member(self, value: str, collection: str) -> Test:
        self.fields.add(collection)
        if collection == "parents":
            parent = ROOT_ID if value == "root" else value
            return lambda file: parent in parents_of(file)
        if collection not in PEOPLE:
            raise _invalid()
        email, roles = (self.who if value == "me" else value).casefold(), PEOPLE[collection]
        return lambda file: email in _people(file, roles)

    def entry(self, name: str) -> Test:
        """``{ key='a' and value='b' }``."""
        for token in ("{", "key", "="):
            self.must_take(token)
        key = _text(self.take())
        for token in ("and", "value", "="):
            self.must_take(token)
        value = _text(self.take())
        self.must_take("}")
        return lambda file: file.extra.get(name, {}).get(key) == value


def _both(first: Test, second: Test) -> Test:
    return lambda file: first(file) and second(file)


def _either(first: Test, second: Test) -> Test:
    return lambda file: first(file) or second(file)


def _people(file: File, roles: Iterable[str]) -> set[str]:
    return {str(item.get("emailAddress", "")).casefold() for item in permissions_of(file) if item["role"] in roles}


def _text(token: str) -> str:
    if not token or token[0] not in "'\"":
        raise _invalid()
    return re.sub(r"\\(.)", r"\1", token[1:-1])


def _compared(field: str, operator: str, right: str) -> Test:
    if field in FLAGS and operator in EQUALITY and right.lower() in ("true", "false"):
        wanted = (right.lower() == "true") == (operator == "=")
        return lambda file: FLAGS[field](file) == wanted
    value = _text(right)
    if field in TIMES and operator in COMPARISONS:
        moment = _milliseconds(value)
        return lambda file: COMPARISONS[operator](int(TIMES[field](file) * 1000), moment)
    if field == "fullText" and operator == "contains":
        return lambda file: _found(value, f"{file.name} {file.extra.get('description', '')}")
    if field == "name" and operator == "contains":
        return lambda file: _found(value, file.name)
    return _text_compared(field, operator, value.casefold())


def _text_compared(field: str, operator: str, value: str) -> Test:
    tests: dict[str, Test] = {
        "=": lambda file: TEXTS[field](file).casefold() == value,
        "!=": lambda file: TEXTS[field](file).casefold() != value,
        "contains": lambda file: value in TEXTS[field](file).casefold(),
    }
    if field not in TEXTS or operator not in tests:
        raise _invalid()
    return tests[operator]


def _found(wanted: str, text: str) -> bool:
    """Whether each word that is looked for begins a word of the text; a phrase in quotes whether it is there."""
    if len(wanted) > 1 and wanted[0] == wanted[-1] == '"':
        return " ".join(WORD.findall(wanted.casefold())) in " ".join(WORD.findall(text.casefold()))
    words = WORD.findall(text.casefold())
    return all(any(word.startswith(part) for word in words) for part in WORD.findall(wanted.casefold()))


def _milliseconds(text: str) -> int:
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise _invalid() from error
    aware = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
    return int(aware.timestamp() * 1000)
