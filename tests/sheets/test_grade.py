"""Grading a workbook in Local Sheets: what is written, what it costs, and what is refused."""

import json
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import httpx
import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError, UnavailableError
from okrsdk.findings import Severity, Table
from okrsdk.grading import grade
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.sheets.connection import connect
from okrsdk.sheets.creation import create_workbook
from okrsdk.sheets.settings import Backend, SheetsSettings
from okrsdk.sheets.transport.http_client import RequestPolicy
from okrsdk.sheets.transport.quota import no_quota
from okrsdk.sheets.transport.retry import GOOGLE
from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook import adoption_request
from okrsdk.workbook.addresses import cell_name
from tests.present import present
from tests.sheets.test_import import lose_the_answer

ON = date(2026, 2, 15)


def shown(workbook: Workbook, tab: str) -> list[dict[str, str]]:
    """The records of a tab as people see them."""
    found = workbook.connection.gspread.http_client.values_get(workbook.spreadsheet_id, f"'{tab}'")["values"]
    return [dict(zip(found[0], row, strict=False)) for row in found[1:] if any(row)]


def raw(workbook: Workbook) -> object:
    """All that is in the spreadsheet."""
    fields = "properties,developerMetadata,sheets(properties,merges,data(rowData(values(userEnteredValue,note))))"
    params: dict[str, Any] = {"fields": fields, "prettyPrint": False}
    return workbook.connection.gspread.http_client.fetch_sheet_metadata(workbook.spreadsheet_id, params=params)


def type_in(workbook: Workbook, cell: str, *rows: list[object]) -> None:
    workbook.connection.gspread.http_client.values_update(
        workbook.spreadsheet_id, cell, params={"valueInputOption": "USER_ENTERED"}, body={"values": list(rows)}
    )


@pytest.mark.parametrize("count", [3, 300])
def test_a_grade_is_one_read_and_one_write_whatever_the_number_of_rows(connection, local, okr_set, count):
    workbook = create_workbook(okr_set(count), connection)
    local.reset_requests()
    result = workbook.grade(on=ON)
    assert local.requests == {"sheets": 2, "drive": 0}
    assert result.scores.coverage.graded == count
    assert workbook.inspect().layout.tables[Table.KEY_RESULTS].columns["score"].values[count] == 0.7


def test_scores_stand_in_the_sheet_as_they_were_worked_out(workbook):
    result = workbook.grade(on=ON)
    rows = shown(workbook, "Key Results")
    assert [(row["Score"], row["Band"], row["Stretch mark"], row["Graded at"]) for row in rows] == [
        ("0.70", "green", "70", "2026-02-15")
    ] * 3
    assert [row["Score"] for row in shown(workbook, "Objectives")] == ["0.70"] * 3
    assert (result.scores.overall, result.written) == (Decimal("0.70"), True)


def test_grading_twice_writes_the_same(workbook):
    workbook.grade(on=ON)
    first = raw(workbook)
    workbook.grade(on=ON)
    assert raw(workbook) == first


def test_a_dry_run_writes_nothing(workbook, local):
    before = raw(workbook)
    local.reset_requests()
    result = workbook.grade(on=ON, dry_run=True)
    assert local.requests["sheets"] == 1
    assert (result.scores.overall, result.written) == (Decimal("0.70"), False)
    assert raw(workbook) == before


def test_a_key_result_without_a_current_value_is_blank_until_the_final_grade(connection, okr_set):
    own = okr_set()
    waiting = replace(own.key_results[0], current=None)
    workbook = create_workbook(replace(own, key_results=(waiting, *own.key_results[1:])), connection)
    workbook.grade(on=ON)
    assert shown(workbook, "Key Results")[0]["Score"] == ""
    workbook.grade(on=ON, final=True)
    assert shown(workbook, "Key Results")[0]["Score"] == "0.00"


def test_a_score_that_no_longer_holds_is_blanked(workbook):
    workbook.grade(on=ON)
    type_in(workbook, "'Key Results'!N2", [""])
    workbook.grade(on=ON)
    assert [row["Score"] for row in shown(workbook, "Key Results")] == ["", "0.70", "0.70"]


