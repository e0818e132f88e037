"""An app on a port of its own, for tests that need a real server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread
from typing import TYPE_CHECKING

from werkzeug.serving import make_server

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

SECONDS_TO_NOTICE = 0.01
"""How often a server looks whether it is to stop; by default every test would wait half a second for it."""


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
