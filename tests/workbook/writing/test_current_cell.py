"""The Current that a check-in sets, and what is put right after rows moved while it was written."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.model import CheckIn
from okrsdk.workbook import read_workbook
from okrsdk.workbook.writing.current_cell import (
    CellWrite,
    Correction,
    Formula,
    correction_of,
    current_in_doubt,
    current_write,
    has_formula_in_current,
    update_request,
)
from tests.workbook.samples import column_of, put, refusals, rows, sample, sheet, workbook

TAB = "Key Results"
CHECK_IN = CheckIn(day=date(2026, 1, 26), key_result_id="O1-KR1", value=Decimal("172.5"))
ROWS = {"O1-KR1": 1, "O1-KR2": 2, "O1-KR3": 3, "O2-KR1": 4}
CURRENT = column_of(workbook(), TAB, "Current")


def written(content, *, record="O1-KR1", row=1, field="current", column=CURRENT):
    return CellWrite(record=record, field=field, row=row, column=column, content=content)


OWN = written(172.5)


def put_formula(spreadsheet, row, text, value):
    put(spreadsheet, TAB, row, "Current", value)
    rows(spreadsheet, TAB)[row]["values"][CURRENT]["userEnteredValue"] = {"formulaValue": text}


def swap(spreadsheet, one, other):
    own = rows(spreadsheet, TAB)
    own[one], own[other] = own[other], own[one]


def overwritten(spreadsheet, row=1):
    """The workbook once the Current that was to be set was put into this row."""
    put(spreadsheet, TAB, row, "Current", 172.5)
    return spreadsheet


def correction(before, now):
    return correction_of(read_workbook(before), read_workbook(now), [OWN], written=[OWN.content])


def current_for(spreadsheet, **change):
    return current_write(read_workbook(spreadsheet), replace(CHECK_IN, **change))


def test_a_value_sets_the_current_of_its_key_result():
    assert current_for(workbook()) == OWN


@pytest.mark.parametrize(
    "change",
    [{"value": None}, {"value": Decimal(170)}, {"day": date(2026, 1, 11)}, {"key_result_id": "O9-KR9"}],
    ids=["no value", "there already", "older than the last value", "no such key result"],
)
def test_a_check_in_that_says_nothing_newer_sets_none(change):
    assert current_for(workbook(), **change) is None


@pytest.mark.parametrize("day", [None, date(2026, 1, 12)], ids=["without a day", "of the day of the last one"])
def test_a_check_in_that_is_not_older_sets_current(day):
    assert current_for(workbook(), day=day) == OWN


def test_a_later_check_in_without_a_value_does_not_make_one_outdated():
    later = CheckIn(day=date(2026, 2, 1), key_result_id="O1-KR1", changed="Paused")
    assert current_for(workbook(replace(sample(), check_ins=(later,)))) == OWN


def test_a_formula_in_current_stays():
    source = workbook()
    put_formula(source, 1, "=60+9", 69)
    assert current_for(source) is None
    assert [has_formula_in_current(read_workbook(source), own) for own in ("O1-KR1", "O1-KR2")] == [True, False]


def test_without_the_tab_or_the_column_there_is_no_current_to_set():
    no_tab, no_column = workbook(), workbook()
    no_tab["sheets"].remove(sheet(no_tab, TAB))
    put(no_column, TAB, 0, "Current", "Mine")
    sheet(no_column, TAB)["data"][0]["columnMetadata"][CURRENT].pop("developerMetadata")
    for source in (no_tab, no_column):
        assert current_for(source) is None
        assert not has_formula_in_current(read_workbook(source), "O1-KR1")


def test_of_an_id_that_two_rows_have_no_current_is_set():
    source = workbook()
    put(source, TAB, 2, "ID", "O1-KR1")
    assert current_for(source) is None


@pytest.mark.parametrize(
    ("record", "held", "value", "content"),
    [
        ("O2-KR1", True, 0, False),
        ("O2-KR1", "done", 0, "not done"),
        ("O2-KR1", "not done", 1, "done"),
        ("O2-KR1", "done", "0.5", 0.5),
        ("O1-KR3", "pilot", 1, "live"),
        ("O1-KR3", "pilot", "0.6", 0.6),
        ("O1-KR3", 0.3, 1, 1),
        ("O1-KR1", "170 requests", "172.5", 172.5),
        ("O1-KR1", None, "172.5", 172.5),
        ("O1-KR1", "#REF!", "172.5", 172.5),
    ],
)
def test_a_tick_stays_a_tick_and_a_word_is_followed_by_a_word(record, held, value, content):
    source = workbook()
    put(source, TAB, ROWS[record], "Current", held)
    write = current_for(source, key_result_id=record, value=Decimal(value))
    assert write == written(content, record=record, row=ROWS[record])
    assert type(write.content) is type(content)


@pytest.mark.parametrize(
    ("content", "cell"),
    [
        (True, {"userEnteredValue": {"boolValue": True}}),
        ("=1+1 is a text", {"userEnteredValue": {"stringValue": "=1+1 is a text"}}),
        (7, {"userEnteredValue": {"numberValue": 7}}),
        (Formula("=60+9"), {"userEnteredValue": {"formulaValue": "=60+9"}}),
        (None, {}),
    ],
    ids=repr,
)
def test_a_write_leaves_the_format_of_its_cell(content, cell):
    update = update_request(103, written(content))
    assert update["updateCells"] == {
        "start": {"sheetId": 103, "rowIndex": 1, "columnIndex": CURRENT},
        "rows": [{"values": [cell]}],
        "fields": "userEnteredValue",
    }
    assert refusals({"requests": [update]}, "BatchUpdateSpreadsheetRequest") == []


def test_nothing_is_corrected_where_the_write_is_in_its_row():
    assert correction(workbook(), overwritten(workbook())) == Correction()


def test_rows_that_were_sorted_give_each_key_result_its_own_current():
    now = workbook()
    swap(now, 1, 2)
    assert correction(workbook(), overwritten(now)) == Correction(
        writes=(written(0.205, record="O1-KR2"), written(172.5, row=2))
    )


def test_a_key_result_without_an_id_is_known_by_its_words():
    now = workbook()
    swap(now, 1, 5)
    assert correction(workbook(), overwritten(now)) == Correction(
        writes=(written(None, record=""), written(172.5, row=5))
    )


def test_a_value_that_a_key_result_had_before_is_left():
    before, now = overwritten(workbook(), 2), overwritten(workbook(), 2)
    assert correction(before, now) == Correction(writes=(OWN,))


def test_a_cell_of_another_column_gets_back_what_it_held():
    now = workbook()
    put(now, TAB, 1, "Baseline", 172.5)
    column = column_of(now, TAB, "Baseline")
    assert correction(workbook(), now) == Correction(writes=(written(100, field="baseline", column=column), OWN))


def test_an_id_that_was_overwritten_cannot_say_whose_row_it_is_but_its_words_can():
    now = workbook()
    put(now, TAB, 2, "ID", 172.5)
    back = written("O1-KR2", record="O1-KR2", row=2, field="id", column=0)
    assert correction(workbook(), now) == Correction(writes=(back, OWN))


@pytest.mark.parametrize(
    ("formula", "correct"),
    [
        ("=60+9", Correction(writes=(written(Formula("=60+9"), record="O1-KR2"), written(172.5, row=2)))),
        ("=B3+9", Correction(writes=(written(172.5, row=2),), in_doubt=("O1-KR2",))),
    ],
    ids=["of numbers comes back", "of cells would be another row's"],
)
def test_a_formula_that_was_overwritten(formula, correct):
    before, now = workbook(), workbook()
    for source in (before, now):
        put_formula(source, 2, formula, 69)
    swap(now, 1, 2)
    assert correction(before, overwritten(now)) == correct


def test_a_formula_of_cells_comes_back_to_the_row_that_it_was_in():
    before, now = workbook(), workbook()
    put_formula(before, 2, "=B3+9", 69)
    back = written(Formula("=B3+9"), record="O1-KR2", row=2)
    assert correction(before, overwritten(now, 2)) == Correction(writes=(back, OWN))


def test_a_formula_that_the_key_result_has_got_meanwhile_stays():
    now = workbook()
    put_formula(now, 1, "=60+9", 69)
    assert correction(workbook(), now) == Correction()


def inserted(**cells):
    """The workbook with a new row in place of O1-KR1's, which the write went to; O1-KR1 is below."""
    now = workbook()
    rows(now, TAB).insert(1, {"values": []})
    for header, value in cells.items():
        put(now, TAB, 1, header, value)
    return overwritten(now)


