"""httpx over a client of gspread that one already holds: its session, sign-in and addresses carry okrsdk's requests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gspread
import httpx
import requests
from google.auth import exceptions as auth_errors

from okrsdk.sheets.transport.errors import SignInError

if TYPE_CHECKING:
    from gspread.http_client import HTTPClient

_DECODED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""Headers that are true of an answer on its way, and no longer of the body that requests gives."""


class GspreadTransport(httpx.BaseTransport):
    """Sends requests by gspread's own way to send them, whatever its owner made of it; the owner closes it.

    Args:
        client: gspread's HTTP client; it knows the session and how to sign in.
    """

    def __init__(self, client: HTTPClient) -> None:
        self._client = client

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The server's answer, whatever its status.

        Raises:
            httpx.TransportError: none came.
            SignInError: the client got no access token.
        """
        try:
            answer = self._sent(request)
        except auth_errors.GoogleAuthError as error:
            is_reached = not isinstance(error, auth_errors.TransportError)
            raise SignInError(str(error), is_reached=is_reached, is_retryable=error.retryable) from error
        except requests.Timeout as error:
            raise httpx.ReadTimeout(str(error), request=request) from error
        except requests.RequestException as error:  # whether it was sent is not known
            raise httpx.ReadError(str(error), request=request) from error
        headers = [(name, value) for name, value in answer.headers.items() if name.lower() not in _DECODED]
        return httpx.Response(answer.status_code, headers=headers, content=answer.content, request=request)

    def _sent(self, request: httpx.Request) -> requests.Response:
        type_ = request.headers.get("content-type")
        try:
            return self._client.request(
                request.method.lower(),
                str(request.url),
                data=request.read() or None,
                headers={"Content-Type": type_} if type_ else None,
            )
        except gspread.exceptions.APIError as refused:
            return refused.response
