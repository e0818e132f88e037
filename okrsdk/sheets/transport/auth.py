"""google-auth on httpx: the access token put on each request, fetched and renewed over httpx."""

from __future__ import annotations

import threading
from http import HTTPStatus
from typing import TYPE_CHECKING

import httpx
from google.auth import exceptions as auth_errors
from google.auth import transport

from okrsdk.sheets.transport.errors import SignInError

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from google.auth.credentials import Credentials


class GoogleAuth(httpx.Auth):
    """Puts the access token on each request; a 401 renews it once and asks again.

    Args:
        credentials: google-auth's; shared by all threads.
        client: fetches tokens, without authentication; may be the one that this authenticates.
    """

    def __init__(self, credentials: Credentials, client: httpx.Client) -> None:
        self._credentials = credentials
        self._token_request = HttpxTokenRequest(client)
        self._lock = threading.Lock()

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """The request with its token, and once more with a new token when the first is refused."""
        with self._lock:
            if not self._credentials.valid:
                self._refresh()
            token = self._credentials.token
        request.headers["Authorization"] = f"Bearer {token}"
        response = yield request
        if response.status_code != HTTPStatus.UNAUTHORIZED or not self._renew(token):
            return
        request.headers["Authorization"] = f"Bearer {self._credentials.token}"
        yield request

    def _renew(self, refused: str | None) -> bool:
        with self._lock:
            if self._credentials.token != refused:  # another thread was faster
                return True
            try:
                self._refresh()
            except SignInError as error:
                if error.is_reached and not error.is_retryable:
                    return False  # the 401 itself says what to do
                raise
            return True

    def _refresh(self) -> None:
        try:
            self._credentials.refresh(self._token_request)  # type: ignore[no-untyped-call] # google-auth has no types
        except auth_errors.GoogleAuthError as error:
            is_reached = not isinstance(error, auth_errors.TransportError)
            raise SignInError(str(error), is_reached=is_reached, is_retryable=error.retryable) from error


class HttpxTokenRequest(transport.Request):
    """google-auth's way to make a request, over httpx."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client

    def __call__(
        self,
        url: str,
        method: str = "GET",
        body: bytes | str | None = None,
        headers: Mapping[str, str] | None = None,
        timeout: float | None = None,
        **_: object,
    ) -> HttpxTokenResponse:
        """The answer of a token endpoint.

        Raises:
            google.auth.exceptions.TransportError: none came.
        """
        wait = httpx.USE_CLIENT_DEFAULT if timeout is None else timeout
        try:
            response = self._client.request(method, url, content=body, headers=headers, timeout=wait, auth=None)
        except httpx.HTTPError as exc:
            raise auth_errors.TransportError(exc) from exc  # type: ignore[no-untyped-call] # google-auth has no types here
        return HttpxTokenResponse(response)


class HttpxTokenResponse(transport.Response):
    """An httpx response as google-auth wants it."""

    def __init__(self, response: httpx.Response) -> None:
        self._response = response

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self._response.status_code

    @property
    def headers(self) -> Mapping[str, str]:
        """The headers."""
        return self._response.headers

    @property
    def data(self) -> bytes:
        """The body."""
        return self._response.content
