"""An app on a port of its own, for tests that need a real server; and how long tests wait for other processes."""

from __future__ import annotations

import os
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SECONDS_TO_NOTICE = 0.01
"""How often a server looks whether it is to stop; by default every test would wait half a second for it."""
PATIENCE = 120.0
"""Seconds for what ends by itself long before, also on a machine that is busy with other things: it is no measure."""
SIGHT = 30.0
"""Seconds for what a page shows once its server runs: a test that fails, and is run once more, ends in a minute."""

NO_AUTHORITY = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""For httpx, to what is on loopback: to read the certificates of all authorities takes longer than a request."""

_ports = count(os.getpid() * 1009)


@contextmanager
def served(app: WSGIApplication) -> Iterator[str]:
    """The address of the app on loopback, `http://127.0.0.1:` and its port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": SECONDS_TO_NOTICE}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def free_port() -> int:
    """A port for a process that must be told one.

    It is none of those that the system gives to whoever asks for any, so that no connection of this test or another
    takes it before the process does; and each process of tests looks for one elsewhere.
    """
    while True:
        port = 20_000 + next(_ports) % 12_000
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                continue
        try:
            socket.create_server(("127.0.0.1", port)).close()
        except OSError:
            continue
        return port
