"""Where people are told to type their first OKRs."""

from okrsdk.model import OkrSet
from okrsdk.workbook import read_workbook
from okrsdk.workbook.first_steps import first_steps
from tests.workbook.samples import sheet, workbook


def test_the_cells_are_those_below_the_headers():
    told = first_steps(read_workbook(workbook(OkrSet())).layout)
    assert told.startswith(
        "Type the first objective into Objectives!B2, and its key results from 'Key Results'!C2 down,"
    )


def test_a_table_that_is_not_there_is_named_by_its_tab():
    source = workbook(OkrSet())
    source["sheets"].remove(sheet(source, "Objectives"))
    told = first_steps(read_workbook(source).layout)
    assert told.startswith(
        "Type the first objective into the tab Objectives, and its key results from 'Key Results'!C2"
    )


def test_without_a_layout_both_are_tabs():
    assert first_steps(None).startswith(
        "Type the first objective into the tab Objectives, and its key results from the tab Key Results down,"
    )
