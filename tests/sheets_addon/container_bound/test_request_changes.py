"""The requests of forms, fixes and decisions as what a bound script does."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from okrsdk.cycle import blank_strategy
from okrsdk.findings import Table
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.schema.frames import cells_of
from okrsdk.workbook import read_workbook
from okrsdk.workbook.importing.request import import_request
from okrsdk.workbook.importing.row_edits import CellEdit, plan_addition, plan_edits
from okrsdk.workbook.recalibrating.planning import claim_requests
from okrsdk.workbook.strategy_tab import plan_strategy, undo_request
from okrsdk.workbook.tabs import LATER_TABS
from okrsdk.workbook.template.requests import tab_requests
from okrsdk.workbook.template.table_sheet import table_tab
from okrsdk.workbook.template.workbook_template import WorkbookTemplate
from okrsdk.workbook.writing.request_key import RequestKey
from sheets_addon.container_bound.new_tabs import described_tab
from sheets_addon.container_bound.request_changes import changes_of
from sheets_addon.container_bound.tab_requests import tab_of
from tests.samples import sample
from tests.workbook.samples import column_of, sheet, workbook

OKRS = OkrSet(
    client=Client(name="Acme Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="New patients in town find us first"),),
    key_results=(
        KeyResult(id="O1-KR1", objective_id="O1", text="Raise visits", target=Decimal(200)),
        KeyResult(id="O1-KR2", objective_id="O1", text="Raise calls", target=Decimal(20)),
    ),
)


@pytest.fixture(scope="module")
def reading():
    return read_workbook(workbook(OKRS))


def column(reading, name, table=Table.KEY_RESULTS):
    return reading.layout.tables[table].columns[name].index + 1


def edit(position, field, value):
    return CellEdit(table=Table.KEY_RESULTS, position=position, field=field, value=value)


def changes(reading, *edits) -> Any:
    return changes_of(import_request(plan_edits(reading, edits), reading), reading)


def added(reading, record) -> Any:
    return changes_of(import_request(plan_addition(reading, record), reading), reading)


def area(reading, row, name, *values):
    at = {"gid": 103, "row": row, "column": column(reading, name), "rows": len(values), "columns": 1}
    return {**at, "values": [[value] for value in values]}


def test_an_edit_is_a_cell_guarded_by_ids_words_and_its_own_column(reading):
    owner = column(reading, "owner")
    assert changes(reading, edit(1, "owner", "Front desk")) == {
        "before": [{"gid": 103, "headerRow": 1, "columns": sorted([1, 2, 3, owner])}],
        "edits": [area(reading, 3, "owner", "'Front desk")],
    }


def test_cells_below_each_other_are_one_area(reading):
    (area_of_both,) = changes(reading, edit(0, "target", Decimal("250.5")), edit(1, "target", None))["edits"]
    assert area_of_both == area(reading, 2, "target", 250.5, "")


@pytest.mark.parametrize("evil", ["=HYPERLINK(A1)", "+1+1", "@SUM(A1)", "-1", "2026-01-02", "'quoted"])
def test_what_was_typed_is_never_a_formula_or_a_number(reading, evil):
    assert changes(reading, edit(0, "mute", evil))["edits"] == [area(reading, 2, "mute", f"'{evil}")]
    new = replace(OKRS.objectives[0], id="O2", text=evil)
    (rows,) = added(reading, new)["appended"]
    assert rows["rows"][0]["values"][:2] == ["O2", f"'{evil}"]


def test_a_new_record_is_a_row_with_its_formats_and_days_as_days(reading):
    new = replace(OKRS.key_results[0], id="O1-KR3", unit="%", target=Decimal("0.4"), due=date(2026, 3, 31))
    told = added(reading, new)
    ((rows,), guards) = told["appended"], told["before"]
    assert set(told) == {"appended", "before"}
    assert guards == [{"gid": 103, "headerRow": 1, "columns": [1, 2, 3]}]
    (row,) = rows["rows"]
    cells = {name: (row["values"][at], row["formats"][at]) for name, at in places(reading).items()}
    assert (rows["gid"], cells["id"], cells["objective_id"]) == (103, ("O1-KR3", "@"), ("O1", "@"))
    assert cells["target"] == (0.4, "0%")
    assert cells["due"][0] == "2026-03-31"


def places(reading):
    return {name: place.index for name, place in reading.layout.tables[Table.KEY_RESULTS].columns.items()}


def without(okr_set, header):
    """The workbook without a column of Key Results."""
    spreadsheet = workbook(okr_set)
    at = column_of(spreadsheet, "Key Results", header)
    (block,) = sheet(spreadsheet, "Key Results")["data"]
    for row in block["rowData"]:
        del row["values"][at : at + 1]
    del block["columnMetadata"][at]
    return read_workbook(spreadsheet)


def test_a_column_that_is_missing_is_inserted_before_it_is_written():
    reading = without(OKRS, "Mute")
    at = reading.layout.tables[Table.KEY_RESULTS].width + 1
    told = changes(reading, edit(0, "mute", "R1: agreed"))
    assert told["inserted"] == [{"gid": 103, "column": at, "columns": 1}]
    assert told["looks"] == [
        {"gid": 103, "from": {"row": 1, "column": 1, "rows": 1, "columns": 1},
         "to": {"row": 1, "column": at, "rows": 1, "columns": 1}},
    ]  # fmt: skip
    assert told["marks"] == [{"key": "okrsdk.column", "value": "mute", "gid": 103, "column": at}]
    assert [note["column"] for note in told["notes"]] == [at]
    assert told["edits"] == [
        {"gid": 103, "row": 1, "column": at, "rows": 2, "columns": 1, "values": [["Mute"], ["'R1: agreed"]]}
    ]


@pytest.mark.parametrize("tab", LATER_TABS, ids=lambda tab: tab.table)
def test_the_requests_of_a_tab_describe_the_tab_that_they_are_made_from(tab):
    okr_set = sample("software-marketing")
    records = [*okr_set.decisions] if tab.table is Table.DECISIONS else []
    template = table_tab(tab, [cells_of(tab.table, own) for own in records])
    requests = tab_requests(WorkbookTemplate(title="", tabs=(template,), marks=()))
    assert described_tab(tab_of(requests), ()) == described_tab(template, ())


def test_a_blank_strategy_comes_with_a_column_of_its_choices():
    reading = read_workbook(workbook(OKRS))
    objectives = reading.layout.tables[Table.OBJECTIVES]
    bare = replace(objectives, columns={name: own for name, own in objectives.columns.items() if name != "challenge"})
    layout = replace(reading.layout, tables={**reading.layout.tables, Table.OBJECTIVES: bare})
    told: Any = changes_of(plan_strategy(replace(reading, layout=layout)).body, replace(reading, layout=layout))
    at = bare.width + 1
    assert told["inserted"] == [{"gid": 102, "column": at, "columns": 1}]
    assert told["rules"] == [
        {"gid": 102, "row": 2, "column": at, "columns": 1, "kind": "ONE_OF_RANGE", "values": ["=Strategy!$A$2:$A"]}
    ]
    assert [(own["column"], own["look"]["weight"]) for own in told["dressed"]] == [(at, "bold")]
    assert [own["title"] for own in told["tabs"]["tabs"]] == ["Strategy"]


def test_what_is_taken_off_must_be_wholly_as_it_was_sent():
    reading = read_workbook(workbook(replace(OKRS, strategy=blank_strategy())))
    strategy, objectives = (reading.layout.tables[table] for table in (Table.STRATEGY, Table.OBJECTIVES))
    challenge = objectives.columns["challenge"].index + 1
    told: Any = changes_of(undo_request(reading, with_column=True), reading)
    assert told["removed"] == [{"gid": strategy.sheet_id}]
    assert told["removedColumns"] == [{"gid": 102, "column": challenge, "columns": 1}]
    guards = {guard["gid"]: guard["columns"] for guard in told["before"]}
    # Of the tab that goes also what somebody may write beside its table meanwhile.
    assert guards == {
        strategy.sheet_id: list(range(1, strategy.width + 27)),
        objectives.sheet_id: sorted(place.index + 1 for place in objectives.columns.values()),
    }
    kept: Any = changes_of(undo_request(reading, with_column=False), reading)
    assert kept["rules"] == [{"gid": 102, "row": 2, "column": challenge, "columns": 1, "kind": None, "values": []}]


def test_requests_are_remembered_and_those_too_many_are_forgotten_by_their_value(reading):
    kept = {own: f"{own} digest said" for own in range(1, 101)}
    full = replace(reading, layout=replace(reading.layout, request_claims=kept))
    told: Any = changes_of({"requests": RequestKey(key="8e03978e", asked="").marks(full, "said")}, full)
    ((left,), forgotten) = told["marks"], told["forgotten"]
    assert (left["key"], left["value"].split()[::2], left["gid"], left["column"]) == (
        "okrsdk.request", ["101", "said"], None, None,
    )  # fmt: skip
    assert forgotten == [{"key": "okrsdk.request", "value": "1 digest said"}]


def test_the_claim_of_a_decision_is_left_away(reading):
    assert changes_of({"requests": list(claim_requests(reading, 5))}, reading) == {}


def test_what_is_written_on_the_overview_is_guarded_by_its_block(reading):
    start = {"sheetId": 101, "rowIndex": 0, "columnIndex": 0}
    rows = [{"values": [{"userEnteredValue": {"stringValue": "O1"}}]}]
    told: Any = changes_of({"requests": [{"updateCells": {"start": start, "rows": rows, "fields": "*"}}]}, reading)
    assert told["before"] == [{"gid": 101, "headerRow": 9, "columns": [1, 2, 3, 4, 5, 6, 7, 8]}]


def test_a_request_that_no_script_can_do_is_an_error(reading):
    with pytest.raises(TypeError, match="mergeCells"):
        changes_of({"requests": [{"mergeCells": {"range": {"sheetId": 103}}}]}, reading)
    with pytest.raises(TypeError, match="addChart"):
        tab_of([{"addChart": {"chart": {}}}])
