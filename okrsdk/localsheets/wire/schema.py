"""Messages of the Sheets API: checks what comes in, orders what goes out.

``schema.txt`` beside this module is the one table of messages, fields and types. ``accept`` turns a decoded JSON
body into a clean message (camelCase names, proper types, nulls dropped) or raises one 400 that lists everything
wrong with it.
"""

from __future__ import annotations

import json
import math
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import field_violations
from okrsdk.localsheets.wire.colors import paired, quantised

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject

INT32 = range(-(2**31), 2**31)
INT64 = range(-(2**63), 2**63)
PROTO_NAMES = {
    "s": "TYPE_STRING",
    "b": "TYPE_BOOL",
    "i": "TYPE_INT32",
    "l": "TYPE_INT64",
    "d": "TYPE_DOUBLE",
    "f": "TYPE_FLOAT",
}
MAX_DEPTH = 60
#: Messages of which a body has many equal ones: one for each cell of a sheet, say.
ALIKE = ("CellData", "CellFormat", "DataValidationRule")


#: By message, the fields of which only one may be given, after the name that errors give them together. No fields: all.
UNIONS = {
    "Request": ("kind", ""),
    "ExtendedValue": ("value", ""),
    "ColorStyle": ("kind", ""),
    "ConditionValue": ("value", ""),
    "ConditionalFormatRule": ("rule", "booleanRule gradientRule"),
    "DataFilter": ("filter", ""),
    "UpdateCellsRequest": ("area", "start range"),
    "FindReplaceRequest": ("scope", "range sheetId allSheets"),
    "AutoFillRequest": ("area", "range sourceAndDestination"),
    "UpdateConditionalFormatRuleRequest": ("instruction", "rule newIndex"),
    "EmbeddedObjectPosition": ("location", "sheetId overlayPosition newSheet"),
}


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of one field: its letter or message name, and whether it is a list or a map of that."""

    name: str
    is_list: bool = False
    is_map: bool = False
    choices: tuple[str, ...] = ()


Message = dict[str, FieldType]


def _field_type(text: str) -> FieldType:
    is_list, is_map = text.endswith("[]"), text.endswith("{}")
    # A value range is a list of lists: "*[][]" or "*[]" both mean "a list, contents free".
    name = re.sub(r"(\[\]|\{\})+$", "", text)
    choices = tuple(name[1:].split("|")) if name.startswith("=") else ()
    return FieldType("=" if choices else name, is_list, is_map, choices)


@cache
def messages() -> dict[str, Message]:
    """Every message by name, its fields in printing order."""
    table: dict[str, Message] = {}
    for line in (Path(__file__).with_name("schema.txt")).read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        name, *fields = line.split(" ")
        table[name] = {field: _field_type(kind) for field, kind in (item.split(":", 1) for item in fields)}
    return table


@cache
def unions() -> dict[str, tuple[str, frozenset[str]]]:
    """By message, the name of its union and the fields in it."""
    return {
        message: (union, frozenset(fields.split() or messages()[message]))
        for message, (union, fields) in UNIONS.items()
    }


@cache
def color_fields(name: str) -> tuple[str, ...]:
    """The message's fields that hold a Color and have a ``...Style`` twin."""
    fields = messages()[name]
    return tuple(field for field, kind in fields.items() if kind.name == "Color" and field + "Style" in fields)


@cache
def snake(name: str) -> str:
    """The name as protocol buffers spell it: ``sheetId`` becomes ``sheet_id``."""
    return re.sub(r"[A-Z0-9]+", lambda found: "_" + found.group().lower(), name)


def camel(name: str) -> str:
    """The name as JSON spells it: ``sheet_id`` becomes ``sheetId``."""
    return re.sub(r"_([a-z0-9])", lambda found: found.group(1).upper(), name)


class _Path:
    """Where in the body a value is: made for every value, so spelt out only when something is wrong there."""

    __slots__ = ("part", "up")

    def __init__(self, up: _Path | None, part: str | int) -> None:
        self.up = up
        self.part = part

    def __str__(self) -> str:
        above = str(self.up) if self.up is not None else ""
        if isinstance(self.part, int):
            return f"{above}[{self.part}]"
        name = self.part if self.part.startswith("[") else snake(self.part)
        return f"{above}.{name}" if above and not name.startswith("[") else above + name


