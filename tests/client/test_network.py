"""What the network and whoever stands in between do wrong: always one of okrsdk's errors.

Nothing is sent twice but what names a key.
"""

import json
from datetime import date
from decimal import Decimal

import httpx
import pytest

from okrsdk import errors
from okrsdk.client import OkrClient
from okrsdk.model import CheckIn
from tests.sheets_addon.conftest import row

URL = "https://okr.example.com"
TOKEN = "ya29.secret-token"  # noqa: S105 - opens nothing


@pytest.fixture
def client(client_class):
    with client_class(URL, TOKEN) as made:
        yield made


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (httpx.ConnectError("refused"), "No connection to the service at https://okr.example.com. Is"),
        (httpx.ConnectTimeout("slow"), "No connection"),
        (httpx.ReadTimeout("slow"), "did not answer in time"),
        (httpx.WriteTimeout("slow"), "did not answer in time"),
        (httpx.PoolTimeout("busy"), "did not answer in time"),
        (httpx.ReadError("reset"), "broke"),
        (httpx.RemoteProtocolError("peer closed connection"), "broke"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_no_answer_is_unavailable_and_the_call_is_not_repeated(client, httpx_mock, failure, message):
    httpx_mock.add_exception(failure)
    with pytest.raises(errors.UnavailableError, match=message) as caught:
        client.grade(row())
    assert caught.value.status is None
    assert len(httpx_mock.get_requests()) == 1


def check_in(client, **options):
    said = CheckIn(key_result_id="O1-KR1", day=date(2026, 2, 14), value=Decimal(1))
    return client.check_in_spreadsheet("abc", [said], **options)


def test_check_ins_without_an_answer_are_sent_once_more_with_the_same_key(client, httpx_mock):
    httpx_mock.add_exception(httpx.ReadError("reset"))
    httpx_mock.add_response(json={"written": True, "doubts": []})
    assert check_in(client) == ()
    first, second = (own.headers["Idempotency-Key"] for own in httpx_mock.get_requests())
    assert first == second
    httpx_mock.add_response(json={"written": True, "doubts": []})
    check_in(client)
    assert httpx_mock.get_requests()[-1].headers["Idempotency-Key"] != first


def test_check_ins_are_not_sent_a_third_time(client, httpx_mock):
    for _ in range(2):
        httpx_mock.add_exception(httpx.ReadError("reset"))
    with pytest.raises(errors.UnavailableError, match="broke"):
        check_in(client, idempotency_key="mine")
    assert [own.headers["Idempotency-Key"] for own in httpx_mock.get_requests()] == ["mine", "mine"]


@pytest.mark.parametrize("wrong", ["a b", 'a"b', "é", "k" * 201, "a\n"])
def test_what_is_no_key_is_not_sent(client, wrong):
    with pytest.raises(errors.ConfigError, match="UUID"):
        check_in(client, idempotency_key=wrong)


FINDING = {
    "code": "K201",
    "severity": "error",
    "table": None,
    "record": None,
    "field": None,
    "cell": None,
    "message": "",
    "suggestion": "",
}
HTML = "<html><body>502 Bad Gateway</body></html>"


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (500, errors.UnavailableError),
        (502, errors.UnavailableError),
        (503, errors.UnavailableError),
        (504, errors.UnavailableError),
        (401, errors.AccessError),
        (403, errors.AccessError),
        (404, errors.ConfigError),
        (429, errors.QuotaError),
        (413, errors.ConfigError),
        (302, errors.UnavailableError),
        (200, errors.UnavailableError),
        (204, errors.UnavailableError),
        (418, errors.UnavailableError),
    ],
)
def test_a_page_of_a_proxy_is_an_error_by_its_status(client, httpx_mock, status, error):
    httpx_mock.add_response(status_code=status, html=HTML, headers={"Location": "https://login.example.com/"})
    with pytest.raises(error) as caught:
        client.check(row())
    assert "<html>" not in str(caught.value)
    assert len(httpx_mock.get_requests()) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b'{"findings": [',
        b'{"findings": []',
        b"[]",
        b"null",
        b"{}",
        b'{"findings": {}}',
        b'{"findings": [7]}',
        b'{"findings": [{"code": "K201"}]}',
        json.dumps({"findings": [FINDING | {"severity": "fatal"}]}).encode(),
        json.dumps({"findings": [FINDING | {"code": 7}]}).encode(),
        json.dumps({"findings": [FINDING | {"table": "Sheet1"}]}).encode(),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
    ids=range(14),
)
def test_an_answer_cut_short_or_of_another_shape_is_unavailable(client, httpx_mock, body):
    httpx_mock.add_response(content=body, headers={"Content-Type": "application/json"})
    with pytest.raises(errors.UnavailableError, match="no answer of an okrsdk service"):
        client.check(row())


def test_json_under_another_name_is_not_believed(client, httpx_mock):
    httpx_mock.add_response(content=b'{"findings": []}', headers={"Content-Type": "text/plain"})
    with pytest.raises(errors.UnavailableError):
        client.check(row())


@pytest.mark.parametrize(
    "problem",
    [
        b"",
        b"[]",
        b'{"type": 7}',
        b'{"type": "urn:problem-type:okrsdk:newer-workbook", "detail": "Too new."}',
        b'{"type": "urn:problem-type:okrsdk:invalid-okrs", "findings": [{}]}',
    ],
)
def test_a_broken_problem_is_an_error_by_its_status(client, httpx_mock, problem):
    httpx_mock.add_response(status_code=422, content=problem, headers={"Content-Type": "application/problem+json"})
    with pytest.raises(errors.ConfigError, match="HTTP 422"):
        client.check(row())


