from typing import Any

from okrsdk.assessment import assess
from okrsdk.findings import Table
from okrsdk.workbook import CHANGED_FIELDS, READ_FIELDS, adoption_request, plan_write, read_workbook
from okrsdk.workbook.writing.missing_metadata import marking_request
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


def marks_of(spreadsheet):
    """The marks of the columns of a workbook, each with the list it is in."""
    for own in spreadsheet["sheets"]:
        for column in own["data"][0].get("columnMetadata", ()):
            for one in tuple(column.get("developerMetadata", ())):
                yield one, column["developerMetadata"]


def adopt(spreadsheet, request):
    """What the API makes of the request."""
    for number, one in enumerate(request["requests"], 500):
        if "createDeveloperMetadata" not in one:
            ((kind, told),) = one.items()
            found = told["dataFilter"] if "dataFilter" in told else told["dataFilters"][0]
            for own, among in marks_of(spreadsheet):
                if own["metadataId"] == found["developerMetadataLookup"]["metadataId"]:
                    among.remove(own) if kind == "deleteDeveloperMetadata" else own.update(told["developerMetadata"])
            continue
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


def test_what_has_no_mark_gets_one_that_counts_once_it_is_confirmed():
    book = foreign()
    request = marking_request(read_workbook(book))
    assert refusals(request, "BatchUpdateSpreadsheetRequest") == []
    assert f"updatedSpreadsheet({READ_FIELDS})" == CHANGED_FIELDS
    after = read_workbook(adopt(book, request))
    assert after.layout.tables[Table.KEY_RESULTS].columns["target"].metadata_id is None
    confirming = marking_request(after)
    assert refusals(confirming, "BatchUpdateSpreadsheetRequest") == []
    done = read_workbook(adopt(book, confirming))
    assert done.layout.tables[Table.KEY_RESULTS].columns["target"].metadata_id is not None
    assert marking_request(done) is None


def test_who_holds_the_sheet_still_marks_it_at_once():
    after = read_workbook(adopt(foreign(), adoption_request(read_workbook(foreign()))))
    assert (adoption_request(after), marking_request(after)) == (None, None)


def test_a_client_tab_without_its_mark_gets_that_mark_alone():
    spreadsheet = workbook()
    own = sheet(spreadsheet, "Client")
    (lost,) = own.pop("developerMetadata")
    request: Any = adoption_request(read_workbook(spreadsheet))
    (one,) = request["requests"]
    metadata = one["createDeveloperMetadata"]["developerMetadata"]
    assert metadata["location"] == {"sheetId": own["properties"]["sheetId"]}
    assert [metadata[part] for part in ("metadataKey", "metadataValue")] == [lost["metadataKey"], "Client"]


def test_a_mark_that_came_to_rest_on_another_column_counts_as_nothing_and_is_taken_off():
    moved = foreign()
    cells = rows(moved, "Key Results")[0]["values"]
    cells[3], cells[4] = cells[4], cells[3]
    adopt(moved, marking_request(read_workbook(foreign())))
    columns = read_workbook(moved).layout.tables[Table.KEY_RESULTS].columns
    assert (columns["target"].index, columns["score"].index) == (4, 3)
    while (request := marking_request(read_workbook(moved))) is not None:
        adopt(moved, request)
    marked = read_workbook(moved).layout.tables[Table.KEY_RESULTS].columns
    assert {name: place.index for name, place in marked.items()} == {name: own.index for name, own in columns.items()}
    assert all(place.metadata_id is not None for place in marked.values())
    assert len(list(marks_of(moved))) == sum(map(len, FOREIGN.values()))


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
