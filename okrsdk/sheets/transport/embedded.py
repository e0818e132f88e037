"""The Local Sheets inside this process, started by the first request."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import httpx

from okrsdk.errors import ConfigError, UnavailableError
from okrsdk.extras import Extra, needing

if TYPE_CHECKING:
    from pathlib import Path

    from okrsdk.localsheets import LocalSheets

# The host only has to look like one: no socket is opened.
EMBEDDED_URL = "http://local-sheets"
WORKBENCH_URL = "http://127.0.0.1:8080"
"""The workbench that `okr demo` serves, on which people look at local workbooks."""


class EmbeddedTransport(httpx.BaseTransport):
    """Sends requests to a Local Sheets in this process, over httpx's own WSGI transport.

    Args:
        home: folder of local data; the Local Sheets there is opened by the first request and closed by `close`.
        local: one that is open already, used instead; `close` leaves it open.
    """

    def __init__(self, home: Path, *, local: LocalSheets | None = None) -> None:
        self._home = home
        self._given = local
        self._opened: LocalSheets | None = None
        self._lock = threading.Lock()

    @property
    def requests(self) -> int:
        """Number of requests to the Sheets API that reached this Local Sheets, as it counts them."""
        local = self._given or self._opened
        return local.requests["sheets"] if local else 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer of Local Sheets."""
        return httpx.WSGITransport(app=self._local().wsgi_app).handle_request(request)

    def close(self) -> None:
        """Close the Local Sheets that was opened here."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None

    def _local(self) -> LocalSheets:
        with self._lock:
            if self._given is None and self._opened is None:
                self._opened = _opened(self._home)
            local = self._given or self._opened
        assert local is not None  # noqa: S101 -- one of the two was just made sure of
        return local


def _opened(home: Path) -> LocalSheets:
    # An engine, a database and a web framework: loaded only when a request is made.
    with needing(Extra.LOCAL):
        from okrsdk.localsheets import LocalSheets, StoreError

    try:
        return LocalSheets(home)
    except StoreError as exc:
        raise UnavailableError(str(exc)) from exc
    except OSError as exc:
        message = f"The folder of local data, {home}, cannot be used: {exc.strerror}. Set OKR_HOME to another one."
        raise ConfigError(message, setting="home") from exc
