"""The problems that endpoints answer with, for the OpenAPI document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.http import HTTP_STATUS_CODES

from okrsdk.client.problems import PROBLEM_TYPE

if TYPE_CHECKING:
    from flask_openapi.types import ResponseDict

_SCHEMA = {"$ref": "#/components/schemas/ProblemAnswer"}
_ALWAYS = (403, 500)
_OF_A_BODY = (400, 413, 415, 422)
OF_SHEETS = (401, 404, 409, 429, 502, 503)
"""What Sheets may answer, besides a refusal."""


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
