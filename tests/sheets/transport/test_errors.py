"""Whatever goes wrong becomes one of okrsdk's errors, with a sentence that says what to do."""

import httpx
import pytest

from okrsdk.errors import AccessError, NotFoundError, QuotaError, SheetsError, StaleWorkbookError, UnavailableError
from okrsdk.sheets.transport.endpoint import Endpoint
from okrsdk.sheets.transport.errors import SignInError, error_answer, failure_of, translated

GOOGLE = Endpoint(who="okr-bot@project.iam.gserviceaccount.com")
LOCAL = Endpoint(base_url="http://127.0.0.1:8765", place="http://127.0.0.1:8765")
REQUEST = httpx.Request(
    "GET", "https://sheets.googleapis.com/v4/spreadsheets/abc", headers={"Authorization": "Bearer secret"}
)


def refused(status, message="", *, reason="", html=""):
    if html:
        response = httpx.Response(status, html=html, request=REQUEST)
    else:
        details = [{"reason": reason}] if reason else []
        body = {"error": {"code": status, "message": message, "details": details}}
        response = httpx.Response(status, json=body, request=REQUEST)
    return httpx.HTTPStatusError("no", request=REQUEST, response=response)


def error_for(error, endpoint=GOOGLE):
    return translated(error, endpoint, "abc")


CASES = [
    (refused(400, "Unable to parse range: Objectives!A1:Z"), NotFoundError, "A tab that was there is missing from"),
    (refused(400, "No grid with id: 7"), NotFoundError, "it was renamed or deleted"),
    (
        refused(400, "This operation is not supported for this document"),
        SheetsError,
        "File > Save as Google Sheets",
    ),
    (
        refused(400, "Invalid requests[0].updateCells: You are trying to edit a protected cell or object."),
        AccessError,
        "are protected against okr-bot@project.iam.gserviceaccount.com",
    ),
    (refused(401, "Request had invalid authentication credentials."), AccessError, "sign in again"),
    (
        refused(403, "The caller does not have permission"),
        AccessError,
        "not shared with okr-bot@project.iam.gserviceaccount.com",
    ),
    (refused(403, "Access Not Configured", reason="SERVICE_DISABLED"), AccessError, "API is off"),
    (
        refused(403, "Request had insufficient authentication scopes.", reason="ACCESS_TOKEN_SCOPE_INSUFFICIENT"),
        AccessError,
        "does not cover spreadsheets",
    ),
    (
        refused(403, "The user's Drive storage quota has been exceeded.", reason="storageQuotaExceeded"),
        QuotaError,
        "Service accounts can no longer own files: sign in as a person, use a shared drive",
    ),
    (refused(403, "Rate Limit Exceeded", reason="userRateLimitExceeded"), QuotaError, "Wait a minute"),
    (refused(403, "Rate limit exceeded.", reason="sharingRateLimitExceeded"), QuotaError, "lasts for hours"),
    (refused(404, "Requested entity was not found."), NotFoundError, "Copy the whole URL from the browser"),
    (
        refused(413, "Request payload size exceeds the limit: 10485760 bytes."),
        SheetsError,
        "Divide the OKRs among several workbooks",
    ),
    (refused(413, html="<html>Too large</html>"), SheetsError, "more than Google Sheets takes for the spreadsheet abc"),
    (refused(429, "Quota exceeded for quota metric 'Read requests'"), QuotaError, "no more requests this minute"),
    (refused(429, html="<html>Too many</html>"), QuotaError, "no more requests this minute"),
    (refused(500, "Internal error encountered."), UnavailableError, "out of order (HTTP 500)"),
    (refused(502, html="<html>Bad Gateway</html>"), UnavailableError, "out of order (HTTP 502)"),
    (refused(408), UnavailableError, "out of order (HTTP 408)"),
    (refused(409, "The state has changed."), SheetsError, "Google Sheets refused the request: The state has changed."),
    (httpx.ConnectError("x", request=REQUEST), UnavailableError, "Check the network connection"),
    (httpx.ReadTimeout("x", request=REQUEST), UnavailableError, "did not answer in time"),
    (httpx.ReadError("x", request=REQUEST), UnavailableError, "broke before the answer was complete"),
    (SignInError("invalid_grant", is_reached=True, is_retryable=False), AccessError, "Signing in failed"),
    (SignInError("busy", is_reached=True, is_retryable=True), UnavailableError, "sign-in server is out of order"),
    (SignInError("x", is_reached=False, is_retryable=False), UnavailableError, "No connection to the sign-in server"),
]


