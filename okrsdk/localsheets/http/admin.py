"""``/_local/...``: what only Local Sheets has. Not counted, never delayed, never refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, Response, current_app

from okrsdk.localsheets.http.context import json_response

if TYPE_CHECKING:
    from okrsdk.localsheets.state import State

blueprint = Blueprint("local", __name__, url_prefix="/_local")


def state() -> State:
    """The state of this app."""
    found: State = current_app.extensions["localsheets"]
    return found


@blueprint.get("/requests")
def requests() -> Response:
    """``{"sheets": n, "drive": n}``: requests that reached each API."""
    return json_response(dict(state().counts))


@blueprint.delete("/requests")
def reset_requests() -> Response:
    """Starts the counts anew."""
    state().reset_counts()
    return json_response(dict(state().counts))
