"""Check and grade on spreadsheets: in Local Sheets, and in Google's place a server that keeps what it was sent."""

import logging
from datetime import date

import httpx
import pytest

from okrsdk.findings import Table
from okrsdk.grading import grade
from okrsdk.reports import scores_document
from okrsdk.sheets import Backend, SheetsSettings
from okrsdk.workbook.addresses import cell_name
from sheets_addon import ServiceConfig, create_app
from sheets_addon.spreadsheets import Spreadsheets
from tests.sheets_addon.conftest import NOW, TODAY, make_service
from tests.sheets_addon.described import DescribedService

TOKEN = "ya29.secret-token"  # noqa: S105 -- opens nothing
HEADERS = {"Authorization": f"Bearer {TOKEN}"}


def path(workbook, verb):
    return f"/v1/spreadsheets/{workbook.spreadsheet_id}/{verb}"


def test_a_check_is_one_read_and_names_the_cells(sheets_service, local, workbook):
    answer = sheets_service.post(path(workbook, "check"), {"on": "2026-03-31"})
    assert answer.status_code == 200
    assert local.requests["sheets"] == 1
    cells = [finding["cell"] for finding in answer.json["findings"] if finding["record"]]
    assert cells
    assert all("!" in cell for cell in cells)


def test_a_grade_is_one_read_and_one_write_and_is_in_the_sheet(sheets_service, local, workbook, okr_set):
    answer = sheets_service.post(path(workbook, "grade"), {"on": "2026-03-31"})
    assert answer.status_code == 200
    assert local.requests["sheets"] == 2
    assert answer.json["written"] is True
    assert answer.json["scores"] == scores_document(grade(okr_set, on=date(2026, 3, 31)))
    assert _written_scores(workbook) == [item["score"] for item in answer.json["scores"]["key_results"]]


def test_a_grade_without_an_answer_names_the_records_beside_which_anothers_score_may_be(
    sheets_service, local, workbook, okr_set
):
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://local") as admin:
        rule = {"match": "batchUpdateByDataFilter", "status": 503, "when": "after"}
        admin.put("/_local/faults", json={"rules": [rule]}, headers={"X-Local-Sheets": "1"}).raise_for_status()
    answer = sheets_service.post(path(workbook, "grade"), {"on": "2026-03-31"})
    assert answer.status_code == 503
    ids = {own.id for own in (*okr_set.objectives, *okr_set.key_results) if own.id}
    assert ids <= set(answer.json["in_doubt"])


def test_a_dry_run_writes_nothing(sheets_service, local, workbook):
    answer = sheets_service.post(path(workbook, "grade"), {"dry_run": True})
    assert answer.json["written"] is False
    assert answer.json["scores"]["on"] == TODAY.isoformat()
    assert local.requests["sheets"] == 1
    assert set(_written_scores(workbook)) == {None}


def test_a_final_grade_counts_unknown_values_as_0(sheets_service, workbook):
    scores = sheets_service.post(path(workbook, "grade"), {"final": True, "dry_run": True}).json["scores"]
    assert scores["final"] is True
    assert scores["coverage"]["graded"] == scores["coverage"]["total"]


def test_an_error_in_the_sheet_leaves_its_record_out_of_a_grade_and_is_told(sheets_service, local, workbook):
    _write_target(workbook, "about fifty")
    answer = sheets_service.post(path(workbook, "grade"), {})
    assert (answer.status_code, answer.json["written"]) == (200, True)
    assert "T201" in [finding["code"] for finding in answer.json["findings"]]
    assert None in {score["score"] for score in answer.json["scores"]["key_results"]}
    assert set(_written_scores(workbook)) != {None}


def test_one_id_on_two_rows_stops_a_grade_and_is_told(sheets_service, local, workbook):
    first = workbook.inspect().okr_set.key_results[0].id
    workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Key Results").update_acell("A3", first)
    answer = sheets_service.post(path(workbook, "grade"), {})
    assert (answer.status_code, answer.json["type"]) == (422, "urn:problem-type:okrsdk:invalid-okrs")
    assert "T301" in [finding["code"] for finding in answer.json["findings"]]
    assert set(_written_scores(workbook)) == {None}
    assert sheets_service.post(path(workbook, "check"), {}).status_code == 200


def test_an_unknown_spreadsheet_is_not_found(sheets_service):
    answer = sheets_service.post("/v1/spreadsheets/nothing/check", {})
    assert (answer.status_code, answer.json["type"]) == (404, "urn:problem-type:okrsdk:not-found")


@pytest.mark.parametrize("wrong", ["a.b", "a%2Fb", "a b", "a:batchUpdate", "x" * 129, "..", "%00", "é", "{}"])
def test_what_is_no_spreadsheet_id_never_reaches_sheets(sheets_service, local, wrong):
    answer = sheets_service.post(f"/v1/spreadsheets/{wrong}/check", {})
    assert answer.status_code in (404, 422)
    if answer.status_code == 422:
        (fault,) = answer.json["errors"]
        assert fault == {"parameter": "spreadsheet_id", "detail": "spreadsheet_id: this is no spreadsheet id."}
    assert local.requests["sheets"] == 0


