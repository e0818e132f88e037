"""What the template has gained is put into workbooks that are there, and nothing of people's is touched."""

from typing import Any

import pytest

from okrsdk.findings import Table
from okrsdk.model import Client, Cycle, KeyResult, Objective, OkrSet
from okrsdk.provision.plan import Action, make_plan
from okrsdk.provision.upgrade import drift_of, upgrade_workbook
from okrsdk.schema.tables import columns
from okrsdk.sheets import create_workbook
from okrsdk.sheets.transport.http_client import Params
from okrsdk.sheets.workbook import Workbook
from okrsdk.workbook.developer_metadata import mark
from okrsdk.workbook.tabs import SHEET_IDS, Tab
from okrsdk.workbook.template.parts_record import PARTS_KEY, note_digest, parts_value, rule_digest
from okrsdk.workbook.template.table_sheet import drop_down, given_parts
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


def cell_of(index: int, row: int) -> dict[str, int]:
    return {
        "sheetId": KEY_RESULTS,
        "startRowIndex": row,
        "endRowIndex": row + 1,
        "startColumnIndex": index,
        "endColumnIndex": index + 1,
    }


def made_by_an_earlier_template(workbook: Workbook, field: str, note: str, choices: list[str]) -> None:
    """Gives a column of the key results another note and drop-down, as the template's own of an earlier time."""
    index = workbook.inspect().layout.tables[Table.KEY_RESULTS].columns[field].index
    parts = {name: (own, rule) for name, own, rule in given_parts(Table.KEY_RESULTS)}
    parts[field] = (note_digest(note), rule_digest(drop_down(choices)))
    record = parts_value((name, *own) for name, own in parts.items())
    lookup = {"metadataKey": PARTS_KEY, "locationType": "SHEET", "metadataLocation": {"sheetId": KEY_RESULTS}}
    marked = {**mark(PARTS_KEY, record), "location": {"sheetId": KEY_RESULTS}}
    below = {**cell_of(index, 1), "endRowIndex": 100}
    change(
        workbook,
        {"repeatCell": {"range": cell_of(index, 0), "cell": {"note": note}, "fields": "note"}},
        {"setDataValidation": {"range": below, "rule": drop_down(choices)}},
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}},
        {"createDeveloperMetadata": {"developerMetadata": marked}},
    )


def test_an_old_note_and_an_old_drop_down_are_renewed_and_those_that_people_changed_stay(workbook):
    made_by_an_earlier_template(workbook, "kind", "What kind it is", ["increase", "decrease"])
    lacks = ("an old note on the header Kind in Key Results", "an old drop-down for Kind in Key Results")
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == lacks
    index = columns_of(workbook).index("Kind")
    sheet = next(one for one in cells(workbook) if one["properties"]["sheetId"] == KEY_RESULTS)
    header, first = (row["values"][index] for row in sheet["data"][0]["rowData"][:2])
    kind = next(own for own in columns(Table.KEY_RESULTS) if own.name == "kind")
    assert header["note"] == kind.description
    choices = [own["userEnteredValue"] for own in first["dataValidation"]["condition"]["values"]]
    assert choices == list(kind.choices)
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()

    made_by_an_earlier_template(workbook, "kind", "What kind it is", ["increase", "decrease"])
    ours = {"range": cell_of(index, 0), "cell": {"note": "Only increase, please"}, "fields": "note"}
    own_choice = {"range": cell_of(index, 5), "rule": drop_down(["increase"])}
    change(workbook, {"repeatCell": ours}, {"setDataValidation": own_choice})
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()


