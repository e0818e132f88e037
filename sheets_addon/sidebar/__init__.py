"""The renderer of the sidebar's cards: ES modules and a stylesheet, for any page beside a spreadsheet.

`sidebar.js` is its public face; the Apps Script sidebar and the workbench show the same files.
"""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort

__all__ = ["CONTENT_SECURITY_POLICY", "FOLDER", "served_file", "sidebar_blueprint"]

FOLDER = Path(__file__).parent
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' https: data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


def sidebar_blueprint() -> Blueprint:
    """`GET /sidebar/…`: the renderer's files. A page that uses them works under `CONTENT_SECURITY_POLICY`."""
    blueprint = Blueprint("sidebar", __name__, url_prefix="/sidebar")

    @blueprint.get("/<name>")
    def file(name: str) -> Response:
        return served_file(FOLDER, name)

    return blueprint


def served_file(folder: Path, name: str) -> Response:
    """A script, stylesheet or drawing of a folder as an answer; everything else in it, and outside of it, is a 404."""
    path = next((path for path in folder.iterdir() if path.name == name and path.suffix in _TYPES), None)
    if path is None:
        abort(404)
    return Response(path.read_bytes(), mimetype=_TYPES[path.suffix])
