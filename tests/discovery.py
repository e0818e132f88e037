"""Google's own description of its APIs (sheets.v4, drive.v3), and what a message or a request has against it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient

from tests.fieldmasks import masked_message, problem_in_mask

NAMES = ("sheets.v4", "drive.v3")
TYPES: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "array": list,
    "object": dict,
}
TEXTS = {"boolean": re.compile("true|false"), "integer": re.compile(r"-?\d+"), "number": re.compile(r"-?\d+(\.\d+)?")}
# A grid has one form in all its rows, and validating is slower than answering: of a long list both ends are looked at.
LOOKED_AT = 20

Check = Callable[[Any], str | None]


@cache
def document(name: str) -> dict[str, Any]:
    """One API's description, as google-api-python-client carries it."""
    folder = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"
    found: dict[str, Any] = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return found


def problem_in(value: Any, message: str, name: str = "sheets.v4") -> str | None:
    """The first place where the value is not the message that the API describes; nothing undescribed is allowed.

    >>> problem_in({"title": "Scores", "index": "2"}, "SheetProperties")
    "SheetProperties.index: '2' is no integer"
    """
    found = _check_of_message(name, message)(value)
    return found and message + found


@cache
def _check_of_message(name: str, message: str) -> Check:
    return _check_of(document(name)["schemas"][message], name)


def _check_of(node: Mapping[str, Any], name: str) -> Check:
    """What a value is held against: each gives the way to the problem and the problem, as `.index: '2' is no integer`.

    Made once for each node, since a test's answers have more values than the test has anything else to do.
    """
    if "$ref" in node:
        message = node["$ref"]
        # Looked up when there is a value: messages refer to one another in circles.
        return lambda value: _check_of_message(name, message)(value)  # noqa: PLW0108
    if node["type"] == "any":
        return lambda value: None
    if node["type"] == "object":
        return _check_of_object(node, name)
    if node["type"] == "array":
        return _check_of_array(node, name)
    return _check_of_scalar(node)


def _check_of_scalar(node: Mapping[str, Any]) -> Check:
    kind, allowed = node["type"], node.get("enum")
    type_: Any = TYPES[kind]
    is_integer = kind == "integer"

    def check(value: Any) -> str | None:
        if not isinstance(value, type_) or (isinstance(value, bool) and kind != "boolean"):
            return f": {value!r:.60} is no {kind}"
        is_allowed = value in allowed if allowed else not is_integer or -(2**31) <= value < 2**31
        return None if is_allowed else f": {value!r} is not allowed there"

    return check


def _check_of_array(node: Mapping[str, Any], name: str) -> Check:
    of_item = _check_of(node["items"], name)

    def check(value: Any) -> str | None:
        if not isinstance(value, list):
            return f": {value!r:.60} is no array"
        for item in value if len(value) <= 2 * LOOKED_AT else [*value[:LOOKED_AT], *value[-LOOKED_AT:]]:
            if found := of_item(item):
                return f"[]{found}"
        return None

    return check


def _check_of_object(node: Mapping[str, Any], name: str) -> Check:
    properties = node.get("properties", {})
    of_parts = {key: _check_of(part, name) for key, part in properties.items()}
    masks = {key for key, part in properties.items() if part.get("format") == "google-fieldmask"}
    others = node.get("additionalProperties") or (None if properties else {"type": "any"})
    of_others = _check_of(others, name) if others else None

    def check(value: Any) -> str | None:
        if not isinstance(value, dict):
            return f": {value!r:.60} is no object"
        for key, part in value.items():
            of_part = of_parts.get(key, of_others)
            if of_part is None:
                return f": nothing is described under {key!r}"
            if found := of_part(part):
                return f".{key}{found}"
            if key in masks and (found := problem_in_mask(part, masked_message(node), document(name)["schemas"])):
                return f".{key}: {found}"
        return None

    return check


