"""Workers of Celery as processes of their own, for tests that kill them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from okrsdk.workers.units import celery_app
from tests.redis_server import Redis
from tests.serving import PATIENCE

WORKER = """
import sys
from okrsdk.workers.units import celery_app
quiet = ["--loglevel=ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
app = celery_app(sys.argv[1], deadline=float(sys.argv[2]))
app.conf.task_time_limit = None  # a busy machine is slow, and its units are not to be killed for it
app.worker_main(["worker", "--concurrency=1", *quiet])
"""


@contextmanager
def worker(redis: Redis, url: str, folder: Path, deadline: float) -> Iterator[subprocess.Popen[bytes]]:
    """A worker, which is a process and its child.

    `deadline` says when its units count as lost, and ends none of them.
    """
    environment = os.environ | {"OKR_SHEETS": url, "OKR_HOME": str(folder)}
    command = [sys.executable, "-c", WORKER, redis.url, str(deadline)]
    process = subprocess.Popen(command, env=environment, cwd=folder, start_new_session=True)
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def wait_for_workers(redis: Redis, number: int) -> None:
    """Returns when so many workers listen."""
    app, deadline = celery_app(redis.url), time.monotonic() + PATIENCE
    while len(app.control.ping(timeout=1.0, limit=number)) < number:
        assert time.monotonic() < deadline, "The workers did not start."
