"""What the script sends to the service is what the SDK reads from the same cells."""

import pytest

from okrsdk.interchange import okr_set_from_document
from okrsdk.workbook import READ_FIELDS, read_workbook

pytestmark = pytest.mark.slow

DOCUMENT = "(() => documentOf(readTables(SpreadsheetApp.getActiveSpreadsheet())))"


def _read_by_both(script):
    (result,) = script.run((DOCUMENT,))["results"]
    params = {"includeGridData": "true", "fields": READ_FIELDS}
    reading = read_workbook(script.client.get(script.spreadsheet_id, params=params).json())
    return okr_set_from_document(result["value"]).okr_set, reading.okr_set


@pytest.mark.parametrize("name", ["customer-support", "home-services", "software-marketing"])
def test_script_and_sdk_read_the_same_okrs(script_for, name):
    by_script, by_sdk = _read_by_both(script_for(name))
    assert by_script == by_sdk
    assert len(by_script.key_results) > 5


def test_headers_may_be_renamed_moved_and_under_a_title(script):
    rename = {
        "rows": [{"values": [{"userEnteredValue": {"stringValue": "Ergebnis"}}]}],
        "fields": "userEnteredValue",
        "start": {"sheetId": 103, "rowIndex": 0, "columnIndex": 2},
    }
    source = {"sheetId": 103, "dimension": "COLUMNS", "startIndex": 10, "endIndex": 11}
    on_top = {"sheetId": 103, "dimension": "ROWS", "startIndex": 0, "endIndex": 2}
    script.edit(
        {"updateCells": rename},
        {"moveDimension": {"source": source, "destinationIndex": 1}},
        {"insertDimension": {"range": on_top, "inheritFromBefore": False}},
    )
    script.put("Key Results!A1", ["Our quarter"])
    by_script, by_sdk = _read_by_both(script)
    assert by_script == by_sdk
    assert by_script.key_results[0].text.startswith("Increase pipeline")


def test_without_marks_columns_are_found_by_headers_and_aliases(script):
    every = {"developerMetadataLookup": {"metadataKey": "okrsdk.column"}}
    script.edit({"deleteDeveloperMetadata": {"dataFilter": every}})
    script.put(f"Key Results!{script.column('Current')}1", ["ACTUAL"])
    by_script, by_sdk = _read_by_both(script)
    assert by_script == by_sdk
    assert by_script.key_results[0].current == 2460000


def test_blank_rows_between_and_values_as_people_type_them_are_read_the_same(script):
    between = {"sheetId": 103, "dimension": "ROWS", "startIndex": 3, "endIndex": 5}
    script.edit({"insertDimension": {"range": between, "inheritFromBefore": False}})
    baseline, current = script.column("Baseline"), script.column("Current")
    script.put(f"Key Results!{baseline}2:{current}3", ["$1.8M", "3,0M €", "", "=1/0"], ["22 %", "'0.32", "", True])
    by_script, by_sdk = _read_by_both(script)
    assert by_script == by_sdk


def test_findings_lead_to_their_cells(script, rows_of):
    target = script.column("Target")
    script.put(f"Key Results!{target}3", ["many"])
    script.put("Key Results!A4", [""])
    script.put(f"Key Results!{target}4", ["some"])
    card = script.act("check")
    links = {row["topLabel"]: row["onClick"]["openLink"]["url"] for row in rows_of(card)}
    assert any(
        label.endswith(f"Key Results!{target}3") and url == f"#gid=103&range={target}3" for label, url in links.items()
    )
    assert any(
        label.endswith(f"Key Results!{target}4") and url == f"#gid=103&range={target}4" for label, url in links.items()
    )
    assert card["sections"][1]["header"].startswith("Errors")


def test_hostile_cells_stay_text_in_cards(script, rows_of):
    script.put("Key Results!C2", ['<a href="https://example.com">x</a> & <b>y</b>'])
    script.put(f"Key Results!{script.column('Target')}2", ["<b>many</b>"])
    card = script.act("check")
    texts = [row["text"] for row in rows_of(card)]
    assert any("&lt;b&gt;many&lt;/b&gt;" in text for text in texts)
    assert not any("<b>" in text or "<a " in text for text in texts)
