"""A pytest plugin: Local Sheets for the tests of any project that works with Google Sheets.

In the ``conftest.py`` of the project::

    pytest_plugins = ["okrsdk.localsheets.testing"]

Each test that asks for them gets

- ``local_sheets``: a `LocalSheets` with a folder of its own, empty, closed after the test;
- ``local_sheets_url``: the address at which that same one is served over HTTP, on a free port of this machine.

This module needs pytest; the rest of the package does not.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import WSGIRequestHandler, make_server

from okrsdk.localsheets import LocalSheets

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def local_sheets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalSheets]:
    """A Local Sheets that holds nothing yet: its counts of requests and its interleaved edits are this test's own."""
    folder: Path = tmp_path_factory.mktemp("local_sheets")
    with LocalSheets(folder) as server:
        yield server


@pytest.fixture
def local_sheets_url(local_sheets: LocalSheets) -> Iterator[str]:
    """Address of ``local_sheets`` over HTTP, without a slash at the end: ``http://127.0.0.1:`` and a free port."""
    server = make_server("127.0.0.1", 0, local_sheets.served_app, threaded=True, request_handler=_Quiet)
    # A client that keeps its connection open must not keep the test from ending.
    server.daemon_threads = True  # type: ignore[attr-defined]  # the threaded server has it
    stops_within = {"poll_interval": 0.01}  # seconds; by default each test would wait for half a second at its end
    thread = threading.Thread(target=server.serve_forever, kwargs=stops_within, name="local-sheets", daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


class _Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log(self, type: str, message: str, *args: object) -> None:
        """Nothing: a test's output is about the test."""