def test_a_chart_and_a_column_of_the_overview_that_are_missing_are_put_back_beside_what_people_wrote(workbook):
    sheet_id = SHEET_IDS[Tab.OVERVIEW]
    fields: Params = {"fields": "sheets(properties(sheetId),charts(chartId,spec(basicChart(series))))"}

    def charts() -> Any:
        answer: Any = workbook.connection.http.get_spreadsheet(workbook.spreadsheet_id, fields)
        return next(one.get("charts", []) for one in answer["sheets"] if one["properties"]["sheetId"] == sheet_id)

    (chart,) = charts()
    place = workbook.inspect().layout.overview
    assert place is not None
    at, last = place.columns["pass_mark"].index, place.lines["confidence_line"]
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": at, "endIndex": at + 1}
    note = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "Ours"}}]}], "fields": "userEnteredValue"}
    change(
        workbook,
        {"deleteEmbeddedObject": {"objectId": chart["chartId"]}},
        {"deleteDimension": {"range": span}},
        {"updateCells": {**note, "start": {"sheetId": sheet_id, "rowIndex": 9, "columnIndex": last}}},
    )
    lacks = ("no column Pass mark in Overview", "no chart in Overview")
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == lacks
    after = workbook.inspect().layout.overview
    assert after is not None
    assert after.columns["pass_mark"].index == last
    overview = next(one for one in cells(workbook) if one["properties"]["sheetId"] == sheet_id)
    assert overview["data"][0]["rowData"][9]["values"][last + 1]["userEnteredValue"] == {"stringValue": "Ours"}
    (new,) = charts()
    sources = [own["series"]["sourceRange"]["sources"][0] for own in new["spec"]["basicChart"]["series"]]
    assert [own["startColumnIndex"] for own in sources] == [after.columns["score"].index, last]
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()


def overview_of(workbook: Workbook) -> Any:
    return next(one for one in cells(workbook) if one["properties"]["title"] == Tab.OVERVIEW)["data"][0]["rowData"]


def test_the_lines_of_an_earlier_workbook_are_put_beside_its_block_and_notes_stay_beside_them(workbook):
    sheet_id = SHEET_IDS[Tab.OVERVIEW]
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": 6, "endIndex": 10}
    note = {"rows": [{"values": [{"userEnteredValue": {"stringValue": "Ours"}}]}], "fields": "userEnteredValue"}
    title = {"sheetId": SHEET_IDS[Tab.CHECK_INS], "title": "Log"}
    days = {"sheetId": SHEET_IDS[Tab.CHECK_INS], "dimension": "COLUMNS", "startIndex": 0, "endIndex": 1}
    change(
        workbook,
        {"deleteDimension": {"range": span}},
        {"updateCells": {**note, "start": {"sheetId": sheet_id, "rowIndex": 9, "columnIndex": 6}}},
        {"updateSheetProperties": {"properties": title, "fields": "title"}},
        {"moveDimension": {"source": days, "destinationIndex": 3}},
    )
    lacks = tuple(f"no column {title} in Overview" for title in ("KR ID", "Key result", "Values", "Confidence"))
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == lacks
    workbook.grade(on=CYCLE.start)
    first, second = (row["values"] for row in overview_of(workbook)[9:11])
    assert [own["userEnteredValue"]["stringValue"] for own in first[6:8]] == ["O1-KR1", "Bookings from 10 to 20"]
    assert "FILTER(HSTACK(Log!$C:$C;Log!$B:$B);Log!$A:$A=$G10;" in first[8]["userEnteredValue"]["formulaValue"]
    assert "Log!$A:$A=$G11;" in second[9]["userEnteredValue"]["formulaValue"]
    assert first[10]["userEnteredValue"] == {"stringValue": "Ours"}
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == ()


def test_lines_whose_ids_were_deleted_are_written_anew_with_them(workbook):
    sheet_id = SHEET_IDS[Tab.OVERVIEW]
    span = {"sheetId": sheet_id, "dimension": "COLUMNS", "startIndex": 6, "endIndex": 7}
    change(workbook, {"deleteDimension": {"range": span}})
    lacks = ("no column KR ID in Overview",)
    assert upgrade_workbook(workbook.spreadsheet_id, workbook.connection.http) == lacks
    row = overview_of(workbook)[9]["values"]
    assert all("=$J10;" in own["userEnteredValue"]["formulaValue"] for own in row[7:9])


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
