"""Local Sheets as a server of its own, under granian."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from okrsdk.localsheets.app import Application

DATA_VARIABLE = "LOCAL_SHEETS_DATA"
RUN_VARIABLE = "LOCAL_SHEETS_RUN"
SERVER_VARIABLE = "LOCAL_SHEETS_SERVER"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
THREADS = 4
ORPHAN_CHECK = 0.5  # seconds
SECONDS_TO_FINISH = 10


def serve(
    host: str,
    port: int,
    data: str | os.PathLike[str],
    workers: int = 1,
    *,
    announce: Callable[[int], None] = lambda port: None,
) -> None:
    """Serves the data folder until stopped; prints nothing.

    Args:
        host: a loopback address.
        port: TCP port; 0 for any that is free.
        data: the data folder.
        workers: processes.
        announce: called with the port just before serving begins.

    Raises:
        ValueError: the host is not a loopback address: anybody who reaches this server may read and write everything.
        OSError: the port cannot be listened on; or, with its ``filename``, the folder cannot be used.
        StoreError: the folder's data file cannot be used.
    """
    from granian import Granian
    from granian.constants import Interfaces

    from okrsdk.localsheets.run_folder import run_folder
    from okrsdk.localsheets.settings import Settings
    from okrsdk.localsheets.store.library import Library

    if host not in LOOPBACK:
        raise ValueError(f"Local Sheets only serves loopback addresses ({', '.join(LOOPBACK)}), not {host!r}.")
    port = _free(host, port)
    Library(Path(data)).close()  # a damaged file is reported here, not by every worker
    with run_folder(Path(tempfile.gettempdir())) as folder:
        Settings(folder).close()  # made here, not by all workers at once
        os.environ[DATA_VARIABLE] = os.fspath(data)
        os.environ[RUN_VARIABLE] = os.fspath(folder)
        os.environ[SERVER_VARIABLE] = str(os.getpid())
        announce(port)
        Granian(
            f"{__name__}:worker_app",
            factory=True,
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            workers_kill_timeout=SECONDS_TO_FINISH,
            log_enabled=False,
        ).serve()


def _free(host: str, port: int) -> int:
    # Granian shares a port with whoever listens on it already: half of the requests would go to the other server.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        return int(probe.getsockname()[1])


def worker_app() -> Application:
    """The application of one worker process, over the folder that ``serve`` named."""
    # A worker begins with the server's handlers, which do nothing here: told to stop while it loads, it would go on.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal; the server tells its workers by SIGTERM
    from okrsdk.localsheets.app import create_app

    server = int(os.environ[SERVER_VARIABLE])
    threading.Thread(target=_end_with, args=(server,), name="orphan-check", daemon=True).start()
    return create_app(os.environ[DATA_VARIABLE], run_folder=Path(os.environ[RUN_VARIABLE]))


def _end_with(server: int) -> None:
    # A server that is killed cannot stop its workers, which would go on listening on the port. It may be gone before
    # a worker has begun, so the worker is told its number. Ending at any moment is safe: what was answered is stored.
    while os.getppid() == server:
        time.sleep(ORPHAN_CHECK)
    shutil.rmtree(os.environ[RUN_VARIABLE], ignore_errors=True)
    os._exit(1)
