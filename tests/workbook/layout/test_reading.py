import time
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from okrsdk.errors import InvalidOkrError, SchemaVersionError
from okrsdk.findings import Location, Severity, Table, has_errors
from okrsdk.grading import grade
from okrsdk.model import (
    Change,
    CheckIn,
    Client,
    Commitment,
    Decision,
    FinalScore,
    FunnelStage,
    FunnelStep,
    Kind,
    OkrSet,
    Stage,
    Status,
)
from okrsdk.workbook import READ_FIELDS, a1, cell_fragment, read_workbook, workbook_template
from tests.discovery import document
from tests.present import present
from tests.workbook.samples import GRADED_ON, column_of, put, rows, sample, served, sheet, workbook


def found(reading, *codes):
    """(code, address) of the findings."""
    return [
        (finding.code, a1(reading.layout, finding.location))
        for finding in reading.findings
        if not codes or finding.code in codes
    ]


def move_column(spreadsheet, title, start, end):
    block = sheet(spreadsheet, title)["data"][0]
    for cells in [row["values"] for row in block["rowData"]] + [block["columnMetadata"]]:
        if len(cells) > start:
            cells.insert(end, cells.pop(start))


def unmarked(spreadsheet):
    """The same workbook as if people had made it: without any of okrsdk's marks."""
    spreadsheet.pop("developerMetadata")
    for own in spreadsheet["sheets"]:
        own.pop("developerMetadata")
        for block in own["data"]:
            block.pop("columnMetadata")
    return spreadsheet


def test_what_was_written_is_read():
    reading = read_workbook(workbook())
    assert reading.okr_set == sample()
    assert reading.title == "Acme Dental · 2026-Q1"
    assert reading.findings == ()


def test_a_workbook_with_scores_reads_the_same():
    assert (
        read_workbook(served(workbook_template(sample(), scores=grade(sample(), on=GRADED_ON)).spreadsheet)).okr_set
        == sample()
    )


def test_an_empty_workbook_is_an_empty_set():
    okr_set = OkrSet(client=Client(name="Acme"))
    reading = read_workbook(workbook(okr_set))
    assert reading.okr_set == okr_set
    assert reading.findings == ()


def test_the_mask_names_fields_that_google_describes():
    assert " " not in READ_FIELDS
    names = {name for schema in document("sheets.v4")["schemas"].values() for name in schema.get("properties", {})}
    assert set(READ_FIELDS.replace("(", ",").replace(")", ",").split(",")) - {""} <= names


def test_columns_are_found_by_their_marks_whatever_they_are_called_and_wherever_they_stand():
    spreadsheet = workbook()
    for cell, header in zip(rows(spreadsheet, "Key Results")[0]["values"], range(29), strict=True):
        cell["effectiveValue"]["stringValue"] = f"Spalte {header}"
    move_column(spreadsheet, "Key Results", 11, 0)
    move_column(spreadsheet, "Key Results", 5, 20)
    assert read_workbook(spreadsheet).okr_set == sample()


def test_the_place_that_a_mark_itself_names_goes_before_the_place_in_the_list():
    spreadsheet = workbook()
    columns = sheet(spreadsheet, "Objectives")["data"][0]["columnMetadata"]
    marks = [mark for properties in columns for mark in properties["developerMetadata"]]
    for index, mark in enumerate(marks):
        mark["location"] = {"dimensionRange": {"startIndex": index}} if index else {"dimensionRange": {}}
    sheet(spreadsheet, "Objectives")["data"][0]["columnMetadata"] = [{"developerMetadata": list(reversed(marks))}]
    assert read_workbook(spreadsheet).okr_set == sample()


def test_without_marks_columns_are_found_by_header_then_by_another_name():
    spreadsheet = unmarked(workbook())
    for header, other in (("Target", "GOAL"), ("Baseline", "start_value"), ("Due", "Dëadline"), ("Kind", "kind")):
        cells = rows(spreadsheet, "Key Results")[0]["values"]
        cells[column_of(spreadsheet, "Key Results", header)]["effectiveValue"]["stringValue"] = other
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    assert reading.findings == ()
    assert not reading.layout.has_schema_mark


def test_unknown_columns_and_a_title_above_the_header_do_not_matter():
    spreadsheet = unmarked(workbook())
    table = rows(spreadsheet, "Key Results")
    for row in table:
        row["values"].insert(2, {"effectiveValue": {"stringValue": "our own"}})
    for row in table[1:]:
        row["values"][2] = {}
    table.insert(0, {"values": [{"effectiveValue": {"stringValue": "Acme Dental: key results"}}]})
    table.insert(1, {})
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    place = Location(table=Table.KEY_RESULTS, position=0, field="target")
    assert a1(reading.layout, place) == "'Key Results'!M4"