def test_a_row_that_holds_the_value_alone_is_blanked():
    assert correction(workbook(), inserted()) == Correction(
        writes=(written(None, record=""), written(172.5, row=2)),
    )


@pytest.mark.parametrize(
    ("cells", "name"),
    [({"Key result": "Calls"}, "Calls"), ({"ID": "O7-KR7"}, "N2")],
    ids=["by its words", "by its cell"],
)
def test_of_a_new_key_result_it_is_not_known_what_was_there(cells, name):
    assert correction(workbook(), inserted(**cells)) == Correction(writes=(written(172.5, row=2),), in_doubt=(name,))


def test_a_new_row_of_which_the_sheet_says_no_objective_is_known_by_its_words_too():
    before, now = workbook(), inserted(**{"Key result": "Calls"})
    for source in (before, now):
        put(source, TAB, 0, "Objective", "Mine")
        sheet(source, TAB)["data"][0]["columnMetadata"][column_of(source, TAB, "Mine")].pop("developerMetadata")
    assert correction(before, now) == Correction(writes=(written(172.5, row=2),), in_doubt=("Calls",))


def test_a_new_key_result_may_have_the_same_number_elsewhere():
    now = workbook()
    rows(now, TAB).insert(1, {"values": []})
    put(now, TAB, 1, "Key result", "Calls")
    put(now, TAB, 1, "Target", 172.5)
    assert correction(workbook(), now) == Correction(writes=(written(172.5, row=2),))


