"""The lines of the Overview in the grid: what their formulas draw, as numbers for a line."""

import json
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn, Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.sheets import connect, create_workbook, settings_from
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from sheets_addon.workbench.drawn_lines import with_lines

OVERVIEW = SHEET_IDS[Tab.OVERVIEW]


def said(day, key_result, value, confidence=None, corrects=None):
    rated = None if confidence is None else Decimal(confidence)
    of = None if corrects is None else date(2026, 1, corrects)
    return CheckIn(
        day=date(2026, 1, day), key_result_id=key_result, value=Decimal(value), confidence=rated, corrects=of
    )


OKRS = OkrSet(
    client=Client(name="Harbor"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Win the north"),),
    key_results=(
        KeyResult(id="O1-KR1", objective_id="O1", text="Bookings from 10 to 20"),
        KeyResult(id="O1-KR2", objective_id="O1", text="Calls from 0 to 40"),
        KeyResult(id="O1-KR3", objective_id="O1", text="Visits from 0 to 40"),
    ),
    # The one of the 7th was said late: the line is by day.
    check_ins=(
        said(14, "O1-KR1", 20, "0.5"),
        said(7, "O1-KR1", 10, "0"),
        said(8, "O1-KR2", 40),
        said(20, "O1-KR1", 900, "1"),
        said(21, "O1-KR1", 15, "1", corrects=20),
    ),
)


@pytest.fixture
def workbook(bench, tmp_path):
    with connect(settings_from({"OKR_HOME": str(tmp_path)}), local=bench.local) as connection:
        yield create_workbook(OKRS, connection)


def lines(bench, workbook):
    """What the grid shows in the two columns of lines, below their headers."""
    answer = bench.app.test_client().get(f"/workbooks/{workbook.spreadsheet_id}/tabs/{OVERVIEW}/rows/9-13")
    rows = [row["values"] for row in answer.get_json()["sheets"][0]["data"][0]["rowData"]]
    return [[cell.get("line") for cell in row[8:10]] for row in rows]


def test_each_key_result_has_its_values_and_confidence_by_day(bench, workbook):
    # From the 7th to the 21st, the 14th in the middle; what was put right is not drawn.
    values = {"at": [0, 0.5, 1], "values": [10, 20, 15], "low": 10, "high": 20}
    confidence = {"at": [0, 0.5, 1], "values": [0, 0.5, 1], "low": 0, "high": 1}
    one = {"at": [0], "values": [40], "low": 40, "high": 40}
    assert lines(bench, workbook) == [[values, confidence], [one, None], [None, None], [None, None]]


def test_a_tab_that_was_renamed_is_drawn_and_one_that_is_gone_is_blank(bench, workbook):
    http = workbook.connection.http
    log = {"sheetId": SHEET_IDS[Tab.CHECK_INS], "title": "What we said"}
    http.batch_update(
        workbook.spreadsheet_id,
        {"requests": [{"updateSheetProperties": {"properties": log, "fields": "title"}}]},
    )
    assert [line["values"] for line in lines(bench, workbook)[0]] == [[10, 20, 15], [0, 0.5, 1]]
    http.batch_update(workbook.spreadsheet_id, {"requests": [{"deleteSheet": {"sheetId": log["sheetId"]}}]})
    assert lines(bench, workbook) == [[None, None]] * 4


def test_rows_without_lines_pass_as_they_came():
    plain = b'{"sheets": [ ]}'
    assert with_lines(plain, lambda _: pytest.fail("nothing is to be read")) is plain
    theirs = {"userEnteredValue": {"formulaValue": "=SPARKLINE(A1:A3)"}}
    answer = {"sheets": [{"data": [{"rowData": [{"values": [theirs]}]}]}]}
    assert json.loads(with_lines(json.dumps(answer).encode(), lambda _: pytest.fail("nor here"))) == answer