DECISIONS = (
    Decision(
        day=date(2026, 2, 9),
        key_result_id="O1-KR1",
        change=Change.RETARGETED,
        before="90",
        after="120",
        why="=1+1",
        by="Head of Growth",
        answers="C502",
    ),
    Decision(day=date(2026, 4, 1), change=Change.CLOSED, after="0.62"),
)
FINAL_SCORES = (
    FinalScore(day=date(2026, 4, 1), record_id="O1", text="Patients find us first", score=Decimal("0.62")),
    FinalScore(
        day=date(2026, 4, 1),
        record_id="O1-KR1",
        text="Grow calls from 40 to 120",
        objective_id="O1",
        status=Status.REPLACED,
        commitment=Commitment.COMMITTED,
        kind=Kind.STAGES,
        baseline=Decimal(40),
        target=Decimal(120),
        stages=(Stage(score=Decimal("0.3"), name="pilot"),),
        current=Decimal("89.6"),
        weight=Decimal(2),
        score=Decimal("0.62"),
    ),
)


def test_decisions_and_final_scores_that_were_written_are_read():
    logged = replace(sample(), decisions=DECISIONS, final_scores=FINAL_SCORES)
    reading = read_workbook(workbook(logged))
    assert reading.okr_set == logged
    assert reading.findings == read_workbook(workbook()).findings
    assert reading.okr_set.closed_on == date(2026, 4, 1)
    assert read_workbook(unmarked(workbook(logged))).okr_set == logged


def test_a_list_of_decisions_of_peoples_own_is_theirs():
    spreadsheet = unmarked(workbook(replace(sample(), decisions=DECISIONS)))
    header = rows(spreadsheet, "Decisions")[0]["values"]
    header[2]["effectiveValue"] = {"stringValue": "Who was there"}
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    assert reading.findings == read_workbook(unmarked(workbook())).findings
    assert "decisions" in reading.layout.titles


def test_blank_rows_between_records_and_ragged_rows_are_fine():
    spreadsheet = workbook()
    table = rows(spreadsheet, "Objectives")
    table.insert(2, {})
    table.insert(3, {"values": [{}, {"effectiveValue": {"stringValue": "  "}}]})
    table[4]["values"] = table[4]["values"][:11]
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    assert reading.layout.tables[Table.OBJECTIVES].rows == (1, 4)


def test_boxes_and_formulas_filled_down_ahead_make_no_records():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 8, "Current", value=False)
    put(spreadsheet, "Key Results", 9, "Current", 0, formula=True)
    put(spreadsheet, "Key Results", 10, "Score", 0.7)
    assert len(read_workbook(spreadsheet).okr_set.key_results) == 5
    put(spreadsheet, "Key Results", 11, "Key result", "from a formula", formula=True)
    assert len(read_workbook(spreadsheet).okr_set.key_results) == 6


def test_a_current_value_is_read_by_the_rows_own_kind_and_stages():
    spreadsheet = workbook()
    put(spreadsheet, "Key Results", 3, "Current", "Live")
    put(spreadsheet, "Key Results", 4, "Current", "not yet")
    put(spreadsheet, "Check-ins", 2, "Value", "pilot")
    okr_set = read_workbook(spreadsheet).okr_set
    assert okr_set.key_results[2].current == 1
    assert okr_set.key_results[3].current == 0
    assert okr_set.check_ins[1].value == Decimal("0.3")


@pytest.mark.parametrize(
    ("header", "value", "kind", "code"),
    [
        ("Target", "about fifty", None, "T201"),
        ("Target", 46112, "DATE", "T201"),
        ("Due", "end of March", None, "T202"),
        ("Kind", "growth", None, "T203"),
        ("Current", "#REF!", None, "T204"),
        ("Weight", -1, None, "T205"),
        ("Key result", None, None, "T206"),
        ("Stages", "pilot, then live", None, "T207"),
        ("Objective", "O9", None, "T302"),
        ("ID", "O1-KR2", None, "T301"),
    ],
)
def test_a_wrong_cell_is_one_finding_at_its_address(header, value, kind, code):
    spreadsheet = workbook(replace(sample(), check_ins=()))
    put(spreadsheet, "Key Results", 1, header, value, kind=kind)
    put(spreadsheet, "Key Results", 4, "Replaced by", None)
    reading = read_workbook(spreadsheet)
    letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column_of(spreadsheet, "Key Results", header)]
    row = 3 if code == "T301" else 2
    assert found(reading) == [(code, f"'Key Results'!{letter}{row}")]


