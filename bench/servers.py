"""The service and a bare echo, each in a process of its own under the same server."""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, Response, request

from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig
from sheets_addon.serve import serve, serve_app

if TYPE_CHECKING:
    from collections.abc import Iterator

_SECONDS_TO_START = 120
_SECONDS_TO_STOP = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that runs.

    Attributes:
        port: where, on 127.0.0.1.
        pid: its first process.
    """

    port: int
    pid: int

    def cpu(self) -> float:
        """The seconds of a processor that its processes have taken so far."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        stats = [Path(f"/proc/{pid}/stat").read_text(encoding="utf-8") for pid in (self.pid, *children)]
        ticks = sum(int(ticks) for stat in stats for ticks in stat.rpartition(")")[2].split()[11:13])
        return ticks / os.sysconf("SC_CLK_TCK")

    def memory(self) -> int:
        """What its processes hold in memory, in bytes."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text(encoding="ascii").split()
        pages = [Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1] for pid in (self.pid, *children)]
        return sum(map(int, pages)) * os.sysconf("SC_PAGE_SIZE")


@contextmanager
def running(name: str, *, workers: int = 1) -> Iterator[Running]:
    """One of the servers, `service` or `echo`, for as long as it is needed."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "bench.servers", name, str(port), str(workers)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL)  # noqa: S603 -- our own
    try:
        _wait_for(port)
        yield Running(port=port, pid=process.pid)
    finally:
        process.terminate()
        process.wait(_SECONDS_TO_STOP)


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + _SECONDS_TO_START
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", port)
        try:
            connection.request("GET", "/healthz")
            assert connection.getresponse().status == HTTPStatus.OK
        except ConnectionError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
        else:
            return
        finally:
            connection.close()


def echo() -> Flask:
    """An app that answers with what it gets."""
    app = Flask("echo")
    app.config["MAX_CONTENT_LENGTH"] = 4 * 1024 * 1024
    app.add_url_rule("/healthz", "health", lambda: "ok")
    app.add_url_rule(
        "/v1/grade", "echo", lambda: Response(request.get_data(), mimetype="application/json"), methods=["POST"]
    )
    return app


if __name__ == "__main__":
    which, where, processes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    if which == "echo":
        serve_app(echo, port=where)
    else:
        with tempfile.TemporaryDirectory() as home:
            serve(ServiceConfig(sheets=SheetsSettings(home=Path(home))), port=where, workers=processes)
