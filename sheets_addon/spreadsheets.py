"""The spreadsheets that the service works on, opened with the power of whoever asks."""

from __future__ import annotations

import os
import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.request import getproxies

import httpx

from okrsdk.errors import AccessError, UnavailableError
from okrsdk.sheets import Backend, Connection, connect
from okrsdk.texts import text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from okrsdk.localsheets import LocalSheets
    from okrsdk.sheets import SheetsSettings

MOST_SHEETS_REQUESTS = 16
"""How many requests may wait for Sheets at once in each process."""


class Spreadsheets:
    """The way to the callers' spreadsheets; threads may share it.

    Sheets may be slow, and whoever waits for it holds a thread. So only so many may wait at once, and others are told
    to come back, which leaves threads for what needs no spreadsheet.

    A caller's token opens a connection that lives as long as the request and is used for no other; what all
    requests share is below it, the pool of network connections. The settings' own credentials are never used.

    Args:
        settings: which Sheets.
        local: a Local Sheets open in this process, for the embedded backend; else the one in the settings' home.
        transport: sends requests to Sheets in place of the network.
        most_requests: how many connections there may be at once.
    """

    def __init__(
        self,
        settings: SheetsSettings,
        *,
        local: LocalSheets | None = None,
        transport: httpx.BaseTransport | None = None,
        most_requests: int = MOST_SHEETS_REQUESTS,
    ) -> None:
        self._free = threading.BoundedSemaphore(most_requests)
        self._settings = replace(settings, credentials=None, act_as="")
        self._embedded = connect(settings, local=local) if settings.backend is Backend.EMBEDDED else None
        self._shared = None if self._embedded else _KeptOpen(transport or _network(settings))

    @contextmanager
    def connection(self, token: str) -> Iterator[Connection]:
        """A connection with the caller's token.

        Raises:
            AccessError: Google is asked, and there is no token.
            UnavailableError: too many others wait for Sheets already.
        """
        if not self._free.acquire(blocking=False):
            raise UnavailableError(text("Sheets is slow, and others wait for it already. Try again in a few seconds."))
        try:
            with self._opened(token) as connection:
                yield connection
        finally:
            self._free.release()

    @contextmanager
    def _opened(self, token: str) -> Iterator[Connection]:
        if self._embedded is not None:
            yield self._embedded
            return
        if not token and self._settings.backend is Backend.GOOGLE:
            raise AccessError(
                "Send the OAuth access token of the person whose spreadsheet it is: Authorization: Bearer …", status=401
            )
        with connect(self._settings, token=token, transport=self._shared) as own:
            yield own

    def must_be_usable(self) -> None:
        """Makes sure that work can begin; Sheets itself is not asked.

        Raises:
            UnavailableError: the folder of local data cannot be used.
        """
        if self._embedded is None:
            return
        home = self._settings.home
        try:
            home.mkdir(parents=True, exist_ok=True)
        except OSError as exc:
            raise UnavailableError(text("The folder of local data cannot be made; see OKR_HOME.")) from exc
        if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
            raise UnavailableError(text("The folder of local data cannot be written; see OKR_HOME."))


def _network(settings: SheetsSettings) -> httpx.HTTPTransport:
    return httpx.HTTPTransport(proxy=getproxies().get("https") if settings.backend is Backend.GOOGLE else None)


class _KeptOpen(httpx.BaseTransport):
    """A transport that outlives the clients that use it."""

    def __init__(self, transport: httpx.BaseTransport) -> None:
        self._transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        return self._transport.handle_request(request)
