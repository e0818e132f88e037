"""What each request counts as, and which may be repeated."""

import pytest

from okrsdk.sheets.transport.operations import Budget, operation_of


@pytest.mark.parametrize(
    ("request_line", "budget", "repeatable"),
    [
        ("GET /v4/spreadsheets/abc", Budget.READS, True),
        ("GET /v4/spreadsheets/abc/values/Key%20Results!A1", Budget.READS, True),
        ("GET /v4/spreadsheets/abc/values:batchGet", Budget.READS, True),
        ("POST /v4/spreadsheets/abc:getByDataFilter", Budget.READS, True),
        ("POST /v4/spreadsheets/abc/values:batchGetByDataFilter", Budget.READS, True),
        ("PUT /v4/spreadsheets/abc/values/A1:B2", Budget.WRITES, True),
        ("POST /v4/spreadsheets/abc/values:batchUpdate", Budget.WRITES, True),
        ("POST /v4/spreadsheets/abc/values:batchUpdateByDataFilter", Budget.WRITES, True),
        ("POST /v4/spreadsheets/abc/values/A1:B2:clear", Budget.WRITES, True),
        ("POST /v4/spreadsheets/abc/values/A1:B2:append", Budget.WRITES, False),
        ("POST /v4/spreadsheets/abc:batchUpdate", Budget.WRITES, False),
        ("POST /v4/spreadsheets", Budget.WRITES, False),
        ("POST /v4/spreadsheets/abc/sheets/0:copyTo", Budget.WRITES, False),
        ("GET /drive/v3/files", Budget.DRIVE, True),
        ("POST /drive/v3/files", Budget.DRIVE, False),
        ("DELETE /drive/v3/files/abc", Budget.DRIVE, False),
        ("PUT /upload/drive/v2/files/abc", Budget.DRIVE, False),
        ("POST /v9/something/new", Budget.WRITES, False),
    ],
)
def test_a_request_is_known_by_its_line(request_line, budget, repeatable):
    method, path = request_line.split(" ")
    operation = operation_of(method, path)
    assert (operation.budget, operation.repeatable) == (budget, repeatable)


def test_the_method_may_be_written_small_as_gspread_does():
    assert operation_of("get", "/v4/spreadsheets/abc").repeatable
