"""Check-ins in Local Sheets: where they come to rest, what it costs, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from decimal import Decimal

import httpx
import pytest

from okrsdk.errors import InvalidOkrError, StaleWorkbookError, UnavailableError
from okrsdk.findings import Table
from okrsdk.model import CheckIn
from okrsdk.sheets.creation import create_workbook
from tests.sheets.crowd import must_hold_each_once, said_by_fifty

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
    script.handler = lambda _request: httpx.Response(403)  # what was written cannot be looked at either
    with pytest.raises(UnavailableError, match="may have been done"):
        replace(workbook, connection=scripted()).record(reading, CHECK_IN)
    assert [request.method for request in script.requests] == ["POST", "GET"]


def test_a_text_longer_than_a_cell_holds_names_its_column_and_nothing_is_written(workbook, local):
    reading = workbook.inspect()
    local.reset_requests()
    with pytest.raises(InvalidOkrError, match=r'"What changed" of the check-in is 50,001 characters long'):
        workbook.record(reading, replace(CHECK_IN, changed="x" * 50_001))
    assert local.requests["sheets"] == 0


def key_results(workbook):
    return workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet("Key Results")


def current_of(workbook):
    return {own.id: own.current for own in workbook.inspect().okr_set.key_results}


def put_current(workbook, cell, value):
    key_results(workbook).update([[value]], cell, raw=False)


def test_it_sets_current_in_the_same_request(workbook, local):
    before = current_of(workbook)
    workbook.record(workbook.inspect(), CHECK_IN)
    assert current_of(workbook) == before | {"O1-KR1": Decimal("72.5")}


def test_a_formula_in_current_stays(workbook):
    cell = key_results(workbook).find("Current")
    row = key_results(workbook).find("O1-KR1").row
    put_current(workbook, f"{cell.address[:-1]}{row}", "=60+9")
    workbook.record(workbook.inspect(), CHECK_IN)
    assert current_of(workbook)["O1-KR1"] == 69
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)


@pytest.mark.parametrize(
    ("day", "value", "current"),
    [(date(2026, 2, 10), Decimal(60), Decimal("72.5")), (date(2026, 2, 14), None, Decimal("72.5"))],
    ids=["older than another one", "without a value"],
)
def test_only_the_newest_value_is_the_current_one(workbook, day, value, current):
    workbook.record(workbook.inspect(), CHECK_IN)
    workbook.record(workbook.inspect(), replace(CHECK_IN, day=day, value=value, changed="Later on"))
    assert len(workbook.inspect().okr_set.check_ins) == 2
    assert current_of(workbook)["O1-KR1"] == current


def test_one_id_on_two_rows_has_no_current_of_its_own(workbook):
    sheet = key_results(workbook)
    sheet.update_acell(f"A{sheet.find('O2-KR1').row}", "O1-KR1")
    before = sheet.col_values(sheet.find("Current").col)
    workbook.record(workbook.inspect(), CHECK_IN)
    assert sheet.col_values(sheet.find("Current").col) == before


def sort_rows(workbook):
    sheet = key_results(workbook)
    sheet.sort((1, "des"))


def insert_row(workbook):
    key_results(workbook).insert_row([], 2)


def insert_column(workbook):
    sheet = key_results(workbook)
    sheet.insert_cols([["Mine"]], sheet.find("Current").col)


def insert_column_in_front(workbook):
    key_results(workbook).insert_cols([["Mine"]], 1)


def delete_row(workbook):
    sheet = key_results(workbook)
    sheet.delete_rows(sheet.find("O1-KR1").row)


@pytest.fixture
def moving(workbook):
    """The workbook, its Currents 11, a formula that shows 8, and 33; the check-in is of the last row."""
    column = key_results(workbook).find("Current").address[:-1]
    for row, content in ((2, 11), (3, "=7+1"), (4, 33)):
        put_current(workbook, f"{column}{row}", content)
    return workbook


LAST_ROW = replace(CHECK_IN, key_result_id="O3-KR1", value=Decimal("72.25"))
MOVES = {
    "sorted": sort_rows,
    "down by one": insert_row,
    "a blank row in its place": lambda workbook: key_results(workbook).insert_row([], 4),
    "its column to the right": insert_column,
    "all columns to the right": insert_column_in_front,
}


@pytest.mark.parametrize("move", MOVES)
def test_rows_that_move_in_the_same_moment_keep_their_own_current(moving, local, move):
    reading = moving.inspect()
    local.interleave(r"POST .*:batchUpdate", lambda: MOVES[move](moving))
    moving.record(reading, LAST_ROW)
    after = moving.inspect()
    assert {own.id: own.current for own in after.okr_set.key_results} == {
        "O1-KR1": 11,
        "O2-KR1": 8,
        "O3-KR1": Decimal("72.25"),
    }
    assert [*after.layout.tables[Table.KEY_RESULTS].columns["current"].formulas.values()] == ["=7+1"]
    assert {own.target for own in after.okr_set.key_results} == {Decimal(100)}
    assert after.okr_set.check_ins == (LAST_ROW,)


def test_a_formula_that_refers_to_its_row_is_told_and_not_guessed(moving, local):
    column = key_results(moving).find("Current").address[:-1]
    put_current(moving, f"{column}3", "=L3/2")
    reading = moving.inspect()
    local.interleave(r"POST .*:batchUpdate", lambda: insert_row(moving))
    with pytest.raises(StaleWorkbookError, match=r"72.25 may be in Current of O2-KR1 .* Version history"):
        moving.record(reading, LAST_ROW)
    assert (current_of(moving)["O1-KR1"], current_of(moving)["O3-KR1"]) == (11, Decimal("72.25"))


def test_rows_that_move_at_every_try_are_told_by_key_result(moving, local):
    reading = moving.inspect()

    def at_the_write():
        insert_row(moving)
        local.interleave("GET ", lambda: local.interleave(r"POST .*:batchUpdate", at_the_write))

    local.interleave(r"POST .*:batchUpdate", at_the_write)
    with pytest.raises(StaleWorkbookError, match="The check-in of O3-KR1 is saved, but rows were moved"):
        moving.record(reading, LAST_ROW)


def test_a_key_result_that_is_deleted_in_the_same_moment_is_told_and_hurts_none(workbook, local):
    reading, before = workbook.inspect(), current_of(workbook)
    local.interleave(r"POST .*:batchUpdate", lambda: delete_row(workbook))
    with pytest.raises(StaleWorkbookError, match="O1-KR1 is saved"):
        workbook.record(reading, CHECK_IN)
    del before["O1-KR1"]
    assert current_of(workbook) == before


def test_a_check_in_that_is_sent_again_is_written_once(workbook, local):
    workbook.record(workbook.inspect(), CHECK_IN)
    reading = workbook.inspect()
    local.reset_requests()
    workbook.record(reading, CHECK_IN)
    assert local.requests.get("sheets", 0) == 0
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)


def test_two_that_are_sent_from_the_same_reading_are_written_once(workbook):
    reading = workbook.inspect()
    for _ in range(2):
        workbook.record(reading, CHECK_IN)
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)


def test_many_at_once_are_written_once(workbook):
    with ThreadPoolExecutor(4) as people:
        list(people.map(lambda _: workbook.record(workbook.inspect(), CHECK_IN), range(4)))
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)


def test_back_to_an_earlier_value_on_the_same_day_is_a_check_in_of_its_own(workbook):
    for value in (70, 75, 70):
        workbook.record(workbook.inspect(), replace(CHECK_IN, value=Decimal(value)))
    assert [one.value for one in workbook.inspect().okr_set.check_ins] == [70, 75, 70]
    assert current_of(workbook)["O1-KR1"] == 70


def test_a_check_in_whose_row_was_deleted_can_be_made_again(workbook):
    for _ in range(2):
        workbook.record(workbook.inspect(), CHECK_IN)
        assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)
        tab(workbook).delete_rows(2)


def test_one_that_is_sent_twice_is_written_once_also_where_others_write_in_between(workbook, local):
    """The second copy was made before the first one was written, and arrives after somebody else's."""
    reading = workbook.inspect()
    workbook.record(reading, CHECK_IN)
    other = replace(CHECK_IN, day=date(2026, 2, 15), by="Somebody else")
    workbook.record(workbook.inspect(), other)
    workbook.record(reading, CHECK_IN)
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN, other)
    assert len(workbook.inspect().layout.check_in_claims) == 2


