from dataclasses import replace
from datetime import date

import pytest

from okrsdk.assessment import assess
from okrsdk.errors import InvalidOkrError
from okrsdk.findings import Finding, Location, Severity, Table
from okrsdk.workbook import plan_write, read_workbook
from okrsdk.workbook.overview import ATTENTION_ROW, BLOCK_COLUMNS, BLOCK_ROWS
from okrsdk.workbook.writing.plan import id_text, new_ids, plan_clearing
from okrsdk.workbook.writing.request import first_writes, id_writes, request_of
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
        lookup = entry["dataFilter"]["developerMetadataLookup"]
        if lookup["metadataId"] in by_id:
            (values,) = entry["values"]
            last = max((row for row, value in enumerate(values) if value is not None), default=0)
            found[by_id[lookup["metadataId"]]] = values[: last + 1]
    return found


def planned(reading, *, findings=()):
    found = assess(reading.okr_set, on=GRADED_ON)
    return plan_write(reading, replace(found, findings=tuple(findings)))


def request_for(reading, *, findings=()):
    plan = planned(reading, findings=findings)
    return request_of(plan, first_writes(plan))


@pytest.fixture
def reading():
    return read_workbook(workbook())


@pytest.fixture
def request_(reading):
    return request_for(reading)


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


def test_of_peoples_columns_none_is_written(reading, request_):
    columns = written(reading, request_)
    people = {key: values for key, values in columns.items() if key[1] in ("id", "objective_id", "text")}
    assert set(people) == {
        (Table.KEY_RESULTS, "id"),
        (Table.KEY_RESULTS, "objective_id"),
        (Table.KEY_RESULTS, "text"),
        (Table.OBJECTIVES, "id"),
        (Table.OBJECTIVES, "text"),
    }
    assert all(values == [None] for values in people.values())


def test_blank_ids_are_the_only_ones_that_are_filled(reading):
    assert [dict(cells) for cells in id_writes(planned(reading)).values()] == [{5: "O1-KR4"}]


def test_every_column_spans_its_whole_sheet_so_that_the_api_refuses_it_once_rows_were_deleted(reading, request_):
    lengths = [len(entry["values"][0]) for entry in request_["data"]]
    tables = [reading.layout.tables[Table.OBJECTIVES], reading.layout.tables[Table.KEY_RESULTS]]
    listed = [2 + 2, 3 + 7]
    spans = [layout.grid_rows for layout, count in zip(tables, listed, strict=True) for _ in range(count)]
    assert lengths == [*spans, *[reading.layout.overview.grid_rows] * BLOCK_COLUMNS]


def test_of_a_very_long_sheet_only_the_rows_that_hold_something_and_some_below_are_listed():
    spreadsheet = workbook()
    sheet(spreadsheet, "Key Results")["properties"]["gridProperties"]["rowCount"] = 20_000
    request = request_for(read_workbook(spreadsheet))
    assert len(request["data"][4]["values"][0]) == 6 + 20, "records, and some rows below"


def test_old_scores_beside_no_record_are_cleared_but_not_peoples_formulas():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 7, "Score", 0.9)
    put(spreadsheet, "Key Results", 8, "Score", 0.5, formula=True)
    reading = read_workbook(spreadsheet)
    columns = written(reading, request_for(reading))
    assert columns[Table.KEY_RESULTS, "score"][6:] == [None, ""]


def test_an_id_that_a_formula_leaves_blank_is_left_to_it():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 5, "ID", "", formula=True)
    reading = read_workbook(spreadsheet)
    assert id_writes(planned(reading)) == {}


def test_the_overview_is_renewed_as_a_whole_in_the_same_request(reading):
    finding = Finding(
        code="K201",
        severity=Severity.WARNING,
        location=Location(table=Table.KEY_RESULTS, record="O1-KR1"),
        message="No.",
    )
    values = overview_values(request_for(reading, findings=[finding]), reading)
    assert all(value is not None for column in values for value in column[:BLOCK_ROWS])
    assert all(value is None for column in values for value in column[BLOCK_ROWS:])
    shown = list(zip(*values, strict=True))
    assert ("O1-KR1", "K201: No.") in [row[:2] for row in shown[ATTENTION_ROW:]]
    assert ("O1-KR4", "No check-in for too long: Cost per patient") in [row[:2] for row in shown]