def test_blank_ids_are_filled_and_stay(connection, okr_set):
    own = okr_set()
    nameless = replace(own.key_results[1], id="")
    workbook = create_workbook(replace(own, key_results=(own.key_results[0], nameless, own.key_results[2])), connection)
    workbook.grade(on=ON)
    assert [row["ID"] for row in shown(workbook, "Key Results")] == ["O1-KR1", "O2-KR1", "O3-KR1"]


def test_what_a_user_typed_never_becomes_a_formula(connection):
    title = "=1+1"
    okrs = OkrSet(
        client=Client(name="=HYPERLINK(1)", currency="USD"),
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text=title, owner="+Head of Sales"),),
        key_results=(
            KeyResult(id="O1-KR1", objective_id="O1", text="@SUM(1)", baseline=Decimal(0), target=Decimal(1)),
        ),
    )
    workbook = create_workbook(okrs, connection)
    workbook.grade(on=ON)
    formulas = re.findall(r'"formulaValue": "([^"]*)"', json.dumps(raw(workbook)))
    assert not [formula for formula in formulas if "1+1" in formula or "HYPERLINK" in formula or "SUM(1)" in formula]
    assert shown(workbook, "Objectives")[0]["Objective"] == title


def without_mark(workbook, field):
    marked = {"developerMetadataLookup": {"metadataKey": "okrsdk.column", "metadataValue": field}}
    request = {"deleteDeveloperMetadata": {"dataFilter": marked}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [request]})


def scores_shown(workbook):
    return {row["ID"]: row.get("Score", "") for row in shown(workbook, "Key Results")}


UNSAFE = [
    ("'Key Results'!A3", "O1-KR1", "T301", None),
    ("'Key Results'!B1", "Nothing", "T102", "objective_id"),
    ("'Key Results'!AC1", "Target", "T103", "target"),
]
ONE_RECORD = [
    ("'Key Results'!L2", "about fifty", "T201"),
    ("'Key Results'!L2", "=Gone!A1", "T204"),
    ("'Key Results'!B2", "O9", "T302"),
    ("'Key Results'!D2", "growth", "T203"),
]


@pytest.mark.parametrize(("cell", "value", "code", "field"), UNSAFE, ids=str)
def test_what_makes_writing_unsafe_stops_the_grade_with_one_sentence(workbook, cell, value, code, field):
    if field:
        without_mark(workbook, field)
    type_in(workbook, cell, [value])
    before = raw(workbook)
    with pytest.raises(InvalidOkrError, match="was not graded and nothing was written") as caught:
        workbook.grade(on=ON)
    assert raw(workbook) == before
    assert caught.value.findings[0].finding.code == code
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("cell", "value", "code"), ONE_RECORD, ids=str)
def test_an_error_takes_its_own_record_out_and_the_others_are_graded_and_written(workbook, cell, value, code):
    workbook.grade(on=ON)
    type_in(workbook, cell, [value])
    result = workbook.grade(on=ON)
    assert [finding.code for finding in result.findings if finding.severity is Severity.ERROR] == [code]
    assert str(result.scores.coverage) in ("2 of 3 met, 2 graded", "2 of 2 met")
    assert scores_shown(workbook) == {"O1-KR1": "", "O2-KR1": "0.70", "O3-KR1": "0.70"}


@pytest.mark.parametrize(("cell", "value", "code"), ONE_RECORD, ids=str)
def test_a_strict_grade_is_stopped_by_any_error(workbook, cell, value, code):
    type_in(workbook, cell, [value])
    before = raw(workbook)
    with pytest.raises(InvalidOkrError, match="was not graded and nothing was written") as caught:
        workbook.grade(on=ON, strict=True)
    assert raw(workbook) == before
    assert [placed.finding.code for placed in caught.value.errors] == [code]


def test_a_date_in_a_number_cell_is_no_number(workbook):
    block = {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 2, "startColumnIndex": 11, "endColumnIndex": 12}
    cell = {"userEnteredValue": {"numberValue": 46112}, "userEnteredFormat": {"numberFormat": {"type": "DATE"}}}
    request = {
        "repeatCell": {"range": block, "cell": cell, "fields": "userEnteredValue,userEnteredFormat.numberFormat"}
    }
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [request]})
    with pytest.raises(InvalidOkrError, match=r"'Key Results'!L2: "):
        workbook.grade(on=ON, strict=True)
    assert [score.score for score in workbook.grade(on=ON).scores.key_results][:2] == [None, Decimal("0.70")]