def test_a_key_result_that_was_deleted_is_in_doubt():
    now = workbook()
    del rows(now, TAB)[1]
    assert correction(workbook(), overwritten(now)) == Correction(
        writes=(written(0.205, record="O1-KR2"),), in_doubt=("O1-KR1",)
    )


def test_without_the_column_it_is_not_known_where_the_value_went():
    now = workbook()
    put(now, TAB, 0, "Current", "Mine")
    sheet(now, TAB)["data"][0]["columnMetadata"][CURRENT].pop("developerMetadata")
    assert correction(workbook(), now) == Correction(in_doubt=("O1-KR1",))


def test_a_tick_is_no_number():
    now = workbook()
    put(now, TAB, 4, "Current", 1)
    own = replace(OWN, content=True)
    correct = correction_of(read_workbook(workbook()), read_workbook(now), [own], written=[own.content])
    assert correct == Correction(writes=(own,))


def test_the_words_of_doubt_name_others_once_and_the_value():
    assert current_in_doubt({"O1-KR1": 72.5}, ["O1-KR2", "O1-KR1", "O1-KR2", "Calls"]) == (
        "The check-in of O1-KR1 is saved, but rows were moved while Current was set. "
        "72.5 may be in Current of O1-KR2, Calls instead of its own value. "
        "Look at Current of these rows; File > Version history shows what was in them."
    )
    assert "instead" not in current_in_doubt({"O1-KR1": 72.5}, ["O1-KR1"])
    assert current_in_doubt({"O1-KR1": 1, "O1-KR2": 2}, ["O1-KR3"]).startswith(
        "The check-ins of O1-KR1, O1-KR2 are saved, but rows were moved while Current was set. 1 / 2 may be"
    )
