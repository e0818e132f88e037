"""A new workbook: made by Drive, filled by one request to Sheets."""

from typing import Any

import httpx
import pytest

from okrsdk.errors import QuotaError, SheetsError, UnavailableError
from okrsdk.findings import Table
from okrsdk.schema import columns
from okrsdk.sheets.creation import create_workbook
from tests.present import present


@pytest.mark.parametrize("count", [0, 3, 300])
def test_a_new_workbook_is_one_request_to_drive_and_one_to_sheets_whatever_its_size(connection, local, okr_set, count):
    create_workbook(okr_set(count), connection)
    assert local.requests == {"sheets": 1, "drive": 1}


def test_what_was_written_is_what_is_read(connection, okr_set):
    reading = create_workbook(okr_set(), connection).inspect()
    assert reading.okr_set.objectives == okr_set().objectives
    assert reading.okr_set.key_results == okr_set().key_results
    assert (reading.okr_set.client.name, present(reading.okr_set.cycle).name) == ("Acme Dental", "2026-Q1")
    assert reading.findings == ()


def test_the_title_is_client_and_cycle_unless_another_is_given(connection, okr_set):
    create_workbook(okr_set(), connection)
    create_workbook(okr_set(), connection, title="Board")
    names = {file["name"] for file in connection.gspread.list_spreadsheet_files()}
    assert "Board" in names
    assert any("Acme Dental" in name and "2026-Q1" in name for name in names)


def test_formats_and_drop_downs_reach_the_rows_that_people_add(connection, okr_set):
    workbook = create_workbook(okr_set(), connection)
    fields = "sheets(data(rowData(values(dataValidation,userEnteredFormat(numberFormat,wrapStrategy)))))"
    params: dict[str, Any] = {"ranges": "Key Results!A100:Z100", "includeGridData": True, "fields": fields}
    answer: Any = workbook.connection.http.get_spreadsheet(workbook.spreadsheet_id, params)
    (made,) = answer["sheets"]
    (row,) = made["data"][0]["rowData"]
    by_title = {column.title: cell for column, cell in zip(columns(Table.KEY_RESULTS), row["values"], strict=False)}
    assert by_title["Kind"]["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert by_title["Objective"]["dataValidation"]["condition"]["type"] == "ONE_OF_RANGE"
    assert by_title["Due"]["userEnteredFormat"]["numberFormat"]["type"] == "DATE"
    assert by_title["Score"]["userEnteredFormat"]["numberFormat"]["pattern"] == "0.00"
    assert by_title["Key result"]["userEnteredFormat"]["wrapStrategy"] == "WRAP"


def test_the_tabs_of_a_new_workbook_are_okrsdks_alone(connection, okr_set):
    made = create_workbook(okr_set(), connection)
    params = {"fields": "properties(locale),sheets(properties(title))"}
    answer = connection.http.get_spreadsheet(made.spreadsheet_id, params)
    titles = [sheet["properties"]["title"] for sheet in answer["sheets"]]
    assert titles == ["Overview", "Objectives", "Key Results", "Check-ins", "Client"]
    assert answer["properties"]["locale"] == "en_US"


def test_a_workbook_that_cannot_be_filled_is_not_left_behind_blank(scripted, script, local, okr_set):
    server = httpx.WSGITransport(app=local.wsgi_app)

    def refusing(request):
        if request.url.path.endswith(":batchUpdate"):
            return httpx.Response(400, json={"error": {"code": 400, "message": "Invalid requests[7]"}})
        return server.handle_request(request)

    script.handler = refusing
    with pytest.raises(SheetsError, match="Invalid requests"):
        create_workbook(okr_set(), scripted())
    methods = [(request.method, request.url.path.rpartition("/")[0]) for request in script.requests]
    assert methods[0] == ("POST", "/drive/v3")
    assert methods[-1] == ("DELETE", "/drive/v3/files")
    assert local.requests["sheets"] == 0


def test_a_create_without_an_answer_is_not_repeated_and_says_to_look(scripted, script, okr_set):
    script.answers = [httpx.ReadTimeout("slow")]
    with pytest.raises(UnavailableError, match="It may have been done all the same: look before you try again"):
        create_workbook(okr_set(), scripted())
    assert len(script.requests) == 1


def test_a_service_account_without_room_is_told_whose_drive_to_use(scripted, script, okr_set):
    error = {"code": 403, "message": "The user's Drive storage quota has been exceeded."}
    error["details"] = [{"reason": "storageQuotaExceeded", "domain": "usageLimits"}]
    script.answers = [httpx.Response(403, json={"error": error})]
    with pytest.raises(QuotaError, match="sign in as a person, use a shared drive"):
        create_workbook(okr_set(), scripted(who="okr-bot@project.iam.gserviceaccount.com"))
    assert len(script.requests) == 1
