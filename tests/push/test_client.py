import json
import logging
from dataclasses import dataclass, field

import httpx
import pytest

from okrsdk.errors import AccessError, ConfigError, NotFoundError, QuotaError, UnavailableError
from okrsdk.interchange.exporters.api_calls import ApiCall, IdOf
from okrsdk.push.client import PushClient
from okrsdk.sheets.transport.clock import Clock

TOKEN = "s3cret-token"  # noqa: S105 -- a token of no one
LOOK_UP = ApiCall(
    key="a", says="find a", method="GET", path=("users", "a b/c@example.com"), gives={"a": ("id",)}, is_look_up=True
)
CHANGE = ApiCall(key="O1 change", says="bring O1 up to date", method="PUT", path=("goals", IdOf("O1")), body={"n": 1})
MAKE = ApiCall(key="O1", says="make O1", method="POST", path=("goals",), body={"n": 1}, once=True)
ASK = ApiCall(
    key="O1",
    says="make O1",
    method="POST",
    path=("graphql",),
    body={},
    errors_at=(("errors",), ("data", "goals_create", "errors")),
)


@dataclass
class Waits:
    """A clock that goes by the waits alone."""

    waited: list[float] = field(default_factory=list)

    def clock(self):
        return Clock(now=lambda: sum(self.waited), sleep=self.waited.append, chance=lambda: 0.0)


@pytest.fixture
def waits():
    return Waits()


@pytest.fixture
def client(waits):
    with PushClient(
        "Asana", "https://api.example.com/v1", {"Authorization": f"Bearer {TOKEN}"}, clock=waits.clock()
    ) as one:
        yield one


def test_a_call_is_sent_with_its_ids_filled_in(client, httpx_mock):
    httpx_mock.add_response(json={"data": {"gid": "1"}})
    assert client.send(CHANGE, {"O1": "4/2"}) == {"data": {"gid": "1"}}
    request = httpx_mock.get_requests()[0]
    assert (request.method, str(request.url)) == ("PUT", "https://api.example.com/v1/goals/4%2F2")
    assert json.loads(request.content) == {"n": 1}
    assert request.headers["authorization"] == f"Bearer {TOKEN}"


@pytest.mark.parametrize("status", [400, 403, 404])
def test_a_look_up_that_finds_nothing_is_no_error(client, httpx_mock, status):
    httpx_mock.add_response(status_code=status, json={})
    assert client.send(LOOK_UP, {}) is None
    assert httpx_mock.get_requests()[0].url.raw_path == b"/v1/users/a%20b%2Fc%40example.com"


def test_an_empty_answer_is_an_answer(client, httpx_mock):
    httpx_mock.add_response(status_code=204)
    assert client.send(CHANGE, {"O1": "1"}) == {}


@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"Retry-After": "30"}, 30),
        ({"X-RateLimit-Reset": "1767520830", "Date": "Sun, 04 Jan 2026 10:00:00 GMT"}, 30),
        ({"X-RateLimit-Reset": "1767520830"}, 0.5),
        ({}, 0.5),
    ],
)
def test_a_refusal_for_too_many_requests_is_waited_out_as_long_as_the_tool_asks(
    client, httpx_mock, waits, headers, waited
):
    httpx_mock.add_response(status_code=429, headers=headers)
    httpx_mock.add_response(json={"id": 1})
    assert client.send(MAKE, {}) == {"id": 1}  # nothing was done, so also what makes something is sent again
    assert waits.waited == [waited]


def test_too_long_a_wait_is_left_to_the_user(client, httpx_mock, waits):
    httpx_mock.add_response(status_code=429, headers={"Retry-After": "3600"})
    with pytest.raises(QuotaError, match=r"Asana takes no more requests now .* Run the same command again"):
        client.send(MAKE, {})
    assert waits.waited == []


def test_a_fault_is_tried_again_where_that_does_no_harm(client, httpx_mock, waits):
    httpx_mock.add_response(status_code=502)
    httpx_mock.add_exception(httpx.ReadTimeout("slow"))
    httpx_mock.add_response(json={})
    assert client.send(CHANGE, {"O1": "1"}) == {}
    assert waits.waited == [0.5, 1.0]