def test_a_body_must_come_with_every_call_so_that_no_form_can_write(sheets_service, local, workbook):
    assert sheets_service.post(path(workbook, "grade")).status_code == 415
    assert local.requests["sheets"] == 0


class Google:
    """Stands in Google's place, answers each request the same, and keeps the requests."""

    def __init__(self, answer):
        self.answer = answer
        self.requests = []

    def __call__(self, request):
        self.requests.append(request)
        return self.answer(request)


@pytest.fixture
def on_google(tmp_path):
    def make(answer):
        google = Google(answer)
        settings = SheetsSettings(home=tmp_path, backend=Backend.GOOGLE, credentials=tmp_path / "key.json")
        spreadsheets = Spreadsheets(settings, transport=httpx.MockTransport(google))
        app = create_app(ServiceConfig(sheets=settings), spreadsheets=spreadsheets, now=lambda: NOW)
        return DescribedService(app), google

    return make


def _refused(status, message):
    return lambda request: httpx.Response(status, json={"error": {"code": status, "message": message}})


def test_the_callers_token_is_the_only_power_over_google(on_google):
    service, google = on_google(_refused(403, "The caller does not have permission"))
    assert service.post("/v1/spreadsheets/abc/check", {}, headers=HEADERS).status_code == 403
    assert [request.headers["authorization"] for request in google.requests] == [f"Bearer {TOKEN}"]
    assert {request.url.host for request in google.requests} == {"sheets.googleapis.com"}


def test_without_a_token_google_is_not_asked_though_the_service_has_credentials(on_google):
    service, google = on_google(_refused(403, "unused"))
    answer = service.post("/v1/spreadsheets/abc/grade", {})
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.json["type"] == "urn:problem-type:okrsdk:not-signed-in"
    assert google.requests == []


def test_a_local_sheets_server_is_asked_without_the_services_credentials(tmp_path):
    server = Google(_refused(404, "Requested entity was not found."))
    settings = SheetsSettings(
        home=tmp_path, backend=Backend.SERVER, server_url="http://127.0.0.1:8765", credentials=tmp_path / "key.json"
    )
    spreadsheets = Spreadsheets(settings, transport=httpx.MockTransport(server))
    service = DescribedService(create_app(ServiceConfig(sheets=settings), spreadsheets=spreadsheets))
    assert service.post("/v1/spreadsheets/abc/check", {}).status_code == 404
    service.post("/v1/spreadsheets/abc/check", {}, headers=HEADERS)
    assert [request.headers.get("authorization") for request in server.requests] == [None, f"Bearer {TOKEN}"]
    assert {request.url.host for request in server.requests} == {"127.0.0.1"}


def test_one_callers_token_is_not_used_for_the_next(on_google):
    service, google = on_google(_refused(404, "Requested entity was not found."))
    service.post("/v1/spreadsheets/abc/check", {}, headers=HEADERS)
    service.post("/v1/spreadsheets/abc/check", {}, headers={"Authorization": "Bearer another"})
    assert [request.headers["authorization"] for request in google.requests] == [f"Bearer {TOKEN}", "Bearer another"]


@pytest.mark.parametrize(("status", "problem"), [(401, 401), (403, 403), (404, 404), (400, 502)])
def test_a_refusal_of_google_keeps_its_meaning(on_google, status, problem):
    service, _ = on_google(_refused(status, "no"))
    assert service.post("/v1/spreadsheets/abc/check", {}, headers=HEADERS).status_code == problem


def test_neither_token_nor_cells_reach_a_log_or_a_problem(on_google, sheets_service, workbook, caplog):
    refusing, _ = on_google(_refused(400, 'Invalid value "hush-hush"'))
    broken, _ = on_google(lambda request: httpx.Response(200, json={"sheets": [{"properties": "hush-hush"}]}))
    _write_target(workbook, "hush-hush")
    answers = []
    with caplog.at_level(logging.DEBUG):
        for asked, where in ((refusing, "/v1/spreadsheets/abc/"), (broken, "/v1/spreadsheets/abc/")):
            answers += [asked.post(where + verb, {}, headers=HEADERS) for verb in ("check", "grade")]
        answers.append(sheets_service.post(path(workbook, "grade"), {}, headers=HEADERS))
    assert [answer.status_code for answer in answers[:4]] == [502, 502, 500, 500]
    assert TOKEN not in caplog.text + "".join(answer.get_data(as_text=True) for answer in answers)
    assert "hush-hush" not in caplog.text
    assert "hush-hush" not in "".join(answer.get_data(as_text=True) for answer in answers[:4])


def _written_scores(workbook):
    table = workbook.inspect().layout.tables[Table.KEY_RESULTS]
    return [table.columns["score"].values[row] for row in table.rows]


def _write_target(workbook, value):
    table = workbook.inspect().layout.tables[Table.KEY_RESULTS]
    cell = cell_name(table.rows[0], table.columns["target"].index)
    spreadsheet = workbook.connection.gspread.open_by_key(workbook.spreadsheet_id)
    spreadsheet.worksheet(table.title).update_acell(cell, value)


