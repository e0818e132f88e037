"""JSON text as Google prints it: two spaces of indent, ``{}`` and ``[]`` for what is empty, letters unescaped.

The standard library indents in pure Python, call by call; this prints the same text several times faster, which is most
of the time that a values answer takes.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from math import isfinite
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject


#: Length of the indent from which on a value is one piece: an answer's rows are, its sheets are not.
DEEP = 10


class Common(dict[str, "Json"]):
    """An object that is in many places of one answer, a cell format say: its text is made once."""

    __slots__ = ()


def pretty(value: Json) -> str:
    """The value as indented JSON text with a final line end."""
    pieces: list[str] = []
    _Printer().write(value, "\n", pieces)
    pieces.append("\n")
    return "".join(pieces)


def compact(value: Json) -> str:
    """The value as JSON text without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


class _Printer:
    """Prints one answer; the answer keeps its objects alive, so that their identities can be remembered."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, str], str] = {}

    def write(self, value: Json, line: str, pieces: list[str]) -> None:
        """Adds the value's text to the pieces; what is deep inside as one piece each, so that little is copied."""
        inner, kind = line + "  ", type(value)
        if not value or len(line) > DEEP or kind not in (dict, list):
            pieces.append(self.text(value, line))
            return
        start = ("{" if kind is dict else "[") + inner
        for item in value.items() if kind is dict else value:
            key, content = item if kind is dict else (None, item)
            pieces.append(start if key is None else f"{start}{encode_basestring(key)}: ")
            self.write(content, inner, pieces)
            start = "," + inner
        pieces.append(line + ("}" if kind is dict else "]"))

    def text(self, value: Json, line: str) -> str:
        """The value's text; ``line`` is a line end and the indent of the line it is on."""
        kind = type(value)
        if kind is dict and value:
            return self._object(value, line)
        if kind is Common and value:
            key = (id(value), line)
            known = self._known.get(key)
            if known is None:
                known = self._known[key] = self._object(value, line)
            return known
        if kind is str:
            return encode_basestring(value)
        if (kind is list or kind is tuple) and value:
            inner = line + "  "
            items = [encode_basestring(item) if type(item) is str else self.text(item, inner) for item in value]
            return f"[{inner}{f',{inner}'.join(items)}{line}]"
        return _plain(value)

    def _object(self, value: JsonObject, line: str) -> str:
        inner, text = line + "  ", self.text
        items = [
            f"{encode_basestring(key)}: {encode_basestring(item) if type(item) is str else text(item, inner)}"
            for key, item in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(items)}{line}}}"


def _plain(value: Json) -> str:
    kind = type(value)
    if kind is int:
        return str(value)
    if kind is bool:
        return "true" if value else "false"
    if kind is float and isfinite(value):
        return repr(value)
    return json.dumps(value, ensure_ascii=False)
