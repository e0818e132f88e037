"""``/_local/...``: what only Local Sheets has. Not counted, never delayed, never refused.

- ``GET /_local/requests``: ``{"sheets": n, "drive": n}``; ``DELETE`` starts anew.
- ``GET|PUT|DELETE /_local/faults``: see ``okrsdk.localsheets.faults``.
- ``GET|PUT|DELETE /_local/quota``: ``{"per_user": 60, "per_project": 300}``.
- ``GET|PUT|DELETE /_local/auth``: ``{"required": true, "lifetime": 3600}``.
- ``GET|PUT|DELETE /_local/clock``: ``{"offset": seconds}``.
- ``POST /_local/interleave``: ``{"pattern": "PUT .*values", "requests": [{"method", "path", "body"}]}``: a person
  who edits just before the next request whose "METHOD path" the pattern is found in.
- ``PUT /_local/files/{id}``: a spreadsheet under a chosen id: ``{"spreadsheet": {...}, "permissions": [...]}``; an
  existing one only gets the permissions.

``POST`` stands for ``PUT`` everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import DEFAULT_USER, ROLES, new_permissions
from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.errors import bad_request, not_found
from okrsdk.localsheets.faults import TALLY, checked_rules
from okrsdk.localsheets.http.answers import json_response
from okrsdk.localsheets.http.context import decoded_body, state
from okrsdk.localsheets.jsontypes import Json, JsonObject
from okrsdk.localsheets.store.files import get_file_or_none, set_file
from okrsdk.localsheets.wire.schema import accept

blueprint = Blueprint("local", __name__, url_prefix="/_local")

FILE_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")


@blueprint.get("/requests")
def requests() -> Response:
    """``{"sheets": n, "drive": n}``: requests that reached each API."""
    return json_response(dict(state().tally.counts()))


@blueprint.delete("/requests")
def reset_requests() -> Response:
    """Starts the counts anew."""
    state().tally.reset()
    return json_response(dict(state().tally.counts()))


def _numbers(value: Json, allowed: tuple[str, ...]) -> JsonObject:
    if not isinstance(value, dict) or not value.keys() <= set(allowed):
        raise bad_request(f"Expected an object with {', '.join(allowed)}.")
    if not all(isinstance(item, (int, float)) for item in value.values()):
        raise bad_request("Expected numbers.")
    return value


CHECKS: dict[str, Callable[[Json], JsonObject]] = {
    "faults": checked_rules,
    "quota": partial(_numbers, allowed=("per_user", "per_project")),
    "auth": partial(_numbers, allowed=("required", "lifetime")),
    "clock": partial(_numbers, allowed=("offset",)),
}


@blueprint.route("/<any(faults, quota, auth, clock):name>", methods=["GET", "PUT", "POST", "DELETE"])
def setting(name: str) -> Response:
    """Reads, sets or removes one setting."""
    settings = state().settings
    if request.method in ("PUT", "POST"):
        settings.set(name, CHECKS[name](decoded_body()))
        settings.forget_numbers(TALLY if name == "faults" else f"{name}:")
    elif request.method == "DELETE":
        settings.set(name, None)
    return json_response(settings.all().get(name, {}))


@blueprint.post("/interleave")
def interleave() -> Response:
    """Sets up requests that come in just before another."""
    value = decoded_body()
    if not isinstance(value, dict) or not isinstance(value.get("requests"), list):
        raise bad_request('Expected {"pattern": ..., "requests": [{"method", "path", "body"}]}.')
    for call in value["requests"]:
        if not isinstance(call, dict) or not str(call.get("path", "")).startswith("/"):
            raise bad_request("Each request needs a path.")
    try:
        re.compile(value.get("pattern", ""))
    except (re.error, TypeError) as error:
        raise bad_request(f"pattern is not a regular expression: {error}") from error
    entry = {"pattern": value.get("pattern", ""), "requests": value["requests"]}
    state().settings.change("interleave", lambda waiting: [*(waiting or []), entry])
    return json_response({})


@blueprint.route("/files/<file_id>", methods=["PUT", "POST"])
def put_file(file_id: str) -> Response:
    """Makes a spreadsheet under this id, or sets the permissions of an existing one."""
    if not FILE_ID.fullmatch(file_id):
        raise bad_request("A file id has letters, digits, - and _ only.")
    value = decoded_body()
    if not isinstance(value, dict):
        raise bad_request("Expected an object.")
    permissions = _permissions(value.get("permissions"))
    library = state().library
    file = get_file_or_none(library, file_id)
    if file is None:
        book = build_book(accept(value.get("spreadsheet", {}), "Spreadsheet", "spreadsheet"), file_id)
        library.add(book, extra={"permissions": permissions or new_permissions(DEFAULT_USER)})
    elif permissions is not None:
        set_file(library, replace(file, extra={**file.extra, "permissions": permissions}))
    return json_response({"id": file_id})


def _permissions(value: Json) -> list[JsonObject] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(item, dict) and item.get("role") in ROLES for item in value):
        raise bad_request(f"permissions must be a list of objects whose role is one of {', '.join(ROLES)}.")
    return [{"type": "user", **item, "id": str(item.get("id", index + 1))} for index, item in enumerate(value)]


@blueprint.route("/", defaults={"rest": ""}, methods=["GET", "PUT", "POST", "DELETE", "PATCH"])
@blueprint.route("/<path:rest>", methods=["GET", "PUT", "POST", "DELETE", "PATCH"])
def nothing(rest: str) -> Response:
    """404 for everything else."""
    del rest
    raise not_found()
