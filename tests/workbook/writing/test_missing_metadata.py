from typing import Any

from okrsdk.assessment import assess
from okrsdk.findings import Table
from okrsdk.workbook import CHANGED_FIELDS, READ_FIELDS, adoption_request, plan_write, read_workbook, slipped_marks
from okrsdk.workbook.writing.request import first_writes, request_of
from tests.workbook.samples import GRADED_ON, refusals, rows, sheet, workbook

FOREIGN = {"Objectives": ("Objective", "Score"), "Key Results": ("ID", "Objective", "Key result", "Goal", "Score")}


def foreign():
    """A workbook that people made, with no mark of okrsdk's."""
    sheets = []
    for sheet_id, (title, headers) in enumerate(FOREIGN.items()):
        header = [{"effectiveValue": {"stringValue": text}} for text in headers]
        sheets.append(
            {"properties": {"sheetId": sheet_id, "title": title}, "data": [{"rowData": [{"values": header}]}]}
        )
    return {"properties": {"title": "Ours"}, "sheets": sheets}


def adopt(spreadsheet, request):
    """What the API makes of the request."""
    for number, one in enumerate(request["requests"], 500):
        metadata = dict(one["createDeveloperMetadata"]["developerMetadata"])
        location = metadata["location"]
        metadata["metadataId"] = number
        if "spreadsheet" in location:
            spreadsheet.setdefault("developerMetadata", []).append(metadata)
            continue
        span = location.get("dimensionRange", {})
        own = spreadsheet["sheets"][location.get("sheetId", span.get("sheetId"))]
        if span:
            columns = own["data"][0].setdefault("columnMetadata", [{} for _ in range(9)])
            columns[span["startIndex"]].setdefault("developerMetadata", []).append(metadata)
        else:
            own.setdefault("developerMetadata", []).append(metadata)
    return spreadsheet


def test_a_workbook_that_okrsdk_made_needs_no_adoption():
    assert adoption_request(read_workbook(workbook())) is None


def test_what_has_no_mark_gets_one_and_then_nothing_is_missing():
    before = read_workbook(foreign())
    request = adoption_request(before)
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    assert f"updatedSpreadsheet({READ_FIELDS})" == CHANGED_FIELDS
    after = read_workbook(adopt(foreign(), request))
    assert adoption_request(after) is None
    assert slipped_marks(before, after) is None
    assert after.layout.tables[Table.KEY_RESULTS].columns["target"].metadata_id is not None


def test_a_client_tab_without_its_mark_gets_that_mark_alone():
    spreadsheet = workbook()
    own = sheet(spreadsheet, "Client")
    (lost,) = own.pop("developerMetadata")
    request: Any = adoption_request(read_workbook(spreadsheet))
    (one,) = request["requests"]
    metadata = one["createDeveloperMetadata"]["developerMetadata"]
    assert metadata["location"] == {"sheetId": own["properties"]["sheetId"]}
    assert [metadata[part] for part in ("metadataKey", "metadataValue")] == [lost["metadataKey"], "Client"]


def test_a_mark_that_came_to_rest_on_another_column_is_taken_off():
    before = read_workbook(foreign())
    moved = foreign()
    cells = rows(moved, "Key Results")[0]["values"]
    cells[3], cells[4] = cells[4], cells[3]
    after = read_workbook(adopt(moved, adoption_request(before)))
    request: Any = slipped_marks(before, after)
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    slipped = {
        own["deleteDeveloperMetadata"]["dataFilter"]["developerMetadataLookup"]["metadataId"]
        for own in request["requests"]
    }
    layout = after.layout.tables[Table.KEY_RESULTS]
    assert slipped == {layout.columns["target"].metadata_id, layout.columns["score"].metadata_id}


def test_before_its_adoption_a_column_is_addressed_by_the_mark_it_will_have():
    spreadsheet = workbook()
    sheet(spreadsheet, "Objectives")["data"][0].pop("columnMetadata")
    reading = read_workbook(spreadsheet)
    plan = plan_write(reading, assess(reading.okr_set, on=GRADED_ON))
    request: Any = request_of(plan, first_writes(plan))
    assert refusals(request, "BatchUpdateValuesByDataFilterRequest") == []
    assert request["data"][0]["dataFilter"]["developerMetadataLookup"] == {
        "locationType": "COLUMN",
        "metadataLocation": {"sheetId": 102},
        "locationMatchingStrategy": "INTERSECTING_LOCATION",
        "metadataKey": "okrsdk.column",
        "metadataValue": "id",
    }
