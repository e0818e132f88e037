"""What the template has gained is put into workbooks that are there, and nothing of people's is touched."""

from typing import Any

import pytest

from okrsdk.findings import Table
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.provision.plan import Action, make_plan
from okrsdk.provision.upgrade import drift_of, upgrade_workbook
from okrsdk.sheets import create_workbook
from okrsdk.sheets.transport.http_client import Params
from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from tests.provision.world import CYCLE, Process, World, clients

KEY_RESULTS = SHEET_IDS[Tab.KEY_RESULTS]
OKRS = OkrSet(
    client=Client(name="Harbor"),
    cycle=Cycle.parse("2026-Q2"),
    objectives=(Objective(id="O1", text="Win the north"),),
    key_results=(KeyResult(id="O1-KR1", objective_id="O1", text="Bookings from 10 to 20"),),
)
FIELDS = "sheets(properties(sheetId,title),data(rowData(values(userEnteredValue,note,dataValidation))))"


@pytest.fixture
def process(world: World) -> Process:
    return world.process()


@pytest.fixture
def workbook(process: Process) -> Workbook:
    return create_workbook(OKRS, process.connection)


def columns_of(workbook: Workbook) -> list[str]:
    layout = workbook.inspect().layout.tables[Table.KEY_RESULTS]
    return [place.header for place in sorted(layout.columns.values(), key=lambda place: place.index)]


def change(workbook: Workbook, *requests: dict[str, Any]) -> None:
    workbook.connection.http.batch_update(workbook.spreadsheet_id, {"requests": list(requests)})


def cells(workbook: Workbook) -> Any:
    params: Params = {"includeGridData": True, "fields": FIELDS}
    return workbook.connection.http.get_spreadsheet(workbook.spreadsheet_id, params)["sheets"]


def without_columns(workbook: Workbook, *titles: str) -> list[dict[str, Any]]:
    """The requests that take columns out, as a workbook looks that was made before there were any."""
    there = columns_of(workbook)
    places = sorted((there.index(title) for title in titles), reverse=True)
    span = {"sheetId": KEY_RESULTS, "dimension": "COLUMNS"}
    return [{"deleteDimension": {"range": {**span, "startIndex": at, "endIndex": at + 1}}} for at in places]


def test_a_new_workbook_lacks_nothing(workbook):
    assert drift_of([workbook.spreadsheet_id], workbook.connection.http, threads=1) == {workbook.spreadsheet_id: ()}
    before = workbook.connection.http.sent
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()
    assert workbook.connection.http.sent == before + 1


def test_columns_that_are_missing_are_added_on_the_right_and_work(workbook):
    headers = columns_of(workbook)
    change(workbook, *without_columns(workbook, "Pace", "Commitment"))
    # A column of people's own on the right, and one of theirs in another order.
    note = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "Our notes"}}]}], "fields": "userEnteredValue"}
    start = {"sheetId": KEY_RESULTS, "rowIndex": 0, "columnIndex": len(headers) - 2}
    change(workbook, {"updateCells": {**note, "start": start}})
    before = cells(workbook)
    added = upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http)
    assert added == ("no column Commitment in Key Results", "no column Pace in Key Results")
    after = cells(workbook)
    for old, new in zip(before, after, strict=True):
        for row, (was, now) in enumerate(zip(old["data"][0]["rowData"], new["data"][0]["rowData"], strict=False)):
            width = len(was.get("values", []))
            kept = now.get("values", [])[:width]
            assert [own.get("userEnteredValue") for own in kept] == [
                own.get("userEnteredValue") for own in was.get("values", [])
            ], (old["properties"]["title"], row)
    assert columns_of(workbook)[-2:] == ["Commitment", "Pace"]
    assert set(columns_of(workbook)) == set(headers)
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()
    graded = workbook.grade(on=CYCLE.start)
    assert graded.assessment.scores.key_results[0].position == 0


def test_a_note_a_drop_down_and_a_tab_that_are_missing_are_put_back_and_those_of_people_stay(workbook):
    headers = columns_of(workbook)
    kind, status = headers.index("Kind"), headers.index("Status")

    def header(index: int) -> dict[str, int]:
        return {
            "sheetId": KEY_RESULTS,
            "startRowIndex": 0,
            "endRowIndex": 1,
            "startColumnIndex": index,
            "endColumnIndex": index + 1,
        }

    change(
        workbook,
        {"repeatCell": {"range": header(kind), "cell": {}, "fields": "note"}},
        {"repeatCell": {"range": header(status), "cell": {"note": "Ours"}, "fields": "note"}},
        {"setDataValidation": {"range": {**header(kind), "startRowIndex": 1, "endRowIndex": 100}}},
        {"deleteSheet": {"sheetId": SHEET_IDS[Tab.OVERVIEW]}},
    )
    added = upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http)
    assert added == (
        "no note on the header Kind in Key Results",
        "no drop-down for Kind in Key Results",
        "no tab Overview",
    )
    sheet = next(one for one in cells(workbook) if one["properties"]["sheetId"] == KEY_RESULTS)
    first, second = (row["values"] for row in sheet["data"][0]["rowData"][:2])
    assert first[kind]["note"]
    assert first[status]["note"] == "Ours"
    assert second[kind]["dataValidation"]["condition"]["type"] == "ONE_OF_LIST"
    assert workbook.inspect().layout.overview is not None
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()


def test_the_plan_reports_what_workbooks_lack_and_the_run_adds_it(world):
    with world.process() as process:
        made = process.provision(clients(2), "r1").results
        for result in made:
            own = Workbook(spreadsheet_id=result["spreadsheet_id"], connection=process.connection)
            change(own, *without_columns(own, "Pace"))
        ids = [result["spreadsheet_id"] for result in made]
        drift = drift_of(ids, process.connection.http, threads=1)
        plan = make_plan(clients(2), CYCLE, list(process.drive.in_folder("")), known=ids, drift=drift)
        assert plan.drift == (("no column Pace in Key Results", 2),)
        assert [item.action for item in plan.items] == [Action.UPDATE, Action.UPDATE]
        process.begin(plan, "r2")
        report = process.go_on("r2")
        assert [result["outcome"] for result in report.results] == ["updated", "updated"]
        assert report.is_done
        assert drift_of(ids, process.connection.http, threads=1) == dict.fromkeys(ids, ())


def test_a_drop_down_of_ids_is_not_put_back_where_people_renamed_the_tab_that_they_come_from(workbook):
    index = columns_of(workbook).index("Objective")
    area = {"sheetId": KEY_RESULTS, "startRowIndex": 1, "startColumnIndex": index, "endColumnIndex": index + 1}
    change(workbook, {"setDataValidation": {"range": area}})
    lacks = ("no drop-down for Objective in Key Results",)
    assert drift_of([workbook.spreadsheet_id], workbook.connection.http, threads=1)[workbook.spreadsheet_id] == lacks
    properties = {"sheetId": SHEET_IDS[Tab.OBJECTIVES], "title": "Ziele"}
    change(workbook, {"updateSheetProperties": {"properties": properties, "fields": "title"}})
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()
