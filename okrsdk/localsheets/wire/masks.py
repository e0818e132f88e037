"""Field masks: which fields of a message are meant.

On reading they are in ``fields=`` of a URL, on writing in ``fields`` of a request. A parsed mask is a tree: field
name to subtree, an empty subtree meaning the whole field.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from okrsdk.localsheets.errors import ApiError, bad_request, field_violations
from okrsdk.localsheets.wire.schema import arrange, camel, color_fields, messages

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import Json, JsonObject
    from okrsdk.localsheets.wire.schema import FieldType

Mask = dict[str, "Mask"]

TOKEN = re.compile(r"[A-Za-z_][\w$-]*|\*|[(),./]")
MAX_MASK_DEPTH = 40


class _Parser:
    """Recursive descent over ``a.b(c,d/e),f``."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = TOKEN.findall(text)
        if "".join(self.tokens) != text:
            wrong = next((path for path in text.split(",") if "".join(TOKEN.findall(path)) != path), text)
            raise _unexpandable(wrong[:200])
        self.place = 0

    def peek(self) -> str:
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.place += 1
        return token

    def paths(self, depth: int) -> Mask:
        result: Mask = {}
        while True:
            self.path(result, depth)
            if self.peek() != ",":
                return result
            self.take()

    def path(self, into: Mask, depth: int) -> None:
        name = self.take()
        if depth > MAX_MASK_DEPTH or not name or name in "(),./":
            raise _unexpandable(self.text[:200])
        known = into.get(name)
        whole_before = known is not None and not known
        branch = into.setdefault(name, {})
        if self.peek() in (".", "/"):
            self.take()
            self.path(branch, depth + 1)
        elif self.peek() == "(":
            self.take()
            merge_masks(branch, self.paths(depth + 1))
            if self.take() != ")":
                raise _unexpandable(self.text[:200])
        else:
            branch.clear()
        if whole_before:
            branch.clear()


def merge_masks(into: Mask, other: Mask) -> None:
    """Adds the other mask's fields; a whole field stays whole."""
    for name, branch in other.items():
        if name not in into:
            into[name] = branch
        elif not branch or not into[name]:
            into[name] = {}
        else:
            merge_masks(into[name], branch)


def parse_mask(text: str, message: str | None, *, on_error: str = "expand") -> Mask:
    """The mask as a tree with camelCase names, every name checked against the message.

    Args:
        text: as given by the client, e.g. ``sheets(properties.title,data/rowData)``.
        message: the message type the mask is about; None leaves names unchecked.
        on_error: "expand" for the URL's error text, "field" for that of a request's own mask.
    """
    parser = _Parser(text)
    tree = parser.paths(0)
    if parser.peek():
        raise _unexpandable(text[:200])
    return _checked(tree, message, "", on_error)


def _checked(tree: Mask, message: str | None, prefix: str, on_error: str) -> Mask:
    if "*" in tree:
        return {}
    if message is None:
        return {camel(name): _checked(branch, None, "", on_error) for name, branch in tree.items()}
    result: Mask = {}
    fields = messages().get(message, {})
    for name, branch in tree.items():
        field, path = (name if name in fields else camel(name)), prefix + name
        kind = fields.get(field)
        if kind is None:
            raise _no_such(path, on_error)
        result[field] = _checked_branch(branch, kind, path + ".", on_error)
        if on_error == "field" and (twin := _twin(field, message)):
            result[twin] = {}  # who writes a colour writes its style too
    return result


def _twin(field: str, message: str) -> str | None:
    colors = color_fields(message)
    if field in colors:
        return field + "Style"
    return next((color for color in colors if color + "Style" == field), None)


def _checked_branch(branch: Mask, kind: FieldType, prefix: str, on_error: str) -> Mask:
    if not branch:
        return {}
    if kind.name not in messages():
        raise _no_such(prefix + next(iter(branch)), on_error)
    if kind.is_map:
        return {}
    return _checked(branch, kind.name, prefix, on_error)


def _no_such(path: str, on_error: str) -> Exception:
    if on_error == "field":
        return bad_request(f"Invalid field: {path}")
    return _unexpandable(path)


def _unexpandable(path: str) -> ApiError:
    """The 400 of a mask that means nothing: what is wrong is said in its details alone."""
    text = f"Error expanding 'fields' parameter. Cannot find matching fields for path '{path}'."
    details = field_violations([(path, text)]).details
    return ApiError(400, "Request contains an invalid argument.", details=details)


def pick(value: Json, mask: Mask) -> Json:
    """The value reduced to what the mask names; an empty mask takes it whole."""
    if not mask:
        return value
    if isinstance(value, list):
        return [pick(item, mask) for item in value]
    if isinstance(value, dict):
        return {name: pick(value[name], mask[name]) for name in value if name in mask}
    return value


def assign(old: JsonObject, new: JsonObject, mask: Mask, message: str) -> JsonObject:
    """A copy of ``old`` in which the masked fields are those of ``new``: absent there, they are cleared."""
    result = dict(old)
    fields = messages()[message]
    for name, branch in mask.items():
        if name not in new:
            deeper = isinstance(old.get(name), dict) and branch
            if deeper:
                result[name] = assign(old[name], {}, branch, fields[name].name)
            if not deeper or not result[name]:
                result.pop(name, None)
        elif branch and isinstance(new[name], dict) and not fields[name].is_list:
            result[name] = assign(old.get(name) or {}, new[name], branch, fields[name].name)
        else:
            result[name] = new[name]
    ordered: JsonObject = arrange(result, message) if len(result) > 1 else result
    return ordered


def has_path(mask: Mask, *path: str) -> bool:
    """Whether the mask takes any of this field (the root counts as a whole mask when empty)."""
    for name in path:
        if not mask:
            return True
        if name not in mask:
            return False
        mask = mask[name]
    return True
