"""``/token``: access tokens for service accounts (signed assertions) and for refresh tokens.

Signatures are not checked: whoever reaches this server owns it.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import DEFAULT_LIFETIME, DEFAULT_USER, issue_token
from okrsdk.localsheets.errors import ApiError
from okrsdk.localsheets.http.answers import json_response
from okrsdk.localsheets.http.context import decoded_body, state

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("tokens", __name__)

ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"
REVOKED = "revoked"


@blueprint.post("/token")
def token() -> Response:
    """An access token: ``{"access_token", "expires_in", "token_type"}``, or OAuth's error JSON."""
    form = request.form.to_dict() or _json_form()
    grant = form.get("grant_type")
    if grant == ASSERTION:
        claims = _claims(str(form.get("assertion", "")))
        email = claims.get("sub") or claims.get("iss")
        if not isinstance(email, str):
            return _refused("invalid_grant", "Invalid JWT: it must be a signed assertion with iss.")
        return _granted(email)
    if grant == "refresh_token":
        refresh = form.get("refresh_token")
        if not refresh or refresh == REVOKED:
            return _refused("invalid_grant", "Token has been expired or revoked.")
        return _granted(str(refresh) if "@" in str(refresh) else DEFAULT_USER)
    return _refused("unsupported_grant_type", f"Invalid grant_type: {grant}")


def _json_form() -> JsonObject:
    try:
        sent = decoded_body()
    except ApiError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _granted(email: str) -> Response:
    lifetime = float(state().settings.all().get("auth", {}).get("lifetime", DEFAULT_LIFETIME))
    issued = issue_token(state().library.database, email, now=state().now(), lifetime=lifetime)
    return json_response({"access_token": issued, "expires_in": int(lifetime), "token_type": "Bearer"})


def _refused(code: str, text: str) -> Response:
    return json_response({"error": code, "error_description": text}, 400)


def _claims(assertion: str) -> JsonObject:
    parts = assertion.split(".")
    if len(parts) != 3:  # noqa: PLR2004 - header, claims, signature
        return {}
    try:
        found = json.loads(base64.urlsafe_b64decode(parts[1] + "=" * (-len(parts[1]) % 4)))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
