from dataclasses import replace
from datetime import date

import pytest

from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.grading import grade
from okrsdk.workbook import read_workbook, write_request
from okrsdk.workbook.overview import ATTENTION_ROW, BLOCK_COLUMNS, BLOCK_ROWS
from tests.workbook.samples import GRADED_ON, put, refusals, rows, sample, sheet, workbook

SCHEMA = "BatchUpdateValuesByDataFilterRequest"


def written(reading, request):
    """The columns of the request by table and field, without the nulls at their end."""
    by_id = {
        place.metadata_id: (table, name)
        for table, layout in reading.layout.tables.items()
        for name, place in layout.columns.items()
    }
    found = {}
    for entry in request["data"]:
        lookup = entry["dataFilter"].get("developerMetadataLookup")
        if lookup:
            (values,) = entry["values"]
            last = max((row for row, value in enumerate(values) if value is not None), default=0)
            found[by_id[lookup["metadataId"]]] = values[: last + 1]
    return found


@pytest.fixture
def reading():
    return read_workbook(workbook())


@pytest.fixture
def request_(reading):
    return write_request(reading, grade(reading.okr_set, on=GRADED_ON))


def test_google_describes_the_request_so(request_):
    assert refusals(request_, SCHEMA) == []
    assert request_["valueInputOption"] == "RAW"
    assert request_["includeValuesInResponse"]


def test_scores_go_beside_their_records_and_blank_ones_clear(reading, request_):
    columns = written(reading, request_)
    assert columns[Table.KEY_RESULTS, "score"] == [None, 0.7, 0.3, 0.3, 1, ""]
    assert columns[Table.KEY_RESULTS, "band"] == [None, "green", "red", "red", "green", ""]
    assert columns[Table.KEY_RESULTS, "stretch_mark"] == [None, 170, 0.345, "", "", ""]
    assert columns[Table.KEY_RESULTS, "confidence"] == [None, 0.6, "", "", "", ""]
    assert columns[Table.KEY_RESULTS, "graded_at"] == [None, *[46054] * 5]
    assert columns[Table.OBJECTIVES, "score"] == [None, 0.43, ""], "O2 has no active key result"


def test_of_peoples_columns_only_a_blank_id_is_written(reading, request_):
    columns = written(reading, request_)
    people = {key: values for key, values in columns.items() if key[1] in ("id", "objective_id", "text")}
    assert people.pop((Table.KEY_RESULTS, "id")) == [None, None, None, None, None, "O1-KR4"]
    assert set(people) == {
        (Table.KEY_RESULTS, "objective_id"),
        (Table.KEY_RESULTS, "text"),
        (Table.OBJECTIVES, "id"),
        (Table.OBJECTIVES, "text"),
    }
    assert all(values == [None] for values in people.values())


def test_every_column_of_a_table_spans_the_same_rows_and_stays_in_the_grid(reading, request_):
    lengths = {len(entry["values"][0]) for entry in request_["data"][:-1] if "values" in entry}
    assert lengths == {3 + 20, 6 + 20}
    spreadsheet = workbook()
    sheet(spreadsheet, "Key Results")["properties"]["gridProperties"]["rowCount"] = 6
    tight = read_workbook(spreadsheet)
    request = write_request(tight, grade(tight.okr_set, on=GRADED_ON))
    assert {len(entry["values"][0]) for entry in request["data"][:-1]} == {23, 6}


def test_old_scores_beside_no_record_are_cleared_but_not_peoples_formulas():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 7, "Score", 0.9)
    put(spreadsheet, "Key Results", 8, "Score", 0.5, formula=True)
    reading = read_workbook(spreadsheet)
    columns = written(reading, write_request(reading, grade(reading.okr_set, on=GRADED_ON)))
    assert columns[Table.KEY_RESULTS, "score"][6:] == [None, ""]


def test_an_id_that_a_formula_leaves_blank_is_left_to_it():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 5, "ID", "", formula=True)
    reading = read_workbook(spreadsheet)
    columns = written(reading, write_request(reading, grade(reading.okr_set, on=GRADED_ON)))
    assert columns[Table.KEY_RESULTS, "id"] == [None]


def test_the_overview_is_renewed_as_a_whole_in_the_same_request(reading):
    finding = Finding(
        code="K201",
        severity=Severity.WARNING,
        location=Location(table=Table.KEY_RESULTS, record="O1-KR1"),
        message="No.",
    )
    request = write_request(reading, grade(reading.okr_set, on=GRADED_ON), findings=[finding])
    entry = request["data"][-1]
    assert entry["dataFilter"]["gridRange"] == {
        "sheetId": 101,
        "startRowIndex": 0,
        "endRowIndex": BLOCK_ROWS,
        "startColumnIndex": 0,
        "endColumnIndex": BLOCK_COLUMNS,
    }
    assert len(entry["values"]) == BLOCK_ROWS
    assert not any(value is None for row in entry["values"] for value in row)
    assert ["O1-KR1", "K201: No."] in [row[:2] for row in entry["values"][ATTENTION_ROW:]]
    assert ["O1-KR4", "No check-in for too long: Cost per patient"] in [row[:2] for row in entry["values"]]


def test_an_overview_that_people_rebuilt_is_left_alone():
    spreadsheet = workbook()
    rows(spreadsheet, "Overview").insert(0, {})
    reading = read_workbook(spreadsheet)
    request = write_request(reading, grade(reading.okr_set, on=GRADED_ON))
    assert not any("gridRange" in entry["dataFilter"] for entry in request["data"])


def test_a_missing_column_of_okrsdk_is_left_out():
    spreadsheet = workbook()
    block = sheet(spreadsheet, "Key Results")["data"][0]
    for cells in [row["values"] for row in block["rowData"]] + [block["columnMetadata"]]:
        cells.pop()
    reading = read_workbook(spreadsheet)
    columns = written(reading, write_request(reading, grade(reading.okr_set, on=GRADED_ON)))
    assert (Table.KEY_RESULTS, "graded_at") not in columns
    assert (Table.KEY_RESULTS, "confidence") in columns


def test_an_id_that_stands_twice_stops_the_write():
    doubled = tuple(replace(key_result, id="O1-KR1") for key_result in sample().key_results[:2])
    reading = read_workbook(workbook(replace(sample(), key_results=doubled, check_ins=())))
    with pytest.raises(InvalidOkrError, match="O1-KR1 stands twice"):
        write_request(reading, grade(reading.okr_set, on=GRADED_ON))


def test_scores_of_other_okrs_are_refused(reading):
    others = grade(replace(sample(), key_results=()), on=date(2026, 2, 1))
    with pytest.raises(ValueError, match="not those of this reading"):
        write_request(reading, others)
