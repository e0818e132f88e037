"""The service under granian, a production server."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from functools import partial
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from okrsdk.client.transport import is_loopback
from okrsdk.errors import ConfigError
from sheets_addon.asgi import AsgiService
from sheets_addon.config import ServiceConfig
from sheets_addon.monitoring import SHARED_FOLDER
from sheets_addon.rate_limit import RateLimit
from sheets_addon.spreadsheets import MOST_SHEETS_REQUESTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

_THREADS_BESIDE_SHEETS = 4
_SECONDS_TO_FINISH = 30


def serve(
    config: ServiceConfig,
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    workers: int = 1,
    announce: Callable[[], None] | None = None,
) -> None:
    """Serves until it is told to stop (SIGTERM, SIGINT); requests that are being answered are finished first.

    Args:
        config: how the service runs.
        host: the address to listen on; this machine's own while no one can prove who they are.
        port: the TCP port.
        workers: processes to answer with; each works on sixteen requests for Sheets at once, and on four others.
        announce: called when it is sure that it can serve, before the first request is answered.

    Raises:
        ConfigError: the host is not this machine's own though it must be, or the port cannot be used.
    """
    if config.identity is None and not is_loopback(host):
        raise ConfigError(
            f"The service listens only on this machine (127.0.0.1), not on {host}: no setting says whose requests to "
            "accept. "
            "For other machines set OKR_PUBLIC_URL, OKR_ADDON_SERVICE_ACCOUNT and OKR_ADDON_CLIENT_ID.",
            setting="host",
        )
    if config.rate_limit:
        RateLimit(config.rate_limit, config.rate_limit_storage)  # an error of it is told here, not by every worker
    serve_app(partial(_load, config), host=host, port=port, workers=workers, announce=announce)


def serve_app(
    load: Callable[[], Flask],
    *,
    host: str = "127.0.0.1",
    port: int = 8080,
    workers: int = 1,
    announce: Callable[[], None] | None = None,
) -> None:
    """Serves an app until it is told to stop; see `serve`.

    Args:
        load: makes the app, once in each worker's own process.
        host: the address to listen on.
        port: the TCP port.
        workers: processes to answer with.
        announce: called when it is sure that it can serve, before the first request is answered.

    Raises:
        ConfigError: the port cannot be used.
    """
    host = "127.0.0.1" if host == "localhost" else host
    _must_be_free(host, port)
    if announce is not None:
        announce()
    from granian import Granian  # takes its time, and nothing else here needs it
    from granian.constants import Interfaces

    server = Granian(
        "sheets_addon",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=workers,
        workers_kill_timeout=_SECONDS_TO_FINISH,
        websockets=False,
        log_enabled=False,
    )
    with TemporaryDirectory() as folder:
        if workers > 1:
            os.environ.setdefault(SHARED_FOLDER, folder)
        server.serve(target_loader=partial(_asgi, load), wrap_loader=False)


def _asgi(load: Callable[[], Flask]) -> AsgiService:
    # A worker begins with the server's handlers, which do nothing here: told to stop while it loads, it would go on.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of a terminal; the server tells its workers by SIGTERM
    app = load()
    # What a worker begins with it keeps to its end: no need to look through all of it again and again.
    gc.collect()
    gc.freeze()
    return AsgiService(app, threads=MOST_SHEETS_REQUESTS + _THREADS_BESIDE_SHEETS)


def _must_be_free(host: str, port: int) -> None:
    # Granian shares its port with other processes of the same user, so a second service would answer every other call.
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except OSError as exc:
        # The address of a name that does not exist fails with a number of its own.
        reason = exc.strerror if isinstance(exc, socket.gaierror) else os.strerror(exc.errno or 0)
        is_forbidden = isinstance(exc, PermissionError)
        cure = "Choose one from 1024 on." if is_forbidden else "Stop the program that listens there, or choose another."
        raise ConfigError(f"Port {port} of {host} cannot be used: {reason}. {cure}", setting="port") from exc


def _load(config: ServiceConfig) -> Flask:
    # In the worker's own process, so that no database and no connection is shared over a fork.
    from sheets_addon import create_app
    from sheets_addon.request_log import write_log

    write_log(sys.stdout)
    return create_app(config)
