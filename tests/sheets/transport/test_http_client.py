"""The transport: what is sent, what is sent again, and when."""

import httpx
import pytest

from okrsdk.errors import NoTokenError, QuotaError, UnavailableError
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.operations import Budget
from okrsdk.sheets.transport.quota import ProcessQuota, TokenBucket
from okrsdk.sheets.transport.retry import LOCAL, RetryPolicy

SHEET = "https://sheets.googleapis.com/v4/spreadsheets/abc"
HTML = {"content-type": "text/html"}


def ok(body=None):
    return httpx.Response(200, json=body or {})


def busy(status=503, **headers):
    return httpx.Response(status, json={"error": {"code": status, "message": "busy"}}, headers=headers)


def test_gspread_reads_the_answer_as_it_reads_one_of_requests(scripted, script):
    script.answers = [ok({"properties": {"title": "Köln – Q1"}})]
    answer = scripted().gspread.http_client.request(
        "get", SHEET, params={"fields": "properties", "includeGridData": None, "ranges": ["A1", "B2"]}
    )
    assert (answer.ok, answer.status_code, answer.json()) == (True, 200, {"properties": {"title": "Köln – Q1"}})
    assert "Köln" in answer.text
    assert str(script.requests[0].url) == f"{SHEET}?fields=properties&ranges=A1&ranges=B2"


def test_gspreads_own_client_works_over_it(scripted, script):
    script.answers = [
        ok({"properties": {"title": "Acme"}, "sheets": []}),
        ok({"range": "A1:B1", "values": [["a", "b"]]}),
    ]
    spreadsheet = scripted().gspread.open_by_key("abc")
    assert spreadsheet.title == "Acme"
    assert spreadsheet.values_get("A1:B1")["values"] == [["a", "b"]]


def test_every_request_carries_the_access_token(scripted, script):
    script.answers = [ok()]
    scripted().http.request("get", SHEET)
    assert script.requests[0].headers["authorization"] == "Bearer secret-token"


@pytest.mark.parametrize(
    "host", ["https://sheets.googleapis.com/v4/spreadsheets/abc", "https://www.googleapis.com/drive/v3/files"]
)
def test_googles_hosts_are_replaced_by_the_server_of_the_settings(scripted, script, tmp_path, host):
    settings = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://127.0.0.1:8765")
    script.answers = [ok()]
    scripted(settings).http.request("get", host)
    assert str(script.requests[0].url) == "http://127.0.0.1:8765" + httpx.URL(host).path


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_read_is_repeated_with_doubling_waits(scripted, script, clock, status):
    script.answers = [busy(status), busy(status), busy(status), ok({"done": True})]
    assert scripted().http.request("get", SHEET).json() == {"done": True}
    assert clock.sleeps == [1, 2, 4]


def test_an_html_body_is_as_good_a_reason_to_try_again_as_json(scripted, script, clock):
    script.answers = [httpx.Response(502, text="<html>Bad Gateway</html>", headers=HTML), ok()]
    scripted().http.request("get", SHEET)
    assert clock.sleeps == [1]


@pytest.mark.parametrize(
    "error",
    [
        httpx.ConnectError("refused"),
        httpx.ReadTimeout("slow"),
        httpx.ReadError("reset"),
        httpx.RemoteProtocolError("cut off"),
    ],
)
def test_a_read_is_repeated_when_the_connection_fails(scripted, script, clock, error):
    script.answers = [error, ok()]
    scripted().http.request("get", SHEET)
    assert clock.sleeps == [1]


def test_retry_after_is_obeyed(scripted, script, clock):
    script.answers = [busy(429, **{"retry-after": "17"}), ok()]
    scripted().http.request("get", SHEET)
    assert clock.sleeps == [17]


def test_trying_ends_and_says_what_was_wrong(scripted, script, clock):
    script.answers = [busy()] * 7
    with pytest.raises(UnavailableError, match=r"Google Sheets is out of order \(HTTP 503\)") as caught:
        scripted().http.request("get", SHEET)
    assert clock.sleeps == [1, 2, 4, 8, 16, 32]
    assert (caught.value.status, caught.value.spreadsheet_id) == (503, "abc")
    assert isinstance(caught.value.__cause__, httpx.HTTPStatusError)


