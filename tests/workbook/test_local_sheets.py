"""The workbook over the wire: what is created is read, and what is written is read again, at a real server."""

from dataclasses import replace

import httpx
import pytest

from okrsdk.findings import Table
from okrsdk.grading import grade
from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.workbook import (
    READ_FIELDS,
    adoption_request,
    create_body,
    fill_ids,
    read_workbook,
    verify_write,
    write_request,
)
from tests.workbook.samples import GRADED_ON, sample


@pytest.fixture
def google():
    with (
        LocalSheets(None) as server,
        httpx.Client(transport=httpx.WSGITransport(app=server.wsgi_app), base_url="http://sheets") as client,
    ):
        yield client


def create(google, okr_set):
    answer = google.post("/v4/spreadsheets", json=create_body(okr_set)).raise_for_status()
    return answer.json()["spreadsheetId"]


def read(google, spreadsheet_id):
    params = {"includeGridData": "true", "fields": READ_FIELDS}
    return read_workbook(google.get(f"/v4/spreadsheets/{spreadsheet_id}", params=params).raise_for_status().json())


@pytest.mark.parametrize("okr_set", [sample(), OkrSet()], ids=["all kinds", "empty"])
def test_what_is_created_is_read(google, okr_set):
    reading = read(google, create(google, okr_set))
    assert reading.okr_set == okr_set
    assert reading.findings == ()
    assert adoption_request(reading) is None


def test_scores_are_written_and_read_again(google):
    spreadsheet_id = create(google, sample())
    reading = read(google, spreadsheet_id)
    scores = grade(reading.okr_set, on=GRADED_ON)
    request = write_request(reading, scores)
    url = f"/v4/spreadsheets/{spreadsheet_id}/values:batchUpdateByDataFilter"
    answer = google.post(url, json=request).raise_for_status().json()
    assert verify_write(reading, scores, request, answer).is_settled
    again = read(google, spreadsheet_id)
    assert again.okr_set == fill_ids(sample())
    column = again.layout.tables[Table.KEY_RESULTS].columns["score"]
    assert column.values[:6] == ("Score", 0.7, 0.3, 0.3, 1, None)


def test_rows_inserted_and_a_column_moved_before_the_write_are_put_right_by_the_next(google):
    spreadsheet_id = create(google, replace(sample(), check_ins=()))
    reading = read(google, spreadsheet_id)
    scores = grade(reading.okr_set, on=GRADED_ON)
    rows = {"sheetId": 103, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    columns = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": 21, "endIndex": 23}
    edits = [{"insertDimension": {"range": rows}}, {"moveDimension": {"source": columns, "destinationIndex": 3}}]
    google.post(f"/v4/spreadsheets/{spreadsheet_id}:batchUpdate", json={"requests": edits}).raise_for_status()
    request, landing, rounds = write_request(reading, scores), None, 0
    while landing is None or not landing.is_settled:
        url = f"/v4/spreadsheets/{spreadsheet_id}/values:batchUpdateByDataFilter"
        answer = google.post(url, json=request).raise_for_status().json()
        landing = verify_write(reading, scores, request, answer, after=landing)
        request, rounds = landing.next_request, rounds + 1
    assert rounds == 2
    again = read(google, spreadsheet_id)
    assert again.okr_set == fill_ids(replace(sample(), check_ins=()))
    column = again.layout.tables[Table.KEY_RESULTS].columns["score"]
    assert column.index == 4
    assert column.values[:8] == ("Score", None, None, 0.7, 0.3, 0.3, 1, None)
