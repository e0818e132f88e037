"""The service as a process of its own, under the production server."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from threading import Event, Semaphore

import httpx
import pytest

from okrsdk.client import OkrClient
from okrsdk.errors import ConfigError, UnavailableError
from okrsdk.sheets import SheetsSettings, connect, create_workbook
from sheets_addon import ServiceConfig
from sheets_addon.serve import serve
from sheets_addon.spreadsheets import MOST_SHEETS_REQUESTS
from tests import serving
from tests.present import present
from tests.samples import sample
from tests.serving import NO_AUTHORITY, PATIENCE
from tests.sheets_addon.conftest import row
from tests.sheets_addon.test_config import EXPOSED

PROGRAM = """
import os, sys
from sheets_addon.config import config_from_environment
from sheets_addon.serve import serve
serve(config_from_environment(os.environ), host=sys.argv[3], port=int(sys.argv[1]), workers=int(sys.argv[2]))
"""
GRADE = "/v1/spreadsheets/<spreadsheet_id>/grade"


@dataclass(frozen=True)
class Service:
    """A service that runs: a client of it, its port on loopback, and its first process."""

    client: OkrClient
    port: int
    process: subprocess.Popen[str]

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def served(home, *, workers=1, host="127.0.0.1", settings=None):
    """The running service; its process must end well when it is told to stop."""
    port = serving.free_port()
    # Into a file: a pipe that no one reads would be full after some hundred requests, and hold the service up.
    log = home / f"{port}.log"
    own = {name: value for name, value in os.environ.items() if not name.startswith("OKR_")}
    with log.open("w", encoding="utf-8") as logged:
        process = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(port), str(workers), host],
            env=own | {"OKR_HOME": str(home), "OKR_MAX_BODY_BYTES": "100000"} | (settings or {}),
            stdout=logged,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
    try:
        with OkrClient(f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
            _wait_for(client, process)
            yield Service(client, port, process)
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        _, said = process.communicate(timeout=PATIENCE)
        assert (process.returncode, said) == (0, "")
        lines = log.read_text(encoding="utf-8").splitlines()
        assert all(json.loads(line)["message"] == "request" for line in lines)
    finally:
        # Its workers too, which would outlive it.
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _wait_for(client, process):
    deadline = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < deadline:
        try:
            client.health()
        except UnavailableError:
            time.sleep(0.1)
        else:
            return
    pytest.fail("the service did not start")


def ask(method, url, **more):
    """The answer to a request, however long a busy machine takes for it."""
    return httpx.request(method, url, timeout=PATIENCE, verify=NO_AUTHORITY, **more)


@pytest.mark.slow
def test_a_service_of_two_processes_works_on_the_same_workbooks_and_stops_when_told(tmp_path):
    with connect(SheetsSettings(home=tmp_path)) as connection:
        spreadsheet_id = create_workbook(sample(), connection).spreadsheet_id
    with served(tmp_path, workers=2) as service:
        first = service.client.grade_spreadsheet(spreadsheet_id)
        assert all(service.client.grade_spreadsheet(spreadsheet_id) == first for _ in range(3))
        assert service.client.check(row(target="about fifty"))
        told = ask("get", f"{service.url}/metrics").text
        counted = f'okr_requests_total{{method="POST",route="{GRADE}",status="200"}} 4.0'
        assert counted in told, "whichever process is asked, the figures are those of both"


@pytest.mark.slow
def test_under_the_real_server_hosts_and_sizes_are_held_too(tmp_path):
    with served(tmp_path) as service:
        url = service.url
        assert ask("get", f"{url}/healthz", headers={"Host": "okr.example.com"}).status_code == 403
        headers = {"Content-Type": "application/json"}
        for size, status in ((90_000, 200), (110_000, 413)):
            body = b'{"okrs": {}' + b" " * size + b"}"
            assert ask("post", f"{url}/v1/check", content=body, headers=headers).status_code == status
            # Without a length, in chunks.
            chunked = ask("post", f"{url}/v1/check", content=iter([body]), headers=headers)
            assert chunked.status_code == status


@pytest.mark.slow
def test_told_whom_to_believe_it_listens_to_other_machines_and_answers_no_one_without_proof(tmp_path):
    with served(tmp_path, host="0.0.0.0", settings=EXPOSED) as service:  # noqa: S104 -- what is tested
        url = f"http://127.0.0.2:{service.port}"
        assert ask("get", f"{url}/healthz", headers={"Host": "okr.example.com"}).status_code == 200
        for path in ("/v1/check", "/v1/grade", "/v1/spreadsheets/abc/check", "/addon/opened"):
            assert ask("post", url + path, json={}).status_code == 401
        assert ask("get", f"{url}/metrics").status_code == 401


HALF = b"""POST /addon/logo.png HTTP/1.1\r
Host: 127.0.0.1\r
Content-Type: application/json\r
Content-Length: 900\r
\r
{"""


@pytest.mark.slow
def test_callers_who_send_half_a_body_hold_up_no_one_and_are_told_to_send_it_again(tmp_path):
    with served(tmp_path) as service, ExitStack() as held:
        halves = [
            held.enter_context(socket.create_connection(("127.0.0.1", service.port), PATIENCE)) for _ in range(64)
        ]
        for half in halves:
            half.sendall(HALF)
        assert service.client.health()
        assert service.client.check(row(target="about fifty"))
        assert all(half.recv(4096).startswith(b"HTTP/1.1 408 ") for half in halves)


class HeldBackend:
    """In the place of Sheets: answers nothing before its gate opens, and then that there is no such spreadsheet."""

    def __init__(self):
        self.arrived = Semaphore(0)
        self.gate = Event()

    def __call__(self, environ, start_response):
        self.arrived.release()
        assert self.gate.wait(PATIENCE)
        start_response("404 Not Found", [("Content-Type", "application/json")])
        return [b'{"error": {"code": 404, "message": "Requested entity was not found."}}']


@contextmanager
def waiting(home, requests):
    """A service with so many requests that wait for Sheets, the backend that holds them, and the answers to come."""
    backend = HeldBackend()
    with (
        serving.served(backend) as url,
        served(home, settings={"OKR_SHEETS": url}) as service,
        ThreadPoolExecutor(requests) as pool,
    ):
        check = f"{service.url}/v1/spreadsheets/abc/check"
        answers = [pool.submit(ask, "post", check, json={}) for _ in range(requests)]
        try:
            for _ in range(requests):
                assert backend.arrived.acquire(timeout=PATIENCE)
            yield service, backend, answers
        finally:
            backend.gate.set()


@pytest.mark.slow
def test_while_requests_wait_for_sheets_health_and_rows_are_answered_and_further_ones_told_to_come_back(tmp_path):
    with waiting(tmp_path, MOST_SHEETS_REQUESTS) as (service, backend, answers):
        for path in ("/v1/spreadsheets/abc/check", "/v1/spreadsheets/abc/grade"):
            refused = ask("post", service.url + path, json={})
            assert (refused.status_code, int(refused.headers["Retry-After"])) == (503, 5)
        for _ in range(30):
            assert service.client.health()
            assert service.client.check(row(target="about fifty"))
        assert not any(answer.done() for answer in answers)
        backend.gate.set()
        assert [answer.result().status_code for answer in answers] == [404] * MOST_SHEETS_REQUESTS
        assert ask("post", f"{service.url}/v1/spreadsheets/abc/check", json={}).status_code == 404


@pytest.mark.slow
def test_told_to_stop_it_answers_all_that_it_has_taken(tmp_path):
    with waiting(tmp_path, 8) as (service, backend, answers):
        service.process.send_signal(signal.SIGTERM)
        _wait_until_nothing_listens(service.port)
        assert not any(answer.done() for answer in answers)
        backend.gate.set()
        assert [answer.result().status_code for answer in answers] == [404] * 8
        assert service.process.wait(PATIENCE) == 0


class SlowBackend:
    """In the place of Sheets: takes its time, and keeps count of what it has answered."""

    def __init__(self):
        self.answered = count()

    def __call__(self, environ, start_response):
        time.sleep(0.05)
        start_response("404 Not Found", [("Content-Type", "application/json")])
        next(self.answered)
        return [b'{"error": {"code": 404, "message": "Requested entity was not found."}}']


def _statuses(port, heard):
    """What the requests of one client came to until no one answered any more; a broken connection counts as 0."""
    while True:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
                connection.request("POST", "/v1/spreadsheets/abc/check", "{}", {"Content-Type": "application/json"})
                answer = connection.getresponse()
                answer.read()
                heard.append(answer.status)
        except (OSError, http.client.BadStatusLine):
            heard.append(0)
            return


@pytest.mark.load
@pytest.mark.slow
def test_of_what_100_clients_ask_nothing_answered_is_lost_when_it_is_told_to_stop_in_the_middle(tmp_path):
    backend = SlowBackend()
    heard: list[int] = []
    with (
        serving.served(backend) as url,
        served(tmp_path, settings={"OKR_SHEETS": url, "OKR_RATE_LIMIT": ""}) as service,
        ThreadPoolExecutor(100) as pool,
    ):
        clients = [pool.submit(_statuses, service.port, heard) for _ in range(100)]
        while len(heard) < 500 and not all(client.done() for client in clients):
            time.sleep(0.01)
        service.process.send_signal(signal.SIGTERM)
        for client in clients:
            client.result()
        assert service.process.wait(PATIENCE) == 0
    told = Counter(heard)
    assert (set(told), told[0]) == ({404, 503, 0}, 100)
    assert told[404] == next(backend.answered), "what Sheets has answered was told, before the signal and after it"


LOADS_FOR_EVER = """
import sys, time
from sheets_addon import serve
serve._SECONDS_TO_FINISH = 10_000  # a process that does not hear it is killed long after the test has failed
def load():
    print("loading", flush=True)
    time.sleep(600)
serve.serve_app(load, port=int(sys.argv[1]), workers=2)
"""


@pytest.mark.slow
def test_told_to_stop_while_its_processes_load_it_ends():
    command = [sys.executable, "-c", LOADS_FOR_EVER, str(serving.free_port())]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as service:
        # Both write to one pipe, so that their words and their line ends may come in any order.
        assert sorted(present(service.stdout).read(2 * len("loading\n"))) == sorted("loading\n" * 2)
        service.terminate()
        assert service.wait(PATIENCE) == 0


def _wait_until_nothing_listens(port):
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            return
        time.sleep(0.05)
    pytest.fail("the service still takes connections")


def test_a_port_that_is_taken_is_told(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(ConfigError, match=f"Port {port} of 127.0.0.1 cannot be used"):
            serve(ServiceConfig(sheets=SheetsSettings(home=tmp_path)), host="localhost", port=port)