def test_time_spent_waiting_for_answers_counts_towards_the_deadline(scripted, script, clock):
    script.seconds = 50
    script.answers = [httpx.ReadTimeout("slow")] * 3
    with pytest.raises(UnavailableError, match="did not answer in time"):
        scripted(retry=RetryPolicy(deadline=120)).http.request("get", SHEET)
    assert clock.sleeps == [1, 2]


@pytest.mark.parametrize("path", [":batchUpdate", "/values/A1:append"])
@pytest.mark.parametrize("failure", [busy(503), busy(500), httpx.ReadTimeout("slow"), httpx.ReadError("reset")])
def test_what_may_have_been_done_is_not_done_twice(scripted, script, clock, path, failure):
    script.answers = [failure, ok()]
    with pytest.raises(UnavailableError, match="look before you try again"):
        scripted().http.request("post", SHEET + path, json={})
    assert (len(script.requests), clock.sleeps) == (1, [])


@pytest.mark.parametrize("failure", [busy(429), httpx.ConnectError("refused")])
def test_a_create_is_sent_again_when_certainly_nothing_was_done(scripted, script, clock, failure):
    script.answers = [failure, ok({"spreadsheetId": "new"})]
    answer = scripted().http.request("post", "https://sheets.googleapis.com/v4/spreadsheets", json={"sheets": []})
    assert answer.json() == {"spreadsheetId": "new"}
    assert [request.content for request in script.requests] == [b'{"sheets":[]}', b'{"sheets":[]}']


def test_a_write_that_names_its_cells_is_repeated(scripted, script, clock):
    script.answers = [busy(), ok()]
    scripted().http.request("post", f"{SHEET}/values:batchUpdateByDataFilter", json={})
    assert clock.sleeps == [1]


def test_a_local_server_that_is_down_is_given_up_at_once(scripted, script, clock, tmp_path):
    settings = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://127.0.0.1:8765")
    script.answers = [httpx.ConnectError("refused")] * 2
    with pytest.raises(
        UnavailableError, match=r"No connection to http://127.0.0.1:8765. Is `okr sheets serve` running\?"
    ):
        scripted(settings, retry=LOCAL).http.request("get", SHEET)
    assert clock.sleeps == [0.1]


def test_every_attempt_takes_a_token(scripted, script, clock):
    script.answers = [busy(), ok()]
    scripted(quota=ProcessQuota({Budget.READS: (TokenBucket(1),)}, clock=clock.as_clock())).http.request("get", SHEET)
    assert clock.sleeps == [1, 59]


def test_requests_of_a_batch_leave_the_last_of_the_quota_to_people(scripted, script, clock):
    script.answers = [ok()] * 31
    people = scripted(quota=ProcessQuota({Budget.READS: (TokenBucket(30),)}, clock=clock.as_clock()))
    for _ in range(29):
        people.for_batch().http.request("get", SHEET)
    people.http.request("get", SHEET)
    assert clock.sleeps == []
    people.for_batch().http.request("get", SHEET)
    assert clock.sleeps == [60]


def test_what_may_be_done_already_is_not_given_up_for_want_of_a_token(scripted, script, clock):
    quota = ProcessQuota({Budget.READS: (TokenBucket(1),)}, clock=clock.as_clock())
    script.answers = [busy(), ok()]
    http = scripted(quota=quota).for_batch(patience=1).http
    http.request("get", SHEET)  # which waits for a second token
    assert clock.sleeps == [1, 59]
    with pytest.raises(NoTokenError):
        http.request("get", SHEET)
    assert len(script.requests) == 2


def test_a_page_of_a_proxy_is_not_taken_for_an_answer(scripted, script):
    script.answers = [httpx.Response(200, text="<html>Please sign in</html>", headers=HTML)]
    with pytest.raises(UnavailableError, match="no answer of the API"):
        scripted().http.request("get", SHEET)


def test_requests_to_sheets_are_counted_and_those_to_drive_are_not(scripted, script):
    script.answers = [ok(), busy(), ok()]
    connection = scripted()
    connection.http.request("get", "https://www.googleapis.com/drive/v3/files")
    connection.http.request("get", SHEET)
    assert connection.requests == 2


def test_a_used_up_quota_is_a_quota_error_in_the_end(scripted, script):
    script.answers = [busy(429)]
    with pytest.raises(QuotaError, match="Wait a minute"):
        scripted(retry=RetryPolicy(attempts=1)).http.request("get", SHEET)
