"""Google's own description of its APIs, as validators of what Local Sheets answers."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import googleapiclient
import jsonschema

DOCUMENTS = Path(googleapiclient.__file__).parent / "discovery_cache" / "documents"


@cache
def document(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DOCUMENTS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def _schema(node: Any) -> Any:
    """A discovery schema as a JSON schema that allows nothing undescribed."""
    if "$ref" in node:
        return {"$ref": f"#/$defs/{node['$ref']}"}
    if node.get("type") == "any":
        return {}
    result: dict[str, Any] = {"type": node["type"]}
    if "enum" in node:
        result["enum"] = node["enum"]
    if node["type"] == "integer":
        result |= {"minimum": -(2**31), "maximum": 2**31 - 1}
    if node["type"] == "array":
        result["items"] = _schema(node["items"])
    if node["type"] == "object":
        result["properties"] = {name: _schema(part) for name, part in node.get("properties", {}).items()}
        more = node.get("additionalProperties")
        result["additionalProperties"] = _schema(more) if more else "properties" not in node
    return result


@cache
def validator(name: str, message: str) -> jsonschema.Draft202012Validator:
    definitions = {key: _schema(node) for key, node in document(name)["schemas"].items()}
    return jsonschema.Draft202012Validator({"$ref": f"#/$defs/{message}", "$defs": definitions})


def _methods(resource: dict[str, Any]) -> list[dict[str, Any]]:
    found = list(resource.get("methods", {}).values())
    for part in resource.get("resources", {}).values():
        found += _methods(part)
    return found


@cache
def routes(name: str) -> list[tuple[str, re.Pattern[str], str | None]]:
    """(HTTP method, path pattern, message of the answer) of every method, longest path first."""
    base = "" if name == "sheets.v4" else "drive/v3/"
    found = []
    for method in _methods(document(name)):
        path = base + (method.get("flatPath") or method["path"])
        pattern = "".join(
            "(.+)" if part in ("{range}",) else "([^/]+?)" if part.startswith("{") else re.escape(part)
            for part in re.split(r"(\{[^}]+\})", path)
        )
        found.append((method["httpMethod"], re.compile("/" + pattern), method.get("response", {}).get("$ref")))
    return sorted(found, key=lambda route: -len(route[1].pattern))


def message_of(method: str, path: str) -> tuple[str, str] | None:
    """(document, message) that describes the answer to a request; None where nothing is described."""
    for name in ("sheets.v4", "drive.v3"):
        for verb, pattern, message in routes(name):
            if verb == method and pattern.fullmatch(path) and message:
                return name, message
    return None


def check_answer(method: str, path: str, status: int, body: Any) -> None:
    """Fails where an answer is not of the form that Google's description gives it."""
    if status >= 400:
        assert set(body) == {"error"}, body
        error = body["error"]
        assert error["code"] == status
        assert isinstance(error["message"], str)
        assert error["message"]
        assert ("errors" in error) if path.startswith(("/drive", "/upload")) else ("status" in error)
        return
    described = message_of(method, path)
    if described:
        problems = sorted(validator(*described).iter_errors(body), key=str)
        assert not problems, f"{method} {path}: {problems[0].message} at {list(problems[0].absolute_path)}"
