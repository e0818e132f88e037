"""The log of requests."""

import io
import json
import logging

import pytest

from sheets_addon.request_log import write_log
from tests.sheets_addon.conftest import make_service, row
from tests.sheets_addon.test_callers import ACCESS_TOKEN, METRICS_TOKEN, Exposed, script_token


@pytest.fixture
def lines():
    logger = logging.getLogger("sheets_addon")
    before = (logger.handlers, logger.level, logger.propagate)
    written = io.StringIO()
    write_log(written)
    yield lambda: [json.loads(line) for line in written.getvalue().splitlines()]
    logger.handlers, logger.propagate = before[0], before[2]
    logger.setLevel(before[1])


def test_each_request_is_one_line(tmp_path, lines):
    client = make_service(tmp_path).app.test_client()
    answer = client.post("/v1/spreadsheets/abc/check", json={})
    (line,) = lines()
    assert (line["level"], line["message"], line["method"]) == ("info", "request", "POST")
    assert (line["route"], line["status"]) == ("/v1/spreadsheets/<spreadsheet_id>/check", 404)
    assert line["request_id"] == answer.headers["X-Request-Id"]
    assert line["milliseconds"] > 0


def test_what_is_refused_is_logged_too(tmp_path, lines):
    client = make_service(tmp_path).app.test_client()
    client.get("/healthz", headers={"Host": "okr.example.com"})
    client.get("/nothing")
    assert [(line["route"], line["status"]) for line in lines()] == [("/healthz", 403), ("unknown", 404)]


def test_no_token_and_no_cell_is_logged(tmp_path, lines):
    exposed = Exposed(tmp_path, rate_limit="3 per hour")
    token = script_token()
    for path in ("/v1/grade", "/v1/check", "/v1/spreadsheets/abc/grade", "/nothing/ya29.secret"):
        exposed.post(path, token, {"okrs": row(text="Secret plans")})
        exposed.post(path, ACCESS_TOKEN, {"okrs": row(text="Secret plans")}, headers={"X-Request-Id": ACCESS_TOKEN})
    exposed.send("GET", f"/metrics?token={METRICS_TOKEN}", METRICS_TOKEN)
    told = json.dumps(lines())
    assert "/v1/grade" in told
    for secret in ("Secret plans", "ya29", METRICS_TOKEN, token.split(".")[1], "head.of.marketing"):
        assert secret not in told


def test_what_was_not_expected_is_one_line_too(tmp_path, lines):
    def broken() -> str:
        raise ZeroDivisionError

    service = make_service(tmp_path)
    service.app.add_url_rule("/broken", "broken", broken)
    assert service.app.test_client().get("/broken").status_code == 500
    error, request = lines()
    assert error["level"] == "error"
    assert error["message"].startswith("ZeroDivisionError on GET /broken")
    assert request["status"] == 500


def test_only_a_trusted_proxy_names_requests(tmp_path):
    headers = {"X-Request-Id": "from-the-proxy"}
    behind = Exposed(tmp_path, trusted_hops=1)
    assert behind.send("GET", "/healthz", headers=headers).headers["X-Request-Id"] == "from-the-proxy"
    odd = behind.send("GET", "/healthz", headers={"X-Request-Id": 'a"b c'}).headers["X-Request-Id"]
    alone = Exposed(tmp_path).send("GET", "/healthz", headers=headers).headers["X-Request-Id"]
    assert all(name.isalnum() and len(name) == 32 for name in (odd, alone))
