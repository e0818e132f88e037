"""Local Sheets embedded in a Python program."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from okrsdk.localsheets.app import create_app
from okrsdk.localsheets.book.revert import revert
from okrsdk.localsheets.http.web_page_guard import IN_PROCESS

if TYPE_CHECKING:
    import os
    from collections import Counter
    from collections.abc import Callable, Iterable

    from okrsdk.localsheets.book.model import Book
    from okrsdk.localsheets.book.revert import Reverted


class LocalSheets:
    """A Sheets API server inside this process, reached through ``wsgi_app`` (for instance by ``httpx.WSGITransport``).

    Args:
        path: folder of the database, made where it is missing; None for a private one that ``close`` removes.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self._temporary = tempfile.TemporaryDirectory(prefix="localsheets-") if path is None else None
        self.path = Path(self._temporary.name if self._temporary else path or "")
        self._app = create_app(self.path)
        self._state = self._app.state

    def wsgi_app(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The WSGI callable: ``/v4/spreadsheets``, ``/drive/v3/files``, ``/upload``, ``/token``, ``/_local``.

        It is for this process, where any host name will do. Behind a socket, use `served_app`.
        """
        return self.served_app(environ | {IN_PROCESS: True}, start_response)

    def served_app(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        """The same for a WSGI server on a loopback address: it answers under loopback names only."""
        environ["PATH_INFO"] = _wsgi_path(environ.get("PATH_INFO", ""))
        return self._app(environ, start_response)

    @property
    def requests(self) -> Counter[str]:
        """How many requests reached each API: ``{"sheets": n, "drive": n}``."""
        return self._state.request_counter.counts()

    def reset_requests(self) -> None:
        """Starts the counts anew."""
        self._state.request_counter.reset()

    def interleave(self, pattern: str, edit: Callable[[], None]) -> None:
        """Runs ``edit`` once, just before the next request whose "METHOD path" the regular expression is found in.

        It plays the person who edits the sheet between a program's read and its write. ``edit`` may call the server.
        """
        self._state.interleave(pattern, edit)

    def version(self, spreadsheet_id: str) -> Book:
        """The spreadsheet as it is now, for `revert`: it never changes, and shares with later versions what they share.

        Raises:
            ApiError: 404 when there is none.
        """
        return self._state.library.published(spreadsheet_id)

    def revert(self, spreadsheet_id: str, *, before: Book, after: Book) -> Reverted:
        """Takes a change back, whoever made it; what others have written since stays, and is told.

        Args:
            spreadsheet_id: the spreadsheet.
            before: its `version` before the change.
            after: its `version` after the change.

        Raises:
            ApiError: 404 when it is gone.
        """
        return self._state.library.write(spreadsheet_id, lambda draft: revert(draft, before, after))[0]

    def close(self) -> None:
        """Closes the database and removes a private folder."""
        self._state.close()
        if self._temporary:
            self._temporary.cleanup()

    def __enter__(self) -> LocalSheets:
        return self

    def __exit__(self, *_exc: object) -> None:
        self.close()


def _wsgi_path(path: str) -> str:
    """The path with its UTF-8 bytes as Latin-1, as WSGI wants it; httpx's WSGITransport gives the decoded text."""
    try:
        path.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return path.encode("utf-8", "replace").decode("latin-1")
    return path
