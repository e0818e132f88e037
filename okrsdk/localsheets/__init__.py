"""Local Sheets: an embedded server that speaks the Google Sheets API v4 over IronCalc and SQLite.

``LocalSheets(path)`` runs it inside a program, ``create_app(path)`` gives the WSGI application for a server, and
``okrsdk.localsheets.serve.serve`` runs it under granian. It knows nothing of OKRs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from okrsdk.localsheets.app import create_app
    from okrsdk.localsheets.embedded import LocalSheets
    from okrsdk.localsheets.errors import DamagedStoreError, StoreError

__all__ = ["DamagedStoreError", "LocalSheets", "StoreError", "create_app"]

_HOMES = {
    "DamagedStoreError": "okrsdk.localsheets.errors",
    "StoreError": "okrsdk.localsheets.errors",
    "LocalSheets": "okrsdk.localsheets.embedded",
    "create_app": "okrsdk.localsheets.app",
}


def __getattr__(name: str) -> object:
    # Imported on first use: Flask and the engine cost more than the rest of a short command.
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
