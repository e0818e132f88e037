"""Check-ins taken back: a row each that says again what the one before said, and Current as it was."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import CheckIn
from okrsdk.workbook import read_workbook
from okrsdk.workbook.check_in_undo import plan_undo
from okrsdk.workbook.importing.row_edits import CellEdit
from tests.workbook.samples import put, sample, workbook

ON = date(2026, 1, 26)
SAVED = tuple(CheckIn(day=ON, key_result_id=own, value=Decimal(200)) for own in ("O1-KR1", "O1-KR2"))
BOOK = replace(sample(), check_ins=(*sample().check_ins, *SAVED))


def test_the_row_says_what_the_one_before_said_or_nothing_and_current_goes_back():
    plan = plan_undo(
        read_workbook(workbook(BOOK)), {"O1-KR1": Decimal(140), "O1-KR2": Decimal("0.205")}, on=ON, by="Me"
    )
    assert plan.rows == (
        CheckIn(
            day=date(2026, 1, 12),
            key_result_id="O1-KR1",
            value=Decimal(140),
            confidence=Decimal("0.6"),
            changed="Undone",
            by="Me",
            corrects=ON,
        ),
        CheckIn(day=ON, key_result_id="O1-KR2", changed="Undone", by="Me", corrects=ON),
    )
    assert plan.edits == (CellEdit(table=Table.KEY_RESULTS, position=0, field="current", value=Decimal(140)),)


def test_what_was_not_saved_that_day_is_not_taken_back_and_a_formula_stays():
    assert plan_undo(read_workbook(workbook()), {"O1-KR1": Decimal(140)}, on=ON).rows == ()
    spreadsheet = workbook(BOOK)
    put(spreadsheet, "Key Results", 1, "Current", 170, formula=True)
    assert plan_undo(read_workbook(spreadsheet), {"O1-KR1": Decimal(140)}, on=ON).edits == ()


def test_without_a_column_for_it_nothing_can_be_taken_back():
    reading = read_workbook(workbook(BOOK))
    tables = dict(reading.layout.tables)
    del tables[Table.CHECK_INS]
    with pytest.raises(InvalidOkrError, match=r"The Check-ins tab has no column Corrects\. Add one"):
        plan_undo(replace(reading, layout=replace(reading.layout, tables=tables)), {}, on=ON)
