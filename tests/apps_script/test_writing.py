"""Scores come to rest beside their own record, whatever people do meanwhile, and nothing else is touched."""

from datetime import date

import pytest

from okrsdk.findings import Table
from okrsdk.grading import grade
from okrsdk.workbook import READ_FIELDS, read_workbook
from okrsdk.workbook.overview import ATTENTION_ROW, FACTS_ROW, HEADER_ROW
from tests.present import present
from tests.sheets_addon.addon.cards import buttons, text_of, widgets

pytestmark = pytest.mark.slow

SORT = {
    "sortRange": {
        "range": {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 30, "startColumnIndex": 0, "endColumnIndex": 30},
        "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}],
    }
}
# The first of okrsdk's columns on Key Results: all of them are written in one go.
FIRST = "W"
TODAY = date(2026, 11, 20)  # of the service
OWN = ["Stretch mark", "Progress", "Score", "Band", "Pace", "Confidence", "Graded at"]


def forget_check_ins(script):
    """Leaves no check-in, so that no ID is missed."""
    script.client.post(f"{script.spreadsheet_id}/values/Check-ins!A2:Z:clear").raise_for_status()


def _scores_by_text(script):
    return {record["Key result"]: record.get("Score") for record in script.records("Key Results")}


def _expected(script):
    scores = grade(script.okr_set, on=TODAY)
    pairs = zip(script.okr_set.key_results, scores.key_results, strict=True)
    return {key_result.text: None if own.score is None else float(own.score) for key_result, own in pairs}


def _read_and_graded(script):
    """The scores of what stands in the sheet."""
    params = {"includeGridData": "true", "fields": READ_FIELDS}
    okr_set = read_workbook(script.client.get(script.spreadsheet_id, params=params).json()).okr_set
    pairs = zip(okr_set.key_results, grade(okr_set, on=TODAY).key_results, strict=True)
    return {key_result.text: None if own.score is None else float(own.score) for key_result, own in pairs}


@pytest.mark.parametrize("name", ["customer-support", "home-services", "software-marketing"])
def test_the_scores_are_those_of_the_sdk(script_for, name):
    script = script_for(name)
    card = script.card("write-scores")
    assert card["header"]["title"] == "Scores written"
    expected = _expected(script)
    assert _scores_by_text(script) == expected
    assert any(score is not None for score in expected.values())


def test_every_column_of_ours_is_written_and_no_other(script):
    before = script.records("Key Results")
    script.card("write-scores")
    after = script.records("Key Results")
    assert {name: after[0][name] for name in OWN} == {
        "Stretch mark": 2640000,
        "Progress": 0.55,
        "Score": 0.55,
        "Band": "yellow",
        "Pace": after[0]["Pace"],
        "Confidence": after[0]["Confidence"],
        "Graded at": after[0]["Graded at"],
    }
    assert isinstance(after[0]["Graded at"], int)
    for old, new in zip(before, after, strict=True):
        assert {k: v for k, v in new.items() if k not in OWN} == {k: v for k, v in old.items() if k not in OWN}


def test_stretch_marks_of_rows_that_people_added_are_shown_in_their_unit(script):
    # 0.78 + 0.7 × 0.09 = 0.843; 150 + 0.7 × 990 = 843
    added = [("On time from 78 % to 87 %", "%", 0.78, 0.87, 0.8), ("Invoice from $150 to $1,140", "$", 150, 1140, 200)]
    names = ("Objective", "Key result", "Unit", "Baseline", "Target", "Current")
    cells = [dict(zip(names, ("O1", *row), strict=True)) for row in added]
    headers, *rows = script.rows("Key Results")
    first = len(rows) + 2
    script.put(f"Key Results!A{first}", *([row.get(header) for header in headers] for row in cells), option="RAW")
    script.card("write-scores")
    marks = f"Key Results!{FIRST}{first}:{FIRST}{first + 1}"
    answer = script.client.get(f"{script.spreadsheet_id}/values/{marks}").json()
    assert answer["values"] == [["84.3%"], ["$843"]]