@pytest.mark.parametrize("fault", [httpx.Response(500), httpx.ReadTimeout("slow"), httpx.RemoteProtocolError("gone")])
def test_what_makes_something_is_not_sent_again_after_a_fault(client, httpx_mock, fault):
    if isinstance(fault, Exception):
        httpx_mock.add_exception(fault)
    else:
        httpx_mock.add_response(status_code=fault.status_code)
    with pytest.raises(UnavailableError) as caught:
        client.send(MAKE, {})
    assert caught.value.may_be_done
    assert "make O1" in str(caught.value)


def test_without_a_connection_nothing_was_done(client, httpx_mock):
    httpx_mock.add_exception(httpx.ConnectError("no route"), is_reusable=True)
    with pytest.raises(UnavailableError, match=r"No connection to Asana at api\.example\.com\.") as caught:
        client.send(MAKE, {})
    assert not caught.value.may_be_done


@pytest.mark.parametrize(
    ("status", "body", "kind", "says"),
    [
        (
            400,
            {"errors": [{"message": "time_period: Missing input"}]},
            ConfigError,
            r"\(HTTP 400\): time_period: Missing",
        ),
        (401, {"err": "Token invalid"}, AccessError, "Asana does not know the token"),
        (402, {}, AccessError, "a plan that has goals"),
        (403, {"err": "Team not authorized", "ECODE": "OAUTH_023"}, AccessError, "Team not authorized. Ask for"),
        (
            404,
            {"message": "no\x1b[31m goal"},
            NotFoundError,
            r"no \[31m goal\. If it was deleted .* --settle 'O1=none'",
        ),
        (422, "not JSON", ConfigError, r"refused to bring O1 up to date \(HTTP 422\)"),
        (302, {}, ConfigError, r"HTTP 302"),
    ],
)
def test_a_refusal_says_what_the_tool_said_and_what_to_do(client, httpx_mock, status, body, kind, says):
    if isinstance(body, str):
        httpx_mock.add_response(status_code=status, text=body)
    else:
        httpx_mock.add_response(status_code=status, json=body)
    with pytest.raises(kind, match=says) as caught:
        client.send(CHANGE, {"O1": "1"})
    assert TOKEN not in str(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        {"errors": [{"message": "No such field"}]},
        {"data": {"goals_create": {"success": False, "errors": [{"message": "No such field"}]}}},
    ],
)
def test_a_refusal_may_come_with_status_200(client, httpx_mock, answer):
    httpx_mock.add_response(json=answer)
    with pytest.raises(ConfigError, match=r"Asana refused to make O1: No such field\. Correct it\."):
        client.send(ASK, {})


def test_an_answer_without_errors_is_one(client, httpx_mock):
    httpx_mock.add_response(json={"data": {"goals_create": {"success": True, "errors": []}}})
    assert client.send(ASK, {})


def test_a_page_in_place_of_an_answer_leaves_it_in_doubt(client, httpx_mock):
    httpx_mock.add_response(html="<html>sign in</html>")
    with pytest.raises(UnavailableError, match="sign-in page") as caught:
        client.send(MAKE, {})
    assert caught.value.may_be_done


@pytest.mark.parametrize(
    "address", ["http://api.example.com", "ftp://api.example.com", "api.example.com", "", "https://"]
)
def test_a_token_goes_over_https_or_nowhere(address):
    with pytest.raises(ConfigError, match="begins with https://"):
        PushClient("Asana", address, {})


def test_this_machine_may_be_reached_without_https(httpx_mock):
    httpx_mock.add_response(json={})
    with PushClient("Asana", "http://127.0.0.1:8080", {}) as client:
        assert client.send(MAKE, {}) == {}


def test_no_secret_and_no_body_is_logged(client, httpx_mock, caplog):
    caplog.set_level(logging.DEBUG)
    httpx_mock.add_response(json={"data": "a goal's name"})
    client.send(CHANGE, {"O1": "1"})
    assert TOKEN not in caplog.text
    assert "a goal's name" not in caplog.text