def test_a_missing_tab_is_an_error_where_grading_needs_it_and_else_a_warning():
    for title, severity in (("Key Results", Severity.ERROR), ("Client", Severity.WARNING)):
        spreadsheet = workbook(replace(sample(), check_ins=()))
        spreadsheet["sheets"].remove(sheet(spreadsheet, title))
        (finding,) = read_workbook(spreadsheet).findings
        assert (finding.code, finding.severity) == ("T101", severity)
        assert title in finding.message


def test_a_missing_column_is_one_finding_and_not_one_per_row():
    spreadsheet = workbook()
    index = column_of(spreadsheet, "Key Results", "Objective")
    block = sheet(spreadsheet, "Key Results")["data"][0]
    for cells in [row["values"] for row in block["rowData"]] + [block["columnMetadata"]]:
        cells.pop(index)
    reading = read_workbook(spreadsheet)
    (finding,) = reading.findings
    assert finding.code == "T102"
    assert finding.message == "The Key Results tab has no Objective column."
    assert a1(reading.layout, finding.location) is None


def test_two_columns_with_one_header_are_a_finding_marked_or_not():
    for spreadsheet, address in ((workbook(), "'Key Results'!L1"), (unmarked(workbook()), "'Key Results'!F1")):
        cells = rows(spreadsheet, "Key Results")[0]["values"]
        cells[column_of(spreadsheet, "Key Results", "Metric")]["effectiveValue"]["stringValue"] = " target"
        reading = read_workbook(spreadsheet)
        assert found(reading, "T103") == [("T103", address)]


def test_a_header_of_peoples_own_may_stand_twice():
    spreadsheet = workbook()
    for _ in range(2):
        for row in rows(spreadsheet, "Objectives")[:1]:
            row["values"].append({"effectiveValue": {"stringValue": "Notes"}})
    assert read_workbook(spreadsheet).findings == ()


def test_merged_objective_cells_are_found_where_they_leave_blanks_which_are_not_told_again():
    spreadsheet = workbook()
    for row in (2, 3):
        put(spreadsheet, "Key Results", row, "Objective", None)
    merge = {"startRowIndex": 1, "endRowIndex": 4, "startColumnIndex": 1, "endColumnIndex": 2}
    sheet(spreadsheet, "Key Results")["merges"] = [merge]
    reading = read_workbook(spreadsheet)
    assert found(reading) == [("T104", "'Key Results'!B3"), ("T104", "'Key Results'!B4")]
    assert "'Key Results'!B2:B4" in reading.findings[0].message
    assert has_errors(reading.findings)


def test_merges_above_the_records_and_in_peoples_columns_are_their_own_business():
    spreadsheet = workbook()
    sheet(spreadsheet, "Objectives")["merges"] = [
        {"startRowIndex": 0, "endRowIndex": 1, "startColumnIndex": 0, "endColumnIndex": 3},
        {"startRowIndex": 1, "endRowIndex": 3, "startColumnIndex": 15, "endColumnIndex": 16},
    ]
    assert read_workbook(spreadsheet).findings == ()


def test_a_workbook_of_something_else_is_refused_with_what_to_do():
    other = {"properties": {"title": "Budget"}, "sheets": [{"properties": {"title": "Sheet1", "sheetId": 0}}]}
    with pytest.raises(InvalidOkrError, match=r'"Budget" is not an OKR workbook.*Check the link.*okr new'):
        read_workbook(other)
    with pytest.raises(InvalidOkrError):
        read_workbook({})


def test_a_newer_schema_is_refused():
    spreadsheet = workbook()
    spreadsheet["developerMetadata"][0]["metadataValue"] = "2"
    with pytest.raises(SchemaVersionError, match="newer okrsdk") as error:
        read_workbook(spreadsheet)
    assert (error.value.found, error.value.supported) == (2, 1)