def test_formulas_and_unknown_columns_of_people_stay(script):
    current = script.column("Current")
    script.put("Key Results!AD1:AD2", ["Mine"], ["=1+1"])
    script.put(f"Key Results!{current}2", ["=1800000+660000"])
    script.card("write-scores")
    answer = script.client.get(
        f"{script.spreadsheet_id}/values:batchGet",
        params={"ranges": ["Key Results!AD2", f"Key Results!{current}2"], "valueRenderOption": "FORMULA"},
    )
    assert [found["values"][0][0] for found in answer.json()["valueRanges"]] == ["=1+1", "=1800000+660000"]


@pytest.mark.parametrize(
    "moment", [rf"PUT .*Key.*Results.*{FIRST}2", r"PUT .*Objectives", r"PUT .*Overview", r"GET .*values.*Client"]
)
def test_rows_sorted_in_the_middle_of_a_write_do_not_mix_scores(script, moment):
    expected = _expected(script)
    script.sheets.interleave(moment, lambda: script.edit(SORT))
    script.card("write-scores")
    assert _scores_by_text(script) == expected
    texts = [record["Key result"] for record in script.records("Key Results")]
    assert texts == sorted(texts, reverse=True, key=str.casefold)


def test_a_row_inserted_and_one_deleted_meanwhile_are_noticed(script):
    expected = _expected(script)
    gone = script.records("Key Results")[3]["Key result"]
    delete = {"deleteDimension": {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}}}
    insert = {"insertDimension": {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}}
    script.sheets.interleave(rf"PUT .*Key.*Results.*{FIRST}2", lambda: script.edit(delete, insert))
    script.card("write-scores")
    del expected[gone]
    headers, *rows = script.rows("Key Results")
    records = [dict(zip(headers, row, strict=False)) for row in rows if len(row) > 2 and row[2]]
    assert {record["Key result"]: record.get("Score") for record in records} == expected


def test_a_column_moved_meanwhile_is_written_where_it_is_now(script):
    expected = _expected(script)
    source = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": 20, "endIndex": 21}
    move = {"moveDimension": {"source": source, "destinationIndex": 1}}
    before = [record["Owner"] for record in script.records("Key Results")]
    script.edit(move)
    script.card("write-scores")
    assert _scores_by_text(script) == expected
    assert [record["Owner"] for record in script.records("Key Results")] == before


def test_rows_that_never_rest_leave_no_score_behind_and_an_error_that_says_so(script):
    script.card("write-scores")
    orders = iter(["ASCENDING", "DESCENDING"] * 20)

    def sort() -> None:
        spec = {**SORT["sortRange"], "sortSpecs": [{"dimensionIndex": 2, "sortOrder": next(orders)}]}
        script.edit({"sortRange": spec})
        script.sheets.interleave(r"GET .*values.*Client", once_more)

    def once_more() -> None:
        script.sheets.interleave(r"PUT .*Key.*Results", sort)

    once_more()
    card = script.card("write-scores")
    assert card["header"]["title"] == "That did not work"
    assert "moved at every try to write beside them. The scores were blanked." in text_of(card)
    assert "Try again" in buttons(card)
    assert not any("Score" in record or "Band" in record for record in script.records("Key Results"))


def test_blank_ids_are_filled_and_stay_with_their_record(script):
    texts = [record["Key result"] for record in script.records("Key Results")]
    forget_check_ins(script)
    script.put("Key Results!A3", [""])
    script.put("Key Results!A4", [""])
    script.sheets.interleave(r"PUT .*Key.*Results.*A3", lambda: script.edit(SORT))
    script.card("write-scores")
    expected = _read_and_graded(script)
    records = {record["Key result"]: record for record in script.records("Key Results")}
    assert [records[text]["ID"] for text in texts[:5]] == ["O1-KR1", "O1-KR6", "O1-KR7", "O1-KR4", "O1-KR5"]
    ids = [record["ID"] for record in records.values()]
    assert len(set(ids)) == len(texts)
    assert {text: record.get("Score") for text, record in records.items()} == expected


