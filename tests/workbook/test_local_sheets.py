"""The workbook over the wire: what is created is read, and what is written is read again, at a real server."""

from dataclasses import replace

import httpx
import pytest

from okrsdk.assessment import assess
from okrsdk.findings import Table
from okrsdk.localsheets import LocalSheets
from okrsdk.model import OkrSet
from okrsdk.workbook import (
    CHANGED_FIELDS,
    READ_FIELDS,
    adoption_request,
    fill_ids,
    plan_write,
    read_workbook,
    workbook_template,
)
from okrsdk.workbook.writing.blank_ids import id_request
from okrsdk.workbook.writing.progress import advanced, begun
from okrsdk.workbook.writing.request import request_of
from okrsdk.workbook.writing.response import state_of_layout, state_of_response
from tests.present import present
from tests.workbook.samples import GRADED_ON, sample


@pytest.fixture
def google():
    with (
        LocalSheets(None) as server,
        httpx.Client(transport=httpx.WSGITransport(app=server.wsgi_app), base_url="http://sheets") as client,
    ):
        yield client


def create(google, okr_set):
    answer = google.post("/v4/spreadsheets", json=workbook_template(okr_set).spreadsheet).raise_for_status()
    return answer.json()["spreadsheetId"]


def read(google, spreadsheet_id):
    params = {"includeGridData": "true", "fields": READ_FIELDS}
    return read_workbook(google.get(f"/v4/spreadsheets/{spreadsheet_id}", params=params).raise_for_status().json())


def written(google, spreadsheet_id, reading):
    """Writes what the reading comes to; how many requests that took."""
    progress, requests = begun(plan_write(reading, assess(reading.okr_set, on=GRADED_ON))), 0
    while not progress.is_done:
        progress = present(advanced(progress, sent(google, f"/v4/spreadsheets/{spreadsheet_id}", progress)))
        requests += 1
    return requests


def sent(google, url, progress):
    """What the columns hold once the next request is sent."""
    if progress.sends_ids:
        answer = google.post(f"{url}:batchUpdate", params={"fields": CHANGED_FIELDS}, json=id_request(progress.ids))
        changed = answer.raise_for_status().json()["updatedSpreadsheet"]
        return state_of_layout(progress.plan, read_workbook(changed).layout)
    body = request_of(progress.plan, progress.writes, progress.ends)
    answer = google.post(f"{url}/values:batchUpdateByDataFilter", json=body).raise_for_status().json()
    return state_of_response(progress.plan, answer)


@pytest.mark.parametrize("okr_set", [sample(), OkrSet()], ids=["all kinds", "empty"])
def test_what_is_created_is_read(google, okr_set):
    reading = read(google, create(google, okr_set))
    assert reading.okr_set == okr_set
    assert reading.findings == ()
    assert adoption_request(reading) is None


def test_scores_are_written_and_read_again(google):
    spreadsheet_id = create(google, sample())
    reading = read(google, spreadsheet_id)
    assert written(google, spreadsheet_id, reading) == 2, "the scores, then the one blank ID"
    again = read(google, spreadsheet_id)
    assert again.okr_set == fill_ids(sample())
    column = again.layout.tables[Table.KEY_RESULTS].columns["score"]
    assert column.values[:6] == ("Score", 0.7, 0.3, 0.3, 1, None)


def test_rows_inserted_and_a_column_moved_before_the_write_are_put_right_by_the_next(google):
    spreadsheet_id = create(google, replace(sample(), check_ins=()))
    reading = read(google, spreadsheet_id)
    rows = {"sheetId": 103, "dimension": "ROWS", "startIndex": 1, "endIndex": 3}
    columns = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": 23, "endIndex": 25}
    edits = [{"insertDimension": {"range": rows}}, {"moveDimension": {"source": columns, "destinationIndex": 3}}]
    google.post(f"/v4/spreadsheets/{spreadsheet_id}:batchUpdate", json={"requests": edits}).raise_for_status()
    assert written(google, spreadsheet_id, reading) == 3, "the scores twice, then the one blank ID"
    again = read(google, spreadsheet_id)
    assert again.okr_set == fill_ids(replace(sample(), check_ins=()))
    column = again.layout.tables[Table.KEY_RESULTS].columns["score"]
    assert column.index == 4
    assert column.values[:8] == ("Score", None, None, 0.7, 0.3, 0.3, 1, None)
