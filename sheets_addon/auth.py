"""Who may call, and with whose power.

The service has no power of its own over anybody's sheets: it acts with the token its caller brings, which goes to
Sheets and nowhere else. It does not yet prove who calls, so it answers on the loopback interface only, and only under
a loopback name: a web page whose host name is made to point to 127.0.0.1 (DNS rebinding) is refused by that name, and
a page elsewhere cannot send JSON here without asking first, which nothing here allows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import request

from okrsdk.client.loopback import is_loopback
from okrsdk.client.problems import LOOPBACK_ONLY
from okrsdk.errors import AccessError
from sheets_addon.problems import Problem

if TYPE_CHECKING:
    from flask import Flask, Response

_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
_BEARER = re.compile(r"bearer +([A-Za-z0-9._~+/-]+=*) *", re.IGNORECASE)
_PROXY_HEADERS = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip")


def answer_loopback_only(app: Flask) -> None:
    """Makes the app refuse every request, known path or not, that did not come over the loopback interface."""
    app.before_request(_refuse_strangers)


def bearer_token() -> str:
    """The caller's access token; empty when the request has no Authorization header.

    Raises:
        AccessError: there is one, but it is not `Bearer` and a token.
    """
    header = request.headers.get("Authorization", "")
    if not header:
        return ""
    match = _BEARER.fullmatch(header)
    if match is None:
        raise AccessError("The Authorization header must be `Bearer` and an OAuth access token.", status=401)
    return match[1]


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
