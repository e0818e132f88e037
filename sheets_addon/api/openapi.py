"""The OpenAPI document at `/openapi.json`, made from the endpoints, and what endpoints have in common in it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from flask_openapi.models.info import Info
from flask_openapi.models.security_scheme import SecurityScheme
from flask_openapi.openapi import OpenAPI
from werkzeug.http import HTTP_STATUS_CODES

from okrsdk import __version__
from okrsdk.client.problems import PROBLEM_TYPE
from sheets_addon.api.schemas import ProblemAnswer
from sheets_addon.validation_errors import refuse_invalid

if TYPE_CHECKING:
    from flask_openapi.types import ResponseDict

# The library would write 3.2.0, which few tools read yet; nothing in the document needs it.
_VERSION = "3.1.1"
_DESCRIPTION = "Checks and grades Objectives and Key Results: rows in, or the caller's own spreadsheet."
_SCHEMA = {"$ref": "#/components/schemas/ProblemAnswer"}
_ALWAYS = (403, 500)
_OF_A_BODY = (400, 413, 415, 422)
OF_SHEETS = (401, 404, 409, 429, 502, 503)
"""What Sheets may answer, besides a refusal."""

_SCHEMES: dict[str, SecurityScheme] = {
    "google": SecurityScheme(
        type="http",
        scheme="bearer",
        description="The OAuth access token of the person whose spreadsheet it is. It is passed on to Google Sheets "
        "and used for nothing else.",
    ),
    "person": SecurityScheme(
        type="http",
        scheme="bearer",
        bearerFormat="JWT",
        description="Google's ID token of a person, made for the Apps Script project of a bound sidebar.",
    ),
}

ACCESS_TOKEN: list[dict[str, list[str]]] = [{"google": []}, {}]
"""A token is asked for where Google is behind the service; Local Sheets needs none."""

ID_TOKEN: list[dict[str, list[str]]] = [{"person": []}, {}]
"""A token is asked for where other machines are answered; on the loopback interface none is."""


def bare_app(name: str) -> OpenAPI:
    """An app without endpoints that will describe itself at `/openapi.json`."""
    app = OpenAPI(
        name,
        info=Info(title="okrsdk", version=__version__, description=_DESCRIPTION),
        security_schemes={**_SCHEMES},
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


def problems(*statuses: int, has_body: bool = False) -> ResponseDict:
    """The description of an endpoint's problems.

    Args:
        statuses: their HTTP statuses, besides those that every endpoint may answer with.
        has_body: whether a body is sent, in which something may be wrong.
    """
    all_statuses = sorted({*statuses, *_ALWAYS, *(_OF_A_BODY if has_body else ())})
    return {
        status: {"description": HTTP_STATUS_CODES[status], "content": {PROBLEM_TYPE: {"schema": _SCHEMA}}}
        for status in all_statuses
    }