@pytest.mark.parametrize(("error", "kind", "words"), CASES, ids=lambda value: str(value)[:40])
def test_an_error_becomes_ours_and_says_what_to_do(error, kind, words):
    ours = error_for(error)
    assert type(ours) is kind
    assert words in str(ours)
    assert ours.spreadsheet_id == "abc"


@pytest.mark.parametrize("who", ["", "okr-bot@project.iam.gserviceaccount.com"])
def test_a_new_file_that_is_refused_is_not_said_to_be_unshared(who):
    error = refused(403, "The caller does not have permission")
    text = str(translated(error, Endpoint(who=who), None, creates=True))
    assert text == (
        f"{who[:1].upper() + who[1:] or 'The account that is signed in'} may not make files here: sign in as a person, "
        "use a shared drive, or let the service account act for a person (domain-wide delegation, OKR_ACT_AS). "
        "`okr login` signs a person in."
    )


@pytest.mark.parametrize(
    "said",
    [
        "Requested writing within range ['Key Results'!A1:A300], but tried writing to row [301]",
        "Invalid requests[3].updateCells: Attempting to write outside the bounds of the sheet: 3 rows, 15 columns.",
        "Invalid requests[0].insertDimension: range.startIndex is larger than current grid size (5)",
        "Invalid requests[0].deleteDimension: Cannot delete a row that doesn't exist. Tried to delete row index 14",
    ],
)
def test_a_write_past_the_end_says_that_rows_or_columns_were_deleted(said):
    ours = error_for(refused(400, said))
    assert type(ours) is StaleWorkbookError
    assert "Rows or columns of the spreadsheet abc were deleted" in str(ours)


def test_an_unknown_account_is_named_in_words():
    assert "not shared with the account that is signed in" in str(
        translated(refused(403, "The caller does not have permission"), Endpoint(), "abc")
    )


def test_local_sheets_says_where_it_looked():
    assert str(error_for(refused(404), LOCAL)) == "The spreadsheet abc is not in Local Sheets (http://127.0.0.1:8765)."


def test_a_local_server_that_is_down_is_named_with_the_command_that_starts_it():
    assert "Is `okr sheets serve` running?" in str(error_for(httpx.ConnectError("x", request=REQUEST), LOCAL))


@pytest.mark.parametrize(
    "message",
    [
        "Invalid value at 'data.values' (type.googleapis.com/google.protobuf.ListValue), \"salary: 90000\"",
        'Invalid data[0]: "the secret" is more than "it should" be',
        "Something\nsecret on the second line",
        "x" * 5000,
    ],
)
def test_what_stands_in_cells_is_not_repeated_in_messages(message):
    text = str(error_for(refused(400, message)))
    assert "salary" not in text
    assert "secret" not in text
    assert len(text) < 260


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"[]",
        b"3",
        b'{"error": "no"}',
        b'{"error": {"details": 5, "errors": [1]}}',
        b"\xff\xfe",
        pytest.param(b"[" * 100_000, id="nested"),
    ],
)
def test_any_body_can_be_read_as_an_error(body):
    answer = error_answer(httpx.Response(400, content=body))
    assert (answer.status, answer.message, answer.reasons) == (400, "", frozenset())


def test_no_message_and_no_traceback_line_holds_the_token():
    for error, _, _ in CASES:
        assert "secret" not in f"{error_for(error)} {error}"


def test_a_quota_refusal_means_nothing_was_done_and_a_503_does_not():
    assert failure_of(refused(429)).nothing_done
    assert not failure_of(refused(503)).nothing_done


@pytest.mark.parametrize("reason", ["storageQuotaExceeded", "sharingRateLimitExceeded", "dailyLimitExceeded"])
def test_a_limit_that_lasts_is_not_waited_for_although_it_calls_itself_a_usage_limit(reason):
    assert not failure_of(refused(403, "Limit exceeded", reason=reason)).transient
