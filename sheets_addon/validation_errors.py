"""What is wrong with a body, a path or a header, fault by fault, in our words and without quoting what was sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from okrsdk.workbook.writing.request_key import IDEMPOTENCY_KEY
from sheets_addon.problems import invalid_request

if TYPE_CHECKING:
    from flask import Response
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails


def refuse_invalid(error: ValidationError) -> Response:
    """The problem that names every fault of a request."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return invalid_request([_fault(fault) for fault in faults]).response()


def _fault(fault: ErrorDetails) -> dict[str, str]:
    names = [str(part) for part in fault["loc"]]
    name = names[0] if names else "body"
    detail = f"{name}: {_said(fault, name)}"
    if name in (request.view_args or {}) or name == IDEMPOTENCY_KEY:
        return {"parameter": name, "detail": detail}
    return {"pointer": "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in names), "detail": detail}


def _said(fault: ErrorDetails, name: str) -> str:
    match fault["type"]:
        case "extra_forbidden":
            return "there is no such field."
        case "missing":
            return "this field must be there."
        case "string_pattern_mismatch":
            return f"this is no {name.replace('_', ' ')}."
        case "dict_type":
            return "this must be a JSON object."
        case "value_error":
            return fault["msg"].removeprefix("Value error, ")
        case _:
            return fault["msg"] + "."