def test_tabs_are_found_by_their_marks_and_a_copy_does_not_take_their_place():
    spreadsheet = workbook()
    copy = dict(sheet(spreadsheet, "Key Results"))
    copy["properties"] = {"title": "Copy of Key Results", "sheetId": 9}
    spreadsheet["sheets"].insert(0, copy)
    assert read_workbook(spreadsheet).layout.tables[Table.KEY_RESULTS].sheet_id == 103
    sheet(spreadsheet, "Objectives")["properties"]["title"] = "Ziele"
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    assert a1(reading.layout, Location(table=Table.OBJECTIVES, position=1)) == "Ziele!A3"


def test_the_profile_is_found_by_its_names_wherever_they_stand():
    spreadsheet = workbook()
    table = rows(spreadsheet, "Client")
    table[1:12] = reversed(table[1:12])
    table[11]["values"][0]["effectiveValue"]["stringValue"] = "team:"
    for row in table:
        row["values"].insert(0, {})
    sheet(spreadsheet, "Client")["data"][0]["columnMetadata"].insert(0, {})
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    assert a1(reading.layout, Location(table=Table.CLIENT, position=0, field="name")) == "Client!C12"


def test_a_cycle_typed_as_a_number_is_a_year():
    spreadsheet = workbook()
    rows(spreadsheet, "Client")[2]["values"][1] = {"effectiveValue": {"numberValue": 2026}}
    assert present(read_workbook(spreadsheet).okr_set.cycle).name == "2026"


def test_a_missing_row_of_the_profile_is_a_finding():
    spreadsheet = workbook()
    rows(spreadsheet, "Client")[2]["values"] = []
    (finding,) = read_workbook(spreadsheet).findings
    assert (finding.code, finding.message) == ("T102", "The Client tab has no row called Cycle.")


def test_a_funnel_stage_with_nothing_beside_it_is_not_known_and_notes_below_are_no_stage():
    spreadsheet = workbook()
    rows(spreadsheet, "Client").append({"values": [{"effectiveValue": {"stringValue": "ask for CRM access"}}]})
    funnel = read_workbook(spreadsheet).okr_set.client.funnel
    assert [step.stage for step in funnel] == [FunnelStage.AWARENESS, FunnelStage.LEAD]


def test_a_funnel_that_stands_above_the_profile_does_not_swallow_it():
    okr_set = OkrSet(client=Client(name="Acme", funnel=(FunnelStep(stage=FunnelStage.MQL, system="CRM"),)))
    spreadsheet = workbook(okr_set)
    table = rows(spreadsheet, "Client")
    table[:] = [*table[13:], {}, *table[:13]]
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == okr_set
    assert reading.findings == ()


def test_blocks_that_begin_further_in_are_put_where_they_belong():
    spreadsheet = workbook()
    block = sheet(spreadsheet, "Objectives")["data"][0]
    own = block["rowData"]
    left = [{"values": row["values"][:3]} for row in own]
    right = [{"values": row["values"][3:]} for row in own[1:]]
    head = {"values": own[0]["values"]}
    block["rowData"] = [head, *left[1:]]
    sheet(spreadsheet, "Objectives")["data"].append({"startRow": 1, "startColumn": 3, "rowData": right})
    assert read_workbook(spreadsheet).okr_set == sample()


@pytest.mark.parametrize(
    ("location", "address", "fragment"),
    [
        (Location(table=Table.KEY_RESULTS, position=1, field="current"), "'Key Results'!N3", "gid=103&range=N3"),
        (Location(table=Table.KEY_RESULTS, position=1), "'Key Results'!A3", "gid=103&range=A3"),
        (Location(table=Table.KEY_RESULTS), "'Key Results'!A1", "gid=103&range=A1"),
        (Location(table=Table.CHECK_INS, position=0, field="value"), "'Check-ins'!C2", "gid=104&range=C2"),
        (Location(table=Table.FUNNEL, position=1, field="visibility"), "Client!B17", "gid=105&range=B17"),
        (Location(table=Table.CLIENT, field="cycle"), "Client!B3", "gid=105&range=B3"),
        (Location(table=Table.KEY_RESULTS, position=99, field="current"), None, None),
        (Location(table=Table.KEY_RESULTS, field="nonsense"), None, None),
        (Location(), None, None),
    ],
)
def test_a_location_has_an_address_and_a_link(location, address, fragment):
    layout = read_workbook(workbook()).layout
    assert a1(layout, location) == address
    assert cell_fragment(layout, location) == fragment


