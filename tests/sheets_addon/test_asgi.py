"""What reaches a thread, and what does not."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig, create_app
from sheets_addon.asgi import AsgiService
from tests.serving import PATIENCE
from tests.sheets_addon.conftest import row

LONGEST = 1000


class Caller:
    """Sends a request in parts and keeps the answer; after the last part it sends nothing more."""

    def __init__(self, *parts, path="/v1/check", headers=(), ends=True):
        self.messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
        self.messages[-1]["more_body"] = not ends
        self.answered = []
        own = {"host": "127.0.0.1", "content-type": "application/json", **dict(headers)}
        self.scope = {
            "type": "http",
            "method": "POST",
            "path": path,
            "query_string": b"",
            "http_version": "1.1",
            "client": ("127.0.0.1", 1),
            "headers": [(name.encode(), value.encode()) for name, value in own.items()],
        }

    async def receive(self):
        if not self.messages:
            await asyncio.Event().wait()
        return self.messages.pop(0)

    async def send(self, message):
        self.answered.append(message)

    async def ask(self, service):
        await service(self.scope, self.receive, self.send)
        return self.answered[0]["status"] if self.answered else None

    @property
    def headers(self):
        return {name.decode(): value.decode() for name, value in self.answered[0]["headers"]}


def finished(work):
    """What a coroutine gives, run in a thread of its own: that of the tests may have a browser's event loop."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    home = tmp_path_factory.mktemp("home")
    return create_app(ServiceConfig(sheets=SheetsSettings(home=home), max_body_bytes=LONGEST))


@pytest.fixture
def service(app):
    """Waits longer for a body than any of them takes, however busy the machine is."""
    return AsgiService(app, threads=2, seconds_for_a_body=PATIENCE)


@pytest.fixture
def impatient(app):
    return AsgiService(app, threads=2, seconds_for_a_body=0.05)


def test_a_body_in_parts_is_one_body(service):
    caller = Caller(b'{"okrs": ', b'{"okrsdk": 1}', b"}")
    assert finished(caller.ask(service)) == 200


@pytest.mark.parametrize("path", ["/healthz", "/v1/check", "/nothing"])
def test_the_last_byte_of_an_answer_says_that_it_is_the_last(service, path):
    caller = Caller(b'{"okrs": {"okrsdk": 1}}', path=path)
    finished(caller.ask(service))
    start, body = caller.answered
    assert (start["type"], body["more_body"]) == ("http.response.start", False)
    assert len(body["body"]) == int(caller.headers["content-length"])


def test_a_body_that_does_not_end_is_cut_off(impatient):
    caller = Caller(b'{"okrs":', ends=False)
    assert finished(caller.ask(impatient)) == 408
    assert caller.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/healthz", "/v1/check", "/nothing"])
def test_a_body_that_comes_in_drops_is_cut_off_too(impatient, path):
    class Dripping(Caller):
        async def receive(self):
            await asyncio.sleep(0.01)
            return {"type": "http.request", "body": b" ", "more_body": True}

    assert finished(Dripping(b"", path=path).ask(impatient)) == 408


def test_of_a_body_that_is_too_long_no_more_is_read_than_shows_it(service):
    declared = Caller(b"{", headers={"content-length": str(LONGEST + 1)}, ends=False)
    assert finished(declared.ask(service)) == 413
    in_parts = Caller(*[b" " * 600] * 9)
    assert finished(in_parts.ask(service)) == 413
    assert len(in_parts.messages) == 7


def test_a_caller_who_goes_away_in_the_middle_is_not_answered(service):
    caller = Caller(b"{", ends=False)
    caller.messages.append({"type": "http.disconnect"})
    assert finished(caller.ask(service)) is None


def test_what_many_send_at_once_is_bounded_and_room_is_made_again(service):
    async def crowd():
        halves = [Caller(b" " * LONGEST, ends=False) for _ in range(16)]
        asked = [asyncio.create_task(half.ask(service)) for half in halves]
        while any(half.messages for half in halves):
            await asyncio.sleep(0)
        late = Caller(b'{"okrs": {}}')
        answer = await late.ask(service), late.headers.get("retry-after")
        for one in asked:
            one.cancel()  # as when the caller goes away
        await asyncio.gather(*asked, return_exceptions=True)
        return answer

    assert finished(crowd()) == (503, "1")
    assert finished(Caller(b'{"okrs": {"okrsdk": 1}}').ask(service)) == 200


def test_the_rows_of_a_large_body_come_whole(service):
    text = json.dumps({"okrs": row()}).encode()
    assert len(text) < LONGEST
    caller = Caller(*(text[at : at + 7] for at in range(0, len(text), 7)))
    assert finished(caller.ask(service)) == 200
