"""How many requests each caller may send."""

import logging
import signal

import httpx
import pytest
from flask import Flask

from okrsdk.client.problems import error_from
from okrsdk.errors import ConfigError, QuotaError
from okrsdk.sheets import SheetsSettings
from sheets_addon import ServiceConfig, create_app
from sheets_addon.auth import caller_name, name_caller
from sheets_addon.rate_limit import RateLimit
from tests.redis_server import PASSWORD
from tests.sheets_addon.addon.issuer import CLIENT_ID, claims_of, signed, system_token
from tests.sheets_addon.conftest import row
from tests.sheets_addon.described import DescribedService
from tests.sheets_addon.test_callers import ACCESS_TOKEN, Exposed, script_token


def test_one_too_many_is_a_problem_that_says_when_to_come_back(tmp_path):
    config = ServiceConfig(sheets=SheetsSettings(home=tmp_path), rate_limit="2 per hour")
    service = DescribedService(create_app(config))
    assert [service.get("/v1/rules").status_code for _ in range(2)] == [200, 200]
    answer = service.post("/v1/check", {"okrs": row()})
    assert (answer.status_code, answer.content_type) == (429, "application/problem+json")
    assert answer.json["type"] == "urn:problem-type:okrsdk:too-many-requests"
    assert 0 < int(answer.headers["Retry-After"]) <= 3600
    assert isinstance(error_from(answer.json), QuotaError)


def test_health_is_never_too_much(tmp_path):
    config = ServiceConfig(sheets=SheetsSettings(home=tmp_path), rate_limit="1 per hour")
    client = create_app(config).test_client()
    assert {client.get("/healthz").status_code for _ in range(5)} == {200}


def test_each_person_has_a_limit_of_their_own_whatever_token_they_bring(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="1 per hour")
    assert exposed.send("GET", "/v1/rules", script_token()).status_code == 200
    assert exposed.send("GET", "/v1/rules", script_token(jti="another")).status_code == 429
    assert exposed.send("GET", "/v1/rules", script_token(sub="1002")).status_code == 200


def test_each_access_token_has_a_limit_of_its_own(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="1 per hour")
    path = "/v1/spreadsheets/abc/check"
    assert [exposed.post(path, token).status_code for token in (ACCESS_TOKEN, ACCESS_TOKEN, "ya29.another")] == [
        404,
        429,
        404,
    ]
    assert len(exposed.sent) == 2


class Doubting(Exposed):
    """Google knows one token and refuses all others."""

    def _google(self, request):
        answer = super()._google(request)
        return answer if request.headers["authorization"] == f"Bearer {ACCESS_TOKEN}" else httpx.Response(401, json={})


def test_an_address_that_brings_garbage_is_soon_not_taken_to_google_any_more(tmp_path):
    exposed = Doubting(tmp_path, rate_limit="120 per hour")
    path = "/v1/spreadsheets/abc/check"
    statuses = [exposed.post(path, f"ya29.garbage-{number}").status_code for number in range(40)]
    assert statuses == [401] * 20 + [429] * 20
    assert len(exposed.sent) == 20
    refused = exposed.post(path, ACCESS_TOKEN)
    assert (refused.status_code, 0 < int(refused.headers["Retry-After"]) <= 3600) == (429, True)
    elsewhere = {"environ_overrides": {"REMOTE_ADDR": "203.0.113.10"}}
    assert exposed.post(path, ACCESS_TOKEN, **elsewhere).status_code == 404


def test_who_proves_who_they_are_is_answered_beside_one_who_fails_from_the_same_address(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="12 per hour")
    assert [exposed.send("GET", "/v1/rules", "garbage").status_code for _ in range(4)] == [401, 401, 429, 429]
    assert exposed.send("GET", "/v1/rules", script_token()).status_code == 200
    assert exposed.send("GET", "/metrics", "garbage").status_code == 429