def test_a_field_without_a_column_is_placed_at_its_record():
    spreadsheet = workbook()
    block = sheet(spreadsheet, "Key Results")["data"][0]
    index = column_of(spreadsheet, "Key Results", "Source")
    for cells in [row["values"] for row in block["rowData"]] + [block["columnMetadata"]]:
        cells.pop(index)
    place = Location(table=Table.KEY_RESULTS, position=1, field="source")
    assert a1(read_workbook(spreadsheet).layout, place) == "'Key Results'!A3"


@pytest.mark.slow
def test_five_thousand_rows_are_read_in_a_few_seconds():
    day = date(2026, 3, 31)
    many = tuple(CheckIn(day=day, key_result_id="O1-KR1", value=Decimal(number)) for number in range(5000))
    spreadsheet = workbook(replace(sample(), check_ins=many))
    start = time.process_time()
    assert read_workbook(spreadsheet).okr_set.check_ins == many
    assert time.process_time() - start < 10, "about half a second"


def deleted(spreadsheet, title, row):
    rows(spreadsheet, title).pop(row)
    return spreadsheet


def inserted(spreadsheet, title, row, **cells):
    """The workbook with one more row; cells by header."""
    headers = [cell["effectiveValue"]["stringValue"] for cell in rows(spreadsheet, title)[0]["values"]]
    held = [{"effectiveValue": {_kind(cells[h]): cells[h]}} if h in cells else {} for h in headers]
    rows(spreadsheet, title).insert(row, {"values": held})
    return spreadsheet


def _kind(value):
    return "stringValue" if isinstance(value, str) else "numberValue"


@pytest.mark.parametrize("title", ["Objectives", "Key Results", "Check-ins"])
def test_without_its_header_row_a_table_says_so_and_keeps_every_record(title):
    reading = read_workbook(deleted(workbook(), title, 0))
    assert [finding.code for finding in reading.findings] == ["T105"]
    assert "no header row" in reading.findings[0].message
    assert reading.okr_set == sample()


def test_a_tab_without_marks_and_headers_is_one_finding():
    spreadsheet = unmarked(deleted(workbook(), "Key Results", 0))
    assert found(read_workbook(spreadsheet), "T102", "T105") == [("T105", "'Key Results'!A1")]


def test_headers_of_peoples_own_over_marked_columns_are_no_record():
    spreadsheet = workbook()
    for number, cell in enumerate(rows(spreadsheet, "Objectives")[0]["values"]):
        cell["effectiveValue"]["stringValue"] = f"Kolumna {number}"
    assert read_workbook(spreadsheet).okr_set == sample()


@pytest.mark.parametrize(
    ("title", "cells"),
    [
        ("Key Results", {"ID": "Depots in the north"}),
        ("Key Results", {"Objective": "Make every delivery punctual"}),
        ("Key Results", {"ID": "Total", "Weight": 3.0}),
        ("Key Results", {"Key result": "Average:", "Current": 0.61}),
        ("Objectives", {"ID": "Second half"}),
        ("Check-ins", {"Date": "February"}),
        ("Check-ins", {"Key result": "Week 7 of 13"}),
    ],
)
def test_headings_and_totals_among_the_records_are_none(title, cells):
    reading = read_workbook(inserted(workbook(), title, 2, **cells))
    assert (reading.okr_set, reading.findings) == (sample(), ())


@pytest.mark.parametrize(
    "cells",
    [{"ID": "O1-KR9"}, {"Key result": "Punctual vans"}, {"ID": "North", "Owner": "Depot lead"}, {"Current": 4.0}],
)
def test_a_row_that_may_be_a_record_is_one(cells):
    reading = read_workbook(inserted(workbook(), "Key Results", 2, **cells))
    assert len(reading.okr_set.key_results) == len(sample().key_results) + 1
    assert {finding.code for finding in reading.findings} == {"T206"}


def test_of_two_columns_of_one_name_the_marked_one_is_read():
    spreadsheet = workbook()
    for number, row in enumerate(rows(spreadsheet, "Key Results")):
        row["values"] += [{}, {"effectiveValue": {"stringValue": "Baseline"} if number == 0 else {"numberValue": 9.0}}]
    reading = read_workbook(spreadsheet)
    assert reading.okr_set == sample()
    assert [(finding.code, finding.severity) for finding in reading.findings] == [("T103", Severity.WARNING)]


def test_a_client_tab_without_its_name_or_cycle_is_a_warning():
    spreadsheet = workbook()
    put(spreadsheet, "Client", 2, "Profile", "Budget")
    assert [(f.code, f.severity, f.location.field) for f in read_workbook(spreadsheet).findings] == [
        ("T102", Severity.WARNING, "cycle")
    ]
