"""The key results of the Overview, and the formulas beside them that draw their check-ins."""

import json
from dataclasses import replace
from typing import Any

import pytest

from okrsdk.model import Cycle, KeyResult, OkrSet, Status
from okrsdk.workbook import read_workbook, workbook_template
from okrsdk.workbook.layout.positions import OverviewLayout
from okrsdk.workbook.overview import ATTENTION_ROW, BLOCK_ROWS, HEADER_ROW, is_own_row, overview_block
from okrsdk.workbook.template.overview_lines import CheckInColumns, line_requests, new_check_ins
from okrsdk.workbook.template.requests import tab_requests
from tests.workbook.samples import refusals, sample, sheet, workbook

PLACES = {"key_result": 6, "values_line": 8, "confidence_line": 9}


def formulas(requests: list[Any]) -> list[str]:
    return [
        own["repeatCell"]["cell"]["userEnteredValue"]["formulaValue"]
        for own in requests
        if "userEnteredValue" in own.get("repeatCell", {}).get("cell", {})
    ]


def test_a_line_draws_the_values_of_the_key_result_in_its_row_by_day():
    corrected = "FILTER('Check-ins'!$H:$H;'Check-ins'!$B:$B=$G10;ISNUMBER('Check-ins'!$H:$H))"
    assert new_check_ins().formula("values_line", 6) == (
        '=IF($G10="";"";IFERROR(SPARKLINE(SORT(FILTER('
        "HSTACK('Check-ins'!$A:$A;'Check-ins'!$C:$C);'Check-ins'!$B:$B=$G10;ISNUMBER('Check-ins'!$C:$C);"
        f"('Check-ins'!$H:$H<>\"\")+ISNA(MATCH('Check-ins'!$A:$A;{corrected};0)));1;TRUE)"
        ';{TRANSPOSE({"color";"#1F3A4D"})});""))'
    )


def test_confidence_is_drawn_on_its_whole_scale():
    formula = new_check_ins().formula("confidence_line", 6, row=20)
    assert "ISNUMBER('Check-ins'!$D:$D)" in formula
    assert "'Check-ins'!$B:$B=$G21" in formula
    assert 'TRANSPOSE({"ymin";0});TRANSPOSE({"ymax";1})' in formula


def test_no_formula_has_a_sign_that_other_locales_read_otherwise_nor_what_people_wrote():
    written = formulas(tab_requests(workbook_template(sample())))
    assert len(written) == 2
    for formula in written:
        assert not {",", "\\", "."} & set(formula)
        assert not any(said in formula for own in sample().key_results for said in (own.id, own.text) if said)


def test_the_formulas_speak_of_the_tab_and_the_columns_that_are_there_and_come_after_it():
    requests = tab_requests(workbook_template(sample()), {"check-ins"})
    assert all("'Check-ins (OKR)'!$B:$B" in formula for formula in formulas(requests))
    kinds = [next(iter(own)) for own in requests]
    first = next(at for at, own in enumerate(requests) if own in requests and formulas([own]))
    assert first > max(at for at, kind in enumerate(kinds) if kind == "addSheet")
    theirs = CheckInColumns(title="Jo's log", places={"day": 3, "key_result_id": 0, "confidence": 1})
    only: Any
    (only,) = line_requests(theirs, sheet_id=101, places=PLACES)
    assert "HSTACK('Jo''s log'!$D:$D;'Jo''s log'!$B:$B);'Jo''s log'!$A:$A=$G10;" in json.dumps(only)
    assert "MATCH" not in json.dumps(only), "there is no column that says what is corrected"
    assert only["repeatCell"]["range"] == {
        "sheetId": 101,
        "startRowIndex": HEADER_ROW + 1,
        "endRowIndex": BLOCK_ROWS,
        "startColumnIndex": 9,
        "endColumnIndex": 10,
    }
    assert refusals({"requests": [only]}, "BatchUpdateSpreadsheetRequest") == []


def test_an_overview_without_check_ins_to_draw_has_no_formulas():
    template = workbook_template(OkrSet())
    only = replace(template, tabs=template.tabs[:1])
    assert formulas(tab_requests(only)) == []
    assert len(formulas(tab_requests(only, check_ins=new_check_ins("Log")))) == 2


def test_the_key_results_that_count_are_listed_and_the_rest_is_counted():
    many = tuple(KeyResult(id=f"O1-KR{number}", text=f"Raise it {number}") for number in range(1, 31))
    dropped = replace(many[0], status=Status.DROPPED)
    block = overview_block(OkrSet(key_results=(dropped, *many[1:], KeyResult(text="no ID yet")), cycle=None), None)
    assert block[HEADER_ROW][6:] == ["KR ID", "Key result"]
    listed = [row[6:] for row in block[HEADER_ROW + 1 :]]
    assert listed[0] == ["O1-KR2", "Raise it 2"]
    assert listed[-1] == ["…", "and 3 more key results"], "29 of them, 27 rows"
    few = overview_block(OkrSet(key_results=many[:1], cycle=Cycle.parse("2026")), None)
    assert [row[6:] for row in few[HEADER_ROW + 2 :]] == [[None, None]] * 26


@pytest.mark.parametrize(
    ("values", "is_own"),
    [
        ({"id": None, "key_result": None, "key_result_text": None}, True),
        ({"id": "", "key_result": "O1-KR7", "key_result_text": "Raise it"}, True),
        ({"key_result": "…", "key_result_text": "and 3 more key results"}, True),
        ({"key_result": "O1-KR7"}, True),
        ({"key_result": "call Bob", "key_result_text": "soon"}, False),
        ({"key_result": "", "key_result_text": "a note"}, False),
        ({"key_result": "", "key_result_text": ""}, True),
        ({"key_result": 7.0, "key_result_text": "a note"}, False),
        ({"id": "O1", "text": "a note"}, False),
        ({"id": "O1", "text": "K201: No.", "score": 1.0}, False),
    ],
)
def test_a_row_of_notes_is_told_from_one_of_the_block(values, is_own):
    assert is_own_row(values) is is_own


def _overview(spreadsheet: Any) -> OverviewLayout:
    found = read_workbook(spreadsheet).layout.overview
    assert found is not None
    return found


def _without_marks(spreadsheet: Any) -> Any:
    block = sheet(spreadsheet, "Overview")["data"][0]
    for column in block["columnMetadata"]:
        column.pop("developerMetadata", None)
    return block


def test_a_block_of_an_earlier_template_is_known_by_its_places_and_what_stands_beside_it_is_peoples():
    spreadsheet = workbook()
    block = _without_marks(spreadsheet)
    assert set(_overview(spreadsheet).columns) >= {"id", "pass_mark", "key_result"}
    for row in block["rowData"]:
        del row["values"][6:]
    assert "key_result" not in _overview(spreadsheet).columns
    header = block["rowData"][HEADER_ROW]["values"]
    header.append({"effectiveValue": {"stringValue": "KR ID"}})
    assert "key_result" not in _overview(spreadsheet).columns


def test_a_note_that_was_pulled_beside_the_points_ends_the_block():
    spreadsheet = workbook()
    row = sheet(spreadsheet, "Overview")["data"][0]["rowData"][ATTENTION_ROW + 3]["values"]
    row[7] = {"effectiveValue": {"stringValue": "ask Jo"}}
    assert _overview(spreadsheet).rows == ATTENTION_ROW + 3
