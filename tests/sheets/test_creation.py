"""A new workbook: one request, and a second only for what the answer shows was not done."""

import copy
import json

import httpx
import pytest

from okrsdk.errors import QuotaError, UnavailableError
from okrsdk.sheets.creation import create_workbook
from okrsdk.workbook import create_body
from okrsdk.workbook.template.missing_parts import missing_parts

KINDS = ("conditionalFormats", "protectedRanges", "charts", "bandedRanges", "developerMetadata")
ADDED_BY = {
    "conditionalFormats": "addConditionalFormatRule",
    "protectedRanges": "addProtectedRange",
    "charts": "addChart",
    "bandedRanges": "addBanding",
    "developerMetadata": "createDeveloperMetadata",
}


def counted(messages, kind) -> int:
    return sum(len(message.get(kind, [])) for message in messages)


@pytest.mark.parametrize("count", [0, 3, 300])
def test_a_new_workbook_is_one_request_whatever_its_size(connection, local, okr_set, count):
    create_workbook(okr_set(count), connection)
    assert local.requests == {"sheets": 1, "drive": 0}


def test_what_was_written_is_what_is_read(connection, okr_set):
    reading = create_workbook(okr_set(), connection).inspect()
    assert reading.okr_set.objectives == okr_set().objectives
    assert reading.okr_set.key_results == okr_set().key_results
    assert (reading.okr_set.client.name, reading.okr_set.cycle.name) == ("Acme Dental", "2026-Q1")
    assert reading.findings == ()


def test_the_title_is_client_and_cycle_unless_another_is_given(connection, okr_set):
    create_workbook(okr_set(), connection)
    create_workbook(okr_set(), connection, title="Board")
    names = {file["name"] for file in connection.gspread.list_spreadsheet_files()}
    assert "Board" in names
    assert any("Acme Dental" in name and "2026-Q1" in name for name in names)


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_was_not_honoured_is_added_to_every_sheet_it_was_sent_for(okr_set, kind):
    body = create_body(okr_set())
    answer = copy.deepcopy(body)
    for message in (answer, *answer["sheets"]):
        message.pop(kind, None)
    requests = missing_parts(body, answer)
    assert len(requests) == counted([body, *body["sheets"]], kind) > 0
    assert {name for request in requests for name in request} == {ADDED_BY[kind]}


def test_nothing_is_added_when_all_was_honoured(okr_set):
    body = create_body(okr_set())
    assert missing_parts(body, body) == []


class Forgetful:
    """Local Sheets as a server that makes the sheets and their data, and drops everything else of a create."""

    def __init__(self, local) -> None:
        self.transport = httpx.WSGITransport(app=local.wsgi_app)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v4/spreadsheets":
            body = json.loads(request.content)
            for message in (body, *body["sheets"]):
                for kind in KINDS:
                    message.pop(kind, None)
            request = httpx.Request("POST", request.url, json=body)
        return self.transport.handle_request(request)


def test_what_a_server_left_out_of_the_create_follows_in_one_more_request(scripted, script, local, okr_set):
    script.handler = Forgetful(local)
    workbook = create_workbook(okr_set(), scripted())
    assert local.requests["sheets"] == 2
    made = workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).fetch_sheet_metadata()
    body = create_body(okr_set())
    for kind in KINDS:
        assert counted([made, *made["sheets"]], kind) == counted([body, *body["sheets"]], kind), kind
    assert workbook.inspect().okr_set.key_results == okr_set().key_results


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
