"""Local Sheets as a server: its processes end when they are told, also before they answer."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import sys
from okrsdk.localsheets.serve import serve
serve("127.0.0.1", 0, sys.argv[1], 2)
"""


@pytest.mark.slow
def test_told_to_stop_while_its_workers_load_it_ends(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", PROGRAM, tmp_path]) as server:
        while len(_children(server.pid)) < 2:
            assert server.poll() is None
            time.sleep(0.02)
        server.terminate()
        try:
            assert server.wait(8) == 0  # a worker that does not hear it is killed after ten seconds
        finally:
            server.kill()


def _children(pid: int) -> list[str]:
    return subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True, check=False).stdout.split()  # noqa: S607 - of the system
