"""``/_local/...``: what only Local Sheets has. Not counted, never delayed; needs the header ``X-Local-Sheets: 1``.

``PUT`` (or ``POST``) sets, ``GET`` reads, ``DELETE`` removes:

- ``/_local/requests``: ``{"sheets": n, "drive": n}``, read; removed, they start anew.
- ``/_local/faults``: see ``okrsdk.localsheets.faults``.
- ``/_local/quota``: ``{"per_user": 60, "per_project": 300}``; see ``okrsdk.localsheets.quota``.
- ``/_local/auth``: ``{"required": true, "lifetime": 3600}``.
- ``/_local/clock``: ``{"offset": seconds}``.
- ``/_local/search``: ``{"late": 30, "late_by_parent": 5}``: seconds after which a new file is found by ``files.list``;
  the second where nothing but its folder, kind and trash is asked for.
- ``/_local/interleave``: ``{"pattern": "PUT .*values", "requests": [{"method", "path", "body"}]}``: a person who edits
  just before the next request whose "METHOD path" the pattern is found in. Each one set is added to those that wait.
- ``/_local/files/{id}``: a spreadsheet under a chosen id: ``{"spreadsheet": {...}, "permissions": [...]}``, or a
  folder: ``{"folder": "name"}``; an existing file only gets the permissions.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import DEFAULT_USER, new_permissions
from okrsdk.localsheets.admin_schemas import SETTINGS, checked_file, checked_interleave
from okrsdk.localsheets.book.create import build_book
from okrsdk.localsheets.drive.resources import FOLDER_MIME, permissions_of
from okrsdk.localsheets.errors import bad_request, not_found
from okrsdk.localsheets.faults import COUNTER_PREFIX
from okrsdk.localsheets.http.request_context import decoded_body, library, state
from okrsdk.localsheets.json_responses import json_response
from okrsdk.localsheets.store.files import File, add_file, get_file_or_none, set_file
from okrsdk.localsheets.wire.schema import accept

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("local", __name__, url_prefix="/_local")

FILE_ID = re.compile(r"[A-Za-z0-9_-]{1,100}")


@blueprint.get("/requests")
def requests() -> Response:
    """``{"sheets": n, "drive": n}``: requests that reached each API."""
    return json_response(dict(state().request_counter.counts()))


@blueprint.delete("/requests")
def reset_requests() -> Response:
    """Starts the counts anew."""
    state().request_counter.reset()
    return json_response(dict(state().request_counter.counts()))


@blueprint.route("/<any(faults, quota, auth, clock, search):name>", methods=["GET", "PUT", "POST", "DELETE"])
def setting(name: str) -> Response:
    """Reads, sets or removes one setting."""
    settings = state().settings
    if request.method in ("PUT", "POST"):
        settings.set(name, SETTINGS[name](decoded_body()))
        settings.forget_numbers(COUNTER_PREFIX if name == "faults" else f"{name}:")
    elif request.method == "DELETE":
        settings.set(name, None)
    return json_response(settings.all().get(name, {}))


@blueprint.route("/interleave", methods=["GET", "PUT", "POST", "DELETE"])
def interleave() -> Response:
    """Sets up requests that come in just before another; reads or removes those that wait."""
    settings = state().settings
    if request.method == "DELETE":
        settings.set("interleave", None)
    elif request.method in ("PUT", "POST"):
        entry = checked_interleave(decoded_body())
        settings.change("interleave", lambda waiting: [*(waiting or []), entry])
    return json_response({"waiting": settings.all().get("interleave") or []})


@blueprint.route("/files/<file_id>", methods=["GET", "PUT", "POST", "DELETE"])
def one_file(file_id: str) -> Response:
    """Makes a file under this id or sets the permissions of an existing one; reads or deletes it, whoever owns it."""
    if not FILE_ID.fullmatch(file_id):
        raise bad_request("A file id has letters, digits, - and _ only, 100 at most.")
    file = get_file_or_none(library(), file_id)
    if request.method in ("PUT", "POST"):
        _set_up(file_id, file, checked_file(decoded_body()))
        return json_response({"id": file_id})
    if file is None:
        raise not_found()
    if request.method == "DELETE":
        library().remove(file_id)
        return json_response({})
    return json_response({"id": file_id, "name": file.name, "mimeType": file.mime, "permissions": permissions_of(file)})


def _set_up(file_id: str, file: File | None, order: JsonObject) -> None:
    permissions = order.get("permissions")
    if file is not None:
        if permissions is not None:
            set_file(library(), replace(file, extra={**file.extra, "permissions": permissions}))
        return
    extra: JsonObject = {"permissions": new_permissions(DEFAULT_USER) if permissions is None else permissions}
    if "folder" in order:
        add_file(library(), order["folder"] or "Untitled", FOLDER_MIME, extra, file_id=file_id)
    else:
        library().add(
            build_book(accept(order.get("spreadsheet", {}), "Spreadsheet", "spreadsheet"), file_id), extra=extra
        )


@blueprint.route("/", defaults={"rest": ""}, methods=["GET", "PUT", "POST", "DELETE", "PATCH"])
@blueprint.route("/<path:rest>", methods=["GET", "PUT", "POST", "DELETE", "PATCH"])
def nothing(rest: str) -> Response:
    """404 for everything else."""
    del rest
    raise not_found()