@dataclass(frozen=True)
class Method:
    """One method of an API, as `PUT /v4/spreadsheets/{spreadsheetId}/values/{range}` is.

    Attributes:
        name: of the API's document.
        verb: HTTP method.
        path: pattern of the whole path.
        parameters: of the query, by name.
        request: message of the body; None where there is no body.
        response: message of the answer; None where none is described.
        takes_media: whether a file may be sent in place of the message.
    """

    name: str
    verb: str
    path: re.Pattern[str]
    parameters: dict[str, dict[str, Any]]
    request: str | None
    response: str | None
    takes_media: bool


def _all_methods(resource: Mapping[str, Any]) -> list[dict[str, Any]]:
    found = list(resource.get("methods", {}).values())
    for part in resource.get("resources", {}).values():
        found += _all_methods(part)
    return found


def _pattern(path: str) -> str:
    parts = re.split(r"(\{[^}]+\})", path)
    return "".join(
        "(.+)" if part == "{range}" else "([^/]+?)" if part.startswith("{") else re.escape(part) for part in parts
    )


@cache
def methods() -> tuple[Method, ...]:
    """All methods of both APIs, the longest paths first: they are the most special."""
    found = []
    for name in NAMES:
        described = document(name)
        for method in _all_methods(described):
            path = "/" + described["servicePath"] + (method.get("flatPath") or method["path"])
            upload = "(?:/upload)?" if method.get("supportsMediaUpload") else ""
            query = {key: node for key, node in method.get("parameters", {}).items() if node["location"] == "query"}
            found.append(
                Method(
                    name=name,
                    verb=method["httpMethod"],
                    path=re.compile(upload + _pattern(path)),
                    parameters=described["parameters"] | query,
                    request=method.get("request", {}).get("$ref"),
                    response=method.get("response", {}).get("$ref"),
                    takes_media=bool(upload),
                )
            )
    return tuple(sorted(found, key=lambda method: -len(method.path.pattern)))


def method_of(verb: str, path: str) -> Method | None:
    """The method that a request calls; None for one that neither API has."""
    return next((method for method in methods() if method.verb == verb and method.path.fullmatch(path)), None)


def problem_in_answer(verb: str, path: str, status: int, body: Any) -> str | None:
    """What an answer's JSON has against Google's description of it, or of its errors."""
    if status >= 400:
        return _problem_in_error(path, status, body)
    method = method_of(verb, path)
    return problem_in(body, method.response, method.name) if method and method.response else None


def _problem_in_error(path: str, status: int, body: Any) -> str | None:
    error = body.get("error") if isinstance(body, dict) and len(body) == 1 else None
    if not isinstance(error, dict) or error.get("code") != status or not error.get("message"):
        return f"error: {body!r:.200} is not in Google's form"
    detail = "errors" if path.startswith(("/drive", "/upload")) else "status"
    return None if detail in error else f"error: there is no {detail!r}"


def problem_in_request(verb: str, path: str, query: Mapping[str, Sequence[str]], body: bytes) -> str | None:
    """What a request has against Google's description of it: its path, its query, its JSON body."""
    method = method_of(verb, path)
    if method is None:
        return "no method is described there"
    if found := _problem_in_query(method, query):
        return found
    if not body or (method.takes_media and path.startswith("/upload")):
        return None
    if method.request is None:
        return "no body is described"
    try:
        return problem_in(json.loads(body), method.request, method.name)
    except ValueError:
        return "the body is not JSON"


def _problem_in_query(method: Method, query: Mapping[str, Sequence[str]]) -> str | None:
    for key, texts in query.items():
        if found := _problem_in_parameter(method.parameters.get(key), texts):
            return f"parameter {key}: {found}"
    if "fields" in query and method.response:
        found = problem_in_mask(query["fields"][0], method.response, document(method.name)["schemas"])
        return f"parameter fields: {found}" if found else None
    return None


def _problem_in_parameter(node: Mapping[str, Any] | None, texts: Sequence[str]) -> str | None:
    if node is None:
        return "is not described"
    if len(texts) > 1 and not node.get("repeated"):
        return "is there more than once"
    for text in texts:
        if "enum" in node and text not in node["enum"]:
            return f"{text!r} is not one of its choices"
        if node["type"] in TEXTS and not TEXTS[node["type"]].fullmatch(text):
            return f"{text!r} is no {node['type']}"
    return None
