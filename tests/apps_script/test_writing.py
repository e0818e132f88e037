"""Scores come to rest beside their own record, whatever people do meanwhile, and nothing else is touched."""

from datetime import date

import pytest

from okrsdk.grading import grade

pytestmark = pytest.mark.slow

SORT = {
    "sortRange": {
        "range": {"sheetId": 103, "startRowIndex": 1, "endRowIndex": 30, "startColumnIndex": 0, "endColumnIndex": 30},
        "sortSpecs": [{"dimensionIndex": 2, "sortOrder": "DESCENDING"}],
    }
}
OWN = ["Stretch mark", "Progress", "Score", "Band", "Pace", "Confidence", "Graded at"]
TODAY = "(() => today(SpreadsheetApp.getActiveSpreadsheet()))"


def _scores_by_text(script):
    return {record["Key result"]: record.get("Score") for record in script.records("Key Results")}


def _expected(script):
    (today,) = script.run((TODAY,))["results"]
    scores = grade(script.okr_set, on=date.fromisoformat(today["value"]))
    pairs = zip(script.okr_set.key_results, scores.key_results, strict=True)
    return {key_result.text: None if own.score is None else float(own.score) for key_result, own in pairs}


@pytest.mark.parametrize("name", ["customer-support", "home-services", "software-marketing"])
def test_the_scores_are_those_of_the_sdk(script_for, name):
    script = script_for(name)
    card = script.act("write")
    assert card["header"]["title"] == "Scores written"
    expected = _expected(script)
    assert _scores_by_text(script) == expected
    assert any(score is not None for score in expected.values())


def test_every_column_of_ours_is_written_and_no_other(script):
    before = script.records("Key Results")
    script.act("write")
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


def test_formulas_and_unknown_columns_of_people_stay(script):
    current = script.column("Current")
    script.put("Key Results!AC1:AC2", ["Mine"], ["=1+1"])
    script.put(f"Key Results!{current}2", ["=1800000+660000"])
    script.act("write")
    answer = script.client.get(
        f"{script.spreadsheet_id}/values:batchGet",
        params={"ranges": ["Key Results!AC2", f"Key Results!{current}2"], "valueRenderOption": "FORMULA"},
    )
    assert [found["values"][0][0] for found in answer.json()["valueRanges"]] == ["=1+1", "=1800000+660000"]


@pytest.mark.parametrize("header", ["Stretch mark", "Score", "Graded at"])
def test_rows_sorted_in_the_middle_of_a_write_do_not_mix_scores(script, header):
    expected = _expected(script)
    script.sheets.interleave(rf"PUT .*Key.*Results.*{script.column(header)}2", lambda: script.edit(SORT))
    script.act("write")
    assert _scores_by_text(script) == expected
    texts = [record["Key result"] for record in script.records("Key Results")]
    assert texts == sorted(texts, reverse=True, key=str.casefold)


def test_a_row_inserted_and_one_deleted_meanwhile_are_noticed(script):
    expected = _expected(script)
    gone = script.records("Key Results")[3]["Key result"]
    delete = {"deleteDimension": {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 4, "endIndex": 5}}}
    insert = {"insertDimension": {"range": {"sheetId": 103, "dimension": "ROWS", "startIndex": 1, "endIndex": 2}}}
    script.sheets.interleave(rf"PUT .*Key.*Results.*{script.column('Score')}2", lambda: script.edit(delete, insert))
    card = script.act("write")
    del expected[gone]
    headers, *rows = script.rows("Key Results")
    records = [dict(zip(headers, row, strict=False)) for row in rows if len(row) > 2 and row[2]]
    assert {record["Key result"]: record.get("Score") for record in records} == expected
    assert "1 record could not be found again" in str(card)


def test_blank_ids_are_filled_and_stay_with_their_record(script):
    texts = [record["Key result"] for record in script.records("Key Results")]
    script.put("Key Results!A3", [""])
    script.put("Key Results!A6", [""])
    script.sheets.interleave(r"PUT .*Key.*Results.*A3", lambda: script.edit(SORT))
    expected = _expected(script)
    script.act("write")
    records = {record["Key result"]: record for record in script.records("Key Results")}
    assert records[texts[0]]["ID"] == "O1-KR1"
    assert records[texts[2]]["ID"] == "O1-KR3"
    ids = [record["ID"] for record in records.values()]
    assert len(set(ids)) == len(texts)
    assert {text: record.get("Score") for text, record in records.items()} == expected


def test_an_id_that_looks_like_a_formula_is_never_written(script):
    evil = '=HYPERLINK("https://example.com","x")'
    script.put("Objectives!A2", [evil], option="RAW")
    script.put("Key Results!A2:B2", ["", evil], option="RAW")
    script.act("write")
    assert script.rows("Key Results")[1][:2] == ["", evil]
    assert script.rows("Objectives")[1][0] == evil


def test_a_doubled_id_is_refused_and_nothing_written(script):
    script.put("Key Results!A3", ["O1-KR1"])
    card = script.act("write")
    assert card["header"]["title"] == "An ID stands twice"
    assert "O1-KR1 stands twice in Key Results" in str(card)
    assert all("Score" not in record for record in script.records("Key Results"))


def test_what_once_stood_beside_a_record_that_is_gone_is_cleared(script):
    script.act("write")
    row = len(script.rows("Key Results"))
    width = len(script.rows("Key Results")[0]) - len(OWN)
    script.put(f"Key Results!A{row}", [""] * width)
    script.act("write")
    assert len(script.rows("Key Results")) == row - 1


def test_grading_writes_nothing(script, rows_of):
    before = script.rows("Key Results")
    card = script.act("grade")
    assert script.rows("Key Results") == before
    labels = [row["topLabel"] for row in rows_of(card)]
    assert labels[0] == "Overall"
    assert any(label.startswith("O1-KR1 · Increase pipeline") for label in labels)


def test_a_second_write_says_that_nothing_changed(script):
    script.act("write")
    card = script.act("write")
    assert len(card["sections"]) == 1
