"""Where people are told to type their first OKRs, and after which example."""

from datetime import date
from decimal import Decimal

from okrsdk.findings import Severity, Table
from okrsdk.model import Cycle, KeyResult, Objective, OkrSet
from okrsdk.rules import check
from okrsdk.workbook import read_workbook
from okrsdk.workbook.first_steps import (
    EXAMPLE_KEY_RESULT,
    EXAMPLE_OBJECTIVE,
    first_objective_fragment,
    first_steps,
)
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


def test_a_link_leads_to_the_cell_of_the_first_objective():
    layout = read_workbook(workbook(OkrSet())).layout
    assert first_objective_fragment(layout) == f"gid={layout.tables[Table.OBJECTIVES].sheet_id}&range=B2"
    source = workbook(OkrSet())
    source["sheets"].remove(sheet(source, "Objectives"))
    assert first_objective_fragment(read_workbook(source).layout) is None


def test_the_example_is_worded_as_the_rules_ask():
    example = OkrSet(
        cycle=Cycle.parse("2026-Q1"),
        objectives=(Objective(id="O1", text=EXAMPLE_OBJECTIVE),),
        key_results=(
            KeyResult(
                id="O1-KR1",
                objective_id="O1",
                text=EXAMPLE_KEY_RESULT,
                baseline=Decimal(100),
                target=Decimal(200),
            ),
        ),
    )
    found = check(example, on=date(2026, 1, 2))
    assert [one.code for one in found if one.location.field == "text" and one.severity is not Severity.INFO] == []