@pytest.mark.parametrize(
    ("kind", "status", "error"),
    [
        ("not-signed-in", 401, errors.AccessError),
        ("loopback-only", 403, errors.AccessError),
        ("access-refused", 403, errors.AccessError),
        ("quota", 429, errors.QuotaError),
        ("stale-workbook", 409, errors.StaleWorkbookError),
        ("sheets-unavailable", 503, errors.UnavailableError),
        ("sheets-refused", 502, errors.SheetsError),
        ("conflict", 409, errors.SyncError),
    ],
)
def test_a_problem_is_the_error_that_the_service_had(client, httpx_mock, kind, status, error):
    problem = {"type": f"urn:problem-type:okrsdk:{kind}", "status": status, "detail": "What to do."}
    httpx_mock.add_response(status_code=status, json=problem, headers={"Content-Type": "application/problem+json"})
    with pytest.raises(error, match=r"^What to do\.$") as caught:
        client.grade_spreadsheet("abc")
    assert type(caught.value) is error
    assert getattr(caught.value, "status", status) == status


def test_the_records_beside_which_anothers_score_may_be_are_named(client, httpx_mock):
    problem = {"type": "urn:problem-type:okrsdk:stale-workbook", "detail": "Rows moved.", "in_doubt": ["O1-KR1", "a b"]}
    httpx_mock.add_response(status_code=409, json=problem, headers={"Content-Type": "application/problem+json"})
    with pytest.raises(errors.StaleWorkbookError) as caught:
        client.grade_spreadsheet("abc")
    assert caught.value.in_doubt == ("O1-KR1", "a b")


def test_an_ungradable_key_result_names_its_field(client, httpx_mock):
    problem = {"type": "urn:problem-type:okrsdk:ungradable", "detail": "No target.", "field": "target"}
    httpx_mock.add_response(status_code=422, json=problem, headers={"Content-Type": "application/problem+json"})
    with pytest.raises(errors.UngradableError) as caught:
        client.grade(row())
    assert caught.value.field == "target"


def test_the_token_goes_to_the_service_alone_and_into_no_message(client_class, httpx_mock, caplog):
    httpx_mock.add_response(status_code=307, headers={"Location": "https://elsewhere.example.com/v1/check"})
    with client_class(URL, TOKEN) as client, pytest.raises(errors.OkrError) as caught:
        client.check(row())
    (request,) = httpx_mock.get_requests()
    assert request.url == f"{URL}/v1/check"
    assert request.headers["Authorization"] == f"Bearer {TOKEN}"
    assert TOKEN not in str(caught.value) + repr(client) + caplog.text


def test_without_a_token_none_is_sent(client_class, httpx_mock):
    httpx_mock.add_response(json={"status": "ok", "version": "0"})
    with client_class("http://okr.example.com") as client:
        client.health()
    assert "Authorization" not in httpx_mock.get_requests()[0].headers


def test_a_service_may_live_below_a_path(client_class, httpx_mock):
    httpx_mock.add_response(url=f"{URL}/teams/okr/healthz", json={"status": "ok", "version": "0"})
    with client_class(f"{URL}/teams/okr/") as client:
        assert client.health().status == "ok"


@pytest.mark.parametrize("spreadsheet_id", ["../rules", "a/b", "a?b=c", "a#b", "a b", "é"])
def test_no_id_leads_to_another_address(client, httpx_mock, spreadsheet_id):
    httpx_mock.add_response(json={"findings": []})
    client.check_spreadsheet(spreadsheet_id)
    (request,) = httpx_mock.get_requests()
    assert request.url.raw_path.startswith(b"/v1/spreadsheets/")
    assert request.url.raw_path.endswith(b"/check")
    assert request.url.raw_path.count(b"/") == 4


@pytest.mark.parametrize("base_url", ["", "okr.example.com", "ftp://okr.example.com", "https://", "/v1"])
def test_what_is_no_address_is_refused_at_once(client_class, base_url):
    with pytest.raises(errors.ConfigError, match="not the address of a service"):
        client_class(base_url)


@pytest.mark.parametrize("host", ["okr.example.com", "192.168.1.5", "localhost.example.com"])
def test_a_token_is_not_sent_unencrypted_over_a_network(client_class, host):
    with pytest.raises(errors.ConfigError, match="Use https"):
        client_class(f"http://{host}", TOKEN)


@pytest.mark.parametrize("token", ["two words", "line\nfeed", "träger", " "])
def test_what_is_no_token_is_refused_without_being_quoted(client_class, token):
    with pytest.raises(errors.ConfigError, match="token") as caught:
        client_class(URL, token)
    assert token.strip() == "" or token not in str(caught.value)


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(client_class, base_url, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    with client_class(base_url) as client:
        assert client.health().status == "ok"


@pytest.mark.parametrize("host", ["127.0.0.1:8080", "localhost", "[::1]:8080"])
def test_a_token_may_go_to_this_machine_as_it_is(client_class, host):
    client_class(f"http://{host}", TOKEN)


def test_nobody_listening_is_told_with_what_to_do():
    with OkrClient("http://127.0.0.1:9") as client, pytest.raises(errors.UnavailableError, match="okr serve"):
        client.health()


def test_the_time_to_wait_is_the_callers(client_class, httpx_mock):
    httpx_mock.add_response(json={"status": "ok", "version": "0"})
    with client_class(URL, timeout=3) as client:
        client.health()
    assert httpx_mock.get_requests()[0].extensions["timeout"] == {"connect": 3, "read": 3, "write": 3, "pool": 3}