def test_an_id_that_looks_like_a_formula_is_never_written(script):
    evil = '=HYPERLINK("https://example.com","x")'
    forget_check_ins(script)
    script.put("Objectives!A2", [evil], option="RAW")
    script.put(f"Key Results!{script.column('Replaced by')}5", [""])
    for row in range(2, len(script.rows("Key Results")) + 1):
        if script.rows("Key Results")[row - 1][1] == "O1":
            script.put(f"Key Results!A{row}:B{row}", ["", evil], option="RAW")
    script.card("write-scores")
    assert script.rows("Key Results")[1][:2] == ["", evil]
    assert script.rows("Objectives")[1][0] == evil
    # As a formula it would show "x".
    assert [row[0] for row in script.rows("Overview") if row].count(evil) == 1


def test_a_doubled_id_is_refused_and_nothing_written(script):
    script.put("Key Results!A3", ["O1-KR1"])
    card = script.card("write-scores")
    assert card["header"]["title"] == "That did not work"
    assert "O1-KR1" in text_of(card)
    assert all("Score" not in record for record in script.records("Key Results"))


def test_what_once_stood_beside_a_record_that_is_gone_is_cleared(script):
    forget_check_ins(script)
    script.card("write-scores")
    row = len(script.rows("Key Results"))
    width = len(script.rows("Key Results")[0]) - len(OWN)
    script.put(f"Key Results!A{row}", [""] * width)
    script.card("write-scores")
    assert len(script.rows("Key Results")) == row - 1


def test_the_overview_is_renewed_as_the_addon_does_it(script):
    script.card("write-scores")
    rows = script.rows("Overview")
    assert rows[FACTS_ROW][:2] == ["Overall score", float(present(grade(script.okr_set, on=TODAY).overall))]
    assert rows[HEADER_ROW + 1][0] == "O1"
    assert rows[ATTENTION_ROW][:2] == ["Where", "Needs attention"]
    assert len(rows) > ATTENTION_ROW + 1


def test_notes_put_before_the_overview_meanwhile_stay(script):
    place = {"sheetId": 101, "dimension": "COLUMNS", "startIndex": 0, "endIndex": 2}
    note = {"userEnteredValue": {"stringValue": "ours"}}
    notes = {
        "updateCells": {
            "start": {"sheetId": 101, "rowIndex": HEADER_ROW, "columnIndex": 0},
            "rows": [{"values": [note, note]}] * 3,
            "fields": "userEnteredValue",
        }
    }
    script.sheets.interleave(r"GET .*values.*Client", lambda: script.edit({"insertDimension": {"range": place}}, notes))
    script.card("write-scores")
    rows = script.rows("Overview")[HEADER_ROW : HEADER_ROW + 3]
    assert [row[:3] for row in rows] == [["ours", "ours", "ID"], ["ours", "ours", "O1"], ["ours", "ours", "O2"]]


def test_a_sheet_that_okrsdk_did_not_make_gets_its_marks(script):
    every = {"developerMetadataLookup": {"metadataKey": "okrsdk.column"}}
    script.edit({"deleteDeveloperMetadata": {"dataFilter": every}})
    script.card("write-scores")
    found = script.client.get(script.spreadsheet_id, params={"includeGridData": "true", "fields": READ_FIELDS}).json()
    columns = read_workbook(found).layout.tables[Table.KEY_RESULTS].columns
    assert all(place.metadata_id is not None for place in columns.values())


def test_grading_shows_what_would_change_and_writes_nothing(script):
    before = script.rows("Key Results")
    card = script.card("grade")
    assert script.rows("Key Results") == before
    labels = [row.get("topLabel") for row in widgets(card, "decoratedText")]
    assert labels[0] == "Overall score"
    assert "O1-KR1" in labels
    written = script.press(card, "Write scores")
    assert written["header"]["title"] == "Scores written"
    assert _scores_by_text(script) == _expected(script)


def test_a_second_write_says_that_nothing_changed(script):
    script.card("write-scores")
    assert "No score changed" in text_of(script.card("write-scores"))