class _Reader:
    """Walks one body, collecting violations instead of stopping at the first.

    Messages that a body repeats many times (``ALIKE``) are read once: equal ones become one and the same object.
    """

    def __init__(self) -> None:
        self.violations: list[tuple[str, str]] = []
        self._table = messages()
        self._known: dict[str, JsonObject] = {}

    def message(self, value: JsonObject, name: str, path: _Path | None, depth: int) -> JsonObject:
        fields = self._table[name]
        result: JsonObject = {}
        for key, item in value.items():
            field = key if key in fields else camel(key)
            kind = fields.get(field)
            if kind is None:
                self._unknown(key, path)
            elif item is not None:
                place = _Path(path, field)
                one = not (kind.is_list or kind.is_map) and type(item) is not list and depth < MAX_DEPTH
                read = (self._one if one else self.field)(item, kind, place, depth + 1)
                if one or kind.name == "*" or read not in ([], {}):  # an empty list is the same as none
                    result[field] = read
        if name in UNIONS:
            self._one_of(result, name, path)
        if self.violations:
            return result
        if name == "Color":
            return quantised(result)
        for field in color_fields(name):
            paired(result, field)
        return {field: result[field] for field in fields if field in result} if len(result) > 1 else result

    def field(self, value: Json, kind: FieldType, path: _Path, depth: int) -> Json:
        if depth > MAX_DEPTH:
            self.violations.append((str(path), f"Invalid value at '{path}': nested too deeply."))
            return None
        if kind.is_list:
            return self._list(value, kind, path, depth)
        if isinstance(value, list) and kind.name != "*":
            self._not_repeating(path)
            return None
        if kind.is_map:
            if not isinstance(value, dict):
                return self._wrong(path, "Map", value)
            return {key: self._one(item, kind, _Path(path, f"[{key}]"), depth) for key, item in value.items()}
        return self._one(value, kind, path, depth)

    def _list(self, value: Json, kind: FieldType, path: _Path, depth: int) -> list[Json]:
        # Protocol-buffer JSON takes a single value for a list of one, except where the element is a list itself.
        if not isinstance(value, list):
            if kind.name == "*":
                self._wrong(path, "type.googleapis.com/google.protobuf.ListValue", value)
                return []
            value = [value]
        if kind.name == "*":
            return self._lists(value, path)
        flat = _flat(value) if list in map(type, value) else value
        return [self._one(item, kind, _Path(path, index), depth) for index, item in enumerate(flat)]

    def _lists(self, value: list[Json], path: _Path) -> list[Json]:
        for index, item in enumerate(value):
            if not isinstance(item, list):
                self._wrong(
                    _Path(path, index) if index else path, "type.googleapis.com/google.protobuf.ListValue", item
                )
        return value

    def _one(self, value: Json, kind: FieldType, path: _Path, depth: int) -> Json:
        if kind.name in PROTO_NAMES:
            return self._scalar(value, kind.name, path)
        if kind.name == "*":
            return value
        if kind.choices:
            return self._choice(value, kind.choices, path)
        if not isinstance(value, dict):
            return self._wrong(path, f"type.googleapis.com/google.apps.sheets.v4.{kind.name}", value)
        if kind.name in ALIKE:
            return self._alike(value, kind.name, path, depth)
        return self.message(value, kind.name, path, depth)

    def _alike(self, value: JsonObject, name: str, path: _Path, depth: int) -> JsonObject:
        key = name + repr(value)
        known = self._known.get(key)
        if known is None:
            known = self.message(value, name, path, depth)
            if not self.violations:
                self._known[key] = known
        return known

    def _choice(self, value: Json, choices: tuple[str, ...], path: _Path) -> Json:
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < len(choices):
            return choices[value]
        if isinstance(value, str) and value.upper() in choices:
            return value.upper()
        return self._wrong(path, "type.googleapis.com/google.apps.sheets.v4." + _type_title(str(path)), value)

    def _scalar(self, value: Json, letter: str, path: _Path) -> Json:
        try:
            result = SCALARS[letter](value)
        except (TypeError, ValueError, OverflowError):
            return self._wrong(path, PROTO_NAMES[letter], value)
        return result

    def _wrong(self, path: _Path, type_name: str, value: Json) -> None:
        shown = json.dumps(value, ensure_ascii=False) if not isinstance(value, (dict, list)) else "object"
        if isinstance(value, (dict, list)):
            start = "an object" if isinstance(value, dict) else "an array"
            text = f"Invalid value at '{path}' ({type_name}), Starting {start} on a scalar field"
        else:
            text = f"Invalid value at '{path}' ({type_name}), {shown[:200]}"
        self.violations.append((str(path), text))

    def _unknown(self, key: str, path: _Path | None) -> None:
        place = f" at '{path}'" if path is not None else ""
        text = f'Invalid JSON payload received. Unknown name "{key[:200]}"{place}: Cannot find field.'
        self.violations.append((str(path) if path is not None else "", text))

    def _one_of(self, result: JsonObject, name: str, path: _Path | None) -> None:
        union, members = unions()[name]
        # Clients write out a false beside what they mean, and that is taken.
        given = [field for field in result if field in members and result[field] is not False]
        if len(given) > 1:
            place = f" at '{path}'" if path is not None else ""
            text = f"Invalid value{place} (oneof), oneof field '{union}' is already set. Cannot set '{given[1]}'"
            self.violations.append((str(path) if path is not None else "", text))

    def _not_repeating(self, path: _Path) -> None:
        parent, name = str(path.up) if path.up is not None else "", snake(str(path.part))
        place = f" at '{parent}'" if parent else ""
        text = f'Unknown name "{name}"{place}: Proto field is not repeating, cannot start list.'
        self.violations.append((parent, f"Invalid JSON payload received. {text}"))


