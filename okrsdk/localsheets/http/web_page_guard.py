"""Keeps web pages out: whoever reaches this server may read and change everything, and any page may send it requests.

A browser sends what a page asks for to loopback addresses too, and says so in headers that no page can change. Each
rule closes one way in:

- **Host** must be a loopback name: a page whose own name was made to point here (DNS rebinding) comes under that name.
  Within one process there are no names to point anywhere, so any will do.
- **Origin** and **Sec-Fetch-Site** must not speak of another origin.
- **Content-Type** must be JSON where there is a body, which a page cannot send elsewhere without asking first, and
  nothing here allows it. Uploads take any type and tokens are asked for by forms; Origin alone protects them.
- **X-Local-Sheets** must be there for ``/_local``: it cannot be sent elsewhere without asking first either.

What is stored may be a page itself. It is shown in a sandbox, so that it is of another origin too.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import request

from okrsdk.localsheets.errors import ApiError

if TYPE_CHECKING:
    from flask import Response

LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
#: What browsers say of requests that no page made, or one of this very server.
OWN_SITES = ("same-origin", "none")
LOCAL_HEADER = "X-Local-Sheets"
#: Set in the WSGI environment of a request that came over no socket.
IN_PROCESS = "okrsdk.localsheets.in_process"
#: Where bodies may be of other types than JSON.
ANY_BODY = ("/upload/", "/token", "/oauth2/v4/token", "/o/oauth2/token")


def refuse_web_pages() -> None:
    """Refuses this request, whatever its path, if a page of another origin could have sent it.

    Raises:
        ApiError: 403, or 415 for a body that is not JSON.
    """
    host, origin = request.headers.get("Host", ""), request.headers.get("Origin")
    if IN_PROCESS not in request.environ and not LOOPBACK_HOST.fullmatch(host):
        raise ApiError(403, "Local Sheets answers under loopback names only: use http://127.0.0.1 or http://localhost.")
    if origin is not None and origin.lower() != f"{request.scheme}://{host}".lower():
        raise ApiError(403, "Local Sheets takes no requests from web pages of another origin.")
    if request.headers.get("Sec-Fetch-Site", "none") not in OWN_SITES:
        raise ApiError(403, "Local Sheets takes no requests from web pages of another site.")
    if request.path.startswith("/_local") and request.headers.get(LOCAL_HEADER) != "1":
        raise ApiError(403, f"Requests to /_local need the header {LOCAL_HEADER}: 1.")
    if _has_body() and not request.is_json and not request.path.startswith(ANY_BODY):
        raise ApiError(415, "Local Sheets takes JSON: send the header Content-Type: application/json.")


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def show_in_a_sandbox(response: Response) -> Response:
    """The answer, which a browser neither runs nor takes for anything but what it says it is."""
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