def overview_values(request, reading):
    """The columns of the Overview in the request, from left to right."""
    by_id = {place.metadata_id: place.index for place in reading.layout.overview.columns.values()}
    found = {
        by_id[entry["dataFilter"]["developerMetadataLookup"]["metadataId"]]: entry["values"][0]
        for entry in request["data"]
        if entry["dataFilter"]["developerMetadataLookup"]["metadataId"] in by_id
    }
    return [found[index] for index in sorted(found)]


@pytest.mark.parametrize("length", [500, 50_000])
def test_a_text_that_fills_a_cell_is_cut_off_on_the_overview(length):
    long = tuple(replace(own, text="x" * length) for own in sample().objectives)
    reading = read_workbook(workbook(replace(sample(), objectives=long)))
    assert max(len(str(value)) for column in overview_values(request_for(reading), reading) for value in column) == 500


def test_an_overview_that_people_rebuilt_is_left_alone():
    spreadsheet = workbook()
    rows(spreadsheet, "Overview").insert(0, {})
    reading = read_workbook(spreadsheet)
    assert reading.layout.overview is None
    assert planned(reading).overview is None


def test_a_missing_column_of_okrsdk_is_left_out():
    spreadsheet = workbook()
    block = sheet(spreadsheet, "Key Results")["data"][0]
    for cells in [row["values"] for row in block["rowData"]] + [block["columnMetadata"]]:
        cells.pop()
    reading = read_workbook(spreadsheet)
    columns = written(reading, request_for(reading))
    assert (Table.KEY_RESULTS, "graded_at") not in columns
    assert (Table.KEY_RESULTS, "confidence") in columns


def test_an_id_on_two_rows_stops_the_write():
    doubled = tuple(replace(key_result, id="O1-KR1") for key_result in sample().key_results[:2])
    reading = read_workbook(workbook(replace(sample(), key_results=doubled, check_ins=())))
    with pytest.raises(InvalidOkrError, match="O1-KR1 is given twice"):
        request_for(reading)


def test_scores_of_other_okrs_are_refused(reading):
    others = assess(replace(sample(), key_results=()), on=date(2026, 2, 1))
    with pytest.raises(ValueError, match="not those of this reading"):
        plan_write(reading, others)


def test_the_new_ids_are_known_before_anything_is_written(reading):
    assert new_ids(reading) == ("O1-KR4",)
    assert planned(reading).new_ids == {"O1-KR4"}


def test_clearing_blanks_every_score_and_gives_no_ids(reading):
    plan = plan_clearing(reading)
    columns = written(reading, request_of(plan, first_writes(plan)))
    assert columns[Table.KEY_RESULTS, "score"] == [None, "", "", "", "", ""]
    assert columns[Table.OBJECTIVES, "score"] == [None, "", ""]
    assert plan.new_ids == frozenset()


def test_an_id_that_no_cell_holds_is_refused_and_its_objective_named_as_the_cause():
    long = "O" * 50_000
    own = replace(sample(), objectives=(replace(sample().objectives[0], id=long),), check_ins=())
    last = replace(sample().key_results[-1], objective_id=long)
    reading = read_workbook(workbook(replace(own, key_results=(last,))))
    with pytest.raises(InvalidOkrError, match=r"'Key Results'!A2 is 50,004 characters long.* the ID of its objective"):
        planned(reading)


@pytest.mark.parametrize(("held", "text"), [(7.0, "7"), (7.5, "7.5"), (" O1 ", "O1"), (None, "")])
def test_an_id_is_compared_as_the_text_that_people_see(held, text):
    assert id_text(held) == text
