"""``/token``: access tokens for service accounts (signed assertions) and for refresh tokens; Google's older paths too.

Signatures are not checked: whoever reaches this server owns it.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING

from flask import Blueprint, Response, request

from okrsdk.localsheets.access import DEFAULT_LIFETIME, DEFAULT_USER, issue_token
from okrsdk.localsheets.errors import ApiError
from okrsdk.localsheets.http.request_context import decoded_body, state
from okrsdk.localsheets.json_responses import json_response

if TYPE_CHECKING:
    from okrsdk.localsheets.jsontypes import JsonObject

blueprint = Blueprint("tokens", __name__)

ASSERTION = "urn:ietf:params:oauth:grant-type:jwt-bearer"
REVOKED = "revoked"
LONGEST_ASSERTION = 3600
ALLOWED_SKEW = 300


@blueprint.post("/token")
@blueprint.post("/oauth2/v4/token")
@blueprint.post("/o/oauth2/token")
def token() -> Response:
    """An access token: ``{"access_token", "expires_in", "token_type"}``, or OAuth's error JSON."""
    form = request.form.to_dict() or _json_form()
    grant = form.get("grant_type")
    if grant == ASSERTION:
        claims = _claims(str(form.get("assertion", "")))
        email = claims.get("sub") or claims.get("iss")
        if not isinstance(email, str):
            return _refused("invalid_grant", "Invalid JWT: it must be a signed assertion with iss.")
        if not _is_timely(claims, state().now()):
            return _refused(
                "invalid_grant",
                "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
                "Check your iat and exp values in the JWT claim.",
            )
        return _granted(email)
    if grant == "refresh_token":
        refresh = form.get("refresh_token")
        if not refresh or refresh == REVOKED:
            return _refused("invalid_grant", "Token has been expired or revoked.")
        return _granted(str(refresh) if "@" in str(refresh) else DEFAULT_USER)
    return _refused("unsupported_grant_type", f"Invalid grant_type: {grant}")


def _is_timely(claims: JsonObject, now: float) -> bool:
    """Whether the assertion holds now, and no longer than an hour; one that does not say when always does."""
    start, end = claims.get("iat", now), claims.get("exp", now + 1)
    if not isinstance(start, int | float) or not isinstance(end, int | float):
        return False
    return start <= now + ALLOWED_SKEW and now < end <= start + LONGEST_ASSERTION + ALLOWED_SKEW


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