def fail_the_next_write(local, *, when):
    rule = {"match": "POST .*:batchUpdate", "first": 1, "status": 503, "when": when}
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://localhost") as admin:
        headers = {"X-Local-Sheets": "1"}
        admin.put("/_local/faults", json={"rules": [rule]}, headers=headers).raise_for_status()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_correction_without_an_answer_says_what_is_saved_and_what_may_be_wrong(moving, local, when):
    reading = moving.inspect()

    def at_the_write():
        sort_rows(moving)
        local.interleave("GET ", lambda: fail_the_next_write(local, when=when))

    local.interleave(r"POST .*:batchUpdate", at_the_write)
    told = r"HTTP 503.* The check-in of O3-KR1 is saved, .* 72.25 may be in Current of O1-KR1 instead of its own value"
    with pytest.raises(StaleWorkbookError, match=told):
        moving.record(reading, LAST_ROW)
    assert moving.inspect().okr_set.check_ins == (LAST_ROW,)


def test_a_header_row_that_is_deleted_in_the_same_moment_does_not_hide_that_the_check_in_is_saved(moving, local):
    reading = moving.inspect()
    local.interleave(r"POST .*:batchUpdate", lambda: key_results(moving).delete_rows(1))
    with pytest.raises(StaleWorkbookError, match="The check-in of O3-KR1 is saved"):
        moving.record(reading, LAST_ROW)


