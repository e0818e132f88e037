"""A Redis of a test's own, on a free port of this machine; tests that need one are skipped where there is none."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.serving import PATIENCE, free_port

PASSWORD = "not-a-secret"  # noqa: S105 -- of a server that lives as long as a test


@dataclass
class Redis:
    """A Redis of its own, which may be held up, stopped and started again."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is, with its password."""
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Starts it; there is an answer when this returns."""
        options = {"port": self.port, "dir": self.folder, "save": "", "requirepass": PASSWORD}
        command = ["redis-server", *(part for name, value in options.items() for part in (f"--{name}", str(value)))]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return
            time.sleep(0.01)
        raise AssertionError("Redis did not start")

    def stop(self) -> None:
        """Ends it at once, with all that it knew."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    """A Redis that runs."""
    if shutil.which("redis-server") is None:
        pytest.skip("needs the redis-server of Debian's package: apt-get install redis-server")
    own = Redis(tmp_path, free_port())
    own.start()
    yield own
    own.stop()
