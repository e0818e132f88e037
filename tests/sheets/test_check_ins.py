"""Check-ins in Local Sheets: where they come to rest, what it costs, and what is refused."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import httpx
import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError, UnavailableError
from okrsdk.model import CheckIn

CHECK_IN = CheckIn(
    day=date(2026, 2, 14),
    key_result_id="O1-KR1",
    value=Decimal("72.5"),
    confidence=Decimal("0.6"),
    changed="=HYPERLINK(1)",
    blocks="'007",
    by="head.of.sales@example.com",
)


def tab(workbook):
    return workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Check-ins")


def test_a_check_in_is_one_request_and_is_read_again_as_it_was_said(workbook, local):
    reading = workbook.inspect()
    local.reset_requests()
    workbook.record(reading, CHECK_IN)
    assert local.requests["sheets"] == 1
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)


def test_it_is_shown_with_the_formats_of_its_columns(workbook):
    workbook.record(workbook.inspect(), CHECK_IN)
    assert tab(workbook).get("A2:E2") == [["2026-02-14", "O1-KR1", "72.5", "0.60", "=HYPERLINK(1)"]]


def test_check_ins_stand_below_each_other_without_gaps(workbook):
    for day in (14, 15, 16):
        workbook.record(workbook.inspect(), replace(CHECK_IN, day=date(2026, 2, day)))
    assert tab(workbook).col_values(1) == ["Date", "2026-02-14", "2026-02-15", "2026-02-16"]


def test_columns_that_people_moved_renamed_or_left_out_are_respected(workbook):
    sheet = tab(workbook)
    sheet.delete_columns(7)
    sheet.insert_cols([["Mine"]], 1)
    sheet.update([["Woran hängt es?"]], "G1")
    workbook.record(workbook.inspect(), CHECK_IN)
    assert sheet.row_values(2) == ["", "2026-02-14", "O1-KR1", "72.5", "0.60", "=HYPERLINK(1)", "'007"]


def test_columns_that_move_in_the_same_moment_are_an_error_that_says_where_to_look(workbook, local):
    reading = workbook.inspect()
    local.interleave(r"POST .*:batchUpdate", lambda: tab(workbook).insert_cols([["Mine"]], 1))
    with pytest.raises(StaleWorkbookError, match="last row"):
        workbook.record(reading, CHECK_IN)


def test_a_key_result_that_is_gone_is_refused_before_anything_is_sent(workbook, local):
    reading = workbook.inspect()
    local.reset_requests()
    with pytest.raises(InvalidOkrError, match="O9-KR9"):
        workbook.record(reading, replace(CHECK_IN, key_result_id="O9-KR9"))
    assert local.requests["sheets"] == 0


@pytest.mark.parametrize(("column", "missing"), [(1, "Date"), (2, "Key result")])
def test_a_column_that_must_be_there_is_named(workbook, column, missing):
    tab(workbook).delete_columns(column)
    with pytest.raises(InvalidOkrError, match=f"no column {missing}"):
        workbook.record(workbook.inspect(), CHECK_IN)


def test_without_the_tab_there_is_nowhere_to_write(workbook):
    spreadsheet = workbook.connection.gspread.open_by_key(workbook.spreadsheet_id)
    spreadsheet.del_worksheet(tab(workbook))
    with pytest.raises(InvalidOkrError, match="no Check-ins tab"):
        workbook.record(workbook.inspect(), CHECK_IN)


def test_a_check_in_is_never_sent_twice(workbook, scripted, script):
    reading = workbook.inspect()
    script.answers = [httpx.Response(503)]
    with pytest.raises(UnavailableError, match="may have been done"):
        replace(workbook, connection=scripted()).record(reading, CHECK_IN)
    assert len(script.requests) == 1


def test_a_text_longer_than_a_cell_holds_names_its_column_and_nothing_is_written(workbook, local):
    reading = workbook.inspect()
    local.reset_requests()
    with pytest.raises(InvalidOkrError, match=r'"What changed" of the check-in is 50,001 characters long'):
        workbook.record(reading, replace(CHECK_IN, changed="x" * 50_001))
    assert local.requests["sheets"] == 0
