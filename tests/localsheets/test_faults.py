"""Faults, quotas, a clock and people who edit in between: all reproducible."""

from __future__ import annotations

import re
import time
from typing import Any

import pytest

from okrsdk.localsheets import LocalSheets
from tests.localsheets.api import Api


@pytest.fixture
def api(fresh_api: Api) -> Api:
    """These tests change settings."""
    return fresh_api


def setting(api: Api, name: str, value: Any) -> None:
    assert api.http.put(f"/_local/{name}", json=value).is_success


def statuses(api: Api, book: str, count: int) -> list[int]:
    return [api.http.get(f"/v4/spreadsheets/{book}/values/A1").status_code for _ in range(count)]


def test_a_script_strikes_the_named_requests(api: Api) -> None:
    book = api.create()
    setting(api, "faults", {"rules": [{"match": "GET .*/values/", "at": [1, 3], "status": 503}]})
    assert statuses(api, book, 5) == [200, 503, 200, 503, 200]
    setting(api, "faults", {"rules": [{"match": "GET .*/values/", "first": 2, "status": 500}]})
    assert statuses(api, book, 3) == [500, 500, 200]
    api.http.delete("/_local/faults")
    assert statuses(api, book, 2) == [200, 200]


def test_a_rate_is_the_same_for_the_same_seed() -> None:
    def run(seed: int) -> list[int]:
        with LocalSheets() as server:
            api = Api(server)
            book = api.create()
            setting(api, "faults", {"seed": seed, "rules": [{"rate": 0.5}]})
            return statuses(api, book, 24)

    assert run(1) == run(1)
    assert run(1) != run(2)
    assert set(run(1)) == {200, 503}


def test_a_503_after_the_work_leaves_the_write_done(api: Api) -> None:
    book = api.create()
    setting(api, "faults", {"rules": [{"match": "^PUT", "first": 1, "when": "after", "retry_after": 7}]})
    path = f"/v4/spreadsheets/{book}/values/A1?valueInputOption=RAW"
    response = api.http.put(path, json={"values": [["written"]]})
    assert (response.status_code, response.headers["Retry-After"]) == (503, "7")
    assert response.json()["error"] == {
        "code": 503,
        "message": "The service is currently unavailable.",
        "status": "UNAVAILABLE",
    }
    assert api.read(book) == [["written"]]
    setting(api, "faults", {"rules": [{"match": "^PUT", "first": 1}]})
    assert api.http.put(path, json={"values": [["not written"]]}).status_code == 503
    assert api.read(book) == [["written"]]


def test_bodies_may_be_html(api: Api) -> None:
    setting(api, "faults", {"rules": [{"status": 502, "html": True}]})
    response = api.http.get("/v4/spreadsheets/x")
    assert response.status_code == 502
    assert response.headers["Content-Type"].startswith("text/html")
    assert response.text.startswith("<!DOCTYPE html>")


def test_drive_fails_in_its_own_form(api: Api) -> None:
    setting(api, "faults", {"rules": [{"status": 503}]})
    error = api.http.get("/drive/v3/files").json()["error"]
    assert (error["code"], error["errors"][0]["reason"]) == (503, "backendError")


@pytest.mark.parametrize(("verb", "word"), [("GET", "Read"), ("PUT", "Write")])
def test_a_429_to_order_speaks_of_what_was_asked(api: Api, verb: str, word: str) -> None:
    setting(api, "faults", {"rules": [{"status": 429, "retry_after": 3}]})
    answer = api.http.request(verb, "/v4/spreadsheets/x/values/A1")
    assert answer.headers["Retry-After"] == "3"
    assert answer.json()["error"]["message"].startswith(f"Quota exceeded for quota metric '{word} requests'")


def test_a_connection_may_drop(api: Api) -> None:
    setting(api, "faults", {"rules": [{"fault": "drop", "first": 1}]})
    with pytest.raises(ConnectionResetError):
        api.http.get("/v4/spreadsheets/x")


def test_answers_may_be_late(api: Api) -> None:
    setting(api, "faults", {"rules": [{"fault": "none", "latency": 0.2}]})
    before = time.monotonic()
    assert api.http.get("/v4/spreadsheets/x").status_code == 404
    assert time.monotonic() - before >= 0.2


@pytest.mark.parametrize(
    "rules",
    [
        [{"rate": 2}],
        [{"status": 999}],
        [{"match": "("}],
        [{"match": "(?=GET)"}],
        [{"match": "G" * 1001}],
        [{}] * 101,
        [{"fault": "fire"}],
        ["x"],
        [{"at": ["x"]}],
        [{"when": "never"}],
    ],
)
def test_rules_that_make_no_sense_are_refused(api: Api, rules: Any) -> None:
    assert api.http.put("/_local/faults", json={"rules": rules}).status_code == 400


def test_no_expression_stalls_the_server(api: Api) -> None:
    for pattern in ("(a+)+b$", "(a|a)*b", "(a*)*(a*)*(a*)*b"):
        setting(api, "faults", {"rules": [{"match": pattern}]})
        setting(api, "interleave", {"pattern": pattern, "requests": []})
        assert api.http.get("/v4/spreadsheets/" + "a" * 5000 + "!").status_code == 404


def test_the_quota_of_a_user_is_used_up_by_reads_and_writes_apart(api: Api) -> None:
    book = api.create()
    setting(api, "quota", {"per_user": 3, "per_project": 300})
    setting(api, "clock", {"offset": 60 - time.time() % 60})  # the start of a minute
    assert statuses(api, book, 4) == [200, 200, 200, 429]
    api.write(book, "A1", [[1]])
    error = api.http.get(f"/v4/spreadsheets/{book}").json()["error"]
    assert (error["code"], error["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert error["message"].startswith(
        "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per minute per user' of service"
    )
    assert error["details"][0]["reason"] == "RATE_LIMIT_EXCEEDED"
    assert error["details"][0]["metadata"]["quota_limit_value"] == "3"
    setting(api, "clock", {"offset": 120 - time.time() % 60 + 1})
    assert statuses(api, book, 1) == [200]


def test_the_quota_of_the_project_holds_for_all_users_together(api: Api) -> None:
    book = api.create()
    setting(api, "quota", {"per_user": 60, "per_project": 2})
    setting(api, "clock", {"offset": 60 - time.time() % 60})
    assert statuses(api, book, 3) == [200, 200, 429]
    message = api.http.get(f"/v4/spreadsheets/{book}").json()["error"]["message"]
    assert "limit 'Read requests per minute' of" in message


def test_a_person_edits_in_between_from_python(api: Api) -> None:
    book = api.filled([["a"]])
    api.server.interleave(r"PUT .*/values/", lambda: api.write(book, "B1", [["person"]]))
    assert api.read(book) == [["a"]]
    api.write(book, "A1", [["program"]])
    assert api.read(book) == [["program", "person"]]
    api.write(book, "A1", [["again"]])
    assert api.read(book) == [["again", "person"]]


def test_a_person_edits_in_between_over_http(api: Api) -> None:
    book = api.filled([["a"]])
    insert = {"insertDimension": {"range": {"sheetId": 0, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}}
    call = {"path": f"/v4/spreadsheets/{book}:batchUpdate", "body": {"requests": [insert]}}
    pattern = re.escape(f"PUT /v4/spreadsheets/{book}/values/")
    api.http.post("/_local/interleave", json={"pattern": pattern, "requests": [call]})
    api.write(book, "A1", [["late"]])
    assert api.read(book) == [["late"], ["a"]]
    api.write(book, "B1", [["once"]])
    assert api.read(book) == [["late", "once"], ["a"]]
