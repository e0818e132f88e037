"""The renderer of the sidebar's cards: ES modules and a stylesheet, for any page that stands beside a spreadsheet.

`sidebar.js` is its public face; the Apps Script sidebar and the workbench show the same files.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

__all__ = ["CONTENT_SECURITY_POLICY", "FOLDER", "sidebar_blueprint"]

FOLDER = Path(__file__).parent
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES = {".js": "text/javascript", ".css": "text/css"}


def sidebar_blueprint() -> Blueprint:
    """`GET /sidebar/…`: the renderer's files. A page that uses them works under `CONTENT_SECURITY_POLICY`."""
    blueprint = Blueprint("sidebar", __name__, url_prefix="/sidebar")

    @blueprint.get("/<name>")
    def file(name: str) -> Response:
        media_type = _TYPES.get(Path(name).suffix)
        if media_type is None:
            abort(404)
        return send_from_directory(FOLDER, name, mimetype=media_type)

    return blueprint