def test_a_check_in_whose_answer_was_lost_is_found_again(workbook, local):
    reading = workbook.inspect()
    fail_the_next_write(local, when="after")
    workbook.record(reading, CHECK_IN)
    assert workbook.inspect().okr_set.check_ins == (CHECK_IN,)
    assert current_of(workbook)["O1-KR1"] == Decimal("72.5")


def at_the_same_moment(workbook, local, first, second):
    """Both read before either writes; the second writes first."""
    reading = workbook.inspect()
    local.interleave(r"POST .*:batchUpdate", lambda: workbook.record(reading, second))
    workbook.record(reading, first)


@pytest.mark.parametrize("value", [60, 70], ids=["another value", "the value that Current had"])
def test_of_two_at_the_same_moment_the_newer_day_is_the_current_one(workbook, local, value):
    older = replace(CHECK_IN, day=date(2026, 2, 13), value=Decimal(value))
    at_the_same_moment(workbook, local, older, CHECK_IN)
    assert [one.day.day for one in workbook.inspect().okr_set.check_ins] == [14, 13]
    assert current_of(workbook)["O1-KR1"] == Decimal("72.5")


def test_the_last_word_of_a_day_is_the_current_one_also_where_current_had_it_before(workbook, local):
    at_the_same_moment(workbook, local, replace(CHECK_IN, value=Decimal(70)), CHECK_IN)
    assert current_of(workbook)["O1-KR1"] == 70


def test_a_callable_is_asked_about_each_key_result_in_one_read_and_one_write(workbook, local):
    whole = CheckIn(value=Decimal(81), confidence=Decimal("0.9"), by="CRM")
    told = {"O1-KR1": Decimal(80), "O2-KR1": whole}
    local.reset_requests()
    workbook.check_in(lambda key_result: told.get(key_result.id), on=CHECK_IN.day)
    assert local.requests["sheets"] == 2
    assert workbook.inspect().okr_set.check_ins == (
        CheckIn(key_result_id="O1-KR1", day=CHECK_IN.day, value=Decimal(80)),
        replace(whole, key_result_id="O2-KR1", day=CHECK_IN.day),
    )
    assert current_of(workbook) == {"O1-KR1": 80, "O2-KR1": 81, "O3-KR1": 70}


def test_a_callable_that_tells_of_another_key_result_is_refused(workbook):
    with pytest.raises(InvalidOkrError, match=r"Asked about O2-KR1, the callable told a check-in of O1-KR1"):
        workbook.check_in(lambda _key_result: CHECK_IN, on=CHECK_IN.day)
    assert workbook.inspect().okr_set.check_ins == ()


@pytest.fixture
def crowded(connection, okr_set):
    return create_workbook(okr_set(10), connection)


@pytest.mark.load
def test_fifty_people_at_once_lose_no_row_and_leave_the_newest_value(crowded):
    said = said_by_fifty(crowded)
    with ThreadPoolExecutor(len(said)) as people:
        list(people.map(lambda one: crowded.check_in([one], on=date(2026, 2, 14)), said))
    must_hold_each_once(crowded, said)