def test_records_that_lost_their_objective_to_a_merge_are_left_out(workbook):
    block = {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 1, "endColumnIndex": 2}
    request = {"mergeCells": {"range": block, "mergeType": "MERGE_ALL"}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [request]})
    scores = workbook.grade(on=ON).scores
    assert [score.score for score in scores.key_results] == [Decimal("0.70"), None, Decimal("0.70")]
    assert "are merged" in scores.key_results[1].reason


def test_the_sentence_names_the_first_cell_and_how_many_errors_there_are(workbook):
    type_in(workbook, "'Key Results'!L2", ["about fifty"])
    type_in(workbook, "'Key Results'!L3", ["sixty or so"])
    with pytest.raises(InvalidOkrError, match=r"'Key Results'!L2: .*There is 1 more error\."):
        workbook.grade(on=ON, strict=True)


def test_a_workbook_of_odd_rows_is_graded_all_the_same(workbook):
    insert = {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 2, "endIndex": 3}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [{"insertDimension": insert}]})
    type_in(workbook, "'Key Results'!A3", ["Second half"])
    type_in(workbook, "'Key Results'!R2", ["On track"])
    type_in(workbook, "'Key Results'!D4", ["Increase to"])
    type_in(workbook, "'Key Results'!B5", ["o3"])
    type_in(workbook, "'Check-ins'!A2", ["2026-02-02", "O7-KR7", 3, "High"])
    result = workbook.grade(on=ON)
    assert [score.score for score in result.scores.key_results] == [Decimal("0.70")] * 3
    assert {finding.code for finding in result.findings if finding.severity is not Severity.INFO} >= {"T210", "T303"}
    assert scores_shown(workbook) == {"O1-KR1": "0.70", "Second half": "", "O2-KR1": "0.70", "O3-KR1": "0.70"}


def test_a_lost_header_row_stops_the_grade_and_says_so(workbook):
    delete = {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 0, "endIndex": 1}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [{"deleteDimension": delete}]})
    before = raw(workbook)
    with pytest.raises(InvalidOkrError, match="no header row"):
        workbook.grade(on=ON)
    assert raw(workbook) == before
    assert len(workbook.inspect().okr_set.key_results) == 3


def test_blank_rows_between_records_are_no_matter(workbook):
    insert = {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 2, "endIndex": 5}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [{"insertDimension": insert}]})
    assert workbook.grade(on=ON).scores.overall == Decimal("0.70")
    assert [row["Score"] for row in shown(workbook, "Key Results")] == ["0.70"] * 3


def test_scores_worked_out_before_are_written_where_their_records_stand_now(workbook, local):
    scores = grade(workbook.inspect().okr_set, on=ON)
    block = {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 26}
    sort = {"sortRange": {"range": block, "sortSpecs": [{"dimensionIndex": 0, "sortOrder": "DESCENDING"}]}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [sort]})
    scores = replace(
        scores,
        key_results=tuple(replace(s, score=Decimal(n) / 10) for n, s in enumerate(scores.key_results, 1)),
    )
    local.reset_requests()
    workbook.write_scores(scores)
    assert local.requests["sheets"] == 2
    assert {row["ID"]: row["Score"] for row in shown(workbook, "Key Results")} == {
        "O1-KR1": "0.10",
        "O2-KR1": "0.20",
        "O3-KR1": "0.30",
    }


def test_scores_of_records_that_are_gone_are_not_written(workbook):
    scores = grade(workbook.inspect().okr_set, on=ON)
    type_in(workbook, "'Key Results'!A2", ["O1-KR7"])
    before = raw(workbook)
    with pytest.raises(StaleWorkbookError, match="no longer holds the records"):
        workbook.write_scores(scores)
    assert raw(workbook) == before


