"""Who may call, and with whose power.

The service has no power of its own over any sheet: it acts with the token its caller brings, which goes to
Sheets and nowhere else. While no setting says whose requests to accept, it answers on the loopback interface only, and
only under a loopback name: a web page whose host name is made to point to 127.0.0.1 (DNS rebinding) is refused by that
name, and a page elsewhere cannot send JSON here without asking first, which nothing here allows.

Once it is told, it answers everywhere, but every request must prove whose it is before anything of it is read:

| address              | proof |
|----------------------|-------|
| `/addon/…`           | Google's own token, made for this very address |
| `/v1/spreadsheets/…` | the caller's access token, which Google judges: the service can do what it can, and no more |
| `/metrics`           | the token of whoever watches over the service |
| anything else        | the token of a person in a bound sidebar, as Apps Script sends it |

Whether it runs and the add-on's logo are open to everyone, for GET and HEAD alone.
"""

from __future__ import annotations

import hmac
import re
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING

from flask import g, request

from okrsdk.client.problems import LOOPBACK_ONLY
from okrsdk.client.transport import is_loopback
from okrsdk.errors import AccessError
from sheets_addon.identity import bearer
from sheets_addon.problems import Problem

if TYPE_CHECKING:
    from flask import Flask, Response

    from sheets_addon.identity import Callers

METRICS = "/metrics"
"""Where the figures of a running service are."""

_OPEN = ("/healthz", "/readyz", "/addon/logo.png")
_READING = ("GET", "HEAD")
_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def answer_loopback_only(app: Flask) -> None:
    """Makes the app refuse every request, known path or not, that did not come over the loopback interface."""
    app.before_request(_refuse_strangers)


def answer_proven_callers(app: Flask, callers: Callers, *, metrics_token: str = "") -> None:
    """Makes the app refuse every request, known path or not, that does not prove whose it is.

    Args:
        app: the app.
        callers: tells proofs from the rest.
        metrics_token: what opens the metrics; nothing does when it is empty.
    """
    app.before_request(partial(_must_prove, callers, metrics_token))


def bearer_token() -> str:
    """The caller's access token; empty when the request has no Authorization header.

    Raises:
        AccessError: there is one, but it is not `Bearer` and a token.
    """
    header = request.headers.get("Authorization", "")
    return bearer(header) if header else ""


def name_caller(kind: str, secret: str) -> None:
    """Says who sends this request, for those who count the requests of each.

    Args:
        kind: what it is known by, such as `person`.
        secret: what tells it from others of the kind, such as a token; only a hash of it is kept.
    """
    g.caller = _name(kind, secret)


def caller_name() -> str:
    """Who sends this request: a person or a token when it is known, else the address it comes from."""
    return str(g.caller) if "caller" in g else address_name()


def address_name() -> str:
    """The address that this request comes from, hashed."""
    return _name("address", request.remote_addr or "")


def _name(kind: str, secret: str) -> str:
    return f"{kind}:{sha256(secret.encode()).hexdigest()}"


def _must_prove(callers: Callers, metrics_token: str) -> None:
    path, authorization = request.path, request.headers.get("Authorization", "")
    if path in _OPEN and request.method in _READING:
        return
    if path.startswith("/addon/"):
        callers.must_be_google(authorization, path)
    elif path.startswith("/v1/spreadsheets/"):
        name_caller("token", bearer(authorization))
    elif path == METRICS:
        _must_watch(bearer(authorization), metrics_token)
    else:
        name_caller("person", callers.script_user(authorization).subject)


def _must_watch(token: str, metrics_token: str) -> None:
    if not metrics_token or not hmac.compare_digest(token.encode(), metrics_token.encode()):
        raise AccessError("This is not the token of the metrics; see OKR_METRICS_TOKEN.", status=401)


def _refuse_strangers() -> Response | None:
    # The address tells who connects, the host under what name; a proxy on this machine would hide the first.
    reason = ""
    if not _HOST.fullmatch(request.headers.get("Host", "")):
        reason = "The host of the request is not 127.0.0.1, localhost or [::1]."
    elif not is_loopback(request.remote_addr or ""):
        reason = "The request does not come from this machine."
    elif any(name in request.headers for name in _PROXY_HEADERS):
        reason = "The request came through a proxy."
    return Problem.of_kind(LOOPBACK_ONLY, reason).response() if reason else None
