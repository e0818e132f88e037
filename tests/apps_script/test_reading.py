"""The service reads from the cells that the script sends what the SDK reads from the sheet itself."""

import pytest

from okrsdk.workbook import READ_FIELDS, WorkbookReading, read_workbook
from sheets_addon.container_bound.sent_spreadsheet import SentSpreadsheet, spreadsheet_of
from tests.sheets_addon.addon.cards import clicks, text_of, texts

pytestmark = pytest.mark.slow

SENT = "(() => readSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()))"


def _read_by_both(script) -> tuple[WorkbookReading, WorkbookReading]:
    (result,) = script.run((SENT,))["results"]
    by_script = read_workbook(spreadsheet_of(SentSpreadsheet.model_validate(result["value"])))
    params = {"includeGridData": "true", "fields": READ_FIELDS}
    by_sdk = read_workbook(script.client.get(script.spreadsheet_id, params=params).json())
    return by_script, by_sdk


def _places(reading: WorkbookReading) -> dict[object, object]:
    """Which cell holds what, without what only the API tells."""
    return {
        table: (
            (own.sheet_id, own.header_row, own.rows, own.height, own.has_mark),
            {name: (place.index, place.header, place.formulas) for name, place in own.columns.items()},
        )
        for table, own in reading.layout.tables.items()
    }


def _overview(reading: WorkbookReading) -> tuple[object, ...]:
    """Where okrsdk's block on the Overview is, without what only the API tells."""
    own = reading.layout.overview
    assert own is not None
    columns = {
        name: (place.index, place.header, place.formulas, place.metadata_id is not None)
        for name, place in own.columns.items()
    }
    return own.sheet_id, own.title, own.rows, columns


def _assert_same(by_script: WorkbookReading, by_sdk: WorkbookReading) -> None:
    assert by_script.okr_set == by_sdk.okr_set
    assert by_script.findings == by_sdk.findings
    assert _places(by_script) == _places(by_sdk)
    assert by_script.layout.profile == by_sdk.layout.profile
    assert _overview(by_script) == _overview(by_sdk)
    assert by_script.layout.has_schema_mark == by_sdk.layout.has_schema_mark


@pytest.mark.parametrize("name", ["customer-support", "home-services", "software-marketing"])
def test_script_and_sdk_read_the_same_workbook(script_for, name):
    by_script, by_sdk = _read_by_both(script_for(name))
    _assert_same(by_script, by_sdk)
    assert len(by_script.okr_set.key_results) > 5


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
    _assert_same(by_script, by_sdk)
    assert by_script.okr_set.key_results[0].text.startswith("Increase pipeline")


def test_without_marks_columns_are_found_by_headers_and_aliases(script):
    every = {"developerMetadataLookup": {"metadataKey": "okrsdk.column"}}
    script.edit({"deleteDeveloperMetadata": {"dataFilter": every}})
    script.put(f"Key Results!{script.column('Current')}1", ["ACTUAL"])
    by_script, by_sdk = _read_by_both(script)
    _assert_same(by_script, by_sdk)
    assert by_script.okr_set.key_results[0].current == 2460000


def test_blank_rows_formulas_merges_and_values_as_people_type_them_are_read_the_same(script):
    between = {"sheetId": 103, "dimension": "ROWS", "startIndex": 3, "endIndex": 5}
    area = {"sheetId": 103, "startRowIndex": 6, "endRowIndex": 8, "startColumnIndex": 3, "endColumnIndex": 4}
    script.edit(
        {"insertDimension": {"range": between, "inheritFromBefore": False}},
        {"mergeCells": {"range": area, "mergeType": "MERGE_ALL"}},
    )
    baseline, current = script.column("Baseline"), script.column("Current")
    script.put(f"Key Results!{baseline}2:{current}3", ["$1.8M", "3,0M €", "", "=1/0"], ["22 %", "'0.32", "", True])
    by_script, by_sdk = _read_by_both(script)
    assert any("merged" in finding.message for finding in by_sdk.findings)
    _assert_same(by_script, by_sdk)


def test_cells_of_other_tabs_stay_in_the_spreadsheet(script):
    script.edit({"addSheet": {"properties": {"title": "Salaries"}}})
    script.put("Salaries!A1", ["secret"])
    done = script.run(("act", "bound/home", {}))
    (request,) = done["fetched"]
    assert request["tabs"] == ["Overview", "Objectives", "Key Results", "Check-ins", "Client"]


def test_a_tab_that_people_renamed_is_sent_for_its_mark(script):
    properties = {"sheetId": 103, "title": "Ergebnisse"}
    script.edit({"updateSheetProperties": {"properties": properties, "fields": "title"}})
    by_script, by_sdk = _read_by_both(script)
    _assert_same(by_script, by_sdk)


def test_findings_lead_to_their_cells_also_where_a_record_has_no_id(script):
    target, value = script.column("Target"), script.column("Value", "Check-ins")
    script.put("Key Results!A4", [""])
    script.put(f"Key Results!{target}4", ["some"])
    script.put(f"Check-ins!{value}3", ["plenty"])
    card = script.card("check")
    links = {click["openLink"]["url"] for click in clicks(card) if "openLink" in click}
    assert {f"#gid=103&range={target}4", f"#gid=104&range={value}3"} <= links
    assert any(text.startswith(f"<b>Check-ins!{value}3</b> ") for text in texts(card))


def test_hostile_cells_stay_text_in_cards(script):
    script.put("Key Results!C2", ['<a href="https://example.com">x</a> & <b>y</b>'])
    script.put(f"Key Results!{script.column('Target')}2", ["<b>many</b>"])
    seen = text_of(script.card("check"))
    assert "&lt;b&gt;many&lt;/b&gt;" in seen
    assert "<b>many" not in seen
    assert "<a " not in seen
