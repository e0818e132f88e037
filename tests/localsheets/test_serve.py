"""Local Sheets as a server: its processes end when they are told, also before they answer."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from tests.serving import PATIENCE

PROGRAM = """
import sys
from okrsdk.localsheets import serve
serve.SECONDS_TO_FINISH = 10_000  # a worker that does not hear it is killed long after the test has failed
serve.serve("127.0.0.1", 0, sys.argv[1], 2)
"""


@pytest.mark.slow
def test_told_to_stop_while_its_workers_load_it_ends(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, tmp_path]) as server:
        while sum(map(_ends_by_a_signal, _children(server.pid))) < 2:
            assert server.poll() is None
            time.sleep(0.02)
        server.terminate()
        try:
            assert server.wait(PATIENCE) == 0
        finally:
            server.kill()


def _ends_by_a_signal(pid: str) -> bool:
    """Whether a worker has begun to load: before that the server's handlers, which it inherits, take the signal."""
    with suppress(OSError):
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        caught = int(re.findall(r"^SigCgt:\s*(\w+)$", status, re.MULTILINE)[0], 16)
        return not caught & 1 << (signal.SIGTERM - 1)
    return False


def _children(pid: int) -> list[str]:
    return subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()  # noqa: S607 - of the system