def test_scores_of_nameless_records_that_changed_places_are_not_written(connection, okr_set):
    own = okr_set()
    nameless = tuple(
        replace(kr, id="", current=Decimal(10 * n), text=f"Visits {n}") for n, kr in enumerate(own.key_results)
    )
    workbook = create_workbook(replace(own, key_results=nameless), connection)
    scores = grade(workbook.inspect().okr_set, on=ON)
    block = {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 0, "endColumnIndex": 26}
    sort = {"sortRange": {"range": block, "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}]}}
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": [sort]})
    with pytest.raises(StaleWorkbookError):
        workbook.write_scores(scores)


def take_the_marks_off(workbook):
    for key in ("okrsdk.column", "okrsdk.table", "okrsdk.schema"):
        lookup = {"dataFilter": {"developerMetadataLookup": {"metadataKey": key}}}
        workbook.connection.http.batch_update(
            workbook.spreadsheet_id, {"requests": [{"deleteDeveloperMetadata": lookup}]}
        )


def test_a_workbook_without_marks_gets_them_in_two_more_requests_and_none_the_next_time(workbook, local):
    take_the_marks_off(workbook)
    assert adoption_request(workbook.inspect()) is not None
    for requests in (4, 2):
        local.reset_requests()
        workbook.grade(on=ON)
        assert local.requests["sheets"] == requests
        assert [row["Score"] for row in shown(workbook, "Key Results")] == ["0.70"] * 3
    assert adoption_request(workbook.inspect()) is None


def test_marks_that_slipped_and_got_no_answer_put_no_score_into_a_column_of_peoples(workbook, local):
    """A column comes while the columns are marked for the first time, and the connection breaks."""
    take_the_marks_off(workbook)
    header = workbook.connection.gspread.http_client.values_get(workbook.spreadsheet_id, "'Key Results'!1:1")
    before_scores = header["values"][0].index("Stretch mark")

    def insert_a_column(index):
        span = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": index, "endIndex": index + 1}
        workbook.connection.http.batch_update(
            workbook.spreadsheet_id, {"requests": [{"insertDimension": {"range": span}}]}
        )

    def at_the_write():
        insert_a_column(0)
        lose_the_answer(local)

    insert_a_column(before_scores)
    type_in(workbook, f"'Key Results'!{cell_name(0, before_scores)}", ["Notes"], ["ours 1"], ["ours 2"], ["ours 3"])
    local.interleave("POST .*:batchUpdate$", at_the_write)
    with pytest.raises(UnavailableError):
        workbook.grade(on=ON)
    workbook.grade(on=ON)
    rows = shown(workbook, "Key Results")
    assert [(row["Score"], row["Notes"]) for row in rows] == [("0.70", f"ours {n}") for n in (1, 2, 3)]
    assert [row["ID"] for row in rows] == [own.id for own in workbook.read().key_results]


@pytest.fixture
def handmade(connection, local):
    """A workbook that somebody typed in, with the headers given beside those that must be there."""

    def make(*headers: str) -> Workbook:
        key_results = ["Objective", "Key result", "Kind", "Baseline", "Target", "Current", *headers]
        tabs: dict[str, list[list[object]]] = {
            "Objectives": [["ID", "Objective", *headers], ["O1", "Patients find us first"]],
            "Key Results": [["ID", *key_results], ["", "O1", "First visits from 0 to 100", "increase", 0, 100, 70]],
        }
        sheets = [{"properties": {"sheetId": 7 + n, "title": title}} for n, title in enumerate(tabs)]
        answer = connection.http.request(
            "post", "https://sheets.googleapis.com/v4/spreadsheets", json={"sheets": sheets}
        ).json()
        workbook = Workbook(spreadsheet_id=answer["spreadsheetId"], connection=connection)
        for title, rows in tabs.items():
            type_in(workbook, f"'{title}'!A1", *rows)
        local.reset_requests()
        return workbook

    return make


def test_a_workbook_made_by_hand_is_graded_where_it_has_a_column_for_the_score(handmade, local):
    workbook = handmade("Band", "Score")
    assert workbook.grade(on=ON).written
    assert local.requests["sheets"] == 5, "a read, the marks, which are confirmed, the scores, the IDs"
    row = shown(workbook, "Key Results")[0]
    assert (row["ID"], float(row["Score"]), row["Band"]) == ("O1-KR1", 0.7, "green")


def test_a_workbook_made_by_hand_without_a_column_for_the_score_is_told_to_add_one(handmade):
    with pytest.raises(InvalidOkrError, match=r"The Objectives tab has no Score column\. Add one"):
        handmade().grade(on=ON)


@pytest.fixture
def failing(workbook, local, tmp_path, clock):
    """The workbook on a server that answers one write with a failure, before or after doing it."""

    def make(failure: httpx.Response | BaseException, *, after: bool) -> tuple[Workbook, list[str]]:
        wsgi, failures, requests = httpx.WSGITransport(app=local.wsgi_app), [failure], []

        def handler(request: httpx.Request) -> httpx.Response:
            requests.append(request.method)
            if not (failures and "batchUpdateByDataFilter" in request.url.path):
                return wsgi.handle_request(request)
            if after:
                wsgi.handle_request(request)
            problem = failures.pop()
            if isinstance(problem, BaseException):
                raise problem
            return problem

        ticking = clock.as_clock()
        connection = connect(
            SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://sheets.test"),
            policy=RequestPolicy(retry=GOOGLE, quota=no_quota(ticking), clock=ticking),
            transport=httpx.MockTransport(handler),
        )
        return Workbook(spreadsheet_id=workbook.spreadsheet_id, connection=connection), requests

    return make


@pytest.mark.parametrize("after", [False, True], ids=["not done", "done"])
@pytest.mark.parametrize(
    "failure",
    [
        httpx.Response(503, json={"error": {"code": 503, "message": "The service is currently unavailable."}}),
        httpx.Response(502, html="<html>Bad Gateway</html>"),
        httpx.ReadTimeout("slow"),
        httpx.RemoteProtocolError("cut off"),
    ],
    ids=["503", "502 in HTML", "time-out", "broken connection"],
)
def test_a_write_without_an_answer_is_repeated_whether_or_not_it_was_done(failing, clock, failure, after):
    workbook, requests = failing(failure, after=after)
    assert workbook.grade(on=ON).written
    assert (requests, clock.sleeps) == (["GET", "POST", "POST"], [1])
    assert [row["Score"] for row in shown(workbook, "Key Results")] == ["0.70"] * 3


def test_a_grade_that_is_killed_in_the_middle_of_its_write_is_whole_after_the_next(failing):
    workbook, _ = failing(KeyboardInterrupt(), after=True)
    with pytest.raises(KeyboardInterrupt):
        workbook.grade(on=ON)
    assert {row["Score"] for row in shown(workbook, "Key Results")} == {"0.70"}
    workbook.grade(on=ON)
    assert [row["Score"] for row in shown(workbook, "Key Results")] == ["0.70"] * 3


def test_a_server_that_goes_down_before_the_write_leaves_the_sheet_as_it_was(failing, workbook):
    before = raw(workbook)
    broken, _ = failing(httpx.Response(400, json={"error": {"code": 400, "message": "no"}}), after=False)
    with pytest.raises(Exception, match="refused the request"):
        broken.grade(on=ON)
    assert raw(workbook) == before


def test_a_server_that_is_down_is_said_to_be(tmp_path):
    settings = SheetsSettings(home=tmp_path, backend=Backend.SERVER, server_url="http://127.0.0.1:1")
    with connect(settings) as connection, pytest.raises(UnavailableError, match="okr sheets serve"):
        Workbook(spreadsheet_id="abc", connection=connection).grade(on=ON)


@pytest.mark.slow
def test_a_process_that_is_killed_while_it_grades_leaves_every_score_beside_its_own_key_result(tmp_path, okr_set):
    settings = SheetsSettings(home=tmp_path)
    own = okr_set(60)
    key_results = tuple(replace(kr, current=Decimal(n)) for n, kr in enumerate(own.key_results))
    with connect(settings) as connection:
        workbook = create_workbook(replace(own, key_results=key_results), connection)
    program = (
        "import sys, datetime, pathlib\n"
        "from okrsdk.sheets import SheetsSettings, Workbook, connect\n"
        "connection = connect(SheetsSettings(home=pathlib.Path(sys.argv[1])))\n"
        "workbook = Workbook(spreadsheet_id=sys.argv[2], connection=connection)\n"
        "for day in range(1, 10000):\n"
        "    workbook.grade(on=datetime.date(2026, 1, 1 + day % 28))\n"
        "    print(day, flush=True)\n"
    )
    command = [sys.executable, "-c", program, str(tmp_path), workbook.spreadsheet_id]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        for _ in range(3):
            present(process.stdout).readline()
        process.kill()
    with connect(settings) as connection:
        workbook = Workbook(spreadsheet_id=workbook.spreadsheet_id, connection=connection)
        rows = shown(workbook, "Key Results")
        assert [row["Score"] for row in rows] == [f"{n / 100:.2f}" for n in range(60)]
        assert len({row["Graded at"] for row in rows}) == 1
        assert workbook.grade(on=ON).written
