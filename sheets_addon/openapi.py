"""The OpenAPI document at `/openapi.json`, made from the endpoints themselves."""

from __future__ import annotations

import json
from http import HTTPStatus
from pathlib import Path

from flask_openapi.models.info import Info
from flask_openapi.openapi import OpenAPI

from okrsdk import __version__
from sheets_addon.api.answers import ProblemAnswer
from sheets_addon.api.security import SCHEMES
from sheets_addon.validation_errors import refuse_invalid

# The library would write 3.2.0, which few tools read yet; nothing in the document needs it.
_VERSION = "3.1.1"
_DESCRIPTION = "Checks and grades Objectives and Key Results: rows in, or the caller's own spreadsheet."


def bare_app(name: str) -> OpenAPI:
    """An app without endpoints that will describe itself at `/openapi.json`."""
    app = OpenAPI(
        name,
        info=Info(title="okrsdk", version=__version__, description=_DESCRIPTION),
        security_schemes={**SCHEMES},
        doc_ui=False,
        static_folder=None,
        validation_error_callback=refuse_invalid,
        # With these two the library describes no errors but ours, which every endpoint names itself.
        validation_error_model=ProblemAnswer,
        validation_error_status=HTTPStatus.INTERNAL_SERVER_ERROR,
    )
    app.openapi_version = _VERSION
    app.add_url_rule("/openapi.json", "openapi", lambda: app.api_doc)
    return app


def openapi_text() -> str:
    """The OpenAPI document as the text of its published file, `schemas/openapi.json`."""
    from okrsdk.sheets import SheetsSettings
    from sheets_addon import ServiceConfig, create_app  # which makes its app from this module

    app = create_app(ServiceConfig(sheets=SheetsSettings(home=Path())))
    return json.dumps(app.api_doc, indent=2, ensure_ascii=False) + "\n"
