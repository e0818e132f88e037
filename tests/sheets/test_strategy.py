"""The Strategy tab added to a workbook that is in use, and taken off again."""

from dataclasses import replace

import httpx
import pytest

from okrsdk.cycle import blank_strategy
from okrsdk.errors import InvalidOkrError, UnavailableError
from okrsdk.findings import Table
from okrsdk.model import Client, Cycle, Objective, OkrSet
from okrsdk.provision.upgrade import upgrade_workbook
from okrsdk.sheets import Workbook, create_workbook
from okrsdk.sheets.spreadsheet import Spreadsheet
from okrsdk.sheets.strategy_write import add_strategy, remove_strategy

OKRS = OkrSet(
    client=Client(name="Harbor Dental"),
    cycle=Cycle.parse("2026-Q1"),
    objectives=(Objective(id="O1", text="Fill the quiet months", why="Rent goes up"),),
)


@pytest.fixture
def used(connection, local):
    """A workbook made before there was a column Challenge, and with a tab that people called Strategy."""
    workbook = create_workbook(OKRS, connection)
    layout = workbook.inspect().layout.tables[Table.OBJECTIVES]
    place = layout.columns["challenge"].index
    span = {"sheetId": layout.sheet_id, "dimension": "COLUMNS", "startIndex": place, "endIndex": place + 1}
    do(workbook, {"deleteDimension": {"range": span}}, {"addSheet": {"properties": {"title": "strategy"}}})
    local.reset_requests()
    return workbook


def do(workbook: Workbook, *requests: dict[str, object]) -> None:
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": list(requests)}, fields="spreadsheetId")


def requests_to(workbook: Workbook) -> Spreadsheet:
    return Spreadsheet(spreadsheet_id=workbook.spreadsheet_id, http=workbook.connection.http)


def tabs(workbook):
    return [sheet.title for sheet in workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheets()]


def write(workbook, table, position, field, text):
    layout = workbook.inspect().layout.tables[table]
    row, column = layout.cell(position, field)
    sheet = workbook.connection.gspread.open_by_key(workbook.spreadsheet_id).worksheet(layout.title)
    sheet.update_cell(row + 1, column + 1, text)


def test_tab_and_column_are_added_in_a_read_and_a_write_and_nothing_else_changes(used, local):
    plan, after = add_strategy(requests_to(used))
    assert local.requests["sheets"] == 2
    assert (plan.adds_tab, plan.adds_column) == (True, True)
    assert (after.okr_set.strategy, after.okr_set.objectives) == (blank_strategy(), OKRS.objectives)
    assert after.findings == ()
    assert after.layout.tables[Table.STRATEGY].title == "Strategy (OKR)"
    write(used, Table.STRATEGY, 1, "text", "Half of the chairs are empty in winter")
    write(used, Table.OBJECTIVES, 0, "challenge", "half of the chairs are empty in winter")
    now = used.inspect()
    assert (now.okr_set.objectives[0].challenge, now.findings) == ("C1", ())
    assert not add_strategy(requests_to(used), reading=now)[0].body


def test_a_dry_run_adds_nothing(used, local):
    plan, _ = add_strategy(requests_to(used), dry_run=True)
    assert plan.adds_tab
    assert local.requests["sheets"] == 1
    assert "Strategy (OKR)" not in tabs(used)


def test_it_is_taken_off_as_long_as_nothing_was_written_in_it(used):
    before = tabs(used)
    add_strategy(requests_to(used))
    assert remove_strategy(requests_to(used), with_column=True).okr_set == OKRS
    assert tabs(used) == before
    with pytest.raises(InvalidOkrError, match="no Strategy tab any more"):
        remove_strategy(requests_to(used), with_column=True)
    assert "challenge" not in used.inspect().layout.tables[Table.OBJECTIVES].columns


def test_what_people_wrote_stays(used):
    add_strategy(requests_to(used))
    write(used, Table.OBJECTIVES, 0, "challenge", "Empty chairs")
    write(used, Table.STRATEGY, 0, "text", "Winters lose money")
    with pytest.raises(InvalidOkrError, match=r"Something was written in the tab Strategy \(OKR\)"):
        remove_strategy(requests_to(used), with_column=True)
    write(used, Table.STRATEGY, 0, "text", "")
    assert remove_strategy(requests_to(used), with_column=True).okr_set.objectives[0].challenge == "Empty chairs"


def test_a_workbook_that_has_the_column_gets_the_tab_alone(connection):
    workbook = create_workbook(OKRS, connection)
    plan, _ = add_strategy(requests_to(workbook))
    assert (plan.adds_tab, plan.adds_column) == (True, False)
    remove_strategy(requests_to(workbook), with_column=False)
    assert "challenge" in workbook.inspect().layout.tables[Table.OBJECTIVES].columns


@pytest.mark.parametrize(("when", "is_added"), [("after", True), ("before", False)])
def test_an_answer_that_was_lost_is_looked_up_in_the_workbook(used, local, when, is_added):
    rule = {"match": "POST .*:batchUpdate", "first": 1, "status": 503, "when": when}
    with httpx.Client(transport=httpx.WSGITransport(app=local.wsgi_app), base_url="http://localhost") as admin:
        admin.put("/_local/faults", json={"rules": [rule]}, headers={"X-Local-Sheets": "1"}).raise_for_status()
    if is_added:
        plan, after = add_strategy(requests_to(used))
        assert (plan.adds_tab, after.okr_set.strategy) == (True, blank_strategy())
    else:
        with pytest.raises(UnavailableError):
            add_strategy(requests_to(used))
    assert tabs(used).count("Strategy (OKR)") == is_added


def choices_of_challenge(workbook):
    """The range that the drop-down below the header Challenge offers; None without one."""
    place = workbook.inspect().layout.tables[Table.OBJECTIVES]
    fields = "sheets(properties(sheetId),data(rowData(values(dataValidation(condition(values))))))"
    sheets = workbook.connection.http.get_spreadsheet(
        workbook.spreadsheet_id, {"includeGridData": True, "fields": fields}
    )["sheets"]
    rows = next(one for one in sheets if one["properties"]["sheetId"] == place.sheet_id)["data"][0]["rowData"]
    cells = rows[1].get("values", [])
    index = place.columns["challenge"].index
    rule = cells[index].get("dataValidation") if index < len(cells) else None
    return rule and rule["condition"]["values"][0]["userEnteredValue"]


def test_objectives_are_offered_the_challenges_of_the_tab(used, connection):
    add_strategy(requests_to(used))
    assert choices_of_challenge(used) == "='Strategy (OKR)'!$A$2:$A"
    remove_strategy(requests_to(used), with_column=False)
    assert choices_of_challenge(used) is None
    new = create_workbook(replace(OKRS, strategy=blank_strategy()), connection)
    assert choices_of_challenge(new) == "=Strategy!$A$2:$A"


def test_a_column_that_was_there_gets_its_choices_with_the_next_upgrade_and_none_without_the_tab(connection):
    workbook = create_workbook(OKRS, connection)
    assert upgrade_workbook(workbook.spreadsheet_id, connection.http) == ()
    add_strategy(requests_to(workbook))
    assert choices_of_challenge(workbook) is None
    lacks = ("no drop-down for Challenge in Objectives",)
    assert upgrade_workbook(workbook.spreadsheet_id, connection.http) == lacks
    assert choices_of_challenge(workbook) == "=Strategy!$A$2:$A"
    assert upgrade_workbook(workbook.spreadsheet_id, connection.http) == ()
