"""Field masks as Google describes them: which fields of a message they name, and what is wrong with one.

Written apart from Local Sheets' own reading of masks, so that neither proves the other right by being the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

TOKEN = re.compile(r"[A-Za-z][A-Za-z0-9]*|[*,./()]")
#: Of a request that changes something, the members that say where, not what.
PLACES = ("GridRange", "GridCoordinate", "DimensionRange", "DataSourceSheetDimensionRange", "DataFilter")


def problem_in_mask(text: str, message: str, schemas: Mapping[str, Any]) -> str | None:
    """The first thing wrong with a mask of the message: a form that is none, or a field that is not described."""
    tokens = TOKEN.findall(text)
    if not tokens or "".join(tokens) != text:
        return f"{text!r} is no field mask"
    try:
        rest = _paths(tokens, {"$ref": message}, schemas)
    except (LookupError, ValueError) as error:
        return f"{text!r}: {error.args[0]}"
    return f"{text!r} is no field mask" if rest else None


def masked_message(request: Mapping[str, Any]) -> str:
    """The message that the ``fields`` of a request are about: the one that says what is to be written."""
    parts = [node.get("items", node).get("$ref") for name, node in request["properties"].items() if name != "fields"]
    (found,) = [part for part in parts if part and part not in PLACES]
    return "CellData" if found == "RowData" else found


def _paths(tokens: list[str], node: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[str]:
    rest = _path(tokens, node, schemas)
    while rest[:1] == [","]:
        rest = _path(rest[1:], node, schemas)
    return rest


def _path(tokens: list[str], node: Mapping[str, Any], schemas: Mapping[str, Any]) -> list[str]:
    if not tokens or tokens[0] in ",./()":
        raise ValueError("a name is missing")
    inner, rest = _field(tokens[0], node, schemas), tokens[1:]
    if rest[:1] in (["."], ["/"]):
        return _path(rest[1:], inner, schemas)
    if rest[:1] == ["("]:
        rest = _paths(rest[1:], inner, schemas)
        if rest[:1] != [")"]:
            raise ValueError("a parenthesis is not closed")
        return rest[1:]
    return rest


def _field(name: str, node: Mapping[str, Any], schemas: Mapping[str, Any]) -> Mapping[str, Any]:
    while "$ref" in node or "items" in node:
        node = schemas[node["$ref"]] if "$ref" in node else node["items"]
    if name == "*":
        return {}
    if not node or "additionalProperties" in node:
        return node.get("additionalProperties", {})
    if name not in node.get("properties", {}):
        raise LookupError(f"nothing is described under {name!r}")
    found: Mapping[str, Any] = node["properties"][name]
    return found
