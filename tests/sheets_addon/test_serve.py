"""The service as a process of its own, under the production server."""

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import httpx
import pytest

from okrsdk.client import OkrClient
from okrsdk.errors import ConfigError, UnavailableError
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from sheets_addon import ServiceConfig
from sheets_addon.serve import serve
from tests.sheets_addon.conftest import row, sample

PROGRAM = """
import os, sys
from sheets_addon.config import config_from_environment
from sheets_addon.serve import serve
serve(config_from_environment(os.environ), port=int(sys.argv[1]), workers=int(sys.argv[2]))
"""
_SECONDS_TO_START = 60


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def served(home, *, workers=1):
    """A client of the running service, and its process; the process must end well when it is told to stop."""
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("OKR_")}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port), str(workers)],
        env=own | {"OKR_HOME": str(home), "OKR_MAX_BODY_BYTES": "100000"},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        with OkrClient(f"http://127.0.0.1:{port}") as client:
            _wait_for(client)
            yield client, port
        process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=40)
        assert (process.returncode, said) == (0, "")
    finally:
        # Its workers too, which would outlive it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _wait_for(client):
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        try:
            client.health()
        except UnavailableError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service did not start")


@pytest.mark.slow
def test_a_service_of_two_processes_works_on_the_same_workbooks_and_stops_when_told(tmp_path):
    with connect(SheetsSettings(home=tmp_path)) as connection:
        spreadsheet_id = create_workbook(sample(), connection).spreadsheet_id
    with served(tmp_path, workers=2) as (client, _):
        first = client.grade_spreadsheet(spreadsheet_id)
        assert all(client.grade_spreadsheet(spreadsheet_id) == first for _ in range(3))
        assert client.check(row(target="about fifty"))


@pytest.mark.slow
def test_under_the_real_server_hosts_and_sizes_are_held_too(tmp_path):
    with served(tmp_path) as (_, port):
        url = f"http://127.0.0.1:{port}"
        assert httpx.get(f"{url}/healthz", headers={"Host": "okr.example.com"}).status_code == 403
        headers = {"Content-Type": "application/json"}
        for size, status in ((90_000, 200), (110_000, 413)):
            body = b'{"okrs": {}' + b" " * size + b"}"
            assert httpx.post(f"{url}/v1/check", content=body, headers=headers).status_code == status
            # Without a length, in chunks.
            chunked = httpx.post(f"{url}/v1/check", content=iter([body]), headers=headers)
            assert chunked.status_code == status


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} of 127.0.0.1 cannot be had"):
            serve(ServiceConfig(sheets=SheetsSettings(home=tmp_path)), host="localhost", port=port)
