"""The public certificates by which Google's signatures are checked."""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING

import httpx

from okrsdk.errors import UnavailableError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

GOOGLE_CERTIFICATES_URL = "https://www.googleapis.com/oauth2/v1/certs"
_SECONDS_TO_WAIT = 10
_LONGEST_SECONDS = 24 * 60 * 60
_MAX_AGE = re.compile(r"max-age=(\d{1,9})", re.IGNORECASE)


class Certificates:
    """Google's certificates, fetched when they are needed and kept for as long as Google says; threads may share it.

    Args:
        client: fetches them.
        url: where they are: a JSON object from key ID to certificate.
        now: a clock in seconds that only goes forward.
    """

    def __init__(
        self,
        client: httpx.Client,
        *,
        url: str = GOOGLE_CERTIFICATES_URL,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = client
        self._url = url
        self._now = now
        self._lock = threading.Lock()
        self._kept: Mapping[str, str] = {}
        self._until = float("-inf")

    def current(self) -> Mapping[str, str]:
        """The certificates by key ID, as PEM text.

        Raises:
            UnavailableError: they cannot be fetched.
        """
        with self._lock:
            if self._now() >= self._until:
                asked = self._now()
                response = self._fetched()
                self._kept = _certificates(response)
                self._until = asked + _seconds_to_keep(response.headers)
            return self._kept

    def _fetched(self) -> httpx.Response:
        try:
            return self._client.get(self._url).raise_for_status()
        except httpx.HTTPError as exc:
            raise _unavailable() from exc


def google_certificates() -> Certificates:
    """Google's certificates, over the network."""
    return Certificates(httpx.Client(timeout=_SECONDS_TO_WAIT))


def _certificates(response: httpx.Response) -> Mapping[str, str]:
    try:
        document = response.json()
    except ValueError as exc:
        raise _unavailable() from exc
    if not isinstance(document, dict) or not document or not all(isinstance(pem, str) for pem in document.values()):
        raise _unavailable()
    return {str(name): pem for name, pem in document.items()}


def _seconds_to_keep(headers: httpx.Headers) -> int:
    """How long the answer is good for; 0 when it does not say."""
    match = _MAX_AGE.search(headers.get("cache-control", ""))
    age = headers.get("age", "")
    passed = int(age) if age.isascii() and age.isdigit() else 0
    return max(min(int(match[1]), _LONGEST_SECONDS) - passed, 0) if match else 0


def _unavailable() -> UnavailableError:
    return UnavailableError("Google's certificates do not come, so no one can be identified. Try again.")
