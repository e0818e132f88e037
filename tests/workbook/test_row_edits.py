"""Forms of rows: what is typed, read as a cell would be, and what is written of it."""

from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.model import KeyResult, Objective
from okrsdk.workbook import read_workbook
from okrsdk.workbook.importing.row_edits import CellEdit, plan_addition, plan_edits
from okrsdk.workbook.row_inputs import read_row
from tests.workbook.samples import column_of, put, sheet, workbook


def edit(field, value, position=0):
    return CellEdit(table=Table.KEY_RESULTS, position=position, field=field, value=value)


def test_what_is_typed_into_a_form_is_read_as_its_cell_would_be():
    inputs = {
        "text": " Requests  from 100 to 200 ",
        "baseline": "100",
        "target": "200",
        "due": "2026-03-31",
        "why": "x",
    }
    assert read_row(Table.KEY_RESULTS, inputs) == (
        {
            "text": "Requests from 100 to 200",
            "baseline": Decimal(100),
            "target": Decimal(200),
            "due": date(2026, 3, 31),
        },
        {},
    )


@pytest.mark.parametrize(
    ("table", "inputs", "errors"),
    [
        (
            Table.KEY_RESULTS,
            {"text": "Requests", "target": "many"},
            {"target": "This is no number. Write it as 1250, 12.5 or"},
        ),
        (
            Table.KEY_RESULTS,
            {"text": "Requests", "target": "1e16"},
            {"target": "This is no number. Write it as 1250, 12.5 or"},
        ),
        (Table.KEY_RESULTS, {"text": "Requests", "due": "some day"}, {"due": "Write a day as 2026-03-31."}),
        (Table.KEY_RESULTS, {"text": "Requests", "kind": "sideways"}, {"kind": "Choose one of the list."}),
        (Table.KEY_RESULTS, {"text": ""}, {"text": "Write the sentence: what is counted, from what to what"}),
        (Table.OBJECTIVES, {}, {"text": "Write the sentence: what will be better, and for whom."}),
        (Table.OBJECTIVES, {"text": "x" * 1_001}, {"text": "This is too long: 1001 characters, 1000 at most."}),
    ],
)
def test_what_cannot_be_taken_is_told_with_the_cure(table, inputs, errors):
    _, told = read_row(table, inputs)
    assert list(told) == list(errors)
    assert [told[name][: len(errors[name])] for name in errors] == list(errors.values())


def test_an_edit_is_one_cell_with_what_it_held():
    plan = plan_edits(read_workbook(workbook()), [edit("owner", "Head of Sales")])
    (cell,) = plan.changes
    assert (cell.record, cell.title, cell.before, cell.after) == (
        "O1-KR1",
        "Owner",
        "Head of Marketing",
        "Head of Sales",
    )
    assert plan.columns == {Table.KEY_RESULTS: ()}


def test_an_edit_of_a_column_that_is_not_there_brings_it():
    spreadsheet = workbook()
    index = column_of(spreadsheet, "Key Results", "Source")
    own = sheet(spreadsheet, "Key Results")["data"][0]
    for row in [*(row["values"] for row in own["rowData"]), own["columnMetadata"]]:
        del row[index : index + 1]
    plan = plan_edits(read_workbook(spreadsheet), [edit("source", "CRM")])
    assert [(new.key, new.header) for new in plan.columns[Table.KEY_RESULTS]] == [("source", "Source")]
    assert plan.changes[0].before is None


def test_a_row_that_is_gone_and_a_formula_are_refused():
    with pytest.raises(InvalidOkrError, match=r"The row is no longer in .* Nothing was written; look again\."):
        plan_edits(read_workbook(workbook()), [edit("owner", "Head of Sales", position=9)])
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 1, "Target", 200, formula=True)
    with pytest.raises(InvalidOkrError, match=r"Target \('Key Results'!\w+2\) is a formula, which is not written over"):
        plan_edits(read_workbook(spreadsheet), [edit("target", Decimal(300))])


def test_a_record_is_not_added_where_its_tab_or_headers_are_gone():
    new = Objective(id="O9", text="Be found")
    spreadsheet = workbook()
    sheet(spreadsheet, "Objectives")["data"] = [{}]
    with pytest.raises(InvalidOkrError, match="The Objectives tab has no header row"):
        plan_addition(read_workbook(spreadsheet), new)
    spreadsheet["sheets"].remove(sheet(spreadsheet, "Objectives"))
    with pytest.raises(InvalidOkrError, match="has no Objectives tab, so nothing was written"):
        plan_addition(read_workbook(spreadsheet), new)


def test_a_new_record_is_its_row_without_what_is_blank_or_goes_without_saying():
    key_result = KeyResult(id="O1-KR9", objective_id="O1", text="Calls from 1 to 2", baseline=Decimal(1))
    (new,) = plan_addition(read_workbook(workbook()), key_result).new
    assert (new.table, new.id, new.text) == (Table.KEY_RESULTS, "O1-KR9", "Calls from 1 to 2")
    said = {"id": "O1-KR9", "objective_id": "O1", "text": "Calls from 1 to 2", "baseline": Decimal(1)}
    assert dict(new.values) == said

    (new,) = plan_addition(read_workbook(workbook()), Objective(id="O9", text="Be found", owner="Head of Sales")).new
    assert (new.table, dict(new.values)) == (
        Table.OBJECTIVES,
        {"id": "O9", "text": "Be found", "owner": "Head of Sales"},
    )
