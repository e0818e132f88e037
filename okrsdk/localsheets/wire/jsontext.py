"""JSON text as Google prints it: two spaces of indent, ``{}`` and ``[]`` for what is empty, letters unescaped.

The standard library indents in pure Python, call by call; this prints the same text several times faster, which is most
of the time that a values answer takes.
"""

from __future__ import annotations

import json
from json.encoder import encode_basestring
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json


def pretty(value: Json) -> str:
    """The value as indented JSON text with a final line end."""
    return _text(value, "\n") + "\n"


def compact(value: Json) -> str:
    """The value as JSON text without spaces."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _text(value: Json, line: str) -> str:
    """The value's text; ``line`` is a line end and the indent of the line it stands on."""
    kind = type(value)
    if kind is str:
        return encode_basestring(value)
    if kind is int:
        return str(value)
    inner = line + "  "
    if kind is dict and value:
        items = [f"{encode_basestring(key)}: {_text(item, inner)}" for key, item in value.items()]
        return "{" + inner + ("," + inner).join(items) + line + "}"
    if (kind is list or kind is tuple) and value:
        items = [encode_basestring(item) if type(item) is str else _text(item, inner) for item in value]
        return "[" + inner + ("," + inner).join(items) + line + "]"
    return json.dumps(value, ensure_ascii=False)
