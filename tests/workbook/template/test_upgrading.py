"""What a workbook lacks of what a new one has, and the requests that add it."""

from typing import Any

import pytest

from okrsdk.findings import Table
from okrsdk.workbook import read_workbook
from okrsdk.workbook.developer_metadata import mark
from okrsdk.workbook.template.parts_record import PARTS_KEY, note_digest, parts_value, rule_digest
from okrsdk.workbook.template.upgrading import has_moved, plan_upgrade
from okrsdk.workbook.template.workbook_template import workbook_template
from tests.workbook.samples import column_of, refusals, rows, sample, served, sheet


def made():
    """A workbook as Sheets holds it: what whole columns have is in every cell below the header."""
    template = workbook_template(sample())
    spreadsheet = served(template.spreadsheet)
    for tab, own in zip(template.tabs, spreadsheet["sheets"], strict=True):
        for row in own["data"][0]["rowData"][1:] if tab.columns else ():
            row["values"] += [{} for _ in tab.columns[len(row["values"]) :]]
            row["values"] = [{**every, **cell} for every, cell in zip(tab.columns, row["values"], strict=True)]
    return spreadsheet


def without_column(spreadsheet, title, header):
    index = column_of(spreadsheet, title, header)
    own = sheet(spreadsheet, title)["data"][0]
    for row in [*(row["values"] for row in own["rowData"]), own["columnMetadata"]]:
        del row[index : index + 1]
    return spreadsheet


def requests_of(plan) -> Any:
    """The requests, each as Google describes it."""
    assert refusals({"requests": plan.requests}, "BatchUpdateSpreadsheetRequest") == []
    return plan.requests


def kinds(plan):
    return [name for one in requests_of(plan) for name in one]


def column_cells(spreadsheet, title, header):
    index = column_of(spreadsheet, title, header)
    return [row["values"][index] for row in rows(spreadsheet, title) if index < len(row["values"])]


def test_a_new_workbook_lacks_nothing():
    plan = plan_upgrade(made())
    assert (plan.drift, plan.requests) == ((), ())


@pytest.mark.parametrize("room", [0, 40])
def test_a_missing_column_is_added_on_the_right_with_all_that_belongs_to_it(room):
    spreadsheet = without_column(made(), "Key Results", "Band")
    width = read_workbook(spreadsheet).layout.tables[Table.KEY_RESULTS].width
    sheet(spreadsheet, "Key Results")["properties"]["gridProperties"]["columnCount"] = width + room
    plan = plan_upgrade(spreadsheet)
    assert plan.drift == ("no column Band in Key Results",)
    added = kinds(plan)
    assert (added[0] == "appendDimension") == (room == 0)
    assert {"insertDimension", "updateCells", "addConditionalFormatRule", "addProtectedRange"} <= set(added)
    (insert,) = [one["insertDimension"]["range"] for one in requests_of(plan) if "insertDimension" in one]
    assert (insert["startIndex"], insert["endIndex"]) == (width, width + 1)


def test_a_missing_note_drop_down_and_format_are_put_back():
    spreadsheet = made()
    del column_cells(spreadsheet, "Key Results", "Target")[0]["note"]
    for header, part in (("Kind", "dataValidation"), ("Due", "userEnteredFormat")):
        for cell in column_cells(spreadsheet, "Key Results", header)[1:]:
            cell.pop(part, None)
    plan = plan_upgrade(spreadsheet)
    assert plan.drift == (
        "no note on the header Target in Key Results",
        "no drop-down for Kind in Key Results",
        "no format of Due in Key Results",
    )
    assert kinds(plan)[:3] == ["repeatCell", "setDataValidation", "repeatCell"]


def test_a_note_and_a_drop_down_of_an_earlier_template_are_renewed_and_those_of_people_stay():
    spreadsheet = made()
    old = {"condition": {"type": "ONE_OF_LIST", "values": [{"userEnteredValue": "up"}]}}
    column_cells(spreadsheet, "Key Results", "Target")[0]["note"] = "What it was called then."
    column_cells(spreadsheet, "Key Results", "Owner")[0]["note"] = "Ask Ann."
    for cell in column_cells(spreadsheet, "Key Results", "Kind")[1:]:
        cell["dataValidation"] = old
    remembered = [("target", note_digest("What it was called then."), ""), ("kind", "", rule_digest(old))]
    marks = sheet(spreadsheet, "Key Results").setdefault("developerMetadata", [])
    marks[:] = [one for one in marks if one["metadataKey"] != PARTS_KEY]
    marks.append({"metadataId": 900, **mark(PARTS_KEY, parts_value(remembered))})
    plan = plan_upgrade(spreadsheet)
    assert plan.drift == (
        "an old note on the header Target in Key Results",
        "an old drop-down for Kind in Key Results",
    )
    assert kinds(plan) == ["repeatCell", "setDataValidation", "deleteDeveloperMetadata", "createDeveloperMetadata"]


def test_a_missing_tab_a_chart_and_a_column_of_the_overview_come_back():
    spreadsheet = made()
    spreadsheet["sheets"] = [own for own in spreadsheet["sheets"] if own["properties"]["title"] != "Check-ins"]
    overview = sheet(spreadsheet, "Overview")
    del overview["charts"]
    for column in overview["data"][0]["columnMetadata"]:
        if any(own["metadataValue"] == "overview.band" for own in column.get("developerMetadata", [])):
            column["developerMetadata"] = []
    plan = plan_upgrade(spreadsheet)
    assert plan.drift == ("no column Band in Overview", "no chart in Overview", "no tab Check-ins")
    assert {"insertDimension", "addChart", "addSheet"} <= set(kinds(plan))


def test_columns_have_moved_when_one_is_elsewhere():
    before = read_workbook(made())
    after = read_workbook(without_column(made(), "Key Results", "Source"))
    assert has_moved(before, after)
    assert not has_moved(before, before)
