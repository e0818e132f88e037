"""The Strategy tab: added with the objectives' column for it, and taken off again while it is blank."""

from dataclasses import replace
from typing import Any

import pytest

from okrsdk.cycle import blank_strategy
from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Table
from okrsdk.workbook import read_workbook
from okrsdk.workbook.strategy_tab import plan_strategy, undo_request
from tests.workbook.samples import column_of, put, refusals, sample, sheet, workbook

BLANK = replace(sample(), strategy=blank_strategy())


def without_challenge():
    spreadsheet = workbook()
    index = column_of(spreadsheet, "Objectives", "Challenge")
    own = sheet(spreadsheet, "Objectives")["data"][0]
    for row in [*(row["values"] for row in own["rowData"]), own["columnMetadata"]]:
        del row[index : index + 1]
    return spreadsheet


def requests_of(body) -> Any:
    return body["requests"]


def kinds(body):
    return [name for one in requests_of(body) for name in one]


def test_a_workbook_that_has_the_column_gets_the_tab_alone():
    plan = plan_strategy(read_workbook(workbook()))
    assert (plan.adds_tab, plan.adds_column) == (True, False)
    assert kinds(plan.body)[0] == "addSheet"
    assert "insertDimension" not in kinds(plan.body)
    assert refusals(plan.body, "BatchUpdateSpreadsheetRequest") == []


def test_a_workbook_of_before_gets_the_column_behind_the_last():
    spreadsheet = without_challenge()
    sheet(spreadsheet, "Objectives")["properties"]["gridProperties"]["columnCount"] = 3
    reading = read_workbook(spreadsheet)
    plan = plan_strategy(reading)
    assert (plan.adds_tab, plan.adds_column) == (True, True)
    # The column offers the challenges of the new tab.
    made = ["appendDimension", "insertDimension", "updateCells", "createDeveloperMetadata", "setDataValidation"]
    assert kinds(plan.body)[-5:] == made
    (insert,) = [one["insertDimension"] for one in requests_of(plan.body) if "insertDimension" in one]
    width = reading.layout.tables[Table.OBJECTIVES].width
    assert (insert["range"]["startIndex"], insert["range"]["endIndex"]) == (width, width + 1)
    assert refusals(plan.body, "BatchUpdateSpreadsheetRequest") == []


def test_a_workbook_that_has_both_gets_nothing():
    plan = plan_strategy(read_workbook(workbook(BLANK)))
    assert (plan.adds_tab, plan.adds_column, plan.body) == (False, False, {})


@pytest.mark.parametrize(
    ("with_column", "challenge", "done"),
    [
        (True, None, ["deleteSheet", "deleteDimension"]),
        (True, "S1", ["deleteSheet"]),
        (False, None, ["deleteSheet", "setDataValidation"]),
    ],
)
def test_a_blank_tab_is_taken_off_and_its_column_where_nothing_is_in_it(with_column, challenge, done):
    spreadsheet = workbook(BLANK)
    put(spreadsheet, "Objectives", 1, "Challenge", challenge)
    assert kinds(undo_request(read_workbook(spreadsheet), with_column=with_column)) == done


def test_a_note_beside_the_tabs_table_and_a_formula_in_the_column_stay():
    spreadsheet = workbook(BLANK)
    put(spreadsheet, "Objectives", 1, "Challenge", "", formula=True)
    assert kinds(undo_request(read_workbook(spreadsheet), with_column=True)) == ["deleteSheet"]
    own = sheet(spreadsheet, "Strategy")["data"][0]["rowData"][2]["values"]
    own.append({"effectiveValue": {"stringValue": "Ask Ada"}})
    with pytest.raises(InvalidOkrError, match="Something was written in the tab Strategy since it was added"):
        undo_request(read_workbook(spreadsheet), with_column=True)


def test_what_is_gone_or_was_written_in_is_not_taken_off():
    with pytest.raises(InvalidOkrError, match="There is no Strategy tab any more; nothing was changed"):
        undo_request(read_workbook(workbook()), with_column=True)
    spreadsheet = workbook(BLANK)
    put(spreadsheet, "Strategy", len(blank_strategy()) + 3, "What", "A note")
    with pytest.raises(InvalidOkrError, match="Something was written in the tab Strategy since it was added"):
        undo_request(read_workbook(spreadsheet), with_column=True)
