"""The service as a process of its own, under the production server."""

import json
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
from tests.sheets_addon.test_config import EXPOSED

PROGRAM = """
import os, sys
from sheets_addon.config import config_from_environment
from sheets_addon.serve import serve
serve(config_from_environment(os.environ), host=sys.argv[3], port=int(sys.argv[1]), workers=int(sys.argv[2]))
"""
_SECONDS_TO_START = 60
GRADE = "/v1/spreadsheets/<spreadsheet_id>/grade"


def _free_port():
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return probe.getsockname()[1]


@contextmanager
def served(home, *, workers=1, host="127.0.0.1", settings=None):
    """A client of the running service, and its process; the process must end well when it is told to stop."""
    port = _free_port()
    own = {name: value for name, value in os.environ.items() if not name.startswith("OKR_")}
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(port), str(workers), host],
        env=own | {"OKR_HOME": str(home), "OKR_MAX_BODY_BYTES": "100000"} | (settings or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        with OkrClient(f"http://127.0.0.1:{port}") as client:
            _wait_for(client)
            yield client, port
        process.send_signal(signal.SIGTERM)
        logged, said = process.communicate(timeout=40)
        assert (process.returncode, said) == (0, "")
        assert all(json.loads(line)["message"] == "request" for line in logged.splitlines())
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
    with served(tmp_path, workers=2) as (client, port):
        first = client.grade_spreadsheet(spreadsheet_id)
        assert all(client.grade_spreadsheet(spreadsheet_id) == first for _ in range(3))
        assert client.check(row(target="about fifty"))
        told = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        counted = f'okr_requests_total{{method="POST",route="{GRADE}",status="200"}} 4.0'
        assert counted in told, "whichever process is asked, the figures are those of both"


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


@pytest.mark.slow
def test_told_whom_to_believe_it_listens_to_other_machines_and_answers_nobody_without_proof(tmp_path):
    with served(tmp_path, host="0.0.0.0", settings=EXPOSED) as (_, port):  # noqa: S104 -- what is tested
        url = f"http://127.0.0.2:{port}"
        assert httpx.get(f"{url}/healthz", headers={"Host": "okr.example.com"}).status_code == 200
        for path in ("/v1/check", "/v1/grade", "/v1/spreadsheets/abc/check", "/addon/opened"):
            assert httpx.post(url + path, json={}).status_code == 401
        assert httpx.get(f"{url}/metrics").status_code == 401


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} of 127.0.0.1 cannot be had"):
            serve(ServiceConfig(sheets=SheetsSettings(home=tmp_path)), host="localhost", port=port)