def test_an_address_has_a_limit_whatever_tokens_it_brings(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="2 per hour")
    statuses = [exposed.post("/v1/spreadsheets/abc/check", f"ya29.{number}").status_code for number in range(21)]
    assert statuses == [404] * 20 + [429]


def event(subject="", access_token=""):
    authorization = {"userOAuthToken": access_token}
    if subject:
        authorization["userIdToken"] = signed(claims_of(CLIENT_ID, sub=subject))
    return {"authorizationEventObject": authorization}


def test_in_the_add_on_the_person_counts_though_google_calls_for_all(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="1 per hour")
    token = system_token("/addon/opened")
    events = [event("1"), event("1", "other"), event("2"), event("", "token-a"), event("", "token-a"), event("", "b")]
    statuses = [exposed.post("/addon/opened", token, one).status_code for one in events]
    assert statuses == [200, 429, 200, 200, 429, 200]


def test_behind_a_proxy_the_address_is_the_one_that_the_proxy_names(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="1 per hour", trusted_hops=1)
    token = system_token("/addon/opened")

    def status(*hops):
        return exposed.post("/addon/opened", token, {}, headers={"X-Forwarded-For": ", ".join(hops)}).status_code

    # Only the last is the proxy's own word.
    assert [status("192.0.2.1"), status("1.1.1.1", "192.0.2.1"), status("192.0.2.2")] == [200, 429, 200]


def test_without_a_proxy_no_one_chooses_their_address(tmp_path):
    exposed = Exposed(tmp_path, rate_limit="1 per hour")
    token = system_token("/addon/opened")
    invented = [{"X-Forwarded-For": f"192.0.2.{number}"} for number in (1, 2)]
    statuses = [exposed.post("/addon/opened", token, {}, headers=headers).status_code for headers in invented]
    assert statuses == [200, 429]


def test_a_callers_name_does_not_tell_the_token():
    with Flask("test").test_request_context():
        name_caller("token", ACCESS_TOKEN)
        assert caller_name().startswith("token:")
        assert ACCESS_TOKEN not in caller_name()


def test_while_redis_cannot_be_reached_the_process_counts_by_itself_and_no_password_is_logged(caplog):
    limit = RateLimit("1 per hour", "redis://:secret-password@127.0.0.1:1/0")
    app = Flask("test")
    with caplog.at_level(logging.DEBUG):
        for is_answered in (False, True):
            with app.test_request_context():
                assert (limit.count() is not None) is is_answered
    assert "storage of the rate limit failed" in caplog.text
    assert "secret-password" not in caplog.text


@pytest.mark.slow
def test_processes_that_share_a_redis_count_together_and_each_by_itself_while_it_is_away(redis, caplog):
    clock = [0.0]
    first, second = (RateLimit("2 per hour", redis.url, now=lambda: clock[0]) for _ in range(2))
    app = Flask("test")

    def answered(limit):
        with app.test_request_context():
            return limit.count() is None

    assert [answered(first), answered(second), answered(first), answered(second)] == [True, True, False, False]
    redis.process.send_signal(signal.SIGSTOP)
    assert [answered(first) for _ in range(4)] == [True, True, False, False]
    assert caplog.text.count("storage of the rate limit failed") == 1, "one waited for it, the others did not"
    redis.process.send_signal(signal.SIGCONT)
    clock[0] = 4.9
    assert not answered(first)
    assert answered(second) is False
    redis.stop()
    assert [answered(second) for _ in range(3)] == [True, True, False]
    redis.start()
    clock[0] = 10.0
    assert [answered(first), answered(second), answered(first)] == [True, True, False]
    assert caplog.text.count("storage of the rate limit failed") == 2
    assert PASSWORD not in caplog.text


@pytest.mark.parametrize("storage", ["nonsense", "bogus://x", "", "async+memory://"])
def test_a_storage_that_is_none_is_told(storage):
    with pytest.raises(ConfigError, match="OKR_RATE_LIMIT_STORAGE"):
        RateLimit("1 per hour", storage)