CHECK_INS = {
    "on": "2026-11-20",
    "check_ins": [
        {"key_result_id": "O1-KR1", "value": 2_470_000.5, "confidence": 0.7, "by": "Head of Sales"},
        {"key_result_id": "O1-KR2", "value": 0.28, "confidence": 0.5},
    ],
}


def check_ins_on(workbook, day):
    return [one for one in workbook.inspect().okr_set.check_ins if one.day == day]


def test_check_ins_are_one_read_and_one_write_and_sent_again_none(sheets_service, local, workbook):
    first = sheets_service.post(path(workbook, "check-ins"), CHECK_INS)
    assert (first.status_code, first.json) == (200, {"written": True, "doubts": []})
    assert local.requests["sheets"] == 2
    sheets_service.post(path(workbook, "check-ins"), CHECK_INS)
    rows = check_ins_on(workbook, date(2026, 11, 20))
    assert [(one.key_result_id, str(one.value), one.by) for one in rows] == [
        ("O1-KR1", "2470000.5", "Head of Sales"),
        ("O1-KR2", "0.28", ""),
    ]


def test_a_check_in_that_may_be_a_slip_is_told_and_saved_only_when_that_is_said(sheets_service, workbook):
    slip = {"on": "2026-11-20", "check_ins": [{"key_result_id": "O1-KR1", "value": 99_000_000, "confidence": 0.7}]}
    answer = sheets_service.post(path(workbook, "check-ins"), slip)
    assert answer.json["written"] is False
    assert "the whole way away from the aim" in answer.json["doubts"][0]["detail"]
    assert check_ins_on(workbook, date(2026, 11, 20)) == []
    sure = sheets_service.post(path(workbook, "check-ins"), slip | {"save_doubtful": True})
    assert (sure.json["written"], len(sure.json["doubts"])) == (True, 1)
    assert len(check_ins_on(workbook, date(2026, 11, 20))) == 1


KEY = {"Idempotency-Key": '"8e03978e-40d5-43e8-bc93-6894a57f9324"'}


def with_value(value):
    return {"on": "2026-11-20", "check_ins": [{"key_result_id": "O1-KR2", "value": value, "confidence": 0.5}]}


def test_a_key_makes_one_request_of_two_though_others_checked_in_meanwhile(sheets_service, local, workbook):
    checking_in = path(workbook, "check-ins")
    first = sheets_service.post(checking_in, with_value(0.28), headers=KEY)
    assert local.requests["sheets"] == 2
    sheets_service.post(checking_in, with_value(0.31))
    local.reset_requests()
    again = sheets_service.post(checking_in, with_value(0.28), headers=KEY)
    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert local.requests["sheets"] == 1
    assert [str(one.value) for one in check_ins_on(workbook, date(2026, 11, 20))] == ["0.28", "0.31"]


def test_another_process_of_the_service_knows_the_key_and_the_doubts(sheets_service, local, workbook, tmp_path):
    slip = with_value(990) | {"save_doubtful": True}
    first = sheets_service.post(path(workbook, "check-ins"), slip, headers=KEY)
    assert "times the whole way away" in first.json["doubts"][0]["detail"]
    again = make_service(tmp_path, local).post(path(workbook, "check-ins"), slip, headers=KEY)
    assert again.json == first.json
    assert len(check_ins_on(workbook, date(2026, 11, 20))) == 1


def test_a_key_may_not_be_used_for_something_else(sheets_service, workbook):
    sheets_service.post(path(workbook, "check-ins"), with_value(0.28), headers=KEY)
    answer = sheets_service.post(path(workbook, "check-ins"), with_value(0.29), headers=KEY)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["parameter"] == "Idempotency-Key"
    assert len(check_ins_on(workbook, date(2026, 11, 20))) == 1


def test_what_is_no_key_is_refused_unread(sheets_service, local, workbook):
    answer = sheets_service.post(path(workbook, "check-ins"), with_value(1), headers={"Idempotency-Key": "k" * 201})
    assert answer.status_code == 422
    assert answer.json["errors"] == [
        {"parameter": "Idempotency-Key", "detail": "Idempotency-Key: this is no Idempotency-Key."}
    ]
    assert local.requests["sheets"] == 0


@pytest.mark.parametrize(
    ("changes", "status", "told"),
    [
        ({"key_result_id": "O9-KR9"}, 422, "There is no key result O9-KR9"),
        ({"day": "2026-11-21"}, 422, "is a day to come"),
        ({"confidence": 7}, 422, ""),
        ({"value": "NaN"}, 422, ""),
    ],
)
def test_a_check_in_that_cannot_be_taken_is_refused(sheets_service, workbook, changes, status, told):
    body = {"on": "2026-11-20", "check_ins": [CHECK_INS["check_ins"][0] | changes]}
    answer = sheets_service.post(path(workbook, "check-ins"), body)
    assert answer.status_code == status
    assert told in answer.json["detail"]
    assert check_ins_on(workbook, date(2026, 11, 20)) == []