def _flat(values: list[Json]) -> list[Json]:
    """The list with the lists inside it opened: protocol-buffer JSON takes one for the other."""
    return [item for value in values for item in (_flat(value) if isinstance(value, list) else [value])]


def _type_title(path: str) -> str:
    last = re.sub(r"\[\d+\]", "", path.rsplit(".", 1)[-1])
    return camel("_" + last)


def _string(value: Json) -> str:
    if not isinstance(value, str):
        raise TypeError
    if not value.isascii():
        value.encode("utf-8")  # a lone surrogate is not text: UnicodeEncodeError is a ValueError
    return value


def _boolean(value: Json) -> bool:
    if isinstance(value, bool):
        return value
    if value in ("true", "false"):
        return bool(value == "true")
    raise TypeError


def _integer(value: Json, allowed: range) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError
    if isinstance(value, str) and not re.fullmatch(r"-?\d{1,20}", value, re.ASCII):
        raise TypeError
    number = int(value)
    if number not in allowed or (isinstance(value, float) and number != value):
        raise ValueError
    return number


def _double(value: Json) -> float | int:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return int(number) if number.is_integer() and abs(number) < 1e15 else number  # noqa: PLR2004 - exact in a double


SCALARS = {
    "s": _string,
    "b": _boolean,
    "i": lambda value: _integer(value, INT32),
    "l": lambda value: str(_integer(value, INT64)),
    "d": _double,
    "f": _double,
}


def accept(body: Json, name: str, root: str = "") -> JsonObject:
    """The body as a clean message of the named type.

    Args:
        body: the decoded JSON.
        name: the message type in the schema table.
        root: the field of the request that carries the body (``data``, ``spreadsheet``), named first in error paths.

    Raises:
        ApiError: 400 with every violation found.
    """
    reader = _Reader()
    if not isinstance(body, dict):
        reader.violations.append(
            (root, 'Invalid JSON payload received. Unknown name "": Root element must be a message.')
        )
        raise field_violations(reader.violations)
    result = reader.message(body, name, _Path(None, root) if root else None, 0)
    if reader.violations:
        raise field_violations(reader.violations)
    return result


def arrange(value: Json, name: str) -> Json:
    """The message with its keys in the order in which the API prints them, all the way down."""
    fields = messages()[name]
    return {field: _arrange_field(value[field], kind) for field, kind in fields.items() if field in value}


def _arrange_field(value: Json, kind: FieldType) -> Json:
    if kind.name in PROTO_NAMES or kind.name in ("=", "*"):
        return value
    if kind.is_list:
        return [arrange(item, kind.name) for item in value]
    if kind.is_map:
        return {key: arrange(item, kind.name) for key, item in value.items()}
    return arrange(value, kind.name)
